import Diagnostics
import Drawings

/// Writes documents as the articles of one HTML page.
struct HTMLWriter: DocumentWriter {
  var output: Output
  var inlines: HTMLInlines
  /// What the style for paper has to know of what was written.
  var paper = Paper()
  private var document = ""
  private var index = 0
  private var table: HTMLTable?
  /// The id of the heading that stands last, which names the tables under it.
  var section = ""
  var sectionTitle = ""
  private var tablesInSection = 0
  var drawingsInSection = 0
  let draughtsman: Draughtsman

  /// From this many columns on a table is wide: its first column stays in sight, its paper is turned.
  private static let wide = 8
  /// From this many columns on no paper is wide enough, and a row is printed as a record.
  private static let veryWide = 15
  /// The style knows this many columns; more are shown, but without alignment and titles on paper.
  static let mostColumns = 40

  init(to output: Output, inlines: HTMLInlines, draughtsman: Draughtsman) {
    self.output = output
    self.inlines = inlines
    self.draughtsman = draughtsman
  }

  mutating func begin(_ document: DocumentHead) throws(Diagnostic) {
    inlines.links.begin(document.index)
    self.document = document.name
    index = document.index
    enterSection(HTMLInlines.id(document: document.name), document.title)
    output.append("<article class=d\(index + 1) aria-labelledby=\"\(section)\"><header><p class=k>\(index + 1)")
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
    self.table = HTMLTable(head: table)
    tablesInSection += 1
    output.append("<figure class=q>")
    if let caption = table.caption {
      output.append("<figcaption id=\"\(captionID)\">")
      output.appendHTML(caption)
      output.append("</figcaption>")
    }
  }

  mutating func row(_ cells: [[Inline<Never>]]) throws(Diagnostic) {
    guard let table else { return }
    if table.columns == nil {
      self.table?.waiting.append(cells)
      if table.waiting.count + 1 < HTMLTable.piece { return }
      self.table?.measure()
      try beginLong()
    } else {
      if table.written == HTMLTable.piece { nextPiece() }
      appendRow(cells)
      self.table?.written += 1
      try output.drain()
    }
  }

  mutating func endTable() throws(Diagnostic) {
    if let table, table.columns == nil {
      appendRegion(columns: table.head.columns.count, captioned: table.head.caption != nil)
      appendTableHead(table.head, long: nil)
      for row in table.waiting {
        appendRow(row)
        try output.drain()
      }
      output.append("</table></div></figure>\n")
    } else {
      output.append("</table></div></div></div></figure>\n")
    }
    table = nil
  }

  mutating func endDocument() throws(Diagnostic) { output.append("</article>\n") }

  // MARK: Blocks

