import Agreements
import CommandLineKit
import Diagnostics
import Files
import Formats

extension Plumbline {
  static let importJSON = Command<Scene>(
    "json", "Makes a new workbook of what `export json` wrote",
    discussion: """
      Everything is made again from the journal in the file, whose chain of hashes must hold; what the file says \
      of facts and baselines must be what follows from that. Nothing is left when anything does not.
      """,
    examples: [
      Example("plumbline import json acme.json acme-copy.plumb", "the same workbook, history and all")
    ],
    positionals: [
      Positional("file", "What `export json` wrote.", values: .file),
      Positional("new", "The workbook to make.", values: .file),
    ]
  ) { arguments, scene in
    let file = arguments.positional("file")
    let path = scene.environment.path(arguments.positional("new"))
    let bytes = try file == "-" ? scene.environment.input() : Files.read(scene.environment.path(file))
    try Import(bytes, file: file).makeWorkbook(path, at: scene.environment.now())
    if arguments.flag("json") {
      scene.print(
        json: Node([Node(object: [("ref", "engagement"), ("workbook", Node(arguments.positional("new")))])]))
    }
    scene.say("Made \(arguments.positional("new")).", arguments)
    return .done
  }
}
