extension Sample {
  /// Between which hours a percentile would lie if there were trials without end, 19 times in 20; nil where the
  /// trials are too few to say.
  ///
  /// The number of trials under the true percentile is binomial, so the limits are two of the ordered values
  /// (David and Nagaraja, "Order Statistics", 3rd edition, 2003, 7.1), their places by the normal approximation:
  /// n·p ± 1.96·√(n·p·(1 − p)). What all items have in common comes from an even sequence, so that the true limits
  /// are narrower than these; how much narrower depends on the scope.
  public func limits(_ p: Double) -> ClosedRange<Double>? {
    let (n, middle) = (Double(sorted.count), Double(sorted.count) * p)
    let reach = 1.959963984540054 * (n * p * (1 - p)).squareRoot()
    let (low, high) = (Int((middle - reach).rounded(.down)), Int((middle + reach).rounded(.up)))
    guard low >= 1, high < sorted.count else { return nil }
    return sorted[low - 1]...sorted[high]
  }

  /// How far chance may have moved a percentile, in hours: the farther of its `limits`.
  public func chance(_ p: Double) -> Double? {
    let value = percentile(p)
    return limits(p).map { max(value - $0.lowerBound, $0.upperBound - value) }
  }
}

extension Estimate {
  /// The share of P80 by which chance may have moved it at most, for it to be told without a warning.
  public static let toleratedChance = 0.05

  /// Whether there were too few trials for the figures to be relied on: chance may have moved P80 by more than
  /// a twentieth of it.
  public var isRough: Bool {
    guard let chance = total.chance(0.8) else { return true }
    return chance > Self.toleratedChance * p80
  }
}
