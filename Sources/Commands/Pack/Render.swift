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
  static let render = Command<Scene>(
    "render", "Renders the specification pack",
    discussion: """
      Every document of the method, or those named. The formats are md (a file a document) and html (one \
      file that needs nothing else). What is not decided is shown as open, in place.
      """,
    examples: [
      Example("plumbline render --to output/acme", "the whole pack, Markdown and HTML"),
      Example("plumbline render summary --format html --to .", "the sponsor's page alone"),
      Example("plumbline render --format html --multi --to site", "a site of linked pages"),
    ],
    positionals: [
      Positional("document", "Only these documents.", arity: .many(atLeast: 0), values: .dynamic("document"))
    ],
    options: [
      .list("format", "FORMATS", "md, html or both, separated by commas; both if not said."),
      .flag("multi", "HTML as a site: a page a document, and a page for each entity, flow and process."),
      .value(
        "theme", "FILE",
        "Logo, colours, client, confidentiality; method/theme.yaml beside the workbook if not said.",
        values: .file),
      .flag("force", "Replaces files of the same names even when they are not of a pack."),
      .value("to", "DIR", "Where to put it; output/NAME if not said.", values: .folder),
    ]
  ) { arguments, scene in
    let formats = try formats(arguments).map { $0 == .html && arguments.flag("multi") ? .site : $0 }
    if arguments.value("to")?.isEmpty == true {
      throw Diagnostic(
        "bad-value", "`--to` names no folder.", remedies: ["plumbline render --to output/NAME"], exit: .usage)
    }
    let workbook = try scene.workbook(arguments)
    let reader = try workbook.reader()
    let findings = try scene.provideGaps(reader, arguments)
    let pricing = try scene.pricing(arguments, reader, findings)
    try reader.provide(pricing.estimate(trials: 20_000, seed: 1), pricing)
    let names = arguments.positionals("document")
    let pack = try Pack(
      cover: try cover(reader, findings), theme: try theme(arguments, scene),
      templates: try TemplateSet(scene.method(arguments)),
      documents: names.isEmpty ? nil : names, source: try WorkbookSource(reader))
    let folder = scene.environment.path(arguments.value("to") ?? "output/\(stem(of: workbook.path))")
    if !arguments.flag("force") {
      for format in formats { try pack.refuseStrangers(format, in: folder) }
    }
    var pages: [String] = []
    for format in formats { pages += try pack.write(format, to: folder) }
    if arguments.flag("json") {
      scene.print(json: Node(pages.map { Node(object: [("ref", Node($0)), ("file", Node($0))]) }))
    } else {
      for page in pages { scene.print(page) }
      if let first = pages.first(where: { $0.hasSuffix("index.html") }) ?? pages.first {
        scene.say("Open \(first)", arguments)
      }
    }
    return .done
  }

  /// The theme that is named, or the one beside the workbook, or our own look.
  private static func theme(_ arguments: Arguments, _ scene: Scene) throws(Diagnostic) -> Theme {
    if let given = arguments.value("theme") { return try Theme(file: scene.environment.path(given)) }
    guard let beside = try scene.besideWorkbook("method/theme.yaml", arguments), Files.exists(beside) else {
      return Theme()
    }
    return try Theme(file: beside)
  }

  private static func formats(_ arguments: Arguments) throws(Diagnostic) -> [Pack.Format] {
    let words = arguments.values("format").flatMap { $0.split(separator: ",").map { String($0).trimmed } }
    var formats: [Pack.Format] = []
    for word in words.isEmpty ? ["md", "html"] : words {
      guard let format = Pack.Format(rawValue: word) else {
        throw Diagnostic(
          "bad-choice", "There is no format `\(word)`.",
          notes: ["the formats are \(Pack.Format.allCases.map(\.rawValue).joined(separator: ", "))"],
          exit: .usage)
      }
      formats.append(format)
    }
    return formats
  }

  /// What stands on the first page. The date is that of the last capture, so that the same workbook gives
  /// the same bytes on any day.
  private static func cover(_ reader: Reader, _ findings: [Finding]) throws -> Cover {
    let row =
      try reader.rows(
        """
        SELECT e.name, e.client, substr((SELECT max(at) FROM history), 1, 10),
          (SELECT value FROM estimate_figure WHERE name = 'p50'), (SELECT value FROM estimate_figure WHERE name = 'p80')
        FROM engagement e
        """
      ).rows.first?.map(\.displayed) ?? [nil, nil, nil, nil, nil]
    var facts: [Cover.Fact] = []
    if let p50 = row[3], let p80 = row[4] {
      facts = [
        Cover.Fact("Hours to plan with (P80)", grouped(p80)),
        Cover.Fact("Middle of the runs (P50)", grouped(p50)),
      ]
    }
    return Cover(
      title: row[0] ?? "Specification", client: row[1],
      openBlockers: findings.count { $0.severity == .blocker && $0.waiver == nil }, date: row[2], facts: facts)
  }

  /// A whole number with its thousands apart, by a space that does not break.
  private static func grouped(_ number: String) -> String {
    guard number.count > 4, number.allSatisfy(\.isNumber) else { return number }
    return grouped(String(number.dropLast(3))) + "\u{202F}" + number.suffix(3)
  }

  private static func stem(of path: String) -> String {
    let name = Files.name(of: path)
    return name.hasSuffix(".plumb") ? String(name.dropLast(6)) : name
  }
}
