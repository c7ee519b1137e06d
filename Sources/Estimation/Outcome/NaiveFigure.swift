/// What somebody would say who counts connections, fields and flows and multiplies: to compare with.
public struct NaiveFigure: Sendable, Equatable {
  /// The figure in hours.
  public var hours: Double
  /// The formula with its numbers: `(34 connectivity + 15 × 1 h a field + …) × 1.6`.
  public var formula: String

  init(_ naive: RateCard.Naive, connectivity: Double, counts: [String: Int]) {
    var sum = connectivity
    var terms = ["\(plainNumber((connectivity * 100).rounded() / 100)) h connectivity"]
    for count in naive.counts {
      let units = counts[count.id] ?? 0
      sum += Double(units) * count.hours
      terms.append("\(units) × \(plainNumber(count.hours)) h \(count.title)")
    }
    hours = sum * naive.factor
    formula = "(\(terms.joined(separator: " + "))) × \(plainNumber(naive.factor))"
  }
}
