import Agreements
import CommandLineKit
import Diagnostics
import Documents
import Drawings
import Files
import Formats
import Gaps
import Programs
import Terminal
import Workbook

extension Plumbline {
  static let render = Command<Scene>(
    "render", "Renders the specification pack",
    discussion: """
      Every document of the method, or those named. The formats are md (a file a document), html (one file that \
      needs nothing else), xlsx (every table as a sheet), csv and json (every table as a file), pdf and docx. PDF \
      needs WeasyPrint or Chromium, DOCX pandoc; what is missing is named, and the rest comes out. What is not \
      decided is shown as open, in place.
      """,
    examples: [
      Example("plumbline render --to output/acme", "the whole pack, Markdown and HTML"),
      Example("plumbline render summary --format html --to .", "the sponsor's page alone"),
      Example("plumbline render --format xlsx,pdf", "a spreadsheet, and a file to sign"),
      Example("plumbline render --format html --watch", "while one writes a template"),
      Example("plumbline render --format html --multi --to site", "a site of linked pages"),
    ],
    positionals: [
      Positional("document", "Only these documents.", arity: .many(atLeast: 0), values: .dynamic("document"))
    ],
    options: [
      .list(
        "format", "FORMATS",
        "md, html, xlsx, csv, json, pdf, docx or all, separated by commas; md and html if not said.",
        values: .dynamic("words:md,html,xlsx,csv,json,pdf,docx,all")),
      .flag("multi", "HTML as a site: a page a document, and a page for each entity, flow and process."),
      .value(
        "theme", "FILE",
        "Logo, colours, client, confidentiality; method/theme.yaml beside the workbook if not said.",
        values: .file),
      .flag("force", "Replaces files of the same names even when they are not of a pack."),
      .value("to", "DIR", "Where to put it; output/NAME if not said.", values: .folder),
      .flag("watch", "Renders again whenever a template, the theme or the workbook changes, until Ctrl-C."),
    ]
  ) { arguments, scene in
    try scene.environment.interruptions.listening {
      try arguments.flag("watch") ? watch(arguments, scene) : renderOnce(arguments, scene)
    }
  }

  /// Renders the pack.
  static func renderOnce(_ arguments: Arguments, _ scene: Scene) throws -> ExitStatus {
    let formats = try formats(arguments)
    if arguments.value("to")?.isEmpty == true {
      throw Diagnostic(
        "bad-value", "`--to` names no folder.", remedies: ["plumbline render --to output/NAME"], exit: .usage)
    }
    let workbook = try scene.workbook(arguments)
    let reader = try workbook.reader()
    let appraisal = try scene.appraise(arguments, reader, Play(asksForClosings: true))
    let findings = appraisal.findings
    if appraisal.estimate.isPartial {
      throw Diagnostic("interrupted", "The rendering was stopped; nothing was written.", exit: .interrupted)
    }
    let draughtsman = Draughtsman(dot: findProgram("dot", along: scene.environment.variable("PATH")))
    let agreed = try provideChanges(workbook, reader)
    let names = arguments.positionals("document")
    let name = stem(of: workbook.path)
    let order = PackOrder(
      documents: names.isEmpty ? nil : names, theme: try theme(arguments, scene, reader),
      folder: scene.environment.path(arguments.value("to") ?? "output/\(name)"), name: name,
      isSite: arguments.flag("multi"), agreed: agreed)
    var files = try scene.packFiles(order, of: workbook, reader, findings, draughtsman, arguments)
    if !arguments.flag("force") {
      for format in formats { try files.refuseStrangers(format) }
    }
    var pages: [String] = []
    for format in formats {
      do throws(Diagnostic) {
        if scene.environment.interruptions.isNoted() { throw Diagnostic("interrupted", "", exit: .interrupted) }
        pages += try files.write(format)
      } catch {
        throw error.exit == .interrupted ? stopped(arguments) : error
      }
    }
    for shortcoming in draughtsman.shortcomings { scene.say(shortcoming, arguments) }
    for shortcoming in files.shortcomings { scene.environment.streams.report(shortcoming) }
    if arguments.flag("json") {
      scene.print(json: Node(pages.map { Node(object: [("ref", Node($0)), ("file", Node($0))]) }))
    } else {
      for page in pages { scene.print(page) }
      if let first = pages.first(where: { $0.hasSuffix("index.html") }) ?? pages.first {
        scene.say("Open \(Visible.line(first))", arguments)
      }
    }
    return files.shortcomings.isEmpty ? .done : .data
  }

