import Testing

@testable import Terminal

@Suite("Lines from elsewhere than an editor")
struct LineReaderTests {
  private func none(_: String) -> Completion { Completion(replacing: 0, candidates: []) }

  @Test("are a file's, one after the other, and then no more")
  func answers() {
    let shown = MemoryOutput()
    let reader = LinesReader("dana\n\nlast", showing: shown.output)
    #expect(reader.line(prompt: "Who? ", initial: "", completing: none) == .line("dana"))
    #expect(reader.line(prompt: "When? ", initial: "today", completing: none) == .line(""))
    #expect(reader.remaining == 1)
    #expect(reader.line(prompt: "> ", initial: "", completing: none) == .line("last"))
    #expect(reader.line(prompt: "> ", initial: "", completing: none) == .ended)
    #expect(reader.line(prompt: "> ", initial: "", completing: none) == .ended)
    #expect(shown.text == "Who? dana\nWhen? \n> last\n> \n> \n")
  }

  @Test("do not command the terminal they are shown on")
  func hostile() {
    let shown = MemoryOutput()
    let reader = LinesReader("a\u{1B}[2J\n", showing: shown.output)
    #expect(reader.line(prompt: "> ", initial: "", completing: none) == .line("a\u{1B}[2J"))
    #expect(shown.text == "> a␛[2J\n")
  }
}
