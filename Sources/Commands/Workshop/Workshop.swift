import Catalogue
import CommandLineKit
import Diagnostics
import Formats
import Gaps
import Terminal
import Workbook
import Workshops

extension Plumbline {
  static let workshop = Command<Scene>(
    "workshop", "Leads a workshop: asks, and captures what is said",
    discussion: """
      A script says what is asked in which order. Every answer is one journal entry and is on disk before the \
      next question is shown; `workshop resume` goes on at the very question, on any machine that has the file.
      """,
    examples: [
      Example("plumbline workshop start kick-off --facilitator ruth --attendee tom", "the first sitting"),
      Example("plumbline workshop resume", "goes on where it was left"),
    ],
    children: Children(
      [
        workshopList, workshopShow, workshopStart, workshopResume, workshopEnd, workshopStatus, minutes,
        workshopCheck,
      ]))

  private static let workshopList = Command<Scene>(
    "list", "Lists the scripts",
    examples: [Example("plumbline workshop list", "what can be held, and how long each takes")]
  ) { arguments, scene in
    let scripts = try scene.scripts(arguments)
    if arguments.flag("json") {
      scene.print(json: Node(scripts.map(\.json)))
      return .done
    }
    var table = Table(["Script", "Minutes", "About", "What it is for", "From"].map { Table.Column($0) })
    for script in scripts {
      table.add(
        [
          script.name, "\(script.minutes)", script.about.map { "one \($0)" } ?? "the scope",
          script.purpose.firstSentence, script.file.isBuiltIn ? "" : script.file.path,
        ].map { Table.Cell($0) })
    }
    scene.print(table, arguments)
    return .done
  }

  private static let workshopShow = Command<Scene>(
    "show", "Shows what a script is for, whom it needs, and its sections",
    examples: [Example("plumbline workshop show kick-off", "to be read before the invitation goes out")],
    positionals: [Positional("script", "The script.", values: .dynamic("script"))]
  ) { arguments, scene in
    let script = try scene.script(arguments.positional("script"), arguments)
    if arguments.flag("json") {
      scene.print(json: Node([script.json]))
      return .done
    }
    scene.print(
      "\(script.title) · \(script.minutes) minutes · about \(script.about.map { "one \($0)" } ?? "the scope")")
    scene.print(script.purpose.trimmed)
    scene.print("\nIn the room:")
    for role in script.roles { scene.print("  \(role.name): \(role.why)") }
    for section in script.sections {
      scene.print("\n\(section.title) · \(section.minutes) minutes")
      scene.print("  \(section.purpose.trimmed)")
      if !section.exit.isEmpty { scene.print("  done when closed: \(section.exit.joined(separator: ", "))") }
    }
    return .done
  }

  private static let workshopCheck = Command<Scene>(
    "check", "Checks workshop scripts",
    discussion: """
      Every kind, attribute, choice, role, gap, placeholder and query in a script is one that there is; what is \
      wrong is told with line and column, and the nearest right name. Without a file, all scripts are checked, a \
      team's own included.
      """,
    examples: [Example("plumbline workshop check method/workshops/our-kick-off.yaml", "before it is used")],
    positionals: [Positional("file", "The script's file.", arity: .optional, values: .file)]
  ) { arguments, scene in
    guard let file = arguments.optionalPositional("file") else {
      scene.print("\(try scene.scripts(arguments).count) scripts are right.")
      return .done
    }
    let script = try Script(
      try scene.methodFile(.workshops, at: file), GapSet(scene.method(arguments)))
    scene.print("\(script.name) is right: \(script.sections.count) sections, \(script.minutes) minutes.")
    return .done
  }
}

extension Script {
  var json: Node {
    Node(object: [
      ("name", Node(name)), ("title", Node(title)), ("purpose", Node(purpose.trimmed)),
      ("minutes", Node(minutes)),
      ("about", Node(about)),
      ("roles", Node(roles.map { Node(object: [("role", Node($0.name)), ("why", Node($0.why))]) })),
      (
        "sections",
        Node(
          sections.map { section in
            Node(object: [
              ("title", Node(section.title)), ("purpose", Node(section.purpose.trimmed)),
              ("minutes", Node(section.minutes)), ("exit", Node(section.exit.map { Node($0) })),
            ])
          })
      ),
      ("file", Node(file.isBuiltIn ? nil : file.path)),
    ])
  }
}

extension String {
  /// Up to the first full stop that ends a sentence.
  var firstSentence: String {
    let text = String(map { $0.isNewline ? " " : $0 }).trimmed
    for index in text.indices where text[index] == "." {
      let next = text.index(after: index)
      if next == text.endIndex || text[next] == " " { return String(text[...index]) }
    }
    return text
  }
}
