internal import CSQLite

/// One row, readable only while the closure it was given to runs.
///
/// Readers throw on an unexpected NULL or another type, naming the column.
public struct Row: ~Copyable {
  let statement: OpaquePointer

  /// How many columns there are.
  public var count: Int { Int(sqlite3_column_count(statement)) }

  /// The value as stored.
  public func value(_ column: Int) -> SQLValue {
    let index = Int32(column)
    switch sqlite3_column_type(statement, index) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, index))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, index))
    case SQLITE_TEXT: return .text(string(index))
    case SQLITE_BLOB: return .blob(bytes(index))
    default: return .null
    }
  }

  /// All values of the row.
  public var values: [SQLValue] { (0..<count).map { value($0) } }

  /// A text.
  public func text(_ column: Int) throws(DatabaseError) -> String {
    guard sqlite3_column_type(statement, Int32(column)) == SQLITE_TEXT else { throw wrong(column, "text") }
    return string(Int32(column))
  }

  /// A text, nil for NULL.
  public func optionalText(_ column: Int) throws(DatabaseError) -> String? {
    try isNull(column) ? nil : text(column)
  }

  /// An integer.
  public func integer(_ column: Int) throws(DatabaseError) -> Int64 {
    guard sqlite3_column_type(statement, Int32(column)) == SQLITE_INTEGER else {
      throw wrong(column, "an integer")
    }
    return sqlite3_column_int64(statement, Int32(column))
  }

  /// An integer, nil for NULL.
  public func optionalInteger(_ column: Int) throws(DatabaseError) -> Int64? {
    try isNull(column) ? nil : integer(column)
  }

  /// A number, whole or not.
  public func number(_ column: Int) throws(DatabaseError) -> Double {
    switch sqlite3_column_type(statement, Int32(column)) {
    case SQLITE_INTEGER, SQLITE_FLOAT: return sqlite3_column_double(statement, Int32(column))
    default: throw wrong(column, "a number")
    }
  }

  /// Bytes.
  public func blob(_ column: Int) throws(DatabaseError) -> [UInt8] {
    guard sqlite3_column_type(statement, Int32(column)) == SQLITE_BLOB else { throw wrong(column, "a blob") }
    return bytes(Int32(column))
  }

  /// Whether the column is NULL.
  public func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
  }

  private func string(_ index: Int32) -> String {
    guard let start = sqlite3_column_text(statement, index) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, index))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  private func bytes(_ index: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(statement, index) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index))))
  }

  private func wrong(_ column: Int, _ wanted: String) -> DatabaseError {
    let name = sqlite3_column_name(statement, Int32(column)).map { String(cString: $0) } ?? "\(column)"
    return DatabaseError(
      kind: .wrongType, message: "column \(name) is not \(wanted)",
      sql: sqlite3_sql(statement).map { String(cString: $0) })
  }
}
