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
    let source = try WorkbookSource(reader)
    var cover = order.theme.applied(to: try PackCover(reader, findings).cover)
    if let (baseline, isSame) = order.agreed {
      cover.status = isSame ? "Baseline \(baseline.fact.ref)" : "Draft, changed since \(baseline.fact.ref)"
      if isSame { (cover.version, cover.digest) = (baseline.fact.ref, baseline.digest) }
    }
    let pack = try Pack(
      cover: cover, theme: order.theme, templates: templates, documents: order.documents, source: source,
      openPoints: try openPoints(reader, findings), people: try reader.namesOfPeople(), draughtsman: draughtsman
    )
    let last = try reader.rows("SELECT unixepoch(max(at)) FROM history").rows.first?[0]
    return PackFiles(
      pack: pack, tables: try DataTables(templates.allSheets(reader), source: source),
      cover: DataTables.Cover(cover, created: last?.displayed.flatMap { Int($0) } ?? 0),
      choices: { table, column in (try? Catalogue.kind(table))?.choices(column: column) ?? [] },
      folder: order.folder, name: order.name, isSite: order.isSite,
      searchPath: environment.variable("PATH"))
  }

  /// What is not decided, each with the place of its row in the list of gaps and whom to ask.
  private func openPoints(_ reader: Reader, _ findings: [Finding]) throws -> OpenPoints {
    let names = try reader.namesOfPeople()
    return OpenPoints(
      findings.enumerated().lazy.compactMap { index, finding in
        guard let attribute = finding.fills, finding.waiver == nil else { return nil }
        return OpenPoint(
          about: finding.about, attribute: attribute, place: "gap \(index + 1)",
          ask: finding.ask.map { names[$0] ?? $0 }, question: finding.question)
      })
  }
}
