import Terminal
import Testing

@Suite("Visible text")
struct VisibleTests {
  @Test(
    "What would command, reorder or hide is shown instead",
    arguments: [
      ("plain", "plain"), ("", ""), ("é ü 漢字", "é ü 漢字"), ("\u{1B}[31mred", "␛[31mred"), ("a\u{7}", "a␇"),
      ("a\u{8}b", "a␈b"), ("\u{7F}", "␡"), ("\u{0}", "␀"), ("\u{9B}31m", "<U+009B>31m"), ("a\nb", "a␊b"),
      ("a\r\nb", "a␍␊b"), ("a\tb", "a␉b"), ("\u{202E}abc", "<U+202E>abc"),
      ("\u{2066}x\u{2069}", "<U+2066>x<U+2069>"),
      ("\u{200B}", "<U+200B>"), ("\u{FEFF}x", "<U+FEFF>x"), ("a\u{2028}b", "a<U+2028>b"),
      ("\u{2060}", "<U+2060>"),
      ("\u{3164}", "<U+3164>"), ("\u{E0041}", "<U+E0041>"), ("\u{FFFF}", "<U+FFFF>"), ("\u{85}", "<U+0085>"),
    ])
  func shown(text: String, expected: String) {
    #expect(Visible.line(text) == expected)
  }

  @Test(
    "What languages and emoji need stays",
    arguments: [
      "👩‍👩‍👧", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🇩🇪", "می\u{200C}خواهم", "שלום\u{200F}", "e\u{301}", "soft\u{AD}hyphen", "نص عربي", "हिन्दी", "☎️",
      "\u{A0}",
    ])
  func stays(text: String) {
    #expect(Visible.line(text) == text)
  }

  @Test(
    "Lines may stay, tabs become spaces",
    arguments: [("a\nb", "a\nb"), ("a\r\nb\rc", "a\nb\nc"), ("\tx", "    x"), ("a\n\u{1B}b", "a\n␛b")])
  func lines(text: String, expected: String) {
    #expect(Visible.lines(text) == expected)
  }

  @Test("No control character and no override survives")
  func exhaustive() {
    for value in UInt32(0)...0x2FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = Visible.line("a\(scalar)b").unicodeScalars
      #expect(!shown.contains { $0.properties.generalCategory == .control })
      #expect(!shown.contains { (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value) })
      #expect(Visible.line(Visible.line("a\(scalar)b")) == Visible.line("a\(scalar)b"))
    }
  }
}

@Suite("Display width")
struct DisplayWidthTests {
  @Test(
    "Columns of a terminal",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
      ("ｱ", 1), ("Ａ", 2),
      ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🏴󠁧󠁢󠁷󠁬󠁳󠁿", 2), ("🇩🇪", 2), ("☎", 1), ("☎️", 2), ("❤️", 2), ("#️⃣", 2), ("…", 1),
      ("─", 1),
      ("\u{200B}", 0), ("\u{301}", 0), ("Z\u{351}\u{36B}\u{343}", 1), ("‘x’", 3), ("日本語 text", 11), ("€", 1),
      ("␛", 1),
      ("नमस्ते", 4), ("𠀀", 2), ("\u{AD}", 0), ("\u{1F1E9}", 1), ("。", 2), ("ä", 1), ("π", 1),
    ])
  func columns(text: String, expected: Int) {
    #expect(DisplayWidth.of(text) == expected)
  }

  @Test("A text is as wide as its characters together", arguments: ["a漢👍e\u{301}", "abc", "🇩🇪x"])
  func sums(text: String) {
    #expect(DisplayWidth.of(text) == text.reduce(0) { $0 + DisplayWidth.of($1) })
  }
}

@Suite("Fitting")
struct FittingTests {
  @Test(
    "Cut text ends in an ellipsis and never is too wide",
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("abc", 1, "…"), ("abc", 0, ""), ("", 0, ""),
      ("漢字漢字", 5, "漢字…"),
      ("漢字漢字", 4, "漢…"), ("👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…"), ("abc", -1, ""),
    ])
  func truncates(text: String, width: Int, expected: String) {
    #expect(Fitting.truncate(text, to: width) == expected)
  }

  @Test(
    "Short text is filled up on one side",
    arguments: [
      ("ab", 4, false, "ab  "), ("ab", 4, true, "  ab"), ("漢", 3, true, " 漢"), ("abcd", 2, false, "abcd"),
    ])
  func pads(text: String, width: Int, right: Bool, expected: String) {
    #expect(Fitting.pad(text, to: width, alignRight: right) == expected)
  }

  @Test(
    "Text is broken at spaces, and within words that are too long",
    arguments: [
      ("one two three", 7, ["one two", "three"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
      ("a\nb", 9, ["a", "b"]), ("", 5, [""]),
      ("a\n\nb", 5, ["a", "", "b"]), ("漢字漢", 4, ["漢字", "漢"]), ("漢字", 1, ["漢", "字"]),
      ("x abcdefgh", 4, ["x", "abcd", "efgh"]),
      ("abcdefgh x", 4, ["abcd", "efgh", "x"]), ("   ", 2, [""]), ("a", 0, ["a"]), ("a  b", 2, ["a", "b"]),
    ])
  func wraps(text: String, width: Int, expected: [String]) {
    #expect(Fitting.wrap(text, to: width) == expected)
  }

  @Test("No line is too wide and no letter is lost", arguments: [2, 3, 5, 8, 13, 40])
  func property(width: Int) {
    let text = "The 漢字 of 👩‍👩‍👧 — e\u{301}very one — supercalifragilistic\nand\n\nmore  spaces"
    let lines = Fitting.wrap(text, to: width)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
    #expect(lines.joined().filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
  }
}
