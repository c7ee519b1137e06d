import CommandLineKit
import Diagnostics
import Formats
import Gaps
import Terminal
import Workbook

extension Plumbline {
  static let explain = Command<Scene>(
    "explain", "Says why a gap matters, or what is open about a fact, and how it is closed",
    discussion: """
      Of a gap: what it is, why it matters, whom to ask, and what is open of it here. Of a fact: what it is, what \
      is open about it and about all that hangs under it, whose answer each needs, and the command that closes \
      it.
      """,
    examples: [
      Example("plumbline explain field-without-owner", "the gap, with what is open of it here"),
      Example("plumbline explain stripe.invoice.status", "everything that is open about a fact"),
    ],
    positionals: [Positional("subject", "A gap, or a fact.", values: .dynamic("gap"))]
  ) { arguments, scene in
    let subject = arguments.positional("subject")
    let set = try GapSet(scene.method(arguments))
    if let gap = (set.gaps + set.switchedOff).first(where: { $0.name == subject }) {
      try scene.explain(gap, in: set, arguments)
    } else {
      try scene.explain(factNamed: subject, set, arguments)
    }
    return .done
  }
}

extension Scene {
  fileprivate func explain(_ gap: Gap, in set: GapSet, _ arguments: Arguments) throws {
    guard !arguments.flag("json") else { return print(json: Node([gap.json])) }
    let style = environment.streams.outStyle
    print("\(style.paint(gap.name, .bold)): \(gap.title)")
    print("\(gap.severity.rawValue), \(gap.dimension.rawValue)")
    if gap.adjustment != nil { tellAdjusted([gap]) }
    print("\n" + wrapped(gap.why) + "\n")
    print(wrapped("Ask \(gap.whom): \(gap.questionText)"))
    print("Then: \(style.paint(gap.remedyText, .green))")
    guard !gap.isOff, let workbook = try? workbook(arguments) else { return }
    let open = try findings(of: set, arguments, workbook.reader(), only: [gap.name]).filter { $0.waiver == nil }
    print(open.isEmpty ? "\nNone is open here." : "\nOpen here (\(open.count)):")
    for finding in open.prefix(20) {
      print(indented(finding.message))
      print("    \(style.paint(Visible.line(finding.remedy), .green))")
    }
    if open.count > 20 { print("  and \(open.count - 20) more: plumbline check \(gap.name)") }
  }

  /// The fact; a word that is neither a gap nor a fact is refused with the nearest of both.
  private func fact(named subject: String, _ set: GapSet, _ workbook: Workbook) throws -> Fact {
    do { return try workbook.fact(subject) } catch {
      guard error.code == "unknown-reference" else { throw error }
      let gap = nearest(to: subject, in: (set.gaps + set.switchedOff).map(\.name))
      let fact = nearest(to: subject, in: try workbook.references(beginning: "", kinds: []))
      throw Diagnostic(
        "unknown-subject", "Neither a gap nor a fact is called `\(subject)`.",
        notes: [fact.map { "did you mean the fact `\($0)`?" }, gap.map { "did you mean the gap `\($0)`?" }]
          .compactMap { $0 },
        remedies: [fact ?? gap].compactMap { $0.map { "plumbline explain \(shellQuoted($0))" } }
          + ["plumbline check", "plumbline gaps list"],
        exit: .usage)
    }
  }

  fileprivate func explain(factNamed subject: String, _ set: GapSet, _ arguments: Arguments) throws {
    let workbook = try workbook(arguments)
    let fact = try fact(named: subject, set, workbook)
    let reader = try workbook.reader()
    let parts = try PartsOfFacts(reader).under(fact.ref)
    let findings = try findings(of: set, arguments, reader).filter { parts.contains($0.about) }
    let told = FactExplained(
      record: try workbook.record(fact), own: findings.filter { $0.about == fact.ref && $0.waiver == nil },
      below: findings.filter { $0.about != fact.ref && $0.waiver == nil },
      waived: findings.filter { $0.waiver != nil })
    if arguments.flag("json") { print(json: Node([told.json])) } else { tell(told) }
  }

  private func tell(_ fact: FactExplained) {
    let style = environment.streams.outStyle
    print("\(style.paint(Visible.line(fact.record.fact.ref), .bold)): \(fact.what)")
    for line in fact.people { print(indented(line)) }
    if fact.own.isEmpty, fact.below.isEmpty {
      print("\nNothing is open about \(Visible.line(fact.record.fact.ref)).")
    }
    tell("Open", fact.own)
    tell("Open below it", fact.below)
    for finding in fact.waived {
      print(indented("Waived by \(finding.waiver ?? ""): \(finding.gap), \(finding.message)", by: 0))
    }
  }

  private func tell(_ heading: String, _ findings: [Finding]) {
    guard !findings.isEmpty else { return }
    let style = environment.streams.outStyle
    print("\n\(heading) (\(findings.count)):")
    for finding in findings {
      let severity = style.paint(finding.severity.rawValue, finding.severity.look)
      print("\(severity) \(finding.gap) · ask \(Visible.line(finding.ask ?? "whoever knows"))")
      print(indented(finding.message))
      print(indented(finding.question))
      print("  \(style.paint(Visible.line(finding.remedy), .green))")
    }
  }

  /// Broken where a terminal ends; line breaks of the text itself are taken for spaces.
  private func wrapped(_ text: String) -> String {
    let flat = text.onOneLine
    guard let width = out.width else { return flat }
    return Fitting.wrap(flat, to: width).joined(separator: "\n")
  }
}

/// A fact with what is open about it.
private struct FactExplained {
  let record: FactRecord
  let own: [Finding]
  let below: [Finding]
  let waived: [Finding]

  /// What it is, in a line.
  var what: String {
    let summary = record.kind.map { "\($0.withArticle), \($0.summary)" } ?? record.fact.kind
    guard let title = record.title, title != record.fact.ref else { return summary }
    return "\(summary): \(Visible.line(title.onOneLine))"
  }

  /// Who has to do with it: every attribute that names a person.
  var people: [String] {
    record.values.compactMap { attribute, value in
      guard case .reference(["person"]) = attribute.type, let value else { return nil }
      return "\(attribute.name): \(value.shown)"
    }
  }

  var json: Node {
    Node(object: [
      ("ref", Node(record.fact.ref)), ("kind", Node(record.fact.kind)), ("title", Node(record.title)),
      ("open", Node(own.map(\.json))), ("open-below", Node(below.map(\.json))),
      ("waived", Node(waived.map(\.json))),
    ])
  }
}

extension Gap {
  /// As `explain --json` and `gaps list --json` tell it.
  var json: Node {
    Node(object: [
      ("ref", Node(name)), ("gap", Node(name)), ("title", Node(title)), ("severity", Node(severity.rawValue)),
      ("dimension", Node(dimension.rawValue)), ("about", Node(about)), ("fills", Node(fills)),
      ("whom", Node(whom)),
      ("question", Node(questionText)), ("why", Node(why.trimmingEnds)), ("remedy", Node(remedyText)),
      ("file", Node(file.path)), ("own-severity", Node(ownSeverity.rawValue)), ("off", Node(isOff)),
      ("changed-because", Node(adjustment?.reason)),
    ])
  }
}

extension String {
  fileprivate var trimmingEnds: String {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
