import Diagnostics
import Drawings

/// Writes documents as the articles of one HTML page.
struct HTMLWriter: DocumentWriter {
  var output: Output
  private var inlines: HTMLInlines
  private var document = ""
  /// The id of the heading that stands last, which names the tables under it.
  private var section = ""
  private var sectionTitle = ""
  private var tablesInSection = 0
  private var drawingsInSection = 0
  private let draughtsman: Draughtsman

  /// From this many columns on a table is wide: its first column stays in sight, its paper is turned.
  private static let wide = 8
  /// From this many columns on no paper is wide enough, and a row is printed as a record.
  private static let veryWide = 15
  /// The style knows this many columns; more are shown, but without alignment and titles on paper.
  static let mostColumns = 40

  init(to output: Output, links: Links, documents: [String], draughtsman: Draughtsman) {
    self.output = output
    self.draughtsman = draughtsman
    inlines = HTMLInlines(links: links, documents: documents)
  }

  mutating func begin(_ document: DocumentHead) throws(Diagnostic) {
    inlines.links.begin(document.index)
    self.document = document.name
    enterSection(HTMLInlines.id(document: document.name), document.title)
    output.append("<article aria-labelledby=\"\(section)\"><header><p class=k>\(document.index + 1)")
    if let audience = document.audience {
      output.append(" · For ")
      output.appendHTML(audience)
    }
    output.append("</p><h2 id=\"\(section)\">")
    output.appendHTML(document.title)
    output.append("</h2>")
    if let summary = document.summary {
      output.append("<p class=s>")
      output.appendHTML(summary)
      output.append("</p>")
    }
    appendContents(document.title)
    output.append("</header>\n")
  }

  mutating func write(_ block: Block<Never>) throws(Diagnostic) {
    append(block)
    try output.drain()
  }

  mutating func beginTable(_ table: TableHead) throws(Diagnostic) {
    appendTableHead(
      caption: table.caption, titles: table.columns.map { [.text($0.title)] },
      alignments: table.columns.map { $0.style.kind == .number ? .trailing : .leading })
  }

  mutating func row(_ cells: [[Inline<Never>]]) throws(Diagnostic) {
    appendRow(cells)
    try output.drain()
  }

  mutating func endTable() throws(Diagnostic) { output.append("</table></div>\n") }

  mutating func endDocument() throws(Diagnostic) { output.append("</article>\n") }

  // MARK: Blocks

  private mutating func append(_ block: Block<Never>) {
    switch block {
    case .heading(let level, let text): appendHeading(level, text)
    case .paragraph(let text): wrap("<p>", text, "</p>\n")
    case .list(let list): append(list)
    case .quote(let blocks):
      output.append("<blockquote>\n")
      for block in blocks { append(block) }
      output.append("</blockquote>\n")
    case .code(_, let text):
      output.append("<pre tabindex=0><code>")
      output.appendHTML(text)
      output.append("</code></pre>\n")
    case .rule: output.append("<hr>\n")
    case .table(let table): append(table)
    case .drawing(let picture): append(picture)
    case .figures(let figures): append(figures)
    }
  }

  /// The page has the first level and the document's title the second.
  private mutating func appendHeading(_ level: Int, _ text: [Inline<Never>]) {
    let slug = inlines.links.nextHeading()
    enterSection(HTMLInlines.id(document: document, heading: slug), text.plainText)
    let name = "h\(min(level + 1, 6))"
    output.append("<\(name) id=\"\(section)\">")
    inlines.append(text, to: &output, inHeading: true)
    output.append("</\(name)>\n")
  }

  private mutating func append(_ list: List<Never>) {
    let (open, close): (String, String) =
      switch list.start {
      case nil: ("<ul>\n", "</ul>\n")
      case 1: ("<ol>\n", "</ol>\n")
      case let start?: ("<ol start=\(start)>\n", "</ol>\n")
      }
    output.append(open)
    for item in list.items {
      output.append("<li>")
      for block in item {
        if list.tight, case .paragraph(let text) = block {
          inlines.append(text, to: &output)
        } else {
          append(block)
        }
      }
      output.append("</li>\n")
    }
    output.append(close)
  }

  private mutating func append(_ figures: [Figure<Never>]) {
    output.append("<dl class=f>")
    for figure in figures {
      output.append("<div><dt>")
      output.appendHTML(figure.title)
      output.append("</dt>")
      wrap("<dd>", figure.value, "</dd></div>")
    }
    output.append("</dl>\n")
  }

  private mutating func wrap(_ open: String, _ text: [Inline<Never>], _ close: String) {
    output.append(open)
    inlines.append(text, to: &output)
    output.append(close)
  }

