import Catalogue
import Diagnostics
import Gaps
import Method
import Testing
import Workbook

@Suite("Findings")
struct FindingTests {
  private func gap(_ name: String, _ severity: String, _ dimension: String = "context", query: String? = nil)
    throws -> Gap
  {
    let header = GapFileTests.header.replacing("severity: minor", with: "severity: \(severity)")
      .replacing("dimension: context", with: "dimension: \(dimension)")
    return try Gap(GapFileTests.file(header, query ?? GapFileTests.query, name: name))
  }

  private func find(_ gaps: [Gap], _ workbook: Workbook, only names: [String] = []) throws -> [Finding] {
    try GapSet(gaps).findings(workbook.reader(), today: .today, only: names) { _ in }
  }

  @Test("come worst first, then by dimension, then by name, then as the query has them")
  func order() throws {
    let gaps = [
      try gap("b-minor", "minor"), try gap("z-blocker", "blocker", "estimate"),
      try gap("a-major", "major", "semantics"),
      try gap("y-blocker", "blocker"), try gap("a-minor", "minor"), try gap("x-blocker", "blocker"),
    ]
    let workbook = try Workbook.inMemory()
    try workbook.addSystem("B")
    try workbook.addSystem("A")
    let found = try find(gaps, workbook).map { "\($0.gap) \($0.about)" }
    #expect(
      found == [
        "x-blocker b", "x-blocker a", "y-blocker b", "y-blocker a", "z-blocker b", "z-blocker a", "a-major b",
        "a-major a", "a-minor b", "a-minor a", "b-minor b", "b-minor a",
      ])
  }

  @Test("say it in words, and how it is mended, quoted for a shell")
  func words() throws {
    let workbook = try Workbook.inMemory()
    try workbook.addSystem("A")
    let query = "SELECT 'a.$(reboot) x' AS about, NULL AS ask"
    let finding = try #require(try find([gap("a", "minor", query: query)], workbook).first)
    #expect(finding.message == "Nobody loves a.$(reboot) x.")
    #expect(finding.question == "Who loves a.$(reboot) x?")
    #expect(finding.remedy == "plumbline set 'a.$(reboot) x' --purpose TEXT")
    #expect(finding.ask == nil)
  }

  @Test("know the day", arguments: [("2026-05-27", 1), ("2026-05-28", 0)])
  func today(day: String, count: Int) throws {
    let workbook = try Workbook.inMemory()
    #expect(
      try find([gap("a", "minor", query: "SELECT 'x' AS about WHERE '\(day)' < :today")], workbook).count
        == count)
  }

  @Test("are limited to the gaps that are wanted; an unknown one is refused")
  func only() throws {
    let gaps = [try gap("system-unloved", "minor"), try gap("system-unseen", "minor")]
    let workbook = try Workbook.inMemory()
    try workbook.addSystem("A")
    #expect(try find(gaps, workbook, only: ["system-unseen"]).map(\.gap) == ["system-unseen"])
    let error = #expect(throws: Diagnostic.self) { try find(gaps, workbook, only: ["sistem-unseen"]) }
    #expect(error?.notes == ["did you mean `system-unseen`?"])
  }

  static let waivers: [(until: String?, gap: String, about: String, holds: Bool)] = [
    (nil, "a", "a", true), ("2026-05-28", "a", "a", true), ("2026-05-27", "a", "a", false),
    ("2026-05-29", "b", "a", false),
    (nil, "a", "b", false),
  ]

  @Test("are waived one by one, and only until their day", arguments: waivers.indices)
  func waived(index: Int) throws {
    let (until, name, about, holds) = Self.waivers[index]
    let workbook = try Workbook.inMemory()
    try workbook.addSystem("A")
    try workbook.addSystem("B")
    var values: [String: FactValue?] = [
      "gap": .text(name), "about": .references([about]), "reason": .text("x"),
    ]
    if let until { values["until"] = .some(.text(until)) }
    try workbook.capture("waive", by: .somebody(9)) { try $0.add(Catalogue.waiver, values) }
    let finding = try #require(try find([gap("a", "minor")], workbook).first)
    #expect(finding.about == "a")
    #expect(finding.waiver == (holds ? "WV-1" : nil))
  }

  @Test("are put beside the views, the waived ones apart")
  func openGap() throws {
    let workbook = try Workbook.inMemory()
    try workbook.addSystem("A")
    let reader = try workbook.reader()
    var findings = try find([gap("a", "blocker"), gap("b", "minor")], workbook)
    findings[1].waiver = "WV-1"
    try reader.provide(findings)
    #expect(try reader.rows("SELECT gap, weight FROM open_gap").rows == [["a", 3]])
    #expect(try reader.rows("SELECT count(*) FROM open_gap_or_waived").rows == [[2]])
  }
}

extension CalendarDay {
  /// The day on which these tests happen.
  static var today: CalendarDay { Moment(seconds: 1_780_000_000).day }
}

extension Attribution {
  static func somebody(_ chance: UInt64) -> Attribution {
    Attribution(who: "ana", at: Moment(seconds: 1_780_000_000), chance: chance << 32)
  }
}

extension Workbook {
  /// Captures a system.
  func addSystem(_ name: String) throws {
    let kind = try Catalogue.kind("system")
    try capture("add", by: .somebody(UInt64(journal().count))) { try $0.add(kind, ["name": .text(name)]) }
  }
}
