import Agreements
import Catalogue
import CommandLineKit
import Diagnostics
import Documents
import Drawings
import Formats
import Gaps
import Workbook

/// What is to be rendered, and how: what the words of a command line come to.
struct PackOrder {
  /// The documents; nil for all.
  var documents: [String]?
  /// How it looks.
  var theme = Theme()
  /// Where the files go.
  var folder: String
  /// The stem of the names of files that hold the whole pack.
  var name: String
  /// Whether HTML is a site of linked pages and not one file.
  var isSite = false
  /// The version that the facts are, and whether they are exactly that; nil where nothing was frozen.
  var agreed: (baseline: Baseline, isSame: Bool)?
  /// The workbook of today, where what is rendered is not that: votes up to this baseline are told to hold, or not, for
  /// what has become of their items since.
  var votes: (today: Workbook, upTo: Baseline)?
}

extension Scene {
  /// The pack and its tables, filled from what a reader sees.
  func packFiles(
    _ order: PackOrder, of workbook: Workbook, _ reader: Reader, _ findings: [Finding],
    _ draughtsman: Draughtsman, _ arguments: CommandLineKit.Arguments
  ) throws -> PackFiles {
    let templates = try TemplateSet(method(arguments))
    if let (today, baseline) = order.votes {
      try StandingApproval.provide(today, upTo: baseline, to: reader)
    } else {
      try StandingApproval.provide(workbook, to: reader)
    }
    try Supersession.provide(workbook, to: reader)
    try Amendment.provideChanges(of: Amendment.all(reader), workbook, to: reader)
    try OpenAttributes.provideNothing(to: reader)
    let source = try WorkbookSource(reader)
    let open = try OpenAttributes(reader, findings, shown: templates.attributesShown(source))
    var cover = order.theme.applied(to: try PackCover(reader, findings).cover)
    if let (baseline, isSame) = order.agreed {
      cover.status = isSame ? "Baseline \(baseline.fact.ref)" : "Draft, changed since \(baseline.fact.ref)"
      if isSame { (cover.version, cover.digest) = (baseline.fact.ref, baseline.digest) }
    }
    let pack = try Pack(
      cover: cover, theme: order.theme, templates: templates, documents: order.documents, source: source,
      openPoints: try openPoints(reader, findings, open), people: try reader.namesOfPeople(),
      draughtsman: draughtsman
    )
    let last = try reader.rows("SELECT unixepoch(max(at)) FROM history").rows.first?[0]
    return PackFiles(
      pack: pack, tables: try DataTables(templates.allSheets(reader), source: source),
      cover: DataTables.Cover(cover, created: last?.displayed.flatMap { Int($0) } ?? 0),
      choices: { table, column in (try? Catalogue.kind(table))?.choices(column: column) ?? [] },
      folder: order.folder, name: order.name, isSite: order.isSite,
      searchPath: environment.variable("PATH"))
  }

  /// What is not decided, each with the place of its question and whom to ask: of a gap its row in the list of gaps, of
  /// what was waived its waiver, of all else the question of the attribute. A gap that more than one value closes is
  /// known by its own name.
  func openPoints(_ reader: Reader, _ findings: [Finding], _ open: OpenAttributes) throws
    -> OpenPoints
  {
    let names = try reader.namesOfPeople()
    let finder = open.finder.map { names[$0] ?? $0 }
    let accepted = findings.compactMap { finding -> OpenPoint? in
      guard let waiver = finding.waiver else { return nil }
      return OpenPoint(
        about: finding.about, attribute: finding.fills ?? finding.gap, acceptedBy: waiver,
        question: finding.question)
    }
    let asked = findings.enumerated().compactMap { index, finding -> OpenPoint? in
      guard finding.waiver == nil else { return nil }
      let place = "gap \(index + 1)"
      return OpenPoint(
        about: finding.about, attribute: finding.fills ?? finding.gap, place: place,
        ask: finding.ask.map { names[$0] ?? $0 },
        finder: finder, question: finding.question, label: place)
    }
    return OpenPoints(asked + accepted) { about, attributes in
      // What is about no fact is about the project.
      let project = Catalogue.engagement.name
      let ref = about.flatMap { open.question(about: $0, attributes) == nil ? nil : $0 } ?? project
      guard let question = open.question(about: ref, attributes) else { return nil }
      return OpenPoint(
        about: ref, attribute: attributes.first ?? "", place: question.place,
        ask: question.ask.map { names[$0] ?? $0 },
        finder: finder, question: question.words.isEmpty ? nil : question.words)
    }
  }
}
