import Diagnostics
import Testing

@testable import Estimation

@Suite("A simulation is reproducible and compares like with like")
struct SimulationTests {
  static let units = [
    "standard-endpoint": 2, "one-way-flow": 1, "field-copy": 5, "status-uneven": 3, "monitoring": 1,
  ]
  static let scope = Scope(units, gaps: 3, readiness: .mid)
  static let percents = [0.01, 0.1, 0.25, 0.5, 0.8, 0.9, 0.99]

  func total(_ scope: Scope, trials: Int = 3000, seed: UInt64 = 1, threads: Int = 1) throws -> Sample {
    try Simulation(trials: trials, seed: seed, threads: threads).estimate(scope, at: Cards.standard).total
  }

  @Test("one, two and seven threads give the same bytes")
  func threads() throws {
    let one = try Simulation(trials: 5001, seed: 9, threads: 1).estimate(Self.scope, at: Cards.standard)
    for threads in [2, 7] {
      let more = try Simulation(trials: 5001, seed: 9, threads: threads).estimate(
        Self.scope, at: Cards.standard)
      #expect(more.total == one.total)
      #expect(more.groups == one.groups)
      #expect(more.additions == one.additions)
    }
  }

  @Test("another seed gives other figures, the same seed the same, in whatever order the items come")
  func seeds() throws {
    var shuffled = Self.scope
    shuffled.items.reverse()
    shuffled.gaps.reverse()
    #expect(try total(shuffled) == total(Self.scope))
    #expect(try total(Self.scope, seed: 2) != total(Self.scope, seed: 1))
  }

  @Test("a longer run begins with the trials of a shorter one", arguments: [1, 2, 511, 512, 513, 1025])
  func prefix(trials: Int) {
    let long = rows(Self.scope, Cards.standard, trials: 2000).total
    #expect(rows(Self.scope, Cards.standard, trials: trials).total == Array(long[..<trials]))
  }

  @Test("closing a gap never raises a percentile", arguments: 0..<3)
  func closingGaps(index: Int) throws {
    var fewer = Self.scope
    fewer.gaps.remove(at: index)
    let (before, after) = (try total(Self.scope), try total(fewer))
    for p in Self.percents { #expect(after.percentile(p) < before.percentile(p)) }
  }

  @Test(
    "better readiness lowers P80", arguments: [(Scope.Readiness.raw, Scope.Readiness.mid), (.mid, .closed)])
  func readiness(worse: Scope.Readiness, better: Scope.Readiness) throws {
    let (wide, narrow) = (Scope(Self.units, readiness: worse), Scope(Self.units, readiness: better))
    #expect(try total(narrow).percentile(0.8) < total(wide).percentile(0.8))
  }

  @Test(
    "adding an item never lowers a percentile, not even one that hardly costs", arguments: Cards.standard.lines)
  func addingItems(line: RateCard.Line) throws {
    var more = Self.scope
    more.items.append(.init(line: line.id, ref: "another", title: ""))
    let (before, after) = (try total(Self.scope, trials: 1000), try total(more, trials: 1000))
    for p in Self.percents { #expect(after.percentile(p) >= before.percentile(p)) }
  }

  @Test("an item whose triple is nearly symmetric, which reaches under nought, never lowers one either")
  func addingNearlySymmetric() throws {
    let card = Cards.bare(lines: [
      ("a", "semantics", Triple(5, 10, 20)), ("b", "semantics", Triple(0.1, 2, 3.95)),
    ])
    let symmetric = try #require(card.lines.last).distribution
    #expect(symmetric.quantile(0.01) < 0, "the case would prove nothing")
    let before = rows(Scope(["a": 3]), card, trials: 5000).total
    let after = rows(Scope(["a": 3, "b": 1]), card, trials: 5000).total
    #expect(zip(before, after).allSatisfy { $0 <= $1 })
  }

  @Test("two units with one reference are two draws")
  func sameReference() throws {
    let twice = Scope(items: Array(repeating: .init(line: "field-copy", ref: "F-1", title: ""), count: 2))
    let once = Scope(items: [.init(line: "field-copy", ref: "F-1", title: "")])
    let card = Cards.bare()
    let (one, two) = (rows(once, card, trials: 200).total, rows(twice, card, trials: 200).total)
    #expect(!zip(one, two).allSatisfy { abs($1 - 2 * $0) < 1e-9 })
  }

  @Test("percentiles rise")
  func monotone() throws {
    let curve = try Simulation(trials: 2000).estimate(Self.scope, at: Cards.standard).curve
    #expect(curve.count == 99)
    #expect(zip(curve, curve.dropFirst()).allSatisfy { $0.hours <= $1.hours && $0.share < $1.share })
  }

  @Test("a run that is stopped gives the figures so far, and says so")
  func stopped() throws {
    var told = 0
    let estimate = try Simulation(trials: 100_000).estimate(Self.scope, at: Cards.standard) {
      told = $0
      return $0 < 1000
    }
    #expect(estimate.isPartial)
    #expect(estimate.trials == 1024)
    #expect(told == 1024)
    #expect(try total(Self.scope, trials: 1024) == estimate.total)
  }

  @Test("no items and no gaps cost nothing")
  func empty() throws {
    let estimate = try Simulation(trials: 10).estimate(Scope(items: []), at: Cards.standard)
    #expect(estimate.p90 == 0)
    #expect(estimate.visible.share == 0)
    #expect(estimate.ratioToNaive == nil)
  }

  @Test("a line that the card has not is refused with the nearest")
  func unknownLine() throws {
    let scope = Scope(items: [.init(line: "field-copi", ref: "F-1", title: "")])
    let error = #expect(throws: Diagnostic.self) { try Simulation().estimate(scope, at: Cards.standard) }
    #expect(error?.code == "unknown-rate-line")
    #expect(error?.notes == ["did you mean `field-copy`?"])
  }

  @Test("a number of trials that cannot be run is refused", arguments: [0, -1, 10_000_001, Int.max, Int.min])
  func trials(number: Int) {
    let error = #expect(throws: Diagnostic.self) {
      try Simulation(trials: number).estimate(Self.scope, at: Cards.standard)
    }
    #expect(error?.code == "trials-out-of-range")
    #expect(error?.exit == .usage)
  }
}
