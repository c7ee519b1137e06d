/// How wide text is, by a table and not by fonts, so that a drawing is the same on any machine.
///
/// The widths are those of Helvetica in thousandths of the size (Adobe Font Metrics 1.0), which Arial and
/// Liberation Sans share and drawings ask for, with a little room for fonts that are wider.
enum TextMetrics {
  /// The width in pixels of a line at a size.
  static func width(_ text: some StringProtocol, size: Int) -> Int {
    let thousandths = text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
    return (thousandths * size * 104 + 99_999) / 100_000
  }

  /// Text in lines that are no wider than `most` pixels and no more than `lines`; the last one is cut short
  /// with an ellipsis when there is more. Lines break at spaces; a word that is too wide breaks after one of
  /// `/.-_,:`, or where it must.
  static func wrapped(_ text: String, size: Int, most: Int, lines mostLines: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces(text) {
      let joined = line + piece
      if width(trimmed(joined), size: size) <= most {
        line = joined
        continue
      }
      if !trimmed(line).isEmpty { lines.append(trimmed(line)) }
      line = piece
      while width(trimmed(line), size: size) > most {
        let head = prefix(line, size: size, most: most)
        lines.append(head)
        line = String(line.dropFirst(head.count))
      }
    }
    if !trimmed(line).isEmpty { lines.append(trimmed(line)) }
    guard lines.count > mostLines else { return lines }
    var last = lines[mostLines - 1]
    while !last.isEmpty, width(last + "…", size: size) > most { last.removeLast() }
    return lines[..<(mostLines - 1)] + [last + "…"]
  }

  /// Words with the space after them. A middle dot between words stays on the line of the word before it.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for character in text {
      if character == "·", pieces.last?.last == " ", piece.isEmpty { piece = pieces.removeLast() }
      piece.append(character)
      if character == " " {
        pieces.append(piece)
        piece = ""
      }
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }

  private static func prefix(_ text: String, size: Int, most: Int) -> String {
    var head = ""
    for character in text {
      if !head.isEmpty, width(head + String(character), size: size) > most { break }
      head.append(character)
    }
    guard let mark = head.lastIndex(where: { "/.-_,:".contains($0) }) else { return head }
    let better = String(head[...mark])
    return better.count * 2 > head.count ? better : head
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    let value = Int(scalar.value)
    if value >= 0x20, value < 0x7F { return ascii[value - 0x20] }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0..<0x1100: return 620
    case 0x2000..<0x2E80: return 760
    case 0x1100..<0xFB00, 0xFE30..<0xFF70, 0x1F000..<0x40000: return 1_000
    default: return 700
    }
  }

  private static let ascii = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,  // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,  // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,  // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,  // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,  // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,  // p to ~
  ]
}
