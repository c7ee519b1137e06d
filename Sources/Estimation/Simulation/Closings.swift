/// What closing gaps would buy: the trials that were played, once more without those gaps.
///
/// Nothing is simulated anew. Random numbers are addressed, so the hours that one gap cost in each trial can be
/// drawn again and taken off: its resolve hours from the resolve work; and where its unit is priced as undecided,
/// the difference to what it would become from the base, at the same luck. Readiness is judged anew without the
/// gaps, and the widening of each trial exchanged for the narrower one. That is exact: a run of the scope
/// without those gaps and with those units decided gives the same trials. A closing of n gaps costs n draws a
/// trial and one sort, not a simulation of all items.
///
/// Only the first 20,000 trials are looked at, and at most 200 single gaps: those that cost most on the mean.
struct Closings: Sendable {
  static let mostTrials = 20_000
  static let mostGaps = 200

  private let card: RateCard
  private let scope: Scope
  private let plan: Plan
  private let trials: Int
  private let base: [Double]
  private let resolve: [Double]
  private let multiplier: [Double]
  private let widening: [Scope.Readiness: [Double]]
  private let draws: [String: Draw]
  private let before: Double
  private let linesByRef: [String: [String]]
  private let tally: ReadinessTally
  /// How many gaps are the same in name and subject.
  private let alike: [String: Int]

  /// What is common to all units of a line: e^(shape · shared deviate) · scale, trial by trial.
  private struct Draw: Sendable {
    var family: String
    var floor: Double
    var scaled: [Double]
    var table: QuantileTable
  }

  init(_ results: TrialRows, blocks: Int, card: RateCard, scope: Scope, plan: Plan) {
    (self.card, self.scope, self.plan) = (card, scope, plan)
    let trials = min(results.done(blocks), Self.mostTrials)
    self.trials = trials
    base = Self.sum(results, rows: Array(0..<plan.resolveRow), trials)
    resolve = Self.sum(results, rows: [plan.resolveRow], trials)
    multiplier = plan.overheads.reduce(into: Array(repeating: 1.0, count: trials)) { sums, overhead in
      let z = Self.values(overhead.stream, overhead.table, trials)
      let (floor, scale) = (overhead.distribution.floor, overhead.distribution.scale)
      for t in 0..<trials { sums[t] += max(0, floor + scale * z[t]) }
    }
    widening = Self.widening(plan, card, scope, trials)
    draws = Self.draws(plan, card, scope, trials)
    before = Sample(Self.sum(results, rows: [results.totalRow], trials)).percentile(0.8)
    tally = ReadinessTally(items: scope.items, gaps: scope.gaps)
    alike = scope.gaps.reduce(into: [:]) { $0[$1.identity, default: 0] += 1 }
    let undecided = Set(card.lines.filter { $0.undecided != nil }.map(\.id))
    linesByRef = Dictionary(grouping: scope.items.filter { undecided.contains($0.line) }, by: \.ref)
      .mapValues { $0.map(\.line) }
  }

  /// What each closing buys off P80.
  func purchases(threads: Int) -> [Estimate.Purchase] {
    let closings = closings()
    let slots = Slots<Estimate.Purchase>(count: closings.count)
    _ = Workers.run(count: closings.count, threads: threads) { number in
      slots.fill(number, purchase(closings[number]))
    }
    return slots.values
  }

  // MARK: Which closings

  /// All gaps, all blockers, those of each name and of each person, and single ones.
  private func closings() -> [Scope.Closing] {
    let gaps = scope.gaps
    guard !gaps.isEmpty else { return [] }
    var closings = [Scope.Closing(basis: .all, title: "", gaps: Array(gaps.indices))]
    let blockers = gaps.indices.filter { gaps[$0].isBlocker }
    if !blockers.isEmpty { closings.append(.init(basis: .blockers, title: "", gaps: blockers)) }
    for (basis, key) in [(Scope.Closing.Basis.name, \Scope.Gap.name), (.owner, \Scope.Gap.ownerOrNobody)] {
      let parts = Dictionary(grouping: gaps.indices) { gaps[$0][keyPath: key] }
      for (title, members) in parts.sorted(by: { $0.key < $1.key }) {
        closings.append(.init(basis: basis, title: title, gaps: members))
      }
    }
    // Sorting is stable: gaps that cost the same stay in their order.
    let singles = gaps.indices.map { ($0, meanSaving($0)) }.sorted { $0.1 > $1.1 }.prefix(Self.mostGaps)
    closings += singles.map { .init(basis: .gap, title: gaps[$0.0].message, gaps: [$0.0]) }
    return closings
  }

  /// The hours that a gap costs on the mean, widening aside; the last blocker goes first.
  private func meanSaving(_ index: Int) -> Double {
    let gap = scope.gaps[index]
    let overheads = card.overheads.reduce(1) { $0 + $1.distribution.mean }
    let decided = decisions(of: gap).reduce(0) { sum, decision in
      sum + (decision.from.distribution.mean - decision.to.distribution.mean) * overheads
    }
    let changes = scope.readiness != nil && tally.readiness(without: [index]) != scope.readiness
    return card.resolve.distribution.mean + decided + (changes ? 1e9 : 0)
  }

