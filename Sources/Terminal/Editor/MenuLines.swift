/// The candidates of a completion as lines under the one being typed.
enum MenuLines {
  /// At most `rows` lines: with notes a candidate a line, else as many side by side as fit. What does not
  /// fit is counted in the last line; the chosen one is always seen.
  static func lines(_ menu: LineEditor.Menu, columns: Int, rows: Int, style: Style) -> [String] {
    guard rows > 0 else { return [] }
    // One column is left free: some terminals wrap when the last is written.
    let width = columns - 1
    let hasNotes = menu.candidates.contains { !$0.note.isEmpty }
    let names = menu.candidates.map { Visible.line($0.text).trimmingSpaces }
    let widest = min(names.map(DisplayWidth.of).max() ?? 0, width - 2)
    let abreast = hasNotes ? 1 : max(1, width / (widest + 3))
    let all = (names.count + abreast - 1) / abreast
    let shown = all > rows ? max(1, rows - 1) : all
    let chosenRow = (menu.chosen ?? 0) / abreast
    let first = max(0, min(chosenRow - shown / 2, all - shown))
    var lines = (first..<first + shown).map { row -> String in
      let cells = (row * abreast..<min((row + 1) * abreast, names.count)).map { place -> String in
        let isChosen = place == menu.chosen
        let name = Fitting.pad(Fitting.truncate(names[place], to: widest), to: widest)
        var cell = (isChosen ? "> " : "  ") + (isChosen ? style.paint(name, .bold, .cyan) : name)
        let note = Visible.line(menu.candidates[place].note)
        let room = width - widest - 4
        if !note.isEmpty, room > 4 { cell += "  " + style.paint(Fitting.truncate(note, to: room), .dim) }
        return cell
      }
      return cells.joined(separator: " ")
    }
    let hidden = names.count - min(names.count, (first + shown) * abreast) + first * abreast
    if hidden > 0, rows > 1 { lines.append(Fitting.truncate("  … \(hidden) more", to: width)) }
    return lines
  }
}

extension String {
  /// Without spaces at its end, which a candidate brings along for the next word.
  fileprivate var trimmingSpaces: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
