import Diagnostics

/// The words after a fence: names, and names with values, which may be quoted.
enum InfoString {
  struct Word: Equatable {
    var key: String
    var value: String?
  }

  /// Splits `table caption="All fields" empty=None` into its words.
  static func words(_ info: String, at place: Place) throws(Diagnostic) -> [Word] {
    var words: [Word] = []
    var rest = Substring(info)
    while true {
      rest = rest.drop { $0 == " " || $0 == "\t" }
      if rest.isEmpty { return words }
      let key = rest.prefix { $0 != " " && $0 != "\t" && $0 != "=" }
      rest = rest[key.endIndex...]
      guard rest.first == "=" else {
        words.append(Word(key: String(key), value: nil))
        continue
      }
      rest.removeFirst()
      words.append(Word(key: String(key), value: try value(&rest, key, at: place)))
    }
  }

  private static func value(
    _ rest: inout Substring, _ key: Substring, at place: Place
  ) throws(Diagnostic) -> String {
    guard rest.first == "\"" else {
      let value = rest.prefix { $0 != " " && $0 != "\t" }
      rest = rest[value.endIndex...]
      return String(value)
    }
    rest.removeFirst()
    guard let end = rest.firstIndex(of: "\"") else {
      throw Diagnostic("open-quote", "The value of `\(key)` has no closing quote.", at: place)
    }
    defer { rest = rest[rest.index(after: end)...] }
    return String(rest[..<end])
  }
}