  /// What a stopped rendering leaves: each file is written whole or not at all, but a pack is many files.
  private static func stopped(_ arguments: Arguments) -> Diagnostic {
    Diagnostic(
      "interrupted", "The rendering was stopped part way.",
      notes: ["every file is whole: those written before are new, the others are as they were"],
      remedies: [
        arguments.value("to").map { "plumbline render --to \(shellQuoted($0))" } ?? "plumbline render"
      ],
      exit: .interrupted)
  }

  /// Puts what changed since the newest baseline beside the views; tells that baseline, and whether nothing did.
  private static func provideChanges(
    _ workbook: Workbook, _ reader: Reader
  ) throws -> (baseline: Baseline, isSame: Bool)? {
    guard let newest = try Baseline.all(workbook).last else {
      try Comparison.provideNothing(to: reader)
      return nil
    }
    let changes = try Span(from: newest).comparison(workbook)
    try changes.provide(to: reader)
    return (newest, changes.facts.isEmpty)
  }

  /// The theme that is named, or the one beside the workbook, or our own look; what it leaves out, as the
  /// engagement says.
  static func theme(_ arguments: Arguments, _ scene: Scene, _ reader: Reader) throws -> Theme {
    var theme = try themeFile(arguments, scene)
    let row = try reader.rows("SELECT logo, accent FROM engagement").rows.first?.map(\.displayed) ?? [nil, nil]
    let folder = try scene.besideWorkbook("", arguments)
    for refusal in theme.complete(logo: row[0], accent: row[1], in: folder) {
      let told = ["What the engagement says of its looks is left out.", refusal.summary] + refusal.notes
      scene.say(Visible.line(told.joined(separator: " ")), arguments)
    }
    return theme
  }

  private static func themeFile(_ arguments: Arguments, _ scene: Scene) throws(Diagnostic) -> Theme {
    if let given = arguments.value("theme") { return try Theme(file: scene.environment.path(given)) }
    guard let beside = try scene.besideWorkbook("method/theme.yaml", arguments), Files.exists(beside) else {
      return Theme()
    }
    return try Theme(file: beside)
  }

  /// The formats that are asked for, those of `usual` when none is.
  static func formats(
    _ arguments: Arguments, usual: [PackFormat] = [.markdown, .html]
  ) throws(Diagnostic) -> [PackFormat] {
    let words = arguments.values("format").flatMap { $0.split(separator: ",").map { String($0).trimmed } }
    guard !words.contains("all") else { return PackFormat.allCases }
    var formats: [PackFormat] = []
    if words.isEmpty { return usual }
    for word in words {
      guard let format = PackFormat(rawValue: word) else {
        let known = PackFormat.allCases.map(\.rawValue)
        throw Diagnostic(
          "bad-choice", "There is no format `\(word)`.",
          notes: (nearest(to: word, in: known).map { ["did you mean `\($0)`?"] } ?? [])
            + ["the formats are \(known.joined(separator: ", "))"], exit: .usage)
      }
      if !formats.contains(format) { formats.append(format) }
    }
    return formats
  }

  private static func stem(of path: String) -> String {
    let name = Files.name(of: path)
    return name.hasSuffix(".plumb") ? String(name.dropLast(6)) : name
  }
}
