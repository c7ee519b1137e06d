import CommandLineKit
import Diagnostics
import Drawings
import Files
import Formats
import Gaps
import Programs
import Terminal
import Traces
import Workbook

extension Plumbline {
  static let trace = Command<Scene>(
    "trace", "Shows a workflow trace: steps, what they set off, what is decided",
    discussion: """
      Without a process, lists them with how far each has been traced. What nobody has decided stands in its \
      place, with whom to ask. `svg` is drawn by Graphviz.
      """,
    examples: [
      Example("plumbline trace", "the processes, with their counts"),
      Example("plumbline trace P-1", "one as a tree"),
      Example("plumbline trace P-1 --format svg --to renewal.svg", "drawn, by Graphviz"),
      Example("plumbline trace P-1 --format mermaid", "for a page that draws Mermaid"),
    ],
    positionals: [
      Positional("process", "The process.", arity: .optional, values: .dynamic("reference:process"))
    ],
    options: [
      .value(
        "format", "FORMAT", "How to show it; text if not said.",
        values: .choices(["text", "json", "dot", "mermaid", "svg"])),
      .value("to", "FILE", "Writes it here instead.", values: .file),
    ]
  ) { arguments, scene in
    guard let typed = arguments.optionalPositional("process") else { return try listTraces(arguments, scene) }
    let workbook = try scene.workbook(arguments)
    let process = try workbook.fact(typed, kinds: ["process"])
    let reader = try workbook.reader()
    var trace = try ProcessTrace(process, reader)
    try scene.addGaps(to: &trace, arguments, reader)
    let format = arguments.flag("json") ? "json" : arguments.value("format") ?? "text"
    let text = try scene.written(trace, as: format, arguments)
    if let file = arguments.value("to") {
      try Files.write(Array(text.utf8), to: scene.environment.path(file))
      scene.say("Wrote \(Visible.line(file)).", arguments)
    } else {
      scene.out.write(text)
    }
    return .done
  }

  private static func listTraces(_ arguments: Arguments, _ scene: Scene) throws -> ExitStatus {
    if let option = ["format", "to"].first(where: { arguments.value($0) != nil }) {
      throw Diagnostic(
        "missing-argument", "Which process is to be shown? --\(option) needs one.",
        remedies: ["plumbline trace", "plumbline trace P-1 --\(option) …"], exit: .usage)
    }
    let processes = try TracedProcess.all(scene.workbook(arguments).reader())
    if arguments.flag("json") {
      scene.print(json: Node(processes.map(\.json)))
      return .done
    }
    var table = Table(
      [Table.Column("Reference"), Table.Column("Process"), Table.Column("Owner")]
        + ["Steps", "Effects", "Undecided"].map { Table.Column($0, alignment: .right) })
    for process in processes {
      table.add(
        [Table.Cell(process.ref), Table.Cell(process.name), Table.Cell(process.owner ?? "")]
          + [process.steps, process.effects, process.undecided].map { Table.Cell("\($0)") })
    }
    scene.print(table, arguments)
    if processes.isEmpty { scene.say("No process yet: plumbline add process NAME", arguments) }
    return .done
  }
}

extension Scene {
  /// What is missing of a process, its steps and their effects, told in its place.
  fileprivate func addGaps(
    to trace: inout ProcessTrace, _ arguments: Arguments, _ reader: Reader
  ) throws {
    let set = try GapSet(method(arguments))
    let kinds: Swift.Set = ["process", "step", "effect"]
    // The headline of an effect says by itself that it is not decided.
    let gaps = set.gaps.filter {
      !kinds.isDisjoint(with: $0.about.split(separator: " or ").map(String.init))
        && $0.name != "effect-undecided"
        && $0.dimension == .workflow
    }
    let refs = Swift.Set(trace.refs)
    for finding in try findings(of: set, arguments, reader, only: gaps.map(\.name))
    where finding.waiver == nil && refs.contains(finding.about) {
      let title = gaps.first { $0.name == finding.gap }?.title ?? finding.message
      trace.open[finding.about, default: []].append(
        ProcessTrace.OpenThing(name: finding.gap, text: title, ask: finding.ask))
    }
  }

