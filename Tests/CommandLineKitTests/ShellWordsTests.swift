import CommandLineKit
import Diagnostics
import Foundation
import Testing

@Suite("Shell words")
struct ShellWordsTests {
  @Test(
    "tells how much of a line the word being typed takes, quotes included",
    arguments: [
      ("", [""], 0), ("add", ["add"], 3), ("add ", ["add", ""], 0), ("show 'Paid in", ["show", "Paid in"], 8),
      ("set x --owner=\"d", ["set", "x", "--owner=d"], 10), ("a é\u{301}日", ["a", "é\u{301}日"], 2),
      ("add # no", ["add", ""], 0),
    ] as [(String, [String], Int)])
  func typing(line: String, words: [String], length: Int) {
    let typing = ShellWords.typing(line)
    #expect(typing.words == words)
    #expect(typing.length == length)
  }

  static let lines: [(String, [String])] = [
    ("", []), ("   \t ", []), ("# only a comment", []), ("a b", ["a", "b"]), ("  a\t b \n", ["a", "b"]),
    ("'a b' c", ["a b", "c"]), ("\"a b\" c", ["a b", "c"]), ("a\\ b", ["a b"]), ("'it'\\''s'", ["it's"]),
    ("\"say \\\"hi\\\"\"", ["say \"hi\""]), ("\"a\\nb\"", ["a\\nb"]),
    ("\"\\$x \\`y\\` \\\\\"", ["$x `y` \\"]), ("'\\n'", ["\\n"]), ("a#b", ["a#b"]), ("a # b", ["a"]),
    ("a '#' b", ["a", "#", "b"]), ("\\#a", ["#a"]), ("'' \"\"", ["", ""]), ("a''b", ["ab"]),
    ("--x='a b'", ["--x=a b"]), ("$x * | ;", ["$x", "*", "|", ";"]), ("é ‘x’", ["é", "‘x’"]),
    ("a\r\nb", ["a", "b"]), ("'a\nb'", ["a\nb"]), ("\"\u{301}x\"", ["\u{301}x"]),
  ]

  @Test("Lines are split as a shell splits them", arguments: lines)
  func splits(line: String, expected: [String]) throws {
    #expect(try ShellWords.split(line).map(\.text) == expected)
  }

  @Test("Words know their columns, in characters")
  func columns() throws {
    #expect(try ShellWords.split("  add 'é ü'  x").map(\.column) == [3, 7, 14])
    #expect(try ShellWords.split("👩‍👩‍👧 x").map(\.column) == [1, 3])
  }

  @Test(
    "An open quote is an error at its column",
    arguments: [
      ("add 'x", "unterminated-quote", 5), ("add \"x\\\"", "unterminated-quote", 5),
      ("a 'b' 'c", "unterminated-quote", 7),
      ("add x\\", "unfinished-escape", 6), ("'", "unterminated-quote", 1), ("\\", "unfinished-escape", 1),
    ])
  func open(line: String, code: String, column: Int) {
    let error = #expect(throws: Diagnostic.self) { try ShellWords.split(line, file: "talk.txt", line: 3) }
    #expect(error?.code == code)
    #expect(error?.place == Place(file: "talk.txt", line: 3, column: column))
  }

  @Test("Without a file the column is in the words")
  func openWithoutFile() {
    let error = #expect(throws: Diagnostic.self) { try ShellWords.split("a 'b") }
    #expect(error?.place == nil)
    #expect(error?.summary.contains("column 3") == true)
  }

  @Test(
    "A line being typed has a last word",
    arguments: [
      ("", [""]), ("add", ["add"]), ("add ", ["add", ""]), ("add 'Dana K", ["add", "Dana K"]),
      ("add ''", ["add", ""]),
      ("add \"x y\" ", ["add", "x y", ""]), ("add \\", ["add", ""]), ("add 'a' \"", ["add", "a", ""]),
    ])
  func unfinished(line: String, expected: [String]) {
    #expect(ShellWords.unfinished(line) == expected)
  }

  static let hostile = [
    "", "plain", "stripe.invoice.status=paid", "a b", "it's", "'", "''", "\"", "\\", "\\'", "$(rm -rf /)",
    "`id`", "!x", "#x",
    "~", "*", "a\nb", "a\tb", "\u{1B}[31m", "é", "👩‍👩‍👧", "-x", "--x=y z", "=ls", "a;b", "a&b", "a|b", "{a,b}",
    "[a]", "%1", "^x",
    "\u{301}", "'\u{301}", "\r\n", " ", "\u{A0}", "\u{2028}",
  ]

  @Test("A quoted word reads back as it was", arguments: hostile)
  func roundTrip(word: String) throws {
    #expect(try ShellWords.split(ShellWords.quote(word)).map(\.text) == [word])
    #expect(try ShellWords.split("a \(ShellWords.quote(word)) b").map(\.text) == ["a", word, "b"])
  }

  @Test("A real shell reads quoted words as they were")
  func realShell() throws {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let line = "printf '%s\\036' " + Self.hostile.map(ShellWords.quote).joined(separator: " ")
    process.arguments = ["-c", line]
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let words = String(decoding: data, as: UTF8.self).unicodeScalars.split(
      separator: "\u{1E}", omittingEmptySubsequences: false
    ).map { String($0) }
    #expect(words.dropLast() == Self.hostile[...])
  }

  @Test(
    "Harmless words stay as they are", arguments: ["stripe.invoice", "EX-12", "a=b", "x@y.z", "50%", "--json"])
  func harmless(word: String) {
    #expect(ShellWords.quote(word) == word)
  }
}
