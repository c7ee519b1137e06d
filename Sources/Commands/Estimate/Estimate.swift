import CommandLineKit
import Diagnostics
import Estimation
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let estimate = Command<Scene>(
    "estimate", "Estimates the effort from what is captured, and says how sure it is",
    discussion: """
      Every captured fact is priced by the rate card (`rates show`), the hidden part beside the visible. Hours \
      are P10, P50, P80 and P90 of a correlated simulation: in eight of ten simulated runs the effort stays under \
      P80. The same workbook, card, trials and seed give the same figures on the same day. Ctrl-C ends a long run \
      with the figures so far.

      --only takes the words of sections: \(EstimateSections.all.joined(separator: ", ")).
      """,
    examples: [
      Example("plumbline estimate", "the figures, and what they hang on"),
      Example("plumbline estimate --only entity,flow,system", "the hours by what they are spent on"),
      Example("plumbline estimate --json --seed 1 --trials 20000", "for a program"),
    ],
    options: [
      .list("only", "SECTIONS", "Only these sections, separated by commas."),
      .value("format", "FORMAT", "How it is told.", values: .choices(["table", "json", "csv", "md"])),
      .value("rates", "NAME", "The rate card; standard if not said.", values: .dynamic("rates")),
      .value("seed", "NUMBER", "What chance begins with; 1 if not said."),
      .value("trials", "NUMBER", "How often the project is played through; 20000 if not said."),
      .value("threads", "NUMBER", "Threads to use, 2 if not said; the figures do not depend on it."),
    ]
  ) { arguments, scene in
    let sections = try sections(arguments)
    let play = try play(arguments)
    let appraisal = try scene.appraise(
      arguments, try scene.workbook(arguments).reader(), card: arguments.value("rates") ?? "standard", play)
    return scene.tell(appraisal, sections, arguments)
  }

  private static func play(_ arguments: Arguments) throws -> Play {
    Play(
      trials: try arguments.int("trials", in: Simulation.allowedTrials),
      seed: UInt64(try arguments.int("seed", in: 0...Int.max) ?? 1),
      threads: try arguments.int("threads", in: 1...64) ?? 2, asksForClosings: true)
  }

  private static func sections(_ arguments: Arguments) throws -> [String] {
    let words = arguments.values("only").flatMap { $0.split(separator: ",").map { String($0).trimmed } }
    for word in words where !EstimateSections.all.contains(word) {
      throw Diagnostic(
        "bad-choice", "There is no section `\(word)`.",
        notes: (nearest(to: word, in: EstimateSections.all).map { ["did you mean `\($0)`?"] } ?? [])
          + ["the sections are \(EstimateSections.all.joined(separator: ", "))"],
        remedies: ["plumbline estimate --only total,gap"], exit: .usage)
    }
    return words.isEmpty ? EstimateSections.usual : words
  }
}

extension Scene {
  /// Tells an estimate in the format asked for; the status says whether it is whole.
  fileprivate func tell(_ appraisal: Appraisal, _ sections: [String], _ arguments: Arguments) -> ExitStatus {
    let (estimate, pricing) = (appraisal.estimate, appraisal.pricing)
    let format = arguments.flag("json") ? "json" : arguments.value("format") ?? "table"
    if format == "json" {
      print(json: Node([estimate.json(pricing)]))
    } else {
      let width = min(out.width ?? 100, 100)
      var sheet = EstimateSections(estimate: estimate, pricing: pricing, width: width).sheet(sections)
      if estimate.isPartial {
        sheet.sections.insert(
          Sheet.Section(
            id: "partial", title: "Stopped early",
            notes: ["These are the figures of the first \(estimate.trials.formattedGrouped) runs only."]), at: 0
        )
      }
      print(sheet, arguments, format: format)
    }
    guard estimate.isPartial else { return .done }
    say("Stopped after \(estimate.trials.formattedGrouped) runs: the figures are those so far.", arguments)
    return .interrupted
  }
}
