import Diagnostics
import Formats
import Testing

@testable import Intake

@Suite("Broken and hostile descriptions") struct HostileDescriptionTests {
  @Test(
    "says what the file is instead",
    arguments: [
      ("{\"name\": \"x\", \"version\": \"1\", \"dependencies\": {}}", "a package manifest"),
      (
        "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\": \"object\"}", "a JSON Schema"
      ),
      ("asyncapi: 2.0.0", "AsyncAPI"), ("a: 1", "Neither `openapi` nor `swagger`"), ("[1, 2]", "a sequence"),
      ("hello", "a text"),
    ])
  func notOpenAPI(text: String, reason: String) throws {
    let error = try #require(fault { _ = try schema(text) })
    #expect(error.code == "not-openapi" && error.reason?.contains(reason) == true && error.place?.line == 1)
  }

  @Test(
    "refuses versions it does not know",
    arguments: ["openapi: 4.0.0", "swagger: '1.2'", "openapi: [3]", "openapi:", "swagger: 3.0"])
  func versions(text: String) { #expect(fault { _ = try schema(text) }?.code == "unsupported-version") }

  @Test(
    "takes versions written as numbers",
    arguments: [("openapi: 3.1", "openapi 3.1"), ("swagger: 2.0", "swagger 2.0"), ("openapi: 3", "openapi 3")])
  func numericVersions(text: String, format: String) throws {
    let read = try schema(text + "\npaths: {}")
    #expect(read.format == format && read.notes.map(\.code) == ["no-schemas"])
  }

  @Test(
    "names the place of a wrong type",
    arguments: [
      ("A: {properties: []}", "5:21 `properties` must be a mapping; here is a sequence."),
      ("A: {properties: {x: {type: 5}}}", "5:32 `type` must be a word; here is a number."),
      (
        "A: {properties: {x: {type: [string, 5]}}}",
        "5:41 `type` must be a word or a list of words; here is a number."
      ),
      ("A: {properties: {x: {enum: no}}}", "5:32 `enum` must be a list; here is a text."),
      ("A: {properties: {x: {$ref: 5}}}", "5:32 `$ref` must be a text; here is a number."),
      ("A: {properties: {x: {allOf: {}}}}", "5:33 `allOf` must be a list; here is a mapping."),
      ("A: {properties: {x: text}}", "5:25 A schema must be a mapping; here is a text."),
      ("A: {required: x, properties: {}}", "5:19 `required` must be a list; here is a text."),
      ("A: [1]", "5:8 The schema `A` must be a mapping; here is a sequence."),
      (
        "A: {properties: {x: {items: [], type: array, additionalProperties: 5}}}",
        "5:72 `additionalProperties` must be a schema or a truth value; here is a number."
      ),
      ("- a", "5:5 `schemas` must be a mapping; here is a sequence."),
    ])
  func wrongTypes(text: String, expected: String) throws {
    let error = try #require(fault { _ = try schema(components(text)) })
    #expect(error.code == "invalid-schema")
    #expect("\(error.place!.line!):\(error.place!.column!) \(error.summary)" == expected)
  }

  @Test("names every broken place, not the first") func allFaults() throws {
    let error = try #require(
      fault {
        _ = try schema(components("A: {properties: []}\nB: {properties: {x: {type: 5}, y: {enum: {}}}}"))
      })
    #expect(error.notes.count == 2)
    #expect(error.notes.last == "f.yaml:6:46: `enum` must be a list; here is a mapping.")
  }

  @Test(
    "a length that is none is ignored with a warning",
    arguments: ["-5", "1e30", "2.5", "'80'", "[1]", "true"])
  func wrongMaxLength(text: String) throws {
    let read = try schema(components("A: {properties: {x: {type: string, maxLength: \(text)}}}"))
    #expect(read.field("A", "x")?.maxLength == nil)
    #expect(read.notes.map(\.code) == ["wrong-max-length"])
    #expect(read.notes.first?.severity == .warning && read.notes.first?.place?.line == 5)
  }

  @Test("a length may be nothing, or be written with a fraction of zero", arguments: [("0", 0), ("80.0", 80)])
  func maxLength(text: String, expected: Int) throws {
    let read = try schema(components("A: {properties: {x: {type: string, maxLength: \(text)}}}"))
    #expect(read.field("A", "x")?.maxLength == expected && read.notes.isEmpty)
  }

