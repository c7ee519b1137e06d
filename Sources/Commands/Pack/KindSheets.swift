import Catalogue
import Diagnostics
import Documents
import Workbook

extension TemplateSet {
  /// The method's sheets, and one for every kind of fact that has none of its name and of which there is a fact.
  func allSheets(_ reader: Reader) throws -> [Template] {
    let present = Set(try reader.rows("SELECT DISTINCT kind FROM item").rows.compactMap { $0[0].displayed })
    let named = Set(sheets.map(\.name))
    return sheets
      + (try Catalogue.kinds.filter { present.contains($0.name) && !named.contains($0.name) }.map {
        try $0.sheet()
      })
  }
}

extension Kind {
  /// A sheet with every attribute, in the catalogue's order.
  fileprivate func sheet() throws(Diagnostic) -> Template {
    let columns = attributes.map { "\"\($0.column)\" as \"\($0.heading):\($0.columnKind):optional\"" }
    return try Template(
      name: name, path: "the sheet of \(plural)",
      text: """
        ---
        title: \(plural.spaced.capitalisedFirst)
        summary: "\(summary.capitalisedFirst)."
        ---

        ```sql table
        select ref as "Reference:anchor", \(columns.joined(separator: ",\n  ")), said_by as "Said by:ref:optional",
          evidence as "Known by:optional"
          from (select k.*, (select p.ref from person p where p.id = k.said_by_id) as said_by from \(view) k)
         order by id
        ```
        """)
  }

  /// What may be chosen for an attribute that a column is named after: its choices, or yes and no.
  func choices(column: String) -> [String] {
    if let own = attributes.first(where: { $0.heading == column || $0.column == column }) { return own.offered }
    return Catalogue.provenance.first { column == "Known by" && $0.name == "evidence" }?.offered ?? []
  }
}

extension Attribute {
  /// What may be chosen for it.
  fileprivate var offered: [String] {
    switch type {
    case .choice(let words): words
    case .flag: ["yes", "no"]
    case .text, .date, .email, .choices, .integer, .decimal, .reference, .references: []
    }
  }

  /// Its name as a heading: "System of record".
  fileprivate var heading: String { name.spaced.capitalisedFirst }

  fileprivate var columnKind: String {
    switch type {
    case .text, .email, .choice, .choices: "text"
    case .date: "date"
    case .integer, .decimal: "number"
    case .flag: "flag"
    case .reference: "ref"
    case .references: "refs"
    }
  }
}

extension String {
  /// `system-of-record` as `system of record`.
  fileprivate var spaced: String { String(map { $0 == "-" ? " " : $0 }) }
}
