internal import CSQLite

/// Holds a connection to reading, within a bound: no writing, no attaching, no pragmas, and an end to
/// queries that run too long. For SQL that strangers wrote.
final class Guardian {
  private let connection: OpaquePointer
  private var steps = 0
  private let limit: Int

  /// Guards until dropped. `limit` is in thousands of steps of SQLite's virtual machine.
  init(_ connection: OpaquePointer, limit: Int) {
    self.connection = connection
    self.limit = limit
    sqlite3_set_authorizer(connection, authorise, nil)
    let state = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_progress_handler(
      connection, 1_000,
      { state in
        guard let state else { return 1 }
        let guardian = Unmanaged<Guardian>.fromOpaque(state).takeUnretainedValue()
        guardian.steps += 1
        return guardian.steps > guardian.limit ? 1 : 0
      }, state)
  }

  deinit {
    sqlite3_set_authorizer(connection, nil, nil)
    sqlite3_progress_handler(connection, 0, nil, nil)
  }

  /// Gives the next query its full measure.
  func rewind() { steps = 0 }
}

private func authorise(
  _: UnsafeMutableRawPointer?, action: Int32, first: UnsafePointer<CChar>?, second: UnsafePointer<CChar>?,
  _: UnsafePointer<CChar>?, _: UnsafePointer<CChar>?
) -> Int32 {
  switch action {
  case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: SQLITE_OK
  case SQLITE_FUNCTION:
    // load_extension is off in any case; fts3_tokenizer hands out pointers.
    ["load_extension", "fts3_tokenizer"].contains(second.map { String(cString: $0) } ?? "")
      ? SQLITE_DENY : SQLITE_OK
  default: SQLITE_DENY
  }
}

extension Connection {
  /// From now on this connection only reads, and stops any query that takes over `limit` million steps
  /// (about a second for ten of them). For SQL that strangers wrote.
  public func restrictToReading(limit: Int = 200) {
    _ = plumbline_set_flag(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0)
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 200)
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 1 << 20)
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 64 << 20)
    guardian = Guardian(handle, limit: limit * 1_000)
  }

  /// Gives the next query of a restricted connection its full measure.
  public func rewindLimit() { guardian?.rewind() }

  /// Restricts this connection while the work is done, then lets it write again. For a database in
  /// memory, which no second connection can see.
  public func reading<Result>(limit: Int = 200, _ body: () throws -> Result) rethrows -> Result {
    let before = guardian
    if before == nil { guardian = Guardian(handle, limit: limit * 1_000) }
    defer { guardian = before }
    return try body()
  }
}
