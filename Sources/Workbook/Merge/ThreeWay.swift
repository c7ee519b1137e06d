import Catalogue
import Database
import Digests
import Diagnostics

/// Lays two states over what they have in common.
struct ThreeWay {
  let ours: FactState
  let theirs: FactState
  let bases: [FactState]
  /// Who changed what, here and there; the ids there that are others here.
  var touches:
    (ours: [TouchedPlace: JournalEntry], theirs: [TouchedPlace: JournalEntry], here: [Int64: Int64]) =
      ([:], [:], [:])
  var choices: (MergeConflict) throws -> MergeConflict.Choice? = { _ in nil }

  var merged: [Int64: StoredFact] = [:]
  var conflicts: [MergeConflict] = []
  var decided: [(conflict: MergeConflict, choice: MergeConflict.Choice)] = []
  var notes: [String] = []
  var numbering: [String: Int64] = [:]
  var dragged: [String: FactState.Rows] = [:]
  /// Facts that one side removed and that stay, because the other changed them.
  private var kept: Set<Int64> = []
  private lazy var there = Dictionary(touches.here.map { ($1, $0) }, uniquingKeysWith: min)

  init(ours: FactState, theirs: FactState, bases: [FactState]) {
    self.ours = ours
    self.theirs = theirs
    self.bases = bases
  }

  mutating func run() throws {
    for id in Set(ours.facts.keys).union(theirs.facts.keys).sorted() {
      if let fact = try decide(id, ours.facts[id], theirs.facts[id]) { merged[id] = fact }
    }
    try holdOnToReferences()
    for state in [ours, theirs] { numbering.merge(state.numbering, uniquingKeysWith: max) }
    nameAll()
    drag()
  }

  // MARK: One fact

  private mutating func decide(_ id: Int64, _ mine: StoredFact?, _ other: StoredFact?) throws -> StoredFact? {
    let olds = bases.map { $0.facts[id] }
    let old = olds.compactMap { $0 }.first
    switch (mine, other) {
    case (nil, nil): return nil
    case (let mine?, nil):
      guard old != nil, mine.layout.kind.sealed == .nothing else { return mine }
      guard olds.contains(where: { $0.map { !mine.saysTheSame(as: $0) } ?? true }) else { return nil }
      return try removed(id, mine, isHere: true)
    case (nil, let other?):
      if other.layout.kind.sealed != .nothing { return old == nil ? sealed(id, other) : nil }
      guard old != nil else { return other }
      guard olds.contains(where: { $0.map { !other.saysTheSame(as: $0) } ?? true }) else { return nil }
      return try removed(id, other, isHere: false)
    case (let mine?, let other?):
      if mine.layout.kind.sealed == .everything { return mine }
      return try combine(id, mine, other, olds)
    }
  }

  /// A vote or a signature from there. What was signed there on a state that was never here stays there.
  private mutating func sealed(_ id: Int64, _ fact: StoredFact) -> StoredFact? {
    let needed = fact.layout.columns.enumerated().compactMap { index, column -> Int64? in
      guard column.isRequired, column.isReference, case .integer(let id) = fact.values[index] else {
        return nil
      }
      return id
    }
    let isHad = needed.allSatisfy { id in
      guard let target = theirs.facts[id], target.layout.kind.sealed != .nothing else { return true }
      return ours.facts[id] != nil || merged[id] != nil
    }
    guard fact.kind != "baseline", isHad else {
      notes.append(
        fact.kind == "baseline"
          ? "\(fact.ref): a baseline of theirs is of a state that was never here; freeze again after merging"
          : "\(fact.ref): what was signed on a baseline of theirs stays there")
      return nil
    }
    return fact
  }

  private mutating func removed(_ id: Int64, _ fact: StoredFact, isHere: Bool) throws -> StoredFact? {
    let conflict = MergeConflict(
      ref: fact.ref, kind: fact.kind, attribute: nil, base: fact.ref, mine: isHere ? fact.ref : nil,
      theirs: isHere ? nil : fact.ref, mineBy: newest(id, isHere: true), theirsBy: newest(id, isHere: false))
    let choice = try ask(conflict)
    if let choice, (choice == .mine) != isHere { return nil }
    kept.insert(id)
    return fact
  }

