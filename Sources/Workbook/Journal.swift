internal import Database
public import Diagnostics
internal import Digests

/// One entry of the journal: one command that changed something.
public struct JournalEntry: Sendable, Equatable {
  /// Its place in this workbook, from 1.
  public var seq: Int
  /// `change`, `undo`, `redo`, or `seal` for what nobody can take back: a baseline, a vote, a signature.
  public var action: String
  /// The entry that was undone or redone.
  public var subject: Int?
  /// When, in UTC.
  public var at: String
  /// Who typed it.
  public var who: String
  /// Who said it, if told.
  public var saidBy: String?
  /// The sitting, if there was one.
  public var workshop: String?
  /// The command, as a person would type it.
  public var summary: String
  /// Of a change that a merge brought: who made it in the other workbook. The entry itself is that of the merge.
  public var origin: Origin?

  /// Who changed something, on whose word, when, by which command.
  public struct Origin: Sendable, Equatable {
    /// When, in UTC.
    public var at: String
    /// Who typed it.
    public var who: String
    /// Who said it, if told.
    public var saidBy: String?
    /// The sitting, if there was one.
    public var workshop: String?
    /// The command, as a person would type it.
    public var summary: String
  }

  /// Who changed it first: in the workbook it was merged from, or else here.
  public var first: Origin {
    origin ?? Origin(at: at, who: who, saidBy: saidBy, workshop: workshop, summary: summary)
  }

  /// Puts an entry together.
  public init(
    seq: Int, action: String, subject: Int? = nil, at: String, who: String, saidBy: String? = nil,
    workshop: String? = nil, summary: String
  ) {
    self.seq = seq
    self.action = action
    self.subject = subject
    self.at = at
    self.who = who
    self.saidBy = saidBy
    self.workshop = workshop
    self.summary = summary
  }
}

