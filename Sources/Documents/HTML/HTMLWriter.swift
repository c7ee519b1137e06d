import Diagnostics
import Drawings

/// Writes documents as the articles of one HTML page.
struct HTMLWriter: DocumentWriter {
  var output: Output
  var inlines: HTMLInlines
  /// What the style for paper has to know of what was written.
  var paper = Paper()
  var document = ""
  var index = 0
  var table: HTMLTable?
  /// The id of the heading that stands last, which names the tables under it.
  var section = ""
  var sectionTitle = ""
  var tablesInSection = 0
  var drawingsInSection = 0
  /// Where the stretch being written began, in bytes of the output, and whether an element holds it.
  var stretch = (start: 0, isOpen: false)
  let draughtsman: Draughtsman
  /// What the page is for.
  let medium: Medium

  /// A page to be read on a screen, which can be printed; or one that becomes a PDF, on which tables too wide for
  /// paper are cut into parts by us. In a browser the page's script does that.
  enum Medium {
    case screen, paper
  }

  /// The style knows this many columns; more are shown, but without alignment and titles on paper.
  static let mostColumns = 40
  /// After so many bytes the next heading begins a stretch: an element of its own, which a browser leaves out of its
  /// layout while it is far from sight.
  static let stretchBytes = 16_000

  init(to output: Output, inlines: HTMLInlines, draughtsman: Draughtsman, medium: Medium = .screen) {
    self.output = output
    self.medium = medium
    self.inlines = inlines
    self.draughtsman = draughtsman
    self.inlines.breaksReferences = medium == .paper
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
    stretch = (output.count, false)
  }

  mutating func write(_ block: Block<Never>) throws(Diagnostic) {
    if case .heading = block { beginStretch() }
    append(block)
    try output.drain()
  }

  mutating func endDocument() throws(Diagnostic) { endArticle() }

  /// Ends the element of a document, or of one of its sections that is a page.
  mutating func endArticle() {
    output.append(stretch.isOpen ? "</div>\n</article>\n" : "</article>\n")
    stretch.isOpen = false
  }

  /// Begins another stretch, if the one before is long. On paper everything is laid out.
  private mutating func beginStretch() {
    guard medium == .screen, output.count - stretch.start > HTMLWriter.stretchBytes else { return }
    output.append(stretch.isOpen ? "</div>\n<div class=g>\n" : "<div class=g>\n")
    stretch = (output.count, true)
  }

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
    // On paper the page of one fact begins a page.
    let style = level == 2 && text.contains { if case .anchor = $0 { true } else { false } } ? "class=own " : ""
    output.append("<\(name) \(style)id=\"\(section)\">")
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
