import Catalogue
import Database

extension ThreeWay {
  /// Gives every fact one reference that no other has. Where two sides used one for two facts, the one captured
  /// first keeps it, on both sides alike; what was signed is never renamed.
  mutating func nameAll() {
    var owners: [[UInt8]: Int64] = [:]
    for kind in FactLayout.inOrder {
      let own = merged.filter { $0.value.kind == kind }.keys.sorted()
      if case .child = FactLayout.all[kind]?.kind.naming {
        for id in own { renameChild(id) }
      }
      var last = numbering[kind] ?? 0
      for state in [ours, theirs] + bases {
        for fact in state.facts.values where fact.kind == kind {
          if case .integer(let number) = fact.values[FactLayout.number] { last = max(last, number) }
        }
      }
      let isSealed = FactLayout.all[kind].map { $0.kind.sealed != .nothing } ?? false
      let order =
        isSealed
        ? own.sorted { (ours.facts[$0] == nil ? 1 : 0, $0) < (ours.facts[$1] == nil ? 1 : 0, $1) } : own
      for id in order {
        guard let fact = merged[id] else { continue }
        let bytes = Array(fact.ref.utf8)
        guard owners[bytes] != nil else {
          owners[bytes] = id
          continue
        }
        let old = fact.ref
        rename(id, isTaken: { owners[Array($0.utf8)] != nil }, &last)
        guard let new = merged[id]?.ref else { continue }
        owners[Array(new.utf8)] = id
        let title = fact.layout.index(of: fact.layout.kind.title).flatMap { fact.values[$0].displayed } ?? ""
        notes.append("\(old) is \(new) from now on (\(fact.kind) “\(title)”): both sides gave that name")
      }
    }
  }

  private mutating func renameChild(_ id: Int64) {
    guard let fact = merged[id],
      case .child(let parent, let name, let separator, let ending) = fact.layout.kind.naming,
      let parentIndex = fact.layout.index(of: parent), let index = fact.layout.index(of: name),
      case .integer(let parentID) = fact.values[parentIndex], let whole = merged[parentID],
      let own = fact.values[index].displayed
    else { return }
    merged[id]?.ref = whole.ref + separator + own + ending
  }

  private mutating func rename(_ id: Int64, isTaken: (String) -> Bool, _ last: inout Int64) {
    guard let fact = merged[id] else { return }
    switch fact.layout.kind.naming {
    case .numbered(let prefix):
      last += 1
      merged[id]?.ref = "\(prefix)-\(last)"
      merged[id]?.values[FactLayout.number] = .integer(last)
    case .slug, .fixed:
      var candidate = "\(fact.ref)-\(fact.kind)"
      var count = 2
      while isTaken(candidate) {
        candidate = "\(fact.ref)-\(fact.kind)-\(count)"
        count += 1
      }
      merged[id]?.ref = candidate
    case .child(_, let name, _, _):
      guard let index = fact.layout.index(of: name), let own = fact.values[index].displayed else { return }
      var count = 2
      repeat {
        merged[id]?.values[index] = .text("\(own)-\(count)")
        renameChild(id)
        count += 1
      } while merged[id].map { isTaken($0.ref) } ?? false
    }
  }
}
