import Catalogue
import Database

/// How the facts of a kind are laid out for a merge: what every fact keeps, then the kind's own columns.
struct FactLayout {
  /// One column.
  struct Column {
    let name: String
    /// The attribute it holds; nil for the number.
    let attribute: String?
    let isReference: Bool
    let isRequired: Bool
  }

  let kind: Kind
  let columns: [Column]
  /// The attributes that are lists of references.
  let lists: [String]

  /// The columns of `fact` that are merged, in front.
  static let shared = [
    "ref", "number", "said_by_id", "workshop_id", "evidence", "captured_by", "captured_at",
  ]
  static let ref = 0
  static let number = 1
  /// Who said it, where, how it is known: what a fact keeps is the latest.
  static let told = 2...4
  static let capturedAt = 6

  init(_ kind: Kind) {
    self.kind = kind
    columns =
      Self.shared.map { name in
        let attribute = Catalogue.provenance.first { $0.storedColumn == name }
        return Column(
          name: name, attribute: name == "ref" ? "ref" : attribute?.name, isReference: name.hasSuffix("_id"),
          isRequired: false)
      }
      + kind.attributes.filter { !$0.type.isList }.map { attribute in
        var isReference = false
        if case .reference = attribute.type { isReference = true }
        return Column(
          name: attribute.storedColumn, attribute: attribute.name, isReference: isReference,
          isRequired: attribute.required || attribute.name == kind.parent)
      }
    lists = kind.attributes.filter(\.type.isList).map(\.name)
  }

  func index(of attribute: String) -> Int? { columns.firstIndex { $0.attribute == attribute } }

  static let all = Dictionary(uniqueKeysWithValues: Catalogue.kinds.map { ($0.name, FactLayout($0)) })
}

/// One fact as its rows have it.
struct StoredFact: Equatable {
  var kind: String
  /// By the columns of the kind's layout.
  var values: [SQLValue]
  var links: [String: [Int64]] = [:]

  var layout: FactLayout {
    guard let layout = FactLayout.all[kind] else { preconditionFailure("there is no kind \(kind)") }
    return layout
  }

  var ref: String {
    get { if case .text(let ref) = values[FactLayout.ref] { ref } else { "" } }
    set { values[FactLayout.ref] = .text(newValue) }
  }

  /// Whether it says the same, however it came and whatever it is called by number.
  func saysTheSame(as other: StoredFact) -> Bool {
    let first = FactLayout.shared.count
    return links == other.links && values[first...].elementsEqual(other.values[first...])
  }

  /// Whether it was captured by the same person at the same moment.
  func cameAs(_ other: StoredFact) -> Bool {
    values[FactLayout.capturedAt - 1...FactLayout.capturedAt]
      == other.values[FactLayout.capturedAt - 1...FactLayout.capturedAt]
  }

  /// Every fact that it refers to, with the place.
  var references: [(place: FactPlace, target: Int64)] {
    var found: [(FactPlace, Int64)] = []
    for (index, column) in layout.columns.enumerated() where column.isReference {
      if case .integer(let id) = values[index] { found.append((.column(index), id)) }
    }
    for (name, ids) in links { for id in ids { found.append((.list(name), id)) } }
    return found
  }

  /// The same with other ids in it.
  func translated(_ id: (Int64) -> Int64) -> StoredFact {
    var copy = self
    for (index, column) in layout.columns.enumerated() where column.isReference {
      if case .integer(let old) = values[index] { copy.values[index] = .integer(id(old)) }
    }
    copy.links = links.mapValues { $0.map(id) }
    return copy
  }
}

/// A part of a fact that a merge decides on.
enum FactPlace: Hashable {
  case column(Int)
  case list(String)
}

/// Everything a workbook holds, row by row, for a merge.
struct FactState {
  /// Rows of a table that facts drag along, by what tells them apart.
  typealias Rows = [[SQLValue]: [SQLValue]]

  var facts: [Int64: StoredFact] = [:]
  /// The highest number ever given to a removed fact, by kind.
  var numbering: [String: Int64] = [:]
  /// The tables that facts drag along, by name: keys are the first columns.
  var dragged: [String: Rows] = [:]

  /// The tables that facts drag along: how many columns are the key, and which of the row hold ids.
  static let draggedTables: [(name: String, key: Int, ids: [Int])] = [
    ("imported", 1, [0]), ("imported_value", 2, [0]), ("agreed_schema", 2, [0, 1]),
  ]

  init(_ workbook: Workbook) throws {
    let connection = workbook.connection
    for layout in FactLayout.all.values {
      let shared = FactLayout.shared.map { "f." + $0 }
      let own = layout.columns.dropFirst(shared.count).map { "t." + $0.name.quotedName }
      try connection.query(
        """
        SELECT f.id, \((shared + own).joined(separator: ", "))
        FROM fact f JOIN \(layout.kind.table) t ON t.id = f.id WHERE f.kind = ?
        """, [.text(layout.kind.name)]
      ) { row in
        let values = row.values
        guard case .integer(let id) = values[0] else { return }
        facts[id] = StoredFact(kind: layout.kind.name, values: Array(values.dropFirst()))
      }
    }
    try connection.query(
      "SELECT fact_id, attribute, target_id FROM fact_link ORDER BY fact_id, attribute, position, target_id"
    ) { row in
      facts[try row.integer(0)]?.links[try row.text(1), default: []].append(try row.integer(2))
    }
    try connection.query("SELECT kind, last FROM numbering") { row in
      numbering[try row.text(0)] = try row.integer(1)
    }
    for table in Self.draggedTables {
      var rows: Rows = [:]
      try connection.query("SELECT * FROM \(table.name)") { row in
        let values = row.values
        rows[Array(values.prefix(table.key))] = values
      }
      dragged[table.name] = rows
    }
  }

  /// The same with other ids.
  func translated(_ id: (Int64) -> Int64) -> FactState {
    var copy = self
    copy.facts = [:]
    for (old, fact) in facts { copy.facts[id(old)] = fact.translated(id) }
    for table in Self.draggedTables {
      var rows: Rows = [:]
      for row in (dragged[table.name] ?? [:]).values {
        var row = row
        for place in table.ids { if case .integer(let old) = row[place] { row[place] = .integer(id(old)) } }
        rows[Array(row.prefix(table.key))] = row
      }
      copy.dragged[table.name] = rows
    }
    return copy
  }
}
