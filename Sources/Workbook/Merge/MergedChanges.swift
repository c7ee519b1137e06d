import Database

/// Who had changed, in the other workbook, what one merge brought.
///
/// It is part of what the merge captures, so it is in the chain, is undone and done again with it, and is handed on
/// when this workbook is merged into a third.
struct MergedChanges {
  private var origins: [TouchedPlace: JournalEntry.Origin] = [:]

  /// Reads it from what one entry of the journal changed.
  init(_ changes: [Changeset.Change]) {
    for change in changes where change.table == "merged_change" && change.operation == .inserted {
      func text(_ index: Int) -> String? {
        if index < change.new.count, case .text(let text)? = change.new[index] { text } else { nil }
      }
      guard change.new.count > 7, case .integer(let id)? = change.new[1], let attribute = text(2) else {
        continue
      }
      origins[TouchedPlace(id: id, attribute: attribute.isEmpty ? nil : attribute)] = JournalEntry.Origin(
        at: text(3) ?? "", who: text(4) ?? "", saidBy: text(5), workshop: text(6), summary: text(7) ?? "")
    }
  }

  /// An entry as it is told of a place: with who had changed that in the workbook it was merged from.
  func telling(_ entry: JournalEntry, of place: TouchedPlace) -> JournalEntry {
    guard !origins.isEmpty else { return entry }
    var entry = entry
    entry.origin = origins[place] ?? origins[TouchedPlace(id: place.id, attribute: nil)]
    return entry
  }
}

extension ThreeWay {
  /// Who changed there what comes from there, place by place. What came as it was captured is told once, of the fact.
  mutating func origins() -> [TouchedPlace: JournalEntry.Origin] {
    var found: [TouchedPlace: JournalEntry.Origin] = [:]
    for id in Set(merged.keys).union(ours.facts.keys) {
      let places = places(id)
      let whole = places.contains(nil) ? touch(id, nil, isHere: false)?.first : nil
      for attribute in places {
        guard let origin = touch(id, attribute, isHere: false)?.first, attribute == nil || origin != whole
        else {
          continue
        }
        found[TouchedPlace(id: id, attribute: attribute)] = origin
      }
    }
    return found
  }

  /// What of a fact is here as it is there, and was not so before; nil for the fact as such.
  private func places(_ id: Int64) -> [String?] {
    guard let fact = merged[id] else { return theirs.facts[id] == nil ? [nil] : [] }
    guard let other = theirs.facts[id] else { return [] }
    let mine = ours.facts[id]
    var places: [String?] = mine == nil ? [nil] : []
    for (index, column) in fact.layout.columns.enumerated() {
      guard let attribute = column.attribute, fact.values[index] == other.values[index] else { continue }
      if mine.map({ $0.values[index] != fact.values[index] }) ?? true { places.append(attribute) }
    }
    for list in fact.layout.lists where mine.map({ $0.links[list] != fact.links[list] }) ?? true {
      places.append(list)
    }
    return places
  }
}
