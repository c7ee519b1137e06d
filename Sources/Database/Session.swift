internal import CSQLite

/// Records what a connection changes in some tables, as a SQLite changeset.
public final class Session {
  private var handle: OpaquePointer?
  private let connection: Connection

  /// Begins to record. Every table must have a primary key and no generated columns.
  public init(_ connection: Connection, tables: [String]) throws(DatabaseError) {
    self.connection = connection
    var handle: OpaquePointer?
    let code = sqlite3session_create(connection.handle, "main", &handle)
    guard code == SQLITE_OK else { throw DatabaseError(code: code, connection: connection.handle) }
    self.handle = handle
    for table in tables {
      let code = sqlite3session_attach(handle, table)
      guard code == SQLITE_OK else { throw DatabaseError(code: code, connection: connection.handle) }
    }
  }

  deinit { sqlite3session_delete(handle) }

  /// What has changed since the beginning; empty when nothing has.
  public func changeset() throws(DatabaseError) -> Changeset {
    var size: Int32 = 0
    var buffer: UnsafeMutableRawPointer?
    let code = sqlite3session_changeset(handle, &size, &buffer)
    guard code == SQLITE_OK else { throw DatabaseError(code: code, connection: connection.handle) }
    defer { sqlite3_free(buffer) }
    return Changeset(bytes: Array(UnsafeRawBufferPointer(start: buffer, count: Int(size))))
  }
}

/// A change to rows that can be read, turned round and applied.
public struct Changeset: Sendable, Equatable {
  /// SQLite's own format, as `sqlite3session_changeset` gives it.
  public var bytes: [UInt8]

  /// Takes bytes that a `Session` gave.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// Whether nothing changed.
  public var isEmpty: Bool { bytes.isEmpty }

  /// The change that takes this one back.
  public func inverted() throws(DatabaseError) -> Changeset {
    var size: Int32 = 0
    var buffer: UnsafeMutableRawPointer?
    let code = bytes.withUnsafeBytes {
      sqlite3changeset_invert(Int32($0.count), $0.baseAddress, &size, &buffer)
    }
    guard code == SQLITE_OK else { throw DatabaseError(code: code, connection: nil) }
    defer { sqlite3_free(buffer) }
    return Changeset(bytes: Array(UnsafeRawBufferPointer(start: buffer, count: Int(size))))
  }

  /// What happened to a row.
  public enum Operation: Sendable { case inserted, updated, deleted }

  /// One row's change. Values that did not change are nil, but for the key, which is always there.
  public struct Change: Sendable {
    /// The table's name.
    public var table: String
    /// What happened to the row.
    public var operation: Operation
    /// The values before, by column position.
    public var old: [SQLValue?]
    /// The values after, by column position.
    public var new: [SQLValue?]
  }

  /// Every row's change, in the changeset's order.
  public func changes() throws(DatabaseError) -> [Change] {
    var copy = bytes
    var iterator: OpaquePointer?
    return try copy.withUnsafeMutableBytes { buffer -> Result<[Change], DatabaseError> in
      var code = sqlite3changeset_start(&iterator, Int32(buffer.count), buffer.baseAddress)
      guard code == SQLITE_OK else { return .failure(DatabaseError(code: code, connection: nil)) }
      defer { sqlite3changeset_finalize(iterator) }
      var changes: [Change] = []
      while true {
        code = sqlite3changeset_next(iterator)
        guard code == SQLITE_ROW else { break }
        changes.append(Self.change(at: iterator))
      }
      return code == SQLITE_DONE ? .success(changes) : .failure(DatabaseError(code: code, connection: nil))
    }.get()
  }

  private static func change(at iterator: OpaquePointer?) -> Change {
    var table: UnsafePointer<CChar>?
    var columns: Int32 = 0
    var operation: Int32 = 0
    sqlite3changeset_op(iterator, &table, &columns, &operation, nil)
    func values(_ read: (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>) -> Int32) -> [SQLValue?] {
      (0..<columns).map { column in
        var value: OpaquePointer?
        guard read(iterator, column, &value) == SQLITE_OK, let value else { return nil }
        return Self.value(value)
      }
    }
    return Change(
      table: table.map { String(cString: $0) } ?? "",
      operation: operation == SQLITE_INSERT ? .inserted : operation == SQLITE_DELETE ? .deleted : .updated,
      old: operation == SQLITE_INSERT ? [] : values { sqlite3changeset_old($0, $1, $2) },
      new: operation == SQLITE_DELETE ? [] : values { sqlite3changeset_new($0, $1, $2) })
  }

  private static func value(_ value: OpaquePointer) -> SQLValue {
    switch sqlite3_value_type(value) {
    case SQLITE_INTEGER: return .integer(sqlite3_value_int64(value))
    case SQLITE_FLOAT: return .real(sqlite3_value_double(value))
    case SQLITE_TEXT:
      let count = Int(sqlite3_value_bytes(value))
      return .text(
        String(decoding: UnsafeBufferPointer(start: sqlite3_value_text(value), count: count), as: UTF8.self))
    case SQLITE_BLOB:
      let count = Int(sqlite3_value_bytes(value))
      return .blob(Array(UnsafeRawBufferPointer(start: sqlite3_value_blob(value), count: count)))
    default: return .null
    }
  }
}

extension Connection {
  /// Applies a changeset inside a transaction of its own; any conflict undoes all of it.
  ///
  /// Foreign keys and triggers are off meanwhile, so that cascades that the changeset already holds do
  /// not happen twice; foreign keys are checked as a whole before the commit.
  public func apply(_ changeset: Changeset, alongside body: () throws -> Void) throws {
    try replay(changeset) {
      try body()
      let broken = try first("PRAGMA foreign_key_check") { row throws(DatabaseError) in try row.text(0) }
      if let broken {
        throw DatabaseError(kind: .conflict, message: "rows of \(broken) would refer to what is not there")
      }
    }
  }

  /// The same without a look at the foreign keys, for one of many; a changeset that touches any table but
  /// these, where some are named, is refused.
  public func replay(
    _ changeset: Changeset, within tables: Set<String>? = nil, alongside body: () throws -> Void
  ) throws {
    _ = plumbline_set_flag(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 0)
    _ = plumbline_set_flag(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    defer {
      _ = plumbline_set_flag(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1)
      _ = plumbline_set_flag(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1)
    }
    try transaction {
      let fence = Fence(tables: tables)
      var copy = changeset.bytes
      let code = copy.withUnsafeMutableBytes {
        sqlite3changeset_apply(
          handle, Int32($0.count), $0.baseAddress,
          { context, table in
            guard let context, let table else { return 0 }
            return Unmanaged<Fence>.fromOpaque(context).takeUnretainedValue().admits(String(cString: table))
          }, { _, _, _ in SQLITE_CHANGESET_ABORT }, Unmanaged.passUnretained(fence).toOpaque())
      }
      if let stranger = fence.stranger {
        throw DatabaseError(kind: .denied, message: "it changes \(stranger), which holds no facts")
      }
      guard code == SQLITE_OK || code == SQLITE_ABORT else {
        throw DatabaseError(code: code, connection: handle)
      }
      guard code == SQLITE_OK else {
        throw DatabaseError(
          kind: .conflict, code: code, message: "the rows are no longer as the change left them")
      }
      try body()
    }
  }
}

/// Which tables a changeset may touch.
private final class Fence {
  let tables: Set<String>?
  private(set) var stranger: String?

  init(tables: Set<String>?) { self.tables = tables }

  func admits(_ table: String) -> Int32 {
    guard let tables, !tables.contains(table) else { return 1 }
    stranger = table
    return 0
  }
}
