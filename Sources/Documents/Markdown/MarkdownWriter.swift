import Diagnostics
import Drawings

/// Writes a document as GitHub-flavoured Markdown.
struct MarkdownWriter: DocumentWriter {
  var output: Output
  private var inlines: MarkdownInlines
  /// What every further line of the block at hand begins with: a list item's indent, a quote's mark.
  private var prefix = ""

  init(to output: Output, links: Links, files: [String]) {
    self.output = output
    inlines = MarkdownInlines(links: links, files: files)
  }

  mutating func begin(_ document: DocumentHead) throws(Diagnostic) {
    inlines.links.begin(document.index)
    output.append("# ")
    inlines.append([.text(document.title)], to: &output, in: .heading)
    output.append("\n")
    if let summary = document.summary { try write(.paragraph([.text(summary)])) }
    if let audience = document.audience { try write(.paragraph([.emphasis([.text("For " + audience)])])) }
  }

  mutating func write(_ block: Block<Never>) throws(Diagnostic) {
    output.append("\n")
    append(block)
    output.append("\n")
    try output.drain()
  }

  mutating func beginTable(_ table: TableHead) throws(Diagnostic) {
    if let caption = table.caption { try write(.paragraph([.strong([.text(caption)])])) }
    output.append("\n")
    appendTableHead(
      table.columns.map { [.text($0.title)] },
      table.columns.map { $0.style.isNumeric ? .trailing : .leading })
  }

  mutating func row(_ cells: [[Inline<Never>]]) throws(Diagnostic) {
    newLine()
    appendRow(cells)
    try output.drain()
  }

  mutating func endTable() throws(Diagnostic) { newLine() }

  mutating func endDocument() throws(Diagnostic) { try output.finish() }

  // MARK: Blocks

  private mutating func append(_ block: Block<Never>) {
    switch block {
    case .heading(let level, let text):
      _ = inlines.links.nextHeading()
      output.append(String(repeating: "#", count: level) + " ")
      inlines.append(text, to: &output, in: .heading)
    case .paragraph(let text): appendParagraph(text)
    case .list(let list): append(list)
    case .quote(let blocks):
      output.append("> ")
      indented("> ") { $0.append(blocks, tight: false) }
    case .code(let language, let text): appendCode(language, text)
    case .rule: output.append("---")
    case .drawing(let picture): append(picture)
    case .table(let table):
      append(table)
    case .figures(let figures):
      appendTableHead(
        figures.map { figure in
          let title: [Inline<Never>] = [.text(figure.title)]
          return figure.source.map { [.link(to: $0, title)] } ?? title
        }, figures.map { $0.value.plainText.first?.isNumber == true ? .trailing : .leading })
      newLine()
      appendRow(figures.map { [.strong($0.value)] })
    }
  }

  private mutating func append(_ table: Table<Never>) {
    appendTableHead(table.columns.map(\.title), table.columns.map(\.alignment))
    for row in table.rows {
      newLine()
      appendRow(row)
    }
  }

  /// Mermaid, which GitHub draws, where it can say the same; what it cannot say stands in a table.
  private mutating func append(_ picture: Picture) {
    if let caption = picture.caption {
      appendParagraph([.strong([.text(caption)])])
      blankLine()
      newLine()
    }
    switch picture.content {
    case .graph(let graph):
      guard let drawn = graph.readable else { return appendWords(picture) }
      if drawn != graph {
        appendParagraph([.text(Picture.summarised(graph))])
        blankLine()
        newLine()
      }
      appendCode("mermaid", drawn.mermaid)
    case .chart(let chart):
      if let mermaid = chart.mermaid {
        appendCode("mermaid", mermaid)
        blankLine()
        newLine()
      }
      appendWords(picture)
    }
  }

  private mutating func appendWords(_ picture: Picture) {
    if picture.isTooLargeForWords { appendParagraph([.text(Picture.tooLarge)]) } else { append(picture.table) }
  }

  private mutating func append(_ blocks: [Block<Never>], tight: Bool) {
    for (index, block) in blocks.enumerated() {
      if index > 0 {
        if !tight { blankLine() }
        newLine()
      }
      append(block)
    }
  }

  /// Every line of a paragraph stands under the prefix, so breaks are written here.
  private mutating func appendParagraph(_ text: [Inline<Never>]) {
    var rest = text[...]
    while let index = rest.firstIndex(where: \.isBreak) {
      inlines.append(Array(rest[..<index]), to: &output, in: .paragraph)
      if rest[index] == .lineBreak { output.append("\\") }
      newLine()
      rest = rest[(index + 1)...]
    }
    inlines.append(Array(rest), to: &output, in: .paragraph)
  }

  private mutating func append(_ list: List<Never>) {
    for (index, item) in list.items.enumerated() {
      if index > 0 {
        if !list.tight { blankLine() }
        newLine()
      }
      let marker = list.start.map { "\($0 + index). " } ?? "- "
      output.append(marker)
      indented(String(repeating: " ", count: marker.utf8.count)) { $0.append(item, tight: list.tight) }
    }
  }

  private mutating func appendCode(_ language: String, _ text: String) {
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
    output.append(fence + (language.contains("`") ? "" : language))
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    for line in lines {
      newLine()
      output.append(String(line))
    }
    newLine()
    output.append(fence)
  }

  private mutating func appendTableHead(_ titles: [[Inline<Never>]], _ alignments: [Alignment]) {
    appendRow(titles)
    newLine()
    output.append("|")
    for alignment in alignments {
      switch alignment {
      case .leading: output.append(" --- |")
      case .centre: output.append(" :-: |")
      case .trailing: output.append(" --: |")
      }
    }
  }

  private mutating func appendRow(_ cells: [[Inline<Never>]]) {
    output.append("|")
    for cell in cells {
      output.append(" ")
      inlines.append(cell, to: &output, in: .cell)
      output.append(" |")
    }
  }

  // MARK: Lines

  private mutating func newLine() { output.append("\n" + prefix) }

  private mutating func blankLine() {
    output.append("\n")
    let mark = prefix.reversed().drop { $0 == " " }
    output.append(String(mark.reversed()))
  }

  private mutating func indented(_ more: String, _ body: (inout MarkdownWriter) -> Void) {
    let outer = prefix
    prefix += more
    body(&self)
    prefix = outer
  }
}
