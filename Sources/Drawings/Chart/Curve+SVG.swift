extension Curve {
  func canvas() -> SVGCanvas {
    let (left, right, top, bottom) = (52, Chart.width - 24, 34, 316)
    var canvas = SVGCanvas(width: Chart.width, height: 356)
    let across = Scale(points.map(\.x), from: left, to: right, about: 8)
    let up = Scale([0, 100], from: bottom, to: top, about: 5, zero: true)
    canvas.append("<g fill=\"none\" stroke=\"#56625f\">")
    for tick in up.ticks {
      canvas.line("gr", left, up.pixel(tick), right, up.pixel(tick))
      canvas.text(["\(numeral(tick)) %"], x: left - 8, y: up.pixel(tick), step: 0, style: "s v", anchor: "end")
    }
    canvas.axis(across, bottom: bottom, top: top, unit: unit)
    limits(across, top: top, bottom: bottom, on: &canvas)
    let drawn = points.compactMap { point in
      point.y.map { "\(place(across.position(point.x))) \(place(up.position($0)))" }
    }
    if drawn.count > 1 { canvas.append("<path class=\"cu\" d=\"M\(drawn.joined(separator: "L"))\"/>") }
    marks(across, up, on: &canvas)
    canvas.append("</g>")
    return canvas
  }

  /// Marked points, each with its words beside it: to the left above the line, where nothing is drawn, and to
  /// the right under it where the left has no room.
  private func marks(_ across: Scale, _ up: Scale, on canvas: inout SVGCanvas) {
    var lastLine = Int.max
    let limits = points.filter { $0.y == nil }.map { across.pixel($0.x) }
    for point in points {
      guard let y = point.y, let label = point.label else { continue }
      let (x, height) = (across.pixel(point.x), up.pixel(y))
      canvas.line("drop", x, height, x, up.start)
      canvas.append("<circle class=\"dot\" cx=\"\(x)\" cy=\"\(height)\" r=\"4.5\"/>")
      let text = TextMetrics.wrapped(words(label), size: 12, most: 220, lines: 1)
      let width = text.map { TextMetrics.width($0, size: 12) }.max() ?? 0
      let start = x - 10 - width
      let toLeft = start > across.start && !limits.contains { (start...x).contains($0) }
      // A label must not stand on the one before it, which is lower.
      let line = min(height - (toLeft ? 4 : 0), lastLine - 15)
      lastLine = line
      canvas.text(
        text, x: toLeft ? x - 10 : x + 12, y: line, step: 0, style: "b l", anchor: toLeft ? "end" : "start")
    }
  }

  private func limits(_ across: Scale, top: Int, bottom: Int, on canvas: inout SVGCanvas) {
    var line = top - 10
    for point in points where point.y == nil {
      let x = across.pixel(point.x)
      canvas.line("lim", x, line + 8, x, bottom)
      let text = TextMetrics.wrapped(words(point.label ?? ""), size: 13, most: 300, lines: 1)
      let width = text.map { TextMetrics.width($0, size: 13) }.max() ?? 0
      let fitsMiddle = x - width / 2 > 4 && x + width / 2 < Chart.width - 4
      let anchor = fitsMiddle ? "middle" : x < Chart.width / 2 ? "start" : "end"
      canvas.text(
        text, x: fitsMiddle ? x : min(max(x, 4), Chart.width - 4), y: line, step: 0, style: "lt",
        anchor: anchor == "middle" ? nil : anchor)
      line -= 13
    }
  }
}