  /// The trace as text of a format.
  fileprivate func written(_ trace: ProcessTrace, as format: String, _ arguments: Arguments) throws -> String {
    let style = arguments.value("to") == nil ? environment.streams.outStyle : .plain
    switch format {
    case "json": return JSON.write(Node([trace.json])) + "\n"
    case "dot": return trace.graph.dot
    case "mermaid": return trace.graph.mermaid
    case "svg": return try drawn(trace)
    default:
      return arguments.flag("plain")
        ? trace.plainText(style: style)
        : trace.text(width: arguments.value("to") == nil ? out.width : nil, style: style)
    }
  }
}

extension Scene {
  /// A trace as an SVG file of its own, laid out by Graphviz.
  private func drawn(_ trace: ProcessTrace) throws(Diagnostic) -> String {
    guard let program = findProgram("dot", along: environment.variable("PATH")) else {
      throw Diagnostic(
        "program-missing", "Graphviz, which draws a trace, is not installed here.",
        reason: "There is no program `dot` in PATH.",
        remedies: ["apt-get install graphviz", "plumbline trace … --format dot"])
    }
    let graph = trace.graph
    let placing = Placing(
      id: "trace", title: "\(trace.ref) \(trace.name)",
      description: "\(trace.steps.count) steps and \(trace.effects.count) effects that they set off.",
      standsAlone: true)
    switch Draughtsman(dot: program).plan(graph) {
    case .drawn(let layout): return graph.svg(layout, placing)
    case .summary(let summary, let layout): return summary.svg(layout, placing)
    case .words(let reason):
      throw Diagnostic(
        "not-drawn", "Graphviz could not draw the trace.", reason: Visible.line(reason),
        remedies: ["plumbline trace \(trace.ref) --format dot"])
    }
  }
}

extension TracedProcess {
  fileprivate var json: Node {
    Node(object: [
      ("ref", Node(ref)), ("name", Node(name)), ("owner", Node(owner)), ("steps", Node(steps)),
      ("effects", Node(effects)), ("undecided", Node(undecided)),
    ])
  }
}

extension ProcessTrace {
  fileprivate var json: Node {
    Node(object: [
      ("ref", Node(ref)), ("name", Node(name)), ("trigger", Node(trigger)), ("outcome", Node(outcome)),
      ("owner", Node(owner)), ("per-month", Node(perMonth.flatMap { Double($0) })),
      ("open", open(at: ref)), ("steps", Node(steps.map(json))),
    ])
  }

  private func json(_ step: Step) -> Node {
    Node(object: [
      ("ref", Node(step.ref)), ("order", Node(step.order)), ("system", Node(step.system)),
      ("actor", Node(step.actor)), ("action", Node(step.action)), ("condition", Node(step.condition)),
      ("entity", Node(step.entity)), ("resulting-state", Node(step.resultingState)),
      ("open", open(at: step.ref)),
      ("effects", Node(step.effects.map(json))),
    ])
  }

  private func json(_ effect: Effect) -> Node {
    Node(object: [
      ("ref", Node(effect.ref)), ("what", Node(effect.what)), ("class", Node(effect.sort)),
      ("system", Node(effect.system)), ("condition", Node(effect.condition)),
      ("decision", Node(effect.decision.rawValue)), ("mechanism", Node(effect.mechanism)),
      ("fires-twice-rule", Node(effect.firesTwiceRule)), ("owner", Node(effect.owner)),
      ("reason", Node(effect.reason)), ("open", open(at: effect.ref)),
    ])
  }

  private func open(at ref: String) -> Node {
    Node(
      (open[ref] ?? []).map {
        Node(object: [
          ("name", Node($0.name)), ("text", Node($0.text)), ("ask", Node($0.ask)), ("due", Node($0.due)),
        ])
      })
  }
}
