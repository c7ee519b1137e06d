import Diagnostics
import Foundation
import Formats
import Testing

@Suite("Hostile input") struct HostileTests {
  static let depths = [201, 10_000, 1_000_000]

  @Test("refuses deep flow nesting", arguments: depths, ["[", "{a: ", "[{a: "])
  func deepYAML(depth: Int, unit: String) {
    let text = String(repeating: unit, count: depth)
    #expect(fault { _ = try yaml(text) }.hasPrefix("too-deep 1:"))
  }

  @Test("refuses deep block nesting", arguments: depths) func deepBlocks(depth: Int) {
    #expect(fault { _ = try yaml(String(repeating: "- ", count: depth) + "a") } == "too-deep 1:401")
  }

  @Test("refuses nested block mappings") func deepMappings() {
    let text = (0..<1000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
    #expect(fault { _ = try yaml(text) }.hasPrefix("too-deep 201:"))
  }

  @Test("refuses deep JSON", arguments: depths, ["[", "{\"a\":", "[{\"a\":"])
  func deepJSON(depth: Int, unit: String) {
    #expect(fault { _ = try json(String(repeating: unit, count: depth)) }.hasPrefix("too-deep 1:"))
  }

  @Test("accepts nesting up to the limit") func justDeepEnough() throws {
    let text = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    _ = try json(text)
    _ = try yaml(text)
  }

  @Test("counts what aliases stand for, not what they weigh") func billionLaughs() {
    var lines = ["a0: &a0 [l,l,l,l,l,l,l,l,l]"]
    for level in 1...9 {
      lines.append(
        "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",") + "]")
    }
    #expect(fault { _ = try yaml(lines.joined(separator: "\n")) }.hasPrefix("too-many-aliases 7:"))
  }

  @Test("an alias cannot carry nesting past the limit") func deepAliases() {
    var lines = ["a0: &a0 [x]"]
    for level in 1...300 { lines.append("a\(level): &a\(level) [*a\(level - 1)]") }
    #expect(fault { _ = try yaml(lines.joined(separator: "\n")) }.hasPrefix("too-deep 200:"))
  }

  @Test("refuses a file of %TAG lines") func manyTags() {
    let lines = (0..<100_000).map { "%TAG !t\($0)! tag:t\n" }.joined()
    #expect(fault { _ = try yaml(lines + "--- a") } == "yaml-syntax 65:1")
  }

  @Test(
    "refuses what is not text",
    arguments: [
      (Array("a: \0b".utf8), "not-utf8 1:4"), ([0xFF, 0xFE, 0x61, 0], "not-utf8 0:0"),
      ([0xFE, 0xFF, 0, 0x61], "not-utf8 0:0"), (Array("x: 1\ny: ".utf8) + [0xE9, 0x0A], "not-utf8 2:4"),
      ([0x50, 0x4B, 3, 4, 20, 0], "not-utf8 0:0"), ([0x80, 0x81], "not-utf8 1:1"),
      ([0xED, 0xA0, 0x80], "not-utf8 1:1"),
    ] as [([UInt8], String)])
  func binary(bytes: [UInt8], expected: String) {
    #expect(fault { _ = try YAML.parse(bytes, file: "f") } == expected)
    #expect(fault { _ = try JSON.parse(bytes, file: "f") } == expected)
    #expect(fault { _ = try CSV.parse(bytes, file: "f") } == expected)
  }

  @Test("random bytes and torn files end in a diagnostic, never in a trap") func garbage() {
    var generator = SplitMix(state: 7)
    let seed = Array("{\"a\": [1, -2.5e3, \"x\\u00e9\\n\", null], \"b\": {\"c\": true}}".utf8)
    for _ in 0..<3000 {
      var bytes = seed.prefix(Int(generator.next() % UInt64(seed.count + 1)))
      for _ in 0..<generator.next() % 4 where !bytes.isEmpty {
        bytes[Int(generator.next() % UInt64(bytes.count))] = UInt8(generator.next() & 0x7F)
      }
      _ = fault { _ = try JSON.parse(Array(bytes), file: "f") }
      _ = fault { _ = try YAML.parse(Array(bytes), file: "f") }
      _ = fault { _ = try CSV.parse(Array(bytes), file: "f") }
    }
  }

  @Test("a line of 4 MB is read, and shown only in part when it is wrong") func longLine() throws {
    let long = String(repeating: "é", count: 2_000_000)
    #expect(try yaml("a: \(long)")["a"]?.string?.utf8.count == 4_000_000)
    #expect(try json("[\"\(long)\"]").sequence?.count == 1)
    for error in [
      try #require(throws: Diagnostic.self) { _ = try json("[\"\(long)\" x]") },
      try #require(throws: Diagnostic.self) { _ = try yaml("[\"\(long)\" }") },
    ] {
      #expect(error.place?.column == 2_000_005)
      #expect(error.notes.allSatisfy { $0.count <= 80 })
    }
  }

  @Test("many values on one line are counted") func manyValues() {
    let text = "[" + String(repeating: "1,", count: 5000) + "1]"
    #expect(fault { _ = try json(text, limits: Limits(nodes: 1000)) } == "too-many-values 1:2000")
    #expect(fault { _ = try yaml(text, limits: Limits(nodes: 1000)) } == "too-many-values 1:2000")
    #expect(fault { _ = try yaml(text, limits: Limits(bytes: 1000)) } == "file-too-large 0:0")
  }

  @Test("every prefix of a document is refused or read, with a place") func truncations() {
    let whole = "openapi: 3.0.0\ninfo: {title: \"T\", version: '1'}\npaths:\n  /a:\n    - &x b\n    - *x\n"
    for length in 0..<whole.utf8.count {
      let outcome = fault { _ = try YAML.parse(Array(whole.utf8.prefix(length)), file: "f") }
      #expect(outcome == "nothing" || !outcome.hasSuffix("0:0"), "\(length): \(outcome)")
    }
  }
}

/// A small generator with a fixed seed, so that a failure can be had again.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
