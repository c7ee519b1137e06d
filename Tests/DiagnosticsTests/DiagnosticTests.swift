import Testing

@testable import Diagnostics

@Suite("Diagnostics")
struct DiagnosticTests {
  @Test("A diagnostic is an error about data unless said otherwise")
  func defaults() {
    let diagnostic = Diagnostic("some-code", "So it is.")
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.exit == .data)
    #expect(diagnostic.place == nil && diagnostic.reason == nil)
    #expect(diagnostic.notes.isEmpty && diagnostic.remedies.isEmpty)
  }

  @Test(
    "A place says as much as is known",
    arguments: [
      (Place(file: "a.csv"), "a.csv"), (Place(file: "a.csv", line: 3), "a.csv:3"),
      (Place(file: "a.csv", line: 3, column: 7), "a.csv:3:7"), (Place(file: "a.csv", column: 7), "a.csv"),
    ])
  func places(place: Place, expected: String) {
    #expect(place.description == expected)
  }

  @Test("Exit statuses are those the documentation promises")
  func statuses() {
    let statuses: [Diagnostics.ExitStatus] = [.done, .gaps, .usage, .data, .unanswered, .interrupted]
    #expect(statuses.map(\.rawValue) == [0, 1, 2, 3, 4, 130])
  }

  @Test("Several problems end with the status of the first error")
  func problems() {
    let warning = Diagnostic("w", "W.", severity: .warning, exit: .gaps)
    let usage = Diagnostic("u", "U.", exit: .usage)
    #expect(Problems([warning, usage, Diagnostic("d", "D.")]).exit == .usage)
    #expect(Problems([warning]).exit == .gaps)
    #expect(Problems([]).exit == .data)
  }
}

@Suite("Nearest")
struct NearestTests {
  static let words = [
    "system", "field", "entity", "code-list", "mapping", "value-mapping", "workshop", "waiver",
  ]

  @Test(
    "A slip finds its word",
    arguments: [
      ("sytem", "system"), ("systme", "system"), ("SYSTEM", "system"), ("systems", "system"),
      ("feild", "field"),
      ("entitiy", "entity"), ("code", "code-list"), ("map", "mapping"), ("works", "workshop"),
      ("codelist", "code-list"),
      ("waver", "waiver"), ("fieldname", "field"),
    ])
  func finds(word: String, expected: String) {
    #expect(nearest(to: word, in: Self.words) == expected)
  }

  @Test("What is far stays unknown", arguments: ["", "x", "zebra", "invoice", "sy", "e", "🙂"])
  func finds(none word: String) {
    #expect(nearest(to: word, in: Self.words) == nil)
  }

  @Test("A single letter resembles no other letter")
  func letters() {
    #expect(nearest(to: "x", in: ["y", "xy", "z"]) == nil)
    #expect(nearest(to: "X", in: ["y", "x"]) == "x")
  }

  @Test("A short word is not taken for the beginning of a long one")
  func shortCandidates() {
    #expect(nearest(to: "apple", in: ["a", "ap"]) == nil)
  }

  @Test("Of equals the first by alphabet is taken, whatever their order")
  func ties() {
    #expect(nearest(to: "cat", in: ["hat", "bat", "rat"]) == "bat")
    #expect(nearest(to: "cat", in: ["rat", "hat", "bat"]) == "bat")
  }

  @Test("Nothing to choose from, empty candidates, endless words")
  func edges() {
    #expect(nearest(to: "x", in: []) == nil)
    #expect(nearest(to: "abc", in: ["", "abd"]) == "abd")
    let long = String(repeating: "a", count: 100_000)
    #expect(nearest(to: long, in: [long]) == nil)
    #expect(nearest(to: "abc", in: [long]) == nil)
  }

  @Test(
    "The distance counts insertions, deletions, replacements and swaps",
    arguments: [
      ("", "", 0), ("a", "a", 0), ("abc", "abd", 1), ("abc", "ab", 1), ("abc", "abcd", 1), ("abc", "acb", 1),
      ("ab", "ba", 1),
      ("kitten", "sitting", 3), ("abcd", "badc", 2),
    ])
  func distance(a: String, b: String, expected: Int) {
    let (a, b) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
    #expect(editDistance(a, b, limit: 9) == expected)
    #expect(editDistance(b, a, limit: 9) == expected)
    if expected > 0 { #expect(editDistance(a, b, limit: expected - 1) == nil) }
  }
}
