public import Diagnostics

/// The tables of a pack as data: each a sheet of a spreadsheet, a CSV file and a JSON file.
///
/// A table is a template with nothing but one `sql table` in it; `docs/templates.md` describes them.
public struct DataTables {
  /// One table before it is filled.
  struct Table {
    var name: String
    var title: String
    var summary: String
    var statement: Statement
  }

  let tables: [Table]
  private let source: any QuerySource

  /// Tables in their reading order, to be filled from a source, which must answer the same each time.
  public init(_ templates: [Template], source: any QuerySource) throws(Diagnostic) {
    self.source = source
    var tables: [Table] = []
    for template in templates { tables.append(try Table(template)) }
    self.tables = tables
  }

  /// Runs a table's query: tells its columns, then hands over each row.
  func fill(
    _ table: Table, columns tell: ([Column]) throws(Diagnostic) -> Void = { _ in },
    row: ([QueryValue]) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    do throws(Diagnostic) {
      try source.run(table.statement.sql, parameters: [:]) { (aliases) throws(Diagnostic) in
        var columns: [Column] = []
        for alias in aliases { columns.append(try Column(alias, at: table.statement.place)) }
        try tell(columns)
        return true
      } row: { (values) throws(Diagnostic) in
        try row(values)
      }
    } catch {
      throw table.statement.located(error)
    }
  }

  /// Where each fact is described: the table and the row, both from 0. The first place counts.
  func places() throws(Diagnostic) -> (places: [String: (table: Int, row: Int)], counts: [Int]) {
    var places: [String: (table: Int, row: Int)] = [:]
    var counts: [Int] = []
    for (index, table) in tables.enumerated() {
      var count = 0
      var narrow = table
      let (column, isAnchor) = try keyColumn(of: table)
      narrow.statement.sql = table.statement.narrowed(to: [column])
      try fill(narrow) { (values) throws(Diagnostic) in
        if isAnchor, case .text(let ref)? = values.first, places[ref] == nil { places[ref] = (index, count) }
        count += 1
      }
      counts.append(count)
    }
    return (places, counts)
  }

  /// The name in SQL of the column that says which fact a row describes; that of the first where none does.
  private func keyColumn(of table: Table) throws(Diagnostic) -> (name: String, isAnchor: Bool) {
    var first = ""
    var anchor: String?
    do throws(Diagnostic) {
      try source.run(table.statement.sql, parameters: [:]) { (aliases) throws(Diagnostic) in
        first = aliases.first ?? ""
        for alias in aliases where anchor == nil {
          if try Column(alias, at: nil).style.kind == .anchor { anchor = alias }
        }
        return false
      } row: { _ in
      }
    } catch {
      throw table.statement.located(error)
    }
    return (anchor ?? first, anchor != nil)
  }
}

extension DataTables.Table {
  /// A template that is one query for a table.
  fileprivate init(_ template: Template) throws(Diagnostic) {
    guard template.parts.count == 1, case .query(let query) = template.parts[0], case .table = query.mode else {
      throw Diagnostic(
        "not-one-table", "A sheet's template holds one `sql table` and nothing else.",
        at: Place(file: template.path), notes: ["what else it has to say belongs into a document"])
    }
    guard query.statement.parameters.isEmpty else {
      let parameter = query.statement.parameters[0]
      throw Diagnostic(
        "unknown-name", "Nothing here is called `\(parameter.name)`: a sheet has no row around it.",
        at: parameter.place)
    }
    name = template.name
    title = readable(template.title)
    summary = readable(template.summary ?? "")
    statement = query.statement
  }
}
