import Diagnostics
import Method
import Testing

@testable import Estimation

extension Cards {
  /// A card that overlays ours, from YAML text.
  static func overlay(_ yaml: String, name: String = "own") throws -> RateCard {
    let library = MethodLibrary(builtIn: root, overlay: nil)
    return try RateCard(
      MethodFile(section: .rates, name: name, path: "rates/\(name).yaml", text: yaml), among: library)
  }

  static func problems(_ yaml: String) -> [Diagnostic] {
    do throws {
      _ = try overlay(yaml)
      return []
    } catch { return (error as? Problems)?.all ?? [] }
  }
}

@Suite("A card over another")
struct OverlayTests {
  @Test("changes what it states, and nothing else")
  func line() throws {
    let card = try Cards.overlay(
      "extends: standard\nlines:\n  - { id: monitoring, likely: 20, spread: w, source: our record }\n")
    let before = Cards.standard
    #expect(card.lines.map(\.id) == before.lines.map(\.id))
    let (old, new) = (
      try #require(before.lines.first { $0.id == "monitoring" }),
      try #require(card.lines.first { $0.id == "monitoring" })
    )
    #expect(new.hours == Triple(10, 20, 50) && new.source == "our record")
    #expect(new.units == old.units && new.group == old.group && new.title == old.title)
    #expect(new.place.file == "rates/own.yaml" && new.unitsPlace.file != "rates/own.yaml")
    #expect(card.hoursPerDay == before.hoursPerDay && card.correlation == before.correlation)
    #expect(card.runCost == before.runCost && card.naive == before.naive && card.decisions == before.decisions)
  }

  @Test("adds lines, groups and run cost of its own")
  func more() throws {
    let card = try Cards.overlay(
      """
      extends: standard
      hours-per-day: 7.5
      groups: [{ id: training, title: Training }]
      lines:
        - id: course
          group: training
          title: Course
          hours: [4, 8, 24]
          source: our record
          units: SELECT ref, name FROM person
      run-cost: [{ id: reviews, times-a-year: 12 }]
      """)
    #expect(card.hoursPerDay == 7.5)
    #expect(card.groups.last?.id == "training" && card.lines.last?.id == "course")
    #expect(card.runCost.count == Cards.standard.runCost.count)
    #expect(card.runCost.first { $0.id == "reviews" }.map { [$0.times, $0.hours] } == [12, 2])
  }

  @Test("of our own name means ours")
  func ownName() throws {
    let card = try Cards.overlay("extends: standard\nhours-per-day: 6\n", name: "standard")
    #expect(card.hoursPerDay == 6 && card.lines == Cards.standard.lines)
  }

  @Test(
    "is refused with the line of what is wrong",
    arguments: [
      ("extends: standrd\n", "unknown-method-file", 1),
      ("extends: standard\nlines:\n  - { id: monitoring, hours: [2, 4, 6] }\n", "unfit-triple", 3),
      ("extends: standard\nlines:\n  - { id: new, hours: [2, 4, 9] }\n", "unknown-rate-line", 3),
      ("extends: standard\nlines:\n  - { id: runbook, group: workflw }\n", "unknown-group", 3),
      (
        "extends: standard\nlines:\n  - { id: runbook, undecided: { gaps: [g], becomes: monitoring } }\n",
        "unfit-becomes", 3
      ),
      (
        "extends: standard\nlines:\n  - { id: runbook, undecided: { gaps: [g], becomes: no } }\n",
        "unknown-rate-line", 3
      ),
      ("extends: standard\ndecisions: { share: 2, hours-a-week: 4, source: us }\n", "out-of-range", 2),
    ])
  func refused(yaml: String, code: String, line: Int?) throws {
    let problem = try #require(Cards.problems(yaml).first)
    #expect(problem.code == code)
    #expect(problem.place?.line == line)
  }

  @Test("knows where a query begins, so that SQLite's complaint is told in its line")
  func queries() throws {
    let card = Cards.standard
    let block = try #require(card.lines.first { $0.id == "standard-endpoint" })
    let plain = try #require(card.lines.first { $0.id == "conflict-rule" })
    #expect(block.unitsPlace.line == (block.place.line ?? 0) + 7 && block.unitsPlace.column == 7)
    #expect(plain.unitsPlace.line == (plain.place.line ?? 0) + 6 && plain.unitsPlace.column == 12)
  }
}
