import Foundation
import Testing

@testable import Estimation

@Suite("Duration")
struct DurationTests {
  static func estimate(_ change: (inout Scope) -> Void = { _ in }) throws -> Estimate {
    var scope = Scope(["standard-endpoint": 2, "one-way-flow": 1, "field-copy": 4])
    scope.team = .init(people: 2, focusHoursPerWeek: 20)
    change(&scope)
    return try Simulation(trials: 2_000).estimate(scope, at: Cards.standard)
  }

  @Test("is none without a team")
  func none() throws {
    #expect(try Self.estimate { $0.team = nil }.duration == nil)
  }

  @Test("is the effort over the team's hours while nobody is waited for")
  func effort() throws {
    let estimate = try Self.estimate { $0.gaps = [Scope.Gap(name: "g", about: "x")] }
    let duration = try #require(estimate.duration)
    #expect(duration.floor == nil && duration.queues.isEmpty && duration.unowned == 1)
    #expect(abs(duration.weeks.percentile(0.8) - estimate.total.percentile(0.8) / 40) < 1e-9)
    #expect(duration.waiting == 0)
  }

  @Test("has the longest queue as its floor, however large the team")
  func floor() throws {
    func gaps(_ owner: String, _ count: Int) -> [Scope.Gap] {
      (0..<count).map { Scope.Gap(name: "g", about: "\(owner)-\($0)", owner: owner) }
    }
    let estimate = try Self.estimate {
      $0.gaps = gaps("ana", 30) + gaps("ben", 3)
      $0.team = .init(people: 1_000, focusHoursPerWeek: 40)
    }
    let duration = try #require(estimate.duration)
    #expect(duration.queues.map(\.owner) == ["ana", "ben"])
    #expect(duration.queues.map(\.gaps) == [30, 3])
    #expect(duration.weeks.percentile(0.8) == duration.floor?.percentile(0.8))
    // Thirty gaps of a quarter of their resolve hours each, at four hours a week.
    let mean = 30 * Cards.standard.resolve.distribution.mean * 0.25 / 4
    #expect(abs((duration.floor?.mean ?? 0) / mean - 1) < 0.05)
    #expect(abs(duration.queues[0].weeks / mean - 1) < 1e-9)
    #expect(duration.waiting > 0)
  }

  @Test("says how likely a deadline is")
  func deadline() throws {
    let duration = try #require(try Self.estimate().duration)
    let median = duration.weeks.percentile(0.5)
    #expect(abs(duration.probability(within: median) - 0.5) < 0.01)
    #expect(duration.probability(within: -1) == 0)
    #expect(duration.probability(within: 1e6) == 1)
  }
}

@Suite("The tornado")
struct TornadoTests {
  @Test("has the widest swing first, and the mean between the ends of each")
  func order() throws {
    let scope = Scope(
      ["standard-endpoint": 2, "one-way-flow": 1, "field-copy": 40, "monitoring": 1], gaps: 5, readiness: .mid)
    let estimate = try Simulation(trials: 20_000).estimate(scope, at: Cards.standard)
    let drivers = estimate.tornado
    #expect(drivers.map(\.swing) == drivers.map(\.swing).sorted(by: >))
    #expect(Set(drivers.map(\.id)).isSuperset(of: ["connectivity", "testing", "resolve", "discovery"]))
    #expect(!drivers.contains { $0.id == "workflow" }, "a group without items swings nothing")
    #expect(drivers.allSatisfy { $0.low < estimate.total.mean && estimate.total.mean < $0.high })
  }
}

@Suite("The split by entity, flow and system")
struct SplitTests {
  static let scope = Scope(
    ["standard-endpoint": 2, "field-copy": 4, "monitoring": 2], gaps: 4, readiness: .mid)

  static func split(_ belonging: Belonging) throws -> (Split, Estimate) {
    let estimate = try Simulation(trials: 5_000).estimate(scope, at: Cards.standard)
    return (Split(estimate, by: .flow, belonging, scope, Cards.standard), estimate)
  }

  @Test("adds up to the mean of the total, whatever belongs to what")
  func sums() throws {
    var belonging = Belonging()
    for (index, item) in Self.scope.items.enumerated() where index % 3 > 0 {
      belonging.add(item.ref, to: "F-1", by: .flow)
      if index % 3 == 2 { belonging.add(item.ref, to: "F-2", by: .flow) }
    }
    belonging.add("F-0", to: "F-2", by: .flow)
    let (split, estimate) = try Self.split(belonging)
    #expect(split.slices.last?.id == "", "what is the project's comes last")
    #expect(abs(split.slices.reduce(0) { $0 + $1.mean } / estimate.total.mean - 1) < 1e-9)
    #expect(abs(split.slices.reduce(0) { $0 + $1.share } - 1) < 1e-9)
    #expect(abs(split.slices.reduce(0) { $0 + $1.items } - 8) < 1e-9)
    #expect(abs(split.slices.reduce(0) { $0 + $1.gaps } - 4) < 1e-9)
    #expect(abs(split.slices.reduce(0) { $0 + $1.work } / estimate.base - 1) < 1e-9)
  }

  @Test("is all the project's where nothing belongs to anything")
  func nothing() throws {
    let (split, estimate) = try Self.split(Belonging())
    #expect(split.slices.map(\.id) == [""])
    #expect(abs((split.slices.first?.mean ?? 0) - estimate.total.mean) < 1e-6)
  }

  @Test("knows what belongs to one part alone")
  func wholly() {
    var belonging = Belonging()
    belonging.add("M-1", to: "F-1", by: .flow)
    belonging.add("M-2", to: "F-1", by: .flow)
    belonging.add("M-2", to: "F-2", by: .flow)
    #expect(belonging.wholly(of: "F-1") == ["M-1"])
  }
}

