import Catalogue
import CommandLineKit
import Database
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let exceptions = Command<Scene>(
    "exceptions", "Works on the exception catalogue",
    children: Children([coverage, rank]))

  private static let coverage = Command<Scene>(
    "coverage", "Shows what was said of each class of the checklist, flow by flow",
    discussion: """
      Every flow is asked for 26 classes of exceptions. Of several exceptions of one class the least settled \
      counts. A class that cannot happen is waived with a reason: \
      `plumbline waive exception-class-unconsidered F-1 --detail overload --reason "…"`.
      """,
    examples: [
      Example("plumbline exceptions coverage", "every flow by every class"),
      Example("plumbline exceptions coverage F-2 --plain", "one flow, a class a line"),
    ],
    positionals: [
      Positional("flow", "Only these flows.", arity: .many(atLeast: 0), values: .dynamic("reference:flow"))
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let flows = try arguments.positionals("flow").map { try workbook.fact($0, kinds: ["flow"]).id }
    let grid = try CoverageGrid(workbook.reader(), flows: flows, today: scene.today)
    if arguments.flag("json") {
      scene.print(json: Node(grid.cells.map(\.json)))
    } else if arguments.flag("plain") {
      for cell in grid.cells { scene.print(Visible.line(cell.line)) }
    } else {
      scene.out.write(grid.text(width: scene.out.width, style: scene.environment.streams.outStyle))
    }
    if grid.cells.isEmpty { scene.say("No flow yet: plumbline add flow NAME", arguments) }
    return .done
  }

  private static let rank = Command<Scene>(
    "rank", "Lists the exceptions, those to talk about first at the top",
    discussion: """
      The priority is likelihood × impact × how hard it is to notice, 1 to 3 each, so 1 to 27: the risk \
      priority number of failure mode and effects analysis (IEC 60812:2018) on three steps. Likelihood follows \
      from the cases a month where nobody said it: 20 and more are high, 1 and more medium. What is not known \
      is shown as `?` and counts as the worst, so that it is talked about.
      """,
    examples: [Example("plumbline exceptions rank", "what to begin an exception storm with")],
    positionals: [
      Positional("flow", "Only these flows.", arity: .many(atLeast: 0), values: .dynamic("reference:flow"))
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let flows = try arguments.positionals("flow").map { try workbook.fact($0, kinds: ["flow"]).id }
    let filter = flows.isEmpty ? "" : "WHERE flow_id IN (\(flows.map(String.init).joined(separator: ", ")))"
    let found = try workbook.reader().rows(
      """
      SELECT ref, flow, class, title, priority, likelihood_score AS "likelihood-score", impact_score AS "impact-score",
        detection_score AS "detection-score", disposition, owner
      FROM exception_priority \(filter) ORDER BY priority DESC, unknown, id
      """)
    if arguments.flag("json") {
      scene.print(json: Node(found.rows.map { Node(row: $0, found.columns) }))
      return .done
    }
    var table = Table(
      [
        Table.Column("Priority", alignment: .right),
        Table.Column("Likelihood × impact × detection", maximum: 12),
      ]
        + ["Reference", "Flow", "Class", "Exception", "What is done", "Owner"].map { Table.Column($0) })
    for row in found.rows {
      let text = row.map(\.displayed)
      let factors = text[5...7].map { $0 ?? "?" }.joined(separator: " × ")
      let unsure = text[5...7].contains(nil) ? "≤ " : ""
      table.add(
        [Table.Cell(unsure + (text[4] ?? "")), Table.Cell(factors)]
          + [text[0], text[1], text[2], text[3], text[8] ?? "undecided", text[9]].map { Table.Cell($0 ?? "") })
    }
    scene.print(table, arguments)
    return .done
  }
}
