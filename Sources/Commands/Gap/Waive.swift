import Catalogue
import CommandLineKit
import Diagnostics
import Gaps
import Workbook

extension Plumbline {
  static let waive = Command<Scene>(
    "waive", "Accepts one gap of one fact, with a reason and until a day",
    discussion: """
      A waiver is listed in the pack. When its day is past, the gap is open again. With --detail it accepts one \
      part only, where a gap finds several things about one fact: one class of the exceptions of a flow.
      """,
    examples: [
      Example(
        "plumbline waive field-without-meaning stripe.invoice.object --reason \"always invoice\" --by finance-lead",
        "accepted by name"),
      Example(
        "plumbline waive exception-class-unconsidered F-1 --detail maintenance-window --reason \"it has none\"",
        "one class of the checklist"),
    ],
    positionals: [
      Positional("gap", "The gap.", values: .dynamic("gap")),
      Positional("ref", "The fact.", values: .dynamic("reference:")),
    ],
    options: [
      .value("detail", "WORD", "Which part of it only."),
      .value("reason", "TEXT", "Why it is accepted."),
      .value("by", "PERSON", "Who accepts it.", values: .dynamic("reference:person")),
      .value("until", "DAY", "When it comes back, as YYYY-MM-DD."),
    ]
  ) { arguments, scene in
    let gap = try GapSet(scene.method(arguments)).gap(arguments.positional("gap"))
    guard arguments.value("reason")?.trimmed.isEmpty == false else {
      throw Diagnostic(
        "missing-option", "Why is it accepted? Give --reason.",
        remedies: [
          "plumbline waive \(gap.name) \(shellQuoted(arguments.positional("ref"))) --reason \"…\" --by PERSON"
        ], exit: .unanswered)
    }
    let kind = Catalogue.waiver
    let fact = try scene.capture(arguments) { capture in
      var typed = [("gap", [gap.name]), ("about", [arguments.positional("ref")])]
      for (attribute, option) in [
        ("detail", "detail"), ("reason", "reason"), ("granted-by", "by"), ("until", "until"),
      ] {
        if let text = arguments.value(option) { typed.append((attribute, [text])) }
      }
      return try capture.add(kind, try kind.read(typed.map { (name: $0.0, texts: $0.1) }))
    }
    try scene.answer(with: [fact], arguments)
    return .done
  }
}

extension Scene {
  /// Refuses a waiver of a gap that nobody has heard of: it would accept nothing, and look as if it did.
  func refuseUnknownGap(_ name: String?, _ arguments: Arguments) throws {
    guard let name else { return }
    _ = try GapSet(method(arguments)).gap(name)
  }
}
