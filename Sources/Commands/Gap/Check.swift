import Agreements
import CommandLineKit
import Diagnostics
import Files
import Formats
import Gaps
import Terminal
import Workbook

extension Plumbline {
  static let check = Command<Scene>(
    "check", "Says what is not decided yet",
    discussion: """
      Everything that is missing is told, worst first. A gap that was waived is counted but not told; a waiver \
      whose day is past is named. Exit status 1 when a gap at or over --fail-on is open. --about takes in all \
      that hangs under a fact: a system's fields and codes, a flow's exceptions, signals and tests. With \
      --baseline only what is new is told, and only that counts for --fail-on: a finding is the same one as \
      before if its gap, its fact and its detail are, whatever its words.
      """,
    examples: [
      Example("plumbline check", "everything, worst first"),
      Example("plumbline check field-without-owner --json", "one gap, for a program"),
      Example("plumbline check --about paid-invoices", "a flow, with its exceptions, signals and tests"),
      Example("plumbline check --fail-on blocker", "for a build that must not go on"),
      Example(
        "plumbline check --baseline before.json", "what is new since `plumbline check --json > before.json`"),
    ],
    positionals: [Positional("gap", "Only these gaps.", arity: .many(atLeast: 0), values: .dynamic("gap"))],
    options: [
      .value(
        "fail-on", "SEVERITY", "Exit status 1 from this severity on.",
        values: .choices(GapSeverity.allCases.map(\.rawValue).reversed())),
      .value(
        "dimension", "DIMENSION", "Only gaps of this part of the scope.",
        values: .choices(Dimension.allCases.map(\.rawValue))),
      .value(
        "about", "REF", "Only what is about this fact or hangs under it.", values: .dynamic("reference:")),
      .value("owner", "PERSON", "Only what this person is asked.", values: .dynamic("reference:person")),
      .value(
        "format", "FORMAT", "text if not said; json is the same as --json.",
        values: .choices(["text"] + CheckFormat.allCases.map(\.rawValue))),
      .value(
        "baseline", "NAME", "Only what was not open at this baseline, or in this earlier answer in JSON.",
        values: .file),
    ]
  ) { arguments, scene in
    let report = try scene.check(arguments)
    let word = arguments.value("format") ?? (arguments.flag("json") ? "json" : "text")
    if let format = CheckFormat(rawValue: word) {
      scene.out.write(format.text(report))
    } else {
      scene.tell(report, arguments)
    }
    guard let limit = arguments.value("fail-on").flatMap(GapSeverity.init(rawValue:)) else { return .done }
    return report.open.contains { $0.severity >= limit } ? .gaps : .done
  }
}

extension Scene {
  /// What the options of `check` ask for.
  fileprivate func check(_ arguments: Arguments) throws -> CheckReport {
    let workbook = try workbook(arguments)
    let reader = try workbook.reader()
    let set = try GapSet(method(arguments))
    let names = arguments.positionals("gap")
    var gaps = try names.isEmpty ? set.gaps : names.map { name in try set.gap(name) }
    var findings = try findings(of: set, arguments, reader, only: names)
    if let dimension = arguments.value("dimension") {
      gaps.removeAll { $0.dimension.rawValue != dimension }
      findings.removeAll { $0.dimension.rawValue != dimension }
    }
    if let about = arguments.value("about") {
      let wanted = try PartsOfFacts(reader).under(workbook.fact(about).ref)
      findings.removeAll { !wanted.contains($0.about) }
    }
    if let owner = arguments.value("owner") {
      let ref = try workbook.fact(owner, kinds: ["person"]).ref
      findings.removeAll { $0.ask != ref }
    }
    return CheckReport(
      findings, of: gaps, adjusted: set.adjusted, known: try known(arguments),
      workbook: Files.name(of: workbook.path), version: Plumbline.version, at: environment.now())
  }

  /// The findings that are no news: those that were open at the baseline, or stand in the file, of this name.
  private func known(_ arguments: Arguments) throws -> Set<FindingIdentity>? {
    guard let name = arguments.value("baseline") else { return nil }
    let workbook = try workbook(arguments)
    guard !Files.exists(environment.path(name)), let fact = try? workbook.fact(name, kinds: ["baseline"]) else {
      return try KnownFindings.read(environment.read(name), file: name)
    }
    let gaps = try Baseline.named(fact.ref, workbook).gaps(workbook)
    return Set(gaps.map { FindingIdentity(gap: $0.gap, about: $0.about, detail: $0.detail) })
  }
}
