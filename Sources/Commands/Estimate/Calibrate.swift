import Catalogue
import CommandLineKit
import Database
import Diagnostics
import Estimation
import Files
import Formats
import Gaps
import Terminal
import Workbook

extension Plumbline {
  static let calibrate = Command<Scene>(
    "calibrate", "Holds the rate card against hours really spent, and writes a new one beside it",
    discussion: """
      `actual add` captures hours spent. Each is held against the P50 and P80 of the units it was spent on; the \
      ratio of a group is drawn towards 1 as long as little is known: n actuals weigh n/(n + 5). The new card \
      overlays the old and says where its figures come from; nothing is overwritten. Past projects' workbooks may \
      be named, and count as well.
      """,
    examples: [
      Example("plumbline estimate calibrate --dry-run", "what the record says, and nothing written"),
      Example("plumbline estimate calibrate past.plumb other.plumb", "two past projects count as well"),
    ],
    positionals: [
      Positional("past", "Workbooks of past projects.", arity: .many(atLeast: 0), values: .file)
    ],
    options: [
      .value(
        "rates", "NAME", "The rate card to hold against; standard if not said.", values: .dynamic("rates")),
      .value(
        "to", "FILE", "The new card; method/rates/NAME-calibrated-DAY.yaml beside the workbook if not said."),
      .flag("dry-run", "Tells what the record says, and writes nothing."),
    ]
  ) { arguments, scene in
    let card = try scene.rateCard(arguments, named: arguments.value("rates") ?? "standard")
    let workbook = try scene.workbook(arguments)
    var record = try ActualRecord(workbook, card, name: nil)
    for path in arguments.positionals("past") {
      let past = try Workbook.open(scene.environment.path(path), at: scene.environment.now())
      record.add(try ActualRecord(past, card, name: Files.name(of: path)))
    }
    let calibration = Calibration(record.actuals, card)
    guard !calibration.actuals.isEmpty else {
      throw Diagnostic(
        "no-actuals", "There are no hours to hold the card against.", notes: record.unfit,
        remedies: ["plumbline actual add --group semantics --hours 120"], exit: .usage)
    }
    var path: String?
    if !arguments.flag("dry-run") {
      let target = try newCard(arguments, scene, workbook, card)
      let provenance = [
        "Made by plumbline estimate calibrate on \(scene.today), from hours spent that were captured in "
          + ([Files.name(of: workbook.path)] + arguments.positionals("past").map(Files.name(of:)))
          .joined(separator: ", ") + ".",
        "It overlays the card `\(card.name)`; use it with --rates \(stem(target)).",
      ]
      let text = calibration.overlay(on: "\(scene.today)", provenance: provenance)
      try Files.makeFolder(Files.folder(of: target))
      try Files.write(Array(text.utf8), to: target)
      path = target
    }
    if arguments.flag("json") {
      scene.print(json: Node([calibration.json(path, record.unfit)]))
    } else {
      scene.print(calibration.sheet(record.unfit), arguments, format: "table")
      if let path {
        scene.say("Written to \(path). Try it: plumbline estimate --rates \(stem(path))", arguments)
      }
    }
    return .done
  }

  /// Where the new card goes; what is there already is never written over.
  private static func newCard(
    _ arguments: Arguments, _ scene: Scene, _ workbook: Workbook, _ card: RateCard
  ) throws(Diagnostic) -> String {
    if let given = arguments.value("to") {
      let path = scene.environment.path(given)
      guard !Files.exists(path) else {
        throw Diagnostic(
          "file-exists", "\(given) is there already, and no card is written over.",
          remedies: ["plumbline estimate calibrate --to OTHER.yaml"], exit: .usage)
      }
      return path
    }
    let folder =
      workbook.path == ":memory:" ? scene.environment.path("") : Files.folder(of: workbook.path)
    let stem = Files.join(Files.join(folder, "method/rates"), "\(card.name)-calibrated-\(scene.today)")
    for number in 1...99 {
      let path = number == 1 ? "\(stem).yaml" : "\(stem)-\(number).yaml"
      if !Files.exists(path) { return path }
    }
    throw Diagnostic(
      "file-exists", "There are 99 cards of this day already.",
      remedies: ["plumbline estimate calibrate --to FILE"])
  }

  private static func stem(_ path: String) -> String {
    let name = Files.name(of: path)
    return name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
  }
}

/// The hours spent that a workbook knows, beside what the card says of the same units.
private struct ActualRecord {
  var actuals: [Calibration.Actual] = []
  /// Actuals that nothing can be held against, and why.
  var unfit: [String] = []

