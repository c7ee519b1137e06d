/// Text so that an XML or HTML parser reads back exactly this text, also within a quoted attribute.
func xml(_ text: String) -> String {
  var result = ""
  result.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    // What XML forbids even as a reference.
    case "\u{0}"..."\u{8}", "\u{B}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// A coordinate, to a tenth: `12`, `12.5`.
func place(_ number: Double) -> String {
  let tenths = Int((number * 10).rounded())
  let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
  return "\(tenths < 0 ? "-" : "")\(whole)\(rest == 0 ? "" : ".\(rest)")"
}

/// How a drawing is put into a page.
public struct Placing {
  /// An id that no other drawing of the page has.
  public var id: String
  /// Its accessible name.
  public var title: String
  /// What it shows, for those who do not see it.
  public var description: String
  /// Where a reference leads, as a fragment of the same page (`#inv.status`); nil when it has no place.
  public var address: (String) -> String?
  /// Whether it brings its style with it, as a file of its own must.
  public var standsAlone: Bool

  /// Describes a placing.
  public init(
    id: String, title: String, description: String, standsAlone: Bool = false,
    address: @escaping (String) -> String? = { _ in nil }
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.standsAlone = standsAlone
    self.address = address
  }
}

/// A drawing being written.
struct SVGCanvas {
  private(set) var body = ""
  /// Whether something in it can be followed.
  private(set) var hasLinks = false
  let width: Int
  let height: Int

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  mutating func append(_ markup: String) { body += markup }

  /// Lines of text, the first one's middle at `y`.
  mutating func text(
    _ lines: [String], x: Int, y: Int, step: Int, style: String = "", anchor: String? = nil
  ) {
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let anchor = anchor.map { " text-anchor=\"\($0)\"" } ?? ""
      let style = style.isEmpty ? "" : " class=\"\(style)\""
      body += "<text x=\"\(x)\" y=\"\(y + index * step)\"\(anchor)\(style)>\(xml(line))</text>"
    }
  }

  /// Runs `draw` within a link, when the address is one of this page's own.
  mutating func linked(to address: String?, _ draw: (inout SVGCanvas) -> Void) {
    guard let address, address.hasPrefix("#") else { return draw(&self) }
    hasLinks = true
    body += "<a class=\"da\" href=\"\(xml(address))\">"
    draw(&self)
    body += "</a>"
  }

  /// The whole drawing. It is an image with a name and a description; with links in it a group, because what
  /// is inside of an image cannot be reached.
  func svg(_ placing: Placing) -> String {
    let (title, description) = (words(placing.title), words(placing.description, atMost: 2_000))
    let id = xmlName(placing.id)
    // A page may shrink it to this, and no further: it scrolls then.
    let least = placing.standsAlone ? "" : " m\(min(max(1, width * 7 / 1000), 40))"
    // On turned paper it would be small print: it gets a page of its own that is upright.
    let tall = placing.standsAlone || height <= max(width, 600) ? "" : " tall"
    let named = placing.standsAlone ? " xmlns=\"http://www.w3.org/2000/svg\"" : ""
    let style = placing.standsAlone ? "<style>\(Drawing.stylesheet)</style>" : ""
    return
      "<svg\(named) class=\"dr\(least)\(tall)\"\(hasLinks ? "" : " role=\"img\"") viewBox=\"0 0 \(width) \(height)\" "
      + "width=\"\(width)\" height=\"\(height)\" aria-labelledby=\"\(id)-t\" aria-describedby=\"\(id)-d\">"
      + "<title id=\"\(id)-t\">\(xml(title))</title><desc id=\"\(id)-d\">\(xml(description))</desc>\(style)"
      + body + "</svg>\n"
  }
}

/// An id as XML allows it (XML 1.0, Name): what is no letter, digit or one of `-._:` is written by its number.
private func xmlName(_ id: String) -> String {
  var name = ""
  for scalar in id.unicodeScalars {
    let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    name +=
      isPlain || "-.:".unicodeScalars.contains(scalar) ? String(scalar) : "_" + String(scalar.value, radix: 16)
  }
  return name.first?.isLetter == true ? name : "d" + name
}
