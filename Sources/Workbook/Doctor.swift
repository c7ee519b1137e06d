import Database
public import Diagnostics

extension Workbook {
  /// What is wrong with the file itself: damage, broken references, a journal that was edited, facts that do
  /// not follow from it. Empty when all is well.
  public func examine() throws(Diagnostic) -> [Diagnostic] {
    do {
      var problems: [Diagnostic] = []
      try connection.query("PRAGMA integrity_check") { row in
        let message = try row.text(0)
        guard message != "ok" else { return }
        problems.append(
          Diagnostic(
            "workbook-damaged", "SQLite finds damage: \(message).", at: Place(file: path),
            remedies: ["sqlite3 \(shellQuoted(path)) .recover | sqlite3 recovered.plumb"]))
      }
      // integrity_check does not look at foreign keys.
      try connection.query("PRAGMA foreign_key_check") { row in
        problems.append(
          Diagnostic(
            "broken-reference", "A row of \(try row.text(0)) refers to what is not there.",
            at: Place(file: path)))
      }
      for kind in WorkbookSchema.kindTables {
        let strays = try connection.first(
          "SELECT count(*) FROM fact f WHERE f.kind = ? AND NOT EXISTS (SELECT 1 FROM \(kind.table) t WHERE t.id = f.id)",
          [.text(kind.name)]
        ) { row throws(DatabaseError) in try row.integer(0) }
        if let strays, strays > 0 {
          problems.append(
            Diagnostic(
              "half-a-fact",
              "\(counted(Int(strays), "fact")) of kind \(kind.name) \(strays == 1 ? "has" : "have") no attributes.",
              at: Place(file: path)))
        }
      }
      let chain = try examineChain()
      return try problems + chain + examineFacts()
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// Copies the workbook, as it stands, into a new file.
  public func backUp(to copy: String) throws(Diagnostic) {
    do { try connection.backUp(to: copy) } catch { throw WorkbookError.diagnostic(error, copy) }
  }
}
