import Catalogue
import CommandLineKit
import Diagnostics
import Formats
import Workbook

extension Plumbline {
  static let initialise = Command<Scene>(
    "init", "Makes a new workbook",
    examples: [
      Example(
        "plumbline init acme.plumb --name \"Billing to accounting\" --client Acme", "a workbook for one project"
      )
    ],
    positionals: [Positional("file", "The workbook to make, e.g. acme.plumb.", values: .file)],
    // An empty workbook has nobody yet whom an option could refer to.
    options: Catalogue.engagement.options(without: Catalogue.engagement.references)
  ) { arguments, scene in
    let path = arguments.positional("file")
    var values = try Catalogue.engagement.values(arguments)
    if values["name"] == nil {
      let stem = path.split(separator: "/").last.map(String.init) ?? path
      values["name"] = .some(.text(stem.hasSuffix(".plumb") ? String(stem.dropLast(6)) : stem))
    }
    try scene.create(path, arguments, values)
    if arguments.flag("json") {
      scene.print(json: Node([Node(object: [("ref", "engagement"), ("workbook", Node(path))])]))
    }
    scene.say("Made \(path). What next: plumbline next", arguments)
    return .done
  }
}

extension Kind {
  /// The attributes that refer to other facts.
  fileprivate var references: [String] {
    attributes.filter { if case .reference = $0.type { true } else { $0.type.isList } }.map(\.name)
  }
}
