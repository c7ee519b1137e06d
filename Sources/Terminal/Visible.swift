/// Text from outside made harmless for a terminal: what would command it, reorder it or hide is shown
/// instead of sent.
///
/// Control characters become their pictures (␛ for escape), everything else that does not show becomes its
/// name, `<U+202E>`: the embeddings, overrides and isolates of bidirectional text (the "Trojan Source"
/// characters), line and paragraph separators, invisible operators, tag characters outside flags.
/// Joiners and direction marks stay: emoji, Persian and Hebrew need them.
public enum Visible {
  /// One line: line breaks and tabs are shown as pictures too.
  public static func line(_ text: String) -> String { visible(text, keepingLines: false) }

  /// Several lines: line breaks stay, `\r\n` and `\r` as `\n`; tabs become spaces.
  public static func lines(_ text: String) -> String { visible(text, keepingLines: true) }

  private static func visible(_ text: String, keepingLines: Bool) -> String {
    // Nearly all text is plain, and is then returned as it is.
    if text.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }) { return text }
    var result = String.UnicodeScalarView()
    var inFlag = false
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      // A black flag and the tag characters behind it are one emoji, e.g. the flag of Wales.
      inFlag = scalar.value == 0x1F3F4 || (inFlag && isTag(scalar))
      defer { previous = scalar }
      if keepingLines, scalar == "\n" || scalar == "\r" {
        if !(scalar == "\n" && previous == "\r") { result.append("\n") }
      } else if keepingLines, scalar == "\t" {
        result.append(contentsOf: "    ".unicodeScalars)
      } else if scalar.value < 32 {
        result.append(Unicode.Scalar(0x2400 + scalar.value)!)
      } else if scalar.value == 127 {
        result.append("␡")
      } else if isHidden(scalar), !(inFlag && isTag(scalar)) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let padding = String(repeating: "0", count: max(0, 4 - digits.count))
        result.append(contentsOf: "<U+\(padding)\(digits)>".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isTag(_ scalar: Unicode.Scalar) -> Bool { (0xE0020...0xE007F).contains(scalar.value) }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x9F: true  // C1: some terminals take U+009B for an escape sequence
    case 0x200C, 0x200D, 0x200E, 0x200F, 0x061C, 0x00AD: false
    case 0x2028, 0x2029: true
    case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800: true  // blanks that are not spaces
    default:
      // A scalar below U+0300 that is left is ordinary; the look-up is for the rest.
      scalar.value >= 0x300
        && (scalar.properties.generalCategory == .format || scalar.properties.isNoncharacterCodePoint)
        && !isPrepended(scalar)
    }
  }

  /// Arabic and other number signs are of the category "format", and yet show.
  private static func isPrepended(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890...0x0891, 0x08E2, 0x110BD, 0x110CD: true
    default: false
    }
  }
}