  private mutating func combine(
    _ id: Int64, _ mine: StoredFact, _ other: StoredFact, _ olds: [StoredFact?]
  ) throws -> StoredFact {
    guard mine != other else { return mine }
    var result = mine
    let columns = mine.layout.columns
    for index in columns.indices where mine.values[index] != other.values[index] {
      let (a, b) = (mine.values[index], other.values[index])
      // A kind that counts has its number in its name: both go together, below.
      if index == FactLayout.number { continue }
      if index == FactLayout.ref {
        if case .child = mine.layout.kind.naming { continue }
      }
      let answers = Set(olds.map { old in Self.pick(a, b, old.map { $0.values[index] } ?? .null) })
      if answers.count == 1, let answer = answers.first, let side = answer {
        if side == .theirs { result.values[index] = b }
      } else if FactLayout.told.contains(index) {
        if isLater(id, columns[index].attribute, a, b) { result.values[index] = b }
      } else if index > FactLayout.ref, index <= FactLayout.capturedAt {
        // One fact that both captured came when it came first.
        if Self.earlier(other, mine) { result.values[index] = b }
      } else if index == FactLayout.ref, case .numbered = mine.layout.kind.naming {
        if Self.number(b) > Self.number(a) { result.values[index] = b }
      } else {
        let choice = try ask(
          conflict(
            id, mine, columns[index].attribute, olds.compactMap { $0 }.first.map { $0.values[index] }, a, b,
            columns[index].isReference))
        if choice == .theirs { result.values[index] = b }
      }
    }
    result.values[FactLayout.number] =
      result.ref.hasSameBytes(as: mine.ref) ? mine.values[FactLayout.number] : other.values[FactLayout.number]
    for list in mine.layout.lists where mine.links[list] != other.links[list] {
      let (a, b) = (mine.links[list], other.links[list])
      let answers = Set(olds.map { Self.pick(a, b, $0?.links[list]) })
      if answers.count == 1, let answer = answers.first, let side = answer {
        if side == .theirs { result.links[list] = b }
      } else {
        // Both put something in, or out: what either did may rest on what the other did not see, so somebody is asked.
        let base = olds.compactMap { $0 }.first?.links[list]
        let both = together(a ?? [], b ?? [], base ?? [])
        var conflict = conflict(id, mine, list, names(base), names(a), names(b))
        conflict.both = names(both)
        switch try ask(conflict) {
        case .theirs: result.links[list] = b
        case .both: result.links[list] = both.isEmpty ? nil : both
        case .mine, nil: break
        }
      }
    }
    reopen(&result, mine, other)
    return result
  }

  /// Which side has changed; nil when both have, differently.
  private static func pick<Value: Equatable>(_ mine: Value, _ other: Value, _ old: Value)
    -> MergeConflict.Choice?
  {
    if mine == old { return .theirs }
    return other == old ? .mine : nil
  }

  private static func earlier(_ a: StoredFact, _ b: StoredFact) -> Bool {
    func key(_ fact: StoredFact) -> String {
      "\(fact.values[FactLayout.capturedAt].displayed ?? "") \(fact.values[FactLayout.capturedAt - 1].displayed ?? "")"
    }
    return key(a).precedesInBytes(key(b))
  }

  private static func number(_ ref: SQLValue) -> Int {
    guard case .text(let text) = ref, let dash = text.lastIndex(of: "-") else { return 0 }
    return Int(text[text.index(after: dash)...]) ?? 0
  }

