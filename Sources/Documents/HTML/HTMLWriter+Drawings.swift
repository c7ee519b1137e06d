import Drawings

extension HTMLWriter {
  /// A drawing in a region that scrolls, and under it the same in words, to be unfolded.
  mutating func append(_ picture: Picture) {
    drawingsInSection += 1
    let (svg, remark) = drawn(picture)
    if case .chart(.curve) = picture.content {
      output.append("<figure class=\"fig curve\">")
    } else {
      output.append("<figure class=fig>")
    }
    if let caption = picture.caption {
      output.append("<figcaption>")
      output.appendHTML(caption)
      output.append("</figcaption>")
    }
    if let svg {
      output.append("<div class=ds role=region tabindex=0 aria-label=\"")
      // The section too: one partial makes a drawing of the same caption for each of its rows.
      let section = picture.caption == nil ? "" : ", \(sectionTitle)"
      output.appendHTML("\(picture.kind) – \(title(of: picture))\(section)")
      output.append("\">\(svg)</div>")
    }
    if let remark { wrap("<p class=note>", [.text(remark)], "</p>") }
    output.append(svg == nil ? "" : "<details><summary>The same in words</summary>")
    if !picture.isTooLargeForWords { append(picture.table) }
    output.append(svg == nil ? "</figure>\n" : "</details></figure>\n")
  }

  /// The drawing, if there is one, and what is to be said beside it.
  private func drawn(_ picture: Picture) -> (svg: String?, remark: String?) {
    let placing = Placing(
      id: "\(section):d\(drawingsInSection)", title: title(of: picture), description: picture.description
    ) { [inlines] ref in
      inlines.links.target(of: ref) == nil ? nil : inlines.address(of: ref)
    }
    switch picture.content {
    case .chart(let chart):
      return chart.isTooLarge ? (nil, Picture.tooLarge) : (chart.svg(placing), nil)
    case .graph(let graph):
      switch draughtsman.plan(graph) {
      case .drawn(let layout): return (graph.svg(layout, placing), nil)
      case .summary(let summary, let layout):
        return (summary.svg(layout, placing), Picture.summarised(graph))
      case .words(let reason): return (nil, "\(reason) In place of a drawing, the same in words:")
      }
    }
  }

  /// What names a drawing: its caption, or the heading above it.
  private func title(of picture: Picture) -> String {
    if let caption = picture.caption { return caption }
    return drawingsInSection == 1 ? sectionTitle : "\(sectionTitle), drawing \(drawingsInSection)"
  }
}
