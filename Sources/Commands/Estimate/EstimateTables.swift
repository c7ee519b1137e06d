import Database
import Diagnostics
import Estimation
import Workbook

extension Reader {
  /// Puts an estimate beside the views, for templates and gaps: `estimate_figure`, `estimate_total`,
  /// `estimate_group`, `estimate_addition`, `estimate_line`, `estimate_run_cost`, and those of
  /// `EstimatePictures`; `estimate_assumption` holds what else is taken for granted. Hours are rounded to whole
  /// ones, except where a unit takes less, and are the same wherever they are told, in the spreadsheet too; `part`
  /// has a share of one. The means of the groups sum to the figure `base`, and with those of the additions to the
  /// figure `mean`; days and money are those of the whole hours.
  func provide(_ estimate: Estimate, _ pricing: Pricing) throws {
    let told = estimate.told
    try provide(
      "estimate_total", columns: "name, hours, days, cost, weeks",
      rows: zip(estimate.percentiles, [0.1, 0.5, 0.8, 0.9]).map { percentile, share in
        let hours = percentile.hours.whole
        let told = [
          hours, estimate.days(hours), estimate.cost(hours), estimate.duration?.weeks.percentile(share),
        ]
        return [.text(percentile.name)] + told.map { $0.map(whole) ?? .null }
      })
    try providePictures(estimate, pricing)
    try provide(
      "estimate_group",
      columns: "id, title, items, likely, p50, p80, share, mean, visible, part",
      rows: estimate.groups.enumerated().map { index, part in
        [
          .text(part.id), .text(part.title), .integer(Int64(part.items)), .integer(told.likely[index]),
          whole(part.p50), whole(part.p80), .text("\(told.shares[index])%"), .integer(told.groups[index]),
          .integer(part.isVisible ? 1 : 0), ofOne(told.shares[index]),
        ]
      })
    try provide(
      "estimate_addition", columns: "id, title, mean",
      rows: zip(estimate.additions, told.additions).map {
        [.text($0.id), .text($0.title), .integer($1)]
      })
    let units = Dictionary(grouping: pricing.scope.items, by: \.line).mapValues(\.count)
    try provide(
      "estimate_line", columns: "\"group\", title, units, low, likely, high, hours, source",
      rows: pricing.card.lines.map { line in
        let count = units[line.id] ?? 0
        return [
          .text(line.group), .text(line.title), .integer(Int64(count)), hundredths(line.hours.low),
          hundredths(line.hours.likely), hundredths(line.hours.high),
          hundredths(Double(count) * line.hours.likely), .text(line.source),
        ]
      })
    try provide(
      "estimate_run_cost", columns: "title, units, times, each, hours, cost",
      rows: ToldRunCost(estimate).rows.map { row in
        [
          .text(row.line.title), .integer(Int64(row.line.units)), hundredths(row.line.times),
          hundredths(row.line.each), .integer(row.hours), row.money.map { .integer($0) } ?? .null,
        ]
      })
    try provide(
      "estimate_assumption", columns: "position INTEGER PRIMARY KEY, what, figure, source",
      rows: Assumptions(estimate, pricing).rows.enumerated().map {
        [.integer(Int64($0 + 1)), .text($1.what), .text($1.figure), .text($1.source)]
      })
    var figures = figures(estimate, pricing)
    figures += [
      [.text("base"), .integer(told.base)], [.text("mean"), .integer(told.whole)],
      [.text("visible_share"), .text("\(estimate.sum(told.shares, visible: true))%")],
      [.text("hidden_share"), .text("\(estimate.sum(told.shares, visible: false))%")],
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
      ("queue_each", queue.map { .text(($0.hours / Double($0.gaps)).fixed(1)) } ?? .null),
      ("queue_share", .optional(pricing.card.decisions?.share.percent)),
      ("queue_week", .optional(pricing.card.decisions?.hoursPerWeek.short)),
      ("people_waited_for", .integer(Int64(duration?.queues.count ?? 0))),
      ("gaps_of_nobody", duration.map { .integer(Int64($0.unowned)) } ?? .null),
      ("deadline_probability", .optional(probability)),
      ("deadline", .optional(pricing.deadline.map { "\($0)" })),
    ]
    return figures.map { [.text($0.0), $0.1] }
  }

  private func figures(_ estimate: Estimate, _ pricing: Pricing) -> [[SQLValue]] {
    let ratio = estimate.ratioToNaive.map { SQLValue.text($0.fixed(1)) }
    let limits = estimate.total.limits(0.8)
    let figures: [(String, SQLValue)] = [
      ("p10", whole(estimate.p10)), ("p50", whole(estimate.p50)), ("p80", whole(estimate.p80)),
      ("p90", whole(estimate.p90)),
      ("likely", whole(estimate.likely.hours)), ("likely_formula", .text(estimate.likely.formula)),
      ("p80_from", limits.map { whole($0.lowerBound) } ?? .null),
      ("p80_to", limits.map { whole($0.upperBound) } ?? .null),
      ("rough", .integer(estimate.isRough ? 1 : 0)),
      ("resolve_mean", .text(pricing.card.resolve.distribution.mean.fixed(1))),
      ("card_digest", .text("\(pricing.card.digest)")),
      (
        "ratio_formula",
        estimate.ratioToNaive.map {
          .text("\(estimate.p50.grouped) / \(estimate.naive.hours.grouped) = \($0.fixed(1))")
        } ?? .null
      ),
      ("likely_percentile", .text(estimate.likely.percentile.percent)), ("naive", whole(estimate.naive.hours)),
      ("naive_formula", .text(estimate.naive.formula)), ("ratio_to_naive", ratio ?? .null),
      ("run_cost", whole(estimate.runCost.hours)), ("original", pricing.original.map(whole) ?? .null),
      ("run_cost_money", ToldRunCost(estimate).money.map { .integer($0) } ?? .null),
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

  func whole(_ number: Double) -> SQLValue { .integer(Int64(number.whole)) }

  /// A number to two decimals, so that 7.2 is not printed as 7.199999999999999.
  func hundredths(_ number: Double) -> SQLValue { .real((number * 100).rounded() / 100) }

  /// Per cent as a share of one, which is what spreadsheets take for a percentage.
  func ofOne(_ percent: Int64) -> SQLValue { .real(Double(percent) / 100) }
}
