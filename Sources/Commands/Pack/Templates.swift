import Agreements
import Catalogue
import CommandLineKit
import Diagnostics
import Documents
import Files
import Formats
import Gaps
import Method
import Terminal
import Workbook

extension Plumbline {
  static let template = Command<Scene>(
    "template", "Works on the templates of the pack",
    children: Children([templateList, templateShow, templateCheck, templateNew]))

  private static let templateList = Command<Scene>(
    "list", "Lists the templates in their reading order",
    discussion: "Documents first, then sheets, handouts, and the partials that they are put together from.",
    examples: [Example("plumbline template list", "which documents there are, and which are a team's own")]
  ) { arguments, scene in
    let files = try scene.method(arguments).files(.templates)
    let entries = try files.map { try Entry($0) }.sorted { $0.place < $1.place }
    if arguments.flag("json") {
      scene.print(json: Node(entries.map(\.json)))
      return .done
    }
    var table = Table([
      Table.Column("Order", alignment: .right), Table.Column("Name", minimum: 12), Table.Column("What it is"),
      Table.Column("Title"), Table.Column("For"), Table.Column("From"),
    ])
    for entry in entries {
      table.add(
        [
          entry.order ?? "", entry.file.name, entry.what, entry.template?.title ?? "",
          entry.template?.audience ?? "", entry.file.isBuiltIn ? "" : entry.file.path,
        ].map { Table.Cell($0) })
    }
    scene.print(table, arguments)
    return .done
  }

  private static let templateShow = Command<Scene>(
    "show", "Shows the source of a template",
    examples: [Example("plumbline template show summary", "what the first page is made of")],
    positionals: [Positional("name", "Which one.", values: .dynamic("template"))]
  ) { arguments, scene in
    let file = try scene.method(arguments).file(.templates, named: arguments.positional("name"))
    if arguments.flag("json") {
      scene.print(
        json: Node([
          Node(object: [("ref", Node(file.name)), ("file", Node(file.path)), ("text", Node(file.text))])
        ]))
    } else {
      scene.out.write(file.text)
      scene.say(file.path, arguments)
    }
    return .done
  }

  private static let templateCheck = Command<Scene>(
    "check", "Checks templates: every name, every query, every link",
    discussion: """
      Names the line and column of whatever is wrong, with the nearest right name. The queries are run on the \
      workbook here, or on an empty one. A file that is given need not be among the templates yet.
      """,
    examples: [
      Example("plumbline template check", "all templates of the method"),
      Example("plumbline template check method/templates/risks.md", "the template one is writing"),
    ],
    positionals: [Positional("file", "Only this file.", arity: .optional, values: .file)]
  ) { arguments, scene in
    var files = try scene.method(arguments).files(.templates)
    let given = arguments.optionalPositional("file")
    if let given {
      let file = try templateFile(given, scene)
      files.removeAll { $0.name == file.name }
      files.append(file)
    }
    let gaps = try GapSet(scene.method(arguments)).gaps.map(\.name)
    let attributes = Set(Catalogue.kinds.flatMap { $0.attributes.map(\.name) } + gaps + ["evidence"])
    var problems = try TemplateSet.problems(files, attributes: attributes) { try packSource(arguments, scene) }
    if let given { problems = problems.filter { ($0.place?.file ?? given) == given } }
    guard problems.isEmpty else { throw Problems(problems) }
    let checked = given == nil ? files : files.suffix(1)
    scene.say("\(checked.count) template\(checked.count == 1 ? "" : "s"): nothing is wrong.", arguments)
    if arguments.flag("json") {
      scene.print(json: Node(checked.map { Node(object: [("ref", Node($0.name))]) }))
    }
    return .done
  }

  /// A file as a template: one in a folder `partials`, `handouts` or `sheets` is one of those.
  private static func templateFile(_ given: String, _ scene: Scene) throws(Diagnostic) -> MethodFile {
    let name = Files.name(of: given)
    let folder = Files.name(of: Files.folder(of: scene.environment.path(given)))
    return MethodFile(
      section: .templates, name: name.hasSuffix(".md") ? String(name.dropLast(3)) : name,
      folder: ["partials", "handouts", "sheets"].contains(folder) ? folder : nil, path: given,
      origin: .overlay(Files.folder(of: given)), text: try Files.text(scene.environment.path(given)))
  }

