import Synchronization

/// The reading of a finished simulation: rows of trials become an estimate.
struct Summary {
  let simulation: Simulation
  let card: RateCard
  let scope: Scope
  let results: TrialRows
  /// The blocks that were done, from the first on.
  let blocks: Int

  func estimate() -> Estimate {
    let groups = Array(card.groups.indices)
    let visible = groups.filter { card.groups[$0].visible }
    let hidden = groups.filter { !card.groups[$0].visible }
    let samples = samples([[results.totalRow], [card.groups.count]] + groups.map { [$0] } + [visible, hidden])
    let (total, resolve, parts) = (samples[0], samples[1], Array(samples[2...]))
    let base = parts[groups.count].mean + parts[groups.count + 1].mean
    func part(_ index: Int, _ id: String, _ title: String, _ members: [Int]) -> Estimate.Part {
      self.part(parts[index], id: id, title: title, members: members, base: base)
    }
    let visiblePart = part(groups.count, "visible", "Visible work", visible)
    return Estimate(
      card: card.name, seed: simulation.seed, trials: results.done(blocks), isPartial: blocks < results.blocks,
      total: total, groups: groups.map { part($0, card.groups[$0].id, card.groups[$0].title, [$0]) },
      visible: visiblePart, hidden: part(groups.count + 1, "hidden", "Hidden work", hidden), base: base,
      additions: additions(total: total.mean, resolve: resolve.mean), likely: likely(total),
      naive: NaiveFigure(card.naive, connectivity: visiblePart.likely, counts: scope.counts),
      runCost: RunCost(card, counts: scope.counts))
  }

  /// The sums of some rows each, sorted: the costly part, so it is shared out among the threads.
  private func samples(_ sums: [[Int]]) -> [Sample] {
    let slots = Slots(count: sums.count)
    let (results, blocks) = (results, blocks)
    _ = Workers.run(count: sums.count, threads: simulation.threads) { number in
      let sample = results.sample(sums[number], blocks: blocks)
      slots.samples.withLock { $0[number] = sample }
    }
    return slots.samples.withLock { $0.map { $0! } }
  }

  /// Where the threads put their samples.
  private final class Slots: Sendable {
    let samples: Mutex<[Sample?]>
    init(count: Int) { samples = Mutex(Array(repeating: nil, count: count)) }
  }

  private func part(
    _ sample: Sample, id: String, title: String, members: [Int], base: Double
  ) -> Estimate.Part {
    let ids = Set(members.map { card.groups[$0].id })
    let hours = Dictionary(
      uniqueKeysWithValues: card.lines.filter { ids.contains($0.group) }.map { ($0.id, $0.hours.likely) })
    let items = scope.items.compactMap { hours[$0.line] }
    return Estimate.Part(
      id: id, title: title, items: items.count, likely: items.reduce(0, +), mean: sample.mean,
      p50: sample.percentile(0.5), p80: sample.percentile(0.8), share: base > 0 ? sample.mean / base : 0)
  }

  /// What overheads, resolve work and widening add to the base, on the mean.
  private func additions(total: Double, resolve: Double) -> [Estimate.Addition] {
    var additions = card.overheads.enumerated().map { column, overhead in
      Estimate.Addition(
        id: overhead.id, title: overhead.title, mean: results.mean(column: column, blocks: blocks))
    }
    let before = results.mean(column: card.overheads.count, blocks: blocks)
    additions.append(Estimate.Addition(id: "resolve", title: card.resolve.title, mean: resolve))
    additions.append(
      Estimate.Addition(id: "discovery", title: "What discovery may still turn up", mean: total - before))
    return additions
  }

  private func likely(_ total: Sample) -> Estimate.Likely {
    let hours = Dictionary(uniqueKeysWithValues: card.lines.map { ($0.id, $0.hours.likely) })
    let base = scope.items.reduce(0) { $0 + (hours[$1.line] ?? 0) }
    let overhead = card.overheads.reduce(0) { $0 + $1.hours.likely }
    let sum = base * (1 + overhead) + Double(scope.gaps.count) * card.resolve.hours.likely
    return Estimate.Likely(hours: sum, percentile: total.share(atMost: sum))
  }
}