  mutating func append(_ block: Block<Never>) {
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
      let title: [Inline<Never>] = [.text(figure.title)]
      wrap("<div><dt>", figure.source.map { [.link(to: $0, title)] } ?? title, "</dt>")
      wrap("<dd>", figure.value, "</dd></div>")
    }
    output.append("</dl>\n")
  }

  mutating func wrap(_ open: String, _ text: [Inline<Never>], _ close: String) {
    output.append(open)
    inlines.append(text, to: &output)
    output.append(close)
  }

  // MARK: Tables

  /// A table of the template's own, which is as its author laid it out: nothing in it is sorted or filtered.
  mutating func append(_ table: Table<Never>) {
    tablesInSection += 1
    appendRegion(columns: table.columns.count, captioned: false)
    output.append("<table")
    appendClasses(table.columns.map(\.alignment), titles: table.columns.map(\.title.plainText))
    output.append("><thead><tr>")
    for column in table.columns {
      // A head without words is none: it would be announced as an empty one.
      wrap(column.title.isEmpty ? "<td class=h>" : "<th scope=col>", column.title, "")
    }
    output.append("</thead><tbody>\n")
    for row in table.rows { appendRow(row) }
    output.append("</table></div>\n")
  }

  /// Begins the region of a table, which scrolls, can be reached by keyboard, and has a name.
  private mutating func appendRegion(columns: Int, captioned: Bool) {
    output.append("<div class=\"\(breadth(columns))\" role=region tabindex=0 ")
    appendLabel(captioned: captioned)
    output.append(">")
    if columns >= HTMLWriter.wide { paper.turned.insert(index) }
  }

  /// Begins a table, or a piece of a long one.
  private mutating func appendTableHead(_ head: TableHead, long: [Int]?) {
    output.append("<table")
    appendClasses(
      head.columns.map { $0.style.isNumeric ? .trailing : .leading }, titles: head.columns.map(\.title))
    output.append(">")
    if let long {
      output.append("<colgroup>")
      for width in long { output.append("<col class=z\(width)>") }
      output.append("</colgroup>")
    }
    output.append("<thead><tr>")
    for column in head.columns { wrap("<th scope=col>", [.text(column.title)], "") }
    output.append("</thead><tbody>\n")
  }

  /// Begins a long table, with the rows that waited for it to be found long.
  private mutating func beginLong() throws(Diagnostic) {
    guard let table, let columns = table.columns else { return }
    appendRegion(columns: table.head.columns.count, captioned: table.head.caption != nil)
    output.append("<div class=l2><div class=j>")
    appendTableHead(table.head, long: columns)
    for row in table.waiting {
      appendRow(row)
      try output.drain()
    }
    self.table?.written = table.waiting.count
    self.table?.waiting = []
  }

  private mutating func nextPiece() {
    guard let table else { return }
    output.append("</table></div><div class=j>")
    appendTableHead(table.head, long: table.columns)
    self.table?.written = 0
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

  /// Names the region by its document, the heading above it, and its caption, so that no two are called the
  /// same; a further one without a caption, by its number.
  private mutating func appendLabel(captioned: Bool) {
    if captioned || tablesInSection == 1 {
      let document = HTMLInlines.id(document: document)
      var names = document == section ? [section] : [document, section]
      if captioned { names.append(captionID) }
      output.append("aria-labelledby=\"\(names.joined(separator: " "))\"")
    } else {
      output.append("aria-label=\"")
      output.appendHTML("\(sectionTitle), table \(tablesInSection)")
      output.append("\"")
    }
  }

  /// A class for each column of numbers, so that cells need no attribute; and on a very wide table the class
  /// that holds its titles for paper.
  private mutating func appendClasses(_ alignments: [Alignment], titles: [String]) {
    var classes = alignments.enumerated().compactMap { index, alignment in
      switch alignment {
      case .leading: nil as String?
      case .centre: "c\(index + 1)"
      case .trailing: "n\(index + 1)"
      }
    }
    if titles.count >= HTMLWriter.veryWide { classes.append("v\(paper.number(of: titles))") }
    if classes.isEmpty { return }
    output.append(" class=\"\(classes.joined(separator: " "))\"")
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

  // MARK: Sections

  private mutating func enterSection(_ id: String, _ title: String) {
    section = id
    sectionTitle = title
    tablesInSection = 0
    drawingsInSection = 0
  }

  /// The sections of a document that has several, or whose sections are pages of their own, above its text.
  private mutating func appendContents(_ title: String) {
    let all = inlines.links.headings
    let sections = all.filter { $0.level == 2 }
    guard sections.count > 2 || inlines.site?.hasPages(document: index) == true else { return }
    output.append("<nav class=c aria-label=\"")
    output.appendHTML("In “\(title)”")
    output.append("\"><ul>\n")
    for (number, section) in all.enumerated() where section.level == 2 {
      let file = inlines.site?.file(document: index, heading: number + 1) ?? ""
      let address = file == inlines.page ? "" : percentEncoded(file)
      let id = HTMLInlines.id(document: document, heading: section.slug)
      output.append("<li><a href=\"\(address)#\(id)\">")
      output.appendHTML(section.label)
      output.append("</a></li>\n")
    }
    output.append("</ul></nav>")
  }
}
