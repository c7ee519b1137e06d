/// A scope prepared for simulation: every priced item as a stream of random words and a distribution.
///
/// `z = √common · G + √group · C(group) + √own · ε` is split by the exponential: an item's value is
/// `floor + scale · e^(shape·(√common·G + √group·C)) · e^(shape·√own·ε)`. The first exponential is shared
/// by all items of a group and shape; the second is a table of one argument. So the inner loop, which
/// runs items × trials times, has neither an exponential nor an inverse normal in it.
struct Plan: @unchecked Sendable {
  // Unchecked because of the tables, which nothing writes after they are made.

  /// Items of one line: they differ in their stream only.
  struct Batch {
    var factor: Int
    var row: Int
    var distribution: ShiftedLognormal
    var items: [RandomStream]
    /// Whether these are the gaps that wait for one person.
    var isQueue = false
  }

  /// The common exponential of a group and a shape, and the table of the own one.
  struct Factor {
    var row: Int
    var shape: Double
    var own: QuantileTable
  }

  /// A multiplier with one draw a trial.
  struct Multiplier {
    var distribution: ShiftedLognormal
    var table: QuantileTable
    var stream: RandomStream
  }

  var batches: [Batch] = []
  var factors: [Factor] = []
  var overheads: [Multiplier] = []
  /// The table of the discovery factor, when the scope states a readiness.
  var discovery: QuantileTable?
  /// Where G and the discovery factor come from.
  let common: EvenSequence
  let widening: EvenSequence
  /// The stream of each row's C: the card's groups in order, then the resolve work.
  let rows: [RandomStream]
  let deviate: QuantileTable
  let commonWeight: Double
  let groupWeight: Double
  let seed: UInt64
  let grid: QuantileTable.Grid
  let ownWeight: Double

  /// The row of the resolve work, which is after those of the groups.
  var resolveRow: Int { rows.count - 1 }

  init(card: RateCard, scope: Scope, seed: UInt64) {
    let grid = QuantileTable.Grid()
    self.grid = grid
    self.seed = seed
    func stream(_ parts: String...) -> RandomStream {
      Plan.stream(seed, parts)
    }
    func table(_ shape: Double) -> QuantileTable { QuantileTable(grid) { exponential(shape * $0) } }
    common = EvenSequence(.first, from: stream("common"))
    widening = EvenSequence(.second, from: stream("discovery"))
    rows = (card.groups.map(\.id) + ["resolve"]).map { stream("group", $0) }
    deviate = QuantileTable(grid) { $0 }
    commonWeight = card.correlation.common.squareRoot()
    groupWeight = card.correlation.group.squareRoot()
    let ownWeight = card.correlation.own.squareRoot()
    self.ownWeight = ownWeight

    var tables: [Double: QuantileTable] = [:]
    var seen: [String: [String: Int]] = [:]
    for (line, row, refs, isQueue) in Plan.priced(card, scope) {
      let shape = line.distribution.shape
      let own = tables[shape] ?? table(shape * ownWeight)
      tables[shape] = own
      let factor = factors.firstIndex { $0.row == row && $0.shape == shape } ?? factors.count
      if factor == factors.count { factors.append(Factor(row: row, shape: shape, own: own)) }
      let family = line.family
      let items = refs.sorted().map { ref in
        seen[family, default: [:]][ref, default: 0] += 1
        return Plan.itemStream(seed, family, ref, seen[family]?[ref] ?? 1)
      }
      batches.append(
        Batch(factor: factor, row: row, distribution: line.distribution, items: items, isQueue: isQueue))
    }
    overheads = card.overheads.map {
      Multiplier(
        distribution: $0.distribution, table: table($0.distribution.shape), stream: stream("overhead", $0.id))
    }
    discovery = scope.readiness.map { table(ShiftedLognormal(medianOneWithP90: card.discovery[$0]).shape) }
  }

  /// The stream of a name in parts.
  private static func stream(_ seed: UInt64, _ parts: [String]) -> RandomStream {
    // A zero byte between the parts keeps ("ab", "c") and ("a", "bc") apart.
    RandomStream(seed: seed, name: parts.joined(separator: "\0").utf8)
  }

  /// The stream of one unit under this plan's seed.
  func stream(_ family: String, _ ref: String, _ occurrence: Int) -> RandomStream {
    Plan.itemStream(seed, family, ref, occurrence)
  }

  /// The stream of one unit; `occurrence` counts the units of a family that have the same reference, from 1.
  static func itemStream(_ seed: UInt64, _ family: String, _ ref: String, _ occurrence: Int) -> RandomStream {
    stream(seed, ["item", family, ref, occurrence == 1 ? "" : String(occurrence)])
  }

  /// The lines that price something, in the card's order, with their row and the references they price; then
  /// the gaps, those that wait for one person together.
  private static func priced(_ card: RateCard, _ scope: Scope) -> [(RateCard.Line, Int, [String], Bool)] {
    let refs = Dictionary(grouping: scope.items, by: \.line).mapValues { $0.map(\.ref) }
    let rows = Dictionary(uniqueKeysWithValues: card.groups.enumerated().map { ($1.id, $0) })
    var priced = card.lines.compactMap { line in refs[line.id].map { (line, rows[line.group]!, $0, false) } }
    let queues = Dictionary(grouping: scope.gaps) { $0.owner ?? "" }
    for (owner, gaps) in queues.sorted(by: { $0.key < $1.key }) {
      priced.append((card.resolve, card.groups.count, gaps.map(\.identity), !owner.isEmpty))
    }
    return priced
  }
}
