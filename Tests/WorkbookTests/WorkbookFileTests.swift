import Catalogue
import Diagnostics
import Foundation
import Testing

@testable import Database
@testable import Workbook

@Suite("A workbook's file")
struct WorkbookFileTests {
  private let folder: TemporaryFolder
  private let now = Moment(seconds: 1_780_000_000)

  init() throws { folder = try TemporaryFolder() }

  private func attribution(_ chance: UInt64) -> Attribution { Attribution(who: "ana", at: now, chance: chance) }

  private func make(_ name: String = "acme.plumb") throws -> (path: String, workbook: Workbook) {
    let path = folder.path(name)
    return (path, try Workbook.create(path, at: now))
  }

  @Test("says in its header whose it is, and is written through to the disk")
  func settings() throws {
    let (path, workbook) = try make()
    let header = try [UInt8](Data(contentsOf: URL(filePath: path)).prefix(100))
    #expect(Array(header[68..<72]) == Array("PLMB".utf8))
    #expect(Array(header[60..<64]) == [0, 0, 0, UInt8(WorkbookSchema.version)])
    func setting(_ name: String) throws -> SQLValue? {
      try workbook.connection.first("PRAGMA \(name)") { row throws(DatabaseError) in row.value(0) }
    }
    #expect(try setting("journal_mode") == "wal")
    #expect(try setting("synchronous") == 2)
    #expect(try setting("foreign_keys") == 1)
    #expect(try setting("trusted_schema") == 0)
    let reopened = try Workbook.open(path, at: now)
    let synchronous = try reopened.connection.first("PRAGMA synchronous") { row throws(DatabaseError) in
      row.value(0)
    }
    #expect(synchronous == 2)
    #expect(try reopened.examine().isEmpty)
  }

  @Test("is one file once nobody has it open")
  func oneFile() throws {
    do {
      let (_, workbook) = try make()
      try workbook.capture("x", by: attribution(1)) { try $0.add(Catalogue.question, ["text": .text("Why?")]) }
    }
    #expect(try folder.names() == ["acme.plumb"])
  }

  @Test("is never made over something that is there")
  func exists() throws {
    try folder.write("acme.plumb", "my notes")
    let error = #expect(throws: Diagnostic.self) { try make() }
    #expect(error?.code == "workbook-exists")
    #expect(try folder.text("acme.plumb") == "my notes")
    #expect(try folder.names() == ["acme.plumb"])
  }

