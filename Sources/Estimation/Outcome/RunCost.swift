/// Hours of keeping it running for a year, line by line.
public struct RunCost: Sendable, Equatable {
  /// One line.
  public struct Line: Sendable, Equatable {
    /// The card's id of the line.
    public var id: String
    /// What a person calls it.
    public var title: String
    /// How many units there are.
    public var units: Int
    /// How often a year for each.
    public var times: Double
    /// Hours each time.
    public var each: Double
    /// The hours of the year.
    public var hours: Double { Double(units) * times * each }
  }

  /// The lines, in the card's order; lines without units too, so that nothing is silently left out.
  public var lines: [Line]
  /// The hours of the year.
  public var hours: Double { lines.reduce(0) { $0 + $1.hours } }

  init(_ card: RateCard, counts: [String: Int]) {
    lines = card.runCost.map {
      Line(id: $0.id, title: $0.title, units: counts[$0.id] ?? 0, times: $0.times, each: $0.hours)
    }
  }
}
