import Agreements
import CommandLineKit
import Diagnostics
import Files
import Workbook

extension Plumbline {
  static let exporting = Command<Scene>(
    "export", "Writes everything a workbook holds into a file that others can read",
    children: Children([exportJSON, exportText]))

  private static let exportJSON = Command<Scene>(
    "json", "Writes facts, baselines, votes and history as JSON",
    discussion: """
      The format is described in docs/canonical-form.md, with the digests that another program can take of it. \
      `import json` makes the same workbook of it again. The same workbook gives the same bytes.
      """,
    examples: [
      Example("plumbline export json --to acme.json", "everything, in one file"),
      Example("plumbline export json | jq '.facts[] | select(.kind == \"flow\")'", "for another program"),
    ],
    options: [.value("to", "FILE", "The file; standard output if not said.", values: .file)]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    guard let file = arguments.value("to"), file != "-" else {
      try Export.write(workbook) { scene.out.write(String(decoding: $0, as: UTF8.self)) }
      return .done
    }
    let path = scene.environment.path(file)
    if let head = try? Files.head(path, count: 15), head.elementsEqual("SQLite format 3".utf8) {
      throw Diagnostic(
        "file-exists", "\(file) is a workbook; it was not written over.", at: Place(file: file),
        remedies: ["plumbline export json --to \(shellQuoted(file)).json"], exit: .usage)
    }
    try Files.write(try Export.bytes(workbook), to: path)
    scene.say("Wrote \(file).", arguments)
    return .done
  }
}
