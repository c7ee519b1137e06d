import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a reader of XML that is not ours finds in a drawing.
final class XMLReading: NSObject, XMLParserDelegate {
  private(set) var elements: [String: Int] = [:]
  private(set) var texts: [String] = []
  private(set) var links: [String] = []
  private(set) var strange: [String] = []
  private(set) var ids: [String] = []
  private(set) var isWellFormed = false
  private var text = ""

  private static let known: Set = ["svg", "title", "desc", "style", "g", "path", "rect", "circle", "text", "a"]

  init(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?,
    attributes: [String: String]
  ) {
    elements[name, default: 0] += 1
    if !Self.known.contains(name) { strange.append(name) }
    strange += attributes.keys.filter { $0.lowercased().hasPrefix("on") }
    strange += attributes.values.filter {
      $0.contains("url(") || $0.contains("://") && !$0.hasSuffix("2000/svg")
    }
    if let link = attributes["href"] { links.append(link) }
    if let id = attributes["id"] { ids.append(id) }
    text = ""
  }

  func parser(_: XMLParser, foundCharacters more: String) { text += more }

  func parser(_: XMLParser, didEndElement name: String, namespaceURI _: String?, qualifiedName _: String?) {
    if name == "text" || name == "title" { texts.append(text) }
    text = ""
  }
}

/// Texts that end strings, tags, tables and lines elsewhere.
let hostile = [
  "\"", "\\", "\\\"", "<script>alert(1)</script>", "&amp;", "&", "]]>", "-->", "</svg>", "</text>",
  "' onload='x",
  "javascript:alert(1)", "exe\u{202E}txt", "\u{0}\u{1}\u{1B}[31m", "\u{FFFE}", "a\nb\r\nc", "%%{init: {}}%%",
  "end", "subgraph", "\\N\\G\\l", "]", "|", "`x`", "#quot;", "مرحبا", "日本語の長いラベル", "👩‍👩‍👧‍👦", "",
  "   ", String(repeating: "x", count: 10_000), String(repeating: "word ", count: 2_000),
]
