import Catalogue
import CommandLineKit
import Diagnostics
import Documents
import Files
import Formats
import Workbook

extension Plumbline {
  static let minutes = Command<Scene>(
    "minutes", "Writes the minutes of a sitting",
    discussion: """
      Who was there, what was decided, parked and accepted, what was captured, and what was there before and was \
      said differently. What was undone since is left out. Without a name, the latest sitting.
      """,
    examples: [
      Example("plumbline workshop minutes", "of the latest sitting, as Markdown"),
      Example("plumbline workshop minutes W-2 --format html --to minutes.html", "a page to send"),
    ],
    positionals: [
      Positional("workshop", "The sitting.", arity: .optional, values: .dynamic("reference:workshop"))
    ],
    options: [
      .value("format", "FORMAT", "md if not said.", values: .choices(["md", "html"])),
      .value("to", "FILE", "Where to put it; on standard output if not said.", values: .file),
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let reader = try workbook.reader()
    let sitting = try scene.sitting(arguments.optionalPositional("workshop"), workbook, reader)
    let changes = try workbook.changes(in: sitting)
    if arguments.flag("json") {
      scene.print(json: Node(changes.map(\.minute)))
      return .done
    }
    try reader.provide(changes)
    let text = try scene.handout(
      "minutes", as: arguments.value("format") == "html" ? .html : .markdown, arguments, reader,
      openBlockers: 0, parameters: ["workshop": .text(sitting.ref)])
    guard let path = arguments.value("to") else {
      scene.out.write(text)
      return .done
    }
    try Files.write(Array(text.utf8), to: scene.environment.path(path))
    scene.print(path)
    return .done
  }
}

extension Scene {
  /// The sitting that was named, or the latest.
  fileprivate func sitting(_ typed: String?, _ workbook: Workbook, _ reader: Reader) throws -> Fact {
    if let typed { return try workbook.fact(typed, kinds: ["workshop"]) }
    let last = try reader.rows("SELECT ref FROM workshop ORDER BY id DESC LIMIT 1").rows.first?[0].displayed
    guard let last else {
      throw Diagnostic(
        "no-workshop", "No workshop has been held.", remedies: ["plumbline workshop list"], exit: .usage)
    }
    return try workbook.fact(last, kinds: ["workshop"])
  }
}

extension Reader {
  /// Puts what a sitting changed beside the views as `sitting_change`.
  fileprivate func provide(_ changes: [AttributeChange]) throws {
    var kinds: [String: String] = [:]
    try query("SELECT ref, kind FROM item") { row in kinds[try row.text(0)] = try row.text(1) }
    // What came is shown by what it is called rather than by its number.
    var titles: [String: String] = [:]
    for change in changes {
      guard let kind = kinds[change.ref].flatMap({ try? Catalogue.kind($0) }) else { continue }
      if change.attribute == kind.title { titles[change.ref] = titles[change.ref] ?? change.new }
    }
    try provide(
      "sitting_change",
      columns: "position INTEGER PRIMARY KEY, seq, at, said_by, ref, kind, attribute, old, new",
      rows: changes.enumerated().map { index, change in
        let came = change.attribute == nil && change.old == nil
        return [
          .integer(Int64(index)), .integer(Int64(change.entry.seq)), .text(change.entry.at),
          .optional(change.entry.saidBy), .text(change.ref), .optional(kinds[change.ref]),
          .optional(change.attribute), .optional(change.old),
          .optional(came ? titles[change.ref] : change.new),
        ]
      })
  }
}

extension AttributeChange {
  fileprivate var minute: Node {
    Node(object: [
      ("at", Node(entry.at)), ("said-by", Node(entry.saidBy)), ("ref", Node(ref)),
      ("attribute", Node(attribute)), ("before", Node(old)), ("after", Node(new)),
    ])
  }
}
