import CommandLineKit
import Diagnostics
import Estimation
import Files
import Formats
import Gaps
import Method
import Terminal
import Workbook

extension Plumbline {
  static let rates = Command<Scene>(
    "rates", "Works on the rate cards", children: Children([ratesList, ratesShow, ratesCheck]))

  private static let ratesList = Command<Scene>(
    "list", "Lists the rate cards of the method",
    examples: [Example("plumbline rates list", "ours, and those beside the workbook")]
  ) { arguments, scene in
    let library = try scene.method(arguments)
    let cards = try library.files(.rates).map { (try RateCard($0, among: library), $0) }
    if arguments.flag("json") {
      scene.print(
        json: Node(
          cards.map { card, file in
            Node(object: [
              ("name", Node(card.name)), ("extends", Node(card.extends)), ("lines", Node(card.lines.count)),
              ("file", Node(file.path)),
            ])
          }))
      return .done
    }
    var table = Table(["Card", "Overlays", "Lines", "File"].map { Table.Column($0) })
    for (card, file) in cards {
      table.add(
        [card.name, card.extends ?? "", "\(card.lines.count)", file.path].map { Table.Cell($0) })
    }
    scene.print(table, arguments)
    return .done
  }

  private static let ratesShow = Command<Scene>(
    "show", "Shows a rate card: its lines, and what else it says",
    examples: [Example("plumbline rates show", "what each captured fact is taken to cost")],
    positionals: [
      Positional("card", "The card; standard if not said.", arity: .optional, values: .dynamic("rates"))
    ],
    options: [.value("format", "FORMAT", "How it is told.", values: .choices(["table", "csv", "md"]))]
  ) { arguments, scene in
    let card = try scene.rateCard(arguments, named: arguments.optionalPositional("card") ?? "standard")
    if arguments.flag("json") {
      scene.print(json: card.json)
    } else {
      scene.print(card.sheet, arguments, format: arguments.value("format") ?? "table")
    }
    return .done
  }

  private static let ratesCheck = Command<Scene>(
    "check", "Checks rate cards: every triple, every name, every query",
    discussion: """
      Names the line and column of whatever is wrong: a triple through which no distribution goes, a group, spread \
      or gap that there is not, a query that SQLite refuses. A file that is given need not be among the cards yet.
      """,
    examples: [
      Example("plumbline rates check", "all cards of the method"),
      Example("plumbline rates check method/rates/standard.yaml", "the card one is writing"),
    ],
    positionals: [Positional("file", "Only these files.", arity: .many(atLeast: 0), values: .file)]
  ) { arguments, scene in
    let library = try scene.method(arguments)
    let paths = arguments.positionals("file")
    let files =
      try paths.isEmpty
      ? library.files(.rates)
      : paths.map { path in
        let name = Files.name(of: path)
        return MethodFile(
          section: .rates, name: name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name, path: path,
          origin: .overlay(Files.folder(of: path)), text: try Files.text(scene.environment.path(path)))
      }
    let check = RateCheck(library: library, gaps: try GapSet(library).gaps.map(\.name))
    let problems = try files.flatMap { try check.problems($0) }
    guard problems.isEmpty else { throw Problems(problems) }
    scene.say("\(files.count) rate card\(files.count == 1 ? "" : "s"): nothing is wrong.", arguments)
    if arguments.flag("json") { scene.print(json: Node(files.map { Node(object: [("ref", Node($0.name))]) })) }
    return .done
  }
}

/// The checking of cards beyond what reading one does: that the queries run, and that the gaps are there.
private struct RateCheck {
  let library: MethodLibrary
  let gaps: [String]

