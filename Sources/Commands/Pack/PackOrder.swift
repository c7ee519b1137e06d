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
}

extension Scene {
  /// The pack and its tables, filled from what a reader sees.
  func packFiles(
    _ order: PackOrder, of workbook: Workbook, _ reader: Reader, _ findings: [Finding],
    _ draughtsman: Draughtsman, _ arguments: CommandLineKit.Arguments
  ) throws -> PackFiles {
    let templates = try TemplateSet(method(arguments))
    try StandingApproval.provide(workbook, to: reader)
    try Supersession.provide(workbook, to: reader)
    try Amendment.provideChanges(of: Amendment.all(reader), workbook, to: reader)
    let source = try WorkbookSource(reader)
    var cover = try cover(reader, findings)
    if let (baseline, isSame) = order.agreed {
      cover.status = isSame ? "Baseline \(baseline.fact.ref)" : "Draft, changed since \(baseline.fact.ref)"
      if isSame { (cover.version, cover.digest) = (baseline.fact.ref, baseline.digest) }
    }
    cover = order.theme.applied(to: cover)
    let pack = try Pack(
      cover: cover, theme: order.theme, templates: templates, documents: order.documents, source: source,
      openPoints: try openPoints(reader, findings), draughtsman: draughtsman)
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
    let people = try reader.rows("SELECT ref, name FROM person").rows.map { row in
      (row[0].displayed ?? "", row[1].displayed ?? "")
    }
    let names = Dictionary(people, uniquingKeysWith: { first, _ in first })
    return OpenPoints(
      findings.enumerated().lazy.compactMap { index, finding in
        guard let attribute = finding.fills, finding.waiver == nil else { return nil }
        return OpenPoint(
          about: finding.about, attribute: attribute, place: "gap \(index + 1)",
          ask: finding.ask.map { names[$0] ?? $0 })
      })
  }

  /// What stands on the first page. The date is that of the last capture, so that the same workbook gives
  /// the same bytes on any day.
  private func cover(_ reader: Reader, _ findings: [Finding]) throws -> Cover {
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
        Cover.Fact("Hours to plan with (P80)", Self.grouped(p80)),
        Cover.Fact("Middle of the runs (P50)", Self.grouped(p50)),
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
}
