import Testing

@testable import Terminal

@Suite("What the editor draws")
struct PainterTests {
  private struct Drawing {
    var painter = Painter()
    var screen: Screen

    init(columns: Int, height: Int = 10) { screen = Screen(columns: columns, height: height) }

    mutating func draw(_ before: String, _ after: String = "", below: [String] = [], prompt: String = "> ") {
      screen.write(
        painter.paint(
          .init(prompt: prompt, before: before, after: after, below: below), columns: screen.columns,
          height: screen.height))
    }
  }

  @Test("breaks where the terminal ends, wide characters whole")
  func breaking() {
    var drawing = Drawing(columns: 10)
    drawing.draw("abcdefgh")
    #expect(drawing.screen.text == ["> abcdefgh"])
    #expect((drawing.screen.row, drawing.screen.column) == (1, 0))
    drawing.draw("abcdefg日x")
    #expect(drawing.screen.text == ["> abcdefg", "日x"])
    drawing.draw("abc", "日本日本日本")
    #expect(drawing.screen.text == ["> abc日本", "日本日本"])
    #expect((drawing.screen.row, drawing.screen.column) == (0, 5))
    drawing.draw("")
    #expect(drawing.screen.text == [">"])
  }

  @Test("takes nothing for a column that has none: colours, accents, joined emoji")
  func widths() {
    var drawing = Drawing(columns: 20)
    drawing.draw("e\u{301}👩‍👩‍👧x", "y", prompt: "\u{1B}[1macme\u{1B}[0m> ")
    #expect(drawing.screen.text == ["acme> é👩‍👩‍👧xy"])
    #expect(drawing.screen.column == 10)
  }

  @Test("shows what would command the terminal, and does not send it")
  func hostile() {
    var drawing = Drawing(columns: 40)
    drawing.draw("a\u{1B}[2Jb\u{7}\u{202E}c")
    #expect(drawing.screen.text == ["> a␛[2Jb␇<U+202E>c"])
  }

  @Test("puts what is offered under the line, and takes it away again")
  func below() {
    var drawing = Drawing(columns: 20, height: 6)
    for _ in 0..<8 { drawing.screen.write("old\r\n") }
    drawing.draw("s", below: ["  stripe", "  status"])
    #expect(drawing.screen.text.suffix(3) == ["> s", "  stripe", "  status"])
    #expect(drawing.screen.column == 3)
    drawing.draw("st")
    #expect(drawing.screen.text == ["old", "old", "old", "> st"])
  }

  @Test("shows the part around the cursor of what is larger than the window")
  func large() {
    var drawing = Drawing(columns: 10, height: 3)
    drawing.draw(String(repeating: "a", count: 50) + "bcd", String(repeating: "e", count: 50))
    #expect(drawing.screen.text.count == 3)
    #expect(drawing.screen.text.joined().contains("bcd"))
    drawing.draw("x")
    #expect(drawing.screen.text == ["> x"])
  }

  @Test("leaves the screen as a fresh drawing would, whatever was drawn before", arguments: 0..<40)
  func random(seed: Int) {
    var chance = SystemRandomNumberGenerator()
    let alphabet: [Character] = ["a", "b", " ", "日", "é", "e\u{301}", "👩‍👩‍👧", "🇫🇷", "ß", "\u{7}"]
    let columns = [4, 7, 10, 30][seed % 4]
    var drawing = Drawing(columns: columns, height: 12)
    for _ in 0..<60 {
      let text = { (most: Int) in
        String(
          (0..<Int.random(in: 0...most, using: &chance)).map { _ in alphabet.randomElement(using: &chance)! })
      }
      let (before, after) = (text(12), Bool.random(using: &chance) ? text(8) : "")
      let below = Bool.random(using: &chance) ? [] : ["  x", "  y"]
      drawing.draw(before, after, below: below)
      var fresh = Drawing(columns: columns, height: 12)
      fresh.draw(before, after, below: below)
      #expect(drawing.screen.text == fresh.screen.text, "\(before)|\(after)")
      #expect(drawing.screen.column == fresh.screen.column, "\(before)|\(after)")
      #expect(drawing.screen.unknown.isEmpty)
    }
  }

  @Test("is only what was typed while a line grows at its end")
  func growing() {
    var painter = Painter()
    _ = painter.paint(.init(prompt: "> ", before: "ab", after: ""), columns: 80, height: 24)
    #expect(painter.paint(.init(prompt: "> ", before: "abc", after: ""), columns: 80, height: 24) == "c")
    #expect(
      painter.paint(.init(prompt: "> ", before: "abce\u{301}", after: ""), columns: 80, height: 24) != "e")
  }

  @Test("lists candidates with their notes, as many as fit, the chosen one always seen")
  func menu() {
    let candidates = (1...20).map {
      Candidate("field-\($0) ", note: $0 == 1 ? "the first of twenty fields" : "")
    }
    var menu = LineEditor.Menu(candidates: candidates, chosen: nil, head: "", typed: "")
    let lines = MenuLines.lines(menu, columns: 24, rows: 5, style: .plain)
    #expect(lines == ["  field-1   the first …", "  field-2 ", "  field-3 ", "  field-4 ", "  … 16 more"])
    menu.chosen = 19
    let last = MenuLines.lines(menu, columns: 24, rows: 5, style: .plain)
    #expect(last.contains("> field-20"))
    #expect(last.last == "  … 16 more")
    menu.candidates = (1...9).map { Candidate("s\($0)") }
    menu.chosen = nil
    #expect(
      MenuLines.lines(menu, columns: 20, rows: 5, style: .plain) == [
        "  s1   s2   s3", "  s4   s5   s6", "  s7   s8   s9",
      ])
    #expect(MenuLines.lines(menu, columns: 20, rows: 0, style: .plain).isEmpty)
  }
}
