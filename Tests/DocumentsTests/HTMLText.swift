/// What a reader of HTML finds in a page: the rows of its tables, its ids and links, and anything that
/// the writer could not have meant to write.
struct HTMLText {
  private(set) var rows: [[String]] = []
  private(set) var ids: [String] = []
  private(set) var links: [String] = []
  /// What the page's own security policy says.
  private(set) var policy = ""
  /// Elements and attributes outside the writer's vocabulary.
  private(set) var unexpected: [String] = []

  private static let elements: Set<String> = [
    "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "main", "nav", "header", "footer", "article",
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "b", "em", "strong", "code", "pre", "bdi", "br", "hr", "span",
    "ul", "ol", "li", "dl", "div", "dt", "dd", "blockquote", "table", "caption", "thead", "tbody", "tr", "th",
    "td", "figure", "figcaption", "script", "img", "link", "colgroup", "col", "time",
  ]
  private static let attributes: Set<String> = [
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "rel", "scope", "role",
    "tabindex", "title",
    "aria-label", "aria-labelledby", "start", "html", "src", "alt", "aria-current", "data-index", "data-parts",
  ]

  init(_ html: String) {
    let bytes = Array(html.utf8)
    var index = 0
    var inCell = false
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<") {
        let tag = HTMLText.tag(bytes, &index)
        read(tag, &inCell)
        if ["style", "script"].contains(tag.name), !tag.closes {
          HTMLText.skip(bytes, &index, to: "</\(tag.name)>")
        }
      } else {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        let text = HTMLText.decoded(String(decoding: bytes[index..<end], as: UTF8.self))
        if inCell { rows[rows.count - 1][rows[rows.count - 1].count - 1] += text }
        if text.contains(">") && !text.contains("<"), bytes[index..<end].contains(UInt8(ascii: ">")) {
          unexpected.append("bare >")
        }
        index = end
      }
    }
    rows.removeAll { $0.isEmpty }
  }

  private mutating func read(_ tag: Tag, _ inCell: inout Bool) {
    if !HTMLText.elements.contains(tag.name) { unexpected.append("<\(tag.name)>") }
    switch (tag.name, tag.closes) {
    case ("tr", false): rows.append([])
    case ("td", false):
      inCell = true
      rows[rows.count - 1].append("")
    case ("tr", true), ("table", true): inCell = false
    default: break
    }
    for (name, value) in tag.attributes {
      if !HTMLText.attributes.contains(name) { unexpected.append("\(tag.name) \(name)") }
      if name == "id" { ids.append(value) }
      if name == "href" { links.append(value) }
      if name == "content", value.hasPrefix("default-src") { policy = value }
    }
  }

  private struct Tag {
    var name: String
    var closes: Bool
    var attributes: [(String, String)] = []
  }

  /// Reads a tag as a tokenizer would: names, and values that are bare or in double quotes.
  private static func tag(_ bytes: [UInt8], _ index: inout Int) -> Tag {
    index += 1
    let closes = bytes[index] == UInt8(ascii: "/")
    if closes { index += 1 }
    var tag = Tag(name: word(bytes, &index, " >\n"), closes: closes)
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      if " \n".utf8.contains(bytes[index]) {
        index += 1
        continue
      }
      let name = word(bytes, &index, "= >\n")
      var value = ""
      if bytes[index] == UInt8(ascii: "=") {
        index += 1
        if bytes[index] == UInt8(ascii: "\"") {
          index += 1
          value = word(bytes, &index, "\"")
          index += 1
        } else {
          value = word(bytes, &index, " >\n")
        }
      }
      tag.attributes.append((name, decoded(value)))
    }
    index += 1
    return tag
  }

  private static func word(_ bytes: [UInt8], _ index: inout Int, _ ends: String) -> String {
    let start = index
    while index < bytes.count, !ends.utf8.contains(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private static func skip(_ bytes: [UInt8], _ index: inout Int, to end: String) {
    while index < bytes.count, !bytes[index...].starts(with: end.utf8) { index += 1 }
  }

  private static func decoded(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
      result += rest[..<mark]
      rest = rest[mark...]
      if rest.hasPrefix("&#x"), let end = rest.firstIndex(of: ";"),
        let scalar = UInt32(rest[rest.index(mark, offsetBy: 3)..<end], radix: 16).flatMap(Unicode.Scalar.init)
      {
        result.unicodeScalars.append(scalar)
        rest = rest[rest.index(after: end)...]
        continue
      }
      let entities = ["&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": "\""]
      guard let entity = entities.first(where: { rest.hasPrefix($0.key) }) else {
        return result + "BARE " + rest
      }
      result += entity.value
      rest = rest.dropFirst(entity.key.count)
    }
    return result + rest
  }
}
