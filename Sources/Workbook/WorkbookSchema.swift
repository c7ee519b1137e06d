internal import Catalogue
internal import Database

/// The schema of a workbook: numbered steps for its tables, and views that follow from the catalogue.
public enum WorkbookSchema {
  /// `PRAGMA application_id` of a workbook: "PLMB".
  public static let applicationID: Int64 = 0x504C_4D42

  /// The version that this program writes; each step takes a workbook from the version before.
  public static var version: Int { steps.count }

  /// One step of the way from an empty file to the present schema. Steps that shipped are never edited.
  struct Step {
    let name: String
    let sql: [UInt8]
  }

  static let steps = [Step(name: "tables", sql: PackageResources.tables_1_sql)]

  /// The tables whose changes are journalled.
  static let factTables =
    [
      "fact", "fact_link", "numbering", "imported", "imported_value", "frozen_item", "frozen_gap",
      "agreed_schema", "merged", "merged_change", "same_fact",
    ]
    + Catalogue.kinds.map(\.table)

  /// The kinds, each with the name of its private table.
  static let kindTables = Catalogue.kinds.map { (name: $0.name, table: $0.table) }

  /// The statements that make every public view anew, for a workbook at the present version.
  static var views: String {
    (Catalogue.kinds.map(view) + [checklist, String(decoding: PackageResources.views_sql, as: UTF8.self)])
      .joined(separator: "\n")
  }

  /// The view of the exception checklist: its classes, numbered from 1 in the method's order.
  private static var checklist: String {
    let classes = Catalogue.exceptionClasses.enumerated().map { "(\($0 + 1), '\($1)')" }
    return """
      CREATE VIEW exception_class AS SELECT column1 AS position, column2 AS class
      FROM (VALUES \(classes.joined(separator: ", ")));
      """
  }

  /// The view of one kind: its attributes as columns, references shown as references.
  ///
  /// Each reference has the column of its attribute (the reference as typed) and, for joins, one ending in
  /// `_id`. Lists are joined by ", ". Flags are 1, 0 or NULL. References are looked up in subqueries, which
  /// cost nothing where a query does not name them; so does the LEFT JOIN, which is never without a match.
  /// SQLite parses every view each time a workbook is
  /// opened, so they are kept short.
  static func view(_ kind: Kind) -> String {
    let references = kind.attributes.compactMap(reference)
    return """
      CREATE VIEW \(kind.view) AS SELECT
        \((["t.*", "f.ref", "f.said_by_id", "f.evidence"] + references).joined(separator: ",\n  "))
      FROM \(kind.table) t LEFT JOIN fact f ON f.id = t.id;
      """
  }

  /// The column that shows a reference, or the references of a list; nil for what is stored as it is shown.
  private static func reference(_ attribute: Attribute) -> String? {
    let name = attribute.column.quotedName
    switch attribute.type {
    case .reference: return "(SELECT ref FROM fact WHERE id = t.\(attribute.storedColumn)) AS \(name)"
    case .references:
      return """
        (SELECT group_concat(ref, ', ') FROM (SELECT g.ref FROM fact_link l JOIN fact g ON g.id = l.target_id
          WHERE l.fact_id = t.id AND l.attribute = '\(attribute.name)' ORDER BY l.position)) AS \(name)
        """
    default: return nil
    }
  }
}

extension Kind {
  /// The private table of this kind.
  var table: String { "fact_\(view)" }
}

extension Attribute {
  /// The column of the private table, for what is not a list.
  var storedColumn: String {
    if case .reference = type { column + "_id" } else { column }
  }
}

extension String {
  /// A name for use in SQL, quoted because some are keywords.
  var quotedName: String { "\"\(self)\"" }
}
