/// Why one estimate is larger or smaller than another: the growth of the facts, part by part.
///
/// Means add up, so the growth of the mean is exactly the sum of the growth of its parts. Of a part:
///
/// - by number: the change in items, at the mean an item had before;
/// - by the card: the items there are now, at what the card says of a unit of their lines now less what it said
///   before. Where the card is the same this is nothing;
/// - the rest: items are of other lines than before, or the part is a share of others (overheads, discovery).
public struct Growth: Sendable {
  /// What the card says of the units of one line.
  public struct Line: Sendable, Equatable {
    /// The id of the line; of what discovery adds, the readiness.
    public var id: String
    /// How many units there are.
    public var units: Int
    /// The mean of one, in hours; of an overhead and of discovery, as a share.
    public var each: Double

    /// Keeps a line.
    public init(id: String, units: Int, each: Double) { (self.id, self.units, self.each) = (id, units, each) }
  }

  /// A part of an estimate as it was kept.
  public struct Part: Sendable, Equatable {
    /// The id of a group or an addition.
    public var id: String
    /// What a person calls it.
    public var title: String
    /// How many items or gaps it holds; nil where nothing is counted, as of overheads.
    public var items: Int?
    /// Its mean in hours.
    public var mean: Double
    /// The mean as it was told: whole hours that, with those of the other parts, make the mean of the whole.
    public var told: Int64
    /// The lines of the card that it is priced by.
    public var lines: [Line]

    /// Keeps a part.
    public init(id: String, title: String, items: Int?, mean: Double, told: Int64? = nil, lines: [Line] = []) {
      (self.id, self.title, self.items, self.mean, self.lines) = (id, title, items, mean, lines)
      self.told = told ?? Int64(mean.whole)
    }
  }

  /// What became of a part, in whole hours that add up.
  public struct Change: Sendable, Equatable {
    /// What a person calls it.
    public var title: String
    /// How many items or gaps it held before; nil where nothing is counted.
    public var itemsBefore: Int?
    /// How many it holds now.
    public var itemsAfter: Int?
    /// The mean before.
    public var before: Int64
    /// The mean after.
    public var after: Int64
    /// What of the growth is growth in number; nil where nothing is counted.
    public var byNumber: Int64?
    /// What of it is that the card says otherwise.
    public var byCard: Int64
    /// The growth of the mean.
    public var hours: Int64 { after - before }
    /// What is left: items are of other lines, or the part is a share of others.
    public var otherwise: Int64 { hours - (byNumber ?? 0) - byCard }
  }

  /// The parts in the order of the later estimate, then those that are gone.
  public let changes: [Change]
  /// The lines of which the card says otherwise than before, by what it said of a unit then and now.
  public let repriced: [(id: String, before: Double, after: Double)]

  /// Compares two estimates.
  public init(from before: [Part], to after: [Part]) {
    let old = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let new = Set(after.map(\.id))
    let gone = before.filter { !new.contains($0.id) }
    changes =
      after.map { part in
        let was = old[part.id]
        return Change(
          title: part.title, itemsBefore: was?.items, itemsAfter: part.items, before: was?.told ?? 0,
          after: part.told, byNumber: Self.byNumber(was, part).map(Self.whole),
          byCard: Self.whole(Self.byCard(was, part)))
      }
      + gone.map { part in
        return Change(
          title: part.title, itemsBefore: part.items, itemsAfter: nil, before: part.told, after: 0,
          byNumber: part.items.map { _ in -part.told }, byCard: 0)
      }
    let each = Dictionary(
      before.flatMap(\.lines).map { ($0.id, $0.each) }, uniquingKeysWith: { first, _ in first })
    repriced = after.flatMap(\.lines).compactMap { line in
      guard let was = each[line.id], Self.differ(was, line.each) else { return nil }
      return (line.id, was, line.each)
    }
  }

  /// Of nothing before, all growth is growth in number.
  private static func byNumber(_ was: Part?, _ part: Part) -> Double? {
    guard let after = part.items else { return nil }
    let before = was?.items ?? 0
    let each = before > 0 ? (was?.mean ?? 0) / Double(before) : after > 0 ? part.mean / Double(after) : 0
    return Double(after - before) * each
  }

  private static func byCard(_ was: Part?, _ part: Part) -> Double {
    let old = Dictionary((was?.lines ?? []).map { ($0.id, $0.each) }, uniquingKeysWith: { first, _ in first })
    let now = part.lines.reduce(0) { $0 + Double($1.units) * $1.each }
    guard now > 0 else { return 0 }
    let then = part.lines.reduce(0) { sum, line in
      let was = old[line.id].flatMap { differ($0, line.each) ? $0 : nil } ?? line.each
      return sum + Double(line.units) * was
    }
    return part.mean * (now - then) / now
  }

  /// Kept figures have lost their last digits.
  private static func differ(_ a: Double, _ b: Double) -> Bool { abs(a - b) > 1e-4 * max(abs(a), abs(b)) }

  private static func whole(_ hours: Double) -> Int64 { hours.nearestInteger }
}

extension Estimate {
  /// The parts that sum to the mean of the total, to be kept.
  public func parts(_ scope: Scope, at card: RateCard) -> [Growth.Part] {
    let units = Dictionary(grouping: scope.items, by: \.line).mapValues(\.count)
    let told = told
    let groups = zip(groups, told.groups).map { part, hours in
      Growth.Part(
        id: part.id, title: part.title, items: part.items, mean: part.mean, told: hours,
        lines: card.lines.filter { $0.group == part.id }.map {
          Growth.Line(id: $0.id, units: units[$0.id] ?? 0, each: $0.distribution.mean)
        })
    }
    return groups
      + zip(additions, told.additions).map { addition, hours in
        Growth.Part(
          id: addition.id, title: addition.title, items: addition.id == "resolve" ? scope.gaps.count : nil,
          mean: addition.mean, told: hours, lines: line(of: addition, scope, card).map { [$0] } ?? [])
      }
  }

  private func line(of addition: Addition, _ scope: Scope, _ card: RateCard) -> Growth.Line? {
    switch addition.id {
    case "resolve":
      return Growth.Line(id: "resolve", units: scope.gaps.count, each: card.resolve.distribution.mean)
    case "discovery":
      return scope.readiness.map {
        let mean = ShiftedLognormal(medianOneWithP90: card.discovery[$0]).mean
        return Growth.Line(id: "discovery \($0.rawValue)", units: 1, each: mean - 1)
      }
    default:
      return card.overheads.first { $0.id == addition.id }.map {
        Growth.Line(id: $0.id, units: 1, each: $0.distribution.mean)
      }
    }
  }
}
