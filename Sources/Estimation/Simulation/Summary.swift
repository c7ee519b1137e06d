/// The reading of a finished simulation: rows of trials become an estimate.
struct Summary {
  let simulation: Simulation
  let card: RateCard
  let scope: Scope
  let plan: Plan
  let results: TrialRows
  /// The blocks that were done, from the first on.
  let blocks: Int

  func estimate() -> Estimate {
    let groups = Array(card.groups.indices)
    let visible = groups.filter { card.groups[$0].visible }
    let hidden = groups.filter { !card.groups[$0].visible }
    let total = results.sample([results.totalRow], blocks: blocks)
    let parts = figures(groups.map { [$0] } + [visible, hidden, [plan.resolveRow]])
    let base = parts[groups.count].mean + parts[groups.count + 1].mean
    func part(_ index: Int, _ id: String, _ title: String, _ members: [Int]) -> Estimate.Part {
      self.part(parts[index], id: id, title: title, members: members, base: base)
    }
    let visiblePart = part(groups.count, "visible", "Visible work", visible)
    let resolve = parts[groups.count + 2]
    let additions = additions(total: total.mean, resolve: resolve.mean)
    return Estimate(
      card: card.name, seed: simulation.seed, trials: results.done(blocks), isPartial: blocks < results.blocks,
      total: total, groups: groups.map { part($0, card.groups[$0].id, card.groups[$0].title, [$0]) },
      visible: visiblePart, hidden: part(groups.count + 1, "hidden", "Hidden work", hidden), base: base,
      additions: additions,
      tornado: Tornado(card, scope, groups: groups.map { parts[$0] }, resolve: resolve).drivers,
      likely: likely(total),
      naive: NaiveFigure(card.naive, connectivity: visiblePart.likely, counts: scope.counts),
      runCost: RunCost(card, counts: scope.counts), hoursPerDay: card.hoursPerDay, hourlyRate: scope.hourlyRate,
      team: scope.team, duration: Duration(results, blocks: blocks, card: card, scope: scope),
      purchases: simulation.asksForClosings
        ? Closings(results, blocks: blocks, card: card, scope: scope, plan: plan)
          .purchases(threads: simulation.threads) : [])
  }

  /// What is shown of a part: its sample is let go, lest all of them lie in memory together.
  struct Figures: Sendable {
    var mean: Double
    var p10: Double
    var p50: Double
    var p80: Double
    var p90: Double

    init(_ sample: Sample) {
      mean = sample.mean
      (p10, p50) = (sample.percentile(0.1), sample.percentile(0.5))
      (p80, p90) = (sample.percentile(0.8), sample.percentile(0.9))
    }
  }

  /// The figures of some sums of rows: sorting is costly, so they are shared out among the threads.
  private func figures(_ sums: [[Int]]) -> [Figures] {
    let slots = Slots<Figures>(count: sums.count)
    let (results, blocks) = (results, blocks)
    _ = Workers.run(count: sums.count, threads: simulation.threads) { number in
      slots.fill(number, Figures(results.sample(sums[number], blocks: blocks)))
    }
    return slots.values
  }

  private func part(
    _ figures: Figures, id: String, title: String, members: [Int], base: Double
  ) -> Estimate.Part {
    let ids = Set(members.map { card.groups[$0].id })
    let hours = Dictionary(
      uniqueKeysWithValues: card.lines.filter { ids.contains($0.group) }.map { ($0.id, $0.hours.likely) })
    let items = scope.items.compactMap { hours[$0.line] }
    return Estimate.Part(
      id: id, title: title, isVisible: members.allSatisfy { card.groups[$0].visible }, items: items.count,
      likely: items.reduce(0, +), mean: figures.mean,
      p10: figures.p10, p50: figures.p50, p80: figures.p80, p90: figures.p90,
      share: base > 0 ? figures.mean / base : 0)
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
    let shares = (["1"] + card.overheads.map { plainNumber($0.hours.likely) }).joined(separator: " + ")
    let formula =
      "\(plainNumber((base * 100).rounded() / 100)) h × (\(shares)) + \(scope.gaps.count) gaps × \(plainNumber(card.resolve.hours.likely)) h"
    return Estimate.Likely(hours: sum, formula: formula, percentile: total.share(atMost: sum))
  }
}
