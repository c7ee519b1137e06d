import Diagnostics
import Formats
import Testing

@testable import Method

@Suite("Taking typed values out of nodes")
struct NodeCheckerTests {
  @Test("every problem is kept, and thrown together")
  func problems() throws {
    let node = try YAML.parse(Array("name: 3\ncount: many\ntitel: x\nempty:\n".utf8), file: "a.yaml")
    var checker = NodeChecker(file: "a.yaml")
    checker.mapping(node, "the file", allowed: ["name", "count", "title", "empty"])
    #expect(checker.text("name", of: node, "the file") == "")
    #expect(checker.number("count", of: node, "the file", in: 0...9, standIn: 5) == 5)
    #expect(checker.text("empty", of: node, "the file") == "")
    #expect(checker.sequence("rows", of: node, "the file").isEmpty)
    let thrown = #expect(throws: Problems.self) { try checker.finish() }
    #expect(
      thrown?.all.map(\.code) == [
        "unknown-key", "wrong-type", "wrong-type", "missing-key", "missing-key",
      ])
    #expect(thrown?.all.first?.place == Place(file: "a.yaml", line: 3, column: 1))
    #expect(thrown?.all.first?.notes.first == "did you mean `title`?")
  }

  @Test("a sound file throws nothing")
  func sound() throws {
    let node = try YAML.parse(Array("{name: a, count: 2.5, rows: [1, 2]}".utf8), file: "a.yaml")
    var checker = NodeChecker(file: "a.yaml")
    #expect(checker.text("name", of: node, "it") == "a")
    #expect(checker.number("count", of: node, "it", in: 0...9, standIn: 0) == 2.5)
    #expect(checker.sequence("rows", of: node, "it").count == 2)
    try checker.finish()
  }
}