  /// What was agreed is what was seen: a row that one side agreed and the other changed is open again.
  private mutating func reopen(_ fact: inout StoredFact, _ mine: StoredFact, _ other: StoredFact) {
    guard let agreed = fact.layout.kind.agreed, let state = fact.layout.index(of: "state"),
      fact.values[state] == .text("agreed")
    else { return }
    let layout = fact.layout
    let saw = [mine, other].contains { side in
      side.values[state] == .text("agreed")
        && layout.columns.indices.allSatisfy { index in
          !agreed.contains(layout.columns[index].attribute ?? "") || side.values[index] == fact.values[index]
        } && layout.lists.allSatisfy { !agreed.contains($0) || side.links[$0] == fact.links[$0] }
    }
    guard !saw else { return }
    fact.values[state] = .text("proposed")
    for name in ["decided-by", "decided-on"] { layout.index(of: name).map { fact.values[$0] = .null } }
    notes.append("\(fact.ref): one side agreed it and the other changed it; it is proposed again")
  }

  // MARK: Conflicts

  private mutating func ask(_ conflict: MergeConflict) throws -> MergeConflict.Choice? {
    guard let choice = try choices(conflict), choice != .both || conflict.both != nil else {
      conflicts.append(conflict)
      return nil
    }
    decided.append((conflict, choice))
    return choice
  }

  private mutating func conflict(
    _ id: Int64, _ fact: StoredFact, _ attribute: String?, _ old: SQLValue?, _ mine: SQLValue,
    _ other: SQLValue,
    _ isReference: Bool
  ) -> MergeConflict {
    func shown(_ value: SQLValue?) -> String? {
      if isReference, case .integer(let id)? = value { return name(id) }
      return value?.displayed
    }
    return conflict(id, fact, attribute, shown(old), shown(mine), shown(other))
  }

  private mutating func conflict(
    _ id: Int64, _ fact: StoredFact, _ attribute: String?, _ old: String?, _ mine: String?, _ other: String?
  ) -> MergeConflict {
    MergeConflict(
      ref: fact.ref, kind: fact.kind, attribute: attribute, base: old, mine: mine, theirs: other,
      mineBy: touch(id, attribute, isHere: true), theirsBy: touch(id, attribute, isHere: false))
  }

  private func name(_ id: Int64) -> String {
    (ours.facts[id] ?? theirs.facts[id])?.ref ?? "(removed)"
  }

  /// What is left of what both had, then what is new on either side, in the order in which that was captured: the same
  /// whoever merges whom.
  private func together(_ mine: [Int64], _ other: [Int64], _ old: [Int64]) -> [Int64] {
    let new = Set(mine).union(other).subtracting(old).map { id in
      let captured = [ours.facts[id], theirs.facts[id]].compactMap {
        $0?.values[FactLayout.capturedAt].displayed
      }
      return (at: captured.min() ?? "", id: id)
    }
    return old.filter { mine.contains($0) && other.contains($0) } + new.sorted { $0 < $1 }.map(\.id)
  }

  private func names(_ ids: [Int64]?) -> String? { ids.map { $0.map(name).joined(separator: ", ") } }

  mutating func touch(_ id: Int64, _ attribute: String?, isHere: Bool) -> JournalEntry? {
    let touches = isHere ? self.touches.ours : self.touches.theirs
    let own = isHere ? id : there[id] ?? id
    return touches[TouchedPlace(id: own, attribute: attribute)]
      ?? touches[TouchedPlace(id: own, attribute: nil)]
  }

  private mutating func newest(_ id: Int64, isHere: Bool) -> JournalEntry? {
    let own = isHere ? id : there[id] ?? id
    let all = isHere ? touches.ours : touches.theirs
    let attributes: [String?] =
      [nil, "ref"]
      + ((ours.facts[id] ?? theirs.facts[id])?.layout.kind.attributes.map { Optional($0.name) } ?? [])
    return attributes.compactMap { all[TouchedPlace(id: own, attribute: $0)] }.max { $0.seq < $1.seq }
  }

  /// Whether what they say of how a fact is known is later than what is said here.
  private mutating func isLater(_ id: Int64, _ attribute: String?, _ mine: SQLValue, _ other: SQLValue) -> Bool
  {
    let here = touch(id, attribute, isHere: true)?.at ?? ""
    let there = touch(id, attribute, isHere: false)?.at ?? ""
    return here == there ? (mine.displayed ?? "") < (other.displayed ?? "") : here < there
  }

