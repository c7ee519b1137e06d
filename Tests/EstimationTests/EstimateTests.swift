import Testing

@testable import Estimation

@Suite("What an estimate tells")
struct EstimateTests {
  static let units = ["standard-endpoint": 2, "one-way-flow": 1, "field-copy": 4, "monitoring": 1]
  static func estimate(_ change: (inout Scope) -> Void = { _ in }) throws -> Estimate {
    var scope = Scope(units, gaps: 2, readiness: .mid)
    change(&scope)
    return try Simulation(trials: 4000).estimate(scope, at: Cards.standard)
  }

  @Test("base and additions are the mean of the total")
  func breakdown() throws {
    let estimate = try Self.estimate()
    #expect(estimate.additions.map(\.id) == ["testing", "coordination", "resolve", "discovery"])
    let sum = estimate.additions.reduce(estimate.base) { $0 + $1.mean }
    #expect(abs(sum / estimate.total.mean - 1) < 1e-12)
    #expect(estimate.additions.allSatisfy { $0.mean > 0 })
  }

  @Test("groups stand in the card's order, and visible and hidden are the whole")
  func groups() throws {
    let estimate = try Self.estimate()
    #expect(estimate.groups.map(\.id) == ["connectivity", "semantics", "workflow", "exceptions", "production"])
    #expect(estimate.groups.map(\.items) == [3, 4, 0, 0, 1])
    #expect(estimate.groups.map(\.likely) == [34, 2, 0, 0, 8])
    #expect(abs(estimate.groups.reduce(0) { $0 + $1.share } - 1) < 1e-12)
    #expect(estimate.visible.mean == estimate.groups[0].mean)
    #expect(abs(estimate.hidden.mean + estimate.visible.mean - estimate.base) < 1e-9)
    #expect(estimate.groups.allSatisfy { $0.p50 <= $0.p80 })
  }

  @Test("the sum of likely values holds overheads and gaps, and is less than even odds")
  func likely() throws {
    let estimate = try Self.estimate()
    #expect(abs(estimate.likely.hours - (44 * 1.6 + 2 * 4)) < 1e-9)
    #expect(estimate.likely.percentile > 0 && estimate.likely.percentile < 0.5)
    #expect(estimate.likely.formula == "44 h × (1 + 0.45 + 0.15) + 2 gaps × 4 h")
  }

  @Test("the naive figure is its formula")
  func naive() throws {
    let estimate = try Self.estimate {
      $0.counts = ["naive-field": 4, "naive-status": 3, "naive-entity": 1, "naive-flow": 1]
    }
    #expect(abs(estimate.naive.hours - (34 + 4 + 1.5 + 3 + 8) * 1.6) < 1e-9)
    #expect(
      estimate.naive.formula
        == "(34 h connectivity + 4 × 1 h a field + 3 × 0.5 h a status + 1 × 3 h an entity + 1 × 8 h a flow) × 1.6"
    )
    #expect(estimate.ratioToNaive == estimate.p50 / estimate.naive.hours)
  }

  @Test("a year of running is counted line by line, lines without units shown")
  func runCost() throws {
    let estimate = try Self.estimate {
      $0.counts = [
        "vendor-changes": 2, "incidents": 1, "reconciliation": 1, "credential-rotation": 2, "reviews": 1,
      ]
    }
    #expect(estimate.runCost.lines.map(\.hours) == [48, 18, 12, 8, 8, 0])
    #expect(estimate.runCost.hours == 94)
  }

  @Test("hours become days, money and weeks where rate and team are known")
  func units() throws {
    let estimate = try Self.estimate {
      $0.hourlyRate = 120
      $0.team = .init(people: 2, focusHoursPerWeek: 25)
    }
    #expect(estimate.days(80) == 10)
    #expect(estimate.cost(10) == 1200)
    #expect(estimate.weeks(100) == 2)
    #expect(try Self.estimate().cost(10) == nil)
    #expect(try Self.estimate().weeks(10) == nil)
  }
}
