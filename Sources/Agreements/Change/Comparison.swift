import Catalogue
import Database
import Diagnostics
public import Digests
public import Workbook

/// What changed from one state of a workbook to another: by item, by fact, by attribute.
///
/// Facts are the same when they have the same id, so that a renamed one is changed, not gone and new. How the
/// work went and who signed (`Kind.isRecord`) is left out, as it is left out of a baseline.
public struct Comparison: Sendable {
  /// What became of a fact or an item.
  public enum How: String, Sendable {
    /// It is new.
    case added
    /// It holds something else than it did.
    case changed
    /// It is gone.
    case removed

    /// As a matrix marks it: A, C, D.
    public var letter: String {
      switch self {
      case .added: "A"
      case .changed: "C"
      case .removed: "D"
      }
    }
  }

  /// One attribute of one fact.
  public struct Change: Sendable {
    /// The attribute; nil for the fact itself, that came or went; `ref` when it was renamed.
    public var attribute: String?
    /// What it was; nil for not known.
    public var old: CanonicalValue?
    /// What it is; nil for not known.
    public var new: CanonicalValue?
    /// The entry that changed it last; nil where the journal does not tell.
    public var entry: JournalEntry?
  }

  /// One fact.
  public struct FactChange: Sendable {
    /// Its reference; the later one of a fact that was renamed.
    public var ref: String
    /// The name of its kind.
    public var kind: String
    /// The reference of the item it is part of.
    public var item: String
    /// The words that a person knows it by.
    public var title: String?
    /// What became of it.
    public var how: How
    /// What of it changed, in the catalogue's order; everything that was known for one that came or went.
    public var changes: [Change]
    /// The decisions about it, or about its item, that were made meanwhile.
    public var decisions: [String]
  }

  /// What changed, item by item, each item's own fact first.
  public let facts: [FactChange]

  /// The items that changed, in their order.
  public var items: [(ref: String, how: How)] {
    var found: [(ref: String, how: How)] = []
    var places: [[UInt8]: Int] = [:]
    for fact in facts {
      let how: How = fact.ref.hasSameBytes(as: fact.item) ? fact.how : .changed
      if let place = places[Array(fact.item.utf8)] {
        if how != .changed { found[place].how = how }
      } else {
        places[Array(fact.item.utf8)] = found.count
        found.append((fact.item, how))
      }
    }
    return found
  }

  /// How many facts came, changed and went.
  public var counts: (added: Int, changed: Int, removed: Int) {
    (
      facts.count { $0.how == .added }, facts.count { $0.how == .changed }, facts.count { $0.how == .removed }
    )
  }

  /// Compares two states of one workbook, `before` as it was after entry `first` and `after` after `last` (its
  /// present state if nil), whose journal tells who changed what.
  public init(
    _ before: Workbook, _ after: Workbook, journal: Workbook, after first: Int, upTo last: Int? = nil
  ) throws {
    self.init(
      try State(before), try State(after), touches: try journal.lastTouches(after: first, upTo: last))
  }

  /// Compares two states, between which each place was touched last by some entry.
  init(_ old: State, _ new: State, touches: [TouchedPlace: JournalEntry]) {
    let decisions = Self.decisions(new, touches)
    var found: [FactChange] = []
    for fact in new.facts.facts where !fact.isRecord {
      guard let id = new.ids[Array(fact.ref.utf8)] else { continue }
      let was = old.byID[id]
      guard was.map({ !$0.isSame(as: fact) }) ?? true else { continue }
      found.append(Self.change(was, fact, id, touches, decisions))
    }
    for fact in old.facts.facts where !fact.isRecord {
      guard let id = old.ids[Array(fact.ref.utf8)], new.byID[id] == nil else { continue }
      found.append(Self.change(fact, nil, id, touches, decisions))
    }
    facts = found.sorted { a, b in
      guard a.item.hasSameBytes(as: b.item) else { return a.item.precedesInBytes(b.item) }
      let (aIsItem, bIsItem) = (a.ref.hasSameBytes(as: a.item), b.ref.hasSameBytes(as: b.item))
      return aIsItem == bIsItem ? a.ref.precedesInBytes(b.ref) : aIsItem
    }
  }

  /// A comparison of what two sides of it are about only.
  init(facts: [FactChange]) { self.facts = facts }

  /// Only what is part of an item, or is one of these facts.
  public func about(_ refs: [String]) -> Comparison {
    let wanted = Set(refs.map { Array($0.utf8) })
    return Comparison(
      facts: facts.filter { wanted.contains(Array($0.ref.utf8)) || wanted.contains(Array($0.item.utf8)) })
  }

  private static func change(
    _ old: PlainFact?, _ new: PlainFact?, _ id: Int64, _ touches: [TouchedPlace: JournalEntry],
    _ decisions: [String: [String]]
  ) -> FactChange {
    let present = new ?? old
    let kind = try? Catalogue.kind(present?.kind ?? "")
    func entry(_ attribute: String?) -> JournalEntry? { touches[TouchedPlace(id: id, attribute: attribute)] }
    var changes: [Change] = []
    if old == nil || new == nil {
      changes.append(
        Change(
          attribute: nil, old: (old?.ref).map { .text($0) }, new: (new?.ref).map { .text($0) },
          entry: entry(nil)))
    } else if let old, let new, !old.ref.hasSameBytes(as: new.ref) {
      changes.append(Change(attribute: "ref", old: .text(old.ref), new: .text(new.ref), entry: entry("ref")))
    }
    for attribute in kind?.attributes ?? [] {
      let (was, is_) = (old?.value(attribute.name), new?.value(attribute.name))
      guard was?.canonical != is_?.canonical else { continue }
      changes.append(
        Change(attribute: attribute.name, old: was, new: is_, entry: entry(attribute.name) ?? entry(nil)))
    }
    let ref = present?.ref ?? "?"
    let item = present?.item ?? ref
    let title = kind.flatMap { present?.value($0.title)?.shown }
    var about = decisions[ref] ?? []
    if item != ref { about += (decisions[item] ?? []).filter { !about.contains($0) } }
    return FactChange(
      ref: ref, kind: present?.kind ?? "?", item: item, title: title,
      how: old == nil ? .added : new == nil ? .removed : .changed, changes: changes,
      decisions: about.filter { $0 != ref })
  }

