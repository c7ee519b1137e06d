@testable import Terminal

/// A terminal as far as the editor needs one: it wraps at its edge, scrolls, and obeys the few sequences that
/// the editor writes. Anything else it is sent is a failure.
struct Screen {
  private(set) var columns: Int
  let height: Int
  private(set) var cells: [[String]]
  private(set) var row = 0
  private(set) var column = 0
  /// What it was sent that it does not know.
  private(set) var unknown: [String] = []

  init(columns: Int, height: Int) {
    (self.columns, self.height) = (columns, height)
    cells = Array(repeating: [], count: height)
  }

  /// The rows that hold anything, without spaces at their ends.
  var text: [String] {
    var rows = cells.map { row in
      var text = row.joined()
      while text.last == " " { text.removeLast() }
      return text
    }
    while rows.last?.isEmpty == true { rows.removeLast() }
    return rows
  }

  mutating func write(_ text: String) {
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "\r\n":
        column = 0
        down()
      case "\r": column = 0
      case "\n": down()
      case "\u{1B}":
        let end = rest.firstIndex { ("@"..."~").contains($0) && $0 != "[" } ?? rest.endIndex
        let sequence = String(rest[..<end]) + (end < rest.endIndex ? String(rest[end]) : "")
        rest = end < rest.endIndex ? rest[rest.index(after: end)...] : ""
        obey(sequence)
      default: put(character)
      }
    }
  }

  private mutating func obey(_ sequence: String) {
    let number = Int(sequence.dropFirst().dropLast()) ?? 1
    switch sequence.last {
    case "A": row = max(0, row - number)
    case "C": column = min(columns - 1, column + number)
    case "J":
      cells[row] = Array(cells[row].prefix(column))
      for below in cells.indices where below > row { cells[below] = [] }
    case "m": break
    default: unknown.append(sequence)
    }
  }

  private mutating func put(_ character: Character) {
    let width = DisplayWidth.of(character)
    if width == 0 { return unknown.append("\(character)") }
    if column + width > columns {
      column = 0
      down()
    }
    while cells[row].count < column + width { cells[row].append(" ") }
    cells[row][column] = String(character)
    if width == 2 { cells[row][column + 1] = "" }
    column += width
  }

  private mutating func down() {
    row += 1
    guard row == height else { return }
    row -= 1
    cells.removeFirst()
    cells.append([])
  }
}
