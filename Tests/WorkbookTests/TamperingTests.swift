import Catalogue
import Diagnostics
import Digests
import Testing

@testable import Database
@testable import Workbook

/// What somebody does who opens the file with the sqlite3 program: no rule of ours is in the way.
private func tamper(_ desk: Desk, _ sql: String, _ values: [SQLValue] = []) throws {
  let connection = desk.workbook.connection
  let triggers = try connection.all("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'") {
    row throws(DatabaseError) in (try row.text(0), try row.text(1))
  }
  try connection.execute("PRAGMA foreign_keys = OFF")
  for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger.0)") }
  try connection.run(sql, values)
  for trigger in triggers { try connection.execute(trigger.1) }
  try connection.execute("PRAGMA foreign_keys = ON")
}

/// A desk with a short journal that has every action and every column filled.
private func worked() throws -> Desk {
  let desk = try Desk.furnished()
  try desk.add("workshop", ["title": "Kick-off"])
  _ = try desk.workbook.capture(
    "set number", by: desk.attribution(saidBy: "finance-lead", workshop: "W-1")
  ) { try $0.set(try $0.fact("billing.invoice.number"), ["meaning": .text("what people quote")]) }
  try desk.undo()
  try desk.redo()
  return desk
}

@Suite("A journal that was tampered with")
struct TamperingTests {
  /// All there are, so that a new one is not forgotten.
  private static let columns: [String] = {
    let all = try? Workbook.inMemory().connection.all("SELECT name FROM pragma_table_info('journal')") {
      row throws(DatabaseError) in try row.text(0)
    }
    return all ?? []
  }()
  private static let entries = 21

  @Test("is told from one that was not")
  func untouched() throws {
    let desk = try worked()
    #expect(try desk.workbook.journal().count == Self.entries)
    #expect(try desk.workbook.examineChain().isEmpty)
    #expect(try desk.workbook.examineFacts().isEmpty)
  }

  @Test("is found and located, whatever column of whatever entry was edited", arguments: columns)
  func everyColumn(column: String) throws {
    for seq in 1...Self.entries {
      let desk = try worked()
      let held = try #require(
        try desk.workbook.connection.first(
          "SELECT \(column) FROM journal WHERE seq = ?", [.integer(Int64(seq))]
        ) {
          row throws(DatabaseError) in row.value(0)
        })
      let edited: SQLValue
      switch held {
      case .null: edited = column == "subject" ? .null : .text("somebody")
      case .integer(let number): edited = .integer(column == "seq" ? 1_000 : max(1, number - 1))
      case .text(let text): edited = .text(column == "action" ? (text == "undo" ? "redo" : "undo") : text + " ")
      case .blob(var bytes):
        bytes[bytes.count / 2] ^= 1
        edited = .blob(bytes)
      case .real: edited = .null
      }
      if edited.displayed == held.displayed, column != "hash", column != "changeset" { continue }
      if column == "action" {
        try tamper(
          desk, "UPDATE journal SET action = ?, subject = coalesce(subject, 1) WHERE seq = ?",
          [edited, .integer(Int64(seq))])
      } else {
        try tamper(desk, "UPDATE journal SET \(column) = ? WHERE seq = ?", [edited, .integer(Int64(seq))])
      }
      let problems = try desk.workbook.examineChain()
      #expect(!problems.isEmpty, "\(column) of entry \(seq)")
      if column != "seq" {
        #expect(problems.first?.summary.contains("ntry \(seq) ") == true, "\(column) of \(seq): \(problems)")
        #expect(column == "hash" || problems.count == 1, "one entry was edited, \(problems.map(\.summary))")
      } else {
        #expect(problems.first?.summary.contains("\(seq)") == true, "\(problems)")
      }
    }
  }

  @Test("is found and located, whatever byte of a change was edited", arguments: [1, 6, 20, 21])
  func everyByte(seq: Int) throws {
    let desk = try worked()
    let bytes = try desk.workbook.changeset(of: seq).changeset.bytes
    for place in bytes.indices {
      var edited = bytes
      edited[place] ^= 0x20
      try tamper(desk, "UPDATE journal SET changeset = ? WHERE seq = ?", [.blob(edited), .integer(Int64(seq))])
      let problems = try desk.workbook.examineChain()
      #expect(problems.map(\.code) == ["journal-altered"], "byte \(place)")
      #expect(problems.first?.summary.hasPrefix("Entry \(seq) ") == true)
    }
    try tamper(desk, "UPDATE journal SET changeset = ? WHERE seq = ?", [.blob(bytes), .integer(Int64(seq))])
    #expect(try desk.workbook.examineChain().isEmpty)
  }

  @Test("tells a spelling of a character from another")
  func normalisation() throws {
    let desk = try Desk()
    try desk.add("system", ["name": "Caf\u{E9}"])
    try tamper(desk, "UPDATE journal SET summary = 'add caf\u{E9}' WHERE seq = 1")
    let first = try desk.workbook.examineChain()
    try tamper(desk, "UPDATE journal SET summary = 'add cafe\u{301}' WHERE seq = 1")
    #expect(!first.isEmpty)
    try tamper(desk, "UPDATE fact_system SET name = 'Cafe\u{301}'")
    #expect(try desk.workbook.examineFacts().map(\.code) == ["facts-altered"])
  }

  @Test("is found and located when a row was taken out", arguments: [1, 2, 11, 20, 21])
  func removed(seq: Int) throws {
    let desk = try worked()
    try tamper(desk, "DELETE FROM journal WHERE seq = ?", [.integer(Int64(seq))])
    let problems = try desk.workbook.examineChain()
    #expect(problems.map(\.code) == ["journal-cut"])
    #expect(problems.first?.summary.hasPrefix("Entry \(seq)") == true, "\(problems.map(\.summary))")
  }

  @Test("is found when what was taken out is covered up by new numbers")
  func renumbered() throws {
    let desk = try worked()
    try tamper(desk, "DELETE FROM journal WHERE seq = 5")
    try tamper(desk, "UPDATE journal SET seq = -seq WHERE seq > 5")
    try tamper(desk, "UPDATE journal SET seq = -seq - 1 WHERE seq < 0")
    let problems = try desk.workbook.examineChain()
    #expect(problems.first?.summary.hasPrefix("Entry 5 ") == true, "\(problems.map(\.summary))")
  }

  @Test("is found and located when two rows were swapped")
  func swapped() throws {
    let desk = try worked()
    try tamper(desk, "UPDATE journal SET seq = 1007 WHERE seq = 7")
    try tamper(desk, "UPDATE journal SET seq = 7 WHERE seq = 8")
    try tamper(desk, "UPDATE journal SET seq = 8 WHERE seq = 1007")
    let told = try desk.workbook.examineChain().map(\.summary)
    #expect(told.contains { $0.hasPrefix("Entry 7 ") } && told.contains { $0.hasPrefix("Entry 8 ") }, "\(told)")
  }

  @Test("is guarded by the file itself", arguments: ["UPDATE journal SET who = 'x'", "DELETE FROM journal"])
  func guarded(sql: String) throws {
    let desk = try worked()
    #expect(throws: DatabaseError.self) { try desk.workbook.connection.execute(sql) }
    try desk.workbook.connection.execute("DROP TRIGGER journal_is_not_edited")
    #expect(try desk.workbook.examineFacts().map(\.code) == ["schema-altered"])
  }
}

