import Diagnostics
import Testing

@testable import Catalogue

@Suite("Reading what a person typed")
struct ReadingTests {
  typealias Case = (type: AttributeType, texts: [String], value: FactValue?)

  static let good: [Case] = [
    (.text, ["  Books closed  "], .text("Books closed")), (.text, ["unknown"], .text("unknown")),
    (.text, ["żółć 👩🏽‍💻\nzwei"], .text("żółć 👩🏽‍💻\nzwei")), (.text, ["first", "second"], .text("second")),
    (.integer, ["0"], .integer(0)), (.integer, ["10 000"], .integer(10_000)),
    (.integer, ["1_000"], .integer(1_000)),
    (.integer, ["\(Int.max)"], .integer(.max)), (.decimal, ["0.5"], .decimal(0.5)),
    (.decimal, ["3"], .decimal(3)),
    (.decimal, ["1000000000000"], .decimal(1e12)), (.date, ["2028-02-29"], .text("2028-02-29")),
    (.flag, ["YES"], .flag(true)), (.flag, ["no"], .flag(false)), (.flag, ["unknown"], nil),
    (.flag, ["?"], nil),
    (.email, ["a+b@example.org"], .text("a+b@example.org")),
    (.choice(["low", "high"]), ["High"], .text("high")),
    (.choices(["a", "b", "c"]), ["c, a", "c"], .text("a,c")),
    (.reference(["person"]), ["Ana"], .references(["Ana"])),
    (.references([]), ["a, b", "c"], .references(["a", "b", "c"])),
    (.references([]), ["a,,b,"], .references(["a", "b"])),
  ]

  @Test("takes a good value", arguments: good)
  func accepts(reading: Case) throws {
    #expect(try Attribute("it", reading.type, "it").read(reading.texts) == reading.value)
  }

  static let types: [AttributeType] = [
    .text, .integer, .decimal, .date, .flag, .email, .choice(["a", "b"]), .choices(["a", "b"]), .reference([]),
    .references([]),
  ]

  @Test("takes nothing, or only blanks, as not known", arguments: types)
  func nothing(type: AttributeType) throws {
    let attribute = Attribute("it", type, "it")
    #expect(try attribute.read([]) == nil)
    #expect(try attribute.read([""]) == nil)
    #expect(try attribute.read([" \t\n"]) == nil)
  }

  @Test("refuses a NUL, whatever is wanted", arguments: types)
  func nul(type: AttributeType) throws {
    let error = try #require(throws: Diagnostic.self) { try Attribute("it", type, "it").read(["a\0b"]) }
    #expect(error.code == "bad-value")
  }

  static let bad: [(type: AttributeType, text: String)] = [
    (.integer, "-1"), (.integer, "1.5"), (.integer, "many"), (.integer, "9223372036854775808"),
    (.integer, "1,000"),
    (.integer, "٣"), (.decimal, "-0.5"), (.decimal, "nan"), (.decimal, "inf"), (.decimal, "1,5"),
    (.decimal, "1e999"), (.decimal, "1000000000001"), (.decimal, "123456789012345678901234567890"),
    (.decimal, "0.0000001"),
    (.date, "31.3.2026"), (.date, "2026-02-29"), (.date, "2026-13-01"), (.date, "2026-00-10"),
    (.date, "2026-1-1"),
    (.date, "2026-03-31T00:00"), (.date, "+026-03-31"), (.date, "２０２６-03-31"), (.flag, "perhaps"), (.flag, "2"),
    (.email, "ana"), (.email, "@example.org"), (.email, "ana@"), (.email, "a@b@c"), (.email, "a b@example.org"),
    (.choice(["low", "medium", "high"]), "lower"), (.choices(["a", "b"]), "a,z"),
  ]

  @Test("refuses a bad value by name, with what it takes", arguments: bad)
  func refuses(type: AttributeType, text: String) throws {
    let error = try #require(throws: Diagnostic.self) { try Attribute("due", type, "by when").read([text]) }
    #expect(error.code == "bad-value")
    #expect(error.exit == .usage)
    #expect(error.summary.contains("due"))
    #expect(error.summary.contains(type.expectation))
  }

  @Test("tells the nearest choice, then all of them")
  func nearestChoice() throws {
    let attribute = Attribute("mode", .choice(["synchronous", "asynchronous", "batch"]), "how")
    let error = try #require(throws: Diagnostic.self) { try attribute.read(["synchronos"]) }
    #expect(error.notes == ["did you mean `synchronous`?", "allowed: synchronous, asynchronous, batch"])
  }

  @Test("tells everything that is wrong at once")
  func allProblems() throws {
    let flow = try Catalogue.kind("flow")
    let problems = try #require(throws: Problems.self) {
      try flow.read([("mode", ["swift"]), ("name", ["fine"]), ("triger", ["x"]), ("retry-limit", ["-3"])])
    }
    #expect(problems.all.map(\.code) == ["bad-value", "unknown-attribute", "bad-value"])
    #expect(problems.all[1].notes == ["did you mean `trigger`?"])
    #expect(problems.exit == .usage)
  }

  @Test("reads how a fact is known beside its attributes, but not who typed it")
  func provenance() throws {
    let flow = try Catalogue.kind("flow")
    #expect(try flow.read([("evidence", ["interview"])]) == ["evidence": .text("interview")])
    #expect(throws: Problems.self) { try flow.read([("captured-by", ["somebody else"])]) }
  }

  @Test(
    "trims only the ends",
    arguments: [("", ""), ("  ", ""), (" a b ", "a b"), ("\u{A0}a\u{2003}", "a"), ("\ta\r\n", "a"), ("a", "a")])
  func trims(text: String, trimmed: String) {
    #expect(text.trimmed == trimmed)
  }
}
