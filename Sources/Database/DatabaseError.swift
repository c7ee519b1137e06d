internal import CSQLite

/// What SQLite refused, and why. Bound values are never part of it.
public struct DatabaseError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The kinds of failure that callers tell apart.
  public enum Kind: Sendable {
    case busy, full, corrupt, notADatabase, readOnly, cannotOpen, inputOutput, constraint, interrupted,
      denied, syntax, wrongType, conflict, other
  }

  /// What kind of failure it is.
  public var kind: Kind
  /// SQLite's extended result code, e.g. 787 for a foreign key.
  public var code: Int32
  /// SQLite's message, or ours for a column of a wrong type.
  public var message: String
  /// The statement, without its values.
  public var sql: String?
  /// Where in the statement, in bytes from 0, if SQLite can tell.
  public var offset: Int?

  init(kind: Kind, code: Int32 = 0, message: String, sql: String? = nil, offset: Int? = nil) {
    self.kind = kind
    self.code = code
    self.message = message
    self.sql = sql
    self.offset = offset
  }

  init(code: Int32, connection: OpaquePointer?, sql: String? = nil) {
    let message =
      connection.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
    let offset = connection.map { Int(sqlite3_error_offset($0)) } ?? -1
    let extended = connection.map { sqlite3_extended_errcode($0) } ?? code
    self.init(
      kind: Self.kind(of: code & 0xFF), code: extended & 0xFF == code & 0xFF ? extended : code,
      message: message, sql: sql, offset: offset >= 0 ? offset : nil)
  }

  private static func kind(of primary: Int32) -> Kind {
    switch primary {
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_FULL: .full
    case SQLITE_CORRUPT: .corrupt
    case SQLITE_NOTADB: .notADatabase
    case SQLITE_READONLY: .readOnly
    case SQLITE_CANTOPEN, SQLITE_PERM: .cannotOpen
    case SQLITE_IOERR: .inputOutput
    case SQLITE_CONSTRAINT: .constraint
    case SQLITE_INTERRUPT: .interrupted
    case SQLITE_AUTH: .denied
    case SQLITE_ERROR: .syntax
    default: .other
    }
  }

  /// The message, and the statement if known.
  public var description: String { sql.map { "\(message) (\($0))" } ?? message }
}
