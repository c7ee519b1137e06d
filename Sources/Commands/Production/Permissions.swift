import CommandLineKit
import Database
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let permissions = Command<Scene>(
    "permissions", "Shows who may create, read, update and delete what",
    discussion: """
      A row an actor and record. Records that a flow moves and that no permission covers stand in it without an \
      actor. Beside the rights: the flows that read the record and those that write it.
      """,
    examples: [
      Example("plumbline permissions", "the permission matrix"),
      Example("plumbline permissions xero.Invoice", "of one record"),
    ],
    positionals: [
      Positional(
        "record", "Only these representations.", arity: .many(atLeast: 0),
        values: .dynamic("reference:representation"))
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let records = try arguments.positionals("record").map {
      try workbook.fact($0, kinds: ["representation"]).id
    }
    let filter =
      records.isEmpty ? "" : "WHERE representation_id IN (\(records.map(String.init).joined(separator: ", ")))"
    let found = try workbook.reader().rows(
      """
      SELECT ref, actor, representation, "create", "read", "update", "delete", object_check AS "object-check",
        approver, audited, review_on AS "review-on", read_by AS "read-by", written_by AS "written-by"
      FROM permission_matrix \(filter) ORDER BY actor IS NULL, actor, representation_id, permission_id
      """)
    if arguments.flag("json") {
      scene.print(json: Node(found.rows.map { Node(row: $0, found.columns) }))
      return .done
    }
    // Letters keep the matrix within eighty columns; one fact a line has room for words.
    let rights = arguments.flag("plain") ? ["Create", "Read", "Update", "Delete"] : ["C", "R", "U", "D"]
    var table = Table(
      [Table.Column("Reference", minimum: 5)] + ["Actor", "Record"].map { Table.Column($0) }
        + rights.map { Table.Column($0, minimum: 1) }
        + ["Only where", "Control", "Flows"].map { Table.Column($0, minimum: 8) })
    for row in found.rows { table.add(cells(row)) }
    scene.print(table, arguments)
    scene.say("C create, R read, U update, D delete: y yes, n no, ? nobody has said", arguments)
    let open = found.rows.count { $0[1] == .null }
    if open > 0 {
      scene.say("\(open) of the records have no permission: plumbline explain permission-blank", arguments)
    }
    return .done
  }

  private static func cells(_ row: [SQLValue]) -> [Table.Cell] {
    let text = row.map(\.displayed)
    let flows = [text[11].map { "reads: \($0)" }, text[12].map { "writes: \($0)" }].compactMap { $0 }
    var cells = [
      Table.Cell(text[0] ?? ""), text[1].map { Table.Cell($0) } ?? Table.Cell("nobody said", .yellow),
      Table.Cell(text[2] ?? ""),
    ]
    cells += row[3...6].map(right)
    let audit = ["not recorded", "recorded"]
    let control = [
      text[8].map { "by \($0)" } ?? "by nobody", text[9].flatMap { Int($0) }.map { audit[$0] } ?? "recorded?",
      text[10].map { "review \($0)" } ?? "no review",
    ]
    cells += [Table.Cell(text[7] ?? "–"), Table.Cell(text[1] == nil ? "–" : control.joined(separator: ", "))]
    return cells + [Table.Cell(flows.joined(separator: "; "))]
  }

  /// y, n, or a question mark for what nobody has said.
  private static func right(_ value: SQLValue) -> Table.Cell {
    switch value {
    case .integer(1): Table.Cell("y", .green)
    case .integer: Table.Cell("n", .dim)
    default: Table.Cell("?", .yellow)
    }
  }
}
