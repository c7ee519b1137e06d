/// What the mean of the total would be if one thing turned out well or badly, and all else as it does on the mean.
///
/// With B the mean of the base, o that of the overheads, R that of the resolve work and d that of the widening,
/// the mean of the total is (B · (1 + Σo) + R) · d, since overheads and widening are drawn apart from the rest.
/// A driver is set to its own P10 and P90 in that formula: a group to those of its hours, an overhead to
/// those of its share, the resolve work and the widening likewise.
public struct Tornado: Sendable {
  /// One bar.
  public struct Driver: Sendable, Equatable {
    /// The id of a group or overhead, `resolve` or `discovery`.
    public var id: String
    /// What a person calls it.
    public var title: String
    /// The mean of the total with the driver at its P10, in hours.
    public var low: Double
    /// The mean of the total with the driver at its P90, in hours.
    public var high: Double
    /// How far the total hangs on it, in hours.
    public var swing: Double { high - low }
  }

  /// The drivers, the widest swing first.
  let drivers: [Driver]

  init(_ card: RateCard, _ scope: Scope, groups: [Summary.Figures], resolve: Summary.Figures) {
    let shares = card.overheads.map(\.distribution.mean)
    let widening = scope.readiness.map { ShiftedLognormal(medianOneWithP90: card.discovery[$0]) }
    let (base, overhead) = (groups.reduce(0) { $0 + $1.mean }, shares.reduce(1, +))
    let factor = widening?.mean ?? 1
    var drivers: [Driver] = []
    for (group, figures) in zip(card.groups, groups) {
      func total(_ hours: Double) -> Double {
        ((base - figures.mean + hours) * overhead + resolve.mean) * factor
      }
      drivers.append(
        Driver(id: group.id, title: group.title, low: total(figures.p10), high: total(figures.p90)))
    }
    for (line, share) in zip(card.overheads, shares) {
      func total(_ other: Double) -> Double { (base * (overhead - share + other) + resolve.mean) * factor }
      drivers.append(
        Driver(id: line.id, title: line.title, low: total(line.hours.low), high: total(line.hours.high)))
    }
    let before = base * overhead
    drivers.append(
      Driver(
        id: "resolve", title: card.resolve.title, low: (before + resolve.p10) * factor,
        high: (before + resolve.p90) * factor))
    if let widening {
      let whole = before + resolve.mean
      drivers.append(
        Driver(
          id: "discovery", title: "What discovery may still turn up", low: whole * widening.quantile(0.1),
          high: whole * widening.quantile(0.9)))
    }
    self.drivers = drivers.filter { $0.swing > 0 }.enumerated().sorted {
      ($1.element.swing, $0.offset) < ($0.element.swing, $1.offset)
    }.map(\.element)
  }
}
