import Diagnostics
import Formats
import Method

@testable import Estimation

/// The repository's own card, and small ones made for a test.
enum Cards {
  static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  /// `rates/standard.yaml` as it stands in this checkout.
  static let standard: RateCard = {
    let library = MethodLibrary(builtIn: root, overlay: nil)
    return try! RateCard(library.file(.rates, named: "standard"))
  }()

  /// The standard card without overheads, with other correlation shares, or with its lines replaced.
  static func bare(
    common: Double = 0.2, group: Double = 0.15, lines: [(id: String, group: String, hours: Triple)]? = nil
  ) -> RateCard {
    var card = standard
    card.overheads = []
    card.correlation = .init(common: common, group: group, own: 1 - common - group)
    if let lines {
      card.lines = lines.map {
        var line = standard.lines[0]
        (line.id, line.group, line.hours) = $0
        line.distribution = try! ShiftedLognormal($0.hours)
        return line
      }
    }
    return card
  }

  /// A card from YAML text, as a test writes it.
  static func read(_ yaml: String) throws -> RateCard {
    try RateCard(MethodFile(section: .rates, name: "test", path: "rates/test.yaml", text: yaml))
  }
}

extension Scope {
  /// A scope of so many units a line, with references made up from line and number.
  init(_ units: [String: Int], gaps: Int = 0, readiness: Readiness? = nil) {
    self.init(
      items: units.sorted { $0.key < $1.key }.flatMap { line, count in
        (0..<count).map { Item(line: line, ref: "\(line)-\($0)", title: "") }
      }, gaps: (0..<gaps).map { Gap(name: "gap", about: "F-\($0)") }, readiness: readiness)
  }
}

/// The rows of trials behind an estimate, for tests of sums.
func rows(_ scope: Scope, _ card: RateCard, trials: Int, seed: UInt64 = 1) -> (
  row: (Int) -> [Double], total: [Double]
) {
  let plan = Plan(card: card, scope: scope, seed: seed)
  let results = TrialRows(trials: trials, rows: plan.rows.count, columns: plan.overheads.count + 1)
  for number in 0..<results.blocks { Block(plan: plan, number: number, results: results).simulate() }
  func row(_ row: Int) -> [Double] { (0..<trials).map { results.row(row)[$0] } }
  return (row, row(results.totalRow))
}

/// Mean and variance of values.
func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
  let mean = values.reduce(0, +) / Double(values.count)
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, squares / Double(values.count - 1))
}

extension Estimate {
  /// P80 as it was found, not to the tenth that is told: for what must agree to the last digit.
  var exactP80: Double { total.percentile(0.8) }
}
