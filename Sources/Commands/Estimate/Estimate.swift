import Catalogue
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

      --what-if rehearses another scope on a copy: `drop REF` removes a fact and all that belongs to nothing else; \
      any command that captures may be said too. --without leaves facts out of the pricing and changes nothing \
      else. --scope reads scopes from a YAML file: `scopes:`, a list of `name`, `what-if` and `without`.

      --only takes the words of sections: \(EstimateSections.all.joined(separator: ", ")).
      """,
    examples: [
      Example("plumbline estimate", "the figures, and what they hang on"),
      Example("plumbline estimate --only entity,flow,system", "the hours by what they are spent on"),
      Example("plumbline estimate --what-if 'drop flow payments'", "what leaving a flow out would save"),
      Example("plumbline estimate --record 'Steering committee'", "kept, so that later ones can be explained"),
      Example("plumbline estimate --explain M-3", "why one item costs what it costs"),
      Example("plumbline estimate --json --seed 1 --trials 20000", "for a program"),
    ],
    options: [
      .list("only", "SECTIONS", "Only these sections, separated by commas."),
      .list("what-if", "CLAUSE", "Beside it, another scope: 'drop flow REF', 'set REF --attribute VALUE'."),
      .list("without", "REFS", "Beside it, without these facts.", values: .dynamic("reference:")),
      .list("scope", "FILE", "Beside it, the scopes of a file.", values: .file),
      .value("record", "NAME", "Keeps the estimate under this name; `estimate history` tells it."),
      .value("explain", "REF", "The lines and queries behind one item.", values: .dynamic("reference:")),
      .value("format", "FORMAT", "How it is told.", values: .choices(["table", "json", "csv", "md"])),
      .value("rates", "NAME", "The rate card; standard if not said.", values: .dynamic("rates")),
      .value("seed", "NUMBER", "What chance begins with; 1 if not said."),
      .value("trials", "NUMBER", "How often the project is played through; 20000 if not said."),
      .value("threads", "NUMBER", "Threads to use, 2 if not said; the figures do not depend on it."),
    ],
    children: Children([estimateHistory, calibrate])
  ) { arguments, scene in
    let wanted = try sections(arguments)
    let play = try play(arguments)
    let card = arguments.value("rates") ?? "standard"
    let changes = try ScopeChange.asked(arguments, scene)
    let name = try scene.nameToKeep(arguments)
    let workbook = try scene.workbook(arguments)
    let explained = try arguments.value("explain").map { typed in
      try workbook.fact(typed).ref
    }
    let appraisal = try scene.appraise(arguments, try workbook.reader(), card: card, play)
    if let name, appraisal.estimate.isPartial {
      scene.say("Not kept as `\(name)`: not all runs were played.", arguments)
    } else if let name {
      let fact = try scene.capture(arguments) {
        try $0.add(try Catalogue.kind("estimate"), appraisal.values(named: name))
      }
      scene.say("Kept as \(fact.ref). `plumbline undo` takes it back.", arguments)
    }
    let sections = EstimateSections(appraisal, width: min(scene.out.width ?? 100, 100))
    let format = arguments.flag("json") ? "json" : arguments.value("format") ?? "table"
    // Where the sheet itself says so it is not said twice.
    let isShown = wanted.contains("total") && explained == nil && changes.isEmpty && format != "csv"
    if let warning = sections.warning, !appraisal.estimate.isPartial, !isShown || format == "json" {
      scene.say(scene.indented(warning, by: 0), arguments)
    }
    if let explained {
      let explanation = ItemExplanation(ref: explained, appraisal: appraisal)
      return scene.tell(explanation.sheet, { Node([explanation.json]) }, [appraisal.estimate], arguments)
    }
    if !changes.isEmpty {
      let captured = ComparedScope(
        change: ScopeChange(name: "as captured"), pricing: appraisal.pricing, estimate: appraisal.estimate,
        dropped: [])
      let scopes = try [captured] + changes.map { try scene.rehearse($0, arguments, card: card, play) }
      let comparison = ScopeComparison(scopes: scopes)
      return scene.tell(comparison.sheet, { comparison.json }, scopes.map(\.estimate), arguments)
    }
    let (estimate, pricing) = (appraisal.estimate, appraisal.pricing)
    return scene.tell(
      sections.sheet(wanted), { Node([estimate.json(pricing)]) }, [estimate], arguments)
  }

  private static func play(_ arguments: Arguments) throws -> Play {
    Play(
      // Fewer say nothing: nine of ten of a few are all of them.
      trials: try arguments.int("trials", in: Simulation.toldTrials),
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
  /// Tells a sheet in the format asked for; the status says whether the estimates behind it are whole.
  fileprivate func tell(
    _ sheet: Sheet, _ json: () -> Node, _ estimates: [Estimate], _ arguments: Arguments
  ) -> ExitStatus {
    let format = arguments.flag("json") ? "json" : arguments.value("format") ?? "table"
    let stopped = estimates.filter(\.isPartial).map(\.trials).min()
    if format == "json" {
      print(json: json())
    } else {
      var sheet = sheet
      if let stopped {
        let note = "These are the figures of the first \(stopped.formattedGrouped) runs only."
        sheet.sections.insert(
          Sheet.Section(
            id: "partial", title: "Stopped early", columns: [.words("What"), .number("Runs", "")],
            rows: [["played", .whole(Double(stopped))]], notes: [note]), at: 0)
      }
      print(sheet, arguments, format: format)
    }
    guard let stopped else { return .done }
    say("Stopped after \(stopped.formattedGrouped) runs: the figures are those so far.", arguments)
    return .interrupted
  }
}
