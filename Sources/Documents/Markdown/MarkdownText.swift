/// Where a text stands, which decides what in it would be read as markup.
struct MarkdownPosition {
  /// It begins a line, where `-`, `#` or `1.` would begin a block.
  var startsLine = false
  /// It begins, or ends, what it stands in, where spaces would be dropped.
  var atStart = false
  var atEnd = false
}

extension Output {
  /// Appends text so that GitHub-flavoured Markdown reads back exactly this text and no markup.
  ///
  /// Underscores within words and other harmless punctuation stay bare, so that the source stays
  /// readable. Directional controls become entities, so that they cannot garble the source.
  mutating func appendMarkdown(_ text: String, _ position: MarkdownPosition) {
    var body = text[...]
    var trailing = ""
    if position.atStart, let space = body.unicodeScalars.first, isSpace(space) {
      append(entity(space))
      body = Substring(body.unicodeScalars.dropFirst())
    }
    if position.atEnd, let space = body.unicodeScalars.last, isSpace(space) {
      trailing = entity(space)
      body = Substring(body.unicodeScalars.dropLast())
    }
    let specials = specialBytes
    body.withUTF8 { text in
      var index = 0
      if position.startsLine { index = appendLineStart(text) }
      while index < text.count {
        var end = index
        while end < text.count, !specials.contains(text[end]) { end += 1 }
        append(bytes: text[index..<end])
        guard end < text.count else { break }
        index = end + appendSpecial(text, at: end)
      }
    }
    append(trailing)
  }

  private func entity(_ scalar: Unicode.Scalar) -> String { "&#\(scalar.value);" }

  /// Escapes what would begin a block; answers how many bytes are dealt with.
  private mutating func appendLineStart(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    guard let first = text.first else { return 0 }
    switch first {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: ":"):
      append(byte: UInt8(ascii: "\\"))
      append(byte: first)
      return 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let digits = text.prefix { isDigit($0) }
      append(bytes: digits)
      if digits.count < text.count, [UInt8(ascii: "."), UInt8(ascii: ")")].contains(text[digits.count]) {
        append(byte: UInt8(ascii: "\\"))
        append(byte: text[digits.count])
        return digits.count + 1
      }
      return digits.count
    default: return 0
    }
  }

  /// Appends the special byte at an index, escaped if it must be; answers how many bytes that was.
  private mutating func appendSpecial(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> Int {
    let byte = text[index]
    let before = index > 0 ? text[index - 1] : nil
    let after = index + 1 < text.count ? text[index + 1] : nil
    switch byte {
    case UInt8(ascii: "\n"): append("&#10;")
    case UInt8(ascii: "\t"): append("&#9;")
    case UInt8(ascii: "_"): append(isWord(before) && isWord(after) ? "_" : "\\_")
    case UInt8(ascii: "&"):
      append(after == nil || after == UInt8(ascii: "#") || isWord(after) ? "\\&" : "&")
    case UInt8(ascii: "#"):
      let opens = before == nil || before == UInt8(ascii: " ") || before == UInt8(ascii: "#")
      append(opens ? "\\#" : "#")
    case UInt8(ascii: ":"):
      let isAddress = text[index...].starts(with: "://".utf8)
      append(isAddress ? "\\:" : ":")
    case UInt8(ascii: "."):
      let isAddress = index >= 3 && text[index - 3..<index].allSatisfy { $0 | 0x20 == UInt8(ascii: "w") }
      append(isAddress ? "\\." : ".")
    case 0xE2:
      guard let entity = directionalEntity(text, at: index) else {
        append(byte: byte)
        return 1
      }
      append(entity)
      return 3
    default:
      append(byte: UInt8(ascii: "\\"))
      append(byte: byte)
    }
    return 1
  }
}

/// The entity of a directional control or a line separator that begins at an index of UTF-8 bytes, where a
/// byte 0xE2 stands.
func directionalEntity(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> String? {
  guard index + 2 < text.count else { return nil }
  let value = 0x2000 + (Int(text[index + 1] & 0x3F) << 6) + Int(text[index + 2] & 0x3F)
  switch value {
  case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: return "&#x\(String(value, radix: 16));"
  default: return nil
  }
}

/// Bytes that have a meaning somewhere in Markdown: what `appendSpecial` looks at.
private let specialBytes = ByteSet("\n\t_&#:.\\`*[]<~|$".utf8 + [0xE2])

/// A set of bytes whose test is two instructions; it runs on every byte of a pack.
private struct ByteSet {
  private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      let bit = UInt64(1) << UInt64(byte & 63)
      switch byte >> 6 {
      case 0: bits.0 |= bit
      case 1: bits.1 |= bit
      case 2: bits.2 |= bit
      default: bits.3 |= bit
      }
    }
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    let word =
      switch byte >> 6 {
      case 0: bits.0
      case 1: bits.1
      case 2: bits.2
      default: bits.3
      }
    return word >> UInt64(byte & 63) & 1 != 0
  }
}

/// Whether Markdown would drop this at an edge. The Unicode table is asked only beyond ASCII.
private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func isWord(_ byte: UInt8?) -> Bool {
  guard let byte else { return false }
  return isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}
