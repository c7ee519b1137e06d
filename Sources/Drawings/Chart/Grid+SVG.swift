extension Grid {
  private static let cell = 30

  func canvas(_ placing: Placing) -> SVGCanvas {
    let size = Grid.cell
    let labels = rows.map { TextMetrics.width(words($0.label), size: 12) }.max() ?? 0
    let left = min(240, labels + 16)
    let heads = columns.map { TextMetrics.width(words($0.label, atMost: 24), size: 12) }.max() ?? 0
    let upright = heads > size - 4
    let top = upright ? min(170, heads + 14) : 26
    let keys = marks
    let keyTop = top + rows.count * size + 14
    let (lines, keyWidth) = keyLines(keys, width: max(480, left + columns.count * size))
    let width = max(left + columns.count * size + 2, keyWidth + 4)
    var canvas = SVGCanvas(width: width, height: keyTop + lines.count * 22 + 6)
    canvas.append("<g fill=\"none\" stroke=\"#56625f\">")
    for (index, column) in columns.enumerated() {
      let x = left + index * size + size / 2
      canvas.linked(to: column.ref.flatMap(placing.address)) {
        let text = xml(words(column.label, atMost: 24))
        $0.append(
          upright
            ? "<text text-anchor=\"start\" transform=\"translate(\(x) \(top - 6))rotate(-90)\">\(text)</text>"
            : "<text x=\"\(x)\" y=\"\(top - 12)\">\(text)</text>")
      }
    }
    for (index, row) in rows.enumerated() {
      canvas.linked(to: row.ref.flatMap(placing.address)) {
        $0.rowLabel(row.label, right: left - 8, middle: top + index * size + size / 2, most: left - 10)
      }
    }
    for cell in cells { draw(cell, left: left, top: top, placing, on: &canvas) }
    lattice(left: left, top: top, on: &canvas)
    for (index, line) in lines.enumerated() {
      for (x, entry) in line {
        let y = keyTop + index * 22 + 8
        if let mark = entry.mark {
          symbol(mark, x + 9, y, on: &canvas)
        } else {
          canvas.rectangle("gr", x + 2, y - 7, 14, 14)
        }
        canvas.text([entry.word], x: x + 24, y: y, step: 0, style: "s", anchor: "start")
      }
    }
    canvas.append("</g>")
    return canvas
  }

  private func lattice(left: Int, top: Int, on canvas: inout SVGCanvas) {
    let (right, bottom) = (left + columns.count * Grid.cell, top + rows.count * Grid.cell)
    var path = ""
    for index in 0...rows.count { path += "M\(left) \(top + index * Grid.cell)H\(right)" }
    for index in 0...columns.count { path += "M\(left + index * Grid.cell) \(top)V\(bottom)" }
    canvas.append("<path class=\"gr\" d=\"\(path)\"/>")
  }

  private func draw(_ cell: Cell, left: Int, top: Int, _ placing: Placing, on canvas: inout SVGCanvas) {
    guard rows.indices.contains(cell.row), columns.indices.contains(cell.column) else { return }
    let (x, y) = (left + cell.column * Grid.cell, top + cell.row * Grid.cell)
    let name = [rows[cell.row].label, columns[cell.column].label, cell.word].map { words($0) }
      .joined(separator: ", ")
    canvas.linked(to: cell.ref.flatMap(placing.address)) {
      $0.append("<g role=\"img\" aria-label=\"\(xml(name))\"><title>\(xml(name))</title>")
      if cell.mark == .open { $0.rectangle("o", x, y, Grid.cell, Grid.cell) }
      symbol(cell.mark, x + Grid.cell / 2, y + Grid.cell / 2, on: &$0)
      $0.append("</g>")
    }
  }

  private func symbol(_ mark: Mark, _ x: Int, _ y: Int, on canvas: inout SVGCanvas) {
    switch mark {
    case .done: canvas.append("<circle class=\"k0\" cx=\"\(x)\" cy=\"\(y)\" r=\"6\"/>")
    case .partly:
      canvas.append("<circle class=\"k1\" cx=\"\(x)\" cy=\"\(y)\" r=\"6\"/>")
      canvas.append("<path class=\"k1f\" d=\"M\(x) \(y - 6)a6 6 0 0 1 0 12z\"/>")
    case .open: canvas.append("<circle class=\"k2\" cx=\"\(x)\" cy=\"\(y)\" r=\"6\" stroke-dasharray=\"3 2\"/>")
    case .aside: canvas.append("<path class=\"k3\" d=\"M\(x) \(y - 7)l7 7l-7 7l-7-7z\"/>")
    case .noted: canvas.append("<rect class=\"k4\" x=\"\(x - 4)\" y=\"\(y - 4)\" width=\"8\" height=\"8\"/>")
    case .none: canvas.line("k5", x - 6, y, x + 6, y)
    }
  }

  /// The marks that occur, each with its words, and what a cell without one means.
  private var marks: [(mark: Mark?, word: String)] {
    let marked = Mark.allCases.compactMap { mark -> (mark: Mark?, word: String)? in
      var found: [String] = []
      for cell in cells where cell.mark == mark && !found.contains(cell.word) { found.append(cell.word) }
      return found.isEmpty ? nil : (mark, words(found.joined(separator: ", "), atMost: 60))
    }
    return cells.count < rows.count * columns.count ? marked + [(nil, words(empty, atMost: 60))] : marked
  }

  private func keyLines(
    _ keys: [(mark: Mark?, word: String)], width: Int
  ) -> (lines: [[(x: Int, entry: (mark: Mark?, word: String))]], width: Int) {
    var lines: [[(x: Int, entry: (mark: Mark?, word: String))]] = [[]]
    var (x, widest) = (0, 0)
    for entry in keys {
      let room = 24 + TextMetrics.width(entry.word, size: 11) + 22
      if x > 0, x + room > width {
        lines.append([])
        x = 0
      }
      lines[lines.count - 1].append((x, entry))
      x += room
      widest = max(widest, x)
    }
    return (lines, widest)
  }
}
