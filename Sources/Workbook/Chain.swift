public import Digests
internal import Database
public import Diagnostics

/// One entry of the journal with everything that is kept of it, the change itself too.
public struct JournalRecord: Sendable {
  /// What it says of itself.
  public var entry: JournalEntry
  /// Its name in the world: two workbooks do not give the same.
  public var name: String
  /// The schema version that the change was made under.
  public var schemaVersion: Int
  /// The change, in the format of SQLite's session extension.
  public var changeset: [UInt8]
  /// The hash as stored.
  public var hash: Digest

  /// Puts an entry together.
  public init(entry: JournalEntry, name: String, schemaVersion: Int, changeset: [UInt8], hash: Digest) {
    self.entry = entry
    self.name = name
    self.schemaVersion = schemaVersion
    self.changeset = changeset
    self.hash = hash
  }

  /// The hash that follows from the content and from the hash of the entry before; nil for the first.
  ///
  /// SHA-256 of a canonical object, as docs/canonical-form.md tells: a change of any byte of this entry, or of
  /// any before it, gives another.
  public func hash(after previous: Digest?) -> Digest {
    CanonicalValue.object(known: [
      ("action", .text(entry.action)), ("at", .text(entry.at)),
      ("changeset", .text("\(Digest(of: changeset))")), ("entry", .text(name)),
      ("form", .text("plumbline-journal-1")), ("previous", previous.map { .text("\($0)") }),
      ("said-by", entry.saidBy.map { .text($0) }), ("schema", .integer(Int64(schemaVersion))),
      ("seq", .integer(Int64(entry.seq))), ("subject", entry.subject.map { .integer(Int64($0)) }),
      ("summary", .text(entry.summary)), ("who", .text(entry.who)),
      ("workshop", entry.workshop.map { .text($0) }),
    ]).digest
  }
}

/// The end of the journal: what a signature or a printed digest holds on to.
public struct JournalHead: Sendable, Equatable {
  /// The number of the last entry; 0 for an empty journal.
  public var seq: Int
  /// Its hash; nil for an empty journal.
  public var hash: Digest?
}

extension Workbook {
  /// Hands over each entry in order, those after one of them and up to one of them if that is said.
  public func eachRecord(
    after first: Int = 0, upTo last: Int? = nil, _ body: (JournalRecord) throws -> Void
  ) throws {
    try connection.query(
      """
      SELECT seq, action, subject, at, who, said_by, workshop, summary, entry, schema_version, changeset, hash
      FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq
      """, [.integer(Int64(first)), .integer(Int64(last ?? .max))]
    ) { row in
      guard let hash = Digest(bytes: try row.blob(11)) else {
        throw Diagnostic(
          "journal-altered", "Entry \(try row.integer(0)) of the journal has no hash.", at: Place(file: path))
      }
      let entry = JournalEntry(
        seq: Int(try row.integer(0)), action: try row.text(1),
        subject: try row.optionalInteger(2).map(Int.init), at: try row.text(3), who: try row.text(4),
        saidBy: try row.optionalText(5), workshop: try row.optionalText(6), summary: try row.text(7))
      try body(
        JournalRecord(
          entry: entry, name: try row.text(8), schemaVersion: Int(try row.integer(9)),
          changeset: try row.blob(10), hash: hash))
    }
  }

