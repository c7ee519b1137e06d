import Agreements
import CommandLineKit
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let amendmentList = Command<Scene>(
    "list", "Lists the amendments, and how many of their votes are there",
    examples: [Example("plumbline amendment list", "what was changed since it was first agreed")]
  ) { arguments, scene in
    let amendments = try Amendment.all(scene.workbook(arguments).reader())
    if arguments.flag("json") {
      scene.print(json: Node(amendments.map(AmendmentSheet.json)))
      return .done
    }
    var table = Table(
      ["Amendment", "Amends", "As", "Asked for", "By", "Items", "P80 before", "P80 after", "Votes", "Reason"]
        .map { Table.Column($0) })
    for amendment in amendments {
      let sides = amendment.estimate?.sides
      let settled = amendment.needs.count(where: \.isSettled)
      table.add(
        [
          amendment.fact.ref, amendment.amends.ref, amendment.baseline.ref, amendment.requestedOn ?? "",
          amendment.requestedBy, "\(amendment.touched.count)", sides.map { $0.before.p80.grouped } ?? "",
          sides.map { $0.after.p80.grouped } ?? "", "\(settled) of \(amendment.needs.count)",
          amendment.reason.onOneLine,
        ].map { Table.Cell($0) })
    }
    scene.print(table, arguments)
    if amendments.isEmpty {
      scene.say(
        "Nothing that was agreed is amended: plumbline amendment create NAME --reason \"…\" --requested-by PERSON",
        arguments)
    }
    return .done
  }

  static let amendmentShow = Command<Scene>(
    "show", "Shows an amendment: what changed, what rests on it, what it costs, who has agreed",
    examples: [
      Example("plumbline amendment show AM-1", "before one votes on it"),
      Example("plumbline amendment show AM-1 --format html --to change.html", "to send around"),
    ],
    positionals: [
      Positional(
        "amendment", "The amendment, or its baseline; the newest if not said.", arity: .optional,
        values: .dynamic("reference:amendment"))
    ],
    options: [
      .value("format", "FORMAT", "text if not said.", values: .choices(["text", "md", "json", "html"])),
      .value("to", "FILE", "Where to put a document; on standard output if not said.", values: .file),
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let amendment = try Amendment.named(arguments.optionalPositional("amendment"), workbook)
    let format = arguments.flag("json") ? "json" : arguments.value("format") ?? "text"
    switch format {
    case "json":
      try scene.put(JSON.write(Node([AmendmentSheet(amendment, workbook).json])) + "\n", arguments)
    case "md", "html":
      let reader = try workbook.reader()
      try Amendment.provideChanges(of: [amendment], workbook, to: reader)
      let page = try scene.handout(
        "amendment", as: format == "html" ? .html : .markdown, arguments, reader, openBlockers: 0,
        parameters: ["amendment": .text(amendment.fact.ref)])
      try scene.put(page, arguments)
    default: scene.tell(try AmendmentSheet(amendment, workbook), arguments)
    }
    return .done
  }
}

extension Scene {
  /// For a person at a terminal.
  func tell(_ sheet: AmendmentSheet, _ arguments: CommandLineKit.Arguments) {
    let style = environment.streams.outStyle
    print("\(style.paint(sheet.ref, .bold)) amends \(sheet.amends) as \(sheet.baseline): \(sheet.counts)")
    let asked = sheet.requestedOn.map { " on \($0)" } ?? ""
    print("Asked for by \(Visible.line(sheet.requestedBy))\(asked): \(Visible.line(sheet.reason))")
    if let (at, who) = sheet.made { print("Written \(at) by \(Visible.line(who))") }
    print("\n\(style.paint("What changed", .bold))")
    out.write(text(of: sheet.comparison, sheet.span))
    tellDownstream(sheet, arguments)
    let figures = sheet.figures
    if !figures.sections.isEmpty {
      print("")
      print(figures, arguments, format: "table")
    }
    tellVotes(sheet, arguments)
  }

  /// What rests on what changed: a row for all of one kind that rest on one thing.
  private func tellDownstream(_ sheet: AmendmentSheet, _ arguments: CommandLineKit.Arguments) {
    let items = sheet.items.filter { $0.how == .downstream && $0.kind != "document" }
    guard !items.isEmpty else { return }
    print("\n\(environment.streams.outStyle.paint("What rests on that", .bold))")
    var rows: [(because: String, kind: String, refs: [String])] = []
    for item in items {
      let because = item.because ?? ""
      if let place = rows.firstIndex(where: { $0.because == because && $0.kind == item.kind }) {
        rows[place].refs.append(item.ref)
      } else {
        rows.append((because, item.kind, [item.ref]))
      }
    }
    var table = Table(["On", "Kind", "Number", "Items"].map { Table.Column($0) })
    for row in rows.sorted(by: { ($0.because, $0.kind) < ($1.because, $1.kind) }) {
      table.add(
        [row.because, row.kind, "\(row.refs.count)", row.refs.joined(separator: ", ")].map { Table.Cell($0) })
    }
    print(table, arguments)
  }

  private func tellVotes(_ sheet: AmendmentSheet, _ arguments: CommandLineKit.Arguments) {
    let style = environment.streams.outStyle
    print("\n\(style.paint("Votes that it needs", .bold))")
    guard !sheet.needs.isEmpty else { return print("None: nobody had agreed to what it changes.") }
    var table = Table(["Role", "Had agreed", "To what", "Votes", "By", "State"].map { Table.Column($0) })
    for need in sheet.needs {
      table.add(
        [
          need.role, need.people.joined(separator: ", "), sheet.subject(need),
          "\(need.given) of \(need.needed)",
          need.votes ?? "", need.state,
        ].map { Table.Cell($0.onOneLine) })
    }
    print(table, arguments)
    let lacking = sheet.needs.filter { !$0.isSettled }
    for need in lacking { print(sheet.ballot(need)) }
    if lacking.isEmpty { print("All have agreed.") }
  }
}
