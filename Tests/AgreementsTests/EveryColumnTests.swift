import Catalogue
import Diagnostics
import Foundation
import Testing

@testable import Agreements
@testable import Database
@testable import Workbook

/// A workbook in which everything has been done that leaves rows of its own, with the rules of the file out of the way.
private final class Tampered: @unchecked Sendable {
  let booth: Booth
  private let expected: Workbook
  private let triggers: [(name: String, sql: String)]
  private var connection: Connection { booth.workbook.connection }

  init() throws {
    booth = try Booth(
      Booth.scope + "\n" + Booth.voted + "\nset stripe --vendor Stripe\nremove T-3\n"
        + "waive flow-without-owner F-1 --reason \"it is a draft\" --by ana\nset F-2 --owner ana\nundo")
    let copy = try Booth("set xero --vendor Xero", workbook: booth.workbook.rehearsal())
    try copy.play("add person Eva")
    try booth.play("add person Eva")
    let plan = try booth.workbook.plan(merging: MergeSource(copy.workbook))
    try booth.workbook.apply(
      plan, "merge b.plumb", by: Attribution(who: "ana", at: Moment(seconds: 1_790_000_000), chance: 99 << 33))
    _ = try booth.run(
      "amendment create v1a --reason \"we know more\" --requested-by tom --requested-on 2026-11-01 --with-open-gaps "
        + "--gaps-reason x --trials 200")
    for (place, ref) in ["AP-1", "v1", "AM-1"].enumerated() {
      try booth.workbook.capture(
        "baseline sign \(ref)",
        by: Attribution(who: "ana", at: Moment(seconds: 1_790_000_100), chance: UInt64(place) << 40),
        sealing: true
      ) {
        try $0.add(
          Vote.Signature(key: "SHA256:x", armoured: "x"), of: try $0.fact(ref), by: try $0.fact("ana"),
          statement: "x")
      }
    }
    expected = try booth.workbook.asOf(entry: booth.workbook.newestEntry())
    let connection = booth.workbook.connection
    triggers = try connection.all("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'") {
      row throws(DatabaseError) in (try row.text(0), try row.text(1))
    }
    try connection.execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
    for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger.name)") }
  }

  /// What is found after an edit, which is taken back.
  func found(after sql: String, _ values: [SQLValue]) throws -> [Diagnostic] {
    try connection.execute("SAVEPOINT tampering")
    defer { try? connection.execute("ROLLBACK TO tampering; RELEASE tampering") }
    try connection.run(sql, values)
    var examination = FactExamination(booth.workbook, against: expected)
    return try booth.workbook.examineChain() + examination.run()
  }

  func columns(of table: String) throws -> [(name: String, type: String, isKey: Bool)] {
    try connection.all("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", [.text(table)]) {
      row throws(DatabaseError) in (try row.text(0), try row.text(1), try row.integer(2) > 0)
    }
  }

  /// The first row and the last of a table.
  func rows(of table: String) throws -> [[SQLValue]] {
    var rows: [[SQLValue]] = []
    try connection.query("SELECT * FROM \(table)") { rows.append($0.values) }
    return rows.count < 2 ? rows : [rows[0], rows[rows.count - 1]]
  }
}

@Suite("A workbook edited with another program", .serialized)
struct EveryColumnTests {
  /// Tables that no signature rests on: how far a sitting has come, and when the schema was made.
  private static let free: Set<String> = ["sitting_step", "migration"]

  /// Every other table there is, so that a new one, or a new column, is looked at without anybody thinking of it.
  static let tables: [String] = {
    let all = try? Workbook.inMemory().connection.all(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ) { row throws(DatabaseError) in try row.text(0) }
    return (all ?? []).filter { !free.contains($0) }
  }()

  private static let tampered = Result { try Tampered() }

  @Test("is sound before that, and has something in every table that sign-off rests on")
  func untouched() throws {
    let tampered = try Self.tampered.get()
    #expect(
      Self.tables.count == WorkbookSchema.factTables.count + 2, "but for the journal and its end, all are facts"
    )
    #expect(try tampered.found(after: "SELECT 1", []).isEmpty)
    for table in [
      "journal", "journal_head", "fact", "fact_link", "numbering", "merged", "merged_change", "same_fact",
      "frozen_item", "frozen_gap", "fact_sign_off", "fact_baseline", "fact_amendment", "fact_approval",
      "fact_condition", "fact_signature", "fact_waiver",
    ] { #expect(try !tampered.rows(of: table).isEmpty, "\(table)") }
  }

  @Test(
    "is found out and the place is named, whichever column of whichever table was edited", arguments: tables)
  func edited(table: String) throws {
    let tampered = try Self.tampered.get()
    let columns = try tampered.columns(of: table)
    for row in try tampered.rows(of: table) {
      let keys = columns.indices.filter { columns[$0].isKey }
      let place = keys.map { "\"\(columns[$0].name)\" IS ?" }.joined(separator: " AND ")
      for (index, column) in columns.enumerated() {
        let problems = try tampered.found(
          after: "UPDATE \(table) SET \"\(column.name)\" = ? WHERE \(place)",
          [Self.another(row[index], column.type)] + keys.map { row[$0] })
        expect(problems, name: table, row, "\(table).\(column.name)")
      }
      expect(
        try tampered.found(after: "DELETE FROM \(table) WHERE \(place)", keys.map { row[$0] }), name: table,
        row,
        "a row of \(table) taken out")
      var stranger = row
      for key in keys { stranger[key] = Self.another(row[key], columns[key].type) }
      if table == "fact" { stranger[2] = .text("stranger") }
      if table == "journal" { stranger[1] = .text("stranger") }
      let marks = row.map { _ in "?" }.joined(separator: ", ")
      let problems = try tampered.found(after: "INSERT OR IGNORE INTO \(table) VALUES (\(marks))", stranger)
      // A second end of the journal is never read; of one baseline the file itself takes no second amendment.
      if !["journal_head", "fact_amendment"].contains(table) {
        #expect(!problems.isEmpty, "a row put into \(table)")
      }
    }
  }

  private func expect(_ problems: [Diagnostic], name table: String, _ row: [SQLValue], _ what: String) {
    let told = problems.map(\.summary)
    switch table {
    case "journal":
      let number = row[0].displayed ?? "?"
      #expect(
        told.contains { $0.hasPrefix("Entry \(number)") || $0.hasPrefix("Entries \(number) ") },
        "\(what): \(told)")
    case "journal_head":
      #expect(told.contains { $0.contains("of the journal") }, "\(what): \(told)")
    default:
      #expect(told.contains { $0.contains("(\(table))") }, "\(what): \(told)")
    }
  }

  private static func another(_ value: SQLValue, _ type: String) -> SQLValue {
    switch value {
    case .null:
      switch type {
      case "INTEGER": .integer(7)
      case "REAL": .real(0.5)
      case "BLOB": .blob([7])
      default: .text("x")
      }
    case .integer(let number): .integer(number + 1_000_003)
    case .real(let number): .real(number + 1)
    case .text(let text): .text(text + "\u{301}")
    case .blob(var bytes):
      {
        if bytes.isEmpty { bytes = [1] } else { bytes[bytes.count - 1] ^= 1 }
        return .blob(bytes)
      }()
    }
  }
}
