import Agreements
import CommandLineKit
import Diagnostics
import Formats

extension Plumbline {
  static let exportText = Command<Scene>(
    "text", "Writes the facts as a folder of plain text that differs well",
    discussion: """
      A file an item, a line an attribute, always in the same order: in a repository, a change of the scope reads as a \
      change of lines. Only what changed is written, and only files of an earlier export are removed.
      """,
    examples: [Example("plumbline export text --to scope/", "for git")],
    options: [.value("to", "DIR", "The folder.", values: .folder)]
  ) { arguments, scene in
    guard let folder = arguments.value("to"), !folder.isEmpty else {
      throw Diagnostic(
        "missing-option", "Where is the text to go? Give --to.",
        remedies: ["plumbline export text --to scope/"], exit: .usage)
    }
    let report = try TextFolder(scene.workbook(arguments)).write(to: scene.environment.path(folder))
    if arguments.flag("json") {
      scene.print(
        json: Node(object: [
          ("written", Node(report.written.map { Node($0) })),
          ("removed", Node(report.removed.map { Node($0) })),
          ("same", Node(report.same)),
        ]))
    } else {
      scene.say(
        "\(counted(report.written.count, "file")) written, \(report.removed.count) removed, \(report.same) as they were.",
        arguments)
    }
    return .done
  }
}
