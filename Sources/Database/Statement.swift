internal import CSQLite

/// A compiled statement that finalises itself.
struct Statement: ~Copyable {
  let handle: OpaquePointer
  let connection: OpaquePointer

  init(_ sql: String, on connection: OpaquePointer, persistent: Bool) throws(DatabaseError) {
    var handle: OpaquePointer?
    let flags = persistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    var hasMore = false
    let code = sql.withCString { text in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v3(connection, text, -1, flags, &handle, &tail)
      if code == SQLITE_OK, let tail, tail.pointee != 0 { hasMore = Self.holdsStatement(tail, connection) }
      return code
    }
    guard code == SQLITE_OK else { throw DatabaseError(code: code, connection: connection, sql: sql) }
    guard let handle else {
      throw DatabaseError(kind: .syntax, message: "there is no statement in it", sql: sql)
    }
    guard !hasMore else {
      sqlite3_finalize(handle)
      throw DatabaseError(kind: .syntax, message: "there is more than one statement in it", sql: sql)
    }
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Whether anything but blanks and comments follows, which SQLite would leave undone without a word.
  private static func holdsStatement(_ tail: UnsafePointer<CChar>, _ connection: OpaquePointer) -> Bool {
    var next: OpaquePointer?
    let code = sqlite3_prepare_v3(connection, tail, -1, 0, &next, nil)
    sqlite3_finalize(next)
    return code != SQLITE_OK || next != nil
  }

  var sql: String { String(cString: sqlite3_sql(handle)) }

  func bind(_ values: [SQLValue]) throws(DatabaseError) {
    guard Int(sqlite3_bind_parameter_count(handle)) == values.count else {
      throw DatabaseError(
        kind: .syntax,
        message: "takes \(sqlite3_bind_parameter_count(handle)) values, was given \(values.count)", sql: sql)
    }
    for (index, value) in values.enumerated() { try bind(value, at: Int32(index + 1)) }
  }

  /// Binds by name, without the `:`. A parameter nobody gave is an error that names it.
  func bind(_ named: [String: SQLValue]) throws(DatabaseError) {
    for index in 0..<sqlite3_bind_parameter_count(handle) {
      guard let name = sqlite3_bind_parameter_name(handle, index + 1) else { continue }
      let bare = String(String(cString: name).dropFirst())
      guard let value = named[bare] else {
        throw DatabaseError(kind: .syntax, message: "no such parameter: :\(bare)", sql: sql)
      }
      try bind(value, at: index + 1)
    }
  }

  private func bind(_ value: SQLValue, at index: Int32) throws(DatabaseError) {
    let code: Int32
    switch value {
    case .null: code = sqlite3_bind_null(handle, index)
    case .integer(let number): code = sqlite3_bind_int64(handle, index, number)
    case .real(let number): code = sqlite3_bind_double(handle, index, number)
    case .text(var text):
      code = text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          $0.isEmpty
            ? plumbline_bind_text(handle, index, "", 0)
            : plumbline_bind_text(handle, index, $0.baseAddress, Int32($0.count))
        }
      }
    case .blob(let bytes):
      code = bytes.withUnsafeBytes {
        $0.isEmpty
          ? sqlite3_bind_zeroblob(handle, index, 0)
          : plumbline_bind_blob(handle, index, $0.baseAddress, Int32($0.count))
      }
    }
    guard code == SQLITE_OK else { throw DatabaseError(code: code, connection: connection, sql: sql) }
  }

  /// True when there is a row, false at the end.
  func step() throws(DatabaseError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: true
    case SQLITE_DONE: false
    case let code: throw DatabaseError(code: code, connection: connection, sql: sql)
    }
  }

  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  var columns: [String] {
    (0..<sqlite3_column_count(handle)).map { String(cString: sqlite3_column_name(handle, $0)) }
  }
}

/// The text of a statement, byte for byte. As `String`s two statements would be one when their literals differ only in how
/// an accent is composed; and a hash over some kilobytes for each call of a query that runs a thousand times takes as long
/// as the query.
struct StatementText: Hashable {
  private let sql: String

  init(_ sql: String) { self.sql = sql }

  static func == (a: StatementText, b: StatementText) -> Bool {
    var (a, b) = (a.sql, b.sql)
    return a.withUTF8 { a in
      b.withUTF8 { b in a.count == b.count && a.indices.allSatisfy { a[$0] == b[$0] } }
    }
  }

  func hash(into hasher: inout Hasher) { hasher.combine(sql.utf8.count) }
}

/// Keeps a statement for the next call with the same text.
final class CachedStatement {
  let statement: Statement
  var inUse = false
  init(_ statement: consuming Statement) { self.statement = statement }
}
