/// What a scope's facts belong to, so that its hours can be told by entity, flow and system.
public struct Belonging: Sendable {
  /// What hours may be told by.
  public enum Axis: String, Sendable, CaseIterable {
    case entity, flow, system
  }

  private var parts: [Axis: [String: [String]]] = [:]

  /// Nothing belongs to anything.
  public init() {}

  /// Says that a fact belongs to a part, one of so many as are said; each has an even share in it.
  public mutating func add(_ ref: String, to part: String, by axis: Axis) {
    parts[axis, default: [:]][ref, default: []].append(part)
  }

  /// The parts that a fact belongs to, by reference; none when it is the whole project's.
  public func parts(of ref: String, by axis: Axis) -> [String] { parts[axis]?[ref] ?? [] }

  /// The facts that belong to a part and to no other of its axis.
  public func wholly(of part: String) -> Set<String> {
    var refs: Set<String> = []
    for axis in Axis.allCases {
      for (ref, parts) in parts[axis] ?? [:] where parts == [part] { refs.insert(ref) }
    }
    return refs
  }
}

/// The mean of the total, shared out among parts of the scope so that the shares add up.
///
/// An item's mean is that of its distribution, scaled so that the items of a group sum to the mean that the
/// simulation found. Overheads and widening go with the hours they are added to; resolve hours go to what the
/// gap is about. What belongs to several parts is shared out evenly; what belongs to none is the project's.
/// Means add up; percentiles do not, so none are told.
public struct Split: Sendable {
  /// One part.
  public struct Slice: Sendable, Equatable {
    /// The reference of the entity, flow or system; "" for what is the whole project's.
    public var id: String
    /// Its items; one that belongs to two parts is half an item of each.
    public var items: Double
    /// Its open gaps, shared likewise.
    public var gaps: Double
    /// The likely hours of its items.
    public var likely: Double
    /// The mean hours of its items.
    public var work: Double
    /// Its part of the mean of the total: with overheads, resolve work and widening.
    public var mean: Double
    /// That as a share of the mean of the total; 0 when there is none.
    public var share: Double
  }

  /// What it is shared out by.
  public let axis: Belonging.Axis
  /// The parts, the dearest first, what is the project's last.
  public let slices: [Slice]

  /// Shares out an estimate.
  public init(
    _ estimate: Estimate, by axis: Belonging.Axis, _ belonging: Belonging, _ scope: Scope, _ card: RateCard
  ) {
    self.axis = axis
    let lines = Dictionary(uniqueKeysWithValues: card.lines.map { ($0.id, $0) })
    var raw: [String: Double] = [:]
    for item in scope.items {
      guard let line = lines[item.line] else { continue }
      raw[line.group, default: 0] += line.distribution.mean
    }
    let scales = Dictionary(
      uniqueKeysWithValues: estimate.groups.map { part in
        (part.id, (raw[part.id] ?? 0) > 0 ? part.mean / (raw[part.id] ?? 1) : 0)
      })
    var slices: [String: Slice] = [:]
    func give(_ ref: String, _ change: (inout Slice, Double) -> Void) {
      let parts = belonging.parts(of: ref, by: axis)
      for part in parts.isEmpty ? [""] : parts {
        let none = Slice(id: part, items: 0, gaps: 0, likely: 0, work: 0, mean: 0, share: 0)
        change(&slices[part, default: none], 1 / Double(max(1, parts.count)))
      }
    }
    for item in scope.items {
      guard let line = lines[item.line] else { continue }
      let mean = line.distribution.mean * (scales[line.group] ?? 0)
      give(item.ref) { slice, weight in
        slice.items += weight
        slice.likely += weight * line.hours.likely
        slice.work += weight * mean
      }
    }
    for gap in scope.gaps { give(gap.about) { slice, weight in slice.gaps += weight } }
    self.slices = Self.whole(Array(slices.values), estimate, gaps: scope.gaps.count)
  }

  /// Adds what is added to the work itself.
  private static func whole(_ slices: [Slice], _ estimate: Estimate, gaps: Int) -> [Slice] {
    let added = Dictionary(uniqueKeysWithValues: estimate.additions.map { ($0.id, $0.mean) })
    let (resolve, discovery) = (added["resolve"] ?? 0, added["discovery"] ?? 0)
    let overheads = added.filter { !["resolve", "discovery"].contains($0.key) }.values.sorted().reduce(0, +)
    let (base, total) = (estimate.base, estimate.total.mean)
    let before = total - discovery
    return slices.map { slice in
      var slice = slice
      let work = slice.work + (base > 0 ? overheads * slice.work / base : 0)
      let own = work + (gaps > 0 ? resolve * slice.gaps / Double(gaps) : 0)
      slice.mean = before > 0 ? own * total / before : 0
      slice.share = total > 0 ? slice.mean / total : 0
      return slice
    }.sorted {
      ($0.id.isEmpty ? 1 : 0, -$0.mean, $0.id) < ($1.id.isEmpty ? 1 : 0, -$1.mean, $1.id)
    }
  }
}
