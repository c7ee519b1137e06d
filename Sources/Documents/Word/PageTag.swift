/// A tag of our own HTML.
struct PageTag {
  let name: String
  let isEnd: Bool
  private let text: String

  init(_ bytes: ArraySlice<UInt8>) {
    let inside = bytes.dropFirst().prefix { $0 != UInt8(ascii: ">") }
    isEnd = inside.first == UInt8(ascii: "/")
    text = String(decoding: isEnd ? inside.dropFirst() : inside, as: UTF8.self)
    name = String(text.prefix { $0 != " " && $0 != "\n" })
  }

  var classes: [Substring] { self["class"]?.split(separator: " ") ?? [] }

  /// The first of its classes.
  var style: String { classes.first.map(String.init) ?? "" }

  /// The value of an attribute, as it is written.
  subscript(_ attribute: String) -> String? {
    guard let found = text.firstRange(of: " \(attribute)=") else { return nil }
    let value = text[found.upperBound...]
    if value.first == "\"" { return String(value.dropFirst().prefix { $0 != "\"" }) }
    return String(value.prefix { $0 != " " })
  }
}

/// Pieces of our own pages.
extension WordPage {
  /// What the first element of a name holds.
  static func content(of element: String, in html: [UInt8]) -> [UInt8] {
    guard let open = html.firstRange(of: Array("<\(element)".utf8)),
      let begin = html[open.upperBound...].firstIndex(of: UInt8(ascii: ">")),
      let end = html[begin...].firstRange(of: Array("</\(element)>".utf8))
    else { return [] }
    return Array(html[(begin + 1)..<end.lowerBound])
  }

  /// A text as it was before it was written as HTML.
  static func words(_ html: [UInt8]) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(
      String(decoding: html, as: UTF8.self)
    ) { $0.replacing($1.0, with: $1.1) }
  }
}