  @Test("is not there when its first capture was refused")
  func refusedBeginning() throws {
    let error = #expect(throws: Diagnostic.self) {
      try Workbook.create(folder.path("acme.plumb"), at: now) { workbook in
        try workbook.capture("x", by: attribution(1)) { _ = try $0.fact("nobody") }
      }
    }
    #expect(error?.code == "unknown-reference")
    #expect(try folder.names().isEmpty)
  }

  @Test("cannot be made in a folder that is not there")
  func noFolder() throws {
    let error = #expect(throws: Diagnostic.self) { try Workbook.create(folder.path("no/where.plumb"), at: now) }
    #expect(error?.code == "file-error")
    #expect(error?.summary.contains("no/where.plumb") == true)
  }

  /// Files that are not workbooks, each with what it is.
  static let strangers: [(what: String, bytes: @Sendable () throws -> Data)] = [
    ("it is empty", { Data() }), ("it is not a SQLite database", { Data("Dear Sir or Madam".utf8) }),
    ("it is not a SQLite database", { Data("SQLite format 3\0".utf8) }),
    ("it is not a SQLite database", { Data(repeating: 0, count: 5_000) }),
    (
      "it is another program's database",
      {
        let folder = try TemporaryFolder()
        let connection = try Connection(path: folder.path("other.db"), mode: .create)
        try connection.execute(
          "CREATE TABLE places (url TEXT); INSERT INTO places VALUES ('https://example.org')")
        return try Data(contentsOf: URL(filePath: folder.path("other.db")))
      }
    ),
  ]

  @Test("is told from what is none, which is not touched", arguments: strangers.indices)
  func notOurs(index: Int) throws {
    let bytes = try Self.strangers[index].bytes()
    let path = folder.path("notes.plumb")
    try bytes.write(to: URL(filePath: path))
    let error = try #require(throws: Diagnostic.self) { try Workbook.open(path, at: now) }
    #expect(error.code == "not-a-workbook")
    #expect(error.reason == Self.strangers[index].what)
    #expect(error.exit == .data)
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    #expect(try folder.names() == ["notes.plumb"])
  }

  @Test("is missed by name where there is none, and a folder is none")
  func missing() throws {
    let error = #expect(throws: Diagnostic.self) { try Workbook.open(folder.path("none.plumb"), at: now) }
    #expect(error?.code == "no-workbook")
    #expect(try folder.names().isEmpty)
    let other = #expect(throws: Diagnostic.self) { try Workbook.open(folder.path(""), at: now) }
    #expect(other?.code == "not-a-workbook")
  }

  @Test("that was cut off is told to be damaged, and not touched", arguments: [100, 4_096, 20_000])
  func truncated(count: Int) throws {
    do { _ = try make() }
    let path = folder.path("acme.plumb")
    let bytes = try Data(contentsOf: URL(filePath: path)).prefix(count)
    try bytes.write(to: URL(filePath: path))
    let error = try #require(throws: Diagnostic.self) {
      let workbook = try Workbook.open(path, at: now)
      _ = try workbook.journal()
    }
    #expect(["workbook-damaged", "not-a-workbook"].contains(error.code), "\(error)")
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    #expect(try folder.names() == ["acme.plumb"])
  }

  @Test("with a damaged page is found out by the doctor")
  func damaged() throws {
    do { _ = try make() }
    let path = folder.path("acme.plumb")
    var bytes = try Data(contentsOf: URL(filePath: path))
    for index in (bytes.count / 2)..<(bytes.count / 2 + 8_192) { bytes[index] = 0x5A }
    try bytes.write(to: URL(filePath: path))
    do throws(Diagnostic) {
      let problems = try Workbook.open(path, at: now).examine()
      #expect(problems.contains { $0.code == "workbook-damaged" })
    } catch {
      #expect(error.code == "workbook-damaged")
    }
  }

  @Test("of a newer version is refused by that version's name, and not touched")
  func newer() throws {
    do {
      let (_, workbook) = try make()
      try workbook.connection.execute("PRAGMA user_version = 99")
    }
    let path = folder.path("acme.plumb")
    let bytes = try Data(contentsOf: URL(filePath: path))
    let error = try #require(throws: Diagnostic.self) { try Workbook.open(path, at: now) }
    #expect(error.code == "workbook-too-new")
    #expect(error.summary.contains("99") && error.summary.contains("up to \(WorkbookSchema.version)"))
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    #expect(try folder.names() == ["acme.plumb"])
  }

  @Test("of a newer version is refused even while that is only in its write-ahead log")
  func newerInLog() throws {
    let (path, workbook) = try make()
    try workbook.connection.execute("PRAGMA user_version = 98")
    let error = try #require(throws: Diagnostic.self) { try Workbook.open(path, at: now) }
    #expect(error.code == "workbook-too-new")
  }

  @Test("that another program is writing to is told to be busy, and nothing is lost")
  func busy() throws {
    let (path, first) = try make()
    let second = try Workbook.open(path, at: now)
    try second.connection.execute("PRAGMA busy_timeout = 0")
    try first.connection.execute("BEGIN IMMEDIATE")
    let error = try #require(throws: Diagnostic.self) {
      try second.capture("x", by: attribution(1)) { try $0.add(Catalogue.question, ["text": .text("Why?")]) }
    }
    #expect(error.code == "workbook-busy")
    #expect(error.exit == .data)
    // Reading goes on meanwhile.
    #expect(try second.reader().rows("SELECT ref FROM question").rows.isEmpty)
    try first.connection.execute("ROLLBACK")
    try second.capture("x", by: attribution(2)) { try $0.add(Catalogue.question, ["text": .text("Why?")]) }
    #expect(try first.reader().rows("SELECT ref FROM question").rows == [["Q-1"]])
  }

  @Test("takes turns between two that write, each seeing the other's facts")
  func turns() throws {
    let (path, first) = try make()
    let second = try Workbook.open(path, at: now)
    for round in 0..<10 {
      let workbook = round.isMultiple(of: 2) ? first : second
      try workbook.capture("x", by: attribution(UInt64(round))) {
        try $0.add(Catalogue.question, ["text": .text("\(round)")])
      }
    }
    #expect(try first.journal() == second.journal())
    #expect(try first.reader().rows("SELECT ref FROM question ORDER BY id").rows.last == ["Q-10"])
    _ = try first.undo(by: attribution(100))
    _ = try second.undo(by: attribution(101))
    #expect(try second.reader().rows("SELECT count(*) FROM question").rows == [[8]])
  }

  @Test("is copied whole, and a copy never goes over a file")
  func backUp() throws {
    let (_, workbook) = try make()
    try workbook.capture("x", by: attribution(1)) { try $0.add(Catalogue.question, ["text": .text("Why?")]) }
    try workbook.backUp(to: folder.path("copy.plumb"))
    let copy = try Workbook.open(folder.path("copy.plumb"), at: now)
    #expect(try copy.journal() == workbook.journal())
    #expect(try copy.examine().isEmpty)
    try folder.write("notes.txt", "mine")
    #expect(throws: Diagnostic.self) { try workbook.backUp(to: folder.path("notes.txt")) }
    #expect(try folder.text("notes.txt") == "mine")
  }

  @Test("is read through a reader that cannot write", arguments: [false, true])
  func reader(inMemory: Bool) throws {
    let workbook = try inMemory ? Workbook.inMemory() : make().workbook
    let reader = try workbook.reader()
    for sql in [
      "DELETE FROM fact", "INSERT INTO journal DEFAULT VALUES", "ATTACH '/tmp/x' AS x",
      "PRAGMA user_version = 9",
    ] {
      let error = try #require(throws: Diagnostic.self) { try reader.rows(sql) }
      #expect(error.code == "query-not-allowed")
    }
    try reader.provide("open_gap", columns: "gap, about", rows: [["a", "b"], ["c", nil]])
    #expect(try reader.rows("SELECT * FROM open_gap").rows == [["a", "b"], ["c", nil]])
    #expect(throws: Diagnostic.self) { try reader.rows("DELETE FROM open_gap") }
    try reader.provide("open_gap", columns: "gap, about", rows: [])
    #expect(try reader.rows("SELECT * FROM open_gap").rows.isEmpty)
  }

  @Test(
    "answers a wrong query with the nearest right name",
    arguments: [
      ("SELECT * FROM feild", "did you mean `field`?"),
      ("SELECT f.onwer FROM field f", "did you mean `owner`?"),
      ("SELECT ownr FROM field", "did you mean `owner`?"),
    ])
  func nearestName(sql: String, note: String) throws {
    let error = try #require(throws: Diagnostic.self) { try Workbook.inMemory().reader().rows(sql) }
    #expect(error.code == "bad-query")
    #expect(error.notes == [note])
  }

  @Test("answers a wrong query with its line and column")
  func place() throws {
    let error = try #require(throws: Diagnostic.self) {
      try Workbook.inMemory().reader().rows(
        "SELECT ref\nFROM field\nWHERE  ownr = 1", at: Place(file: "a.sql", line: 10))
    }
    #expect(error.place == Place(file: "a.sql", line: 12, column: 8))
  }
}

/// A folder of its own for one test, gone with it.
final class TemporaryFolder: Sendable {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "plumbline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }
  func write(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: url.appending(path: name)) }
  func text(_ name: String) throws -> String {
    try String(contentsOf: url.appending(path: name), encoding: .utf8)
  }
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
}
