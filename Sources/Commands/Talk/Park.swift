import Catalogue
import CommandLineKit
import Workbook

extension Scene {
  /// The day of the sitting, if there is one and its day is known; today otherwise.
  fileprivate func day(of sitting: String?, _ arguments: Arguments) throws -> String {
    guard let sitting else { return "\(today)" }
    let workbook = try workbook(arguments)
    let record = try workbook.record(try workbook.fact(sitting, kinds: ["workshop"]))
    guard case .text(let day)? = record.value("date") else { return "\(today)" }
    return day
  }
}

extension Plumbline {
  static let park = Command<Scene>(
    "park", "Parks a question that cannot be answered now",
    examples: [
      Example(
        "plumbline park \"Who voids paid invoices?\" --about F-1 --owner finance-lead --due 2026-04-30",
        "for later")
    ],
    positionals: [Positional("question", "The question.")],
    options: Catalogue.question.options(without: ["text", "state", "answer"])
  ) { arguments, scene in
    let fact = try scene.capture(arguments) { capture in
      var values = try Catalogue.question.values(arguments, and: ["text": arguments.positional("question")])
      values["state"] = .some(.text("parked"))
      return try capture.add(Catalogue.question, values)
    }
    try scene.answer(with: [fact], arguments)
    return .done
  }

  static let decide = Command<Scene>(
    "decide", "Records a decision, with who made it and why",
    examples: [
      Example(
        "plumbline decide \"Stripe is right about status\" --about invoice --maker finance-lead", "a decision")
    ],
    positionals: [Positional("decision", "What was decided.")],
    options: Catalogue.decision.options(without: ["text"])
  ) { arguments, scene in
    let fact = try scene.capture(arguments) { capture in
      var values = try Catalogue.decision.values(arguments, and: ["text": arguments.positional("decision")])
      if values["date"] == nil {
        values["date"] = .some(.text(try scene.day(of: arguments.value("workshop"), arguments)))
      }
      return try capture.add(Catalogue.decision, values)
    }
    try scene.answer(with: [fact], arguments)
    return .done
  }
}
