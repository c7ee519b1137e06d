import Catalogue
import CommandLineKit
public import Diagnostics
import Formats
import Method
public import Proposals
import Terminal
import Workbook

extension Plumbline {
  static let proposals = Command<Scene>(
    "proposals", "Works on the rules that propose signals and tests",
    children: Children([proposalsList, proposalsTest]))

  private static let proposalsList = Command<Scene>(
    "list", "Lists the rules of the method",
    examples: [Example("plumbline proposals list", "what is proposed, and from which file")]
  ) { arguments, scene in
    let rules = try ProposalSet(scene.method(arguments)).rules
    if arguments.flag("json") {
      scene.print(
        json: Node(
          rules.map {
            Node(object: [
              ("ref", Node($0.name)), ("kind", Node($0.kind.name)), ("title", Node($0.title)),
              ("why", Node($0.why)), ("file", Node($0.file.path)),
            ])
          }))
      return .done
    }
    var table = Table(["Proposes", "Rule", "What it is", "From"].map { Table.Column($0) })
    for rule in rules {
      table.add(
        [rule.kind.name, rule.name, rule.title, rule.file.isBuiltIn ? "" : rule.file.path].map {
          Table.Cell($0)
        })
    }
    scene.print(table, arguments)
    return .done
  }

  private static let proposalsTest = Command<Scene>(
    "test", "Runs the examples in the proposal files",
    discussion: """
      Each example is captured into an empty workbook in memory; the rule must then propose exactly what it says.
      """,
    examples: [Example("plumbline proposals test --method ./my-method", "a team's own rules are proved")]
  ) { arguments, scene in
    let rules = try ProposalSet(scene.method(arguments)).rules
    let results = try rules.map { ($0.name, $0.examples.count, try rehearse($0, scene)) }
    try scene.tell(
      proofs: results, of: "rule", counting: "examples",
      "\(rules.reduce(0) { $0 + $1.examples.count }) examples of \(rules.count) rules hold.", arguments)
    return .done
  }

  /// What is wrong with the examples of a rule; empty when all hold.
  public static func rehearse(_ rule: ProposalRule, _ scene: Scene) throws -> [Diagnostic] {
    try rule.examples.compactMap { example in
      let talk = MemoryOutput()
      var environment = scene.environment
      environment.streams = Streams(out: MemoryOutput().output, err: talk.output)
      let workbook = try Workbook.inMemory()
      let stage = Scene(environment, workbook: workbook)
      let by = Attribution(who: "example", at: environment.now(), chance: 0)
      try workbook.capture("init", by: by) { try $0.add(Catalogue.engagement, ["name": .text("Example")]) }
      for line in example.capture.split(whereSeparator: \.isNewline) {
        guard run(try ShellWords.split(String(line)).map(\.text), stage) == .done else {
          return Diagnostic(
            "example-refused", "The example's line `\(line)` is refused.", at: example.place, reason: talk.text)
        }
      }
      let found = try ProposalSet([rule]).proposals(rule.kind, workbook.reader(), today: stage.today)
      return difference(example, found, rule)
    }
  }

  /// How what was found differs from what the example says; nil when it does not.
  private static func difference(
    _ example: ProposalRule.Example, _ found: [Proposal], _ rule: ProposalRule
  ) -> Diagnostic? {
    var notes: [String] = []
    if found.count != example.proposes.count {
      notes.append("it says \(example.proposes.count), and the rule proposes \(found.count)")
    }
    for (expected, proposal) in zip(example.proposes, found) {
      for (name, text) in expected.sorted(by: { $0.key < $1.key }) where proposal.text(name) != text {
        notes.append("\(name): it says `\(text)`, the rule `\(proposal.text(name) ?? "nothing")`")
      }
    }
    guard !notes.isEmpty else { return nil }
    return Diagnostic(
      "example-fails", "An example of \(rule.name) does not hold.", at: example.place, notes: notes,
      remedies: ["plumbline proposals test"])
  }
}
