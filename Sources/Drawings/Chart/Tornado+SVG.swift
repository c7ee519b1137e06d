extension Tornado {
  func canvas(_ placing: Placing) -> SVGCanvas {
    let (left, right, top, step) = (236, Chart.width - 64, 30, 34)
    let bottom = top + swings.count * step + 4
    var canvas = SVGCanvas(width: Chart.width, height: bottom + 40)
    let across = Scale(
      swings.flatMap { [$0.low, $0.high] } + [middle], from: left, to: right, about: 5)
    canvas.append("<g fill=\"none\" stroke=\"#56625f\">")
    canvas.axis(across, bottom: bottom, top: top - 6, unit: unit)
    let parting = across.pixel(middle)
    for (index, swing) in swings.enumerated() {
      let y = top + index * step
      canvas.linked(to: swing.ref.flatMap(placing.address)) {
        $0.rowLabel(swing.label, right: left - 50, middle: y + 11, most: left - 60)
      }
      let (low, high) = (across.pixel(min(swing.low, swing.high)), across.pixel(max(swing.low, swing.high)))
      if low < parting { canvas.rectangle("b1", low, y, min(high, parting) - low, 22) }
      if high > parting { canvas.rectangle("b0", max(low, parting), y, high - max(low, parting), 22) }
      canvas.text(
        [numeral(min(swing.low, swing.high))], x: low - 5, y: y + 11, step: 0, style: "s v l", anchor: "end")
      canvas.text(
        [numeral(max(swing.low, swing.high))], x: high + 5, y: y + 11, step: 0, style: "s v l", anchor: "start")
    }
    canvas.line("ax", parting, top - 8, parting, bottom)
    canvas.text([numeral(middle)], x: parting, y: top - 17, step: 0, style: "b v")
    canvas.append("</g>")
    return canvas
  }
}