  func problems(_ file: MethodFile) throws -> [Diagnostic] {
    let card: RateCard
    do throws(Problems) { card = try RateCard(file, among: library) } catch { return error.all }
    var problems: [Diagnostic] = []
    let reader = try Workbook.inMemory().reader()
    try reader.provide([Finding]())
    let queries =
      card.lines.map { ($0.id, $0.units, $0.unitsPlace) }
      + (card.runCost + card.naive.counts).map { ($0.id, $0.units, $0.unitsPlace) }
    for (id, sql, place) in queries where place.file == file.path {
      do {
        var columns: [String] = []
        try reader.query(sql, at: place, columns: { columns = $0 }) { _ in }
        guard columns.first != "ref" else { continue }
        problems.append(
          Diagnostic(
            "bad-column", "The query of `\(id)` yields \(columns.first ?? "nothing") first, not `ref`.",
            at: place))
      } catch var error as Diagnostic {
        error.notes.append("it is the query of `\(id)`")
        problems.append(error)
      }
    }
    for line in card.lines where line.place.file == file.path {
      for gap in line.undecided?.gaps ?? [] where !gaps.contains(gap) {
        problems.append(
          Diagnostic(
            "unknown-gap", "`undecided` of line `\(line.id)`: no gap is called `\(gap)`.", at: line.place,
            notes: nearest(to: gap, in: gaps).map { ["did you mean `\($0)`?"] } ?? []))
      }
    }
    return problems
  }
}

extension RateCard {
  fileprivate var sheet: Sheet {
    var table = Sheet.Section(
      id: "line", title: "Card `\(name)`" + (extends.map { ", over `\($0)`" } ?? ""),
      columns: [
        .words("Line"), .words("Group"), .words("Unit"), .number("P10", "h"), .number("Likely", "h"),
        .number("P90", "h"), .number("Mean", "h"), .words("Source"),
      ])
    for line in lines + [resolve] {
      table.rows.append([
        .words(line.id), .words(line.group), .words(line.title), .number(line.hours.low, decimals: 2),
        .number(line.hours.likely, decimals: 2), .number(line.hours.high, decimals: 2),
        .number(line.distribution.mean, decimals: 2), .words(line.source),
      ])
    }
    var shares = Sheet.Section(
      id: "overhead", title: "Overheads, as shares of the work itself",
      columns: [
        .words("Overhead"), .words("Title"), .number("P10", "%"), .number("Likely", "%"), .number("P90", "%"),
        .words("Source"),
      ])
    for line in overheads {
      shares.rows.append([
        .words(line.id), .words(line.title), .percent(line.hours.low), .percent(line.hours.likely),
        .percent(line.hours.high), .words(line.source),
      ])
    }
    var year = Sheet.Section(
      id: "run-cost", title: "A year of running",
      columns: [
        .words("Line"), .words("Work"), .number("Times a year", ""), .number("Each time", "h"),
        .words("Source"),
      ])
    for line in runCost {
      year.rows.append([
        .words(line.id), .words(line.title), .number(line.times, decimals: 1), .number(line.hours, decimals: 1),
        .words(line.source),
      ])
    }
    let sources = [
      ("correlation", correlation.source), ("discovery", discovery.source), ("naive", naive.source),
    ]
    year.notes = [
      "SHA-256 of its figures and queries: \(digest).",
      "Of an item's variance \(correlation.common.percent) is common to all, \(correlation.group.percent) to its group, "
        + "\(correlation.own.percent) its own. P90 of the whole over its median is "
        + Scope.Readiness.allCases.map { "\(discovery[$0]) while \($0.rawValue)" }.joined(separator: ", ")
        + ".",
      "The naive figure is (visible likely hours + \(naive.counts.map { "\($0.hours) h \($0.title)" }.joined(separator: " + "))) "
        + "× \(naive.factor).",
    ]
    year.notes.append(
      "Where these come from: \(sources.map { "\($0): \($1.isEmpty ? "not said" : $1)" }.joined(separator: "; "))."
    )
    if let decisions {
      year.notes.append(
        "A person gives \(decisions.hoursPerWeek) h a week to decisions, \(decisions.share.percent) of the hours of "
          + "resolving a gap (\(decisions.source)).")
    }
    return Sheet(sections: [table, shares, year])
  }
}
