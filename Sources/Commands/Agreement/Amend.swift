import Agreements
import Catalogue
import CommandLineKit
import Diagnostics
import Estimation
import Formats
import Gaps
import Workbook

extension Plumbline {
  static let amendment = Command<Scene>(
    "amendment", "Groups changes to what was agreed: with reason, cost, and the votes they need",
    children: Children([amendmentCreate, amendmentList, amendmentShow]))

  private static let amendmentCreate = Command<Scene>(
    "create", "Freezes the facts as they are, as a change to what was agreed",
    discussion: """
      What has changed since a baseline, and what rests on that, is put before those who had agreed to it: with the \
      reason, who asked for it, and both estimates, by one rate card and with the same random numbers. The rest stays \
      agreed. `approve` with the amendment in the baseline's place is a vote on exactly what of it a role had agreed \
      to. Like a baseline it is never edited, removed or undone; another one amends it.
      """,
    examples: [
      Example(
        "plumbline amendment create v2 --reason \"refunds go hourly\" --requested-by mia --dry-run",
        "what it would say and ask"),
      Example(
        "plumbline amendment create v2 --amends v1 --reason \"refunds go hourly\" --requested-by mia",
        "for those who agreed to v1"),
    ],
    positionals: [Positional("name", "What the baseline with the change is to be called.")],
    options: [
      .value(
        "amends", "BASELINE", "What it changes; the newest that somebody agreed to if not said.",
        values: .dynamic("reference:baseline")),
      .value("reason", "TEXT", "Why it is changed."),
      .value("requested-by", "PERSON", "Who asked for it.", values: .dynamic("reference:person")),
      .value("requested-on", "YYYY-MM-DD", "When that was; today if not said."),
      .flag("with-open-gaps", "Freezes although there are gaps that stop sign-off."),
      .value("gaps-reason", "TEXT", "Why that is right."),
      .value("note", "TEXT", "What else is to be said of it."),
      .value("rates", "NAME", "The rate card; standard if not said.", values: .dynamic("rates")),
      .value("seed", "NUMBER", "What chance begins with; 1 if not said."),
      .value("trials", "NUMBER", "How often each state is played through; 20000 if not said."),
      .flag("dry-run", "Tells all of it, and freezes nothing."),
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    var draft = try draft(arguments, workbook, scene)
    let before = try draft.amends.workbook(workbook)
    try scene.look(at: &draft, before, arguments)
    let (fact, baseline, digest, _) = try draft.freeze(
      workbook, scene.summary, by: scene.attribution(arguments), rehearsing: arguments.flag("dry-run"))
    let span = Span(from: draft.amends)
    let comparison = try Comparison(before, workbook, journal: workbook, after: draft.amends.entry)
    let sheet = AmendmentSheet(draft, fact, baseline, comparison, span)
    if arguments.flag("json") {
      scene.print(json: Node([sheet.json]))
    } else if arguments.flag("dry-run") {
      scene.tell(sheet, arguments)
    } else {
      scene.print("\(fact.ref) \(baseline.ref) \(digest)")
      scene.summarise(sheet, arguments)
    }
    if arguments.flag("dry-run") { scene.say("\nNothing was frozen.", arguments) }
    return .done
  }

  private static func draft(
    _ arguments: Arguments, _ workbook: Workbook, _ scene: Scene
  ) throws -> AmendmentDraft {
    let name = shellQuoted(arguments.positional("name"))
    let missing = [("reason", "Why is it changed?"), ("requested-by", "Who asked for it?")].filter {
      option, _ in
      arguments.value(option)?.trimmed.isEmpty != false
    }
    guard missing.isEmpty else {
      throw Problems(
        missing.map { option, question in
          Diagnostic(
            "missing-option", "\(question) Give --\(option).",
            remedies: ["plumbline amendment create \(name) --reason \"…\" --requested-by PERSON"], exit: .usage)
        })
    }
    let day = arguments.value("requested-on")
    if let day, CalendarDay(day) == nil {
      _ = try Catalogue.amendment.attribute("requested-on")?.read([day])
    }
    var draft = try AmendmentDraft(
      workbook, name: arguments.positional("name"), amends: arguments.value("amends"),
      reason: (arguments.value("reason") ?? "").trimmed, requestedBy: arguments.value("requested-by") ?? "",
      requestedOn: day ?? "\(scene.today)")
    draft.baseline.reason = arguments.value("gaps-reason")
    draft.baseline.note = arguments.value("note")
    return draft
  }
}

extension Scene {
  /// Looks for what is open, and prices both states: as they were agreed, and as they are.
  fileprivate func look(
    at draft: inout AmendmentDraft, _ before: Workbook, _ arguments: CommandLineKit.Arguments
  ) throws {
    let card = arguments.value("rates") ?? "standard"
    let play = Play(
      trials: try arguments.int("trials", in: Simulation.toldTrials),
      seed: UInt64(try arguments.int("seed", in: 0...Int.max) ?? 1))
    let settled = try gapsAboutSigning(arguments)
    let reader = try workbook(arguments).reader()
    let open = try findings(arguments, reader).filter { $0.waiver == nil && !settled.contains($0.gap) }
    try Plumbline.refuse(
      open.filter { $0.severity == .blocker }, arguments,
      toFreeze: "plumbline amendment create \(shellQuoted(arguments.positional("name"))) …",
      reason: "gaps-reason")
    draft.baseline.gaps = open.map {
      FrozenGap(gap: $0.gap, severity: $0.severity.rawValue, about: $0.about, detail: $0.detail)
    }
    let then = try beside(before).priced(arguments, card, play, without: settled)
    let now = try priced(arguments, card, play, without: settled)
    guard !now.estimate.isPartial, !then.estimate.isPartial else {
      throw Diagnostic("interrupted", "The estimate was stopped; nothing was frozen.", exit: .interrupted)
    }
    draft.estimate = EstimateChange(from: then, to: now)
    if let after = draft.estimate?.sides.after {
      draft.baseline.p50 = after.p50.whole
      draft.baseline.p80 = after.p80.whole
      draft.baseline.estimate = Appraisal(findings: [], pricing: now.pricing, estimate: now.estimate)
        .values(named: arguments.positional("name"))
    }
  }

  /// The estimate of a state. Whose vote is missing is no part of its price: those gaps come with the amendment
  /// and go with the votes.
  private func priced(
    _ arguments: CommandLineKit.Arguments, _ card: String, _ play: Play, without gaps: Set<String>
  ) throws -> (pricing: Pricing, estimate: Estimate) {
    let reader = try workbook(arguments).reader()
    let findings = try findingsBeforeEstimate(arguments, reader, without: gaps)
    let pricing = try pricing(arguments, reader, findings, card: card)
    return (pricing, try simulate(pricing, play, arguments))
  }

  /// In a few lines: what it changes, what that costs, whose votes it needs and how they are cast.
  fileprivate func summarise(_ sheet: AmendmentSheet, _ arguments: CommandLineKit.Arguments) {
    say("\(sheet.amends) is amended: \(sheet.counts).", arguments)
    if let estimate = sheet.estimate {
      let (before, after) = (estimate.sides.before.p80, estimate.sides.after.p80)
      say(
        "P80 goes from \(before.grouped) to \(after.grouped) h (\((after.whole - before.whole).signed)).",
        arguments)
    }
    if sheet.needs.isEmpty { say("Nobody had agreed to what it changes; it needs no vote anew.", arguments) }
    for need in sheet.needs { say(sheet.ballot(need), arguments) }
  }
}
