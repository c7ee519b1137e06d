extension Graph {
  /// The graph as SVG, as it was laid out. Only links to places of the same page are made.
  public func svg(_ layout: Layout, _ placing: Placing) -> String {
    let sized = SizedGraph(self)
    let margin = 6
    var canvas = SVGCanvas(width: layout.width + 2 * margin, height: layout.height + 2 * margin)
    canvas.append("<g transform=\"translate(\(margin) \(margin))\" fill=\"none\" stroke=\"#56625f\">")
    for (frame, block) in zip(layout.groups, sized.groups) { draw(frame, block, on: &canvas) }
    let edges = drawnEdges
    for (entry, way) in zip(edges, layout.edges) { draw(way, entry.edge.look, on: &canvas) }
    for (index, node) in nodes.enumerated() {
      canvas.linked(to: node.ref.flatMap(placing.address)) {
        draw(node, sized.nodes[index], at: layout.nodes[index], on: &$0)
      }
    }
    for (index, way) in layout.edges.enumerated() {
      guard let block = sized.edges[index], let label = way.label else { continue }
      canvas.linked(to: edges[index].edge.ref.flatMap(placing.address)) {
        let y = Int(label.y) - (block.lines.count - 1) * SizedGraph.noteHeight / 2
        $0.text(block.lines, x: Int(label.x), y: y, step: SizedGraph.noteHeight, style: "l")
      }
    }
    canvas.append("</g>")
    return canvas.svg(placing)
  }

  private func draw(_ frame: Layout.Frame, _ block: SizedGraph.Block, on canvas: inout SVGCanvas) {
    canvas.append(
      "<rect class=\"f\" x=\"\(frame.left)\" y=\"\(frame.top)\" width=\"\(frame.right - frame.left)\" "
        + "height=\"\(frame.bottom - frame.top)\" rx=\"8\"/>")
    canvas.text(block.lines, x: frame.left + 12, y: frame.top + 15, step: 16, style: "g", anchor: "start")
  }

  private func draw(_ way: Layout.Way, _ look: EdgeLook, on canvas: inout SVGCanvas) {
    var path = "M\(place(way.points[0].x)) \(place(way.points[0].y))"
    for (index, point) in way.points.dropFirst().enumerated() {
      path += "\(index % 3 == 0 ? "C" : " ")\(place(point.x)) \(place(point.y))"
    }
    let name = look == .line ? "" : " \(look.rawValue)"
    canvas.append("<path class=\"e\(name)\" d=\"\(path)\"/>")
    if let tip = way.end, let last = way.points.last { head(from: last, to: tip, name, on: &canvas) }
    if let tip = way.start { head(from: way.points[0], to: tip, name, on: &canvas) }
  }

  /// A head whose middle line runs from the end of the curve to the tip.
  private func head(
    from base: Layout.Point, to tip: Layout.Point, _ name: String, on canvas: inout SVGCanvas
  ) {
    let (dx, dy) = (tip.x - base.x, tip.y - base.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return }
    let (ux, uy) = (dx / length, dy / length)
    let (bx, by) = (tip.x - 9 * ux, tip.y - 9 * uy)
    let corners = [(tip.x, tip.y), (bx - 4 * uy, by + 4 * ux), (bx + 4 * uy, by - 4 * ux)]
    let points = corners.map { "\(place($0.0)) \(place($0.1))" }.joined(separator: "L")
    canvas.append("<path class=\"h\(name)\" d=\"M\(points)z\"/>")
  }

  private func draw(
    _ node: Node, _ block: SizedGraph.Block, at middle: Layout.Point, on canvas: inout SVGCanvas
  ) {
    let (x, y) = (Int(middle.x) - block.width / 2, Int(middle.y) - block.height / 2)
    let name = node.look == .plain ? "" : " \(node.look.rawValue)"
    canvas.append("<g>")
    if block.isCut {
      let full = [node.label, node.note].compactMap { $0.map { words($0, atMost: 1_000) } }
      canvas.append("<title>\(xml(full.joined(separator: ", ")))</title>")
    }
    for path in node.look.paths(x, y, block.width, block.height) {
      canvas.append("<path class=\"n\(name)\" d=\"\(path)\"/>")
    }
    let tall = block.lines.count * SizedGraph.lineHeight + block.notes.count * SizedGraph.noteHeight
    var line = Int(middle.y) - tall / 2 + SizedGraph.lineHeight / 2
    if node.look == .store { line += 5 }
    canvas.text(block.lines, x: Int(middle.x), y: line, step: SizedGraph.lineHeight)
    line += block.lines.count * SizedGraph.lineHeight - 1
    canvas.text(block.notes, x: Int(middle.x), y: line, step: SizedGraph.noteHeight, style: "s")
    canvas.append("</g>")
  }
}

extension NodeLook {
  /// The outline within a box, as paths.
  fileprivate func paths(_ x: Int, _ y: Int, _ w: Int, _ h: Int) -> [String] {
    let (r, b) = (x + w, y + h)
    switch self {
    case .plain, .strong, .quiet: return [box(x, y, w, h, corner: 2)]
    case .record: return [box(x, y, w, h, corner: 2), box(x + 4, y + 4, w - 8, h - 8, corner: 1)]
    case .terminal: return [box(x, y, w, h, corner: h / 2)]
    case .step, .invoke: return [box(x, y, w, h, corner: 8)]
    case .store:
      return [
        "M\(x) \(y + 6)a\(w / 2) 6 0 0 1 \(w) 0V\(b - 6)a\(w / 2) 6 0 0 1 \(-w) 0z",
        "M\(x) \(y + 6)a\(w / 2) 6 0 0 0 \(w) 0",
      ]
    case .suppress:
      return ["M\(x + 9) \(y)H\(r - 9)L\(r) \(y + 9)V\(b - 9)L\(r - 9) \(b)H\(x + 9)L\(x) \(b - 9)V\(y + 9)z"]
    case .override: return ["M\(x + 10) \(y)H\(r)L\(r - 10) \(b)H\(x)z"]
    case .manual: return ["M\(x) \(y)H\(r)L\(r - 10) \(b)H\(x + 10)z"]
    case .undecided:
      return ["M\(x + 12) \(y)H\(r - 12)L\(r) \(y + h / 2)L\(r - 12) \(b)H\(x + 12)L\(x) \(y + h / 2)z"]
    }
  }

  private func box(_ x: Int, _ y: Int, _ w: Int, _ h: Int, corner c: Int) -> String {
    "M\(x + c) \(y)h\(w - 2 * c)q\(c) 0 \(c) \(c)v\(h - 2 * c)q0 \(c) \(-c) \(c)h\(2 * c - w)"
      + "q\(-c) 0 \(-c) \(-c)v\(2 * c - h)q0 \(-c) \(c) \(-c)z"
  }
}
