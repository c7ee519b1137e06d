import Agreements
import CommandLineKit
import Diagnostics
import Formats
import Workbook

extension Plumbline {
  static let query = Command<Scene>(
    "query", "Answers a question in SQL, over the documented views",
    discussion:
      "Only reading is possible. docs/schema.md describes the views; `open_gap` holds what `check` finds.",
    examples: [
      Example(
        "plumbline query \"select state, count(*) from mapping group by state\"", "how far the matrix has come"),
      Example(
        "plumbline query \"select * from open_gap where ask = 'finance-lead'\" --format csv",
        "for a spreadsheet"),
    ],
    positionals: [Positional("sql", "One SELECT.")],
    options: [.value("format", "FORMAT", "How to write it.", values: .choices(["table", "csv", "json"]))]
  ) { arguments, scene in
    let sql = arguments.positional("sql")
    let reader = try scene.workbook(arguments).reader()
    if sql.lowercased().contains("open_gap") || sql.lowercased().contains("changed_gap") {
      try scene.provideGaps(reader, arguments)
    }
    if sql.lowercased().contains("superseded_item") {
      try StandingApproval.provide(scene.workbook(arguments), to: reader)
    }
    let found = try reader.rows(sql, at: Place(file: "query"))
    if arguments.value("format") == "csv" {
      scene.out.write(
        CSV.write([found.columns] + found.rows.map { $0.map { $0.displayed ?? "" } }, forSpreadsheet: true))
    } else if arguments.value("format") == "json" {
      scene.print(json: Node(found.rows.map { Node(row: $0, found.columns) }))
    } else {
      scene.answer(found.columns, found.rows, arguments)
    }
    return .done
  }
}
