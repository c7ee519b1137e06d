import CommandLineKit
import Drawings
import Estimation
import Formats
import Terminal

/// Figures for people, in sections: the same ones as a table, Markdown or CSV.
struct Sheet {
  /// A column: what it holds, and in what unit.
  struct Column {
    var title: String
    var unit = ""
    /// Whether it holds numbers.
    var isNumber = true

    /// A column of words.
    static func words(_ title: String) -> Column { Column(title: title, isNumber: false) }
    /// A column of numbers in a unit.
    static func number(_ title: String, _ unit: String) -> Column { Column(title: title, unit: unit) }
    /// The title with its unit, as a heading.
    var heading: String { unit.isEmpty ? title : "\(title) (\(unit))" }
  }

  /// What stands in a row under a column.
  enum Cell: ExpressibleByStringLiteral {
    case words(String)
    /// A number, with the decimals to show.
    case number(Double, decimals: Int)
    /// Nothing is known or asked there.
    case none

    init(stringLiteral text: String) { self = .words(text) }

    /// A whole number.
    static func whole(_ number: Double) -> Cell { .number(number, decimals: 0) }
    /// A whole number, or nothing.
    static func whole(_ number: Double?) -> Cell { number.map { .number($0, decimals: 0) } ?? .none }
    /// A share as a percentage.
    static func percent(_ share: Double) -> Cell { .number(share * 100, decimals: 0) }

    /// For people: thousands apart.
    var shown: String {
      switch self {
      case .words(let text): text
      case .number(let number, 0): number.grouped
      case .number(let number, let decimals): number.fixed(decimals)
      case .none: "–"
      }
    }

    /// For programs: a point, no groups; nothing for nothing.
    var plain: String {
      switch self {
      case .words(let text): text
      case .number(let number, 0): number.whole.fixed(0)
      case .number(let number, let decimals): number.fixed(decimals)
      case .none: ""
      }
    }
  }

  /// A table under a title, with what is to be said of it.
  struct Section {
    /// Its word, for `--only`, and in CSV.
    var id: String
    var title: String
    var columns: [Column] = []
    var rows: [[Cell]] = []
    /// What is drawn of it on a terminal, a line each.
    var drawing: [String] = []
    /// What is to be said of it.
    var notes: [String] = []
  }

  var sections: [Section] = []

  // MARK: Formats

  /// As Markdown, a heading a section.
  var markdown: String {
    sections.map { section in
      var text = "## \(section.title)\n\n"
      if !section.columns.isEmpty {
        text += Self.row(section.columns.map(\.heading))
        text += Self.row(section.columns.map { $0.isNumber ? "---:" : "---" }, escaped: false)
        for row in section.rows { text += Self.row(row.map(\.shown)) }
        text += "\n"
      }
      for note in section.notes { text += "\(Self.escaped(note))\n\n" }
      return text
    }.joined()
  }

  private static func row(_ cells: [String], escaped isEscaped: Bool = true) -> String {
    "| " + cells.map { isEscaped ? escaped($0) : $0 }.joined(separator: " | ") + " |\n"
  }

  /// Text that Markdown takes as it stands (CommonMark 0.31, 2.4: any punctuation may be escaped).
  private static func escaped(_ text: String) -> String {
    Visible.line(text).map { "\\`*_[]<>|#&~".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  /// As CSV: one row a figure, so that nothing has to be told from its place.
  var csv: String {
    var rows = [["section", "row", "column", "unit", "value"]]
    for section in sections {
      for row in section.rows {
        guard let first = row.first else { continue }
        for (column, cell) in zip(section.columns, row).dropFirst() {
          rows.append([section.id, first.plain, column.title, column.unit, cell.plain])
        }
      }
    }
    return CSV.write(rows, forSpreadsheet: true)
  }
}

extension Scene {
  /// A sheet as the options want it: tables, with what is drawn of them, or words alone where `--plain` is.
  func print(_ sheet: Sheet, _ arguments: Arguments, format: String) {
    switch format {
    case "csv": out.write(sheet.csv)
    case "md": out.write(sheet.markdown)
    default:
      for (index, section) in sheet.sections.enumerated() { print(section, arguments, isFirst: index == 0) }
    }
  }

  private func print(_ section: Sheet.Section, _ arguments: Arguments, isFirst: Bool) {
    if !isFirst { print("") }
    print(environment.streams.outStyle.paint(Visible.line(section.title), .bold))
    let isDrawn = !section.drawing.isEmpty && !arguments.flag("plain")
    if !section.columns.isEmpty, !isDrawn || section.id != "curve" {
      var table = Table(
        section.columns.map { column in
          Table.Column(
            column.heading, alignment: column.isNumber ? .right : .left, minimum: column.isNumber ? 4 : 8)
        })
      for row in section.rows { table.add(row.map { Table.Cell($0.shown) }) }
      print(table, arguments)
    }
    if isDrawn { for line in section.drawing { print(line) } }
    for note in section.notes {
      for line in Fitting.wrap(Visible.line(note), to: out.width ?? 100) { print(line) }
    }
  }
}

extension Int64 {
  /// Thousands apart.
  var grouped: String { Double(self).grouped }
}

extension Double {
  /// Hours without a fraction, thousands apart: `1 234`.
  var grouped: String {
    let number = Int(whole)
    return (number < 0 ? "-" : "") + thousandsApart("\(number.magnitude)")
  }

  /// With so many decimals and a point, whatever the locale.
  func fixed(_ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (abs(self) * scale).rounded()
    guard decimals > 0, scaled < 1e15 else { return String(nearestInteger) }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = self < 0 && scaled > 0 ? "-" : ""
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// A share as a whole percentage.
  var percent: String { "\(Int((self * 100).whole))%" }
}
