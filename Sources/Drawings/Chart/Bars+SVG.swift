extension Bars {
  private static let patterns = 4

  func canvas(_ placing: Placing) -> SVGCanvas {
    let named = series.contains { !$0.isEmpty }
    let labels = bars.map { TextMetrics.width(words($0.label), size: 12) }.max() ?? 0
    let left = min(230, max(60, labels + 14))
    let notes = bars.map { TextMetrics.width(note($0), size: 12) }.max() ?? 0
    let right = Chart.width - min(220, notes + 16)
    let (top, step) = (named ? 40 : 12, 32)
    let bottom = top + bars.count * step + 2
    var canvas = SVGCanvas(width: Chart.width, height: bottom + (unit == nil ? 8 : 38))
    let sums = bars.map { $0.parts.reduce(0) { $0 + $1.value } }
    let across = Scale(sums, from: left, to: right, about: 5, zero: true)
    canvas.append("<g fill=\"none\" stroke=\"#56625f\">")
    if named { key(from: left, on: &canvas) }
    if let unit { canvas.axis(across, bottom: bottom, top: top - 4, unit: unit) }
    for (index, bar) in bars.enumerated() {
      draw(bar, across, y: top + index * step, left: left, placing, on: &canvas)
    }
    canvas.line("ax", left, top - 4, left, bottom)
    canvas.append("</g>")
    return canvas
  }

  /// The words at the end of a bar.
  private func note(_ bar: Bar) -> String {
    bar.note.map { words($0, atMost: 40) } ?? numeral(bar.parts.reduce(0) { $0 + $1.value })
  }

  private func draw(
    _ bar: Bar, _ across: Scale, y: Int, left: Int, _ placing: Placing, on canvas: inout SVGCanvas
  ) {
    canvas.linked(to: bar.ref.flatMap(placing.address)) {
      $0.rowLabel(bar.label, right: left - 8, middle: y + 11, most: left - 12)
    }
    var (sum, end) = (0.0, left)
    for part in bar.parts where part.value > 0 {
      let start = across.pixel(sum)
      sum += part.value
      end = max(start + 1, across.pixel(sum))
      swatch(part.series, start, y, end - start, 22, on: &canvas)
    }
    canvas.text([note(bar)], x: end + 7, y: y + 11, step: 0, style: "v", anchor: "start")
  }

  /// The words of each series beside a piece of its pattern.
  private func key(from left: Int, on canvas: inout SVGCanvas) {
    var x = left
    for (index, word) in series.enumerated() where !word.isEmpty {
      let text = words(word, atMost: 40)
      swatch(index, x, 8, 18, 14, on: &canvas)
      canvas.text([text], x: x + 25, y: 15, step: 0, anchor: "start")
      x += 25 + TextMetrics.width(text, size: 13) + 22
    }
  }

  /// A piece of a bar, told apart by its pattern as well as its colour: filled, hatched, grey, dashed outline.
  private func swatch(
    _ series: Int, _ x: Int, _ y: Int, _ width: Int, _ height: Int, on canvas: inout SVGCanvas
  ) {
    let pattern = series % Bars.patterns
    canvas.rectangle("b\(pattern)", x, y, width, height)
    guard pattern == 1 else { return }
    // Hatching by lines of our own: a pattern would need a name that no other drawing has.
    var path = ""
    for start in stride(from: x + 4 - height, to: x + width, by: 7) {
      let from = max(0, x - start)
      let to = min(height, x + width - start)
      if to > from { path += "M\(start + from) \(y + height - from)L\(start + to) \(y + height - to)" }
    }
    canvas.append("<path class=\"ha\" d=\"\(path)\"/>")
  }
}
