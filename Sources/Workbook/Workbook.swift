public import Catalogue
internal import Database
public import Diagnostics
import Files

/// A workbook: one SQLite file that holds everything a scope knows.
///
/// Facts go in through `capture`, and only there; everything that comes out is a query on its views.
public final class Workbook {
  /// Where it is; `:memory:` for one that is only for a while.
  public let path: String
  let connection: Connection

  /// How its file was opened.
  let mode: Connection.Mode

  private init(path: String, connection: Connection, mode: Connection.Mode = .readWrite) {
    self.path = path
    self.connection = connection
    self.mode = mode
  }

  /// Asked now and then while a reader's query runs; true ends it, and it throws `interrupted`.
  public var isInterrupted: () -> Bool {
    get { connection.isInterrupted }
    set { connection.isInterrupted = newValue }
  }

  /// Makes a new workbook, and does its first capturing. Refuses a path where something is already; when
  /// anything throws, nothing is left there.
  public static func create(
    _ path: String, at moment: Moment, beginning: (Workbook) throws -> Void = { _ in }
  ) throws(Diagnostic) -> Workbook {
    // The empty file is the claim: of two processes that begin here at once, one is refused.
    let isFile = path != ":memory:"
    if isFile {
      guard try Files.claim(path) else { throw WorkbookError.exists(path) }
    }
    do {
      let connection = try Connection(path: path, mode: .create)
      try connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
      let workbook = Workbook(path: path, connection: connection)
      try workbook.migrate(from: 0, at: moment)
      // The header must say at once whose file it is, even if this process is killed before it closes it.
      try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
      try beginning(workbook)
      return workbook
    } catch {
      if isFile { for end in ["", "-wal", "-shm"] { try? Files.remove(path + end) } }
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// Opens a workbook, and brings one of an older version up to date, with a copy put beside it first.
  ///
  /// A file that is not a workbook, or that a newer program wrote, is refused and not touched.
  public static func open(_ path: String, at moment: Moment) throws(Diagnostic) -> Workbook {
    guard Files.exists(path) else { throw WorkbookError.missing(path) }
    guard !Files.isFolder(path) else { throw WorkbookError.notOurs(path, "it is a folder") }
    do {
      // The header first: not even a lock is left in a file that is not ours.
      try inspect(path)
      let mode = mode(for: path)
      let connection = try Connection(path: path, mode: mode)
      if mode == .readWrite { try connection.execute("PRAGMA synchronous = FULL") }
      // A write-ahead log may know of a newer version than the header does.
      let version = try connection.userVersion()
      guard version <= WorkbookSchema.version else { throw WorkbookError.newer(path, version) }
      let workbook = Workbook(path: path, connection: connection, mode: mode)
      if version < WorkbookSchema.version {
        try connection.backUp(to: try backupPath(path, version: version))
        try workbook.migrate(from: version, at: moment)
      }
      return workbook
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// Opens a workbook of this program's version only to look at it: nothing is written, not even a lock file where
  /// nobody else is writing.
  public static func openForReading(_ path: String) throws(Diagnostic) -> Workbook {
    guard Files.exists(path) else { throw WorkbookError.missing(path) }
    guard !Files.isFolder(path) else { throw WorkbookError.notOurs(path, "it is a folder") }
    do {
      try inspect(path)
      let mode: Connection.Mode = Files.exists(path + "-wal") ? .readOnly : .immutable
      let connection = try Connection(path: path, mode: mode)
      let version = try connection.userVersion()
      guard version <= WorkbookSchema.version else { throw WorkbookError.newer(path, version) }
      guard version == WorkbookSchema.version else {
        throw Diagnostic(
          "workbook-too-old", "\(path) has schema version \(version), this program \(WorkbookSchema.version).",
          at: Place(file: path), remedies: ["plumbline status --workbook \(shellQuoted(path))"])
      }
      return Workbook(path: path, connection: connection, mode: mode)
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// Where nothing may be written a workbook can still be looked at: from a share, a stick, an attachment.
  private static func mode(for path: String) -> Connection.Mode {
    let folder = Files.folder(of: path)
    if Files.isWritable(path), Files.isWritable(folder.isEmpty ? "." : folder) { return .readWrite }
    // Without a log beside it, the file is all there is.
    return Files.exists(path + "-wal") ? .readOnly : .immutable
  }

  /// A workbook in memory, for tests and rehearsals.
  public static func inMemory(at moment: Moment = Moment(seconds: 0)) throws(Diagnostic) -> Workbook {
    try create(":memory:", at: moment)
  }

  /// A copy of this workbook in memory, to rehearse on: nothing that is done to it is kept, and nobody else waits.
  public func rehearsal() throws(Diagnostic) -> Workbook {
    do {
      let copy = try Connection(path: ":memory:", mode: .create)
      try connection.copy(into: copy)
      return Workbook(path: ":memory:", connection: copy)
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// Throws for a file that is not ours or is too new. Reads its first hundred bytes only.
  private static func inspect(_ path: String) throws(Diagnostic) {
    let header = try Files.head(path, count: 100)
    guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw WorkbookError.notOurs(path, header.isEmpty ? "it is empty" : "it is not a SQLite database")
    }
    func bigEndian(at offset: Int) -> Int64 { header[offset..<offset + 4].reduce(0) { $0 << 8 | Int64($1) } }
    // The database header: application_id at 68, user_version at 60 (sqlite.org/fileformat2.html, 1.3).
    guard bigEndian(at: 68) == WorkbookSchema.applicationID else {
      throw WorkbookError.notOurs(path, "it is another program's database")
    }
    let version = Int(bigEndian(at: 60))
    guard version <= WorkbookSchema.version else { throw WorkbookError.newer(path, version) }
  }

  private static func backupPath(_ path: String, version: Int) throws(Diagnostic) -> String {
    for attempt in 1...99 {
      let candidate = "\(path).v\(version)\(attempt == 1 ? "" : ".\(attempt)").backup"
      if !Files.exists(candidate) { return candidate }
    }
    throw Diagnostic("too-many-backups", "There are 99 backups of \(path) already; move them away.")
  }

  private func migrate(from version: Int, at moment: Moment) throws {
    for (index, step) in WorkbookSchema.steps.enumerated().dropFirst(version) {
      try connection.transaction {
        try dropViews()
        try connection.execute(String(decoding: step.sql, as: UTF8.self))
        try connection.execute(WorkbookSchema.views)
        try connection.run(
          "INSERT INTO migration VALUES (?, ?, ?)",
          [.integer(Int64(index + 1)), .text(step.name), .text("\(moment)")])
        try connection.execute(
          "PRAGMA application_id = \(WorkbookSchema.applicationID); PRAGMA user_version = \(index + 1)")
      }
    }
  }

  private func dropViews() throws {
    let views = try connection.all("SELECT name FROM sqlite_schema WHERE type = 'view'") {
      row throws(DatabaseError) in try row.text(0)
    }
    for view in views { try connection.execute("DROP VIEW \(view.quotedName)") }
  }
}

extension Connection {
  /// The version of the schema, as this connection sees it.
  fileprivate func userVersion() throws(DatabaseError) -> Int {
    Int(try first("PRAGMA user_version") { row throws(DatabaseError) in try row.integer(0) } ?? 0)
  }
}
