public import Database
public import Diagnostics

/// Reads a workbook's views on behalf of SQL that strangers may have written: gap files, templates, rate
/// cards, `query`. It cannot write, attach or reach outside, and stops what runs too long.
public final class Reader {
  private let connection: Connection
  private let path: String

  init(_ workbook: Workbook) throws {
    path = workbook.path
    guard path != ":memory:" else {
      connection = workbook.connection
      return
    }
    connection = try Connection(path: path, mode: workbook.mode == .immutable ? .immutable : .readOnly)
    connection.isInterrupted = { [weak own = workbook.connection] in own?.isInterrupted() ?? false }
    connection.restrict()
  }

  /// Runs one query with named parameters (`:name`): tells its columns, then hands over each row.
  ///
  /// What is wrong with the SQL is told with the nearest name that exists. `place` says where it stands.
  public func query(
    _ sql: String, named: [String: SQLValue] = [:], at place: Place? = nil,
    columns: ([String]) throws -> Void = { _ in }, row: (borrowing Row) throws -> Void
  ) throws {
    do {
      try connection.reading { try connection.query(sql, named: named, columns: columns, row: row) }
    } catch let error as DatabaseError {
      throw refusal(of: error, at: place)
    }
  }

  /// Every row of a query, whole.
  public func rows(_ sql: String, named: [String: SQLValue] = [:], at place: Place? = nil) throws -> (
    columns: [String], rows: [[SQLValue]]
  ) {
    var columns: [String] = []
    var rows: [[SQLValue]] = []
    try query(sql, named: named, at: place, columns: { columns = $0 }) { rows.append($0.values) }
    return (columns, rows)
  }

  /// Puts a table of the program's own making beside the views, for the queries to come; `open_gap` is one.
  ///
  /// Columns are as in `CREATE TABLE`. It is temporary: nothing is written into the workbook.
  public func provide(_ name: String, columns: String, rows: [[SQLValue]]) throws(Diagnostic) {
    defer { if path != ":memory:" { connection.restrict() } }
    connection.lift()
    do {
      try fill(name, columns, rows)
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// Gives queries a function of one number, for how it is set within words.
  public func define(_ name: String, _ body: @escaping @Sendable (Double) -> String) throws(Diagnostic) {
    do throws(DatabaseError) { try connection.define(name, body) } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// Holds what is read from now on to the present state, whatever others write meanwhile.
  public func hold() throws(Diagnostic) {
    // In memory there are no others.
    guard path != ":memory:" else { return }
    defer { connection.restrict() }
    connection.lift()
    do {
      try connection.execute("BEGIN")
      // The state is taken at the first reading.
      _ = try connection.first("SELECT count(*) FROM sqlite_schema") { row throws(DatabaseError) in
        try row.integer(0)
      }
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  private func fill(_ name: String, _ columns: String, _ rows: [[SQLValue]]) throws {
    try connection.execute("DROP TABLE IF EXISTS temp.\(name); CREATE TEMP TABLE \(name) (\(columns))")
    guard let width = rows.first?.count else { return }
    let places = Array(repeating: "?", count: width).joined(separator: ", ")
    for row in rows { try connection.run("INSERT INTO temp.\(name) VALUES (\(places))", row) }
  }

  /// SQLite's words for a wrong query, with where it is and the nearest right name.
  private func refusal(of error: DatabaseError, at place: Place?) -> Diagnostic {
    if error.kind == .interrupted, connection.isInterrupted() {
      return Diagnostic("interrupted", "Interrupted; nothing is half-written.", exit: .interrupted)
    }
    if error.kind == .interrupted {
      return Diagnostic(
        "query-too-long", "The query takes too long and was stopped.", at: place,
        notes: ["a join without a condition is the usual cause"])
    }
    if error.kind == .denied {
      return Diagnostic(
        "query-not-allowed", "A query may only read.", at: place, reason: error.message,
        remedies: ["plumbline help query"])
    }
    if error.kind == .wrongType {
      return Diagnostic("bad-column", "The query's \(error.message).", at: place, exit: .usage)
    }
    guard error.kind == .syntax else { return WorkbookError.diagnostic(error, path) }
    var at = place
    if let sql = error.sql, let offset = error.offset ?? Self.offset(of: error.message, in: sql) {
      let before = sql.utf8.prefix(offset)
      let line = before.reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
      // A query within a file of another kind is indented by where it begins.
      let column = before.reversed().prefix { $0 != 10 }.count + (place?.column ?? 1)
      at = place.map { Place(file: $0.file, line: ($0.line ?? 1) + line, column: column) }
    }
    return Diagnostic(
      "bad-query", "SQLite says: \(error.message).", at: at, notes: suggestion(for: error.message),
      remedies: ["plumbline query \"select name, sql from sqlite_schema where type = 'view'\""], exit: .usage)
  }

  /// What people mean when they name a function that is not there: those of sqlite.org/lang_corefunc.html and its
  /// neighbours that serve in a document.
  private static let functions = [
    "abs", "avg", "ceil", "coalesce", "concat", "concat_ws", "count", "date", "datetime", "dense_rank",
    "exists", "first_value", "floor",
    "format", "glob", "group_concat", "ifnull", "iif", "instr", "json_each", "json_extract", "julianday", "lag",
    "last_value",
    "lead", "length", "like", "lower", "ltrim", "max", "min", "nullif", "power", "printf", "rank", "replace",
    "round",
    "row_number", "rtrim", "sign", "sqrt", "strftime", "substr", "substring", "sum", "thousands", "time",
    "total", "trim", "unixepoch",
    "upper",
  ]

  /// Where a table that is not there is named; SQLite does not say.
  private static func offset(of message: String, in sql: String) -> Int? {
    guard message.hasPrefix("no such table: ") else { return nil }
    let name = message.dropFirst(15)
    return sql.firstRange(of: name).map { sql.utf8.distance(from: sql.startIndex, to: $0.lowerBound) }
  }

  private func suggestion(for message: String) -> [String] {
    let wrong = "no such function: "
    if message.hasPrefix(wrong) {
      let name = String(message.dropFirst(wrong.count)).lowercased()
      return nearest(to: name, in: Self.functions).map { ["did you mean `\($0)`?"] } ?? []
    }
    let views =
      (try? rows(
        """
        SELECT name FROM sqlite_schema WHERE type = 'view'
        UNION ALL SELECT name FROM sqlite_temp_schema WHERE type = 'table' ORDER BY name
        """
      ).rows) ?? []
    let names = views.compactMap { $0[0].displayed }
    if message.hasPrefix("no such table: ") {
      return nearest(to: String(message.dropFirst(15)), in: names).map { ["did you mean `\($0)`?"] } ?? []
    }
    guard message.hasPrefix("no such column: ") else { return [] }
    let wanted = String(message.dropFirst(16).split(separator: ".").last ?? "")
    var columns: Set<String> = []
    for name in names {
      for row in (try? rows("SELECT name FROM pragma_table_info('\(name)')").rows) ?? [] {
        if let column = row[0].displayed { columns.insert(column) }
      }
    }
    return nearest(to: wanted, in: columns.sorted()).map { ["did you mean `\($0)`?"] } ?? []
  }
}

extension Workbook {
  /// A reader of this workbook as it is now and will be.
  public func reader() throws(Diagnostic) -> Reader {
    do { return try Reader(self) } catch { throw WorkbookError.diagnostic(error, path) }
  }
}
