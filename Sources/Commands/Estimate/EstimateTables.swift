import Database
import Diagnostics
import Estimation
import Workbook

extension Reader {
  /// Puts an estimate beside the views, for templates and gaps: `estimate_figure`, `estimate_total`,
  /// `estimate_group`, `estimate_addition`, `estimate_line`, `estimate_run_cost`, and those of
  /// `EstimatePictures`. Hours are rounded to whole ones, except where a unit takes less; columns whose names begin
  /// with `exact_` have the same to two decimals, and `part` has a share of one. The means of the groups sum to
  /// the figure `base`, and with those of the additions to the figure `mean`, as they are printed.
  func provide(_ estimate: Estimate, _ pricing: Pricing) throws {
    let means = wholes(estimate.groups.map(\.mean) + estimate.additions.map(\.mean))
    let (parts, added) = (means.prefix(estimate.groups.count), means.dropFirst(estimate.groups.count))
    try provide(
      "estimate_total",
      columns: "name, hours, days, cost, weeks, exact_hours, exact_days, exact_cost, exact_weeks",
      rows: zip(estimate.percentiles, [0.1, 0.5, 0.8, 0.9]).map { percentile, share in
        let (name, hours) = percentile
        let figures = [
          hours, estimate.days(hours), estimate.cost(hours), estimate.duration?.weeks.percentile(share),
        ]
        return [.text(name)] + figures.map { $0.map(whole) ?? .null }
          + figures.map { $0.map(hundredths) ?? .null }
      })
    try providePictures(estimate, pricing)
    try provide(
      "estimate_group",
      columns: """
        id, title, items, likely, p50, p80, share, mean, visible, exact_likely, exact_p50, exact_p80, exact_mean, part
        """,
      rows: zip(estimate.groups, parts).map { part, mean in
        [
          .text(part.id), .text(part.title), .integer(Int64(part.items)), whole(part.likely), whole(part.p50),
          whole(part.p80), .text(part.share.percent), .integer(mean),
          .integer(pricing.card.groups.contains { $0.id == part.id && $0.visible } ? 1 : 0),
          hundredths(part.likely), hundredths(part.p50), hundredths(part.p80), hundredths(part.mean),
          ofOne(part.share),
        ]
      })
    try provide(
      "estimate_addition", columns: "id, title, mean, exact_mean",
      rows: zip(estimate.additions, added).map {
        [.text($0.id), .text($0.title), .integer($1), hundredths($0.mean)]
      })
    let units = Dictionary(grouping: pricing.scope.items, by: \.line).mapValues(\.count)
    try provide(
      "estimate_line", columns: "\"group\", title, units, low, likely, high, hours, source, exact_hours",
      rows: pricing.card.lines.map { line in
        let count = units[line.id] ?? 0
        return [
          .text(line.group), .text(line.title), .integer(Int64(count)), hundredths(line.hours.low),
          hundredths(line.hours.likely), hundredths(line.hours.high), whole(Double(count) * line.hours.likely),
          .text(line.source), hundredths(Double(count) * line.hours.likely),
        ]
      })
    try provide(
      "estimate_run_cost", columns: "title, units, times, each, hours, exact_hours, exact_cost",
      rows: estimate.runCost.lines.map { line in
        [
          .text(line.title), .integer(Int64(line.units)), hundredths(line.times),
          hundredths(line.each), whole(line.hours), hundredths(line.hours),
          estimate.cost(line.hours).map(hundredths) ?? .null,
        ]
      })
    var figures = figures(estimate, pricing)
    figures += [
      [.text("base"), .integer(parts.reduce(0, +))], [.text("mean"), .integer(means.reduce(0, +))],
    ]
    figures += durationFigures(estimate, pricing)
    try provide("estimate_figure", columns: "name, value", rows: figures)
  }

