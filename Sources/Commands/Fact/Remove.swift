import CommandLineKit
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let remove = Command<Scene>(
    "remove", "Removes a fact and what is part of it",
    discussion: """
      What others refer to is not removed, unless with --detach: then those attributes become unknown. \
      `undo` brings everything back.
      """,
    examples: [Example("plumbline remove stripe.invoice.foo", "a field that was a mistake")],
    positionals: [Positional("ref", "The fact.", values: .dynamic("reference:"))],
    options: [
      .flag("detach", "Makes the attributes that refer to it unknown."),
      .flag("dry-run", "Says what would go, and removes nothing."),
    ]
  ) { arguments, scene in
    let removed = try scene.capture(arguments, dryRun: arguments.flag("dry-run")) { capture in
      try capture.remove(
        try capture.fact(arguments.positional("ref")), detaching: arguments.flag("detach"))
    }
    if arguments.flag("json") {
      scene.print(json: Node(removed.map { Node(object: [("ref", Node($0.ref)), ("kind", Node($0.kind))]) }))
    } else {
      for fact in removed { scene.print(Visible.line(fact.ref)) }
    }
    scene.say(
      arguments.flag("dry-run") ? "Nothing was removed." : "Removed. `plumbline undo` brings it back.",
      arguments)
    return .done
  }
}
