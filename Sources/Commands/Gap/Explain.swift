import CommandLineKit
import Diagnostics
import Formats
import Gaps
import Terminal
import Workbook

extension Plumbline {
  static let explain = Command<Scene>(
    "explain", "Says why a gap matters and how it is closed",
    examples: [
      Example("plumbline explain field-without-owner", "the gap, with what is open of it here"),
      Example("plumbline explain stripe.invoice.status", "everything that is open about a fact"),
    ],
    positionals: [Positional("subject", "A gap, or a fact.", values: .dynamic("gap"))]
  ) { arguments, scene in
    let subject = arguments.positional("subject")
    let set = try GapSet(scene.method(arguments))
    guard let gap = set.gaps.first(where: { $0.name == subject }) else {
      return try explainFact(subject, set, arguments, scene)
    }
    if arguments.flag("json") {
      scene.print(json: Node([gap.json]))
      return .done
    }
    let style = scene.environment.streams.outStyle
    scene.print("\(style.paint(gap.name, .bold)): \(gap.title)")
    scene.print("\(gap.severity.rawValue), \(gap.dimension.rawValue)\n")
    scene.print(gap.why.trimmingEnds + "\n")
    scene.print("Ask \(gap.whom): \(gap.questionText)")
    scene.print("Then: \(style.paint(gap.remedyText, .green))")
    guard let workbook = try? scene.workbook(arguments) else { return .done }
    let open = try scene.findings(of: set, arguments, workbook.reader(), only: [gap.name]).filter {
      $0.waiver == nil
    }
    scene.print(open.isEmpty ? "\nNone is open here." : "\nOpen here (\(open.count)):")
    for finding in open.prefix(20) {
      scene.print(
        "  \(Visible.line(finding.message))\n    \(style.paint(Visible.line(finding.remedy), .green))")
    }
    if open.count > 20 { scene.print("  and \(open.count - 20) more: plumbline check \(gap.name)") }
    return .done
  }

  /// What is open about a fact and its parts.
  private static func explainFact(
    _ subject: String, _ set: GapSet, _ arguments: Arguments, _ scene: Scene
  ) throws -> ExitStatus {
    let workbook = try scene.workbook(arguments)
    guard let fact = try? workbook.fact(subject) else {
      // A word without a dot or a number is more likely a mistyped gap.
      if subject.contains("-"), !subject.contains(".") { _ = try set.gap(subject) }
      _ = try workbook.fact(subject)
      return .usage
    }
    let open = try scene.findings(of: set, arguments, workbook.reader())
      .filter { $0.waiver == nil && $0.isAbout(fact.ref) }
    if arguments.flag("json") {
      scene.print(json: Node(open.map(\.json)))
      return .done
    }
    if open.isEmpty { scene.print("Nothing is open about \(Visible.line(fact.ref)).") }
    let style = scene.environment.streams.outStyle
    for finding in open {
      let severity = style.paint(finding.severity.rawValue, finding.severity.look)
      scene.print("\(severity) \(finding.gap): \(Visible.line(finding.message))")
      scene.print("  \(Visible.line(finding.question))\n  \(style.paint(Visible.line(finding.remedy), .green))")
    }
    return .done
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
      ("file", Node(file.path)),
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
