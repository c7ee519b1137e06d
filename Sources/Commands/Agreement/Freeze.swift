import Agreements
import CommandLineKit
import Diagnostics
import Estimation
import Formats
import Gaps
import Terminal
import Workbook

extension Plumbline {
  static let baseline = Command<Scene>(
    "baseline", "Freezes the facts for sign-off, and shows who agreed to what",
    children: Children([freeze, baselineList, baselineShow, baselineVerify, baselineSign, baselineStatement]))

  private static let freeze = Command<Scene>(
    "create", "Freezes the facts as they are",
    discussion: """
      Every item gets a digest, and all of them together one that says what was agreed and nothing else \
      (docs/canonical-form.md). A gap that stops sign-off is told with its remedy, and nothing is frozen; with \
      --with-open-gaps it is frozen all the same, and the reason and the gaps are kept with it. What is before a \
      baseline cannot be undone any more.
      """,
    examples: [
      Example("plumbline baseline create v1", "for people to agree to"),
      Example(
        "plumbline baseline create v1 --with-open-gaps --reason \"the sandbox is down until Monday\"",
        "known to be open, with a reason"),
    ],
    positionals: [Positional("name", "What it is to be called.")],
    options: [
      .flag("with-open-gaps", "Freezes although there are gaps that stop sign-off."),
      .value("reason", "TEXT", "Why that is right."), .value("note", "TEXT", "What else is to be said of it."),
      .flag("dry-run", "Says what would be frozen, and freezes nothing."),
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let reader = try workbook.reader()
    var draft = BaselineDraft(name: arguments.positional("name"), head: try workbook.head())
    let findings = try scene.findings(arguments, reader).filter { $0.waiver == nil }
    let settled = try scene.gapsAboutSigning(arguments)
    let open = findings.filter { !settled.contains($0.gap) }
    try refuse(
      open.filter { $0.severity == .blocker }, arguments,
      toFreeze: "plumbline baseline create \(shellQuoted(arguments.positional("name")))", reason: "reason")
    draft.gaps = open.map {
      FrozenGap(gap: $0.gap, severity: $0.severity.rawValue, about: $0.about, detail: $0.detail)
    }
    draft.reason = arguments.value("reason")
    draft.note = arguments.value("note")
    if let appraisal = try scene.appraisalToKeep(arguments, reader, findings) {
      (draft.p50, draft.p80) = (appraisal.estimate.p50.whole, appraisal.estimate.p80.whole)
      draft.estimate = appraisal.values(named: draft.name)
    }
    let (fact, digest, items) = try draft.freeze(
      workbook, scene.summary, by: scene.attribution(arguments), rehearsing: arguments.flag("dry-run"))
    if arguments.flag("json") {
      scene.print(
        json: Node([
          Node(object: [
            ("ref", Node(fact.ref)), ("digest", Node("\(digest)")), ("items", Node(items)),
            ("entry", Node(draft.head.seq)), ("open-gaps", Node(open.count)),
            ("open-blockers", Node(open.count { $0.severity == .blocker })),
          ])
        ]))
    } else {
      scene.print("\(fact.ref) \(digest)")
    }
    scene.say(
      arguments.flag("dry-run")
        ? "\(counted(items, "item")) would be frozen; nothing was."
        : "\(counted(items, "item")) \(items == 1 ? "is" : "are") frozen, "
          + "\(counted(open.count, "gap")) \(open.count == 1 ? "is" : "are") open.",
      arguments)
    return .done
  }

  /// Tells each gap that stops sign-off with its remedy, unless it is said that it does not, with the option that
  /// says why.
  static func refuse(
    _ blockers: [Finding], _ arguments: Arguments, toFreeze command: String, reason option: String
  ) throws {
    guard !blockers.isEmpty else { return }
    let remedy = "\(command) --with-open-gaps --\(option) \"…\""
    if arguments.flag("with-open-gaps") {
      guard arguments.value(option)?.trimmed.isEmpty != false else { return }
      throw Diagnostic(
        "missing-option",
        "Why is it right to freeze with \(blockers.count == 1 ? "a blocker" : "\(blockers.count) blockers") open?",
        remedies: [remedy], exit: .usage)
    }
    let all = blockers.map {
      Diagnostic($0.gap, Visible.line($0.message), remedies: [Visible.line($0.remedy)], exit: .gaps)
    }
    throw Problems(
      all + [
        Diagnostic(
          "open-blockers",
          blockers.count == 1
            ? "One gap stops sign-off; nothing was frozen."
            : "\(blockers.count) gaps stop sign-off; nothing was frozen.",
          remedies: [remedy], exit: .gaps)
      ])
  }
}

extension Scene {
  /// The gaps that are about sign-off itself, which a new baseline is there to close.
  func gapsAboutSigning(_ arguments: Arguments) throws -> Set<String> {
    Set(
      try GapSet(method(arguments)).gaps.filter { ["sign-off", "approval", "amendment"].contains($0.about) }
        .map(\.name))
  }

  /// The estimate of what is frozen, as `estimate` gives it; nil where nothing is priced.
  fileprivate func appraisalToKeep(
    _ arguments: Arguments, _ reader: Reader, _ findings: [Finding]
  ) throws -> Appraisal? {
    let pricing = try pricing(arguments, reader, findings)
    guard !pricing.scope.items.isEmpty else { return nil }
    let estimate = try simulate(pricing, Play(), arguments)
    guard !estimate.isPartial else {
      throw Diagnostic("interrupted", "Interrupted; nothing was frozen.", exit: .interrupted)
    }
    return Appraisal(findings: findings, pricing: pricing, estimate: estimate)
  }
}
