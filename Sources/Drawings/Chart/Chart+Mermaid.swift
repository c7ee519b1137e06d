extension Chart {
  /// The chart in Mermaid, where that can say it: a curve alone, as an XY chart of points at even distances. Its
  /// own colour of a line can hardly be seen, so it is given one that stands out on white and on black.
  /// (mermaid.js.org/syntax/xyChart.html)
  public var mermaid: String? {
    guard case .curve(let curve) = self else { return nil }
    let line = curve.points.compactMap { point in point.y.map { (x: point.x, y: $0) } }
    guard let first = line.first, let last = line.last, first.x < last.x else { return nil }
    let steps = 24
    let values = (0...steps).map { step in
      plain(height(line, at: first.x + (last.x - first.x) * Double(step) / Double(steps)))
    }
    return """
      %%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#23857a"}}}}%%
      xychart-beta
        x-axis \(mermaidText(words(curve.unit ?? "value"))) \(plain(first.x)) --> \(plain(last.x))
        y-axis "per cent" 0 --> 100
        line [\(values.joined(separator: ", "))]

      """
  }

  /// The line's height at a place, straight between its points.
  private func height(_ line: [(x: Double, y: Double)], at x: Double) -> Double {
    guard let next = line.firstIndex(where: { $0.x >= x }) else { return line[line.count - 1].y }
    guard next > 0 else { return line[0].y }
    let (a, b) = (line[next - 1], line[next])
    return b.x > a.x ? a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) : b.y
  }

  /// A number to one decimal, as programs write it.
  private func plain(_ number: Double) -> String { place(number) }
}
