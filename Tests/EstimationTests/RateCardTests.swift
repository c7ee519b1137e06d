import Diagnostics
import Method
import Testing

@testable import Estimation

@Suite("Rate cards")
struct RateCardTests {
  @Test("the standard card holds the documented starting values")
  func standard() {
    let card = Cards.standard
    let likely = Dictionary(uniqueKeysWithValues: card.lines.map { ($0.id, $0.hours.likely) })
    #expect(card.lines.count == 28)
    #expect(likely["legacy-endpoint"] == 32)
    #expect(likely["conflict-rule"] == 16)
    #expect(card.lines.first { $0.id == "field-format" }?.hours == Triple(0.75, 1.25, 2.5))
    #expect(card.overheads.map(\.hours) == [Triple(0.35, 0.45, 0.6), Triple(0.1, 0.15, 0.25)])
    #expect(card.resolve.hours == Triple(2, 4, 12))
    #expect(card.correlation == .init(common: 0.2, group: 0.15, own: 0.65, source: "expert default"))
    #expect([card.discovery[.raw], card.discovery[.mid], card.discovery[.closed]] == [2, 1.5, 1.25])
    #expect(card.groups.filter(\.visible).map(\.id) == ["connectivity"])
    #expect(card.runCost.map { $0.times * $0.hours } == [24, 18, 12, 4, 8, 8])
    #expect(card.lines.allSatisfy { !$0.source.isEmpty && $0.units.contains("ref") })
  }

  /// A whole card in which a test replaces something.
  static let sound = """
    hours-per-day: 8
    spreads:
      m: [0.6, 2]
    groups:
      - { id: semantics, title: Semantics, visible: true }
    lines:
      - id: copy
        group: semantics
        title: Copy
        likely: 2
        spread: m
        source: test
        units: SELECT 1
    overheads:
      - { id: testing, title: Testing, share: [0.3, 0.4, 0.6], source: test }
    correlation: { common: 0.2, group: 0.3, own: 0.5 }
    discovery: { raw: 2, mid: 1.5, closed: 1.2 }
    resolve: { title: Resolve, hours: [2, 4, 12], source: test }
    run-cost:
      - { id: year, title: Year, units: SELECT 1, times-a-year: 2, hours: 3, source: test }
    naive:
      factor: 1.6
      counts:
        - { id: field, title: a field, units: SELECT 1, hours: 1, source: test }
    """

  func problems(_ yaml: String) -> [Diagnostic] {
    do {
      _ = try Cards.read(yaml)
      return []
    } catch let error as Problems {
      return error.all
    } catch {
      Issue.record("an untyped error: \(error)")
      return []
    }
  }

  @Test("a sound card is read")
  func sound() throws {
    let card = try Cards.read(Self.sound)
    #expect(card.name == "test")
    #expect(card.lines[0].hours == Triple(1.2, 2, 4))
    #expect(card.lines[0].place == Place(file: "rates/test.yaml", line: 7, column: 5))
  }

  @Test(
    "what is wrong is told with its line",
    arguments: [
      ("likely: 2\n    spread: m", "hours: [1, 2, 3]", "unfit-triple", 10),
      ("likely: 2\n    spread: m", "hours: [3, 2, 9]", "unfit-triple", 10),
      ("likely: 2\n    spread: m", "hours: [-1, 2, 9]", "unfit-triple", 10),
      ("likely: 2\n    spread: m", "hours: [1, 2]", "wrong-type", 10),
      ("likely: 2\n    spread: m", "hours: [1, 2, .nan]", "out-of-range", 10),
      ("likely: 2\n    spread: m", "hours: [1, two, 9]", "wrong-type", 10),
      ("likely: 2\n    spread: m", "likely: 2\n    spread: x", "unknown-spread", 11),
      ("likely: 2\n    spread: m", "likely: 2\n    hours: [1, 2, 9]", "contradictory-keys", 10),
      ("likely: 2\n    spread: m", "source2: x", "unknown-key", 10),
      ("group: semantics", "group: semantic", "unknown-group", 8),
      ("title: Copy", "titel: Copy", "unknown-key", 9),
      ("id: testing", "id: copy", "duplicate-id", 15),
      ("own: 0.5", "own: 0.6", "shares-not-one", 16),
      ("common: 0.2", "common: -0.2", "out-of-range", 16),
      ("raw: 2", "raw: 0.5", "out-of-range", 17),
      ("raw: 2", "raw: 1.1", "discovery-not-falling", 17),
      ("likely: 2\n    spread: m", "hours: [1, 2, 1e308]", "out-of-range", 10),
      ("units: SELECT", "units: []\n    #: SELECT", "wrong-type", 13),
      ("visible: true", "visible: 1", "wrong-type", 5),
      ("factor: 1.6", "factor: much", "wrong-type", 22),
      ("times-a-year: 2, ", "", "missing-key", 20),
      ("hours-per-day: 8", "hours-per-day: 0", "out-of-range", 1),
    ])
  func wrong(part: String, replacement: String, code: String, line: Int) throws {
    try #require(Self.sound.contains(part.replacing("\n    ", with: "\n    ")))
    let found = problems(Self.sound.replacing(part, with: replacement, maxReplacements: 1))
    #expect(found.contains { $0.code == code && $0.place?.line == line }, "\(found)")
  }

  @Test("all problems are told, not the first")
  func all() {
    let found = problems(
      Self.sound.replacing("group: semantics", with: "group: semantic").replacing("own: 0.5", with: "own: 0.9")
        .replacing("[2, 4, 12]", with: "[2, 4, 5]").replacing("title: Year, ", with: ""))
    #expect(found.map(\.code).sorted() == ["missing-key", "shares-not-one", "unfit-triple", "unknown-group"])
    let group = found.first { $0.code == "unknown-group" }
    #expect(group?.notes.first == "did you mean `semantics`?")
    let triple = found.first { $0.code == "unfit-triple" }
    #expect(triple?.summary == "2 / 4 / 5 of `resolve` cannot be fitted.")
    #expect(triple?.reason?.contains("low + high > 2 × likely") == true)
  }

  @Test(
    "one mistake is one message",
    arguments: [
      "lines: []", "hours-per-day: 8", "extends: standard\nlines: [{id: runbook, hours: [5, 4, 8]}]",
      "extends: standard\nlines: [{id: runbook, hours: [-1, 4, 8]}]",
      "extends: standard\nlines: [{id: runbook, hours: [1, 4, .nan]}]",
      "extends: standard\ndiscovery: {raw: 0.5, mid: 1.5, closed: 1.2}",
      """
      extends: standard
      spreads: { m: [0.9, 1.0] }
      lines:
        - {id: a, group: semantics, title: A, likely: 2, spread: m, units: select ref from flow, source: s}
        - {id: b, group: semantics, title: A, likely: 2, spread: m, units: select ref from flow, source: s}
      """,
    ])
  func once(yaml: String) {
    let found = Cards.problems(yaml)
    // A card without lines has two mistakes: what it leaves out, and that.
    #expect(found.count == (yaml == "lines: []" ? 2 : 1), "\(found)")
  }

  @Test(
    "what is no card at all is refused, and nothing traps",
    arguments: ["", "[]", "12", "lines: 3", "lines: [3, [], {}]", "groups: {}", "a: b: c", "spreads: {m: 3}"])
  func hostile(yaml: String) {
    #expect(!problems(yaml).isEmpty)
  }
}
