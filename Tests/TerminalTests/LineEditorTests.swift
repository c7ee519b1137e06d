import Testing

@testable import Terminal

@Suite("The line editor")
struct LineEditorTests {
  private static let words = ["stripe", "stripe-test", "xero"]

  private static func completing(_ text: String) -> Completion {
    let typed = text.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    return Completion(
      replacing: typed.count,
      candidates: words.filter { $0.hasPrefix(typed) || $0.contains(typed) && typed.count > 2 }
        .map { Candidate($0 + " ") })
  }

  /// The editor after some keys.
  private func editor(_ keys: Key..., initial: String = "", history: [String] = []) -> LineEditor {
    var editor = LineEditor(initial, history: history)
    for key in keys { _ = editor.handle(key, completing: Self.completing) }
    return editor
  }

  @Test("begins with a text that can be changed, the cursor behind it")
  func initial() {
    #expect(editor(.backspace, .text("a"), initial: "strip").buffer == LineBuffer("stria"))
  }

  @Test("goes through the history and back to what was being typed, and keeps what was changed on the way")
  func history() {
    let history = ["one", "two"]
    #expect(editor(.text("x"), .up, history: history).buffer.text == "two")
    #expect(editor(.text("x"), .up, .up, .up, history: history).buffer.text == "one")
    #expect(editor(.text("x"), .up, .down, .down, history: history).buffer.text == "x")
    #expect(editor(.up, .text("!"), .up, .down, history: history).buffer.text == "two!")
    #expect(editor(.alt("<"), history: history).buffer.text == "one")
  }

  @Test("searches back through the history by what is typed")
  func search() {
    let history = ["add system Stripe", "status", "add system Xero"]
    #expect(editor(.control("r"), .text("add"), history: history).buffer.text == "add system Xero")
    #expect(
      editor(.control("r"), .text("add"), .control("r"), history: history).buffer.text == "add system Stripe")
    #expect(editor(.control("r"), .text("STA"), .escape, history: history).search == nil)
    let failed = editor(.text("x"), .control("r"), .text("zzz"), history: history)
    #expect(failed.search?.hasFailed == true && failed.buffer.text == "x")
    #expect(editor(.text("x"), .control("r"), .text("add"), .control("g"), history: history).buffer.text == "x")
    #expect(
      editor(.control("r"), .text("add"), .left, .text("-"), history: history).buffer.text == "add system Xer-o"
    )
  }

  @Test("puts in what is the only way on, and else as much as all ways share")
  func completion() {
    #expect(editor(.text("show x"), .tab).buffer.text == "show xero ")
    #expect(editor(.text("s"), .tab).buffer.text == "stripe")
    #expect(editor(.text("q"), .tab).buffer.text == "q")
    #expect(editor(.text("x y"), .left, .left, .tab).buffer == LineBuffer("xero ", after: " y"))
  }

  @Test("goes through the ways on with Tab, back to what was typed, and forgets them at any other key")
  func menu() {
    #expect(editor(.text("s"), .tab, .tab).buffer.text == "stripe ")
    #expect(editor(.text("s"), .tab, .tab, .tab).buffer.text == "stripe-test ")
    #expect(editor(.text("s"), .tab, .tab, .tab, .tab).buffer.text == "stripe")
    #expect(editor(.text("s"), .tab, .backTab).buffer.text == "stripe-test ")
    #expect(editor(.text("s"), .tab, .tab, .escape).buffer.text == "stripe")
    #expect(editor(.text("s"), .tab, .tab, .text("!")).menu == nil)
    #expect(editor(.text("s"), .tab, .tab, .text("!")).buffer.text == "stripe !")
  }

  @Test("hands out the first line of a paste and keeps the others, with what stood behind the cursor last")
  func paste() {
    var editor = editor(.text("ac"), .left)
    #expect(editor.handle(.paste("b\r\ntwo\n\nthree\tx"), completing: Self.completing) == .line("ab"))
    #expect(editor.pasted == ["two", "", "three xc"])
    var one = LineEditor()
    #expect(one.handle(.paste("no end"), completing: Self.completing) == .more)
    #expect(one.buffer.text == "no end")
  }

  @Test("cuts and puts back, swaps and takes back")
  func cutting() {
    #expect(editor(.text("one two"), .control("w"), .home, .control("y")).buffer.text == "twoone ")
    #expect(editor(.text("a-b c"), .altBackspace, .altBackspace).buffer.text == "a-")
    #expect(editor(.text("one two"), .home, .alt("d")).buffer.text == " two")
    #expect(editor(.text("ab"), .control("t")).buffer.text == "ba")
    #expect(editor(.text("abc"), .home, .right, .control("t")).buffer == LineBuffer("ba", after: "c"))
    #expect(editor(.text("one"), .text(" two"), .control("u"), .control("_")).buffer.text == "one two")
    #expect(editor(.text("one"), .text(" two"), .control("_"), .control("_"), .control("_")).buffer.text == "")
  }

  @Test("ends only at Ctrl-D on an empty line")
  func ending() {
    var editor = LineEditor("ab")
    _ = editor.handle(.home, completing: Self.completing)
    #expect(editor.handle(.control("d"), completing: Self.completing) == .more)
    #expect(editor.handle(.control("d"), completing: Self.completing) == .more)
    #expect(editor.handle(.control("d"), completing: Self.completing) == .ended)
  }

  @Test(
    "does nothing at keys that have nothing to do",
    arguments: [
      Key.backspace, .delete, .left, .right, .up, .down, .wordLeft, .wordRight, .control("t"), .control("w"),
      .control("y"), .control("k"), .alt("d"), .escape, .unknown, .control("_"), .backTab,
    ])
  func nothing(key: Key) { #expect(editor(key, key).buffer == LineBuffer()) }
}
