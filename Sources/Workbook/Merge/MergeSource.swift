import Catalogue
import Database
import Diagnostics
import Digests
import Files

/// Another workbook, opened to be merged into this one: only read, and never touched.
public struct MergeSource {
  let workbook: Workbook
  /// Its file as a person named it.
  public let name: String

  /// Opens the other file. Refuses what is no workbook, is of another version, has a journal or facts that were edited,
  /// or is the very file that it would be merged into.
  public init(_ path: String, into ours: Workbook) throws {
    guard !Files.isSame(path, ours.path) else {
      throw Diagnostic(
        "same-workbook", "\(path) is this workbook itself; there is nothing to merge.", at: Place(file: path),
        remedies: ["plumbline merge OTHER.plumb --workbook \(shellQuoted(ours.path))"], exit: .usage)
    }
    name = path
    do throws(Diagnostic) {
      workbook = try Workbook.openForReading(path)
    } catch {
      // What would make a workbook there is no help to who wants to merge one.
      guard ["no-workbook", "not-a-workbook"].contains(error.code) else { throw error }
      throw Diagnostic(
        error.code, error.summary, at: error.place, reason: error.reason,
        notes: ["what is merged is a copy of this workbook; an export becomes a workbook by import json"],
        remedies: ["plumbline import json EXPORT.json OTHER.plumb", "plumbline merge OTHER.plumb"],
        exit: error.exit)
    }
    var problems = try workbook.examineChain()
    if problems.isEmpty { problems = try workbook.examineFacts() }
    guard problems.isEmpty else {
      throw Problems(
        problems + [
          Diagnostic(
            "not-merged", "\(path) was changed by something other than Plumbline; nothing was merged.",
            at: Place(file: path),
            reason: "what it says is not what was captured, and who said it is not known",
            remedies: ["plumbline doctor --workbook \(shellQuoted(path))"])
        ])
    }
  }

  /// A workbook that is open already, for tests.
  init(_ workbook: Workbook, name: String = "other.plumb") {
    self.workbook = workbook
    self.name = name
  }
}

/// What two workbooks have in common: states that both contain.
struct CommonPoint {
  /// Up to which entry of their journal we have everything.
  var theirs: Int
  /// Up to which entry of our journal they have everything.
  var ours: Int
  /// How many entries both journals begin with.
  var shared: Int
  /// Whether their newest entry is known here already.
  var isNothingNew: Bool
  /// Whether they know everything that is here.
  var theyKnowAll: Bool
  /// The states to compare with: entries of their journal, and of ours.
  var bases: (theirs: Int?, ours: Int?)

  init(_ ours: Workbook, _ theirs: Workbook) throws {
    let (mine, other) = (try Self.hashes(ours), try Self.hashes(theirs))
    var shared = 0
    while shared < min(mine.count, other.count), mine[shared] == other[shared] { shared += 1 }
    guard shared > 0 else {
      throw Diagnostic(
        "no-common-point", "\(theirs.path) and this workbook have no entry in common; nothing was merged.",
        at: Place(file: theirs.path), reason: "they were begun apart, each with its own `init`",
        notes: ["two workbooks can be merged when one began as a copy of the other"],
        remedies: ["cp WORKBOOK COPY.plumb", "plumbline export json --to FILE"], exit: .usage)
    }
    let (have, know) = (try Self.merged(ours), try Self.merged(theirs))
    let otherPlaces = Dictionary(uniqueKeysWithValues: other.enumerated().map { ($1, $0 + 1) })
    let minePlaces = Dictionary(uniqueKeysWithValues: mine.enumerated().map { ($1, $0 + 1) })
    let j = max(shared, have.compactMap { otherPlaces[$0.head] }.max() ?? 0)
    let i = max(shared, know.compactMap { minePlaces[$0.head] }.max() ?? 0)
    self.shared = shared
    self.theirs = j
    self.ours = i
    isNothingNew = j == other.count
    theyKnowAll = i == mine.count
    // Of two states that both have, one that has the other in it is the nearer.
    let oursHasTheirs = have.contains { $0.entry <= i && (otherPlaces[$0.head] ?? 0) >= j }
    let theirsHasOurs = know.contains { $0.entry <= j && (minePlaces[$0.head] ?? 0) >= i }
    if i == shared || theirsHasOurs {
      bases = (j, nil)
    } else if j == shared || oursHasTheirs {
      bases = (nil, i)
    } else {
      bases = (j, i)
    }
  }

