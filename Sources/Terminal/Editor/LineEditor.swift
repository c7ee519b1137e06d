/// A line being edited: keys go in, what is to be shown or done comes out. It touches no terminal.
///
/// The keys are those of readline in its Emacs mode, which people's fingers know from their shells.
struct LineEditor {
  /// What a key led to.
  enum Outcome: Equatable {
    /// The line goes on.
    case more
    /// The line is done.
    case line(String)
    /// The line was given up.
    case cancelled
    /// No more lines.
    case ended
    /// The program is to be stopped (Ctrl-Z).
    case suspend
    /// The screen is to be cleared (Ctrl-L).
    case clear
  }

  /// Candidates on offer under the line.
  struct Menu: Equatable {
    /// What may be put in, best first.
    var candidates: [Candidate]
    /// Which one is in the line now.
    var chosen: Int?
    /// The line up to the word that a candidate takes the place of.
    var head: String
    /// The word as it was typed.
    var typed: String
  }

  /// A search back through the history.
  struct Search: Equatable {
    var wanted = ""
    /// Where in the history the line shown was found.
    var place: Int?
    var hasFailed = false
    /// The line as it was before.
    var before: LineBuffer
  }

  private(set) var buffer: LineBuffer
  private(set) var menu: Menu?
  private(set) var search: Search?
  /// Lines of a paste that come after this one.
  private(set) var pasted: [String] = []

  private let history: [String]
  /// Where in the history we are; its end is the line being typed.
  private var place: Int
  /// Lines of the history as they were changed, and the line being typed.
  private var drafts: [Int: String] = [:]
  /// What was cut last. It outlives the line.
  private(set) var cut: String
  private var undone: [LineBuffer] = []

  private let keepsPasteTogether: Bool

  /// Begins a line. `history` is oldest first; with `keepsPasteTogether` a paste ends no line.
  init(
    _ initial: String = "", history: [String] = [], cut: String = "", keepsPasteTogether: Bool = false
  ) {
    self.keepsPasteTogether = keepsPasteTogether
    buffer = LineBuffer(initial)
    self.history = history
    self.cut = cut
    place = history.count
  }

  mutating func handle(_ key: Key, completing: (String) -> Completion) -> Outcome {
    if search != nil, let outcome = handleSearch(key) { return outcome }
    if key == .tab { return complete(completing) }
    if key == .backTab, menu != nil { return choose(by: -1) }
    if let menu, key == .escape || key == .control("g") {
      if menu.chosen != nil { buffer = LineBuffer(menu.head + menu.typed, after: buffer.after) }
      self.menu = nil
      return .more
    }
    menu = nil
    let before = buffer
    let outcome = edit(key)
    if buffer.text != before.text, key != .control("_") { remember(before) }
    return outcome
  }

  private mutating func edit(_ key: Key) -> Outcome {
    switch key {
    case .text(let text): buffer.insert(text)
    case .paste(let text): return paste(text)
    case .enter: return .line(buffer.text)
    case .backspace: buffer.deleteBack()
    case .delete: buffer.deleteForward()
    case .left: buffer.moveLeft()
    case .right: buffer.moveRight()
    case .home: buffer.moveToStart()
    case .end: buffer.moveToEnd()
    case .wordLeft: buffer.moveWordLeft()
    case .wordRight: buffer.moveWordRight()
    case .up: recall(place - 1)
    case .down: recall(place + 1)
    case .altBackspace: keep(buffer.cutWordBack())
    case .control(let letter): return control(letter)
    case .alt(let letter): alt(letter)
    case .tab, .backTab, .escape, .unknown: break
    }
    return .more
  }

  private mutating func control(_ letter: Character) -> Outcome {
    switch letter {
    case "a": buffer.moveToStart()
    case "b": buffer.moveLeft()
    case "c": return .cancelled
    case "d":
      if buffer.text.isEmpty { return .ended }
      buffer.deleteForward()
    case "e": buffer.moveToEnd()
    case "f": buffer.moveRight()
    case "k": keep(buffer.cutToEnd())
    case "l": return .clear
    case "n": recall(place + 1)
    case "p": recall(place - 1)
    case "r": search = Search(before: buffer)
    case "t": buffer.transpose()
    case "u": keep(buffer.cutToStart())
    case "w": keep(buffer.cutSpacedWordBack())
    case "y": buffer.insert(cut)
    case "z": return .suspend
    case "_": buffer = undone.popLast() ?? buffer
    default: break
    }
    return .more
  }

  private mutating func alt(_ letter: Character) {
    switch letter {
    case "b": buffer.moveWordLeft()
    case "d": keep(buffer.cutWordForward())
    case "f": buffer.moveWordRight()
    case "<": recall(0)
    case ">": recall(history.count)
    default: break
    }
  }

