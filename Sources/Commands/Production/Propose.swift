import Catalogue
import CommandLineKit
import Diagnostics
import Formats
import Proposals
import Terminal
import Workbook

extension Plumbline {
  static let signals = Command<Scene>(
    "signals", "Works on what is watched in production",
    children: Children([
      proposing(
        "signal", "Proposes the signals that flows and exceptions ask for and that are not there yet",
        [
          Example("plumbline signals propose", "what would be watched, with limits from the contracts"),
          Example("plumbline signals propose F-2 --accept 1,3-5", "some of them become facts"),
        ])
    ]))

  static let tests = Command<Scene>(
    "tests", "Works on the cases to be proved",
    children: Children([
      proposing(
        "test", "Proposes the tests that flows, mappings, crosswalks, effects and exceptions ask for",
        [
          Example("plumbline tests propose F-2", "given, when and then from what is known of one flow"),
          Example("plumbline tests propose --accept all", "all of them become facts, in one journal entry"),
        ])
    ]))

  /// The command that proposes facts of a kind and takes those that a person accepts.
  private static func proposing(_ name: String, _ summary: String, _ examples: [Example]) -> Command<Scene> {
    Command(
      "propose", summary,
      discussion: """
        Nothing is written before it is accepted; what is there already is not proposed again. What nobody has \
        said of the flow stays open in the proposal. The rules are files: see `plumbline proposals list`.
        """,
      examples: examples,
      positionals: [
        Positional(
          "flow", "Only for these flows.", arity: .many(atLeast: 0), values: .dynamic("reference:flow"))
      ],
      options: [
        .value("accept", "NUMBERS", "Captures these of the list: `all`, or numbers such as 1,3-5."),
        .flag("dry-run", "Says what would be captured, and captures nothing."),
      ]
    ) { arguments, scene in
      let kind = try Catalogue.kind(name)
      let workbook = try scene.workbook(arguments)
      let flows = try arguments.positionals("flow").map { try workbook.fact($0, kinds: ["flow"]) }
      let found = try ProposalSet(scene.method(arguments)).proposals(
        kind, workbook.reader(), today: scene.today, flows: flows)
      guard let accepted = arguments.value("accept") else {
        scene.tell(found, of: kind, arguments)
        return .done
      }
      let numbers = try numbers(accepted, upTo: found.count)
      let facts = try scene.capture(arguments, dryRun: arguments.flag("dry-run")) { capture in
        try numbers.map { try capture.add(kind, found[$0 - 1].values()) }
      }
      if arguments.flag("dry-run") {
        scene.tell(numbers.map { found[$0 - 1] }, of: kind, arguments)
        scene.say("Would capture \(facts.count); nothing was captured.", arguments)
      } else {
        try scene.answer(with: facts, arguments)
        scene.say(
          facts.isEmpty
            ? "Nothing was proposed, and nothing captured."
            : "Captured \(facts.count) of \(found.count). To take them back: plumbline undo", arguments)
      }
      return .done
    }
  }

  /// The numbers that a person accepts, each once, in order.
  private static func numbers(_ typed: String, upTo count: Int) throws(Diagnostic) -> [Int] {
    guard !typed.trimmed.isEmpty else {
      throw Diagnostic(
        "bad-value", "`--accept` names nothing: it takes `all`, or numbers such as 1,3-5.", exit: .usage)
    }
    if typed.trimmed == "all" { return count == 0 ? [] : Array(1...count) }
    var numbers: Swift.Set<Int> = []
    for part in typed.split(separator: ",") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int(String($0).trimmed) }
      guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first >= 1,
        first <= last, last <= count
      else {
        throw Diagnostic(
          "bad-numbers", "`\(String(part).trimmed)` is none of the proposals.",
          notes: [count == 0 ? "there is nothing to propose" : "they are numbered from 1 to \(count)"],
          remedies: ["--accept all", "--accept 1,3-5"], exit: .usage)
      }
      numbers.formUnion(first...last)
    }
    return numbers.sorted()
  }
}

extension Scene {
  /// The proposals as a numbered list, or as JSON.
  fileprivate func tell(_ proposals: [Proposal], of kind: Kind, _ arguments: Arguments) {
    if arguments.flag("json") {
      print(json: Node(proposals.enumerated().map { Node($1, number: $0 + 1) }))
      return
    }
    guard !proposals.isEmpty else {
      say("Nothing to propose: every \(kind.name) that follows from the facts is there.", arguments)
      return
    }
    let names = kind.attributes.map(\.name).filter { name in proposals.contains { $0.text(name) != nil } }
    var table = Table(
      [Table.Column("No.", alignment: .right, minimum: 3)] + names.map { Table.Column($0, minimum: 9) })
    for (index, proposal) in proposals.enumerated() {
      table.add(
        [Table.Cell("\(index + 1)")]
          + names.map { name in
            proposal.text(name).map { Table.Cell($0) } ?? Table.Cell("open", .yellow)
          })
    }
    print(table, arguments)
    say(
      "\(proposals.count) \(proposals.count == 1 ? kind.name : kind.plural) proposed; none is captured before "
        + "it is accepted: --accept all, or --accept 1,3-5", arguments)
  }
}

extension Node {
  /// A proposal: its number, its rule, then every attribute of its kind; null is not known.
  fileprivate init(_ proposal: Proposal, number: Int) {
    var members: [(String, Node)] = [("number", Node(number)), ("rule", Node(proposal.rule))]
    for attribute in proposal.kind.attributes {
      members.append((attribute.name, Node(proposal.text(attribute.name))))
    }
    self.init(object: members)
  }
}