  /// What answers the queries of a check: the workbook here, or, where there is none, an empty one.
  private static func packSource(_ arguments: Arguments, _ scene: Scene) throws -> any QuerySource {
    let isHere: Bool
    do throws(Diagnostic) {
      _ = try scene.workbook(arguments)
      isHere = true
    } catch {
      guard error.code == "no-workbook" || error.code == "several-workbooks" else { throw error }
      isHere = false
    }
    let stage = isHere ? scene : Scene(scene.environment, workbook: try .inMemory())
    let workbook = try stage.workbook(arguments)
    let reader = try workbook.reader()
    try StandingApproval.provide(workbook, to: reader)
    try Amendment.provideChanges(of: Amendment.all(reader), workbook, to: reader)
    try Supersession.provide(workbook, to: reader)
    try OpenAttributes.provideNothing(to: reader)
    _ = try stage.appraise(arguments, reader, Play(trials: 1000, asksForClosings: true))
    return try WorkbookSource(reader)
  }

  private static let templateNew = Command<Scene>(
    "new", "Begins a template of one's own",
    discussion: """
      Writes a file into the folder method/templates beside the workbook, with a word on each thing that a \
      template can hold. Of a built-in template it writes a copy, which takes that one's place.
      """,
    examples: [
      Example("plumbline template new risks", "a document of one's own"),
      Example("plumbline template new summary", "the first page, to be changed"),
    ],
    positionals: [Positional("name", "What it is to be called.")]
  ) { arguments, scene in
    let name = arguments.positional("name")
    guard !name.isEmpty,
      name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
    else {
      throw Diagnostic(
        "bad-name", "`\(name)` is no name for a template.",
        notes: ["It is a file's name: small letters, digits and hyphens."],
        remedies: ["plumbline template new my-document"], exit: .usage)
    }
    let known = try scene.method(arguments).files(.templates).first { $0.name == name }
    let folder = ["method/templates", known?.folder].compactMap { $0 }.joined(separator: "/")
    guard let path = try scene.besideWorkbook("\(folder)/\(name).md", arguments) else {
      throw Diagnostic("no-folder", "This workbook is in no folder.", exit: .usage)
    }
    guard !Files.exists(path) else {
      throw Diagnostic(
        "file-exists", "\(path) is there already, and is left as it is.", at: Place(file: path),
        remedies: ["plumbline template check \(path)"], exit: .usage)
    }
    try Files.makeFolder(Files.folder(of: path))
    scene.forgetMethod()
    try Files.write(Array((known?.text ?? starter(name)).utf8), to: path)
    if arguments.flag("json") {
      scene.print(json: Node([Node(object: [("ref", Node(name)), ("file", Node(path))])]))
    } else {
      scene.print(path)
      scene.say("See it: plumbline render \(name) --format html --watch", arguments)
    }
    return .done
  }

  /// A template to begin with, which renders as it is.
  private static func starter(_ name: String) -> String {
    let title = name.split(separator: "-").joined(separator: " ").capitalisedFirst
    return """
      ---
      title: \(title)
      audience: whom it is for
      summary: One sentence on what a reader finds in it.
      order: 20
      ---

      Prose is prose. A value of one query stands in running text: `sql select count(*) from open_gap` gaps are open.
      What queries can read is in docs/schema.md, all that a template can hold in docs/templates.md.

      ## A table

      A column's name is its title; words after a colon say how its values are shown. An empty cell is shown as
      open, with whom to ask, unless its column says `optional`.

      ```sql table caption="Every flow" empty="No flow has been captured."
      select ref as "Reference:ref", name as "Flow", owner as "Owner:ref", growth as "Growth:optional"
        from flow order by id
      ```

      ## Key figures

      ```sql value
      select count(*) filter (where severity = 'blocker') as "Blockers:number", count(*) as "All gaps:number" from open_gap
      ```

      """
  }
}

/// A template as the list shows it.
private struct Entry {
  var file: MethodFile
  var template: Template?
  var what: String

  init(_ file: MethodFile) throws(Diagnostic) {
    self.file = file
    what = file.folder.map { $0.hasSuffix("s") ? String($0.dropLast()) : $0 } ?? "document"
    if file.folder != "partials" {
      template = try Template(name: file.name, path: file.path, text: file.text)
    }
  }

  var order: String? {
    guard let template, what != "handout", template.order < Int(Int32.max) else { return nil }
    return "\(template.order)"
  }

  /// Documents, sheets, handouts, partials; each in its order.
  var place: (Int, Int, String) {
    let sort = ["document", "sheet", "handout", "partial"].firstIndex(of: what) ?? 4
    return (sort, template?.order ?? 0, file.name)
  }

  var json: Node {
    Node(object: [
      ("ref", Node(file.name)), ("what", Node(what)), ("title", Node(template?.title)),
      ("audience", Node(template?.audience)), ("order", order.flatMap { Int($0) }.map { Node($0) } ?? .null),
      ("file", Node(file.path)), ("built-in", Node(file.isBuiltIn)),
    ])
  }
}