@Suite("Facts that were tampered with")
struct FactTamperingTests {
  static let edits: [(sql: String, hint: String)] = [
    ("UPDATE fact_field SET meaning = 'else' WHERE name = 'number'", "`billing.invoice.number`"),
    ("UPDATE fact SET captured_by = 'eve' WHERE ref = 'billing'", "`billing`"),
    ("UPDATE fact SET said_by_id = NULL WHERE ref = 'billing.invoice.number'", "`billing.invoice.number`"),
    ("DELETE FROM fact_link", "`M-1`"),
    ("DELETE FROM fact_mapping", "`M-1`"),
    ("DELETE FROM fact WHERE ref = 'M-1'", "`M-1`"),
    ("INSERT INTO fact VALUES (7, 'entity', 'ghost', NULL, NULL, NULL, NULL, 'eve', 'now')", "`ghost`"),
    ("UPDATE fact_value_mapping SET state = 'agreed'", "`X-1`"),
  ]

  @Test("are found, with the entry that wrote them last", arguments: edits.indices)
  func found(index: Int) throws {
    let desk = try worked()
    try tamper(desk, Self.edits[index].sql)
    let problems = try desk.workbook.examineFacts()
    #expect(problems.allSatisfy { $0.code == "facts-altered" })
    #expect(problems.contains { $0.summary.contains(Self.edits[index].hint) }, "\(problems.map(\.summary))")
    if !Self.edits[index].sql.hasPrefix("INSERT") {
      #expect(problems.first?.notes.contains { $0.hasPrefix("last written by entry") } == true)
    }
  }
}

@Suite("A workbook as it was")
struct AsOfTests {
  @Test("is made again from its journal, entry by entry, with every digest")
  func states() throws {
    let desk = try Desk()
    try desk.add("engagement", ["name": "Example"])
    var states = [try desk.content()]
    for work in [
      { try desk.add("system", ["name": "A"]) }, { try desk.set("a", ["vendor": "Żółw"]) },
      {
        try desk.undo(); return try desk.workbook.fact("a")
      }, { try desk.add("person", ["name": "Ana"]) },
    ] as [() throws -> Fact] {
      _ = try work()
      states.append(try desk.content())
    }
    for (index, state) in states.enumerated() {
      let then = try Desk(desk.workbook.asOf(entry: index + 1))
      #expect(try then.content() == state)
      #expect(try then.workbook.head() == JournalHead(seq: index + 1, hash: then.workbook.head().hash))
      #expect(try then.workbook.examine().isEmpty)
    }
    #expect(try desk.workbook.asOf(entry: 5).head() == desk.workbook.head())
  }

  @Test("refuses a change that reaches beyond the facts")
  func fenced() throws {
    let desk = try Desk.furnished()
    let connection = desk.workbook.connection
    let session = try Session(connection, tables: ["migration"])
    try connection.run("UPDATE migration SET name = 'x'")
    let hostile = try session.changeset().bytes
    let record = JournalRecord(
      entry: JournalEntry(seq: 1, action: "change", at: "now", who: "eve", summary: "x"), name: "1-1",
      schemaVersion: WorkbookSchema.version, changeset: hostile, hash: Digest(of: []))
    let error = #expect(throws: Diagnostic.self) { try Replay().add(record) }
    #expect(error?.reason?.contains("migration") == true)
    for bytes in [[0x54, 0xFF, 0xFF], [0], Array(hostile.dropLast(3))] as [[UInt8]] {
      var broken = record
      broken.changeset = bytes
      #expect(throws: Diagnostic.self) { try Replay().add(broken) }
    }
  }
}
