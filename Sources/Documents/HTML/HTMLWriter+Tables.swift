import Diagnostics

/// Tables: in a region that scrolls on a screen, and set as they fit on paper.
extension HTMLWriter {
  /// From this many columns on a table is wide: its first column stays in sight.
  static let wide = 8

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
    guard table?.fit != nil else {
      table?.waiting.append(cells)
      if table?.waiting.count == table?.longFrom { try begin(isLong: true) }
      return
    }
    try appendTableRow(cells)
  }

  mutating func endTable() throws(Diagnostic) {
    if table?.fit == nil { try begin(isLong: false) }
    if table?.parts.isEmpty == false {
      appendParts()
    } else {
      output.append(table?.columns == nil ? "</table></div>" : "</table></div></div></div>")
    }
    output.append("</figure>\n")
    table = nil
  }

  /// A table of the template's own, which is as its author laid it out: nothing in it is sorted or filtered.
  mutating func append(_ table: Table<Never>) {
    tablesInSection += 1
    let fit = table.columns.count < HTMLWriter.wide ? PaperFit.upright : .turned
    appendRegion(columns: table.columns.count, captioned: false, fit)
    output.append("<table")
    let isSigned = table.rows.contains { $0.contains(where: isForHandwriting) }
    appendClasses(
      table.columns.map(\.alignment), titles: table.columns.map(\.title.plainText), fit,
      more: isSigned ? ["sg"] : [])
    output.append("><thead><tr>")
    for column in table.columns {
      // A head without words is none: it would be announced as an empty one.
      wrap(column.title.isEmpty ? "<td class=h>" : "<th scope=col>", column.title, "")
    }
    output.append("</thead><tbody>\n")
    for row in table.rows { appendRow(row) }
    output.append("</table></div>\n")
  }

  /// Whether a cell is a dotted line and nothing else: somebody writes there by hand, and needs room for it.
  private func isForHandwriting(_ cell: [Inline<Never>]) -> Bool {
    let text = cell.plainText
    return text.utf8.count > 8 && text.allSatisfy { $0 == "…" }
  }

  /// Begins the region of a table, which scrolls, can be reached by keyboard, and has a name.
  private mutating func appendRegion(columns: Int, captioned: Bool, _ fit: PaperFit) {
    output.append("<div class=\"\(breadth(columns, fit))\"")
    if case .parts(let keys, let ends) = fit {
      output.append(" data-parts=\"\(([keys] + ends).map(String.init).joined(separator: " "))\"")
    }
    output.append(" role=region tabindex=0 ")
    appendLabel(captioned: captioned)
    output.append(">")
    if fit != .upright { paper.turned.insert(index) }
  }

  /// Begins a table, or a piece of a long one; with some of its columns.
  private mutating func appendTableHead(_ columns: [Column], _ fit: PaperFit, widths: [Int]? = nil) {
    output.append("<table")
    appendClasses(
      columns.map { $0.style.isNumeric ? .trailing : .leading }, titles: columns.map(\.title), fit)
    output.append(">")
    if let widths {
      output.append("<colgroup>")
      for width in widths { output.append("<col class=\(medium == .paper ? "y" : "z")\(width)>") }
      output.append("</colgroup>")
    }
    output.append("<thead><tr>")
    for column in columns { wrap("<th scope=col>", [.text(column.title)], "") }
    output.append("</thead><tbody>\n")
  }

  /// Begins a query's table with the rows that waited for its measures. A long one comes in pieces, but on paper.
  private mutating func begin(isLong: Bool) throws(Diagnostic) {
    table?.measure()
    if !isLong || medium == .paper { table?.columns = nil }
    guard let table, let fit = table.fit else { return }
    if medium == .paper, !fit.parts.isEmpty {
      paper.turned.insert(index)
      let parts = fit.parts.map { ($0, paperWidths($0), Output()) }
      self.table?.parts = parts
    } else {
      appendRegion(columns: table.head.columns.count, captioned: table.head.caption != nil, fit)
      if table.columns != nil { output.append("<div class=l2><div class=j>") }
      appendTableHead(table.head.columns, fit, widths: table.columns ?? paperWidths(nil))
    }
    self.table?.waiting = []
    for row in table.waiting { try appendTableRow(row) }
  }

  /// How wide columns are on paper, by the rows that wait; on a screen a browser decides.
  private func paperWidths(_ columns: [Int]?) -> [Int]? {
    guard medium == .paper, let table, let fit = table.fit else { return nil }
    let titles = table.head.columns.map(\.title)
    return fit.widths(columns ?? Array(titles.indices), titles: titles, table.sizes)
  }

  private mutating func nextPiece() {
    guard let table, let fit = table.fit else { return }
    output.append("</table></div><div class=j>")
    appendTableHead(table.head.columns, fit, widths: table.columns)
    self.table?.written = 0
  }

  /// A row of a query's table, or of each of its parts.
  private mutating func appendTableRow(_ cells: [[Inline<Never>]]) throws(Diagnostic) {
    if table?.columns != nil, table?.written == table?.pieceRows { nextPiece() }
    table?.written += 1
    guard let count = table?.parts.count, count > 0 else {
      appendRow(cells)
      return try output.drain()
    }
    for number in 0..<count {
      let columns = table!.parts[number].columns
      swap(&output, &table!.parts[number].rows)
      appendRow(columns.map { cells[$0] })
      swap(&output, &table!.parts[number].rows)
    }
  }

  /// The parts of a table for paper, each under its number.
  private mutating func appendParts() {
    guard let table else { return }
    for (number, part) in table.parts.enumerated() {
      output.append("<p class=pt>")
      output.appendHTML("\(table.head.caption ?? sectionTitle), part \(number + 1) of \(table.parts.count)")
      output.append("</p><div class=\"t w\">")
      appendTableHead(part.columns.map { table.head.columns[$0] }, .turned, widths: part.widths)
      output.append(bytes: part.rows.bytes)
      output.append("</table></div>")
    }
  }

  private func breadth(_ columns: Int, _ fit: PaperFit) -> String {
    let turned = fit == .upright ? "" : " u"
    if case .parts = fit { return "t w u v" }
    return switch columns {
    case HTMLWriter.wide...: "t w\(turned)"
    case 4...: "t i\(turned)"
    default: "t\(turned)"
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

  /// A class for each column of numbers, so that cells need no attribute; and on a table too wide for paper the
  /// class that holds its titles, for where no script cuts it into parts.
  private mutating func appendClasses(
    _ alignments: [Alignment], titles: [String], _ fit: PaperFit, more: [String] = []
  ) {
    var classes = more
    classes += alignments.enumerated().compactMap { index, alignment in
      switch alignment {
      case .leading: nil as String?
      case .centre: "c\(index + 1)"
      case .trailing: "n\(index + 1)"
      }
    }
    // What stands before a column without a title names what is in that.
    for (index, title) in titles.enumerated().dropFirst() where title.isEmpty && !titles[index - 1].isEmpty {
      classes.append("a\(index)")
    }
    if !fit.parts.isEmpty { classes.append("v\(paper.number(of: titles))") }
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
}
