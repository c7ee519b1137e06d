import Testing

@testable import Estimation

@Suite("Figures as they are told")
struct RoundingTests {
  @Test(
    "whole numbers add up to the rounded sum, each next to its own",
    arguments: [
      [], [0.4, 0.4], [0.5, 0.5, 0.5], [1, 2, 3], [33.3, 33.3, 33.4], [0, 0, 0.6], [-1.5, 2.7, 0.1],
      (1...97).map { Double($0) * 0.37 },
    ] as [[Double]])
  func adds(numbers: [Double]) {
    let told = wholes(numbers)
    #expect(told.reduce(0, +) == Int64(numbers.reduce(0, +).rounded()))
    #expect(zip(numbers, told).allSatisfy { abs($0 - Double($1)) < 1 })
    #expect(zip(numbers, told).allSatisfy { $0 != 0 || $1 == 0 }, "nothing stays nothing")
  }

  @Test(
    "one quantity is one number, and every total the sum of what is shown",
    arguments: 1...30 as ClosedRange<UInt64>)
  func once(seed: UInt64) throws {
    var state = seed
    func draw(_ most: UInt64) -> Int { Int(RandomStream.next(&state) % most) }
    let units = Dictionary(uniqueKeysWithValues: Cards.standard.lines.map { ($0.id, draw(9)) })
    let estimate = try Simulation(trials: 500, seed: seed).estimate(
      Scope(units, gaps: draw(30), readiness: Scope.Readiness.allCases[draw(3)]), at: Cards.standard)
    let told = estimate.told
    #expect(told.groups.reduce(0, +) == told.base)
    #expect(told.additions.reduce(told.base, +) == told.whole)
    #expect(told.whole == Int64(estimate.mean.whole))
    #expect(told.shares.reduce(0, +) == 100)
    for column in [told.groups, told.likely, told.shares] {
      let sum = estimate.sum(column, visible: true) + estimate.sum(column, visible: false)
      #expect(sum == column.reduce(0, +))
    }
    let tenths = estimate.toldTenths
    #expect(tenths.groups.reduce(0, +) == tenths.base)
    #expect(tenths.additions.reduce(tenths.base, +) == tenths.whole)
    #expect(Double(tenths.whole) / 10 == estimate.mean)
    #expect(tenths.shares.reduce(0, +) == 1_000)
  }

  @Test(
    "a whole number is that of the tenth, whether it was kept or not",
    arguments: [(2503.46, 2504), (2503.44, 2503), (0.449, 0), (0.45, 1), (-1.46, -2), (12, 12)]
      as [(Double, Double)])
  func wholeOfTenth(number: Double, whole: Double) {
    #expect(number.whole == whole)
    #expect(number.tenth.whole == whole)
  }

  @Test("the parts that are kept are told as the estimate tells them")
  func kept() throws {
    let units = ["field-copy": 7, "monitoring": 3, "approval": 1, "one-way-flow": 2]
    let scope = Scope(units, gaps: 11, readiness: .mid)
    let estimate = try Simulation(trials: 500).estimate(scope, at: Cards.standard)
    let parts = estimate.parts(scope, at: Cards.standard)
    #expect(parts.map(\.told) == estimate.told.groups + estimate.told.additions)
    let growth = Growth(from: parts, to: parts).changes
    #expect(
      growth.map(\.before) == parts.map(\.told) && growth.allSatisfy { $0.hours == 0 && $0.otherwise == 0 })
  }
}

@Suite("What runs leave to chance")
struct ChanceTests {
  @Test("is nothing that can be said of a few, and narrows with the root of their number")
  func narrows() {
    func sample(_ n: Int) -> Sample { Sample((0..<n).map { Double($0) / Double(n) }) }
    #expect(sample(10).limits(0.8) == nil && sample(10).chance(0.9) == nil)
    // Of evenly spread values the limits are those of the binomial: 0.8 ± 1.96·√(0.16/n).
    for n in [100, 1_000, 100_000] {
      let expected = 1.96 * (0.16 / Double(n)).squareRoot()
      #expect(abs((sample(n).chance(0.8) ?? 0) - expected) < 2.5 / Double(n))
    }
  }

  @Test("holds the percentile of a far longer run at least 19 times in 20")
  func covers() throws {
    let scope = Scope(["field-copy": 6, "monitoring": 2], gaps: 3, readiness: .mid)
    let true80 = try Simulation(trials: 400_000, seed: 999, threads: 2).estimate(scope, at: Cards.standard).p80
    let held = try (1...60).count { seed in
      let sample = try Simulation(trials: 400, seed: UInt64(seed)).estimate(scope, at: Cards.standard).total
      return sample.limits(0.8)?.contains(true80) == true
    }
    #expect(held >= 57)
  }

  @Test(
    "makes figures rough while it may move P80 by more than a twentieth",
    arguments: [(60, true), (20_000, false)])
  func rough(trials: Int, isRough: Bool) throws {
    let scope = Scope(["field-copy": 6, "monitoring": 2], gaps: 3, readiness: .raw)
    #expect(try Simulation(trials: trials).estimate(scope, at: Cards.standard).isRough == isRough)
  }
}