  @Test("nothing written is an empty one") func emptyKeywords() throws {
    let read = try schema(components("A:\n  type: object\n  properties:\n  required:\nB: {}\nC:"))
    #expect(read.representations.map(\.localName) == ["A"])
    #expect(read.namedTypes == ["B", "C"])
  }

  @Test("a description that nests too deep is refused") func deep() {
    let deep = String(repeating: "{properties: {x: ", count: 10_000)
    #expect(fault { _ = try schema(components("A: " + deep)) }?.code == "too-deep")
    let allowed = String(repeating: "{properties: {x: ", count: 90) + "{}" + String(repeating: "}}", count: 90)
    #expect(fault { _ = try schema(components("A: " + allowed)) } == nil)
  }

  @Test("a chain of references is followed only so far") func chain() throws {
    let links = (0..<5000).map { "S\($0): {allOf: [{$ref: '#/components/schemas/S\($0 + 1)'}]}" }
    let end = "S5000: {properties: {x: {type: string}}}"
    #expect(fault { _ = try schema(components((links + [end]).joined(separator: "\n"))) }?.code == "too-deep")
  }

  @Test("schemas that only name another may follow one another without end") func aliasChain() throws {
    let aliases = (0..<3000).map { "S\($0): {$ref: '#/components/schemas/S\($0 + 1)'}" }
    func read(_ rest: String) throws -> SystemSchema {
      try schema(components((aliases + [rest]).joined(separator: "\n")))
    }
    let user = "A: {properties: {x: {$ref: '#/components/schemas/S0'}}}"
    let base = "B: {allOf: [{$ref: '#/components/schemas/S0'}]}"
    let object = try read("S3000: {properties: {y: {type: string}}}\n\(user)\n\(base)")
    #expect(object.outline("A") == ["x: object/ref:S3000"])
    #expect(object.outline("B") == ["y: string"])
    #expect(try read("S3000: {type: integer}\n\(user)").outline("A") == ["x: integer"])
    let circle = try read("S3000: {$ref: '#/components/schemas/S1500'}\n\(user)")
    #expect(circle.outline("A") == ["x: any"])
    #expect(circle.notes.contains { $0.code == "reference-cycle" && $0.severity == .warning })
  }

  @Test("references that double at every step are refused") func doubling() throws {
    func text(_ body: (Int) -> String) -> String {
      components(
        (0..<30).map { "S\($0): \(body($0 + 1))" }.joined(separator: "\n")
          + "\nS30: {properties: {x: {type: string}}}")
    }
    let any = text { "{anyOf: [{$ref: '#/components/schemas/S\($0)'}, {$ref: '#/components/schemas/S\($0)'}]}" }
    let limits = OpenAPI.Limits(mostSchemas: 2000, mostFields: 500)
    func limited(_ text: String) throws -> SystemSchema {
      let root = try Document.parse(Array(text.utf8), file: "f.yaml")
      return try OpenAPI.read(root, file: "f.yaml", limits: limits)
    }
    let error = try #require(fault { _ = try limited(any) })
    #expect(error.code == "too-many-references")
    #expect(error.summary == "The references stand for more than 2000 schemas.")
    #expect(OpenAPI.Limits().mostSchemas == 500_000)
    let all = text { "{allOf: [{$ref: '#/components/schemas/S\($0)'}, {$ref: '#/components/schemas/S\($0)'}]}" }
    #expect(try limited(all).field("S0", "x")?.type == "string")
    let nested =
      "x-parts:\n"
      + (0..<30).map {
        "  p\($0): {properties: {a: {$ref: '#/x-parts/p\($0 + 1)'}, b: {$ref: '#/x-parts/p\($0 + 1)'}}}\n"
      }.joined()
    let inside =
      "openapi: 3.0.0\n" + nested
      + "components: {schemas: {A: {$ref: '#/x-parts/p0'}, B: {properties: {c: {$ref: '#/x-parts/p0'}}}}}\n"
    #expect(fault { _ = try limited(inside) }?.code == "too-many-fields")
  }

  @Test("aliases that stand for too much are refused before anything is read") func aliases() {
    var lines = ["openapi: 3.0.0", "x0: &x0 {a: {type: string}, b: {type: string}}"]
    for level in 1...60 { lines.append("x\(level): &x\(level) {l: *x\(level - 1), r: *x\(level - 1)}") }
    #expect(fault { _ = try schema(lines.joined(separator: "\n")) }?.code == "too-many-aliases")
  }

