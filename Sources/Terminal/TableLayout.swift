/// One printing of a table: cells made harmless and measured once.
struct TableLayout {
  private let columns: [Table.Column]
  private let titles: [String]
  private let cells: [[String]]
  private let looks: [[[Style.Look]]]
  private let style: Style
  private static let gap = 2

  /// `oneLine` shows line breaks in cells as pictures instead of breaking there.
  init(_ table: Table, _ style: Style, oneLine: Bool) {
    columns = table.columns
    titles = columns.map { Visible.line($0.title) }
    cells = table.rows.map { row in
      row.indices.map { index in
        oneLine || table.columns[index].overflow == .truncate
          ? Visible.line(row[index].text) : Visible.lines(row[index].text)
      }
    }
    looks = style.isOn ? table.rows.map { $0.map(\.looks) } : []
    self.style = style
  }

  /// As long as a word may be and still be kept whole: a digest of 64 letters is broken anywhere.
  private static let longestWord = 24

  /// The columns' widths so that a line takes at most `width` and no word is broken; nil if there is no way.
  func widths(within width: Int) -> [Int]? {
    var widths = naturalWidths().enumerated().map { index, natural in
      min(natural, max(columns[index].maximum ?? .max, columns[index].minimum), width)
    }
    var excess = widths.reduce(0, +) + Self.gap * max(0, widths.count - 1) - width
    guard excess > 0 else { return widths }
    let floors = widths.indices.map { min(widths[$0], max(columns[$0].minimum, longestWord(in: $0))) }
    while excess > 0 {
      // Narrow the widest that can still give way; the leftmost of equals, so that it is the same each time.
      let candidates = widths.indices.filter { widths[$0] > floors[$0] }
      guard let widest = candidates.max(by: { (widths[$0], $1) < (widths[$1], $0) }) else { return nil }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  /// The columns that a column's longest word takes, its title's included; cells that are cut need none.
  private func longestWord(in column: Int) -> Int {
    let title = Fitting.longestPiece(of: titles[column])
    guard columns[column].overflow == .wrap else { return title }
    return min(Self.longestWord, cells.reduce(title) { max($0, Fitting.longestPiece(of: $1[column])) })
  }

  /// The printed table; nil for the widths the cells have by nature.
  func text(_ fitted: [Int]?) -> String {
    let widths = fitted ?? naturalWidths()
    var text = ""
    let heads = titles.indices.map { fitted == nil ? [titles[$0]] : Fitting.wrap(titles[$0], to: widths[$0]) }
    line(heads, Array(repeating: [.bold], count: columns.count), widths, to: &text)
    for index in cells.indices {
      let lines = cells[index].indices.map { column in
        fitted == nil ? [cells[index][column]] : fit(cells[index][column], columns[column], widths[column])
      }
      let looks = style.isOn ? looks[index] : Array(repeating: [], count: columns.count)
      line(lines, looks, widths, to: &text)
    }
    return text
  }

  private func naturalWidths() -> [Int] {
    columns.indices.map { column in
      cells.reduce(DisplayWidth.of(titles[column])) { max($0, Self.width($1[column])) }
    }
  }

  /// The width of the widest line.
  private static func width(_ text: String) -> Int {
    guard text.utf8.contains(UInt8(ascii: "\n")) else { return DisplayWidth.of(text) }
    return text.split(separator: "\n").reduce(0) { max($0, DisplayWidth.of($1)) }
  }

  private func fit(_ text: String, _ column: Table.Column, _ width: Int) -> [String] {
    switch column.overflow {
    case .wrap: Fitting.wrap(text, to: width)
    case .truncate: [Fitting.truncate(text, to: width)]
    }
  }

  /// One row, as many lines high as its highest cell; no line ends in spaces.
  private func line(
    _ cells: [[String]], _ looks: [[Style.Look]], _ widths: [Int], to text: inout String
  ) {
    for height in 0..<(cells.map(\.count).max() ?? 0) {
      var spaces = 0
      for column in cells.indices {
        if column > 0 { spaces += Self.gap }
        let cell = height < cells[column].count ? cells[column][height] : ""
        let free = max(0, widths[column] - DisplayWidth.of(cell))
        if columns[column].alignment == .right { spaces += free }
        if !cell.isEmpty {
          if spaces > 0 { text += String(repeating: " ", count: spaces) }
          text += style.isOn ? style.paint(cell, looks[column]) : cell
          spaces = 0
        }
        if columns[column].alignment == .left { spaces += free }
      }
      text += "\n"
    }
  }
}