  init(_ workbook: Workbook, _ card: RateCard, name: String?) throws {
    let reader = try workbook.reader()
    try reader.provide([Finding]())
    let pricing = try Pricing(card, reader, [])
    let rows = try reader.rows("SELECT ref, line, \"group\", hours, about FROM actual ORDER BY id").rows
    for row in rows {
      let text = row.map(\.displayed)
      let ref = [name, text[0]].compactMap { $0 }.joined(separator: ": ")
      let (line, group, about) = (text[1], text[2], text[4])
      guard let hours = text[3].flatMap(Double.init), hours > 0 else {
        unfit.append("\(ref): hours of 0 cannot be held against anything")
        continue
      }
      let lines = card.lines.filter { $0.id == line || (line == nil && $0.group == group) }
      guard let group = lines.first?.group else {
        unfit.append("\(ref): the card has no \(line.map { "line `\($0)`" } ?? "group `\(group ?? "")`")")
        continue
      }
      let members = about.map { pricing.belonging.wholly(of: $0).union([$0]) }
      let items = pricing.scope.items.filter { item in
        lines.contains { $0.id == item.line } && members?.contains(item.ref) ?? true
      }
      guard !items.isEmpty else {
        unfit.append("\(ref): nothing that it was spent on is priced")
        continue
      }
      var bare = card
      bare.overheads = []
      let estimate = try Simulation(trials: 20_000, threads: 2).estimate(Scope(items: items), at: bare)
      actuals.append(
        Calibration.Actual(
          ref: ref, group: group, hours: hours, units: items.count,
          // Not to a tenth: of a line of half an hour that would be much.
          p50: estimate.total.percentile(0.5), p80: estimate.total.percentile(0.8)))
    }
  }

  mutating func add(_ other: ActualRecord) {
    actuals += other.actuals
    unfit += other.unfit
  }
}

extension Calibration {
  fileprivate func sheet(_ unfit: [String]) -> Sheet {
    var spent = Sheet.Section(
      id: "actual", title: "Hours spent, beside what the card says of the same units",
      columns: [
        .words("Actual"), .words("Group"), .number("Units", ""), .number("Spent", "h"), .number("P50", "h"),
        .number("P80", "h"), .number("Spent per P50", ""), .words("Within P80"),
      ])
    for actual in actuals {
      spent.rows.append([
        .words(actual.ref), .words(actual.group), .whole(Double(actual.units)),
        .number(actual.hours, decimals: 1),
        .number(actual.p50, decimals: 1), .number(actual.p80, decimals: 1), .number(actual.ratio, decimals: 2),
        .words(actual.isHit ? "yes" : "no"),
      ])
    }
    spent.notes = unfit.map { "Left out: \($0)." }
    var groups = Sheet.Section(
      id: "calibration", title: "By group",
      columns: [
        .words("Group"), .number("Actuals", ""), .number("Ratio", ""), .number("Weight", ""),
        .number("Factor", ""),
        .number("Within P80", ""),
      ])
    for finding in findings {
      groups.rows.append([
        .words(finding.group.title), .whole(Double(finding.count)), .number(finding.ratio, decimals: 2),
        .number(finding.weight, decimals: 2), .number(finding.factor, decimals: 2),
        .whole(Double(finding.hits)),
      ])
    }
    let hits = actuals.count(where: \.isHit)
    groups.notes =
      [
        "Ratio is the geometric mean of spent per P50; factor is ratio^weight, with weight n/(n + 5) (Bühlmann 1967).",
        "\(hits) of \(actuals.count) actuals stayed within P80 (\((hitRate ?? 0).percent)); of a sound card eight of ten do. "
          + "So few or fewer of \(actuals.count) are what such a card has in \(chanceOfSoFewHits.percent) of cases.",
      ] + advice
    return Sheet(sections: [spent, groups])
  }

  fileprivate func json(_ path: String?, _ unfit: [String]) -> Node {
    func rounded(_ number: Double) -> Node { Node((number * 1_000).rounded() / 1_000) }
    return Node(object: [
      ("ref", Node("engagement")), ("file", Node(path)), ("hit-rate", hitRate.map(rounded) ?? .null),
      ("chance-of-so-few-hits", rounded(chanceOfSoFewHits)), ("advice", Node(advice.map { Node($0) })),
      (
        "groups",
        Node(
          findings.map {
            Node(object: [
              ("group", Node($0.group.id)), ("actuals", Node($0.count)), ("ratio", rounded($0.ratio)),
              ("weight", rounded($0.weight)), ("factor", rounded($0.factor)), ("hits", Node($0.hits)),
            ])
          })
      ),
      (
        "actuals",
        Node(
          actuals.map {
            Node(object: [
              ("ref", Node($0.ref)), ("group", Node($0.group)), ("units", Node($0.units)),
              ("hours", rounded($0.hours)), ("p50", rounded($0.p50)), ("p80", rounded($0.p80)),
            ])
          })
      ), ("left-out", Node(unfit.map { Node($0) })),
    ])
  }
}
