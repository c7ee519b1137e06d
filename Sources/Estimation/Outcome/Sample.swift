/// Hours of every trial, in ascending order, with their mean.
///
/// A percentile is taken as Hyndman and Fan's definition 7 (The American Statistician 50, 1996), the usual
/// one of numpy and spreadsheets: with n values it lies at place (n − 1)·p, between neighbours in
/// proportion. Never empty.
public struct Sample: Sendable, Equatable {
  /// The values, ascending.
  public let sorted: [Double]
  /// Their mean.
  public let mean: Double

  init(_ values: [Double]) {
    precondition(!values.isEmpty, "a sample has at least one value")
    mean = values.reduce(0, +) / Double(values.count)
    sorted = values.withUnsafeBufferPointer(bucketSorted)
  }

  /// The value that the share `p` of the trials stays under, 0 ≤ p ≤ 1.
  public func percentile(_ p: Double) -> Double {
    let place = Double(sorted.count - 1) * min(max(p, 0), 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return sorted[below] }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }

  /// The share of the trials that are at or under a value.
  public func share(atMost value: Double) -> Double {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return Double(low) / Double(sorted.count)
  }
}
