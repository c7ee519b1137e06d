public import Catalogue
internal import Database
public import Diagnostics
import Files

/// Does again what a journal says, from an empty workbook on.
///
/// The facts of a workbook follow from its journal, so any state it ever had can be made again, and what does
/// not follow was not written by Plumbline.
public final class Replay {
  /// The workbook as it is so far.
  public let workbook: Workbook
  /// The last entry that was done again.
  public private(set) var seq = 0
  private let version = WorkbookSchema.version

  /// Begins with nothing, in memory.
  public init() throws(Diagnostic) {
    workbook = try .inMemory()
  }

  /// Does one more entry again.
  ///
  /// A change that does not fit, that reaches beyond the tables of facts, or that is not a change at all is
  /// refused, and the workbook is not to be used any further.
  public func add(_ record: JournalRecord) throws(Diagnostic) {
    let connection = workbook.connection
    do {
      guard record.schemaVersion == version else {
        throw Diagnostic(
          "other-schema",
          "Entry \(record.entry.seq) was made with schema version \(record.schemaVersion); "
            + "this program replays version \(version).")
      }
      try connection.replay(Changeset(bytes: record.changeset), within: Set(WorkbookSchema.factTables)) {
        try connection.append(record)
      }
      seq = record.entry.seq
    } catch let error as DatabaseError
      where [.conflict, .constraint, .corrupt, .denied, .other].contains(error.kind)
    {
      throw Diagnostic(
        "journal-does-not-fit", "Entry \(record.entry.seq) of the journal cannot be done again.",
        reason: error.message, notes: ["\(record.entry.at) \(record.entry.who): \(record.entry.summary)"])
    } catch {
      throw WorkbookError.diagnostic(error, workbook.path)
    }
  }

  /// Checks that every reference leads somewhere, which single entries are not held to.
  func finish() throws(Diagnostic) {
    do {
      let broken = try workbook.connection.first("PRAGMA foreign_key_check") { row throws(DatabaseError) in
        try row.text(0)
      }
      if let broken {
        throw Diagnostic("broken-reference", "Rows of \(broken) refer to what is not there.")
      }
    } catch {
      throw WorkbookError.diagnostic(error, workbook.path)
    }
  }
}

extension Workbook {
  /// This workbook as it was after an entry of its journal, in memory.
  public func asOf(entry seq: Int) throws(Diagnostic) -> Workbook {
    do {
      let replay = try Replay()
      try eachRecord(upTo: seq) { try replay.add($0) }
      return replay.workbook
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// Makes a new workbook from a journal: everything follows from that. When anything throws, among it what
  /// `checking` finds, nothing is left.
  public static func restore(
    _ path: String, at moment: Moment, records: [JournalRecord], checking: (Workbook) throws -> Void
  ) throws(Diagnostic) {
    // In memory first: a commit for each entry would take a disk its time.
    let made = try restored(records: records, checking: checking)
    guard try Files.claim(path) else { throw WorkbookError.exists(path) }
    do {
      try made.connection.backUp(to: path)
      try Connection(path: path, mode: .readWrite).execute("PRAGMA journal_mode = WAL")
    } catch {
      for end in ["", "-wal", "-shm"] { try? Files.remove(path + end) }
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// The same in memory only.
  public static func restored(
    records: [JournalRecord], checking: (Workbook) throws -> Void
  ) throws(Diagnostic) -> Workbook {
    let replay = try Replay()
    for record in records { try replay.add(record) }
    try replay.finish()
    do {
      if let problem = try replay.workbook.examineChain().first { throw problem }
      try checking(replay.workbook)
    } catch {
      throw WorkbookError.diagnostic(error, replay.workbook.path)
    }
    return replay.workbook
  }
}
