extension Double {
  /// To a tenth, the finest that hours, weeks and per cent are told or kept at: six minutes.
  public var tenth: Double { (self * 10).rounded() / 10 }
  /// The whole number that is told: that of the tenth, so that a figure that was kept or written as JSON in between
  /// is the same number afterwards. 2503.46 is 2503.5 there, and so 2504 everywhere.
  public var whole: Double { Double(tenth.nearestInteger) }
  /// The nearest integer; of what none holds, the outermost that are exact.
  public var nearestInteger: Int64 { Int64(Swift.min(Swift.max(rounded(), -9e15), 9e15)) }
}

/// Whole numbers for a column that is added up: each is the one below or above its number, and together they are
/// `total`, or else the rounded sum.
///
/// Those with the largest remainders go up (Hamilton's method of apportionment, 1792), of equal ones the first.
public func wholes(_ numbers: [Double], to total: Int64? = nil) -> [Int64] {
  var wholes = numbers.map { Int64($0.rounded(.down)) }
  let total = total ?? Int64(numbers.reduce(0, +).rounded())
  let short = total - wholes.reduce(0, +)
  // Sorting is stable. What is whole already goes up last, and only where `total` asks for more than there is.
  let byRemainder = numbers.indices.sorted {
    numbers[$0] - numbers[$0].rounded(.down) > numbers[$1] - numbers[$1].rounded(.down)
  }
  for index in byRemainder.prefix(max(0, Int(short))) { wholes[index] += 1 }
  return wholes
}

/// The means of an estimate as they are told: whole hours that add up, the same wherever they stand.
///
/// The work itself and what is added to it make the mean of the whole; the groups make the work itself; what is
/// visible and hidden is the sum of its groups, in hours, likely hours and per cent. For programs the same in tenths.
public struct ToldMeans: Sendable, Equatable {
  /// The mean of the whole.
  public var whole: Int64
  /// The mean of the work itself.
  public var base: Int64
  /// What is added to it, in the order of `Estimate.additions`.
  public var additions: [Int64]
  /// The mean of each group, in the order of `Estimate.groups`.
  public var groups: [Int64]
  /// The likely hours of each group.
  public var likely: [Int64]
  /// The share of each group in the work itself, in per cent; 100 together, or nothing where there is no work.
  public var shares: [Int64]

  init(_ estimate: Estimate, steps: Double = 1) {
    whole = Int64((estimate.mean * steps).rounded())
    let parts = wholes(([estimate.base] + estimate.additions.map(\.mean)).map { $0 * steps }, to: whole)
    base = parts[0]
    additions = Array(parts.dropFirst())
    groups = wholes(estimate.groups.map { $0.mean * steps }, to: base)
    likely = wholes(estimate.groups.map { $0.likely * steps })
    shares = wholes(estimate.groups.map { $0.share * 100 * steps })
  }
}

extension Estimate {
  /// The means in whole hours that add up.
  public var told: ToldMeans { ToldMeans(self) }
  /// The means in tenths of an hour, and of one per cent, that add up.
  public var toldTenths: ToldMeans { ToldMeans(self, steps: 10) }

  /// The sum of a column of told means over the groups that everybody sees, or over the others.
  public func sum(_ column: [Int64], visible: Bool) -> Int64 {
    zip(groups, column).reduce(0) { $0 + ($1.0.isVisible == visible ? $1.1 : 0) }
  }
}
