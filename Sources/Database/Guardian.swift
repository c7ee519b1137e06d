internal import CSQLite

/// Holds a connection to reading, within a bound: no writing, no attaching, no pragmas, and an end to
/// queries that run too long. For SQL that strangers wrote.
final class Guardian {
  private let connection: OpaquePointer
  private var steps = 0
  private let limit: Int
  private let isInterrupted: () -> Bool
  private let limits: [(id: Int32, before: Int32)]

  /// Guards until dropped. `limit` is in thousands of steps of SQLite's virtual machine; as often
  /// `isInterrupted` is asked whether somebody wants an end of it.
  init(_ connection: OpaquePointer, limit: Int, isInterrupted: @escaping () -> Bool) {
    self.connection = connection
    self.isInterrupted = isInterrupted
    self.limit = limit
    // One step of the machine may build a value of a gigabyte, or match a pattern for hours; no counting of
    // steps stops that.
    limits = [(SQLITE_LIMIT_LENGTH, 64 << 20), (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000)].map {
      ($0, sqlite3_limit(connection, $0, $1))
    }
    sqlite3_set_authorizer(connection, authorise, nil)
    let state = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_progress_handler(
      connection, 1_000,
      { state in
        guard let state else { return 1 }
        let guardian = Unmanaged<Guardian>.fromOpaque(state).takeUnretainedValue()
        guardian.steps += 1
        return guardian.steps > guardian.limit || guardian.isInterrupted() ? 1 : 0
      }, state)
  }

  deinit {
    sqlite3_set_authorizer(connection, nil, nil)
    sqlite3_progress_handler(connection, 0, nil, nil)
    for limit in limits { sqlite3_limit(connection, limit.id, limit.before) }
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
  case SQLITE_PRAGMA: first.map { String(cString: $0) } == "table_info" ? SQLITE_OK : SQLITE_DENY
  default: SQLITE_DENY
  }
}

extension Connection {
  /// From now on this connection only reads, and stops any query that takes over `limit` million steps of
  /// SQLite's virtual machine (some seconds for 200). For SQL that strangers wrote.
  public func restrict(limit: Int = 200) {
    // The old guardian takes off the connection's hooks as it goes: before the new one puts on its own.
    guardian = nil
    // A table-valued function is made when it is first named, and that looks like creating a table.
    try? execute(
      "SELECT 1 FROM pragma_table_info(''); SELECT 1 FROM json_each('[]'); SELECT 1 FROM json_tree('[]')")
    guardian = Guardian(handle, limit: limit * 1_000) { [unowned self] in isInterrupted() }
  }

  /// Lets this connection write again.
  public func lift() { guardian = nil }

  /// Does the work with this connection restricted, each call with its full measure.
  public func reading<Result>(_ body: () throws -> Result) rethrows -> Result {
    if let guardian {
      guardian.rewind()
      return try body()
    }
    restrict()
    defer { lift() }
    return try body()
  }
}
