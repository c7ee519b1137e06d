/// Text as the cells, addresses and footers of a spreadsheet take it.
extension Spreadsheet {
  /// Text that Excel reads as it is: at most 32,767 UTF-16 units, and nothing that looks like the escape of a
  /// character, `_x0041_` (ECMA-376 part 1, 22.9.2.19).
  static func writable(_ text: String) -> String {
    if isPlain(text) { return text }
    var safe = ""
    let scalars = Array(text.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      let isEscape =
        scalar == "_" && place + 6 < scalars.count && scalars[place + 1] == "x" && scalars[place + 6] == "_"
        && scalars[(place + 2)...(place + 5)].allSatisfy(\.properties.isASCIIHexDigit)
      if isEscape { safe += "_x005F" }
      // NUL would end the text; the two that XML cannot hold are shown as what they are: not characters.
      safe.unicodeScalars.append(["\0", "\u{FFFE}", "\u{FFFF}"].contains(scalar) ? "\u{FFFD}" : scalar)
    }
    guard safe.utf16.count > 32_767 else { return safe }
    let ending = " … (cut here: a cell takes no more)"
    return cut(safe, to: 32_767 - ending.utf16.count) + ending
  }

  /// Whether nothing in a text can have to be changed, which is so of nearly all: it is short, and has no NUL, no
  /// `_x`, and no character whose first byte is that of U+FFFE and U+FFFF.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count <= 32_767 else { return false }
      var last: UInt8 = 0
      for byte in bytes {
        if byte == 0 || byte == 0xEF || (byte == UInt8(ascii: "x") && last == UInt8(ascii: "_")) {
          return false
        }
        last = byte
      }
      return true
    }
  }

  /// At most so many UTF-16 units of a text, of which none is half a character.
  static func cut(_ text: String, to units: Int) -> String {
    guard text.utf16.count > units else { return text }
    var kept = String(decoding: Array(text.utf16.prefix(units)), as: UTF16.self)
    if kept.hasSuffix("\u{FFFD}") { kept.removeLast() }
    return kept
  }

  /// The name of a sheet as it stands in an address.
  static func quoted(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "'")) else { return "'\(name)'" }
    return "'" + name.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
  }

  /// Text for a footer, where `&` begins a code; at most 200 of the 255 units that it takes.
  static func inFooter(_ text: String) -> String {
    var cut = ""
    for character in text {
      let more = character == "&" ? "&&" : character.isNewline ? " " : String(character)
      guard cut.utf16.count + more.utf16.count <= 200 else { break }
      cut += more
    }
    return cut
  }
}
