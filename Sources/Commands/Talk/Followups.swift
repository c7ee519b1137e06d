import Catalogue
import CommandLineKit
import Diagnostics
import Documents
import Files
import Formats
import Gaps
import Terminal
import Workbook

extension Plumbline {
  static let followups = Command<Scene>(
    "followups", "Says what each person still owes an answer to",
    discussion: """
      Open gaps by the person who is to be asked, and the questions that were parked with them. As csv it is a \
      list to send out: answers are written into its last column but one, and `import answers` reads them back.
      """,
    examples: [
      Example("plumbline followups finance-lead", "what one person owes"),
      Example("plumbline followups --format csv --to answers.csv", "a list to send out"),
      Example("plumbline followups --format md --to follow-ups/", "a file for each person"),
    ],
    positionals: [
      Positional("person", "Only theirs.", arity: .many(atLeast: 0), values: .dynamic("reference:person"))
    ],
    options: [
      .value("format", "FORMAT", "text if not said.", values: .choices(["text", "md", "html", "csv"])),
      .value("to", "PATH", "A file; or a folder, that ends in a slash, for a file a person.", values: .file),
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let people = try arguments.positionals("person").map { try workbook.fact($0, kinds: ["person"]).ref }
    let reader = try workbook.reader()
    let findings = try scene.findings(arguments, reader)
    let all = try FollowUp.all(findings, reader, today: scene.today).filter { one in
      people.isEmpty || one.person.map(people.contains) == true
    }
    if arguments.flag("json") {
      scene.print(json: Node(all.map(\.json)))
      return .done
    }
    let width = arguments.value("to") == nil ? scene.out.width : nil
    let write = { (list: [FollowUp]) throws -> String in try scene.text(of: list, width, arguments, workbook) }
    guard let path = arguments.value("to") else {
      scene.out.write(try write(all))
      return .done
    }
    let isFolder = path.hasSuffix("/") || Files.isFolder(scene.environment.path(path))
    if isFolder { try Files.makeFolder(scene.environment.path(path)) }
    for (file, list) in isFolder ? perPerson(all, in: path, arguments) : [(path, all)] {
      try Files.write(Array(try write(list).utf8), to: scene.environment.path(file))
      scene.print(file)
    }
    return .done
  }

  /// A file for each person, named after them.
  private static func perPerson(
    _ all: [FollowUp], in folder: String, _ arguments: Arguments
  ) -> [(String, [FollowUp])] {
    var people: [String?] = []
    for one in all where !people.contains(one.person) { people.append(one.person) }
    let ending = arguments.value("format") ?? "text"
    return people.map { person in
      let name = (person ?? "nobody-known") + "." + (ending == "text" ? "txt" : ending)
      return (Files.join(folder, name), all.filter { $0.person == person })
    }
  }
}

extension Scene {
  /// A list in the format that was asked for.
  fileprivate func text(
    of list: [FollowUp], _ width: Int?, _ arguments: Arguments, _ workbook: Workbook
  ) throws -> String {
    let format = arguments.value("format") ?? "text"
    guard format != "csv" else { return AnswerFile.write(list) }
    // A page holds its reader to one state of the workbook for good: each has its own.
    let reader = try workbook.reader()
    guard let page: Pack.Format = format == "html" ? .html : format == "md" ? .markdown : nil else {
      return try plain(list, width, reader)
    }
    try reader.provide(list)
    return try handout(
      "followups", as: page, arguments, reader, openBlockers: list.count { $0.severity == .blocker },
      mayBeOpen: false)
  }

  /// For a person at a terminal: what each owes, under their name.
  private func plain(_ list: [FollowUp], _ width: Int?, _ reader: Reader) throws -> String {
    let style = environment.streams.outStyle
    let names = Dictionary(
      try reader.rows("SELECT ref, name FROM person").rows.map {
        ($0[0].displayed ?? "", $0[1].displayed ?? "")
      },
      uniquingKeysWith: { first, _ in first })
    var text = ""
    var last: String??
    for one in list {
      if last != .some(one.person) {
        let count = list.count { $0.person == one.person }
        let name = one.person.map { names[$0] ?? $0 } ?? "Not known whom to ask"
        text += (text.isEmpty ? "" : "\n") + style.paint("\(Visible.line(name)) (\(count))", .bold) + "\n"
        last = .some(one.person)
      }
      let due = one.due.map { ", by \($0)" } ?? ""
      let question = "\(one.severity.rawValue)\(due) · \(Visible.line(one.question))"
      let lines = width.map { Fitting.wrap(question, to: max(20, $0 - 4)) } ?? [question]
      let severity = style.paint(one.severity.rawValue, one.severity.look)
      text += "  \(severity)\(lines[0].dropFirst(one.severity.rawValue.count))\n"
      text += lines.dropFirst().map { "    \($0)\n" }.joined()
      // A command is to be pasted, so it is never broken.
      text += "    \(style.paint(Visible.line(one.remedy), .green))\n"
    }
    return list.isEmpty ? "Nobody owes an answer.\n" : text
  }
}

extension FollowUp {
  fileprivate var json: Node {
    Node(object: [
      ("person", Node(person)), ("severity", Node(severity.rawValue)), ("gap", Node(gap)),
      ("about", Node(about)), ("attribute", Node(attribute)), ("question", Node(question)),
      ("may-be", Node(expects)), ("was", Node(present)), ("due", Node(due)), ("remedy", Node(remedy)),
    ])
  }
}
