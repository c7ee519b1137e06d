import Testing

@testable import Estimation

/// A card and a scope drawn from a seed, within what a card may say and far beyond what ours says.
struct World {
  var card: RateCard
  var scope: Scope
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed &* 0x9E37_79B9
    (card, scope) = (Cards.standard, Scope(items: []))
    drawCard()
    drawScope()
  }

  private mutating func draw(_ most: Int) -> Int { Int(RandomStream.next(&state) % UInt64(most)) }
  private mutating func share() -> Double { Double(RandomStream.next(&state) >> 11) * 0x1p-53 }

  /// A triple from hundredths of an hour to thousands, from nearly symmetric to very skewed, times `scale`.
  private mutating func triple(_ scale: Double = 1) -> Triple {
    let low = scale * [0.02, 0.5, 3, 40, 900][draw(5)] * (0.2 + share())
    let likely = low * (1.001 + 3 * share())
    let high = 2 * likely - low + likely * [0.001, 0.3, 2, 8][draw(4)] * (0.1 + share())
    return Triple(low, likely, high)
  }

  private func line(_ id: String, _ group: String, _ triple: Triple) -> RateCard.Line {
    var line = card.resolve
    (line.id, line.group, line.hours) = (id, group, triple)
    line.distribution = try! ShiftedLognormal(triple)
    return line
  }

  private mutating func drawCard() {
    let common = share() * 0.6
    let group = share() * (0.9 - common)
    card.correlation = .init(common: common, group: group, own: 1 - common - group)
    card.overheads = (0..<draw(3)).map { line("overhead-\($0)", "", triple(0.01)) }
    card.resolve = line("resolve", "resolve", triple())
    let widenings = (0..<3).map { _ in 1 + 2 * share() }.sorted(by: >)
    card.discovery.ratios = [.raw: widenings[0], .mid: widenings[1], .closed: widenings[2]]
    card.lines = []
    for number in 0..<(1 + draw(6)) {
      let (group, decided) = (card.groups[draw(card.groups.count)].id, triple())
      card.lines.append(line("line-\(number)", group, decided))
      // Every second line has one for what is undecided: the same work, dearer by some factor.
      guard number % 2 == 0 else { continue }
      let factor = 1 + 4 * share()
      var open = line(
        "open-\(number)", group, Triple(decided.low * factor, decided.likely * factor, decided.high * factor))
      open.undecided = .init(gaps: ["undecided-\(number)"], becomes: "line-\(number)")
      card.lines.append(open)
    }
  }

  private mutating func drawScope() {
    for line in card.lines {
      for number in 0..<draw(9) {
        scope.items.append(.init(line: line.id, ref: "\(line.id)/\(number)", title: ""))
      }
    }
    let owners = ["ana", "ben", nil]
    for (index, item) in scope.items.enumerated() where item.line.hasPrefix("open-") && draw(2) == 0 {
      scope.gaps.append(
        .init(
          name: "un" + item.line.replacing("open", with: "decided"), about: item.ref, isBlocker: draw(2) == 0,
          owner: owners[index % 3]))
    }
    for number in 0..<draw(12) {
      let about = scope.items.isEmpty ? "engagement" : scope.items[draw(scope.items.count)].ref
      scope.gaps.append(
        .init(name: "gap-\(number)", about: about, isBlocker: draw(3) == 0, owner: owners[draw(3)]))
    }
    if draw(4) > 0 { scope.readiness = Scope.readiness(items: scope.items, gaps: scope.gaps) }
  }

  /// The scope once a gap is closed: what it left undecided is decided, and readiness is judged anew.
  func closing(_ index: Int) -> Scope {
    var closed = scope
    let gap = closed.gaps.remove(at: index)
    for place in closed.items.indices where closed.items[place].ref == gap.about {
      let line = card.lines.first { $0.id == closed.items[place].line }
      guard let undecided = line?.undecided, undecided.gaps.contains(gap.name) else { continue }
      closed.items[place].line = undecided.becomes
    }
    if closed.readiness != nil {
      closed.readiness = Scope.readiness(items: closed.items, gaps: closed.gaps)
    }
    return closed
  }
}

