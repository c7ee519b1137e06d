import Diagnostics

/// A sentence with the names of columns in braces: `Who owns {about}?`
struct Phrase: Sendable {
  let text: String
  /// The header's key, for messages.
  let key: String
  let place: Place
  private let parts: [Part]

  private enum Part: Sendable {
    case text(String)
    case column(String)
  }

  init(_ text: String, key: String, place: Place) {
    self.text = text
    self.key = key
    self.place = place
    parts = Self.parts(of: text)
  }

  /// The columns that it names.
  var columns: [String] {
    parts.compactMap { if case .column(let name) = $0 { name } else { nil } }
  }

  /// The sentence with values in place of the names; what is not known is "?".
  func filled(_ value: (String) -> String?) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let words): text += words
      case .column(let name): text += value(name) ?? "?"
      }
    }
    return text
  }

  private static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      parts.append(.column(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    return parts
  }
}
