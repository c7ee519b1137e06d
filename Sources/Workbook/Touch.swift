internal import Catalogue
internal import Database
public import Diagnostics

/// One attribute of one fact, or the fact itself, by the id that stays when it is renamed.
public struct TouchedPlace: Hashable, Sendable {
  /// The fact's id.
  public var id: Int64
  /// The attribute; nil for the fact as such, that came or went; `ref` for its name.
  public var attribute: String?

  /// Names a place.
  public init(id: Int64, attribute: String?) {
    self.id = id
    self.attribute = attribute
  }
}

extension Workbook {
  /// The entry that touched each attribute of each fact last, among those after one entry and up to another.
  ///
  /// What was changed and changed back is among them. How facts came (who said it, the evidence) is told by the
  /// names of the provenance.
  public func lastTouches(after first: Int, upTo last: Int? = nil) throws(Diagnostic) -> [TouchedPlace:
    JournalEntry]
  {
    do {
      let columns = try attributesByColumn()
      var touches: [TouchedPlace: JournalEntry] = [:]
      try eachRecord(after: first, upTo: last) { record in
        let changes = try Changeset(bytes: record.changeset).changes()
        let merged = MergedChanges(changes)
        for change in changes {
          for place in Self.places(change, columns) { touches[place] = merged.telling(record.entry, of: place) }
        }
      }
      return touches
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  private static func places(_ change: Changeset.Change, _ columns: [String: [String?]]) -> [TouchedPlace] {
    guard let names = columns[change.table] else { return [] }
    let row = change.operation == .inserted ? change.new : change.old
    guard case .integer(let id)?? = row.first else { return [] }
    if change.table == "fact_link" {
      guard case .text(let attribute)?? = row.dropFirst().first else { return [] }
      return [TouchedPlace(id: id, attribute: attribute)]
    }
    if change.table == "fact", change.operation != .updated { return [TouchedPlace(id: id, attribute: nil)] }
    let values = change.operation == .deleted ? change.old : change.new
    return zip(names, values).compactMap { name, value in
      guard let name, let value else { return nil }
      if change.operation != .updated, value == .null { return nil }
      return TouchedPlace(id: id, attribute: name)
    }
  }

  /// The attribute of each column, by table; nil for the id and for columns that are none.
  func attributesByColumn() throws -> [String: [String?]] {
    var found: [String: [String?]] = ["fact_link": []]
    for (table, attributes) in [("fact", Catalogue.provenance)]
      + Catalogue.kinds.map({ ($0.table, $0.attributes) })
    {
      var names = Dictionary(
        attributes.map { ($0.storedColumn, $0.name) }, uniquingKeysWith: { first, _ in first })
      if table == "fact" { names["ref"] = "ref" }
      found[table] = try connection.all("SELECT name FROM pragma_table_info(?) ORDER BY cid", [.text(table)]) {
        row throws(DatabaseError) in try row.text(0)
      }.map { names[$0] }
    }
    return found
  }
}
