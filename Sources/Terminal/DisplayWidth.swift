/// How many columns of a terminal text takes.
///
/// The C library's `wcwidth` depends on the locale, so this is a table of our own: East Asian wide and
/// fullwidth blocks (UAX #11) take two columns, emoji sequences two, marks that combine none.
public enum DisplayWidth {
  /// The columns of a text without line breaks; control characters count none, so make them visible first.
  public static func of(_ text: some StringProtocol) -> Int {
    // Nearly all text is plain, and a byte of it is a column.
    let plain = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { $0 >= 32 && $0 < 127 } ? bytes.count : nil
    }
    if let plain, let plain { return plain }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of one character.
  public static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    let first = scalars.first!
    if scalars.dropFirst().isEmpty { return of(first) }
    for scalar in scalars.dropFirst() {
      // A picture selector, a flag's second letter, or a joined sequence: one emoji.
      if scalar.value == 0xFE0F, first.properties.isEmoji { return 2 }
      if isRegional(scalar) || (scalar.value == 0x200D && of(first) == 2) { return 2 }
      if scalar.properties.isEmojiModifier, first.properties.isEmoji { return 2 }
    }
    return scalars.reduce(0) { $0 + of($1) }
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value < 32 || (0x7F..<0xA0).contains(value) || value == 0xAD ? 0 : 1 }
    if (0x1160...0x11FF).contains(value) { return 0 }  // vowels and finals of Hangul join the first letter
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: return 0
    default: break
    }
    return isWide(scalar) ? 2 : 1
  }

  private static func isRegional(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isEmojiPresentation { return !isRegional(scalar) }
    switch scalar.value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF,
      0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FF, 0x1D300...0x1D376,
      0x1F200...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
      return true
    default:
      return false
    }
  }
}
