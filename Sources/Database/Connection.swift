internal import CSQLite

/// One connection to one SQLite database. Not for sharing between threads.
public final class Connection {
  /// How a database is opened.
  public enum Mode: Sendable {
    /// Made if it is not there.
    case create
    /// Read and written; an error if it is not there.
    case readWrite
    /// Only read.
    case readOnly
    /// Only read, from a place where nothing can be written and nobody else writes: no lock is taken.
    case immutable
  }

  let handle: OpaquePointer
  private var cache: [StatementText: CachedStatement] = [:]
  var guardian: Guardian?
  /// Asked now and then while a restricted query runs; true ends it.
  public var isInterrupted: () -> Bool = { false }

  /// Opens a file, or a database of its own in memory for the path `:memory:`.
  ///
  /// Foreign keys are on, the schema is not trusted, defensive mode is on, and a busy database is
  /// waited for up to five seconds.
  public init(path: String, mode: Mode) throws(DatabaseError) {
    _ = Self.configured
    var handle: OpaquePointer?
    let flags =
      switch mode {
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .readWrite: SQLITE_OPEN_READWRITE
      case .readOnly: SQLITE_OPEN_READONLY
      case .immutable: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      }
    let name = mode == .immutable ? Self.immutableURI(path) : path
    let code = sqlite3_open_v2(name, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard code == SQLITE_OK, let handle else {
      let error = DatabaseError(code: code, connection: handle)
      sqlite3_close_v2(handle)
      throw error
    }
    self.handle = handle
    sqlite3_busy_timeout(handle, 5_000)
    _ = plumbline_set_flag(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1)
    _ = plumbline_set_flag(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
    _ = plumbline_set_flag(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    try execute("PRAGMA cell_size_check = ON")
    // A pack reads everything many times over. What SQLite keeps by itself, 2 MB, is read again from the file system.
    try execute("PRAGMA cache_size = -\(Self.cacheKilobytes)")
  }

  /// sqlite.org/uri.html: what is not plain is percent-encoded.
  private static func immutableURI(_ path: String) -> String {
    let plain = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    let encoded = path.utf8.flatMap { byte -> [UInt8] in
      plain.contains(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return "file:\(String(decoding: encoded, as: UTF8.self))?immutable=1"
  }

  /// At most so much of a file is kept in memory; 20,000 items take 13 MB.
  private static let cacheKilobytes = 32_768

  /// Settings of the library as a whole, made once, before the first connection.
  private static let configured: Void = plumbline_stop_counting_memory()

  deinit {
    // The guardian takes its hooks off the handle, so it goes while there is one.
    guardian = nil
    cache.removeAll()
    sqlite3_close_v2(handle)
  }

  /// Gives SQL a function of one number, which makes the same text of the same number at all times. Of nothing it
  /// makes nothing, of text the text.
  public func define(_ name: String, _ body: @escaping @Sendable (Double) -> String) throws(DatabaseError) {
    let state = Unmanaged.passRetained(TextFunction(body)).toOpaque()
    let code = sqlite3_create_function_v2(
      handle, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, state,
      { context, _, values in
        guard let value = values?[0], let state = sqlite3_user_data(context) else { return }
        switch sqlite3_value_numeric_type(value) {
        case SQLITE_INTEGER, SQLITE_FLOAT:
          let text = Unmanaged<TextFunction>.fromOpaque(state).takeUnretainedValue().body(
            sqlite3_value_double(value))
          plumbline_result_text(context, text, Int32(text.utf8.count))
        default: sqlite3_result_value(context, value)
        }
      }, nil, nil, { $0.map { Unmanaged<TextFunction>.fromOpaque($0).release() } })
    guard code == SQLITE_OK else { throw DatabaseError(code: code, connection: handle) }
  }

  /// Runs a script of statements that take and give nothing.
  public func execute(_ script: String) throws(DatabaseError) {
    let code = sqlite3_exec(handle, script, nil, nil, nil)
    guard code == SQLITE_OK else { throw DatabaseError(code: code, connection: handle, sql: script) }
  }

  /// Runs one statement; values bind to `?` in order.
  public func run(_ sql: String, _ values: [SQLValue] = []) throws(DatabaseError) {
    let cached = try statement(sql)
    defer { release(cached) }
    try cached.statement.bind(values)
    while try cached.statement.step() {}
  }

  /// Runs a query and hands over each row; values bind to `?` in order.
  public func query(
    _ sql: String, _ values: [SQLValue] = [], _ body: (borrowing Row) throws -> Void
  ) throws {
    let cached = try statement(sql)
    defer { release(cached) }
    try cached.statement.bind(values)
    while try cached.statement.step() { try body(Row(statement: cached.statement.handle)) }
  }

  /// The first row of a query, made into something; nil when there is none.
  public func first<Result>(
    _ sql: String, _ values: [SQLValue] = [], _ body: (borrowing Row) throws(DatabaseError) -> Result
  ) throws(DatabaseError) -> Result? {
    let cached = try statement(sql)
    defer { release(cached) }
    try cached.statement.bind(values)
    return try cached.statement.step() ? try body(Row(statement: cached.statement.handle)) : nil
  }

  /// Every row of a query, made into something.
  public func all<Result>(
    _ sql: String, _ values: [SQLValue] = [], _ body: (borrowing Row) throws(DatabaseError) -> Result
  ) throws(DatabaseError) -> [Result] {
    let cached = try statement(sql)
    defer { release(cached) }
    try cached.statement.bind(values)
    var results: [Result] = []
    while try cached.statement.step() { results.append(try body(Row(statement: cached.statement.handle))) }
    return results
  }

  /// Runs a query with named parameters (`:name`); tells its columns, then hands over each row.
  public func query(
    _ sql: String, named: [String: SQLValue], columns: ([String]) throws -> Void,
    row body: (borrowing Row) throws -> Void
  ) throws {
    let cached = try statement(sql)
    defer { release(cached) }
    try cached.statement.bind(named)
    try columns(cached.statement.columns)
    while try cached.statement.step() { try body(Row(statement: cached.statement.handle)) }
  }

  /// Does the work in one transaction that takes the write lock at once; all of it or nothing.
  public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    try execute("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      if sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// The rowid of the row that was inserted last.
  public var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// How many rows the last statement changed.
  public var changes: Int { Int(sqlite3_changes(handle)) }

  /// Copies the whole database into a new file, whatever others are doing to it.
  public func backUp(to path: String) throws(DatabaseError) {
    try run("VACUUM INTO ?", [.text(path)])
  }

  /// Copies the whole database into another connection's, over what that holds.
  public func copy(into other: Connection) throws(DatabaseError) {
    guard let backup = sqlite3_backup_init(other.handle, "main", handle, "main") else {
      throw DatabaseError(code: sqlite3_errcode(other.handle), connection: other.handle)
    }
    sqlite3_backup_step(backup, -1)
    let code = sqlite3_backup_finish(backup)
    guard code == SQLITE_OK else { throw DatabaseError(code: code, connection: other.handle) }
  }

  private func statement(_ sql: String) throws(DatabaseError) -> CachedStatement {
    let text = StatementText(sql)
    let kept = cache[text]
    if let kept, !kept.inUse {
      kept.inUse = true
      return kept
    }
    let fresh = CachedStatement(try Statement(sql, on: handle, persistent: kept == nil))
    fresh.inUse = true
    if cache.count >= 200 { cache = cache.filter { $0.value.inUse } }
    if kept == nil { cache[text] = fresh }
    return fresh
  }

  private func release(_ cached: CachedStatement) {
    cached.statement.reset()
    cached.inUse = false
  }
}

/// What a function of SQL calls.
private final class TextFunction {
  let body: @Sendable (Double) -> String

  init(_ body: @escaping @Sendable (Double) -> String) { self.body = body }
}
