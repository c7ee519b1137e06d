import Catalogue
import CommandLineKit
import Database
import Diagnostics
import Estimation
import Gaps
import Method
import Workbook

/// Prices a workbook: asks the rate card's queries, and plays the project through.
struct Pricing {
  let card: RateCard
  let scope: Scope
  /// What was promised before this scope, in hours.
  let original: Double?
  /// The currency of costs, for words only.
  let currency: String?

  /// Asks the card's queries. `findings` are the gaps of this workbook.
  init(_ card: RateCard, _ reader: Reader, _ findings: [Finding]) throws {
    self.card = card
    var items: [Scope.Item] = []
    for line in card.lines {
      for unit in try Self.units(line.units, reader, line.place) {
        items.append(Scope.Item(line: line.id, ref: unit.ref, title: unit.title))
      }
    }
    var counts: [String: Int] = [:]
    for count in card.runCost + card.naive.counts {
      counts[count.id] = try Self.units(count.units, reader, Place(file: "rates/\(card.name).yaml")).count
    }
    let open = findings.filter { $0.waiver == nil }
    let engagement =
      try reader.rows(
        "SELECT team_size, focus_hours_per_week, hourly_rate, original_estimate_hours, currency FROM engagement"
      ).rows.first ?? []
    let numbers = engagement.map(\.number)
    var team: Scope.Team?
    if numbers.count > 1, let people = numbers[0], let hours = numbers[1], people > 0, hours > 0 {
      team = Scope.Team(people: people, focusHoursPerWeek: hours)
    }
    original = numbers.count > 3 ? numbers[3] : nil
    currency = engagement.count > 4 ? engagement[4].displayed : nil
    scope = Scope(
      items: items,
      gaps: open.filter { $0.severity >= .major }.map { Scope.Gap(name: $0.gap, about: $0.about) },
      readiness: Self.readiness(items, open), counts: counts, team: team,
      hourlyRate: numbers.count > 2 ? numbers[2] : nil)
  }

  private static func units(_ sql: String, _ reader: Reader, _ place: Place) throws -> [(
    ref: String, title: String
  )] {
    var units: [(ref: String, title: String)] = []
    try reader.query(sql, at: place) { row in
      let title = row.count > 1 ? try row.optionalText(1) : nil
      units.append((try row.text(0), title ?? ""))
    }
    return units
  }

  /// How far the discovery is: closed without a blocker; mid when at least half of the priced facts have
  /// none of their own; else raw.
  private static func readiness(_ items: [Scope.Item], _ open: [Finding]) -> Scope.Readiness {
    let blocked = Set(open.filter { $0.severity == .blocker }.map(\.about))
    if blocked.isEmpty { return .closed }
    let priced = Set(items.map(\.ref))
    let decided = priced.count { !blocked.contains($0) }
    return !priced.isEmpty && decided * 2 >= priced.count ? .mid : .raw
  }

  /// As many trials as `estimate` takes, fewer for a large scope: its total hangs on what items have in common,
  /// which is spread evenly over the trials, and a gap only asks for a week.
  var trialsForGaps: Int { max(2_000, min(20_000, 8_000_000 / max(1, scope.items.count))) }

  /// Plays the project through.
  func estimate(trials: Int, seed: UInt64, threads: Int = 2) throws(Diagnostic) -> Estimate {
    try Simulation(trials: trials, seed: seed, threads: threads).estimate(scope, at: card) { _ in true }
  }
}

extension SQLValue {
  fileprivate var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number
    default: nil
    }
  }
}

extension Scene {
  /// The prices of a workbook, by the standard card or the team's own of that name.
  func pricing(_ arguments: CommandLineKit.Arguments, _ reader: Reader, _ findings: [Finding]) throws -> Pricing
  {
    let card = try RateCard(try method(arguments).file(.rates, named: "standard"))
    return try Pricing(card, reader, findings)
  }
}
