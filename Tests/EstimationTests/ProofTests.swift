import Testing

@testable import Estimation

@Suite("The simulation agrees with what can be computed")
struct ProofTests {
  static let a = Triple(6, 10, 20)
  static let b = Triple(1, 2, 5)
  static let trials = 100_000

  /// Closed-form mean and variance of a sum of items of one group or of two.
  func closedForm(_ items: [(ShiftedLognormal, group: String)], common: Double, group: Double) -> (
    Double, Double
  ) {
    var variance = 0.0
    for (i, one) in items.enumerated() {
      for (j, other) in items.enumerated() {
        let rho = i == j ? 1 : common + (one.group == other.group ? group : 0)
        variance += one.0.covariance(with: other.0, rho: rho)
      }
    }
    return (items.reduce(0) { $0 + $1.0.mean }, variance)
  }

  @Test(
    "mean and variance of a sum are the closed form's",
    arguments: [(0.2, 0.15), (0, 0), (1, 0), (0, 1), (0.5, 0.5)])
  func sums(common: Double, group: Double) throws {
    let card = Cards.bare(
      common: common, group: group, lines: [("a", "semantics", Self.a), ("b", "workflow", Self.b)])
    let items =
      Array(repeating: (try ShiftedLognormal(Self.a), group: "semantics"), count: 4)
      + Array(repeating: (try ShiftedLognormal(Self.b), group: "workflow"), count: 6)
    let (mean, variance) = closedForm(items, common: common, group: group)
    let total = rows(Scope(["a": 4, "b": 6]), card, trials: Self.trials).total
    let found = moments(total)
    // Four standard errors, the variance's from the fourth moment of the sample itself.
    let fourth = moments(total.map { ($0 - found.mean) * ($0 - found.mean) })
    #expect(abs(found.mean - mean) < 4 * (variance / Double(Self.trials)).squareRoot())
    #expect(abs(found.variance - variance) < 4 * (fourth.variance / Double(Self.trials)).squareRoot())
  }

  @Test("covariance between groups is the closed form's, and none where nothing is shared")
  func covariance() throws {
    let (one, other) = (try ShiftedLognormal(Self.a), try ShiftedLognormal(Self.b))
    for common in [0, 0.2, 0.6] {
      let card = Cards.bare(
        common: common, group: 0.1, lines: [("a", "semantics", Self.a), ("b", "workflow", Self.b)])
      let results = rows(Scope(["a": 1, "b": 1]), card, trials: Self.trials)
      let (x, y) = (results.row(1), results.row(2))
      let (mx, my) = (moments(x), moments(y))
      let products = moments(zip(x, y).map { ($0 - mx.mean) * ($1 - my.mean) })
      let error = (products.variance / Double(Self.trials)).squareRoot()
      #expect(abs(products.mean - one.covariance(with: other, rho: common)) < 4 * error)
    }
  }

  @Test("with everything shared, n items are n times one, exactly")
  func fullyCorrelated() throws {
    let card = Cards.bare(common: 1, group: 0, lines: [("a", "semantics", Self.a)])
    let (one, five) = (
      rows(Scope(["a": 1]), card, trials: 500).total, rows(Scope(["a": 5]), card, trials: 500).total
    )
    #expect(zip(one, five).allSatisfy { abs($1 / $0 - 5) < 1e-9 })
  }

  @Test("with nothing shared, the spread of n items falls as the root of n")
  func independent() throws {
    let card = Cards.bare(common: 0, group: 0, lines: [("a", "semantics", Self.a)])
    func relativeSpread(_ n: Int) -> Double {
      let found = moments(rows(Scope(["a": n]), card, trials: 40_000).total)
      return found.variance.squareRoot() / found.mean
    }
    #expect(abs(relativeSpread(1) / relativeSpread(25) - 5) < 0.2)
  }

  @Test("one item's P10, P50 and P90 are its triple")
  func oneItem() throws {
    let card = Cards.bare(lines: [("a", "semantics", Self.a)])
    let total = Sample(rows(Scope(["a": 1]), card, trials: Self.trials).total)
    for (p, hours) in [(0.1, 6.0), (0.5, 10), (0.9, 20)] {
      #expect(abs(total.percentile(p) / hours - 1) < 0.01)
    }
  }

  @Test(
    "P80 at 20,000 trials moves by less than 0.5% from seed to seed", arguments: [nil, Scope.Readiness.raw])
  func seedNoise(readiness: Scope.Readiness?) throws {
    let scope = Scope(
      ["standard-endpoint": 2, "one-way-flow": 1, "entity-related": 1, "field-format": 8, "monitoring": 1],
      gaps: 2, readiness: readiness)
    let found = moments(
      try (1...16).map {
        try Simulation(trials: 20_000, seed: $0, threads: 2).estimate(scope, at: Cards.standard).p80
      })
    #expect(found.variance.squareRoot() / found.mean < 0.005)
  }
}
