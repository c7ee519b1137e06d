/// The words of a query with their places, enough of SQLite's syntax to tell where a condition begins and ends
/// (sqlite.org/lang_keywords.html, sqlite.org/lang_comment.html). It does not know what is sound.
struct SQLTokens {
  struct Token {
    /// A keyword or name in capitals, a sign, or "" for a literal or quoted name.
    let word: String
    /// Where it stands, in bytes.
    let range: Range<Int>
    /// How many brackets are open around it. A bracket counts as outside of itself.
    let depth: Int
  }

  let bytes: [UInt8]
  private(set) var tokens: [Token] = []

  init(_ sql: String) {
    bytes = Array(sql.utf8)
    var place = 0
    var depth = 0
    while place < bytes.count {
      let end = end(from: place)
      defer { place = end }
      let byte = bytes[place]
      if Self.isBlank(byte) || isComment(at: place) { continue }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      let isLiteral = [UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`")].contains(byte)
      let word = isLiteral ? "" : String(decoding: bytes[place..<end], as: UTF8.self).uppercased()
      tokens.append(Token(word: word, range: place..<end, depth: depth))
      if byte == UInt8(ascii: "(") { depth += 1 }
    }
  }

  /// The text of some tokens, every run of blanks and comments as one space.
  func text(_ range: Range<Int>) -> String {
    var text = ""
    for index in range {
      if index > range.lowerBound, tokens[index - 1].range.upperBound < tokens[index].range.lowerBound {
        text += " "
      }
      text += String(decoding: bytes[tokens[index].range], as: UTF8.self)
    }
    return text
  }

  /// The query with some tokens replaced.
  func replacing(_ range: Range<Int>, with text: String) -> String {
    let (from, to) = (tokens[range.lowerBound].range.lowerBound, tokens[range.upperBound - 1].range.upperBound)
    return String(decoding: bytes[..<from] + Array(text.utf8) + bytes[to...], as: UTF8.self)
  }

  /// How many lines end before a token.
  func line(of token: Int) -> Int { bytes[..<tokens[token].range.lowerBound].count { $0 == 0x0A } }

  // MARK: Bytes

  private func end(from start: Int) -> Int {
    let byte = bytes[start]
    if isComment(at: start) { return endOfComment(from: start) }
    if [UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`")].contains(byte) {
      return endOfQuoted(from: start, byte)
    }
    guard Self.isWord(byte) else { return start + 1 }
    return bytes[start...].firstIndex { !Self.isWord($0) } ?? bytes.count
  }

  private func isComment(at place: Int) -> Bool {
    let pair = bytes[place..<min(place + 2, bytes.count)]
    return pair.elementsEqual("--".utf8) || pair.elementsEqual("/*".utf8)
  }

  private func endOfComment(from start: Int) -> Int {
    if bytes[start] == UInt8(ascii: "-") { return bytes[start...].firstIndex(of: 0x0A) ?? bytes.count }
    var place = start + 2
    while place + 1 < bytes.count {
      if bytes[place] == UInt8(ascii: "*"), bytes[place + 1] == UInt8(ascii: "/") { return place + 2 }
      place += 1
    }
    return bytes.count
  }

  /// A quote within is written twice.
  private func endOfQuoted(from start: Int, _ quote: UInt8) -> Int {
    var place = start + 1
    while place < bytes.count {
      if bytes[place] == quote {
        guard place + 1 < bytes.count, bytes[place + 1] == quote else { return place + 1 }
        place += 1
      }
      place += 1
    }
    return bytes.count
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
