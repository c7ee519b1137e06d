import Drawings

/// The pack's page for paper, for a program that makes a PDF and knows less than a browser: it takes no variable
/// in a shorthand, gives a drawing nothing of the page's style, and reads an address as written in per cent where
/// the place it leads to is not.
///
/// It works on what is written, for our own pages: text never holds a bare `<`, and each has one style.
public enum PlainPage {
  /// The same page, plainly.
  public static func page(_ html: [UInt8]) -> [UInt8] {
    guard let begin = html.firstRange(of: Array("<style>".utf8)),
      let end = html[begin.upperBound...].firstRange(of: Array("</style>".utf8))
    else { return html }
    let style = Array(html[begin.upperBound..<end.lowerBound])
    let values = StyleValues(Array(drawings.utf8) + style)
    var page = html[..<begin.upperBound] + values.resolved(style)
    page += values.resolved(Array(own(accent: values["accent"] ?? "#000").utf8))
    copy(html[end.lowerBound...], to: &page, drawings: values.resolved(Array(drawings.utf8)))
    return Array(page)
  }

  /// The style of a drawing that stands alone, in a page of these values: with longhands, said of what has them,
  /// and without outlines under letters, which would hide them where they are painted over.
  static let drawings =
    Drawing.stylesheet + """
      .dr text{font-size:13px;font-family:"Liberation Sans",Arial,Helvetica,sans-serif}
      .dr text.l,.dr text.b,.dr text.lt{stroke:none}

      """

  private static func own(accent: String) -> String {
    let mark = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 40"><path fill="\(accent)" \
      d="M4.6 0h.8v29h-.8zM2 28h6l2 3-5 9-5-9z"/></svg>
      """
    let address = "data:image/svg+xml,\(percentEncoded(mark, keeping: "-._~=:/"))"
    return String(decoding: PackageResources.plain_css, as: UTF8.self).replacing("PLUMB", with: address)
  }

  /// Copies the body, with a style in each drawing, and addresses within the page written in per cent once more.
  private static func copy(_ html: ArraySlice<UInt8>, to page: inout ArraySlice<UInt8>, drawings: [UInt8]) {
    var rest = html
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      page += rest[..<start]
      let end = rest[start...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? rest.endIndex
      let tag = rest[start..<end]
      if let address = tag.firstRange(of: Array("href=\"#".utf8)) {
        page += tag[..<address.upperBound]
        for byte in tag[address.upperBound...] {
          page.append(byte)
          if byte == UInt8(ascii: "%") { page += "25".utf8 }
        }
      } else {
        page += tag
      }
      if tag.starts(with: "<svg ".utf8) { page += Array("<style>".utf8) + drawings + Array("</style>".utf8) }
      rest = rest[end...]
    }
    page += rest
  }
}

/// The values of a style's variables on paper: what is said last, but for what holds on a dark page.
struct StyleValues {
  private var values: [String: String] = [:]

  subscript(_ name: String) -> String? { values[name] }

  init(_ style: [UInt8]) {
    // What holds a place: for whom rules are, and what they are about, from the outermost.
    var preludes: [Bool] = []
    var start = style.startIndex
    var quote: UInt8?
    var comment = false
    for index in style.indices {
      let byte = style[index]
      if comment {
        if byte == UInt8(ascii: "/"), style[index - 1] == UInt8(ascii: "*") {
          comment = false
          start = index + 1
        }
        continue
      }
      if let open = quote {
        if byte == open, style[index - 1] != UInt8(ascii: "\\") { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "*") where index > style.startIndex && style[index - 1] == UInt8(ascii: "/"):
        comment = true
      case UInt8(ascii: "{"):
        let prelude = String(decoding: style[start..<index], as: UTF8.self)
        preludes.append(prelude.contains("dark)") || prelude.contains("[data-colours=dark]"))
        start = index + 1
      case UInt8(ascii: ";"), UInt8(ascii: "}"):
        if !preludes.contains(true) { take(style[start..<index]) }
        if byte == UInt8(ascii: "}") { _ = preludes.popLast() }
        start = index + 1
      default: break
      }
    }
  }

  private mutating func take(_ declaration: ArraySlice<UInt8>) {
    let text = declaration.drop { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: " ") }
    guard text.starts(with: "--".utf8), let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = String(decoding: text[(text.startIndex + 2)..<colon], as: UTF8.self)
    values[name] = String(decoding: text[(colon + 1)...], as: UTF8.self)
  }

  /// A style with values in place of their names. A value may name others, to a depth that ours never reach.
  func resolved(_ style: [UInt8], depth: Int = 0) -> [UInt8] {
    let mark = Array("var(--".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(style.count)
    var rest = style[...]
    while let found = rest.firstRange(of: mark) {
      out += rest[..<found.lowerBound]
      var open = 1
      var end = found.upperBound
      while end < rest.endIndex {
        if rest[end] == UInt8(ascii: "(") { open += 1 }
        if rest[end] == UInt8(ascii: ")") { open -= 1 }
        if open == 0 { break }
        end += 1
      }
      let inside = rest[found.upperBound..<end]
      let comma = inside.firstIndex(of: UInt8(ascii: ","))
      let name = String(decoding: inside[..<(comma ?? inside.endIndex)], as: UTF8.self)
      let value = values[name].map { Array($0.utf8) } ?? comma.map { Array(inside[($0 + 1)...]) } ?? []
      out += depth < 5 ? resolved(value, depth: depth + 1) : value
      rest = rest[min(end + 1, rest.endIndex)...]
    }
    return out + rest
  }
}
