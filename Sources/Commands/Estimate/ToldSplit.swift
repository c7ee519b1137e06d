import Estimation

/// The hours by entity, flow or system, rounded so that every column adds up to the figure of the whole; in whole hours
/// and per cent, or for programs in tenths of either.
struct ToldSplit {
  /// What one part has of everything.
  struct Row {
    /// The reference of the entity, flow or system; "" for what is the project's.
    var ref: String
    /// Items and gaps in tenths of one, for what serves several is shared out.
    var items: Double
    var gaps: Double
    /// Hours, or tenths of them.
    var likely: Int64
    var work: Int64
    var mean: Int64
    /// Per cent of the mean of the whole.
    var share: Int64
  }

  let rows: [Row]

  init(_ estimate: Estimate, by axis: Belonging.Axis, _ pricing: Pricing, steps: Double = 1) {
    let slices = Split(estimate, by: axis, pricing.belonging, pricing.scope, pricing.card).slices
    let told = steps == 1 ? estimate.told : estimate.toldTenths
    let likely = wholes(slices.map { $0.likely * steps }, to: told.likely.reduce(0, +))
    let work = wholes(slices.map { $0.work * steps }, to: told.base)
    let means = wholes(slices.map { $0.mean * steps }, to: told.whole)
    let shares = wholes(slices.map { $0.share * 100 * steps })
    let (items, gaps) = (wholes(slices.map { $0.items * 10 }), wholes(slices.map { $0.gaps * 10 }))
    rows = slices.indices.map { index in
      Row(
        ref: slices[index].id, items: Double(items[index]) / 10, gaps: Double(gaps[index]) / 10,
        likely: likely[index], work: work[index], mean: means[index], share: shares[index])
    }
  }
}

/// A year of running in whole hours and money that add up.
struct ToldRunCost {
  /// What one line takes.
  struct Row {
    var line: RunCost.Line
    var hours: Int64
    /// Nil while nobody has said what an hour costs.
    var money: Int64?
  }

  let rows: [Row]
  let hours: Int64
  let money: Int64?

  init(_ estimate: Estimate) {
    let lines = estimate.runCost.lines
    let hours = wholes(lines.map(\.hours), to: Int64(estimate.runCost.hours.whole))
    let total = hours.reduce(0, +)
    let money = estimate.cost(Double(total)).map { Int64($0.whole) }
    let costs = money.map { wholes(hours.map { estimate.cost(Double($0)) ?? 0 }, to: $0) }
    rows = lines.indices.map { Row(line: lines[$0], hours: hours[$0], money: costs?[$0]) }
    (self.hours, self.money) = (total, money)
  }
}