  // MARK: References

  /// Nothing may refer to what is gone: what one side refers to anew stays, unless it is said that it goes.
  private mutating func holdOnToReferences() throws {
    var waiting = merged.keys.sorted()
    while let id = waiting.popLast() {
      guard let fact = merged[id] else { continue }
      for (place, target) in fact.references where merged[target] == nil {
        guard let gone = ours.facts[target] ?? theirs.facts[target] else {
          clear(place, target, of: id)
          continue
        }
        if gone.layout.kind.sealed != .nothing {
          clear(place, target, of: id)
          continue
        }
        let isHere = ours.facts[target] != nil
        var stays = kept.contains(id) && isNeeded(place, fact)
        if !stays {
          var conflict = MergeConflict(
            ref: gone.ref, kind: gone.kind, attribute: nil, base: gone.ref, mine: isHere ? gone.ref : nil,
            theirs: isHere ? nil : gone.ref)
          conflict.mineBy = newest(isHere ? id : target, isHere: true)
          conflict.theirsBy = newest(isHere ? target : id, isHere: false)
          var choice = decided.first { $0.conflict.key == conflict.key }?.choice
          if choice == nil, !conflicts.contains(where: { $0.key == conflict.key }) {
            choice = try ask(conflict)
          }
          stays = choice.map { ($0 == .mine) == isHere } ?? true
        }
        if stays {
          merged[target] = gone
          kept.insert(target)
          waiting.append(target)
        } else {
          clear(place, target, of: id)
        }
      }
    }
    // What cannot be without something that went is gone with it.
    var isSettled = false
    while !isSettled {
      isSettled = true
      for (id, fact) in merged {
        for (place, target) in fact.references where merged[target] == nil {
          isSettled = false
          clear(place, target, of: id)
        }
      }
    }
  }

  private func isNeeded(_ place: FactPlace, _ fact: StoredFact) -> Bool {
    if case .column(let index) = place { fact.layout.columns[index].isRequired } else { false }
  }

  private mutating func clear(_ place: FactPlace, _ target: Int64, of id: Int64) {
    guard let fact = merged[id] else { return }
    switch place {
    case .column(let index):
      if fact.layout.columns[index].isRequired {
        merged[id] = nil
      } else {
        merged[id]?.values[index] = .null
      }
    case .list(let name):
      let rest = (fact.links[name] ?? []).filter { $0 != target }
      merged[id]?.links[name] = rest.isEmpty ? nil : rest
    }
  }

  // MARK: Rows that facts drag along

  private mutating func drag() {
    for table in FactState.draggedTables {
      let (mine, other) = (ours.dragged[table.name] ?? [:], theirs.dragged[table.name] ?? [:])
      let olds = bases.map { $0.dragged[table.name] ?? [:] }
      var rows: FactState.Rows = [:]
      for key in Set(mine.keys).union(other.keys) {
        let (a, b) = (mine[key], other[key])
        let answers = Set(olds.map { a == b ? .mine : Self.pick(a, b, $0[key]) })
        let row: [SQLValue]? =
          switch answers.count == 1 ? answers.first.flatMap({ $0 }) : nil {
          case .mine: a
          case .theirs: b
          // Both sides must choose alike, whoever merges whom.
          case .both, nil: "\(a as Any)" > "\(b as Any)" ? a : b
          }
        guard let row else { continue }
        let isHeld = table.ids.allSatisfy { place in
          if case .integer(let id) = row[place] { merged[id] != nil } else { true }
        }
        if isHeld { rows[key] = row }
      }
      // A value is kept beside what it was imported with.
      if table.name == "imported_value", let imported = dragged["imported"] {
        rows = rows.filter { imported[[$0.key[0]]] != nil }
      }
      dragged[table.name] = rows
    }
  }
}
