import Database
import Diagnostics
import Estimation
import Workbook

extension Reader {
  /// Puts an estimate beside the views, for templates and gaps: `estimate_figure`, `estimate_total`,
  /// `estimate_curve`,
  /// `estimate_group`, `estimate_addition`, `estimate_line`, `estimate_run_cost`. Hours are rounded to whole
  /// ones, except where a unit takes less. The means of the groups sum to the figure `base`, and with those of
  /// the additions to the figure `mean`, as they are printed.
  func provide(_ estimate: Estimate, _ pricing: Pricing) throws {
    let means = wholes(estimate.groups.map(\.mean) + estimate.additions.map(\.mean))
    let (parts, added) = (means.prefix(estimate.groups.count), means.dropFirst(estimate.groups.count))
    try provide(
      "estimate_total", columns: "name, hours, days, cost, weeks",
      rows: estimate.percentiles.map { name, hours in
        [
          .text(name), whole(hours), whole(estimate.days(hours)), estimate.cost(hours).map(whole) ?? .null,
          estimate.weeks(hours).map(whole) ?? .null,
        ]
      })
    try provide(
      "estimate_group", columns: "id, title, items, likely, p50, p80, share, mean",
      rows: zip(estimate.groups, parts).map { part, mean in
        [
          .text(part.id), .text(part.title), .integer(Int64(part.items)), whole(part.likely), whole(part.p50),
          whole(part.p80), .text(part.share.percent), .integer(mean),
        ]
      })
    try provide(
      "estimate_curve", columns: "share, hours",
      rows: estimate.curve.map { [.integer(Int64(($0.share * 100).rounded())), whole($0.hours)] })
    try provide(
      "estimate_addition", columns: "id, title, mean",
      rows: zip(estimate.additions, added).map { [.text($0.id), .text($0.title), .integer($1)] })
    let units = Dictionary(grouping: pricing.scope.items, by: \.line).mapValues(\.count)
    try provide(
      "estimate_line", columns: "\"group\", title, units, low, likely, high, hours, source",
      rows: pricing.card.lines.map { line in
        let count = units[line.id] ?? 0
        return [
          .text(line.group), .text(line.title), .integer(Int64(count)), hundredths(line.hours.low),
          hundredths(line.hours.likely), hundredths(line.hours.high), whole(Double(count) * line.hours.likely),
          .text(line.source),
        ]
      })
    try provide(
      "estimate_run_cost", columns: "title, units, times, each, hours",
      rows: estimate.runCost.lines.map { line in
        [
          .text(line.title), .integer(Int64(line.units)), hundredths(line.times),
          hundredths(line.each), whole(line.hours),
        ]
      })
    var figures = figures(estimate, pricing)
    figures += [
      [.text("base"), .integer(parts.reduce(0, +))], [.text("mean"), .integer(means.reduce(0, +))],
    ]
    figures += try finishes(estimate)
    try provide("estimate_figure", columns: "name, value", rows: figures)
  }

  /// When the work ends that begins on the day of the last capture: `start`, `p50_finish` and `p80_finish`, as
  /// YYYY-MM-DD. The weeks are the whole ones that are printed beside them.
  private func finishes(_ estimate: Estimate) throws -> [[SQLValue]] {
    func days(_ hours: Double) -> String { estimate.weeks(hours).map { "\(Int($0.rounded()) * 7)" } ?? "NULL" }
    let row = try rows(
      """
      SELECT day, date(day, \(days(estimate.p50)) || ' days'), date(day, \(days(estimate.p80)) || ' days')
      FROM (SELECT substr(max(at), 1, 10) AS day FROM history)
      """
    ).rows.first
    return zip(["start", "p50_finish", "p80_finish"], row ?? [.null, .null, .null]).map { [.text($0), $1] }
  }

  private func figures(_ estimate: Estimate, _ pricing: Pricing) -> [[SQLValue]] {
    let ratio = estimate.ratioToNaive.map { SQLValue.text("\(($0 * 10).rounded() / 10)") }
    let figures: [(String, SQLValue)] = [
      ("p10", whole(estimate.p10)), ("p50", whole(estimate.p50)), ("p80", whole(estimate.p80)),
      ("p90", whole(estimate.p90)),
      ("weeks_p50", estimate.weeks(estimate.p50).map(whole) ?? .null),
      ("weeks_p80", estimate.weeks(estimate.p80).map(whole) ?? .null),
      ("visible_share", .text(estimate.visible.share.percent)),
      ("hidden_share", .text(estimate.hidden.share.percent)), ("likely", whole(estimate.likely.hours)),
      ("likely_percentile", .text(estimate.likely.percentile.percent)), ("naive", whole(estimate.naive.hours)),
      ("naive_formula", .text(estimate.naive.formula)), ("ratio_to_naive", ratio ?? .null),
      ("run_cost", whole(estimate.runCost.hours)), ("original", pricing.original.map(whole) ?? .null),
      ("currency", .optional(pricing.currency)), ("card", .text(estimate.card)),
      ("seed", .integer(Int64(clamping: estimate.seed))), ("trials", .integer(Int64(estimate.trials))),
      ("readiness", .optional(pricing.scope.readiness?.rawValue)),
      ("items", .integer(Int64(pricing.scope.items.count))),
      ("gaps", .integer(Int64(pricing.scope.gaps.count))),
    ]
    return figures.map { [.text($0.0), $0.1] }
  }

  private func whole(_ number: Double) -> SQLValue { .integer(Int64(number.rounded())) }

  /// A number to two decimals, so that 7.2 is not printed as 7.199999999999999.
  private func hundredths(_ number: Double) -> SQLValue { .real((number * 100).rounded() / 100) }

  /// Numbers rounded so that they still add up: the sum of the first so many is the rounded sum.
  private func wholes(_ numbers: [Double]) -> [Int64] {
    var (exact, printed) = (0.0, Int64(0))
    return numbers.map { number in
      exact += number
      let part = Int64(exact.rounded()) - printed
      printed += part
      return part
    }
  }
}
