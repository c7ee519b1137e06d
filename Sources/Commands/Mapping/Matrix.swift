import Catalogue
import CommandLineKit
import Database
import Diagnostics
import Documents
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let matrix = Command<Scene>(
    "matrix", "Shows the reconciliation matrix",
    examples: [
      Example("plumbline matrix invoice", "the rows of one entity"),
      Example("plumbline matrix --format csv > matrix.csv", "all of them, every column, for a spreadsheet"),
    ],
    positionals: [
      Positional(
        "entity", "Only the rows of this entity.", arity: .optional, values: .dynamic("reference:entity"))
    ],
    options: [
      .value("format", "FORMAT", "How to write it.", values: .choices(["table", "md", "csv", "json"]))
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let entity = try arguments.optionalPositional("entity").map { try workbook.fact($0, kinds: ["entity"]) }
    let format = arguments.value("format") ?? (arguments.flag("json") ? "json" : "table")
    if format == "md" {
      scene.out.write(try markdown(of: entity, workbook.reader()))
      return .done
    }
    let sql = """
      SELECT \(format == "table" ? readable : everything) FROM reconciliation_matrix
      WHERE :entity IS NULL OR entity_id = :entity ORDER BY id, position
      """
    let found = try workbook.reader().rows(sql, named: ["entity": .optional(entity?.id)])
    switch format {
    case "json": scene.print(json: Node(found.rows.map { Node(row: $0, found.columns) }))
    case "csv":
      let rows = [found.columns] + found.rows.map { $0.map { $0.displayed ?? "" } }
      scene.out.write(CSV.write(rows, forSpreadsheet: true))
    default: scene.answer(found.columns, found.rows, arguments)
    }
    return .done
  }

  /// The rows as a page of Markdown, filled as a template is: a captured value cannot break its table.
  private static func markdown(of entity: Fact?, _ reader: Reader) throws -> String {
    let text = """
      ---
      title: Reconciliation matrix
      ---

      ```sql table empty="Nothing is mapped yet."
      SELECT ref AS "Reference", source AS "Source:optional", target AS "Target:optional", transform AS "Transform",
        rule AS "Rule:optional", empty_rule AS "When empty", state AS "State:state", owner AS "Owner"
      FROM reconciliation_matrix WHERE :entity IS NULL OR entity_id = :entity ORDER BY id, position
      ```
      """
    let page = try Template(name: "matrix", path: "matrix", text: text)
    let pack = try Pack(
      cover: Cover(title: "Reconciliation matrix"), templates: try TemplateSet([page]),
      source: try WorkbookSource(reader), parameters: ["entity": entity.map { .integer($0.id) } ?? .null])
    return try pack.document("matrix", as: .markdown)
  }

  private static let readable = """
    ref, source, target, transform, rule, empty_rule AS "empty-rule", state, owner
    """

  /// The columns of the method, left to right, with the attributes' names.
  private static let everything = """
    ref, entity, source, source_system AS "source-system", source_object AS "source-object",
    source_field AS "source-field", source_type AS "source-type", source_length AS "source-length",
    source_required AS "source-required", source_code_list AS "source-code-list",
    source_example AS "source-example", source_owner AS "source-owner", target,
    target_system AS "target-system", target_object AS "target-object", target_field AS "target-field",
    target_type AS "target-type", target_length AS "target-length", target_required AS "target-required",
    target_code_list AS "target-code-list", target_example AS "target-example",
    target_owner AS "target-owner", verdict, transform, rule, empty_rule AS "empty-rule",
    invalid_rule AS "invalid-rule", "default", conflict_rule AS "conflict-rule",
    freshness_rule AS "freshness-rule", validation, direction, system_of_record AS "system-of-record",
    sensitivity, owner, state, decided_by AS "decided-by", decided_on AS "decided-on", rationale, tests,
    exceptions, questions
    """
}

extension Node {
  /// A row of a query as an object.
  init(row: [SQLValue], _ columns: [String]) {
    self.init(object: zip(columns, row).map { ($0, Node($1)) })
  }

  /// A value of a query.
  init(_ value: SQLValue) {
    switch value {
    case .null: self = .null
    case .integer(let number): self.init(Int(number))
    case .real(let number): self.init(number)
    case .text(let text): self.init(text)
    case .blob: self.init(value.displayed)
    }
  }
}

extension Scene {
  /// The rows of a query: a table, or with `--json` an array of objects.
  func answer(_ columns: [String], _ rows: [[SQLValue]], _ arguments: Arguments) {
    if arguments.flag("json") {
      print(json: Node(rows.map { Node(row: $0, columns) }))
      return
    }
    var table = Table(columns.map { Table.Column($0) })
    for row in rows { table.add(row.map { Table.Cell($0.displayed ?? "") }) }
    print(table, arguments)
  }
}
