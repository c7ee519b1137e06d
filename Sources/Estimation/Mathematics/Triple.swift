/// Hours as a person states them: "hardly under, likely, hardly over", read as P10, P50 and P90.
public struct Triple: Equatable, Sendable {
  /// The hours that one unit in ten stays under (P10).
  public var low: Double
  /// The hours that half of the units stay under (P50).
  public var likely: Double
  /// The hours that one unit in ten exceeds (P90).
  public var high: Double

  /// States three figures; whether they can be fitted is only known when they are.
  public init(_ low: Double, _ likely: Double, _ high: Double) {
    self.low = low
    self.likely = likely
    self.high = high
  }

  /// The likely hours, spread to both sides by a pair of factors.
  public init(likely: Double, spread: Spread) {
    self.init(likely * spread.low, likely, likely * spread.high)
  }

  /// The figures as written in a message: `2 / 4 / 12`.
  var text: String { [low, likely, high].map(plainNumber).joined(separator: " / ") }
}

/// How far from the likely value a P10 and a P90 lie, as factors of it.
public struct Spread: Equatable, Sendable {
  /// P10 as a share of the likely value, under 1.
  public var low: Double
  /// P90 as a multiple of the likely value, over 1.
  public var high: Double

  /// States a pair of factors.
  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }
}
