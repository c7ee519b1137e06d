internal import Database
public import Diagnostics

extension Workbook {
  /// Lays the votes of today over a state that was made again, in memory: who has to agree, this baseline and those
  /// before it, the amendments that made them, the votes on them with their conditions and signatures. Whoever has voted but was not known then
  /// comes by reference alone. The frozen facts stay as they are; what comes is only to be looked at.
  ///
  /// No entry of the journal tells of it, so nothing may be captured in such a state, nor may it be exported.
  public func bringVotes(on baseline: Fact, from today: Workbook) throws(Diagnostic) {
    do {
      try Bringing(from: today.connection, to: connection).bring(baseline.id)
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }
}

private struct Bringing {
  let source: Connection
  let target: Connection

  init(from source: Connection, to target: Connection) {
    self.source = source
    self.target = target
  }

  func bring(_ baseline: Int64) throws {
    for name in try strings("SELECT name FROM sqlite_schema WHERE type = 'trigger'", from: target) {
      try target.execute("DROP TRIGGER \(name.quotedName)")
    }
    // A person may come without what is known of them.
    try target.execute("PRAGMA foreign_keys = OFF")
    let upToIt = """
      SELECT id FROM fact_baseline WHERE "entry" <= (SELECT "entry" FROM fact_baseline WHERE id = \(baseline))
      """
    let votes = "SELECT id FROM fact_approval WHERE baseline_id IN (\(upToIt))"
    let amendments = "SELECT id FROM fact_amendment WHERE baseline_id IN (\(upToIt))"
    let tables = [
      ("sign-off", "fact_sign_off", "SELECT id FROM fact_sign_off"),
      ("baseline", "fact_baseline", "SELECT \(baseline)"), ("amendment", "fact_amendment", amendments),
      ("approval", "fact_approval", votes),
      ("condition", "fact_condition", "SELECT id FROM fact_condition WHERE approval_id IN (\(votes))"),
      (
        "signature", "fact_signature",
        "SELECT id FROM fact_signature WHERE of_id IN (\(votes)) OR of_id IN (\(upToIt)) OR of_id IN (\(amendments))"
      ),
    ]
    for (kind, table, _) in tables where kind != "baseline" {
      try target.execute("DELETE FROM \(table); DELETE FROM fact WHERE kind = '\(kind)'")
    }
    for (_, table, ids) in tables {
      try copy("fact", "id IN (\(ids))")
      try copy(table, "id IN (\(ids))")
    }
    for table in ["frozen_item", "frozen_gap"] { try copy(table, "baseline_id = \(baseline)") }
    try bringNamed()
  }

  /// Who and what today's votes name and was not there yet: the reference is shown, and no fact comes with it.
  private func bringNamed() throws {
    let ids = try target.all(
      """
      SELECT id FROM (
        SELECT about_id AS id FROM fact_sign_off UNION SELECT person_id FROM fact_sign_off
        UNION SELECT person_id FROM fact_approval UNION SELECT owner_id FROM fact_condition
        UNION SELECT requested_by_id FROM fact_amendment UNION SELECT met_by_id FROM fact_condition UNION SELECT person_id FROM fact_signature)
      WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM fact)
      """
    ) { row throws(DatabaseError) in try row.integer(0) }
    for id in ids { try copy("fact", "id = \(id)") }
    // Votes are stated under the references of their day; who has voted keeps that one.
    let voters = try source.all(
      "SELECT id, ref FROM fact WHERE id IN (SELECT person_id FROM fact_approval UNION SELECT person_id FROM fact_sign_off)"
    ) { row throws(DatabaseError) in (try row.integer(0), try row.text(1)) }
    for (id, ref) in voters {
      try target.run("UPDATE OR IGNORE fact SET ref = ? WHERE id = ?", [.text(ref), .integer(id)])
    }
    for column in ["said_by_id", "workshop_id"] {
      try target.execute("UPDATE fact SET \(column) = NULL WHERE \(column) NOT IN (SELECT id FROM fact)")
    }
  }

  private func copy(_ table: String, _ condition: String) throws {
    var rows: [[SQLValue]] = []
    try source.query("SELECT * FROM \(table) WHERE \(condition)") { rows.append($0.values) }
    for var row in rows {
      if table == "fact" { row[2] = .text(try free(row)) }
      let places = Array(repeating: "?", count: row.count).joined(separator: ", ")
      try target.run("INSERT OR REPLACE INTO \(table) VALUES (\(places))", row)
    }
  }

  /// The reference of a fact; another where it was then that of something that has been renamed since.
  private func free(_ row: [SQLValue]) throws -> String {
    let wanted = row[2].displayed ?? ""
    var ref = wanted
    for attempt in 2... {
      let taken = try target.first("SELECT id FROM fact WHERE ref = ? AND id <> ?", [.text(ref), row[0]]) {
        row throws(DatabaseError) in try row.integer(0)
      }
      guard taken != nil else { break }
      ref = "\(wanted) (\(attempt))"
    }
    return ref
  }

  private func strings(_ sql: String, from connection: Connection) throws -> [String] {
    try connection.all(sql) { row throws(DatabaseError) in try row.text(0) }
  }
}
