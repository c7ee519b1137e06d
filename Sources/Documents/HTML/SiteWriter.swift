import Diagnostics

/// Writes each document as a page of a site, and each section that describes one fact as a page beside it.
struct SiteWriter: DocumentWriter {
  private var writer: HTMLWriter
  private let site: Site
  private var head: DocumentHead?
  /// The document's own page, while one of its sections is written.
  private var document: Output?
  /// The stretch in which the document's own page was left.
  private var stretch = (start: 0, isOpen: false)
  private var sectionTitle: String?
  /// The entry of search that the words to come belong to: the last heading.
  private var entry: (address: String, ref: String, name: String, text: String)?

  /// As much of the words under a heading is searched.
  private static let words = 2000

  /// Writes into a site with a writer whose links know of it.
  init(_ site: Site, _ writer: HTMLWriter) {
    self.site = site
    self.writer = writer
  }

  var paper: Paper { writer.paper }

  mutating func begin(_ document: DocumentHead) throws(Diagnostic) {
    head = document
    try beginPage(site.plan.documents[document.index])
    try writer.begin(document)
  }

  mutating func write(_ block: Block<Never>) throws(Diagnostic) {
    guard case .heading(let level, let text) = block, let head else {
      note(block)
      return try writer.write(block)
    }
    try flush()
    let number = writer.inlines.links.reached + 1
    let heading = writer.inlines.links.headings[number - 1]
    let file = site.plan.file(document: head.index, heading: number)
    if file != writer.inlines.page {
      try endSection()
      if file != site.plan.documents[head.index] { try beginSection(file, heading.label) }
    }
    let ref = anchor(in: text)
    let id = ref.map(HTMLInlines.id(of:)) ?? HTMLInlines.id(document: head.name, heading: heading.slug)
    entry = ("\(file)#\(id)", ref ?? "", heading.label, "")
    try writer.write(.heading(level: level, text))
  }

  mutating func beginTable(_ table: TableHead) throws(Diagnostic) { try writer.beginTable(table) }

  mutating func row(_ cells: [[Inline<Never>]]) throws(Diagnostic) {
    if let head, let (column, ref) = place(in: cells) {
      let others = cells.indices.filter { $0 != column }.map { cells[$0].plainText }
      try site.enter(
        "\(writer.inlines.page)#\(HTMLInlines.id(of: ref))", group: head.title, ref: ref,
        name: others.first ?? "", text: others.dropFirst().joined(separator: " · "))
    }
    try writer.row(cells)
  }

  mutating func endTable() throws(Diagnostic) { try writer.endTable() }

  mutating func endDocument() throws(Diagnostic) {
    try flush()
    try endSection()
    try writer.endDocument()
    try endPage(title: nil)
  }

  // MARK: Pages

  private mutating func beginPage(_ file: String) throws(Diagnostic) {
    guard let head else { return }
    writer.inlines.page = file
    writer.output = Output()
    site.page(of: head.index, title: sectionTitle).begin(&writer.output)
  }

  private mutating func endPage(title: String?) throws(Diagnostic) {
    guard let head else { return }
    site.page(of: head.index, title: title).end(&writer.output)
    try site.keep(writer.output.bytes, as: writer.inlines.page)
  }

  private mutating func beginSection(_ file: String, _ title: String) throws(Diagnostic) {
    guard let head else { return }
    (document, stretch) = (writer.output, writer.stretch)
    sectionTitle = title
    try beginPage(file)
    writer.output.append("<article class=d\(head.index + 1)><header><h2 class=k id=\"")
    writer.output.append(HTMLInlines.id(document: head.name))
    writer.output.append("\"><a class=l href=\"")
    writer.output.append(writer.inlines.address(document: head.index, heading: nil))
    writer.output.append("\">\(head.index + 1) · ")
    writer.output.appendHTML(head.title)
    writer.output.append("</a></h2></header>\n")
    writer.stretch = (writer.output.count, false)
  }

  private mutating func endSection() throws(Diagnostic) {
    guard let document, let head else { return }
    writer.endArticle()
    try endPage(title: sectionTitle)
    self.document = nil
    sectionTitle = nil
    (writer.output, writer.stretch) = (document, stretch)
    writer.inlines.page = site.plan.documents[head.index]
  }

  // MARK: Search

  private func anchor(in inlines: [Inline<Never>]) -> String? {
    for case .anchor(let ref) in inlines where writer.inlines.links.place(of: ref)?.inHeading == true {
      return ref
    }
    return nil
  }

  private func place(in cells: [[Inline<Never>]]) -> (column: Int, ref: String)? {
    for (column, cell) in cells.enumerated() {
      for case .anchor(let ref) in cell where writer.inlines.links.isPlaceToCome(of: ref) {
        return (column, ref)
      }
    }
    return nil
  }

  private mutating func note(_ block: Block<Never>) {
    guard let text = entry?.text, text.utf8.count < SiteWriter.words else { return }
    var words: [String] = []
    block.forEachInline { inline in
      switch inline {
      case .text, .code, .reference, .anchor, .pointer, .state: words.append([inline].plainText)
      // What is within these is met by itself.
      case .emphasis, .strong, .link, .softBreak, .lineBreak: break
      }
    }
    entry?.text = String((text + words.joined(separator: " ") + " ").prefix(SiteWriter.words))
  }

  private mutating func flush() throws(Diagnostic) {
    guard let entry, let head else { return }
    self.entry = nil
    try site.enter(entry.address, group: head.title, ref: entry.ref, name: entry.name, text: entry.text)
  }
}
