/// The pack's page for paper, made into what pandoc makes a good text document of: headings from the first level,
/// styles by name, sections of upright and turned paper, real contents, tables with the widths of their columns,
/// drawings as pictures, and names of places that Word takes for bookmarks.
///
/// It works on what is written, for our own pages with the end tags of tables: text never holds a bare `<`.
public struct WordPage {
  /// The page, for pandoc's reader of HTML.
  public private(set) var page: [UInt8] = []
  /// The drawings that the page shows, each as a file of SVG that stands alone, by the name of its picture: what
  /// is to be made of `drawing-1.svg` is `drawing-1.png`.
  public private(set) var drawings: [(name: String, svg: [UInt8])] = []
  /// What pandoc takes styles, paper, head and foot from.
  public private(set) var reference: [UInt8] = []
  /// What pandoc does to the page it has read, in Lua.
  public static let filter = Array(PackageResources.word_lua)

  /// Whether drawings become pictures, or the same in words.
  private let showsDrawings: Bool
  private let drawingStyle: [UInt8]
  /// The number of the bookmark of each place.
  private var places: [String: Int] = [:]
  /// What is skipped up to the end of this element.
  private var skipped: String?
  /// What ends the paragraph that is open.
  private var paragraphEnd: String?
  private var isInCell = false
  private var isInState = false
  /// The columns of the table that is open, whose values stand on the right; the column of the cell; and the style
  /// of its paragraphs where that is not the usual one.
  private var table = (trailing: Set<Int>(), column: 0, style: nil as String?)
  private var isWide = false
  /// The lines of the contents, as they stand on the cover.
  private var contents: [(address: String, words: [UInt8])] = []
  private var figures: (titles: [UInt8], values: [UInt8], count: Int)?
  private var isOnCover = true
  /// Whether the document that is read is on turned paper.
  private var isTurned = false
  /// Whether the drawing that is read stands on an upright page of its own.
  private var isApart = false

  /// Makes a page of one; without drawings, where nobody can make pictures of them.
  public init(_ html: [UInt8], showsDrawings: Bool) {
    self.showsDrawings = showsDrawings
    let style = WordPage.content(of: "style", in: html)
    let values = StyleValues(Array(PlainPage.drawings.utf8) + style)
    drawingStyle = values.resolved(Array(PlainPage.drawings.utf8))
    let head = "<html><head><meta charset=\"utf-8\"><title>"
    let title = WordPage.content(of: "h1", in: html)
    page = Array(head.utf8) + title + Array("</title></head><body>\n".utf8)
    if let body = html.firstRange(of: Array("<main".utf8)) { copy(html[body.lowerBound...]) }
    page += "</body></html>\n".utf8
    reference =
      WordReference(
        title: WordPage.words(WordPage.content(of: "title", in: html)),
        imprint: WordPage.words(WordPage.content(of: "footer", in: html)),
        accent: String((values["accent"] ?? "#0a5a54").dropFirst()), values: values, isTurned: isTurned
      ).bytes
  }

  // MARK: Reading

  private mutating func copy(_ html: ArraySlice<UInt8>) {
    var rest = html
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      text(rest[..<start])
      if rest[start...].starts(with: "<svg ".utf8),
        let end = rest[start...].firstRange(of: Array("</svg>".utf8))
      {
        if skipped == nil { draw(rest[start..<end.upperBound]) }
        rest = rest[end.upperBound...]
        continue
      }
      let end = rest[start...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? rest.endIndex
      let tag = PageTag(rest[start..<end])
      rest = rest[end...]
      if tag.name == "article" { article(tag, rest) } else if tag.name == "figure" { frame(tag, rest) }
      self.tag(tag)
      if tag.name == "table", !tag.isEnd, skipped == nil { columns(rest) }
    }
    text(rest)
  }

  private mutating func text(_ text: ArraySlice<UInt8>) {
    if skipped == "div", !contents.isEmpty { contents[contents.count - 1].words += text }
    guard skipped == nil else { return }
    guard isInCell || paragraphEnd != nil else { return page += text }
    for byte in text {
      if byte == UInt8(ascii: "\n") { page += "<br>".utf8 } else { page.append(byte) }
    }
  }

