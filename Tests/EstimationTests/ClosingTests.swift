import Testing

@testable import Estimation

@Suite("What closing gaps buys")
struct ClosingTests {
  /// A scope with an undecided unit, blockers and majors, and two people who are waited for.
  static func scope(readiness: Scope.Readiness? = .mid) -> Scope {
    var scope = Scope(
      ["standard-endpoint": 2, "one-way-flow": 1, "field-copy": 5, "effect-suppressed": 2, "monitoring": 1])
    scope.gaps = [
      Scope.Gap(name: "effect-undecided", about: "effect-suppressed-0", isBlocker: true, owner: "ana"),
      Scope.Gap(name: "field-without-owner", about: "field-copy-0", isBlocker: true, owner: "ben"),
      Scope.Gap(name: "field-without-meaning", about: "field-copy-1", owner: "ana"),
      Scope.Gap(name: "flow-without-peak", about: "one-way-flow-0"),
    ]
    scope.readiness = readiness
    return scope
  }

  static func estimate(_ scope: Scope, trials: Int = 4_000, threads: Int = 1) throws -> Estimate {
    try Simulation(trials: trials, threads: threads, asksForClosings: true).estimate(scope, at: Cards.standard)
  }

  @Test("is what a run of the scope without the gap says, to the last digit that counts", arguments: [1, 2, 3])
  func exact(index: Int) throws {
    let before = try Self.estimate(Self.scope())
    let purchase = try #require(before.purchases(by: .gap).first { $0.closing.gaps == [index] })
    var fewer = Self.scope()
    fewer.gaps.remove(at: index)
    let after = try Self.estimate(fewer)
    #expect(abs(purchase.hours - (before.exactP80 - after.exactP80)) < 1e-6)
  }

  @Test("of an undecided unit is what a run with the decided one says, at the same luck")
  func decided() throws {
    let before = try Self.estimate(Self.scope())
    let purchase = try #require(before.purchases(by: .gap).first { $0.closing.gaps == [0] })
    var decided = Self.scope()
    decided.gaps.remove(at: 0)
    let place = try #require(decided.items.firstIndex { $0.ref == "effect-suppressed-0" })
    decided.items[place].line = "effect-invoked"
    let after = try Self.estimate(decided)
    #expect(abs(purchase.hours - (before.exactP80 - after.exactP80)) < 1e-6)
    #expect(before.purchases(by: .gap).first?.closing.gaps == [0], "the undecided effect costs most")
  }

  @Test("of all blockers holds the better readiness")
  func blockers() throws {
    let before = try Self.estimate(Self.scope())
    let purchase = try #require(before.purchases(by: .blockers).first)
    #expect(purchase.readiness == .closed)
    var closed = Self.scope(readiness: .closed)
    closed.gaps.removeFirst(2)
    let place = try #require(closed.items.firstIndex { $0.ref == "effect-suppressed-0" })
    closed.items[place].line = "effect-invoked"
    #expect(abs(purchase.hours - (before.exactP80 - (try Self.estimate(closed)).exactP80)) < 1e-6)
    let single = before.purchases(by: .gap).map(\.hours).max() ?? 0
    #expect(purchase.hours > single)
  }

  @Test("is never under nought, and all gaps buy at least what any buy", arguments: Scope.Readiness.allCases)
  func sane(readiness: Scope.Readiness) throws {
    let estimate = try Self.estimate(Self.scope(readiness: readiness), trials: 2_000)
    let all = try #require(estimate.purchases(by: .all).first)
    #expect(estimate.purchases.allSatisfy { $0.hours >= 0 && $0.hours <= all.hours + 1e-9 })
    #expect(estimate.purchases(by: .owner).map(\.closing.title).sorted() == ["", "ana", "ben"])
    #expect(estimate.purchases(by: .name).count == 4)
  }

  @Test("is the same on any number of threads, and not asked unless wanted")
  func threads() throws {
    let one = try Self.estimate(Self.scope(), trials: 3_000, threads: 1)
    #expect(try Self.estimate(Self.scope(), trials: 3_000, threads: 3).purchases == one.purchases)
    #expect(try Simulation(trials: 100).estimate(Self.scope(), at: Cards.standard).purchases.isEmpty)
  }

  @Test("of two gaps that are alike is that of the last", arguments: [1, 2])
  func alike(count: Int) throws {
    var scope = Self.scope(readiness: .closed)
    scope.gaps = Array(repeating: scope.gaps[2], count: count + 1)
    let before = try Self.estimate(scope)
    let purchase = try #require(before.purchases(by: .gap).first)
    scope.gaps.removeLast()
    #expect(abs(purchase.hours - (before.exactP80 - (try Self.estimate(scope)).exactP80)) < 1e-6)
  }

  @Test(
    "what is undecided costs at least as much as what it becomes, in our card", arguments: Cards.standard.lines)
  func dominance(line: RateCard.Line) throws {
    guard let becomes = line.undecided?.becomes else { return }
    let other = try #require(Cards.standard.lines.first { $0.id == becomes })
    for percent in 1...999 {
      let p = Double(percent) / 1_000
      #expect(other.distribution.quantile(p) <= line.distribution.quantile(p))
    }
  }
}

@Suite("Readiness")
struct ReadinessTests {
  static let items = (1...4).map { Scope.Item(line: "field-copy", ref: "M-\($0)", title: "") }
  static func blocker(_ about: String) -> Scope.Gap { Scope.Gap(name: "gap", about: about, isBlocker: true) }

  @Test(
    "is closed without a blocker, mid while half of the facts have none, else raw",
    arguments: [
      (blockers: [String](), Scope.Readiness.closed), (["M-1", "M-2"], .mid), (["M-1", "M-2", "M-3"], .raw),
      (["elsewhere"], .mid), (["M-1", "M-1"], .mid),
    ])
  func readiness(blockers: [String], expected: Scope.Readiness) {
    let gaps = blockers.map(Self.blocker) + [Scope.Gap(name: "gap", about: "M-4")]
    #expect(Scope.readiness(items: Self.items, gaps: gaps) == expected)
  }

  @Test(
    "of some closed gaps is that of the scope without them",
    arguments: [[], [0], [0, 1], [0, 1, 2], [0, 1, 2, 3]])
  func tally(closed: [Int]) {
    let gaps = ["M-1", "M-2", "M-3", "M-3"].map(Self.blocker)
    let left = gaps.indices.filter { !closed.contains($0) }.map { gaps[$0] }
    let tally = ReadinessTally(items: Self.items, gaps: gaps)
    #expect(tally.readiness(without: closed) == Scope.readiness(items: Self.items, gaps: left))
  }

  @Test("of nothing priced is raw while a blocker is open")
  func nothing() {
    #expect(Scope.readiness(items: [], gaps: [Self.blocker("M-1")]) == .raw)
  }
}
