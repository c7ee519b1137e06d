import Database
import Diagnostics
import Estimation
import Workbook

extension Reader {
  /// Puts an estimate beside the views, for templates and gaps: `estimate_figure`, `estimate_total`,
  /// `estimate_group`, `estimate_addition`, `estimate_line`, `estimate_run_cost`. Hours are rounded to whole
  /// ones, except where a unit takes less.
  func provide(_ estimate: Estimate, _ pricing: Pricing) throws(Diagnostic) {
    try provide(
      "estimate_total", columns: "name, hours, days, cost, weeks",
      rows: estimate.percentiles.map { name, hours in
        [
          .text(name), whole(hours), whole(estimate.days(hours)), estimate.cost(hours).map(whole) ?? .null,
          estimate.weeks(hours).map(whole) ?? .null,
        ]
      })
    try provide(
      "estimate_group", columns: "id, title, items, likely, p50, p80, share",
      rows: estimate.groups.map { part in
        [
          .text(part.id), .text(part.title), .integer(Int64(part.items)), whole(part.likely), whole(part.p50),
          whole(part.p80), .text(part.share.percent),
        ]
      })
    try provide(
      "estimate_addition", columns: "id, title, mean",
      rows: estimate.additions.map { [.text($0.id), .text($0.title), whole($0.mean)] })
    let units = Dictionary(grouping: pricing.scope.items, by: \.line).mapValues(\.count)
    try provide(
      "estimate_line", columns: "\"group\", title, units, low, likely, high, hours, source",
      rows: pricing.card.lines.map { line in
        let count = units[line.id] ?? 0
        return [
          .text(line.group), .text(line.title), .integer(Int64(count)), .real(line.hours.low),
          .real(line.hours.likely), .real(line.hours.high), whole(Double(count) * line.hours.likely),
          .text(line.source),
        ]
      })
    try provide(
      "estimate_run_cost", columns: "title, units, times, each, hours",
      rows: estimate.runCost.lines.map { line in
        [
          .text(line.title), .integer(Int64(line.units)), .real(line.times), .real(line.each),
          whole(line.hours),
        ]
      })
    try provide("estimate_figure", columns: "name, value", rows: figures(estimate, pricing))
  }

  private func figures(_ estimate: Estimate, _ pricing: Pricing) -> [[SQLValue]] {
    let ratio = estimate.ratioToNaive.map { SQLValue.text("\(($0 * 10).rounded() / 10)") }
    let figures: [(String, SQLValue)] = [
      ("p10", whole(estimate.p10)), ("p50", whole(estimate.p50)), ("p80", whole(estimate.p80)),
      ("p90", whole(estimate.p90)), ("weeks_p80", estimate.weeks(estimate.p80).map(whole) ?? .null),
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
}