  @Test("many references into one large mapping stay cheap") func manyReferences() throws {
    let parts = (0..<20_000).map { "  p\($0): {type: string}\n" }.joined()
    let fields = (0..<20_000).map { "f\($0): {$ref: '#/x-parts/p\(19_999 - $0)'}" }.joined(separator: ", ")
    let read = try schema(
      "openapi: 3.0.0\nx-parts:\n\(parts)components: {schemas: {A: {properties: {\(fields)}}}}")
    #expect(read.field("A", "f19999")?.type == "string")
  }

  @Test("notes of one kind are counted, not listed without end") func manyNotes() throws {
    let fields = (0..<500).map { "f\($0): {$ref: 'other.yaml#/\($0)'}" }.joined(separator: ", ")
    let read = try schema(components("A: {properties: {\(fields)}}"))
    #expect(read.notes.count == 21)
    #expect(read.notes.last?.summary == "And 480 more of this kind.")
  }

  @Test(
    "a head without a body is refused",
    arguments: [
      (
        "openapi: 3.0.0\ninfo: {title: T}",
        "It has neither `paths`, `components` nor `webhooks`; it may be cut off."
      ),
      ("swagger: '2.0'", "It has neither `paths` nor `definitions`; it may be cut off."),
    ])
  func headOnly(text: String, reason: String) throws {
    let error = try #require(fault { _ = try schema(text) })
    #expect(error.code == "not-openapi" && error.reason == reason)
  }

  @Test("a description that seems cut off says why") func doubt() throws {
    let paths =
      "openapi: 3.0.0\npaths: {/a: {get: {responses: {'200': {content: {application/json: {schema: "
      + "{$ref: '#/components/schemas/A'}}}}, default: {$ref: '#/components/responses/Bad'}}}}}\n"
    let cut = try schema(paths + "components:")
    #expect(cut.isDoubtful == "2 references lead to schemas that are not in the file")
    #expect(cut.notes.filter { $0.code == "unresolved-reference" }.map { $0.place?.line } == [2, 2])
    let inside =
      paths + "components:\n  responses: {Bad: {description: Bad}}\n  schemas:\n    A: {properties: {"
    #expect(
      try schema(inside + "b: {$ref: '#/components/schemas/B'}}}").isDoubtful
        == "1 reference leads to a schema that is not in the file")
    #expect(try schema(inside + "b: {type: string}}}").isDoubtful == nil)
    #expect(try schema("openapi: 3.0.0\ncomponents:").isDoubtful == "it describes no object")
  }

  @Test("every prefix of a description is refused or read") func truncations() throws {
    let whole = components(
      "A:\n  type: object\n  required: [x]\n  properties:\n    x: {$ref: '#/components/schemas/B'}\nB: {enum: [a, b]}"
    )
    for length in stride(from: 0, to: whole.utf8.count, by: 1) {
      let outcome = fault { _ = try schema(String(whole.utf8.prefix(length))!) }
      #expect(outcome == nil || outcome?.place != nil)
    }
  }

  @Test(
    "a value replaced by one of another kind is refused or read, never a trap",
    arguments: [
      "types-3.1", "swagger-2", "composition", "nesting", "cycles", "references", "operations", "meanings",
    ])
  func swappedValues(name: String) throws {
    let root = try Document.parse(Array(fixtureText(name).utf8), file: name)
    let others: [Node] = [
      nil, true, 5, "text", [], ["a", nil], Node(object: [:]), Node(object: ["$ref": "#/components/schemas"]),
      Node(object: ["$ref": "#"]), Node(object: ["enum": [nil], "allOf": [true]]),
    ]
    for index in 0..<size(root) {
      for other in others {
        var left = index
        let changed = replacing(&left, in: root, by: other)
        let outcome = fault { _ = try OpenAPI.read(changed, file: name, operations: .included) }
        #expect(outcome == nil || outcome?.place != nil)
      }
    }
  }

  private func size(_ node: Node) -> Int {
    1 + (node.sequence ?? []).reduce(0) { $0 + size($1) }
      + (node.mapping ?? []).reduce(0) { $0 + size($1.value) }
  }

  private func replacing(_ index: inout Int, in node: Node, by other: Node) -> Node {
    index -= 1
    if index == -1 { return other }
    var copy = node
    if let elements = node.sequence {
      copy.value = .sequence(elements.map { index < 0 ? $0 : replacing(&index, in: $0, by: other) })
    } else if let entries = node.mapping {
      copy.value = .mapping(
        entries.map {
          index < 0
            ? $0
            : Node.Entry(
              key: $0.key, keyPosition: $0.keyPosition, value: replacing(&index, in: $0.value, by: other))
        })
    }
    return copy
  }
}
