import Diagnostics
import Formats
import Testing

@Suite("JSON") struct JSONTests {
  @Test(
    "reads every kind of value",
    arguments: [
      ("null", Node.null), ("true", true), ("false", false), ("0", 0), ("-0", 0), ("-12", -12), ("1.50", 1.5),
      ("1e3", 1000.0), ("1E-2", 0.01), ("9223372036854775807", 9_223_372_036_854_775_807),
      ("9223372036854775808", 9223372036854775808.0), ("\"\"", ""), ("\"a\\n\\u00e9\\\\\\\"\\/\"", "a\né\\\"/"),
      ("\"\\ud83d\\ude00\"", "😀"), (" [ ] ", []), ("[[],{}]", [[], Node(object: [:])]),
      ("\"\\u0000\"", "\0"),
    ] as [(String, Node)])
  func values(text: String, expected: Node) throws { #expect(try json(text) == expected) }

  @Test("keeps order and positions, columns in characters") func positions() throws {
    let root = try json("{\n  \"z\": \"éé\", \"a\": [1,\n 2]}")
    #expect(root.mapping?.map(\.key) == ["z", "a"])
    #expect(root.entry("a")?.keyPosition == Position(line: 2, column: 14))
    #expect(root["a"]?.sequence?[1].position == Position(line: 3, column: 2))
  }

  @Test("skips a byte order mark") func byteOrderMark() throws {
    #expect(
      try JSON.parse([0xEF, 0xBB, 0xBF] + Array("[1]".utf8), file: "f").sequence?[0].position.column == 2)
  }

  @Test(
    "names what is wrong and where",
    arguments: [
      ("[1,2,]", "json-syntax 1:6"), ("{\"a\":1,}", "json-syntax 1:8"), ("{a:1}", "json-syntax 1:2"),
      ("[1 2]", "json-syntax 1:4"),
      ("{\"a\" 1}", "json-syntax 1:6"), ("[1}", "json-syntax 1:3"), ("01", "json-syntax 1:1"),
      ("1.", "json-syntax 1:1"),
      (".5", "json-syntax 1:1"), ("+1", "json-syntax 1:1"), ("-", "json-syntax 1:1"), ("1e", "json-syntax 1:1"),
      ("--1", "json-syntax 1:1"),
      ("nul", "json-syntax 1:1"), ("truex", "json-syntax 1:5"), ("NaN", "json-syntax 1:1"),
      ("\"a\nb\"", "json-syntax 1:3"),
      ("\"\\x\"", "json-syntax 1:2"), ("\"\\u12g4\"", "json-syntax 1:2"), ("\"\\ud800\"", "json-syntax 1:2"),
      ("\"\\udc00\"", "json-syntax 1:2"), ("\"\\ud800\\u0041\"", "json-syntax 1:2"),
      ("// c\n1", "json-syntax 1:1"),
      ("[1] 2", "json-syntax 1:5"), ("{\"a\":1,\n\"a\":2}", "duplicate-key 2:1"),
      ("{\"a\":1,\"\\u0061\":2}", "duplicate-key 1:8"),
      ("", "empty-file 1:1"), ("  \n", "empty-file 1:1"), ("[1,", "truncated 1:4"),
      ("{\"a\":", "truncated 1:6"), ("{\"a", "truncated 1:2"),
      ("[\n\"abc", "truncated 2:1"), ("\"\\", "truncated 1:2"), ("\"\\ud83d\\u", "json-syntax 1:2"),
    ])
  func errors(text: String, expected: String) { #expect(fault { _ = try json(text) } == expected) }

  @Test("writes members in order, plainly") func pretty() {
    let node = Node([
      Node(object: [
        "name": "paid", "count": 3, "rate": 0.5, "none": nil, "list": [], "sub": Node(object: ["x": true]),
      ])
    ])
    #expect(
      JSON.write(node) == """
        [
          {
            "name": "paid",
            "count": 3,
            "rate": 0.5,
            "none": null,
            "list": [],
            "sub": {
              "x": true
            }
          }
        ]

        """)
    #expect(
      JSON.write(node, style: .compact)
        == #"[{"name":"paid","count":3,"rate":0.5,"none":null,"list":[],"sub":{"x":true}}]"#)
  }

  @Test("escapes what a terminal or a script would trip over") func escapes() {
    let text = "a\"\\\n\t\u{1B}\u{7F}\u{85}\u{2028}\u{2029}é😀\0"
    #expect(
      JSON.write(Node(text), style: .compact)
        == "\"a\\\"\\\\\\n\\t\\u001b\\u007f\\u0085\\u2028\\u2029é😀\\u0000\"")
    #expect(JSON.write(Node(.number(.infinity)), style: .compact) == "null")
  }

  @Test("what is written reads back the same") func roundTrip() throws {
    var generator = SplitMix(state: 3)
    for _ in 0..<300 {
      let node = random(&generator, depth: 4)
      #expect(try json(JSON.write(node)) == node)
      #expect(try json(JSON.write(node, style: .compact)) == node)
    }
  }

  private func random(_ generator: inout SplitMix, depth: Int) -> Node {
    switch generator.next() % (depth == 0 ? 5 : 7) {
    case 0: return nil
    case 1: return Node(generator.next() % 2 == 0)
    case 2: return Node(Int(truncatingIfNeeded: generator.next()))
    case 3: return Node(Double(Int64(truncatingIfNeeded: generator.next())) / 1024)
    case 4:
      return Node(
        String(
          String.UnicodeScalarView(
            (0..<generator.next() % 8).compactMap { _ in
              Unicode.Scalar(UInt32(generator.next() % 0x3000))
            })))
    case 5: return Node((0..<generator.next() % 4).map { _ in random(&generator, depth: depth - 1) })
    default:
      return Node(object: (0..<generator.next() % 4).map { ("k\($0)", random(&generator, depth: depth - 1)) })
    }
  }
}
