import Catalogue
import Database
import Digests
import Diagnostics

/// Something that both workbooks changed differently: a person has to say which holds.
public struct MergeConflict: Sendable, Equatable {
  /// Which of the two holds.
  public enum Choice: String, Sendable {
    /// What is here.
    case mine
    /// What is there.
    case theirs
    /// Of a list: what either side put in, without what either took out.
    case both
  }

  /// The fact's reference.
  public var ref: String
  /// The name of its kind.
  public var kind: String
  /// The attribute; nil when one side removed the fact and the other changed it or refers to it.
  public var attribute: String?
  /// What it was when both were one; nil for not known.
  public var base: String?
  /// What it is here; nil for not known, or removed.
  public var mine: String?
  /// What it is there; nil for not known, or removed.
  public var theirs: String?
  /// Of a list: what it would be with what either side put in, without what either took out; nil for what is none.
  public var both: String?
  /// Who changed it here, where the journal tells.
  public var mineBy: JournalEntry?
  /// Who changed it there.
  public var theirsBy: JournalEntry?

  /// What tells it from the others.
  public var key: String { ref + "\u{0}" + (attribute ?? "") }
}

/// What a merge would do: worked out whole before anything is written.
public struct MergePlan {
  /// What nobody has decided yet, by reference. While there are any, nothing is applied.
  public internal(set) var conflicts: [MergeConflict] = []
  /// What was decided, each with how.
  public internal(set) var decided: [(conflict: MergeConflict, choice: MergeConflict.Choice)] = []
  /// What a person should know: facts that got another number, votes that stay where they are.
  public internal(set) var notes: [String] = []
  /// How many facts come, change and go here.
  public internal(set) var counts: (added: Int, changed: Int, removed: Int) = (0, 0, 0)
  /// Whether there is nothing in the other that is not here.
  public internal(set) var isNothing = false
  /// How many entries of the other's journal are new here.
  public internal(set) var entries = 0

  /// The facts as they are here and as they will be.
  var before: FactState?
  var after: [Int64: StoredFact] = [:]
  var numbering: [String: Int64] = [:]
  var dragged: [String: FactState.Rows] = [:]
  var same: [Int64: Int64] = [:]
  var heads: [[UInt8]] = []
  var origins: [TouchedPlace: JournalEntry.Origin] = [:]
  var bringsSealed = false
  var head = JournalHead(seq: 0, hash: nil)
}

extension Workbook {
  /// Works out what another workbook has that is not here, as far as choices are made; nothing is written.
  ///
  /// Three states are compared: the last that both have, and the two of today. What one side changed is taken,
  /// what both changed to the same is the same, and what both changed differently is a conflict. Who merges
  /// whom makes no difference to the facts.
  public func plan(
    merging source: MergeSource,
    choices: @escaping (MergeConflict) throws -> MergeConflict.Choice? = { _ in nil }
  ) throws -> MergePlan {
    let other = source.workbook
    let common = try CommonPoint(self, other)
    var plan = MergePlan()
    plan.head = try head()
    plan.entries = try other.newestEntry() - common.theirs
    guard !common.isNothingNew else {
      plan.isNothing = true
      return plan
    }
    let ours = try FactState(self)
    // What their journal says, not what somebody may have put into their tables.
    let replay = try Replay()
    var theirBase: FactState?
    try other.eachRecord { record in
      try replay.add(record)
      if record.entry.seq == common.bases.theirs { theirBase = try FactState(replay.workbook) }
    }
    let theirs = try FactState(replay.workbook)
    var bases = [theirBase].compactMap { $0 }
    if let seq = common.bases.ours { bases.append(try FactState(asOf(entry: seq))) }
    let identities = try Identities((self, other), ours: ours, theirs: theirs, bases: bases)
    var merging = ThreeWay(
      ours: ours, theirs: theirs.translated { identities($0) },
      bases: bases.map { $0.translated { identities($0) } })
    merging.touches = (
      try lastTouches(after: common.shared), try other.lastTouches(after: common.shared), identities.here
    )
    merging.choices = choices
    try merging.run()
    plan.take(merging, ours)
    plan.origins = merging.origins()
    plan.same = try sameFacts(identities, other, ours)
    if let head = try other.head().hash { plan.heads = [head.bytes] }
    plan.heads += try other.connection.all("SELECT head FROM merged") { row throws(DatabaseError) in
      try row.blob(0)
    }
    let changesNothing = plan.counts == (0, 0, 0) && plan.conflicts.isEmpty
    // They have everything that is here and have nothing else: noting it would be an entry for each look.
    if changesNothing, common.theyKnowAll, plan.numbering == ours.numbering, plan.dragged == ours.dragged {
      plan.isNothing = true
    }
    return plan
  }

  private func sameFacts(
    _ identities: Identities, _ other: Workbook, _ ours: FactState
  ) throws -> [Int64: Int64] {
    var same = identities.found
    try other.connection.query("SELECT other_id, fact_id FROM same_fact") { row in
      let (id, fact) = (try row.integer(0), identities(try row.integer(1)))
      if ours.facts[id] == nil, id != fact { same[id] = fact }
    }
    return same
  }
}

extension MergePlan {
  fileprivate mutating func take(_ merging: ThreeWay, _ ours: FactState) {
    before = ours
    after = merging.merged
    conflicts = merging.conflicts.sorted { $0.key.precedesInBytes($1.key) }
    decided = merging.decided
    notes = merging.notes.sorted()
    numbering = merging.numbering
    dragged = merging.dragged
    bringsSealed = after.contains { id, fact in
      ours.facts[id] == nil && fact.layout.kind.sealed != .nothing
    }
    counts.added = after.keys.count { ours.facts[$0] == nil }
    counts.removed = ours.facts.keys.count { after[$0] == nil }
    counts.changed = ours.facts.count { id, fact in after[id].map { $0 != fact } ?? false }
  }
}