  /// The decisions that were made or changed meanwhile, by what they are about.
  private static func decisions(
    _ state: State, _ touches: [TouchedPlace: JournalEntry]
  ) -> [String: [String]] {
    let touched = Set(touches.keys.map(\.id))
    var found: [String: [String]] = [:]
    for (id, fact) in state.byID.sorted(by: { $0.key < $1.key })
    where fact.kind == Catalogue.decision.name && touched.contains(id) {
      guard case .list(let refs)? = fact.value("about") else { continue }
      for ref in refs { found[ref.shown, default: []].append(fact.ref) }
    }
    return found
  }

  /// The states that a workbook had after some entries of its journal, made again in one go.
  static func states(of workbook: Workbook, after entries: Set<Int>) throws -> [Int: State] {
    guard let last = entries.max() else { return [:] }
    let replay = try Replay()
    var states: [Int: State] = [:]
    try workbook.eachRecord(upTo: last) { record in
      try replay.add(record)
      if entries.contains(record.entry.seq) { states[record.entry.seq] = try State(replay.workbook) }
    }
    return states
  }

  /// One state, with the ids that its references stand for.
  struct State {
    let facts: PlainFacts
    private(set) var ids: [[UInt8]: Int64] = [:]
    private(set) var byID: [Int64: PlainFact] = [:]

    init(_ workbook: Workbook) throws {
      facts = try PlainFacts(workbook)
      var ids: [[UInt8]: Int64] = [:]
      try workbook.reader().query("SELECT id, ref FROM item") { row in
        ids[Array(try row.text(1).utf8)] = try row.integer(0)
      }
      self.ids = ids
      for fact in facts.facts {
        if let id = ids[Array(fact.ref.utf8)] { byID[id] = fact }
      }
    }
  }
}

extension PlainFact {
  /// Whether it tells how the work went or who signed.
  var isRecord: Bool { (try? Catalogue.kind(kind))?.isRecord ?? true }

  fileprivate func isSame(as other: PlainFact) -> Bool {
    ref.hasSameBytes(as: other.ref) && canonical.canonical == other.canonical.canonical
  }
}

extension CanonicalValue {
  /// As a person reads it.
  public var shown: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .decimal(let number): SQLValue.real(number).displayed ?? ""
    case .flag(let flag): flag ? "yes" : "no"
    case .list(let values): values.map(\.shown).joined(separator: ", ")
    case .object(let members): members.map { "\($0.name): \($0.value.shown)" }.joined(separator: ", ")
    }
  }
}

extension Comparison {
  /// Puts the changes beside the views as `baseline_change`, for templates and `query`: one row a change, in the
  /// order of the items. Of what a merge brought, who changed it in the other workbook is told; `seq` is the merge.
  public func provide(to reader: Reader) throws {
    try Self.provide(rows, to: reader)
  }

  /// The table `baseline_change` without a row, where there is nothing to compare with.
  public static func provideNothing(to reader: Reader) throws { try provide([], to: reader) }

  private static func provide(_ rows: [[SQLValue]], to reader: Reader) throws {
    try reader.provide(
      "baseline_change",
      columns: """
        position INTEGER PRIMARY KEY, item, item_how, ref, kind, title, how, letter, attribute, old, new, seq, at, who,
        said_by, workshop, why, decisions
        """, rows: rows)
    try reader.provide(
      "changed_fact", columns: "ref PRIMARY KEY, item, kind, title, how, letter",
      rows: rows.reduce(into: [[SQLValue]]()) { found, row in
        if found.last?[0] != row[3] { found.append([row[3], row[1], row[4], row[5], row[6], row[7]]) }
      })
  }

  /// The rows of `baseline_change`.
  var rows: [[SQLValue]] {
    let hows = Dictionary(items.map { ($0.ref, $0.how) }, uniquingKeysWith: { first, _ in first })
    var rows: [[SQLValue]] = []
    for fact in facts {
      for change in fact.changes {
        rows.append([
          .integer(Int64(rows.count + 1)), .text(fact.item), .text((hows[fact.item] ?? .changed).rawValue),
          .text(fact.ref), .text(fact.kind), .optional(fact.title), .text(fact.how.rawValue),
          .text(fact.how.letter), .optional(change.attribute), .optional(change.old?.shown),
          .optional(change.new?.shown), .optional((change.entry?.seq).map(Int64.init)),
          .optional(change.entry?.first.at), .optional(change.entry?.first.who),
          .optional(change.entry?.first.saidBy), .optional(change.entry?.first.workshop),
          .optional(change.entry?.first.summary),
          .optional(fact.decisions.isEmpty ? nil : fact.decisions.joined(separator: ", ")),
        ])
      }
    }
    return rows
  }
}