  // MARK: Tables

  /// Begins a table in a region of its own, which scrolls, can be reached by keyboard, and has a name.
  ///
  /// Numbers are aligned by a class for each such column, so that cells need no attribute.
  private mutating func appendTableHead(
    caption: String?, titles: [[Inline<Never>]], alignments: [Alignment]
  ) {
    tablesInSection += 1
    output.append("<div class=\"\(breadth(titles.count))\" role=region tabindex=0 ")
    appendLabel(captioned: caption != nil)
    output.append("><table")
    appendAlignments(alignments)
    if titles.count >= HTMLWriter.veryWide { appendTitlesForPaper(titles) }
    output.append(">")
    if let caption {
      output.append("<caption id=\"\(captionID)\">")
      output.appendHTML(caption)
      output.append("</caption>")
    }
    output.append("<thead><tr>")
    for title in titles { wrap("<th scope=col>", title, "") }
    output.append("</thead><tbody>\n")
  }

  private func breadth(_ columns: Int) -> String {
    switch columns {
    case HTMLWriter.veryWide...: "t w v"
    case HTMLWriter.wide...: "t w"
    case 4...: "t i"
    default: "t"
    }
  }

  private var captionID: String { "\(section):\(tablesInSection)" }

  /// Names the region by its caption, by the heading above it, or by both heading and number.
  private mutating func appendLabel(captioned: Bool) {
    if captioned {
      output.append("aria-labelledby=\"\(captionID)\"")
    } else if tablesInSection == 1 {
      output.append("aria-labelledby=\"\(section)\"")
    } else {
      output.append("aria-label=\"")
      output.appendHTML("\(sectionTitle), table \(tablesInSection)")
      output.append("\"")
    }
  }

  private mutating func appendAlignments(_ alignments: [Alignment]) {
    let classes = alignments.enumerated().compactMap { index, alignment in
      switch alignment {
      case .leading: nil as String?
      case .centre: "c\(index + 1)"
      case .trailing: "n\(index + 1)"
      }
    }
    if !classes.isEmpty { output.append(" class=\"\(classes.joined(separator: " "))\"") }
  }

  /// The titles as properties that the style for paper sets above each value.
  private mutating func appendTitlesForPaper(_ titles: [[Inline<Never>]]) {
    output.append(" style=\"")
    for (index, title) in titles.enumerated() {
      output.appendHTML("--c\(index + 1):\(cssString(title.plainText));")
    }
    output.append("\"")
  }

  /// A row. HTML lets cells go without an end tag; the row has one, so that the line feed after it
  /// belongs to no cell.
  private mutating func appendRow(_ cells: [[Inline<Never>]]) {
    output.append("<tr>")
    for cell in cells {
      output.append("<td>")
      inlines.appendCell(cell, to: &output)
    }
    output.append("</tr>\n")
  }

  private mutating func append(_ table: Table<Never>) {
    appendTableHead(
      caption: nil, titles: table.columns.map(\.title), alignments: table.columns.map(\.alignment))
    for row in table.rows { appendRow(row) }
    output.append("</table></div>\n")
  }

  // MARK: Drawings

  /// A drawing in a region that scrolls, and under it the same in words, to be unfolded.
  private mutating func append(_ picture: Picture) {
    drawingsInSection += 1
    let (svg, remark) = drawn(picture)
    output.append("<figure class=fig>")
    if let caption = picture.caption {
      output.append("<figcaption>")
      output.appendHTML(caption)
      output.append("</figcaption>")
    }
    if let svg {
      output.append("<div class=ds role=region tabindex=0 aria-label=\"")
      output.appendHTML("\(picture.kind) – \(title(of: picture))")
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
      inlines.links.target(of: ref) == nil ? nil : "#" + HTMLInlines.id(of: ref)
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

  // MARK: Sections

  private mutating func enterSection(_ id: String, _ title: String) {
    section = id
    sectionTitle = title
    tablesInSection = 0
    drawingsInSection = 0
  }

  /// The sections of a document that has several, above its text.
  private mutating func appendContents(_ title: String) {
    let sections = inlines.links.headings.filter { $0.level == 2 }
    guard sections.count > 2 else { return }
    output.append("<nav class=c aria-label=\"")
    output.appendHTML("In “\(title)”")
    output.append("\"><ul>\n")
    for section in sections {
      output.append("<li><a href=\"#\(HTMLInlines.id(document: document, heading: section.slug))\">")
      output.appendHTML(section.label)
      output.append("</a></li>\n")
    }
    output.append("</ul></nav>")
  }
}