@Suite("Whatever the card and the scope")
struct PropertyTests {
  static let worlds = 1...60 as ClosedRange<UInt64>
  static let percents = [0.01, 0.1, 0.25, 0.5, 0.8, 0.9, 0.99]

  func estimate(_ scope: Scope, _ card: RateCard, threads: Int = 1, closings: Bool = false) throws -> Estimate {
    try Simulation(trials: 1_500, seed: 3, threads: threads, asksForClosings: closings).estimate(
      scope, at: card)
  }

  @Test("the worlds are as different as they are meant to be")
  func variety() {
    let all = Self.worlds.map(World.init)
    #expect(Set(all.map(\.scope.readiness)).count == 4, "all three, and none")
    #expect(all.contains { $0.scope.gaps.isEmpty } && all.contains { $0.scope.gaps.count > 15 })
    #expect(all.contains { $0.card.lines.contains { $0.distribution.floor < 0 } })
    #expect(
      all.contains { world in
        world.scope.gaps.indices.contains { world.closing($0).readiness != world.scope.readiness }
      })
  }

  @Test("closing a gap never raises P80, nor any percentile while readiness stays", arguments: worlds)
  func closingGaps(seed: UInt64) throws {
    let world = World(seed)
    let before = try estimate(world.scope, world.card, closings: true)
    for index in world.scope.gaps.indices {
      let closed = world.closing(index)
      let after = try estimate(closed, world.card)
      let (p80, least) = (before.exactP80, 1e-9 * before.p80)
      #expect(after.exactP80 <= p80 + least, "\(world.scope.gaps[index])")
      if closed.readiness == world.scope.readiness {
        for p in Self.percents {
          #expect(after.total.percentile(p) <= before.total.percentile(p) + least)
        }
      }
      let told = try #require(before.purchases(by: .gap).first { $0.closing.gaps == [index] })
      #expect(
        abs(told.hours - (p80 - after.exactP80)) < 1e-6 * max(1, p80), "what it is said to buy")
    }
  }

  @Test("adding an item never lowers a percentile at the same readiness", arguments: worlds)
  func addingItems(seed: UInt64) throws {
    let world = World(seed)
    let before = try estimate(world.scope, world.card).total
    for line in world.card.lines {
      var more = world.scope
      more.items.append(.init(line: line.id, ref: "another", title: ""))
      let after = try estimate(more, world.card).total
      for p in Self.percents {
        #expect(after.percentile(p) >= before.percentile(p) * (1 - 1e-12), "\(line.id) at \(p)")
      }
    }
  }

  @Test("percentiles rise, and parts and additions make the mean", arguments: worlds)
  func shape(seed: UInt64) throws {
    let world = World(seed)
    let estimate = try estimate(world.scope, world.card)
    let curve = [0] + estimate.curve.map(\.hours)
    #expect(zip(curve, curve.dropFirst()).allSatisfy { $0 <= $1 })
    let sum = estimate.additions.reduce(estimate.base) { $0 + $1.mean }
    #expect(abs(sum - estimate.total.mean) <= 1e-9 * max(1, sum))
    #expect(estimate.total.sorted.allSatisfy { $0.isFinite && $0 >= 0 })
  }

  @Test("one thread and two give the same bytes", arguments: worlds)
  func threads(seed: UInt64) throws {
    let world = World(seed)
    let one = try estimate(world.scope, world.card, closings: true)
    let two = try estimate(world.scope, world.card, threads: 2, closings: true)
    #expect(one.total == two.total && one.groups == two.groups && one.additions == two.additions)
    #expect(one.purchases == two.purchases)
  }
}
