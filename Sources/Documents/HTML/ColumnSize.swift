/// What the values of a table's column need, in letters (bytes of UTF-8), by the rows seen first.
struct ColumnSize: Equatable, Sendable {
  /// What nine in ten of the values need on one line; longer ones wrap.
  let common: Int
  /// The longest piece that no line end may divide, with the sign after it.
  let unbroken: Int

  /// Measures a column of these rows.
  init(_ column: Int, of rows: [[[Inline<Never>]]]) {
    var lengths: [Int] = []
    lengths.reserveCapacity(rows.count)
    var longest = 0
    for row in rows {
      let text = row[column].plainText
      lengths.append(text.utf8.count)
      longest = max(longest, ColumnSize.unbroken(text))
    }
    lengths.sort()
    common = lengths.isEmpty ? 0 : lengths[lengths.count * 9 / 10]
    unbroken = longest
  }

  /// After these a reference may go on in the next line; see `HTMLInlines`.
  static func isBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "=")
  }

  /// The length of the longest word of a title.
  static func longestWord(of title: String) -> Int { longestPiece(of: title) { $0 == UInt8(ascii: " ") } }

  private static func unbroken(_ text: String) -> Int {
    let longest = longestPiece(of: text) {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") || isBreak($0)
    }
    return longest == 0 ? 0 : longest + 1
  }

  private static func longestPiece(of text: String, isEnd: (UInt8) -> Bool) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var (longest, length) = (0, 0)
      for byte in bytes {
        length = isEnd(byte) ? 0 : length + 1
        longest = max(longest, length)
      }
      return longest
    }
  }
}