  /// When the work ends that begins on the day of the last capture: `start`, `p50_finish` and `p80_finish`, as
  /// YYYY-MM-DD, of the whole weeks that are printed beside them; how likely the deadline is; and what the
  /// longest queue is.
  private func durationFigures(_ estimate: Estimate, _ pricing: Pricing) -> [[SQLValue]] {
    let duration = estimate.duration
    func finish(_ share: Double) -> SQLValue {
      duration.map { .text("\(pricing.finish(after: $0.weeks.percentile(share)))") } ?? .null
    }
    func weeks(_ sample: Sample?, _ share: Double) -> SQLValue {
      sample.map { whole($0.percentile(share)) } ?? .null
    }
    let probability = duration.flatMap { duration in
      pricing.weeksToDeadline.map { duration.probability(within: $0).percent }
    }
    let queue = duration?.queues.first
    let figures: [(String, SQLValue)] = [
      ("start", .text("\(pricing.start)")), ("p50_finish", finish(0.5)), ("p80_finish", finish(0.8)),
      ("weeks_p50", weeks(duration?.weeks, 0.5)), ("weeks_p80", weeks(duration?.weeks, 0.8)),
      ("effort_weeks_p50", weeks(duration?.effort, 0.5)), ("effort_weeks_p80", weeks(duration?.effort, 0.8)),
      ("queue_weeks_p50", weeks(duration?.floor, 0.5)), ("queue_weeks_p80", weeks(duration?.floor, 0.8)),
      ("queue_owner", .optional(queue.map { pricing.name(of: $0.owner) })),
      ("queue_gaps", queue.map { .integer(Int64($0.gaps)) } ?? .null),
      ("gaps_of_nobody", duration.map { .integer(Int64($0.unowned)) } ?? .null),
      ("deadline_probability", .optional(probability)),
      ("deadline", .optional(pricing.deadline.map { "\($0)" })),
    ]
    return figures.map { [.text($0.0), $0.1] }
  }

  private func figures(_ estimate: Estimate, _ pricing: Pricing) -> [[SQLValue]] {
    let ratio = estimate.ratioToNaive.map { SQLValue.text("\(($0 * 10).rounded() / 10)") }
    let figures: [(String, SQLValue)] = [
      ("p10", whole(estimate.p10)), ("p50", whole(estimate.p50)), ("p80", whole(estimate.p80)),
      ("p90", whole(estimate.p90)),
      ("visible_share", .text(estimate.visible.share.percent)),
      ("hidden_share", .text(estimate.hidden.share.percent)), ("likely", whole(estimate.likely.hours)),
      ("likely_percentile", .text(estimate.likely.percentile.percent)), ("naive", whole(estimate.naive.hours)),
      ("naive_formula", .text(estimate.naive.formula)), ("ratio_to_naive", ratio ?? .null),
      ("run_cost", whole(estimate.runCost.hours)), ("original", pricing.original.map(whole) ?? .null),
      ("run_cost_money", estimate.cost(estimate.runCost.hours).map(whole) ?? .null),
      (
        "original_percentile",
        .optional(pricing.original.map { estimate.total.share(atMost: $0).percent })
      ),
      ("hours_per_day", hundredths(estimate.hoursPerDay)),
      ("hourly_rate", estimate.hourlyRate.map(hundredths) ?? .null),
      ("currency", .optional(pricing.currency)), ("card", .text(estimate.card)),
      ("seed", .integer(Int64(clamping: estimate.seed))), ("trials", .integer(Int64(estimate.trials))),
      ("readiness", .optional(pricing.scope.readiness?.rawValue)),
      ("items", .integer(Int64(pricing.scope.items.count))),
      ("gaps", .integer(Int64(pricing.scope.gaps.count))),
    ]
    return figures.map { [.text($0.0), $0.1] }
  }

  func whole(_ number: Double) -> SQLValue { .integer(Int64(number.rounded())) }

  /// A number to two decimals, so that 7.2 is not printed as 7.199999999999999.
  func hundredths(_ number: Double) -> SQLValue { .real((number * 100).rounded() / 100) }

  /// A share of one to four decimals.
  func ofOne(_ share: Double) -> SQLValue { .real((share * 10_000).rounded() / 10_000) }
}
