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

  /// The row of the resolve work, which is after those of the groups.
  var resolveRow: Int { rows.count - 1 }

  init(card: RateCard, scope: Scope, seed: UInt64) {
    let grid = QuantileTable.Grid()
    func stream(_ parts: String...) -> RandomStream {
      // A zero byte between the parts keeps ("ab", "c") and ("a", "bc") apart.
      RandomStream(seed: seed, name: parts.joined(separator: "\0").utf8)
    }
    func table(_ shape: Double) -> QuantileTable { QuantileTable(grid) { exponential(shape * $0) } }
    common = EvenSequence(.first, from: stream("common"))
    widening = EvenSequence(.second, from: stream("discovery"))
    rows = (card.groups.map(\.id) + ["resolve"]).map { stream("group", $0) }
    deviate = QuantileTable(grid) { $0 }
    commonWeight = card.correlation.common.squareRoot()
    groupWeight = card.correlation.group.squareRoot()
    let ownWeight = card.correlation.own.squareRoot()

    var tables: [Double: QuantileTable] = [:]
    for (line, row, refs) in Plan.priced(card, scope) {
      let shape = line.distribution.shape
      let own = tables[shape] ?? table(shape * ownWeight)
      tables[shape] = own
      let factor = factors.firstIndex { $0.row == row && $0.shape == shape } ?? factors.count
      if factor == factors.count { factors.append(Factor(row: row, shape: shape, own: own)) }
      var seen: [String: Int] = [:]
      let items = refs.sorted().map { ref in
        seen[ref, default: 0] += 1
        return stream("item", line.id, ref, seen[ref] == 1 ? "" : String(seen[ref]!))
      }
      batches.append(Batch(factor: factor, row: row, distribution: line.distribution, items: items))
    }
    overheads = card.overheads.map {
      Multiplier(
        distribution: $0.distribution, table: table($0.distribution.shape), stream: stream("overhead", $0.id))
    }
    discovery = scope.readiness.map { table(ShiftedLognormal(medianOneWithP90: card.discovery[$0]).shape) }
  }

  /// The lines that price something, in the card's order, with their row and the references they price.
  private static func priced(_ card: RateCard, _ scope: Scope) -> [(RateCard.Line, Int, [String])] {
    let refs = Dictionary(grouping: scope.items, by: \.line).mapValues { $0.map(\.ref) }
    let rows = Dictionary(uniqueKeysWithValues: card.groups.enumerated().map { ($1.id, $0) })
    var priced = card.lines.compactMap { line in refs[line.id].map { (line, rows[line.group]!, $0) } }
    if !scope.gaps.isEmpty { priced.append((card.resolve, card.groups.count, scope.gaps.map(\.identity))) }
    return priced
  }
}