  private mutating func keep(_ text: String) { if !text.isEmpty { cut = text } }

  private mutating func remember(_ before: LineBuffer) {
    undone.append(before)
    if undone.count > 200 { undone.removeFirst() }
  }

  /// The first line of a paste ends this one and the others wait, unless it is to be kept together: then its
  /// line breaks stay in the line, all but those at its end.
  private mutating func paste(_ text: String) -> Outcome {
    var lines = Self.lines(text)
    if keepsPasteTogether {
      while lines.count > 1, lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
      buffer.insert(lines.joined(separator: "\n"))
      return .more
    }
    buffer.insert(lines.removeFirst())
    guard !lines.isEmpty else { return .more }
    // What stood behind the cursor ends up behind the last line that was pasted, as it would by typing.
    lines[lines.count - 1] += buffer.after
    pasted = lines
    return .line(buffer.before)
  }

  /// Lines of a pasted text; a tab is a space, for here a tab would complete.
  static func lines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { String($0.map { $0 == "\t" ? " " : $0 }) }
  }
}

// MARK: - History

extension LineEditor {
  private mutating func recall(_ wanted: Int) {
    guard wanted != place, (0...history.count).contains(wanted) else { return }
    drafts[place] = buffer.text
    place = wanted
    buffer = LineBuffer(drafts[wanted] ?? (wanted < history.count ? history[wanted] : ""))
  }

  /// nil when the key ends the search and then means what it always does.
  private mutating func handleSearch(_ key: Key) -> Outcome? {
    guard var search else { return nil }
    var from = search.place ?? history.count - 1
    switch key {
    case .control("g"), .control("c"):
      buffer = search.before
      self.search = nil
      return .more
    case .escape:
      self.search = nil
      return .more
    case .control("r"): from = (search.place ?? history.count) - 1
    case .text(let text): search.wanted += text
    case .paste(let text): search.wanted += Self.lines(text)[0]
    case .backspace:
      _ = search.wanted.popLast()
      from = history.count - 1
    default:
      self.search = nil
      return nil
    }
    let found =
      search.wanted.isEmpty ? nil : (0..<max(0, from + 1)).last { matches(history[$0], search.wanted) }
    search.hasFailed = found == nil && !search.wanted.isEmpty
    if let found {
      search.place = found
      buffer = LineBuffer(history[found])
      drafts[place] = drafts[place] ?? search.before.text
      place = found
    }
    self.search = search
    return .more
  }

  private func matches(_ line: String, _ wanted: String) -> Bool {
    let (line, wanted) = (Array(line.lowercased()), Array(wanted.lowercased()))
    guard wanted.count <= line.count else { return false }
    return (0...line.count - wanted.count).contains { line[$0...].starts(with: wanted) }
  }
}

// MARK: - Completion

extension LineEditor {
  private mutating func complete(_ completing: (String) -> Completion) -> Outcome {
    if menu != nil { return choose(by: 1) }
    let found = completing(buffer.before)
    let typed = String(buffer.before.suffix(max(0, found.replacing)))
    let head = String(buffer.before.dropLast(typed.count))
    let before = buffer
    switch found.candidates.count {
    case 0: return .more
    case 1: buffer = LineBuffer(head + found.candidates[0].text, after: buffer.after)
    default:
      let common = Self.commonBeginning(found.candidates.map(\.text))
      let longer =
        common.count > typed.count && common.lowercased().hasPrefix(typed.lowercased()) ? common : typed
      buffer = LineBuffer(head + longer, after: buffer.after)
      menu = Menu(candidates: found.candidates, chosen: nil, head: head, typed: longer)
    }
    if buffer != before { remember(before) }
    return .more
  }

  /// Puts the next candidate in the line; behind the last comes the word as it was typed.
  private mutating func choose(by step: Int) -> Outcome {
    guard var menu else { return .more }
    if menu.chosen == nil { remember(buffer) }
    let count = menu.candidates.count + 1
    let next = ((menu.chosen ?? count - 1) + step + count) % count
    menu.chosen = next == count - 1 ? nil : next
    let word = menu.chosen.map { menu.candidates[$0].text } ?? menu.typed
    buffer = LineBuffer(menu.head + word, after: buffer.after)
    self.menu = menu
    return .more
  }

  private static func commonBeginning(_ texts: [String]) -> String {
    guard var common = texts.first else { return "" }
    for text in texts.dropFirst() {
      common = String(zip(common, text).prefix { $0 == $1 }.map(\.0))
    }
    return common
  }
}
