import Testing

@testable import Drawings

@Suite("A chart")
struct ChartTests {
  static let curve = Chart.curve(
    Curve(
      [Curve.Point(100, 10, label: "P10"), Curve.Point(200, 50, label: "P50"), Curve.Point(400, 90)]
        + [Curve.Point(150, nil, label: "Deadline")], unit: "hours"))

  static func charts(_ text: String) -> [Chart] {
    [
      .curve(
        Curve(
          [Curve.Point(1, 5, label: text), Curve.Point(2, 6), Curve.Point(1, nil, label: text)], unit: text)),
      .tornado(Tornado([Tornado.Swing(text, low: 1, high: 3, ref: text)], middle: 2, unit: text)),
      .bars(
        Bars(
          series: [text, "b"],
          [Bars.Bar(text, [Bars.Part(0, 2), Bars.Part(1, 3)], note: text, ref: text)], unit: text)),
      .grid(
        Grid(
          rows: [Grid.Title(text)], columns: [Grid.Title(text, ref: text)],
          cells: [Grid.Cell(0, 0, mark: .open, word: text, ref: text)], empty: text)),
    ]
  }

  @Test("holds hostile words as words", arguments: hostile)
  func hostileWords(text: String) {
    for chart in Self.charts(text) {
      let svg = chart.svg(
        Placing(id: text, title: text, description: text, standsAlone: true) { _ in "#\(text)" })
      let read = XMLReading(svg)
      #expect(read.isWellFormed && read.strange.isEmpty, "\(read.strange)")
      #expect(read.links.allSatisfy { $0.hasPrefix("#") })
    }
  }

  @Test("stands on figures of every size", arguments: [0.0, 1, 0.001, -5, 1e11, 123_456.789])
  func sizes(value: Double) {
    let charts: [Chart] = [
      .curve(Curve([Curve.Point(value, 0), Curve.Point(value, 100, label: "x")])),
      .tornado(Tornado([Tornado.Swing("x", low: value, high: value)], middle: value)),
      .bars(Bars(series: [""], [Bars.Bar("x", [Bars.Part(0, abs(value))])], unit: "h")),
    ]
    for chart in charts {
      #expect(
        XMLReading(chart.svg(Placing(id: "a", title: "t", description: "d", standsAlone: true))).isWellFormed)
      let svg = chart.svg(Placing(id: "a", title: "t", description: "d"))
      #expect(!svg.contains("nan") && !svg.contains("inf"))
    }
  }

  @Test(
    "has ticks at round numbers",
    arguments: [
      ([0.0, 100], [0.0, 20, 40, 60, 80, 100]), ([620, 1480], [600, 800, 1_000, 1_200, 1_400, 1_600]),
      ([0, 3], [0, 1, 2, 3]), ([7, 7], [7, 7.2, 7.4, 7.6, 7.8, 8]), ([-3, 4], [-4, -2, 0, 2, 4]),
    ])
  func ticks(values: [Double], ticks: [Double]) {
    let scale = Scale(values, from: 0, to: 100, about: 5)
    #expect(scale.ticks.count == ticks.count)
    for (a, b) in zip(scale.ticks, ticks) { #expect(abs(a - b) < 1e-9) }
  }

  @Test(
    "writes numbers as people do",
    arguments: [
      (0.0, "0"), (1234567, "1\u{202F}234\u{202F}567"), (-12.5, "−12.5"), (0.05, "0.05"), (99.999, "100"),
      (1e300, "1e+300"),
    ])
  func numerals(number: Double, text: String) {
    #expect(numeral(number) == text)
  }

  @Test("of a rising line is Mermaid with points at even distances; others are not Mermaid")
  func mermaid() throws {
    let text = try #require(Self.curve.mermaid)
    #expect(
      text.hasPrefix(
        "%%{init: {\"themeVariables\": {\"xyChart\": {\"plotColorPalette\": \"#23857a\"}}}}%%\nxychart-beta\n  x-axis \"hours\" 100 --> 400\n  y-axis \"per cent\" 0 --> 100\n  line [10, "
      ))
    #expect(text.hasSuffix(", 90]\n"))
    #expect(Self.charts("x").dropFirst().allSatisfy { $0.mermaid == nil })
  }

  @Test("marks its points with their words, and draws a limit across")
  func marks() {
    let read = XMLReading(Self.curve.svg(Placing(id: "c", title: "Sure", description: "", standsAlone: true)))
    #expect(read.elements["circle"] == 2)
    for word in ["P10", "P50", "Deadline", "hours", "100 %", "Sure"] { #expect(read.texts.contains(word)) }
  }

  @Test("breaks words into lines by a table of widths, at spaces first")
  func wrapping() {
    #expect(
      TextMetrics.wrapped("one two three four", size: 13, most: 50, lines: 3) == ["one two", "three", "four"])
    #expect(TextMetrics.wrapped("one two three four", size: 13, most: 50, lines: 2) == ["one two", "three…"])
    #expect(TextMetrics.wrapped("Aaaa Bbbb · if", size: 13, most: 80, lines: 3) == ["Aaaa Bbbb ·", "if"])
    #expect(TextMetrics.wrapped("WWWWWWWWWW", size: 13, most: 60, lines: 9).joined() == "WWWWWWWWWW")
    #expect(TextMetrics.wrapped("", size: 13, most: 60, lines: 9).isEmpty)
  }
}
