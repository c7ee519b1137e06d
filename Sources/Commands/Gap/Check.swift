import CommandLineKit
import Diagnostics
import Formats
import Gaps
import Terminal
import Workbook

extension Plumbline {
  static let check = Command<Scene>(
    "check", "Says what is not decided yet",
    discussion: """
      Everything that is missing is told, worst first. A gap that was waived is counted but not told. Exit \
      status 1 when a gap at or over --fail-on is open.
      """,
    examples: [
      Example("plumbline check", "everything, worst first"),
      Example("plumbline check field-without-owner --json", "one gap, for a program"),
      Example("plumbline check --fail-on blocker", "for a build that must not go on"),
    ],
    positionals: [Positional("gap", "Only these gaps.", arity: .many(atLeast: 0), values: .dynamic("gap"))],
    options: [
      .value(
        "fail-on", "SEVERITY", "Exit status 1 from this severity on.",
        values: .choices(GapSeverity.allCases.map(\.rawValue).reversed())),
      .value(
        "dimension", "DIMENSION", "Only gaps of this part of the scope.",
        values: .choices(Dimension.allCases.map(\.rawValue))),
      .value("about", "REF", "Only what is about this fact or a part of it.", values: .dynamic("reference:")),
      .value("owner", "PERSON", "Only what this person is asked.", values: .dynamic("reference:person")),
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let reader = try workbook.reader()
    var findings = try scene.findings(arguments, reader, only: arguments.positionals("gap"))
    if let dimension = arguments.value("dimension") {
      findings.removeAll { $0.dimension.rawValue != dimension }
    }
    if let about = arguments.value("about") {
      let ref = try workbook.fact(about).ref
      findings.removeAll { !$0.isAbout(ref) }
    }
    if let owner = arguments.value("owner") {
      let ref = try workbook.fact(owner, kinds: ["person"]).ref
      findings.removeAll { $0.ask != ref }
    }
    let open = findings.filter { $0.waiver == nil }
    if arguments.flag("json") {
      scene.print(json: Node(open.map(\.json)))
    } else {
      scene.tell(open, waived: findings.count - open.count, arguments)
    }
    guard let limit = arguments.value("fail-on").flatMap(GapSeverity.init(rawValue:)) else { return .done }
    return open.contains { $0.severity >= limit } ? .gaps : .done
  }
}

extension Finding {
  /// Whether it is about a fact or a part of one: `stripe.invoice` has `stripe.invoice.total`.
  func isAbout(_ ref: String) -> Bool {
    about == ref || about.hasPrefix(ref + ".") || about.hasPrefix(ref + "=")
  }

  /// As `check --json` tells it.
  var json: Node {
    Node(object: [
      ("gap", Node(gap)), ("severity", Node(severity.rawValue)), ("dimension", Node(dimension.rawValue)),
      ("about", Node(about)), ("message", Node(message)), ("question", Node(question)), ("ask", Node(ask)),
      ("fills", Node(fills)), ("remedy", Node(remedy)),
    ])
  }
}

extension GapSeverity {
  var look: Style.Look {
    switch self {
    case .blocker: .red
    case .major: .yellow
    case .minor: .cyan
    }
  }
}

extension Scene {
  /// Findings for a person: under a heading a gap, worst first, and the count of each severity.
  fileprivate func tell(_ open: [Finding], waived: Int, _ arguments: Arguments) {
    let style = environment.streams.outStyle
    var last: String?
    for finding in open {
      if finding.gap != last {
        if last != nil { print("") }
        let severity = style.paint(finding.severity.rawValue, .bold, finding.severity.look)
        let count = open.count { $0.gap == finding.gap }
        print("\(severity) \(style.paint(finding.gap, .bold)) (\(finding.dimension.rawValue), \(count))")
        last = finding.gap
      }
      let ask = finding.ask.map { " · ask \($0)" } ?? ""
      print("  \(Visible.line(finding.message))\(Visible.line(ask))")
    }
    if !open.isEmpty { print("") }
    let counts = GapSeverity.allCases.reversed().map { severity in
      let count = open.count { $0.severity == severity }
      return "\(count) \(severity.rawValue)\(severity == .blocker && count != 1 ? "s" : "")"
    }
    print(counts.joined(separator: ", ") + (waived == 0 ? "" : ", \(waived) waived"))
    if let first = open.first { say("Why, and what to do: plumbline explain \(first.gap)", arguments) }
  }
}
