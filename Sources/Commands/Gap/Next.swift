import CommandLineKit
import Formats
import Gaps
import Terminal
import Workbook

extension Plumbline {
  static let next = Command<Scene>(
    "next", "Says what to ask next, whom, and how to answer",
    examples: [
      Example("plumbline next", "the question that matters most"), Example("plumbline next --count 5", "five"),
    ],
    options: [.value("count", "NUMBER", "How many questions; 1 if not said.")]
  ) { arguments, scene in
    let count = try arguments.int("count", in: 1...1_000) ?? 1
    let findings = try scene.findings(arguments, scene.workbook(arguments).reader())
    let wanted = findings.filter { $0.waiver == nil }.prefix(count)
    if arguments.flag("json") {
      scene.print(json: Node(wanted.map(\.json)))
      return .done
    }
    let style = scene.environment.streams.outStyle
    for (index, finding) in wanted.enumerated() {
      if index > 0 { scene.print("") }
      scene.print(style.paint(Visible.line(finding.question), .bold))
      let severity = style.paint(finding.severity.rawValue, finding.severity.look)
      scene.print("  \(severity) · \(finding.gap) · ask \(Visible.line(finding.ask ?? "whoever knows"))")
      scene.print("  \(style.paint(Visible.line(finding.remedy), .green))")
    }
    if wanted.isEmpty { scene.print("Nothing is open.") }
    return .done
  }
}
