import Intake
import Testing

@Suite("References of facts") struct FactReferenceTests {
  @Test(
    "two facts never have one reference; the later one is renamed with a note",
    arguments: [
      (
        "a: {properties: {b.c: {type: string}}}\na.b: {properties: {c: {type: string}}}",
        ["s.a", "s.a.b.c", "s.a.b", "s.a.b.c (2)"]
      ),
      (
        "a: {properties: {b: {properties: {c: {type: string}}}, b.c: {type: string}}}",
        ["s.a", "s.a.b", "s.a.b.c", "s.a.b.c (2)"]
      ),
      (
        "a: {properties: {b: {type: string}}}\na.b: {properties: {c: {type: string}}}",
        ["s.a", "s.a.b (2)", "s.a.b", "s.a.b.c"]
      ),
    ])
  func clashes(text: String, expected: [String]) throws {
    let read = try schema(components(text))
    let facts = read.facts(of: "s")
    #expect(facts.map(\.ref) == expected)
    let renamed = try #require(facts.first { $0.ref.hasSuffix(" (2)") })
    guard case .text(let name) = renamed.values["name"] else {
      Issue.record("the field has no name")
      return
    }
    #expect(name.hasSuffix(" (2)"))
    #expect(read.notes.map(\.code) == ["reference-clash"])
    #expect(read.notes.first?.summary.contains(String(renamed.ref.dropFirst(2))) == true)
  }

  @Test("an empty code and one of two quotes stay apart") func codes() throws {
    let read = try schema(components("L: {type: string, enum: ['', '\"\"', x]}"))
    #expect(read.facts(of: "s").map(\.ref) == ["s.L=", "s.L=\"\"", "s.L=\"\" (2)", "s.L=x"])
  }

  @Test("names without clashes stay as they are") func unchanged() throws {
    let read = try fixture("nesting")
    let facts = read.facts(of: "s")
    #expect(Set(facts.map(\.ref)).count == facts.count)
    #expect(!facts.contains { $0.ref.contains("(2)") } && !read.notes.contains { $0.code == "reference-clash" })
  }
}
