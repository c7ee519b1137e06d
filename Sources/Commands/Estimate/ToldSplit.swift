import Estimation

/// The hours by entity, flow or system, rounded so that every column adds up to the figure of the whole.
struct ToldSplit {
  /// What one part has of everything.
  struct Row {
    /// The reference of the entity, flow or system; "" for what is the project's.
    var ref: String
    /// Items and gaps in tenths of one, for what serves several is shared out.
    var items: Double
    var gaps: Double
    /// Hours.
    var likely: Int64
    var work: Int64
    var mean: Int64
    /// Per cent of the mean of the whole.
    var share: Int64
  }

  let rows: [Row]
  /// The same, not rounded.
  let slices: [Split.Slice]

  init(_ estimate: Estimate, by axis: Belonging.Axis, _ pricing: Pricing) {
    let slices = Split(estimate, by: axis, pricing.belonging, pricing.scope, pricing.card).slices
    let told = estimate.told
    let likely = wholes(slices.map(\.likely), to: told.likely.reduce(0, +))
    let work = wholes(slices.map(\.work), to: told.base)
    let means = wholes(slices.map(\.mean), to: told.whole)
    let shares = wholes(slices.map { $0.share * 100 })
    let (items, gaps) = (wholes(slices.map { $0.items * 10 }), wholes(slices.map { $0.gaps * 10 }))
    self.slices = slices
    rows = slices.indices.map { index in
      Row(
        ref: slices[index].id, items: Double(items[index]) / 10, gaps: Double(gaps[index]) / 10,
        likely: likely[index], work: work[index], mean: means[index], share: shares[index])
    }
  }
}