extension Workbook {
  /// Does some capturing as one transaction and one journal entry; whatever throws undoes all of it.
  ///
  /// With `rehearsing`, everything is undone at the end in any case: a dry run. With `sealing`, it cannot be
  /// taken back, nor can anything before it: a baseline, a vote, a signature. What changed nothing leaves no
  /// entry.
  @discardableResult
  public func capture<Result>(
    _ summary: String, by attribution: Attribution, rehearsing: Bool = false, sealing: Bool = false,
    _ work: (Capture) throws -> Result
  ) throws -> Result {
    var rehearsed: Result?
    do {
      return try connection.transaction {
        let session = try Session(connection, tables: WorkbookSchema.factTables)
        let capture = try Capture(connection, attribution, isSealing: sealing)
        let result = try work(capture)
        if rehearsing {
          rehearsed = result
          throw RehearsalEnds()
        }
        let changeset = try session.changeset()
        if !changeset.isEmpty {
          capture.entry = try record(sealing ? "seal" : "change", subject: nil, summary, attribution, changeset)
        }
        try capture.writeStep(entry: capture.entry.map(Int64.init))
        return result
      }
    } catch let end as RehearsalEnds {
      guard let rehearsed else { throw end }
      return rehearsed
    } catch let problems as Problems {
      throw problems
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// Takes back the newest command that still stands, and tells which that was.
  public func undo(by attribution: Attribution) throws(Diagnostic) -> JournalEntry {
    let entries = try journal()
    let state = UndoState(entries)
    guard let subject = state.undoable else {
      guard let seal = state.seal else {
        throw Diagnostic("nothing-to-undo", "There is nothing to undo.", exit: .usage)
      }
      throw Diagnostic(
        "sealed", "Entry \(seal.seq) was sealed: nothing up to it can be taken back.",
        reason: "what was signed is not undone, and what it was signed on stays as it was",
        notes: ["\(seal.at) \(seal.who): \(seal.summary)"],
        remedies: [
          "plumbline history", "plumbline set REF --ATTRIBUTE VALUE", "plumbline baseline create NAME",
        ],
        exit: .usage)
    }
    return try replay(subject, as: "undo", among: entries, attribution)
  }

  /// Does again the command that was undone last, if nothing was captured since; tells which.
  public func redo(by attribution: Attribution) throws(Diagnostic) -> JournalEntry {
    let entries = try journal()
    guard let subject = UndoState(entries).redoable else {
      throw Diagnostic("nothing-to-redo", "There is nothing to redo.", exit: .usage)
    }
    return try replay(subject, as: "redo", among: entries, attribution)
  }

  /// The journal, oldest first.
  public func journal() throws(Diagnostic) -> [JournalEntry] {
    do {
      return try connection.all(
        "SELECT seq, action, subject, at, who, said_by, workshop, summary FROM journal ORDER BY seq"
      ) { row throws(DatabaseError) in
        JournalEntry(
          seq: Int(try row.integer(0)), action: try row.text(1),
          subject: try row.optionalInteger(2).map(Int.init),
          at: try row.text(3), who: try row.text(4), saidBy: try row.optionalText(5),
          workshop: try row.optionalText(6), summary: try row.text(7))
      }
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// The newest command that still stands, which `undo` would take back; nil when there is none.
  public func newestStanding() throws(Diagnostic) -> JournalEntry? {
    let entries = try journal()
    guard let seq = UndoState(entries).undoable else { return nil }
    return entries.first { $0.seq == seq }
  }

  /// The number of the newest entry; 0 when there is none.
  public func newestEntry() throws(Diagnostic) -> Int {
    do {
      return Int(
        try connection.first("SELECT coalesce(max(seq), 0) FROM journal") { row throws(DatabaseError) in
          try row.integer(0)
        } ?? 0)
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// The number of the entry with which a fact came; nil when the journal does not tell.
  public func entry(of fact: Fact) throws(Diagnostic) -> Int? {
    do {
      for seq in stride(from: try newestEntry(), to: 0, by: -1) {
        let comes = try changeset(of: seq).changeset.changes().contains { change in
          change.table == "fact" && change.operation == .inserted && change.new.first == .integer(fact.id)
        }
        if comes { return seq }
      }
      return nil
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  private func replay(
    _ subject: Int, as action: String, among entries: [JournalEntry], _ attribution: Attribution
  ) throws(Diagnostic) -> JournalEntry {
    do {
      let stored = try changeset(of: subject)
      guard stored.version == WorkbookSchema.version else {
        throw Diagnostic(
          "older-schema",
          "Entry \(subject) was made with schema version \(stored.version) and can no longer be \(action)ne.",
          remedies: ["plumbline history"])
      }
      let changeset = action == "undo" ? try stored.changeset.inverted() : stored.changeset
      let entry = entries.first { $0.seq == subject }
      let hadEngagement = try connection.hasEngagement()
      try connection.apply(changeset) {
        // A workbook without its engagement has nothing to ask about, and would look finished.
        guard try !hadEngagement || connection.hasEngagement() else {
          throw Diagnostic("nothing-to-undo", "There is nothing to undo but the beginning.", exit: .usage)
        }
        try record(
          action, subject: subject, "\(action) \(subject): \(entry?.summary ?? "")", attribution, changeset)
        if action == "undo" {
          try connection.reopenStep(of: subject)
        } else {
          try connection.closeStep(of: subject)
        }
      }
      guard let entry else { throw Diagnostic("internal", "Entry \(subject) is not in the journal.") }
      return entry
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  func changeset(of seq: Int) throws -> (version: Int, changeset: Changeset) {
    let found = try connection.first(
      "SELECT schema_version, changeset FROM journal WHERE seq = ?", [.integer(Int64(seq))]
    ) { row throws(DatabaseError) in (Int(try row.integer(0)), Changeset(bytes: try row.blob(1))) }
    guard let found else { throw Diagnostic("internal", "Entry \(seq) is not in the journal.") }
    return found
  }

  /// Writes an entry and tells its place.
  @discardableResult
  private func record(
    _ action: String, subject: Int?, _ summary: String, _ by: Attribution, _ changeset: Changeset
  ) throws(DatabaseError) -> Int {
    let head = try connection.head()
    let entry = JournalEntry(
      seq: head.seq + 1, action: action, subject: subject, at: "\(by.at)", who: by.who, saidBy: by.saidBy,
      workshop: by.workshop, summary: summary)
    var record = JournalRecord(
      entry: entry, name: String(by.at.seconds, radix: 16) + "-" + String(by.chance, radix: 16),
      schemaVersion: WorkbookSchema.version, changeset: changeset.bytes, hash: Digest(of: []))
    record.hash = record.hash(after: head.hash)
    try connection.append(record)
    return entry.seq
  }
}

extension Connection {
  fileprivate func hasEngagement() throws(DatabaseError) -> Bool {
    try first("SELECT 1 FROM fact_engagement") { _ throws(DatabaseError) in true } ?? false
  }
}

/// Thrown to take back what a rehearsal did.
private struct RehearsalEnds: Error {}

/// What can be undone and redone, as the journal tells: undo is strictly newest first, and capturing
/// anything forgets what could have been redone.
struct UndoState {
  var undoable: Int? { standing.last }
  var redoable: Int? { undone.last }
  private(set) var standing: [Int] = []
  /// The last entry that cannot be taken back, if there is one.
  private(set) var seal: JournalEntry?
  private var undone: [Int] = []

  init(_ entries: [JournalEntry]) {
    for entry in entries {
      switch entry.action {
      case "undo":
        if let last = standing.popLast() { undone.append(last) }
      case "redo":
        if let last = undone.popLast() { standing.append(last) }
      case "seal":
        standing = []
        undone = []
        seal = entry
      default:
        standing.append(entry.seq)
        undone = []
      }
    }
  }
}
