import CommandLineKit
import Diagnostics
import Formats
import Gaps
import Terminal
import Workbook
import Workshops

extension Plumbline {
  static let next = Command<Scene>(
    "next", "Says what to ask next, whom, and how to answer",
    discussion: "On a terminal it asks right there, with the keys of a workshop; --no-input only says it.",
    examples: [
      Example("plumbline next", "the question that matters most"), Example("plumbline next --count 5", "five"),
    ],
    options: [.value("count", "NUMBER", "How many questions; 1 if not said.")]
  ) { arguments, scene in
    let count = try arguments.int("count", in: 1...1_000) ?? 1
    let findings = try scene.findings(arguments, scene.workbook(arguments).reader())
    let wanted = findings.filter { $0.waiver == nil }.prefix(count)
    if !arguments.flag("json"), let prompter = try scene.prompter(arguments) {
      return try scene.ask(Array(wanted), prompter, arguments)
    }
    if arguments.flag("json") {
      scene.print(json: Node(wanted.map(\.json)))
      return .done
    }
    for (index, finding) in wanted.enumerated() {
      if index > 0 { scene.print("") }
      scene.print(finding)
    }
    if wanted.isEmpty { scene.print("Nothing is open.") }
    return .done
  }
}

extension Scene {
  /// A question that is open, whom to ask, and the command that answers it.
  fileprivate func print(_ finding: Finding) {
    let style = environment.streams.outStyle
    print(style.paint(Visible.line(finding.question), .bold))
    let severity = style.paint(finding.severity.rawValue, finding.severity.look)
    print("  \(severity) · \(finding.gap) · ask \(Visible.line(finding.ask ?? "whoever knows"))")
    print("  \(style.paint(Visible.line(finding.remedy), .green))")
  }

  /// Asks what is open, right there; what no question of the method answers is told with its command.
  fileprivate func ask(_ findings: [Finding], _ prompter: Dialogue, _ arguments: Arguments) throws -> ExitStatus
  {
    let library = try method(arguments)
    let gaps = try GapSet(library)
    let scripts = try Script.all(library, gaps)
    let workbook = try workbook(arguments)
    if findings.isEmpty { print("Nothing is open.") }
    for finding in findings {
      guard let script = Script.asking(try gaps.gap(finding.gap), as: scripts),
        let fact = try? workbook.fact(finding.about)
      else {
        print(finding)
        continue
      }
      let interview = try Interview(script, nil, world(prompter, arguments), it: fact, only: true)
      guard try interview.run() == .finished else { return .done }
    }
    return .done
  }
}
