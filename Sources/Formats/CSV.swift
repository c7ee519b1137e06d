public import Diagnostics

/// CSV (RFC 4180) read with positions and written so that it reads back the same.
public enum CSV {
  /// One cell.
  public struct Field: Sendable, Equatable {
    /// Its text, unquoted.
    public var text: String
    /// Where it begins; at its quote if it has one.
    public var position: Position
    /// Whether it stood in quotes; tells `""` from nothing.
    public var isQuoted: Bool
  }

  /// What stands between cells.
  public enum Separator: UInt8, Sendable {
    /// The comma of RFC 4180.
    case comma = 0x2C
    /// The semicolon that spreadsheets write where the comma is the decimal sign.
    case semicolon = 0x3B
    /// The tab.
    case tab = 0x09
  }

  /// The rows of a CSV file, all as long as the first, which is usually the header.
  ///
  /// A byte order mark, LF, CRLF or CR line ends, line ends inside quotes, and blank lines (skipped where a
  /// row has more than one cell) are all accepted. Errors: `csv-syntax`, `truncated` (a quote that is not
  /// closed), `ragged-row` (naming every such row), `empty-file`, `too-many-values`, `not-utf8`,
  /// `file-too-large`.
  public static func parse(
    _ bytes: [UInt8], file: String, separator: Separator = .comma, limits: Limits = .standard
  ) throws(Diagnostic) -> [[Field]] {
    try SourceText.with(bytes, file: file, limits: limits) { text throws(Diagnostic) in
      var parser = CSVParser(text, separator: separator.rawValue, limit: limits.nodes)
      let rows = try parser.rows()
      guard let width = rows.first?.count else {
        throw Diagnostic("empty-file", "\(file) is empty.", at: Place(file: file, line: 1, column: 1))
      }
      try refuseRagged(rows, width: width, text)
      return rows
    }
  }

  private static func refuseRagged(_ rows: [[Field]], width: Int, _ text: SourceText) throws(Diagnostic) {
    let ragged = rows.filter { $0.count != width }
    guard let first = ragged.first else { return }
    let others = ragged.dropFirst().prefix(20).map { "line \($0[0].position.line): \($0.count) cells" }
    let more = ragged.count - 1 - others.count
    throw text.diagnostic(
      "ragged-row", "This row has \(first.count) cells; the first row has \(width).", at: first[0].position,
      notes: others + (more > 0 ? ["and \(more) more rows"] : []))
  }

  /// Rows as CSV text, lines ended by CRLF as RFC 4180 has it; `parse` gives the same cells back.
  ///
  /// `forSpreadsheet` guards cells that a spreadsheet would run as a formula. That changes the data: leave it off for
  /// files that programs read.
  public static func write(_ rows: [[String]], forSpreadsheet: Bool = false) -> String {
    var text = ""
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index > 0 { text += "," }
        let guarded = forSpreadsheet ? CSV.guarded(cell) : cell
        // A lone empty cell would be a blank line, which is no row.
        text += needsQuotes(guarded) || (row.count == 1 && cell.isEmpty) ? quoted(guarded) : guarded
      }
      text += "\r\n"
    }
    return text
  }

  /// A text as it may stand in a file that somebody opens in a spreadsheet: with an apostrophe before it when it
  /// begins with `=`, `+`, `-`, `@` (or one of them in full width), a tab or a line end, with or without apostrophes
  /// before that, so that taking one away from such a cell gives the text again. (OWASP, "CSV Injection".)
  public static func guarded(_ text: String) -> String { wouldRun(text) ? "'" + text : text }

  /// What `guarded` was given.
  public static func unguarded(_ cell: String) -> String {
    cell.unicodeScalars.first == "'" && wouldRun(cell)
      ? String(String.UnicodeScalarView(cell.unicodeScalars.dropFirst())) : cell
  }

  private static func wouldRun(_ text: String) -> Bool {
    let signs: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
    return text.unicodeScalars.first { $0 != "'" }.map(signs.contains) == true
  }

  private static func needsQuotes(_ cell: String) -> Bool {
    let blank: Set<UInt8> = [0x20, 0x09]
    return cell.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      || cell.utf8.first.map(blank.contains) == true || cell.utf8.last.map(blank.contains) == true
      // A byte order mark at the start of a file would be taken for the file's own.
      || cell.unicodeScalars.first == "\u{FEFF}"
  }

  private static func quoted(_ cell: String) -> String {
    var text = "\""
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}
