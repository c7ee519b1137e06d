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
    var parts = estimate.groups.filter { $0.items > 0 }.map { ($0.title, $0.mean) }
    parts += estimate.additions.map { ($0.title, $0.mean) }
    var (rows, sum): ([Row], Double) = ([], 0)
    for ((title, _), whole) in zip(parts, wholes(parts.map(\.1))) {
      let hours = Double(whole)
      let covered = min(max(0, original - sum), hours)
      sum += hours
      rows.append(Row(title: title, hours: hours, sum: sum, covered: covered))
    }
    self.rows = rows
  }
}
