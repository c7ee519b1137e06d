import Catalogue
import Database
public import Diagnostics

/// One attribute of one fact as one command changed it.
public struct AttributeChange: Sendable, Equatable {
  /// The entry it is part of.
  public var entry: JournalEntry
  /// The fact's reference, as it is now or as it was last.
  public var ref: String
  /// The attribute; nil when the fact itself came or went.
  public var attribute: String?
  /// What it was; nil for not known, and for a fact that came.
  public var old: String?
  /// What it became; nil for not known, and for a fact that went.
  public var new: String?
}

extension Workbook {
  /// What happened to a fact, oldest first: attribute by attribute, old and new, and who, on whose word, when.
  ///
  /// `typed` may also be the reference of a fact that has been removed.
  public func history(of typed: String) throws(Diagnostic) -> [AttributeChange] {
    try describe(try journal()) { refs throws(Diagnostic) in
      if let fact = try? fact(typed) { return fact.id }
      // Of several that were called so and are gone, the newest: ids rise.
      if let gone = refs.filter({ $0.value == typed }).keys.max() { return gone }
      return try fact(typed).id
    }
  }

  /// What a sitting captured and changed, oldest first; what was undone since is left out.
  public func changes(in sitting: Fact) throws(Diagnostic) -> [AttributeChange] {
    let journal = try journal()
    let standing = Set(UndoState(journal).standing)
    // Entries keep the sitting as it was typed, which need not be its reference.
    var named: [String: Bool] = [:]
    let entries = journal.filter { entry in
      guard let typed = entry.workshop, standing.contains(entry.seq) else { return false }
      if let known = named[typed] { return known }
      let isIt = (try? fact(typed, kinds: ["workshop"])) == sitting
      named[typed] = isIt
      return isIt
    }
    return try describe(entries) { _ in nil }
  }

  /// The changes of entries in words, those of one fact if `only` names one.
  private func describe(
    _ entries: [JournalEntry], only: ([Int64: String]) throws(Diagnostic) -> Int64?
  ) throws(Diagnostic) -> [AttributeChange] {
    do {
      let columns = try self.columns()
      let changes = try entries.flatMap { entry in
        let changes = try changeset(of: entry.seq).changeset.changes()
        let merged = MergedChanges(changes)
        return changes.map { (entry, merged, $0) }
      }
      var refs = Self.refs(in: changes.map(\.2))
      let id = try only(refs)
      for fact in try connection.all(
        "SELECT id, ref FROM fact", [],
        { row throws(DatabaseError) in
          (try row.integer(0), try row.text(1))
        })
      { refs[fact.0] = fact.1 }
      return changes.flatMap { entry, merged, change in
        Describer(refs: refs, columns: columns, merged: merged).describe(change, entry, id)
      }
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// The references that facts had when they came or went, by id.
  private static func refs(in changes: [Changeset.Change]) -> [Int64: String] {
    var refs: [Int64: String] = [:]
    for change in changes where change.table == "fact" {
      let row = change.operation == .inserted ? change.new : change.old
      if case .integer(let id)?? = row.first, case .text(let ref)?? = row.dropFirst(2).first { refs[id] = ref }
    }
    return refs
  }

  private func columns() throws(DatabaseError) -> [String: [String]] {
    var columns: [String: [String]] = [:]
    for table in WorkbookSchema.factTables {
      columns[table] = try connection.all("SELECT name FROM pragma_table_info(?)", [.text(table)]) {
        row throws(DatabaseError) in try row.text(0)
      }
    }
    return columns
  }
}

/// Puts the rows of a changeset into the words of the catalogue.
private struct Describer {
  let refs: [Int64: String]
  let columns: [String: [String]]
  let merged: MergedChanges

  /// The columns that hold yes or no.
  private static let flags = Set(
    Catalogue.kinds.flatMap { kind in
      kind.attributes.filter { $0.type == .flag }.map { "\(kind.table).\($0.column)" }
    })

  func describe(_ change: Changeset.Change, _ entry: JournalEntry, _ only: Int64?) -> [AttributeChange] {
    let names = columns[change.table] ?? []
    let key = (change.operation == .inserted ? change.new : change.old).first ?? nil
    guard case .integer(let id)? = key, only == nil || only == id else { return [] }
    return describe(change, entry, refs[id] ?? "?", names).map { told in
      var told = told
      told.entry = merged.telling(entry, of: TouchedPlace(id: id, attribute: told.attribute))
      return told
    }
  }

  private func describe(
    _ change: Changeset.Change, _ entry: JournalEntry, _ ref: String, _ names: [String]
  ) -> [AttributeChange] {
    switch change.table {
    case "fact":
      return fact(change, entry, ref, names)
    case "fact_link":
      let row = change.operation == .inserted ? change.new : change.old
      guard row.count > 2, case .text(let attribute)? = row[1] else { return [] }
      let target = shown(row[2], as: "target_id", in: change.table)
      let came = change.operation == .inserted
      return [
        AttributeChange(
          entry: entry, ref: ref, attribute: attribute, old: came ? nil : target, new: came ? target : nil)
      ]
    case "numbering", "imported", "imported_value", "frozen_item", "frozen_gap", "agreed_schema", "merged",
      "merged_change", "same_fact":
      return []
    default:
      return names.indices.dropFirst().compactMap { index in
        attribute(change, entry, ref, names[index], index)
      }
    }
  }

  private func fact(
    _ change: Changeset.Change, _ entry: JournalEntry, _ ref: String, _ names: [String]
  ) -> [AttributeChange] {
    switch change.operation {
    case .inserted: [AttributeChange(entry: entry, ref: ref, attribute: nil, old: nil, new: ref)]
    case .deleted: [AttributeChange(entry: entry, ref: ref, attribute: nil, old: ref, new: nil)]
    case .updated: names.indices.dropFirst().compactMap { attribute(change, entry, ref, names[$0], $0) }
    }
  }

  private func attribute(
    _ change: Changeset.Change, _ entry: JournalEntry, _ ref: String, _ column: String, _ index: Int
  ) -> AttributeChange? {
    let old = index < change.old.count ? change.old[index] : nil
    let new = index < change.new.count ? change.new[index] : nil
    guard change.operation != .updated || new != nil else { return nil }
    let before = shown(old, as: column, in: change.table)
    let after = shown(new, as: column, in: change.table)
    guard before != after else { return nil }
    let name = column.hasSuffix("_id") ? String(column.dropLast(3)) : column
    return AttributeChange(
      entry: entry, ref: ref, attribute: String(name.map { $0 == "_" ? "-" : $0 }), old: before, new: after)
  }

  private func shown(_ value: SQLValue?, as column: String, in table: String) -> String? {
    guard let value else { return nil }
    if case .integer(let number) = value, Self.flags.contains("\(table).\(column)") {
      return number == 0 ? "no" : "yes"
    }
    if column.hasSuffix("_id"), case .integer(let id) = value { return refs[id] ?? "(removed)" }
    return value.displayed
  }
}