  /// The lines that a gap's unit leaves and comes to when it is decided.
  private func decisions(of gap: Scope.Gap) -> [(from: RateCard.Line, to: RateCard.Line)] {
    (linesByRef[gap.about] ?? []).compactMap { id in
      guard let line = card.lines.first(where: { $0.id == id }), let undecided = line.undecided,
        undecided.gaps.contains(gap.name), let other = card.lines.first(where: { $0.id == undecided.becomes })
      else { return nil }
      return (line, other)
    }
  }

  // MARK: What one buys

  private func purchase(_ closing: Scope.Closing) -> Estimate.Purchase {
    var (base, resolve) = (base, resolve)
    var closed: [String: Int] = [:]
    var decided: Set<String> = []
    for index in closing.gaps {
      let gap = scope.gaps[index]
      // Of gaps that are alike, the last goes first, as it would in a scope that has one less.
      let occurrence = (alike[gap.identity] ?? 1) - (closed[gap.identity] ?? 0)
      closed[gap.identity, default: 0] += 1
      if let draw = draws[card.resolve.id] {
        add(-1, draw, plan.stream(draw.family, gap.identity, occurrence), to: &resolve)
      }
      for (from, to) in decisions(of: gap) where decided.insert("\(from.id) \(gap.about)").inserted {
        let stream = plan.stream(from.family, gap.about, 1)
        if let draw = draws[from.id] { add(-1, draw, stream, to: &base) }
        if let draw = draws[to.id] { add(1, draw, stream, to: &base) }
      }
    }
    let ready = scope.readiness.map { _ in tally.readiness(without: closing.gaps) }
    let factor = ready.flatMap { widening[$0] }
    let after = Sample(
      (0..<trials).map { (max(0, base[$0]) * multiplier[$0] + max(0, resolve[$0])) * (factor?[$0] ?? 1) })
    return Estimate.Purchase(closing: closing, hours: max(0, before - after.percentile(0.8)), readiness: ready)
  }

  private func add(_ sign: Double, _ draw: Draw, _ stream: RandomStream, to sums: inout [Double]) {
    let reader = draw.table.reader
    var state = stream.state(at: 0)
    var word: UInt64 = 0
    sums.withUnsafeMutableBufferPointer { sums in
      draw.scaled.withUnsafeBufferPointer { scaled in
        for t in 0..<trials {
          if t & 1 == 0 { word = RandomStream.next(&state) }
          let bits = UInt32(truncatingIfNeeded: t & 1 == 0 ? word : word >> 32)
          let hours = draw.floor + scaled[t] * reader.value(bits)
          if hours > 0 { sums[t] += sign * hours }
        }
      }
    }
  }

  // MARK: What is drawn once

  private static func sum(_ results: TrialRows, rows: [Int], _ trials: Int) -> [Double] {
    var sums = Array(repeating: 0.0, count: trials)
    for row in rows {
      let values = results.row(row)
      for t in 0..<trials { sums[t] += values[t] }
    }
    return sums
  }

  private static func values(_ stream: RandomStream, _ table: QuantileTable, _ trials: Int) -> [Double] {
    var state = stream.state(at: 0)
    let reader = table.reader
    var word: UInt64 = 0
    return (0..<trials).map { t in
      if t & 1 == 0 { word = RandomStream.next(&state) }
      return reader.value(UInt32(truncatingIfNeeded: t & 1 == 0 ? word : word >> 32))
    }
  }

  private static func widening(
    _ plan: Plan, _ card: RateCard, _ scope: Scope, _ trials: Int
  ) -> [Scope.Readiness: [Double]] {
    guard scope.readiness != nil else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: Scope.Readiness.allCases.map { readiness in
        let shape = ShiftedLognormal(medianOneWithP90: card.discovery[readiness]).shape
        let table = QuantileTable(plan.grid) { exponential(shape * $0) }
        return (readiness, (0..<trials).map { table.reader.value(plan.widening.bits($0)) })
      })
  }

  /// The draws of the resolve line, and of the lines that undecided units leave and come to.
  private static func draws(
    _ plan: Plan, _ card: RateCard, _ scope: Scope, _ trials: Int
  ) -> [String: Draw] {
    guard !scope.gaps.isEmpty else { return [:] }
    let common = (0..<trials).map { plan.deviate.reader.value(plan.common.bits($0)) }
    let rows = Dictionary(uniqueKeysWithValues: card.groups.enumerated().map { ($1.id, $0) })
    let used = Set(scope.items.map(\.line))
    let undecided = card.lines.filter { $0.undecided != nil && used.contains($0.id) }
    let ends = card.lines.filter { line in undecided.contains { $0.undecided?.becomes == line.id } }
    var draws: [String: Draw] = [:]
    var own: [Int: [Double]] = [:]
    for line in undecided + ends + [card.resolve] {
      let row = rows[line.group] ?? plan.resolveRow
      let deviates = own[row] ?? values(plan.rows[row], plan.deviate, trials)
      own[row] = deviates
      let (shape, scale) = (line.distribution.shape, line.distribution.scale)
      draws[line.id] = Draw(
        family: line.family, floor: line.distribution.floor,
        scaled: (0..<trials).map {
          scale * exponential(shape * (plan.commonWeight * common[$0] + plan.groupWeight * deviates[$0]))
        }, table: QuantileTable(plan.grid) { exponential(shape * plan.ownWeight * $0) })
    }
    return draws
  }
}

extension Scope.Gap {
  /// The person it waits for, "" for nobody known.
  fileprivate var ownerOrNobody: String { owner ?? "" }
}
