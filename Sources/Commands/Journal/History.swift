import CommandLineKit
import Diagnostics
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let history = Command<Scene>(
    "history", "Shows what was captured, by whom, on whose word, when",
    examples: [
      Example("plumbline history", "every command, oldest first"),
      Example("plumbline history stripe.invoice.status", "one fact, attribute by attribute, old → new"),
    ],
    positionals: [Positional("ref", "Only this fact.", arity: .optional, values: .dynamic("reference:"))]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    if let typed = arguments.optionalPositional("ref") {
      return try tell(try workbook.history(of: typed), arguments, scene)
    }
    let entries = try workbook.journal()
    if arguments.flag("json") {
      scene.print(json: Node(entries.map(\.json)))
      return .done
    }
    var table = Table(["#", "When", "Who", "Said by", "Workshop", "What"].map { Table.Column($0) })
    for entry in entries {
      table.add(
        ["\(entry.seq)", entry.at, entry.who, entry.saidBy ?? "", entry.workshop ?? "", entry.summary]
          .map { Table.Cell($0) })
    }
    scene.print(table, arguments)
    return .done
  }

  private static func tell(
    _ changes: [AttributeChange], _ arguments: Arguments, _ scene: Scene
  ) throws -> ExitStatus {
    if arguments.flag("json") {
      scene.print(json: Node(changes.map(\.json)))
      return .done
    }
    var table = Table(["#", "When", "Who", "Said by", "Attribute", "Old → new"].map { Table.Column($0) })
    for change in changes {
      let (entry, first) = (change.entry, change.entry.first)
      let who = entry.merging.map { "\(first.who) (merged \($0.at) by \($0.who))" } ?? first.who
      table.add(
        [
          "\(entry.seq)", first.at, who, first.saidBy ?? "",
          change.attribute ?? (change.old == nil ? "captured" : "removed"),
          change.attribute == nil ? change.ref : "\(change.old ?? "not known") → \(change.new ?? "not known")",
        ].map { Table.Cell($0) })
    }
    scene.print(table, arguments)
    return .done
  }
}

extension JournalEntry {
  var json: Node {
    Node(
      object: [
        ("ref", Node("#\(seq)")), ("seq", Node(seq)), ("action", Node(action)), ("subject", Node(subject)),
        ("at", Node(at)), ("who", Node(who)), ("said-by", Node(saidBy)), ("workshop", Node(workshop)),
        ("summary", Node(summary)),
      ]
        + (origin.map { origin in
          [
            (
              "first",
              Node(object: [
                ("at", Node(origin.at)), ("who", Node(origin.who)), ("said-by", Node(origin.saidBy)),
                ("workshop", Node(origin.workshop)), ("summary", Node(origin.summary)),
              ])
            )
          ]
        } ?? []))
  }
}

extension AttributeChange {
  fileprivate var json: Node {
    Node(object: [
      ("ref", Node(ref)), ("attribute", Node(attribute)), ("old", Node(old)), ("new", Node(new)),
      ("seq", Node(entry.seq)), ("action", Node(entry.action)), ("at", Node(entry.first.at)),
      ("who", Node(entry.first.who)), ("said-by", Node(entry.first.saidBy)),
      ("workshop", Node(entry.first.workshop)), ("merged-at", Node(entry.merging?.at)),
      ("merged-by", Node(entry.merging?.who)),
    ])
  }
}
