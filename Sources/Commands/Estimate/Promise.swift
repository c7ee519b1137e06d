import Estimation

/// An earlier promise laid against the parts of the mean of the total.
struct Promise {
  /// One part, with what of it the promise covers.
  struct Row {
    var title: String
    var hours: Double
    var sum: Double
    var covered: Double
  }

  let rows: [Row]

  /// Nil when nothing was promised.
  init?(_ estimate: Estimate, _ pricing: Pricing) {
    guard let original = pricing.original else { return nil }
    let told = estimate.told
    var parts = zip(estimate.groups, told.groups).filter { $0.0.items > 0 }.map { ($0.title, $1) }
    parts += zip(estimate.additions, told.additions).map { ($0.title, $1) }
    var (rows, sum): ([Row], Double) = ([], 0)
    for (title, whole) in parts {
      let hours = Double(whole)
      let covered = min(max(0, original - sum), hours)
      sum += hours
      rows.append(Row(title: title, hours: hours, sum: sum, covered: covered))
    }
    self.rows = rows
  }
}
