import Catalogue
import Diagnostics
import Foundation
import Testing

@testable import Database
@testable import Workbook

/// Workbooks as each released version wrote them, under Tests/Fixtures/workbooks.
@Suite("A workbook of an earlier version")
struct FixtureTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/workbooks")

  @Test("opens, holds what it held, and can be worked on", arguments: 1...WorkbookSchema.version)
  func opens(version: Int) throws {
    let fixture = Self.fixtures.appending(path: "version-\(version).plumb")
    if ProcessInfo.processInfo.environment["PLUMBLINE_RECORD"] != nil, version == WorkbookSchema.version {
      try Self.record(to: fixture)
      Issue.record("\(fixture.path) was recorded anew; run again without PLUMBLINE_RECORD")
    }
    let folder = try TemporaryFolder()
    try Data(contentsOf: fixture).write(to: URL(filePath: folder.path("old.plumb")))
    let desk = try Desk(
      Workbook.open(folder.path("old.plumb"), at: Moment(seconds: 1_800_000_000)), clock: 1_800_000_000)
    #expect(try folder.names().contains("old.plumb.v\(version).backup") == (version < WorkbookSchema.version))
    #expect(try desk.workbook.examine().isEmpty)
    #expect(try desk.refs() == Desk.furnished().refs())
    #expect(try desk.value("M-1", "sources") == .references(["billing.invoice.number"]))
    #expect(try desk.workbook.journal().first?.who == "ana")
    try desk.set("billing", ["vendor": "Stripe"])
    try desk.undo()
    for kind in Catalogue.kinds { _ = try desk.workbook.reader().records(kind) }
    #expect(try desk.workbook.history(of: "billing").count > 3)
  }

  /// Writes the furnished workbook in small pages, so that the file is small.
  private static func record(to fixture: URL) throws {
    let desk = try Desk.furnished()
    try? FileManager.default.removeItem(at: fixture)
    try FileManager.default.createDirectory(at: fixtures, withIntermediateDirectories: true)
    try desk.workbook.backUp(to: fixture.path)
    let copy = try Connection(path: fixture.path, mode: .readWrite)
    try copy.execute("PRAGMA page_size = 512; VACUUM; PRAGMA journal_mode = WAL")
  }
}
