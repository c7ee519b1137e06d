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
  /// it alone is too long. At least one line; a character wider than `width` stands alone.
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
        let piece = prefix(rest, width)
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