  private mutating func tag(_ tag: PageTag) {
    if let element = skipped {
      if element == "div", tag.name == "a", !tag.isEnd { contents.append((tag["href"] ?? "", [])) }
      // What else stands in a line of the contents is no part of its words.
      if element == "div", tag.name == "li", tag.isEnd, !contents.isEmpty { closeLine() }
      guard tag.isEnd, tag.name == element else { return }
      skipped = nil
      if element == "div" { appendContents() }
      return
    }
    switch tag.name {
    case "nav", "footer", "script", "h1": if !tag.isEnd { skipped = tag.name }
    case "details": if !tag.isEnd, showsDrawings { skipped = tag.name }
    case "summary": if !tag.isEnd { skipped = tag.name }
    case "div": division(tag)
    case "h2", "h3", "h4", "h5", "h6": heading(tag)
    case "p": paragraph(tag)
    case "figcaption": paragraph(tag, style: "Table Title")
    case "table", "td", "th": tableTag(tag)
    case "dl", "dt", "dd": figure(tag)
    case "b": state(tag)
    case "code": code(tag)
    case "a": anchor(tag)
    case "span": if !tag.isEnd, paragraphEnd == "</p>" { page += " · ".utf8 }
    case "img": image(tag)
    case "br", "em", "hr", "li", "ol", "pre", "strong", "tbody", "thead", "tr", "ul", "blockquote":
      write(tag.isEnd ? "</\(tag.name)>" : "<\(tag.name)\(tag["start"].map { " start=\"\($0)\"" } ?? "")>")
    default: break
    }
  }

  private mutating func write(_ text: String) { page += text.utf8 }

  /// Markup of Word's own, which the filter passes on.
  private mutating func writeWord(_ xml: String) {
    write("<pre class=\"openxml\"><code>\(WordReference.escaped(xml))</code></pre>\n")
  }

  // MARK: Blocks

  private mutating func division(_ tag: PageTag) {
    if tag.classes.contains("t") { isWide = tag.classes.contains("w") }
    if tag.classes.contains("inside") {
      write("<div data-custom-style=\"Table Title\"><p>In this pack</p></div>\n")
      skipped = "div"
    }
  }

  /// Each document is a section. What a section says of its paper stands at its end; of the last, in the reference.
  private mutating func article(_ tag: PageTag, _ rest: ArraySlice<UInt8>) {
    guard !tag.isEnd else { return }
    endSection(turned: isTurned, isCover: isOnCover)
    isOnCover = false
    let inside = rest.firstRange(of: Array("</article>".utf8)).map { rest[..<$0.lowerBound] } ?? rest
    // Whether it has a table too wide for upright paper.
    isTurned = [" u\"", "\"t w"].contains { inside.firstRange(of: Array($0.utf8)) != nil }
  }

  private mutating func endSection(turned: Bool, isCover: Bool = false) {
    let section = WordReference.section(turned: turned, isCover: isCover)
    writeWord("<w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/>\(section)</w:pPr></w:p>")
  }

  /// A tall drawing would be small print on turned paper: it has a section of its own, which is upright.
  private mutating func frame(_ tag: PageTag, _ rest: ArraySlice<UInt8>) {
    guard showsDrawings, isTurned, skipped == nil else { return }
    if tag.isEnd {
      if isApart { endSection(turned: false) }
      isApart = false
    } else if let end = rest.firstRange(of: Array("</figure>".utf8)) {
      isApart = rest[..<end.lowerBound].firstRange(of: Array(" tall\" ".utf8)) != nil
      if isApart { endSection(turned: true) }
    }
  }

  private mutating func heading(_ tag: PageTag) {
    let level = (tag.name.last?.wholeNumberValue ?? 2) - 1
    write(tag.isEnd ? "</h\(level)>\n" : "<h\(level)\(tag["id"].map { " id=\"\(place($0))\"" } ?? "")>")
  }

  private static let styles = [
    "k": "Eyebrow", "s": "Subtitle", "client": "Subtitle", "pt": "Table Part", "note": "Note", "digest": "Note",
  ]

  private mutating func paragraph(_ tag: PageTag, style: String? = nil) {
    if tag.isEnd {
      write((paragraphEnd ?? "</p>") + "\n")
      paragraphEnd = nil
    } else if tag.style == "k", contents.isEmpty {
      // The title comes first in Word, and says by itself what this is.
      skipped = "p"
    } else if let style = style ?? WordPage.styles[tag.style] {
      write("<div data-custom-style=\"\(style)\"><p>")
      paragraphEnd = "</p></div>"
    } else {
      write("<p>")
      paragraphEnd = "</p>"
    }
  }

  private mutating func tableTag(_ tag: PageTag) {
    switch (tag.name, tag.isEnd) {
    case ("table", false):
      let trailing = tag.classes.compactMap { $0.first == "n" ? Int($0.dropFirst()) : nil }
      let style = tag.classes.contains("sg") ? "Table Signature" : isWide ? "Table Fine" : nil
      table = (Set(trailing), 0, style)
      write("<table>")
    case ("table", true):
      write("</table>\n")
      writeWord("<w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>")
    case (_, true):
      let isPlain = table.style == nil || tag.name == "th" && !isWide
      write((isPlain ? "" : "</p></div>") + "</\(tag.name)>")
      isInCell = false
    case (_, false):
      if page.suffix(4).elementsEqual("<tr>".utf8) { table.column = 0 }
      table.column += 1
      write("<\(tag.name)\(table.trailing.contains(table.column) ? " style=\"text-align:right\"" : "")>")
      if let style = tag.name == "th" && !isWide ? nil : table.style {
        write("<div data-custom-style=\"\(style)\"><p>")
      }
      isInCell = true
    }
  }

  /// How wide the columns of the table are that begins here, all in all the whole width: as the page says it, or
  /// by the longest text of each.
  private mutating func columns(_ html: ArraySlice<UInt8>) {
    let end = html.firstRange(of: Array("</table>".utf8))?.lowerBound ?? html.endIndex
    var (known, found): ([Int], [Int]) = ([], [])
    var rest = html[..<end]
    var column = 0
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      let text = rest[..<start].count
      if found.indices.contains(column - 1) { found[column - 1] += text }
      let close = rest[start...].firstIndex(of: UInt8(ascii: ">")) ?? rest.index(before: rest.endIndex)
      let tag = PageTag(rest[start...close])
      rest = rest[(close + 1)...]
      switch (tag.name, tag.isEnd) {
      case ("col", _): known.append(Int(tag.style.dropFirst()) ?? 1)
      case ("tr", false): column = 0
      case ("th", false), ("td", false):
        column += 1
        if found.count < column { found.append(0) }
      case ("tbody", false): if !known.isEmpty { rest = rest[rest.endIndex...] }
      default: break
      }
    }
    let rows = max(1, html[..<end].split(separator: Array("<tr>".utf8)).count - 1)
    let widths = known.isEmpty ? found.map { min(max($0 / rows, 8), 40) } : known
    let all = Double(max(1, widths.reduce(0, +)))
    write("<colgroup>")
    for width in widths { write("<col style=\"width:\((Double(width) / all * 1000).rounded(.down) / 10)%\">") }
    write("</colgroup>")
  }

  /// Key figures become a table of two rows: what they are, and how much.
  private mutating func figure(_ tag: PageTag) {
    switch (tag.name, tag.isEnd) {
    case ("dl", false): figures = ([], [], page.count)
    case ("dl", true):
      guard let figures else { return }
      page.removeLast(page.count - figures.count)
      let count = max(1, figures.titles.split(separator: Array("<th>".utf8)).count)
      page += "<table><colgroup>".utf8
      for _ in 0..<count { write("<col style=\"width:\(Double(1000 / count) / 10)%\">") }
      page += "</colgroup><thead><tr>".utf8 + figures.titles + "</tr></thead><tbody><tr>".utf8
      page += figures.values + "</tr></tbody></table>\n".utf8
      self.figures = nil
      writeWord("<w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>")
    case (let name, false):
      page.removeLast(page.count - (figures?.count ?? page.count))
      write(name == "dt" ? "<th>" : "<td><span data-custom-style=\"Key Figure\">")
    case (let name, true):
      write(name == "dt" ? "</th>" : "</span></td>")
      guard let start = figures?.count else { return }
      if name == "dt" { figures?.titles += page[start...] } else { figures?.values += page[start...] }
      page.removeLast(page.count - start)
    }
  }

  // MARK: Words

  private mutating func state(_ tag: PageTag) {
    let kind = State.Kind.allCases.first { $0.cssClass == tag.style }
    if let kind, !tag.isEnd {
      isInState = true
      // A cell was measured for the word: there is little room for what stands around it.
      let (edge, gap) = isInCell ? ("", "&#8239;") : ("&#160;", "&#160;")
      write("<span data-custom-style=\"State \(kind.rawValue)\">\(edge)\(kind.shape)\(gap)")
    } else if tag.isEnd, isInState {
      isInState = false
      write(isInCell ? "</span>" : "&#160;</span>")
    } else {
      write(tag.isEnd ? "</b>" : "<b>")
    }
  }

  private mutating func code(_ tag: PageTag) {
    if let id = tag["id"] { write("<span id=\"\(place(id))\"></span>") }
    // Letters of one width would take more room in a cell than was measured for them.
    if !isInCell { write(tag.isEnd ? "</code>" : "<code>") }
  }

  private mutating func anchor(_ tag: PageTag) {
    if tag.isEnd { return write("</a>") }
    guard let address = tag["href"] else { return write("<a>") }
    if tag.classes.contains("skip") { return skipped = "a" }
    // What leads to a fact is its reference, and written as such.
    write("<a href=\"\(address.first == "#" ? "#" + place(String(address.dropFirst())) : address)\">")
  }

  /// Word's bookmarks have short names of letters and digits.
  private mutating func place(_ id: String) -> String {
    let number = places[id] ?? places.count + 1
    places[id] = number
    return "p\(number)"
  }

  // MARK: The cover

  private mutating func closeLine() {
    // A line is "for whom", a link, and its words; only those after the link count.
    contents[contents.count - 1].words.append(UInt8(ascii: "\n"))
  }

  /// Contents that Word keeps: a field that holds the lines as they are, until somebody updates it, which adds
  /// the numbers of pages.
  private mutating func appendContents() {
    var lines: [String] = []
    for line in contents {
      let words = WordPage.words(Array(line.words.prefix { $0 != UInt8(ascii: "\n") }))
      let address = place(String(line.address.dropFirst()))
      lines.append(
        """
        <w:hyperlink w:anchor="\(address)" w:history="1"><w:r><w:t xml:space="preserve">\
        \(WordReference.escaped(words))</w:t></w:r></w:hyperlink>
        """)
    }
    func run(_ kind: String) -> String { "<w:r><w:fldChar w:fldCharType=\"\(kind)\"/></w:r>" }
    let code = "<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-1\" \\h \\z \\u </w:instrText></w:r>"
    var xml = ""
    for (index, line) in lines.enumerated() {
      let begin = index == 0 ? run("begin") + code + run("separate") : ""
      let end = index == lines.count - 1 ? run("end") : ""
      xml += "<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr>\(begin)\(line)\(end)</w:p>"
    }
    if !xml.isEmpty { writeWord(xml) }
  }

  /// A logo is passed on where Word can show it.
  private mutating func image(_ tag: PageTag) {
    guard let source = tag["src"], ["data:image/png", "data:image/jpeg"].contains(where: source.hasPrefix)
    else {
      return
    }
    write("<p><img src=\"\(source)\" alt=\"\(tag["alt"] ?? "")\" height=\"54\"></p>\n")
  }

  // MARK: Drawings

  private mutating func draw(_ svg: ArraySlice<UInt8>) {
    guard showsDrawings, let end = svg.firstIndex(of: UInt8(ascii: ">")) else { return }
    let tag = PageTag(svg[...end])
    guard let width = tag["width"].flatMap(Double.init), let height = tag["height"].flatMap(Double.init) else {
      return
    }
    let name = "drawing-\(drawings.count + 1)"
    var alone = Array(svg[..<end])
    alone += " xmlns=\"http://www.w3.org/2000/svg\"><style>".utf8
    alone += drawingStyle + "</style>".utf8 + svg[(end + 1)...]
    drawings.append((name, alone))
    let title = WordPage.content(of: "title", in: Array(svg))
    let words = WordPage.content(of: "desc", in: Array(svg))
    // In pixels of a 96th of an inch: it fits on the paper, upright or turned as its document may be.
    let scale = min(0.95, 640 / width, (isTurned && !isApart ? 560 : 860) / height)
    write("<div data-custom-style=\"Drawing\"><p><img src=\"\(name).png\" alt=\"")
    page += (title + ": ".utf8 + words).map { $0 == UInt8(ascii: "\"") ? UInt8(ascii: "'") : $0 }
    write("\" width=\"\(Int(width * scale))\" height=\"\(Int(height * scale))\"></p></div>\n")
  }
}
