/// Why one estimate is larger or smaller than another: the growth of the facts, part by part.
///
/// Means add up, so the growth of the mean is exactly the sum of the growth of its parts. Of a part, growth in
/// number is the change in items at the mean an item had before; the rest is that items cost otherwise: they are
/// of other lines, or the card has changed.
public struct Growth: Sendable {
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

    /// Keeps a part.
    public init(id: String, title: String, items: Int?, mean: Double) {
      (self.id, self.title, self.items, self.mean) = (id, title, items, mean)
    }
  }

  /// What became of a part.
  public struct Change: Sendable, Equatable {
    /// What a person calls it.
    public var title: String
    /// The items before and after.
    public var items: (before: Int?, after: Int?)
    /// The means before and after, in hours.
    public var mean: (before: Double, after: Double)
    /// The growth of the mean.
    public var hours: Double { mean.after - mean.before }
    /// What of that is growth in number; nil where nothing is counted.
    public var byNumber: Double?
    /// What of that is that items cost otherwise.
    public var byCost: Double { hours - (byNumber ?? 0) }

    /// Whether two changes say the same.
    public static func == (a: Self, b: Self) -> Bool {
      a.title == b.title && a.items == b.items && a.mean == b.mean && a.byNumber == b.byNumber
    }
  }

  /// The parts in the order of the later estimate, then those that are gone.
  public let changes: [Change]

  /// Compares two estimates.
  public init(from before: [Part], to after: [Part]) {
    let old = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let new = Set(after.map(\.id))
    func change(_ old: Part?, _ new: Part?) -> Change {
      let (items, mean) = ((old?.items, new?.items), (old?.mean ?? 0, new?.mean ?? 0))
      var byNumber: Double?
      if (old ?? new)?.items != nil {
        let (n, m) = (old?.items ?? 0, new?.items ?? 0)
        // Of nothing before, all growth is growth in number.
        let each = n > 0 ? mean.0 / Double(n) : m > 0 ? mean.1 / Double(m) : 0
        byNumber = Double(m - n) * each
      }
      return Change(title: new?.title ?? old?.title ?? "", items: items, mean: mean, byNumber: byNumber)
    }
    changes =
      after.map { change(old[$0.id], $0) } + before.filter { !new.contains($0.id) }.map { change($0, nil) }
  }
}

extension Estimate {
  /// The parts that sum to the mean of the total, to be kept. `gaps` is how many resolve work is for.
  public func parts(gaps: Int) -> [Growth.Part] {
    groups.map { Growth.Part(id: $0.id, title: $0.title, items: $0.items, mean: $0.mean) }
      + additions.map {
        Growth.Part(id: $0.id, title: $0.title, items: $0.id == "resolve" ? gaps : nil, mean: $0.mean)
      }
  }
}