  /// The hash of every entry, from the first.
  public func hashes() throws(Diagnostic) -> [Digest] {
    do {
      return try connection.all("SELECT hash FROM journal ORDER BY seq") { row throws(DatabaseError) in
        Digest(bytes: try row.blob(0)) ?? Digest(of: [])
      }
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// The end of the journal as it is now.
  public func head() throws(Diagnostic) -> JournalHead {
    do { return try connection.head() } catch { throw WorkbookError.diagnostic(error, path) }
  }

  /// What is wrong with the chain: each entry whose content is not what its hash was taken of, each that is
  /// missing, each that does not follow the one before. Empty when the journal is as it was written.
  ///
  /// It cannot tell when somebody has made the whole chain anew: only a hash that was kept elsewhere can.
  func examineChain() throws -> [Diagnostic] {
    var check = ChainCheck(path: path)
    try eachRecord { check.see($0) }
    let kept = try connection.first("SELECT seq, hash FROM journal_head WHERE id = 1") {
      row throws(DatabaseError) in
      (Int(try row.integer(0)), try row.blob(1))
    }
    check.end(seq: kept?.0, hash: kept?.1)
    return check.problems
  }
}

/// Walks along the chain and tells what does not hold.
private struct ChainCheck {
  let path: String
  var problems: [Diagnostic] = []
  private var seq = 0
  private var stored: Digest?
  private var computed: Digest?

  init(path: String) { self.path = path }

  mutating func see(_ record: JournalRecord) {
    let number = record.entry.seq
    if number > seq + 1 {
      let missing = number - seq - 1
      report(
        "journal-cut",
        missing == 1
          ? "Entry \(seq + 1) of the journal is missing."
          : "Entries \(seq + 1) to \(number - 1) of the journal are missing.")
      (stored, computed) = (nil, nil)
    }
    let isKnown = number == seq + 1
    let expected = record.hash(after: stored)
    // After a gap the hash before is not known; the entry's own number tells what is missing.
    if isKnown, expected != record.hash {
      // When it follows from what the entry before should have been, it was that one's hash that was edited.
      if computed == stored || record.hash(after: computed) != record.hash {
        report("journal-altered", "Entry \(number) of the journal is not as it was written.", record.entry)
      }
    }
    (computed, stored) = (expected, record.hash)
    seq = number
  }

  mutating func end(seq last: Int?, hash: [UInt8]?) {
    let last = last ?? 0
    if last > seq {
      report(
        "journal-cut",
        last == seq + 1
          ? "Entry \(last), the last of the journal, is missing."
          : "Entries \(seq + 1) to \(last), the last of the journal, are missing.")
    } else if last < seq || hash != stored?.bytes {
      report("journal-altered", "The end of the journal is not the one that was kept: entry \(seq).")
    }
  }

  private mutating func report(_ code: String, _ summary: String, _ entry: JournalEntry? = nil) {
    problems.append(
      Diagnostic(
        code, summary, at: Place(file: path), reason: "it was changed by something other than Plumbline",
        notes: entry.map { ["it now says: \($0.at) \($0.who): \($0.summary)"] } ?? [],
        remedies: ["plumbline history --workbook \(shellQuoted(path))"]))
  }
}

extension Connection {
  /// The end of the journal.
  func head() throws(DatabaseError) -> JournalHead {
    let last = try first("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1") {
      row throws(DatabaseError) in
      JournalHead(seq: Int(try row.integer(0)), hash: Digest(bytes: try row.blob(1)))
    }
    return last ?? JournalHead(seq: 0, hash: nil)
  }

  /// Puts an entry at the end of the journal.
  func append(_ record: JournalRecord) throws(DatabaseError) {
    let entry = record.entry
    try run(
      """
      INSERT INTO journal
        (seq, entry, action, subject, at, who, said_by, workshop, summary, schema_version, changeset, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(Int64(entry.seq)), .text(record.name), .text(entry.action),
        .optional(entry.subject.map(Int64.init)), .text(entry.at), .text(entry.who), .optional(entry.saidBy),
        .optional(entry.workshop), .text(entry.summary), .integer(Int64(record.schemaVersion)),
        .blob(record.changeset), .blob(record.hash.bytes),
      ])
    try run(
      "INSERT OR REPLACE INTO journal_head VALUES (1, ?, ?)",
      [.integer(Int64(entry.seq)), .blob(record.hash.bytes)])
  }
}

extension Workbook {
  /// The ids of the facts that were touched after an entry: their attributes, references or names, not how they
  /// came. What was changed and changed back is among them.
  public func touched(since seq: Int) throws -> Set<Int64> {
    var touched: Set<Int64> = []
    try connection.query("SELECT changeset FROM journal WHERE seq > ?", [.integer(Int64(seq))]) { row in
      for change in try Changeset(bytes: try row.blob(0)).changes() {
        guard change.table.hasPrefix("fact") else { continue }
        // The third column of `fact` is the reference; the others tell where it came from.
        if change.table == "fact", change.operation == .updated, (change.new.dropFirst(2).first ?? nil) == nil {
          continue
        }
        let key = (change.operation == .inserted ? change.new : change.old).first ?? nil
        if case .integer(let id)? = key { touched.insert(id) }
      }
    }
    return touched
  }
}
