import Catalogue
import CommandLineKit
import Diagnostics
import Estimation
import Workbook

extension Plumbline {
  static let actual = Command<Scene>(
    "actual", "Captures hours really spent", children: Children([actualAdd]))

  private static let actualAdd = Command<Scene>(
    "add", "Captures hours that were spent on a line or a group of the rate card",
    discussion: """
      Testing and coordination are not part of a line's hours; leave them out. `estimate calibrate` holds the card \
      against what was captured; `list actual` lists it.
      """,
    examples: [
      Example(
        "plumbline actual add --line monitoring --hours 14 --about F-1", "what one flow's monitoring took"),
      Example("plumbline actual add --group semantics --hours 120", "what a whole group took"),
    ],
    options: [
      .value("line", "LINE", "The line of the rate card."),
      .value("group", "GROUP", "Or the group of lines."),
      .value("hours", "HOURS", "The hours spent."),
      .value(
        "about", "REF", "What they were spent on; everything if not said.", values: .dynamic("reference:")),
      .value("rates", "NAME", "The rate card; standard if not said.", values: .dynamic("rates")),
    ]
  ) { arguments, scene in
    let card = try scene.rateCard(arguments, named: arguments.value("rates") ?? "standard")
    let (line, group) = (arguments.value("line"), arguments.value("group"))
    guard (line == nil) != (group == nil), try arguments.number("hours") ?? 0 > 0 else {
      throw Diagnostic(
        "missing-value", "Hours were spent on a line or on a group, and they are more than 0.",
        remedies: ["plumbline actual add --line monitoring --hours 14 --about F-1"], exit: .usage)
    }
    try known(line, "line", among: card.lines.map(\.id))
    try known(group, "group", among: card.groups.map(\.id))
    let fact = try scene.capture(arguments) { capture in
      let kind = try Catalogue.kind("actual")
      var typed: [(name: String, texts: [String])] = []
      for name in ["line", "group", "hours", "about"] {
        if let text = arguments.value(name) { typed.append((name: name, texts: [text])) }
      }
      return try capture.add(kind, try kind.read(typed))
    }
    try scene.answer(with: [fact], arguments)
    return .done
  }

  private static func known(_ word: String?, _ what: String, among words: [String]) throws(Diagnostic) {
    guard let word, !words.contains(word) else { return }
    throw Diagnostic(
      "unknown-rate-\(what)", "The rate card has no \(what) `\(word)`.",
      notes: (nearest(to: word, in: words).map { ["did you mean `\($0)`?"] } ?? [])
        + ["the \(what)s are \(words.joined(separator: ", "))"],
      remedies: ["plumbline rates show"], exit: .usage)
  }
}
