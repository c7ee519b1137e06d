/// A line of text with a cursor in it. It moves and deletes by what a reader takes for one character: a
/// letter with its accents, an emoji with all its parts.
struct LineBuffer: Equatable {
  /// What stands before the cursor.
  private(set) var before: String
  /// What stands behind it.
  private(set) var after: String

  /// A text with the cursor at its end, or before `after`.
  init(_ before: String = "", after: String = "") {
    self.before = before
    self.after = after
  }

  var text: String { before + after }

  mutating func insert(_ text: String) { before += text }

  // MARK: Moving

  mutating func moveLeft() {
    if let character = before.popLast() { after = String(character) + after }
  }

  mutating func moveRight() {
    if !after.isEmpty { before.append(after.removeFirst()) }
  }

  mutating func moveToStart() { self = LineBuffer(after: text) }
  mutating func moveToEnd() { self = LineBuffer(text) }

  mutating func moveWordLeft() { shift(leftBy: wordBefore(Self.isWord)) }
  mutating func moveWordRight() { shift(rightBy: wordAfter) }

  // MARK: Deleting; what goes is returned, for it may be wanted back

  mutating func deleteBack() { _ = before.popLast() }
  mutating func deleteForward() { if !after.isEmpty { after.removeFirst() } }

  mutating func cutToEnd() -> String {
    defer { after = "" }
    return after
  }

  mutating func cutToStart() -> String {
    defer { before = "" }
    return before
  }

  /// Cuts back to the last space, as Ctrl-W does.
  mutating func cutSpacedWordBack() -> String { cutBack(wordBefore { !$0.isWhitespace }) }

  /// Cuts back over letters and digits, as Alt-backspace does.
  mutating func cutWordBack() -> String { cutBack(wordBefore(Self.isWord)) }

  mutating func cutWordForward() -> String {
    let cut = String(after.prefix(wordAfter))
    after.removeFirst(cut.count)
    return cut
  }

  /// Swaps the characters around the cursor; at the end of the line the two before it.
  mutating func transpose() {
    if after.isEmpty { moveLeft() }
    guard let left = before.popLast() else { return moveRight() }
    guard !after.isEmpty else { return before.append(left) }
    before.append(after.removeFirst())
    before.append(left)
  }

  // MARK: Words

  private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  /// How many characters back the word before the cursor begins, with what is not a word behind it.
  private func wordBefore(_ isWord: (Character) -> Bool) -> Int {
    let gap = before.reversed().prefix { !isWord($0) }.count
    return gap + before.reversed().dropFirst(gap).prefix(while: isWord).count
  }

  private var wordAfter: Int {
    let gap = after.prefix { !Self.isWord($0) }.count
    return gap + after.dropFirst(gap).prefix(while: Self.isWord).count
  }

  private mutating func shift(leftBy count: Int) {
    self = LineBuffer(String(before.dropLast(count)), after: before.suffix(count) + after)
  }

  private mutating func shift(rightBy count: Int) {
    self = LineBuffer(before + after.prefix(count), after: String(after.dropFirst(count)))
  }

  private mutating func cutBack(_ count: Int) -> String {
    let cut = String(before.suffix(count))
    before.removeLast(count)
    return cut
  }
}
