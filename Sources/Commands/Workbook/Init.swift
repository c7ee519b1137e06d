import Catalogue
import CommandLineKit
import Diagnostics
import Workbook

extension Plumbline {
  static let initialise = Command<Scene>(
    "init", "Makes a new workbook",
    examples: [
      Example("plumbline init acme.plumb --name \"Billing to accounting\" --client Acme", "a workbook for one project")
    ],
    positionals: [Positional("file", "The workbook to make, e.g. acme.plumb.", values: .file)],
    options: Catalogue.engagement.options()
  ) { arguments, scene in
    let path = arguments.positional("file")
    var values = try Catalogue.engagement.values(arguments)
    if values["name"] == nil {
      let stem = path.split(separator: "/").last.map(String.init) ?? path
      values["name"] = .some(.text(stem.hasSuffix(".plumb") ? String(stem.dropLast(6)) : stem))
    }
    let workbook = try scene.create(path)
    try workbook.capture(
      scene.line.joined(separator: " "), by: scene.attribution(arguments)
    ) { try $0.add(Catalogue.engagement, values) }
    scene.say("Made \(path). What next: plumbline next", arguments)
    return .done
  }
}