  private static func hashes(_ workbook: Workbook) throws -> [[UInt8]] {
    try workbook.connection.all("SELECT hash FROM journal ORDER BY seq") { row throws(DatabaseError) in
      try row.blob(0)
    }
  }

  private static func merged(_ workbook: Workbook) throws -> [(head: [UInt8], entry: Int)] {
    try workbook.connection.all("SELECT head, entry FROM merged") { row throws(DatabaseError) in
      (try row.blob(0), Int(try row.integer(1)))
    }
  }
}

/// Finds which fact there is which fact here.
struct Identities {
  /// The ids there that are others here.
  private(set) var here: [Int64: Int64] = [:]
  /// Those of them that were found now, by what they are called.
  private(set) var found: [Int64: Int64] = [:]

  func callAsFunction(_ id: Int64) -> Int64 { here[id] ?? id }

  init(_ workbooks: (ours: Workbook, theirs: Workbook), ours: FactState, theirs: FactState, bases: [FactState])
    throws
  {
    let old = Set(bases.flatMap(\.facts.keys))
    let (mine, other) = (try Self.known(workbooks.ours), try Self.known(workbooks.theirs))
    for (id, fact) in theirs.facts where !old.contains(id) {
      guard let own = ours.facts[id], own.kind != fact.kind || !own.cameAs(fact) else { continue }
      throw Diagnostic(
        "same-id",
        "`\(own.ref)` here and `\(fact.ref)` there have one id, and are not one fact; nothing was merged.",
        at: Place(file: workbooks.theirs.path), reason: "both were captured with the clock set to one moment",
        remedies: ["plumbline history \(shellQuoted(own.ref))"])
    }
    for (id, same) in mine { here[id] = same }
    for (id, same) in other where here[same] == nil && !old.contains(same) {
      if ours.facts[id] != nil || mine[id] != nil { here[same] = mine[id] ?? id }
    }
    // Captured on both sides since: those of one kind with one name are one.
    var waiting: [Key: Int64] = [:]
    let taken = Set(here.values)
    for (id, fact) in ours.facts where theirs.facts[id] == nil && !old.contains(id) && !taken.contains(id) {
      if let key = key(fact, translating: false) { waiting[key] = id }
    }
    guard !waiting.isEmpty else { return }
    for kind in FactLayout.inOrder {
      for (id, fact) in theirs.facts where fact.kind == kind && ours.facts[id] == nil && !old.contains(id) {
        guard here[id] == nil, let key = key(fact, translating: true) else { continue }
        guard let same = waiting.removeValue(forKey: key) else { continue }
        here[id] = same
        found[id] = same
      }
    }
  }

  private struct Key: Hashable {
    let kind: String
    let parent: Int64?
    let name: [UInt8]
  }

  /// What tells a fact from others of its kind; nil for those that are only numbered, or sealed.
  private func key(_ fact: StoredFact, translating: Bool) -> Key? {
    let layout = fact.layout
    guard layout.kind.sealed == .nothing else { return nil }
    switch layout.kind.naming {
    case .numbered: return nil
    case .fixed, .slug: return Key(kind: fact.kind, parent: nil, name: Array(fact.ref.utf8))
    case .child(let parent, let name, _, _):
      guard let parentIndex = layout.index(of: parent), let index = layout.index(of: name),
        case .integer(let id) = fact.values[parentIndex], let own = fact.values[index].displayed
      else { return nil }
      return Key(kind: fact.kind, parent: translating ? self(id) : id, name: Array(own.utf8))
    }
  }

  private static func known(_ workbook: Workbook) throws -> [Int64: Int64] {
    var known: [Int64: Int64] = [:]
    try workbook.connection.query("SELECT other_id, fact_id FROM same_fact") { row in
      known[try row.integer(0)] = try row.integer(1)
    }
    return known
  }
}

extension FactLayout {
  /// The kinds, each after those that its references are made of.
  static let inOrder: [String] = {
    var ordered: [String] = []
    var waiting = Catalogue.kinds
    while !waiting.isEmpty {
      let ready = waiting.filter { kind in
        guard case .child(let parent, _, _, _) = kind.naming,
          case .reference(let kinds)? = kind.attribute(parent)?.type
        else { return true }
        return kinds.allSatisfy(ordered.contains)
      }
      ordered += ready.map(\.name)
      waiting.removeAll { kind in ready.contains(kind) }
    }
    return ordered
  }()
}
