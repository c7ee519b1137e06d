extension Chart {
  /// The chart as SVG. Only links to places of the same page are made.
  public func svg(_ placing: Placing) -> String {
    let canvas =
      switch self {
      case .curve(let curve): curve.canvas()
      case .tornado(let tornado): tornado.canvas(placing)
      case .bars(let bars): bars.canvas(placing)
      case .grid(let grid): grid.canvas(placing)
      }
    return canvas.svg(placing)
  }

  /// The width of charts with an axis, in pixels.
  static let width = 680

  static let stylesheet = """
    .dr text.b,.dr text.lt{stroke:var(--dp)}.dr .lt{font-size:13px;paint-order:stroke;stroke-width:4px}
    .dr .ax{stroke:var(--ds);stroke-width:1}.dr .gr{stroke:var(--dl);stroke-width:1}
    .dr .cu{stroke:var(--dc);stroke-width:2.6}.dr .dot{fill:var(--dp);stroke:var(--dc);stroke-width:2.2}
    .dr .drop{stroke:var(--dc);stroke-width:1;stroke-dasharray:2 3}
    .dr .lim{stroke:var(--dr);stroke-width:1.8;stroke-dasharray:7 4}.dr .lt{fill:var(--dr);font-weight:600}
    .dr .b0{fill:var(--dc);stroke:var(--dc)}.dr .b1{fill:var(--dp);stroke:var(--dc)}
    .dr .b2{fill:var(--dl);stroke:var(--ds)}.dr .b3{fill:var(--dp);stroke:var(--ds);stroke-dasharray:3 3}
    .dr .ha{stroke:var(--dc);stroke-width:1.6}
    .dr .b{font-weight:600}.dr .v{font-variant-numeric:tabular-nums}
    .dr .k0{fill:var(--dg);stroke:var(--dg)}.dr .k1{stroke:var(--db);stroke-width:1.6}
    .dr .k1f{fill:var(--db);stroke:none}.dr .k2{stroke:var(--da);stroke-width:1.8}
    .dr .k3{fill:var(--dv);stroke:var(--dv)}.dr .k4{fill:var(--ds)}.dr .k5{stroke:var(--ds);stroke-width:1.6}
    .dr .o{fill:var(--da);fill-opacity:.14;stroke:none}

    """
}

extension SVGCanvas {
  mutating func line(_ style: String, _ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int) {
    append("<path class=\"\(style)\" d=\"M\(x1) \(y1)L\(x2) \(y2)\"/>")
  }

  mutating func rectangle(_ style: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int) {
    append("<rect class=\"\(style)\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"/>")
  }

  /// Ticks under a line, with light lines up through the chart.
  mutating func axis(_ scale: Scale, bottom: Int, top: Int, unit: String?) {
    for tick in scale.ticks {
      let x = scale.pixel(tick)
      line("gr", x, top, x, bottom)
      text([numeral(tick)], x: x, y: bottom + 13, step: 0, style: "s v")
    }
    line("ax", scale.start, bottom, scale.end, bottom)
    if let unit { text([words(unit)], x: scale.end, y: bottom + 29, step: 0, style: "s", anchor: "end") }
  }

  /// The words of a line, to the left of `right`.
  mutating func rowLabel(_ label: String, right: Int, middle: Int, most: Int) {
    let lines = TextMetrics.wrapped(words(label), size: 12, most: most, lines: 2)
    text(lines, x: right, y: middle - (lines.count - 1) * 7, step: 14, style: "v", anchor: "end")
  }
}
