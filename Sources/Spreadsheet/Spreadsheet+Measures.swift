extension Spreadsheet {
  /// The height of a line in points, in the font that Excel begins with.
  static let lineHeight = 15.0

  /// How many columns of digits a text takes: two for each letter of the wide scripts.
  static func columns(of text: some StringProtocol) -> Int {
    // By bytes, which takes a tenth of the time: a wide script begins at U+1100, E1 84 80 in UTF-8.
    var columns = 0
    var first: UInt8 = 0
    for byte in text.utf8 {
      if byte & 0xC0 != 0x80 {
        columns += byte > 0xE1 ? 2 : 1
        first = byte
      } else {
        if first == 0xE1, byte >= 0x84 { columns += 1 }
        first = 0
      }
    }
    return columns
  }

  /// How many lines a text takes in a cell of a width. Letters are narrower than digits, by which widths are
  /// counted, and lines that break between words are shorter than the cell: a twentieth is what is left of both.
  static func lines(of text: String, in width: Double) -> Int {
    // Most cells are short, and bytes are counted fastest.
    let count = text.utf8.count
    if Double(count) <= width && !text.utf8.contains(0x0A) { return 1 }
    guard width >= 1, count < 40_000 else { return 27 }
    return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { lines, line in
      let long = columns(of: line)
      return lines + (Double(long) <= width ? 1 : Int((Double(long) / (width * 1.05)).rounded(.up)))
    }
  }
}

extension Cell {
  /// The words that the width and the height of the cell have to hold.
  var words: String {
    switch self {
    case .empty: ""
    case .open: "○ open"
    case .text(let text), .link(let text, _, _): text
    case .number(let number, as: .plain): "\(number)"
    case .number(let number, as: .whole): "\(number.rounded()),,"
    case .number(_, as: .percent): "100%"
    case .day: "2026-01-01"
    }
  }
}
