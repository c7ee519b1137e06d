/// Text made to fit a number of columns.
public enum Fitting {
  /// Cut to at most `width` columns, the last of them then `…`.
  public static func truncate(_ text: String, to width: Int) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    guard width > 0 else { return "" }
    return prefix(text[...], width - 1) + "…"
  }

  /// Filled up with spaces to `width` columns; longer text stays as it is.
  public static func pad(_ text: String, to width: Int, alignRight: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    return alignRight ? spaces + text : text + spaces
  }

  /// Broken into lines of at most `width` columns: at line breaks, at spaces, and within a word only when
  /// it alone is too long, then where it has a joint (`stripe.` `invoice.` `status`) if that fits. At least one
  /// line; a character wider than `width` stands alone.
  public static func wrap(_ text: String, to width: Int) -> [String] {
    let width = max(1, width)
    if text.utf8.count <= width, !text.utf8.contains(UInt8(ascii: "\n")) { return [text] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { fill($0, width) }
  }

  private static func fill(_ paragraph: Substring, _ width: Int) -> [String] {
    if DisplayWidth.of(paragraph) <= width { return [String(paragraph)] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in paragraph.split(separator: " ") {
      var rest = word
      var columns = DisplayWidth.of(rest)
      if used > 0, used + 1 + columns <= width {
        line += " " + rest
        used += 1 + columns
        continue
      }
      if used > 0 { lines.append(line) }
      while columns > width {
        let piece = joints(rest, width)
        let taken = piece.isEmpty ? String(rest.first!) : piece
        lines.append(taken)
        rest = rest.dropFirst(taken.count)
        columns -= DisplayWidth.of(taken)
      }
      line = String(rest)
      used = columns
    }
    if used > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// As many whole pieces of a word as fit; if not even one does, as many characters.
  private static func joints(_ word: Substring, _ width: Int) -> String {
    var used = 0
    var taken = ""
    for piece in pieces(of: word) {
      used += DisplayWidth.of(piece)
      guard used <= width else { break }
      taken += piece
    }
    return taken.isEmpty ? prefix(word, width) : taken
  }

  /// A word's pieces: what stands between its joints, each with the sign that ends it. Numbers and days have none.
  static func pieces(of word: Substring) -> [Substring] {
    var pieces: [Substring] = []
    var start = word.startIndex
    var index = word.startIndex
    while index < word.endIndex {
      let next = word.index(after: index)
      if next < word.endIndex, isJoint(word[index], before: word[next]) {
        pieces.append(word[start..<next])
        start = next
      }
      index = next
    }
    if start < word.endIndex { pieces.append(word[start...]) }
    return pieces
  }

  private static func isJoint(_ sign: Character, before next: Character) -> Bool {
    switch sign {
    case "-", ".", "_": next.isLetter
    case "/", "=", ",", ";", "]": next != "/"
    default: false
    }
  }

  /// The columns that the longest piece of the text takes: it can be wrapped to so many without breaking a word.
  static func longestPiece(of text: String) -> Int {
    text.split(whereSeparator: \.isWhitespace).reduce(0) { longest, word in
      // A word that is no longer than what is known cannot change it; most are not.
      word.utf8.count <= longest ? longest : pieces(of: word).reduce(longest) { max($0, DisplayWidth.of($1)) }
    }
  }

  /// As many characters as fit.
  private static func prefix(_ text: Substring, _ width: Int) -> String {
    var used = 0
    return String(
      text.prefix {
        used += DisplayWidth.of($0)
        return used <= width
      })
  }
}
