import Drawings

extension Picture {
  /// The drawing as a table: everything that it says, in words.
  var table: Table<Never> {
    switch content {
    case .graph(let graph): Picture.table(graph)
    case .chart(.curve(let curve)): Picture.table(curve)
    case .chart(.tornado(let tornado)): Picture.table(tornado)
    case .chart(.bars(let bars)): Picture.table(bars)
    case .chart(.grid(let grid)): Picture.table(grid)
    }
  }

  /// An arrow a line, then the boxes that no arrow reaches.
  private static func table(_ graph: Graph) -> Table<Never> {
    let nodes = Dictionary(graph.nodes.map { ($0.id, $0) }) { first, _ in first }
    let groups = Dictionary(graph.groups.map { ($0.id, $0.label) }) { first, _ in first }
    func cell(_ node: Graph.Node) -> [Inline<Never>] {
      let inside = node.group.flatMap { groups[$0] }.map { " in \($0)" } ?? ""
      var cell: [Inline<Never>] = [.text(node.label + (node.note.map { " (\($0))" } ?? "") + inside)]
      if let ref = node.ref { cell += [.text(" "), .reference(ref)] }
      return cell
    }
    var rows: [[[Inline<Never>]]] = []
    var reached: Set<String> = []
    for edge in graph.edges {
      guard let from = nodes[edge.from], let to = nodes[edge.to] else { continue }
      reached.formUnion([edge.from, edge.to])
      rows.append([
        cell(from), [.text(edge.twoWay ? "↔" : "→")], cell(to), edge.label.map { [.text($0)] } ?? [.text("—")],
      ])
    }
    for node in graph.nodes where !reached.contains(node.id) {
      rows.append([cell(node), [.text("—")], [.text("—")], [.text("—")]])
    }
    return Table(columns: headings(["From", "Way", "To", "What"]), rows: rows)
  }

  private static func table(_ curve: Curve) -> Table<Never> {
    let marked = curve.points.filter { $0.label != nil }
    let rows = marked.map { point in
      [point.label ?? "", numeral(point.x), point.y.map { "\(numeral($0)) %" } ?? "—"].map {
        [Inline<Never>.text($0)]
      }
    }
    return Table(
      columns: headings(["Mark", curve.unit.map(capital) ?? "Value", "Not exceeded in"], numbers: 1), rows: rows
    )
  }

  private static func table(_ tornado: Tornado) -> Table<Never> {
    let rows = tornado.swings.map { swing in
      let end: [Inline<Never>] = swing.ref.map { [.text(" "), .reference($0)] } ?? []
      return [[Inline<Never>.text(swing.label)] + end]
        + [swing.low, tornado.middle, swing.high].map { [.text(numeral($0))] }
    }
    let unit = tornado.unit.map { ", \($0)" } ?? ""
    return Table(
      columns: headings(["What", "Low\(unit)", "Middle\(unit)", "High\(unit)"], numbers: 1), rows: rows)
  }

  private static func table(_ bars: Bars) -> Table<Never> {
    let longest = bars.bars.map(\.sum).max() ?? 0
    let isNoted = bars.bars.contains { $0.note != nil }
    let series = bars.series.count > 1 ? bars.series.indices.map { $0 } : []
    let rows = bars.bars.map { bar in
      let parts = series.map { index in
        numeral(bar.parts.filter { $0.series == index }.reduce(0) { $0 + $1.value })
      }
      var label: [Inline<Never>] = [.text(bar.label)]
      if let ref = bar.ref { label += [.text(" "), .reference(ref)] }
      // Of one series the sum is its value, and not shown twice; of parts to a whole the note says what that is.
      let sum = series.isEmpty || !isNoted ? [numeral(bar.sum)] : []
      let note = isNoted ? [bar.note ?? "—"] : []
      return [label] + (parts + sum + note + [line(bar, longest)]).map { [.text($0)] }
    }
    let unit = bars.unit.map { ", \($0)" } ?? ""
    let sum = series.isEmpty ? [bars.unit.map(capital) ?? "Value"] : isNoted ? [] : ["All\(unit)"]
    let numbers = series.map { capital(bars.series[$0]) + unit } + sum
    let titles = ["What"] + numbers + (isNoted ? ["Note"] : []) + ["Drawn"]
    var columns = headings(titles, numbers: 1)
    for index in (1 + numbers.count)..<columns.count { columns[index].alignment = .leading }
    return Table(columns: columns, rows: rows)
  }

  /// A bar of up to 24 signs, one kind a series.
  private static func line(_ bar: Bars.Bar, _ longest: Double) -> String {
    let signs = ["█", "▒", "▓", "░"]
    guard longest > 0 else { return "" }
    var (sum, drawn, line) = (0.0, 0, "")
    for part in bar.parts where part.value > 0 {
      sum += part.value
      let end = Int((sum / longest * 24).rounded())
      line += String(repeating: signs[part.series % signs.count], count: max(0, end - drawn))
      drawn = max(drawn, end)
    }
    return line
  }

  private static func table(_ grid: Grid) -> Table<Never> {
    var cells: [Int: Grid.Cell] = [:]
    for cell in grid.cells { cells[cell.row * grid.columns.count + cell.column] = cell }
    let rows = grid.rows.indices.map { row in
      [title(grid.rows[row])]
        + grid.columns.indices.map { column -> [Inline<Never>] in
          guard let cell = cells[row * grid.columns.count + column] else { return [.text(grid.empty)] }
          let shape = Inline<Never>.text("\(cell.mark.shape) \(cell.word)")
          return cell.ref.map { [shape, .text(" "), .reference($0)] } ?? [shape]
        }
    }
    return Table(
      columns: [Table.Heading(title: [.text("What")], alignment: .leading)]
        + grid.columns.map { Table.Heading(title: title($0), alignment: .leading) }, rows: rows)
  }

  private static func title(_ title: Grid.Title) -> [Inline<Never>] {
    guard let ref = title.ref else { return [.text(title.label)] }
    return title.label == ref ? [.reference(ref)] : [.text(title.label + " "), .reference(ref)]
  }

  /// Headings; from a place on, those of numbers.
  private static func headings(_ titles: [String], numbers first: Int? = nil) -> [Table<Never>.Heading] {
    titles.enumerated().map { index, title in
      Table.Heading(title: [.text(title)], alignment: index >= first ?? titles.count ? .trailing : .leading)
    }
  }

  private static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

extension Bars.Bar {
  fileprivate var sum: Double { parts.reduce(0) { $0 + $1.value } }
}

extension Grid.Mark {
  /// The shape that stands for it in text.
  var shape: String {
    switch self {
    case .done: "●"
    case .partly: "◐"
    case .open: "○"
    case .aside: "◆"
    case .noted: "▪"
    case .none: "–"
    }
  }
}
