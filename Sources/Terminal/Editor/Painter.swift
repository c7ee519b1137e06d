/// Draws a prompt, a line and what is offered under it, again and again over itself.
///
/// It moves only relative to where it is, up by the rows it drew and down again, and clears only what lies
/// below: what stood on the screen before stays. Rows are broken by us and not by the terminal, which may
/// break elsewhere when a wide character meets its edge.
struct Painter {
  /// What is to be seen.
  struct Picture: Equatable {
    /// What stands before the line; may hold colours.
    var prompt: String
    /// The line, before and behind the cursor.
    var before: String
    var after: String
    /// Lines under it.
    var below: [String] = []
  }

  /// The rows of the last picture, and where the cursor was left in them.
  private var rows: [Int] = []
  private var cursor = (row: 0, column: 0)
  private var columns = 0
  private var last: Picture?

  /// What to write so that this picture takes the place of the last.
  mutating func paint(_ picture: Picture, columns: Int, height: Int) -> String {
    if let appended = append(picture, columns) { return appended }
    let layout = Layout(picture, columns: columns, height: height)
    let below = picture.below.prefix(max(0, height - layout.rows.count))
    var text = back(to: columns) + (layout.rows + below).joined(separator: "\r\n")
    let up = layout.rows.count + below.count - 1 - layout.cursor.row
    if up > 0 { text += "\u{1B}[\(up)A" }
    text += "\r" + (layout.cursor.column > 0 ? "\u{1B}[\(layout.cursor.column)C" : "")
    rows = layout.widths
    cursor = layout.cursor
    self.columns = columns
    last = picture
    return text
  }

  /// Forgets the last picture; the next is drawn where the cursor then is.
  mutating func forget() {
    last = nil
    rows = []
    cursor = (0, 0)
  }

  /// The one thing typed most, a character at the end of the line, needs no more than itself.
  private mutating func append(_ picture: Picture, _ columns: Int) -> String? {
    guard let last, columns == self.columns, last.prompt == picture.prompt, last.below.isEmpty,
      picture.below.isEmpty, last.after.isEmpty, picture.after.isEmpty,
      picture.before.hasPrefix(last.before), picture.before != last.before
    else { return nil }
    let more = String(picture.before.dropFirst(last.before.count))
    // A mark that joins the letter before it is no prefix's continuation by Characters.
    guard last.before + more == picture.before, more.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }),
      cursor.column + more.utf8.count < columns
    else { return nil }
    cursor.column += more.utf8.count
    rows[rows.count - 1] += more.utf8.count
    self.last = picture
    return more
  }

  /// Goes back to where the last picture began, and clears from there. If the window has another width
  /// since, the terminal has broken the rows anew.
  private func back(to columns: Int) -> String {
    guard last != nil else { return "\r" }
    let columns = max(1, columns)
    var up = cursor.row
    if columns < self.columns {
      up =
        rows.prefix(cursor.row).reduce(0) { $0 + max(1, ($1 + columns - 1) / columns) } + cursor.column
        / columns
    }
    return "\r" + (up > 0 ? "\u{1B}[\(up)A" : "") + "\u{1B}[J"
  }
}

/// A prompt and a line broken into rows of a terminal.
struct Layout {
  /// The rows, with the colours of the prompt.
  private(set) var rows: [String] = [""]
  /// The columns of each.
  private(set) var widths: [Int] = [0]
  /// Where the cursor stands.
  private(set) var cursor = (row: 0, column: 0)

  /// Breaks at the edge; of more rows than `height` those around the cursor are kept.
  init(_ picture: Painter.Picture, columns: Int, height: Int) {
    addPrompt(picture.prompt, columns)
    add(picture.before, columns)
    // At the edge the cursor waits in the next row, where the next character will come.
    let next = picture.after.first.map(Self.width(of:)) ?? 1
    if widths[rows.count - 1] + next > columns { startRow() }
    cursor = (rows.count - 1, widths[rows.count - 1])
    add(picture.after, columns)
    keep(max(1, height))
  }

  private mutating func startRow() {
    rows.append("")
    widths.append(0)
  }

  /// A character as it is shown; one that would command the terminal is shown as a picture or a name.
  private static func shown(_ character: Character) -> String { Visible.line(String(character)) }
  private static func width(of character: Character) -> Int { DisplayWidth.of(shown(character)) }

  private mutating func add(_ text: String, _ columns: Int) {
    for character in text {
      let shown = Self.shown(character)
      let width = DisplayWidth.of(shown)
      if widths[widths.count - 1] + width > columns, widths[widths.count - 1] > 0 { startRow() }
      rows[rows.count - 1] += shown
      widths[widths.count - 1] += width
    }
  }

  /// Colours (`ESC [ … m`) take no column.
  private mutating func addPrompt(_ prompt: String, _ columns: Int) {
    var rest = prompt[...]
    while !rest.isEmpty {
      if rest.hasPrefix("\u{1B}["), let end = rest.firstIndex(of: "m") {
        rows[rows.count - 1] += rest[...end]
        rest = rest[rest.index(after: end)...]
      } else {
        add(String(rest.removeFirst()), columns)
      }
    }
  }

  private mutating func keep(_ height: Int) {
    guard rows.count > height else { return }
    let first = max(0, min(cursor.row - height / 2, rows.count - height))
    rows = Array(rows[first..<first + height])
    widths = Array(widths[first..<first + height])
    cursor.row -= first
  }
}
