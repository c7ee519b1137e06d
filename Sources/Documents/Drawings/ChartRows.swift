import Diagnostics
import Drawings

/// The rows of a `sql chart`.
enum ChartRows {
  /// The columns of a kind of chart: those it needs, and those it may have.
  static func columns(_ kind: Chart.Kind) -> (needed: [String], possible: [String]) {
    switch kind {
    case .curve: (["x", "y"], ["label"])
    case .tornado: (["label", "low", "middle", "high"], ["ref"])
    case .bars: (["label", "value"], ["series", "note", "ref"])
    case .grid: (["row", "column", "mark"], ["word", "row_ref", "column_ref", "ref"])
    }
  }

  /// The chart that rows describe.
  static func chart(
    _ kind: Chart.Kind, _ rows: DrawingRows, unit: String?, blank: String?
  ) throws(Diagnostic) -> Chart {
    switch kind {
    case .curve: .curve(try curve(rows, unit))
    case .tornado: .tornado(try tornado(rows, unit))
    case .bars: .bars(try bars(rows, unit))
    case .grid: .grid(try grid(rows, blank ?? "none"))
    }
  }

  private static func curve(_ rows: DrawingRows, _ unit: String?) throws(Diagnostic) -> Curve {
    var points: [Curve.Point] = []
    for row in rows.rows.indices {
      let y = try rows.number(row, "y")
      if let y, !(0...100).contains(y) {
        throw rows.wrong(row, "`y` is \(y), and is to be 0 to 100, in per cent.")
      }
      points.append(Curve.Point(try rows.neededNumber(row, "x"), y, label: rows.text(row, "label")))
    }
    return Curve(points, unit: unit)
  }

  private static func tornado(_ rows: DrawingRows, _ unit: String?) throws(Diagnostic) -> Tornado {
    var swings: [Tornado.Swing] = []
    let middle = try rows.neededNumber(0, "middle")
    for row in rows.rows.indices {
      guard try rows.neededNumber(row, "middle") == middle else {
        throw rows.wrong(row, "`middle` is not that of the first row; all bars part at one value.")
      }
      swings.append(
        Tornado.Swing(
          rows.text(row, "label") ?? "○ open", low: try rows.neededNumber(row, "low"),
          high: try rows.neededNumber(row, "high"), ref: rows.text(row, "ref")))
    }
    return Tornado(swings, middle: middle, unit: unit)
  }

  /// Rows of the same label are parts of one bar.
  private static func bars(_ rows: DrawingRows, _ unit: String?) throws(Diagnostic) -> Bars {
    var bars: [Bars.Bar] = []
    var places: [String: Int] = [:]
    var series: [String] = []
    for row in rows.rows.indices {
      let label = rows.text(row, "label") ?? "○ open"
      let value = try rows.neededNumber(row, "value")
      if value < 0 { throw rows.wrong(row, "`value` is \(value), and a bar has no length under 0.") }
      let name = rows.text(row, "series") ?? ""
      let number = series.firstIndex(of: name) ?? series.count
      if number == series.count { series.append(name) }
      if let place = places[label] {
        bars[place].parts.append(Bars.Part(number, value))
        bars[place].note = bars[place].note ?? rows.text(row, "note")
      } else {
        places[label] = bars.count
        bars.append(
          Bars.Bar(label, [Bars.Part(number, value)], note: rows.text(row, "note"), ref: rows.text(row, "ref")))
      }
    }
    return Bars(series: series, bars, unit: unit)
  }

  /// A row whose mark is nothing names its line and column and leaves the cell empty.
  private static func grid(_ rows: DrawingRows, _ empty: String) throws(Diagnostic) -> Grid {
    var (lines, columns) = (Titles(), Titles())
    var cells: [Grid.Cell] = []
    var filled: Set<[Int]> = []
    for row in rows.rows.indices {
      let line = lines.place(of: rows.text(row, "row") ?? "○ open", rows.text(row, "row_ref"))
      let column = columns.place(of: rows.text(row, "column") ?? "○ open", rows.text(row, "column_ref"))
      guard let mark = try rows.choice(row, "mark", Grid.Mark.self) else { continue }
      guard filled.insert([line, column]).inserted else {
        throw rows.wrong(row, "This cell was filled by a row before.", ["Group the query by row and column."])
      }
      cells.append(
        Grid.Cell(
          line, column, mark: mark, word: rows.text(row, "word") ?? mark.rawValue, ref: rows.text(row, "ref")))
    }
    return Grid(rows: lines.titles, columns: columns.titles, cells: cells, empty: empty)
  }

  /// Titles in the order in which they come up.
  private struct Titles {
    var titles: [Grid.Title] = []
    private var places: [String: Int] = [:]

    mutating func place(of label: String, _ ref: String?) -> Int {
      if let place = places[label] { return place }
      places[label] = titles.count
      titles.append(Grid.Title(label, ref: ref))
      return titles.count - 1
    }
  }
}