@Suite("Growth")
struct GrowthTests {
  @Test("is by number at the cost of before, and the rest by cost; the sums agree")
  func parts() {
    let before = [
      Growth.Part(id: "a", title: "A", items: 10, mean: 100),
      .init(id: "t", title: "Testing", items: nil, mean: 40),
      .init(id: "gone", title: "Gone", items: 2, mean: 6),
    ]
    let after = [
      Growth.Part(id: "a", title: "A", items: 15, mean: 180),
      .init(id: "t", title: "Testing", items: nil, mean: 70),
      .init(id: "new", title: "New", items: 4, mean: 20),
    ]
    let changes = Growth(from: before, to: after).changes
    #expect(changes.map(\.title) == ["A", "Testing", "New", "Gone"])
    #expect(changes.map(\.hours) == [80, 30, 20, -6])
    #expect(changes.map(\.byNumber) == [50, nil, 20, -6])
    #expect(changes.map(\.byCard) == [0, 0, 0, 0])
    #expect(changes.map(\.otherwise) == [30, 30, 0, 0])
  }

  @Test("of an estimate's parts is that of its mean")
  func sums() throws {
    let small = try Simulation(trials: 500).estimate(Scope(["field-copy": 4], gaps: 2), at: Cards.standard)
    let large = try Simulation(trials: 500).estimate(
      Scope(["field-copy": 9, "monitoring": 1], gaps: 1), at: Cards.standard)
    let changes = Growth(
      from: small.parts(Scope(["field-copy": 4], gaps: 2), at: Cards.standard),
      to: large.parts(Scope(["field-copy": 9, "monitoring": 1], gaps: 1), at: Cards.standard)
    ).changes
    #expect(changes.reduce(0) { $0 + $1.hours } == large.told.whole - small.told.whole)
    #expect(changes.allSatisfy { $0.byCard == 0 }, "the card is the same")
  }

  @Test("by the card is what another card makes of the same items, and nothing else")
  func card() throws {
    let scope = Scope(["field-copy": 10, "monitoring": 3], gaps: 4, readiness: .mid)
    let before = try Simulation(trials: 4_000).estimate(scope, at: Cards.standard)
    var dearer = Cards.standard
    let place = try #require(dearer.lines.firstIndex { $0.id == "monitoring" })
    dearer.lines[place].distribution = try ShiftedLognormal(Triple(9.6, 16, 32))
    let after = try Simulation(trials: 4_000).estimate(scope, at: dearer)
    let growth = Growth(
      from: before.parts(scope, at: Cards.standard), to: after.parts(scope, at: dearer))
    let production = try #require(growth.changes.first { $0.title == "Production" })
    #expect(production.hours > 10)
    #expect(abs(production.byCard - production.hours) <= 1)
    #expect(growth.changes.filter { $0.title != "Production" }.allSatisfy { $0.byCard == 0 })
    #expect(growth.repriced.map(\.id) == ["monitoring"])
    #expect(growth.changes.allSatisfy { $0.byNumber ?? 0 == 0 })
  }
}

@Suite("Calibration")
struct CalibrationTests {
  static func actuals(_ ratios: [Double], group: String = "semantics") -> [Calibration.Actual] {
    ratios.enumerated().map {
      Calibration.Actual(ref: "A-\($0)", group: group, hours: 100 * $1, units: 3, p50: 100, p80: 140)
    }
  }

  @Test(
    "draws the ratio towards 1 as long as little is known",
    arguments: [
      ([2.0], pow(2.0, 1.0 / 6)), ([2.0, 2, 2, 2, 2], pow(2.0, 0.5)), ([2.0, 0.5], 1.0), ([1.0, 1, 1], 1.0),
    ] as [([Double], Double)])
  func shrinkage(ratios: [Double], factor: Double) throws {
    let finding = try #require(Calibration(Self.actuals(ratios), Cards.standard).findings.first)
    #expect(abs(finding.factor - factor) < 1e-9)
    #expect(finding.count == ratios.count)
  }

  @Test("never goes beyond what was seen", arguments: [[3.0, 4], [0.2, 0.4, 0.1], [1.1]] as [[Double]])
  func bounds(ratios: [Double]) throws {
    let finding = try #require(Calibration(Self.actuals(ratios), Cards.standard).findings.first)
    #expect(min(1, finding.ratio) <= finding.factor && finding.factor <= max(1, finding.ratio))
  }

  @Test("counts those within P80")
  func hits() {
    let calibration = Calibration(
      Self.actuals([1, 1.4, 1.5]) + Self.actuals([9], group: "workflow"), Cards.standard)
    #expect(calibration.findings.map(\.hits) == [2, 0])
    #expect(calibration.hitRate == 0.5)
    #expect(Calibration([], Cards.standard).hitRate == nil)
  }

  @Test("writes a card that reads back, over the old one, with where it comes from")
  func overlay() throws {
    let calibration = Calibration(Self.actuals([2, 2, 2, 2, 2]), Cards.standard)
    let text = calibration.overlay(on: "2026-11-21", provenance: ["Made by hand."])
    #expect(text.hasPrefix("# Made by hand.\n"))
    let card = try Cards.overlay(text)
    let (old, new) = (Cards.standard, card)
    #expect(new.lines.count == old.lines.count && new.extends == "standard")
    for (before, after) in zip(old.lines, new.lines) {
      let factor = before.group == "semantics" ? 2.0.squareRoot() : 1
      #expect(abs(after.hours.likely / before.hours.likely - factor) < 1e-3, "\(before.id)")
      #expect(after.source.contains("calibrated from 5 actuals") == (before.group == "semantics"))
      #expect(after.units == before.units && after.undecided == before.undecided)
    }
  }
}
