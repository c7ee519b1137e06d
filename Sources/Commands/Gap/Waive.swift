import Catalogue
import CommandLineKit
import Gaps
import Workbook

extension Plumbline {
  static let waive = Command<Scene>(
    "waive", "Accepts one gap of one fact, with a reason and until a day",
    discussion: "A waiver is listed in the pack. When its day is past, the gap is open again.",
    examples: [
      Example(
        "plumbline waive field-without-meaning stripe.invoice.object --reason \"always invoice\" --by finance-lead",
        "accepted by name")
    ],
    positionals: [
      Positional("gap", "The gap.", values: .dynamic("gap")),
      Positional("ref", "The fact.", values: .dynamic("reference:")),
    ],
    options: [
      .value("reason", "TEXT", "Why it is accepted."),
      .value("by", "PERSON", "Who accepts it.", values: .dynamic("reference:person")),
      .value("until", "DAY", "When it comes back, as YYYY-MM-DD."),
    ]
  ) { arguments, scene in
    // One part of a gap may be waived by itself: exception-class-unconsidered/timeout.
    let typed = arguments.positional("gap")
    let parts = typed.split(separator: "/", maxSplits: 1)
    _ = try GapSet(scene.method(arguments)).gap(parts.first.map(String.init) ?? typed)
    let kind = Catalogue.waiver
    let fact = try scene.capture(arguments) { capture in
      var typed = [("gap", [typed]), ("about", [arguments.positional("ref")])]
      for (attribute, option) in [("reason", "reason"), ("granted-by", "by"), ("until", "until")] {
        if let text = arguments.value(option) { typed.append((attribute, [text])) }
      }
      return try capture.add(kind, try kind.read(typed.map { (name: $0.0, texts: $0.1) }))
    }
    try scene.answer(with: [fact], arguments)
    return .done
  }
}
