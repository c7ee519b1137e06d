import Diagnostics
import Formats
import Testing

@Suite("YAML") struct YAMLTests {
  @Test(
    "resolves plain scalars by the core schema of YAML 1.2",
    arguments: [
      ("NO", Node("NO")), ("on", "on"), ("yes", "yes"), ("2024-01-01", "2024-01-01"), ("12:30", "12:30"),
      ("1_000", "1_000"), ("0b1", "0b1"), ("null", nil), ("~", nil), ("NULL", nil), ("nUll", "nUll"),
      ("true", true), ("False", false), ("TrUe", "TrUe"), ("12", 12), ("-7", -7), ("+7", 7), ("0o17", 15),
      ("0xFF", 255), ("0x", "0x"), ("0x-1", "0x-1"), ("1.5", 1.5), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0),
      (".", "."), ("-", Node([Node.null])), ("1e", "1e"), ("1.2.3", "1.2.3"), ("\"12\"", "12"),
      ("'true'", "true"),
      ("!!str 12", "12"), ("!!int \"12\"", 12), ("!local 5", "5"),
      ("9223372036854775808", 9223372036854775808.0),
      ("-.inf", Node(.number(-.infinity))),
    ] as [(String, Node)])
  func scalars(text: String, expected: Node) throws {
    #expect(try yaml("v: " + (text == "-" ? "\n- " : text))["v"] == expected)
  }

  @Test("keeps the order of keys and their positions") func positions() throws {
    let root = try yaml("# first\nb: 1\na:\n  - x\n  - é: y\n")
    #expect(root.mapping?.map(\.key) == ["b", "a"])
    #expect(root.entry("a")?.keyPosition == Position(line: 3, column: 1))
    let second = try #require(root["a"]?.sequence?[1])
    #expect(second.position == Position(line: 5, column: 5))
    #expect(second["é"]?.position == Position(line: 5, column: 8))
  }

  @Test("takes numbers as keys by their text") func numericKeys() throws {
    #expect(try yaml("200: a\n'201': b\n").mapping?.map(\.key) == ["200", "201"])
  }

  @Test("lets an alias stand for its anchor, also as a key") func aliases() throws {
    let root = try yaml("base: &b {x: 1}\nname: &n key\ncopy: *b\n*n : 2\n")
    #expect(root["copy"] == root["base"])
    #expect(root["copy"]?.position == Position(line: 3, column: 7))
    #expect(root["key"] == 2)
  }

  @Test("merges mappings under <<, what is written out winning") func merge() throws {
    let root = try yaml("a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 0\n")
    #expect(root["c"] == Node(object: ["x": 0, "y": 1, "z": 2]))
  }

  @Test(
    "names what is wrong and where",
    arguments: [
      ("a: [1, 2\n", "truncated 2:1"), ("a: \"open\n", "truncated 2:1"), ("a: b: c", "yaml-syntax 1:5"),
      ("a:\n\t- b", "yaml-syntax 2:1"), ("x: 1\ny: 2\nx: 3", "duplicate-key 3:1"),
      ("a: *no", "unknown-alias 1:4"),
      ("a: &x [*x]", "recursive-alias 1:8"), ("", "empty-file 1:1"), ("# nothing\n---\n", "empty-file 1:1"),
      ("a: 1\n---\nb: 2", "several-documents 2:1"), ("? [a]\n: b", "yaml-syntax 1:3"),
      ("a: \u{1}", "yaml-syntax 1:4"),
      ("a: @b", "yaml-syntax 1:4"), ("a: }", "yaml-syntax 1:4"), ("a: \"\\ud83d\\ude00\"", "yaml-syntax 1:7"),
    ])
  func errors(text: String, expected: String) { #expect(fault { _ = try yaml(text) } == expected) }

  @Test("shows the line it is about, with a caret") func excerpt() throws {
    let error = try #require(throws: Diagnostic.self) { _ = try yaml("ok: 1\nstatus: [a, b}\n") }
    #expect(error.notes == ["status: [a, b}", "             ^"])
    #expect(error.place == Place(file: "t.yaml", line: 2, column: 14))
  }

  @Test("says which anchor is near a misspelt alias") func nearAnchor() throws {
    let error = try #require(throws: Diagnostic.self) { _ = try yaml("a: &money {}\nb: *mony\n") }
    #expect(error.notes.contains("nearest: &money"))
  }

  @Test("duplicate keys are found in large mappings too") func manyKeys() {
    let lines = (1...100).map { "k\($0): \($0)" } + ["k50: again"]
    #expect(fault { _ = try yaml(lines.joined(separator: "\n")) } == "duplicate-key 101:1")
  }
}
