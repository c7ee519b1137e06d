/// Text in lines of bounded length, for help.
enum Wrap {
  /// Breaks paragraphs at spaces so that no line is longer than `width` characters, unless a single word
  /// is. Empty lines and lines that begin with a space stay as they are.
  static func lines(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      paragraph.isEmpty || paragraph.hasPrefix(" ") ? [String(paragraph)] : fill(paragraph, width: width)
    }
  }

  /// `term`, and its explanation in a column of its own beside it; below it if the term is too long.
  static func entry(_ term: String, _ explanation: [String], column: Int, width: Int) -> String {
    let inner = explanation.flatMap { lines($0, width: max(20, width - column)) }
    let indent = String(repeating: " ", count: column)
    let head = "  \(term)"
    guard let first = inner.first else { return head + "\n" }
    var text = head
    if head.count + 2 <= column {
      text += String(repeating: " ", count: column - head.count) + first + "\n"
    } else {
      text += "\n\(indent)\(first)\n"
    }
    for line in inner.dropFirst() { text += "\(indent)\(line)\n" }
    return text
  }

  /// The column that suits most of these terms and leaves half of the width to what they mean.
  static func column(for terms: [String], width: Int) -> Int {
    min(30, width / 2, (terms.map(\.count).max() ?? 0) + 4)
  }

  private static func fill(_ paragraph: Substring, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var length = 0
    for word in paragraph.split(separator: " ") {
      let count = word.count
      if length > 0, length + 1 + count > width {
        lines.append(line)
        (line, length) = ("", 0)
      }
      if length > 0 {
        line += " "
        length += 1
      }
      line += word
      length += count
    }
    if length > 0 { lines.append(line) }
    return lines
  }
}
