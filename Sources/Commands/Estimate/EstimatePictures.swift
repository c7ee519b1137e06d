import Database
import Estimation
import Workbook

extension Reader {
  /// The tables that pictures and the finer tables of the pack are made of.
  ///
  /// - `estimate_curve`: `percent` of the runs, 1 to 99, and the `hours` that they stay under.
  /// - `estimate_tornado`: `position`, `id`, `title`, the mean of the whole with the driver at its P10 and P90,
  ///   `low` and `high`, and with all at its mean, `middle`; `swing` is high - low. The widest comes first.
  /// - `estimate_split`: by `axis` (group, entity, flow, system): `position`, `ref`, `title`, `items`, `gaps`,
  ///   `likely` and `work` (mean hours of the work itself), `mean` (of the whole) and `share` of it in percent.
  ///   The means of an axis add up to the figure `mean`. By group, `gaps` is NULL, and `mean` that of the work.
  /// - `estimate_closing`: what closing gaps would take off P80: `of` (all, blockers, name, owner, gap),
  ///   `position`, `title`, `about`, `owner`, `gaps`, `hours`, `readiness` then.
  /// - `estimate_duration`: `name` (P10 to P90), `weeks`, `finish`, `effort_weeks`, `queue_weeks`; no rows when no
  ///   team is known.
  /// - `estimate_queue`: `owner`, `name`, `gaps`, `hours` and `weeks` of each person's queue of decisions.
  /// - `estimate_growth`: between each two estimates that were kept: `position`, `earlier`, `later` (references),
  ///   `title`, `items_before`, `items_after`, `before`, `after`, `growth`, and of that `by_number`, `by_card` and
  ///   `otherwise`; `estimate_growth_note` has the `note`s to them.
  /// - `estimate_history`: the estimates that were kept, `beside` how each compares with the one before; last, as
  ///   `now`, this one, unless it is the last that was kept.
  /// - `estimate_promise`: `position`, `title`, `hours`, `sum`, `covered`, `beyond`; no rows without a promise.
  func providePictures(_ estimate: Estimate, _ pricing: Pricing) throws {
    try provide(
      "estimate_curve", columns: "percent INTEGER PRIMARY KEY, hours",
      rows: estimate.curve.enumerated().map {
        [.integer(Int64($0 + 1)), whole($1.hours)]
      })
    try provide(
      "estimate_tornado", columns: "position INTEGER PRIMARY KEY, id, title, low, middle, high, swing",
      rows: estimate.tornado.enumerated().map { index, driver in
        [
          .integer(Int64(index + 1)), .text(driver.id), .text(driver.title), whole(driver.low),
          whole(estimate.mean), whole(driver.high), .integer(Int64(driver.high.whole - driver.low.whole)),
        ]
      })
    try provide(
      "estimate_split",
      columns: "axis, position, ref, title, items, gaps, likely, work, mean, share, part",
      rows: groupRows(estimate) + Belonging.Axis.allCases.flatMap { splitRows($0, estimate, pricing) })
    try provideClosings(estimate, pricing)
    try provideDuration(estimate, pricing)
    try provideGrowth(estimate, pricing)
    try provide(
      "estimate_promise", columns: "position INTEGER PRIMARY KEY, title, hours, sum, covered, beyond",
      rows: (Promise(estimate, pricing)?.rows ?? []).enumerated().map { index, row in
        let figures = [row.hours, row.sum, row.covered, row.hours - row.covered]
        return [.integer(Int64(index + 1)), .text(row.title)] + figures.map(whole)
      })
  }

  private func groupRows(_ estimate: Estimate) -> [[SQLValue]] {
    let told = estimate.told
    return estimate.groups.enumerated().map { index, part in
      let mean = SQLValue.integer(told.groups[index])
      return [
        .text("group"), .integer(Int64(index + 1)), .text(part.id), .text(part.title),
        .integer(Int64(part.items)), .null, .integer(told.likely[index]), mean, mean,
        .integer(told.shares[index]), ofOne(told.shares[index]),
      ]
    }
  }

  private func splitRows(_ axis: Belonging.Axis, _ estimate: Estimate, _ pricing: Pricing) -> [[SQLValue]] {
    ToldSplit(estimate, by: axis, pricing).rows.enumerated().map { index, row in
      [
        .text(axis.rawValue), .integer(Int64(index + 1)), row.ref.isEmpty ? .null : .text(row.ref),
        .text(row.ref.isEmpty ? "The project as a whole" : pricing.name(of: row.ref)), tenths(row.items),
        tenths(row.gaps), .integer(row.likely), .integer(row.work), .integer(row.mean), .integer(row.share),
        ofOne(row.share),
      ]
    }
  }

  private func provideClosings(_ estimate: Estimate, _ pricing: Pricing) throws {
    let bases: [Scope.Closing.Basis] = [.all, .blockers, .name, .owner, .gap]
    try provide(
      "estimate_closing", columns: "of, position, title, about, owner, gaps, hours, readiness",
      rows: bases.flatMap { basis in
        estimate.purchases(by: basis).enumerated().map { index, purchase -> [SQLValue] in
          let closing = purchase.closing
          let gap = basis == .gap ? closing.gaps.first.map { pricing.scope.gaps[$0] } : nil
          let owner = basis == .owner ? closing.title : gap?.owner
          return [
            .text(basis.rawValue), .integer(Int64(index + 1)),
            .text(basis == .owner ? pricing.name(of: closing.title) : closing.title), .optional(gap?.about),
            .optional(owner.flatMap { $0.isEmpty ? nil : $0 }), .integer(Int64(closing.gaps.count)),
            whole(purchase.hours), .optional(purchase.readiness?.rawValue),
          ]
        }
      })
  }

  private func provideDuration(_ estimate: Estimate, _ pricing: Pricing) throws {
    let duration = estimate.duration
    try provide(
      "estimate_duration", columns: "name, weeks, finish, effort_weeks, queue_weeks",
      rows: duration.map { duration in
        zip(["P10", "P50", "P80", "P90"], [0.1, 0.5, 0.8, 0.9]).map { name, share in
          let weeks = duration.weeks.percentile(share)
          let effort = duration.effort.percentile(share)
          let queue = duration.floor?.percentile(share)
          return [
            .text(name), whole(weeks), .text("\(pricing.finish(after: weeks))"), whole(effort),
            queue.map(whole) ?? .null,
          ]
        }
      } ?? [])
    try provide(
      "estimate_queue", columns: "owner, name, gaps, hours, weeks",
      rows: (duration?.queues ?? []).map {
        [
          .text($0.owner), .text(pricing.name(of: $0.owner)), .integer(Int64($0.gaps)), tenths($0.hours),
          tenths($0.weeks),
        ]
      })
  }

  private func provideGrowth(_ estimate: Estimate, _ pricing: Pricing) throws {
    var records = try EstimateRecord.all(self)
    let now = EstimateRecord(
      estimate, pricing, ref: "now", named: "as it stands in this pack", on: "\(pricing.start)")
    if let last = records.last, !now.isSame(as: last) { records.append(now) }
    func count(_ items: Int?) -> SQLValue { items.map { .integer(Int64($0)) } ?? .null }
    var (rows, notes): ([[SQLValue]], [[SQLValue]]) = ([], [])
    try provide(
      "estimate_history",
      columns:
        "ref, name, baseline, day, card, digest, trials, seed, items, gaps, readiness, mean, p50, p80, beside",
      rows: records.enumerated().map { index, record in
        [
          .text(record.ref), .text(record.name), .optional(record.baseline), .text(record.day),
          .text(record.card), .text(record.digest),
          .integer(Int64(record.trials)), .integer(Int64(record.seed)), .integer(Int64(record.items)),
          .integer(Int64(record.gaps)), .text(record.readiness), whole(record.mean), whole(record.p50),
          whole(record.p80), .optional(index == 0 ? nil : record.likeness(to: records[index - 1])),
        ]
      })
    for (before, after) in zip(records, records.dropFirst()) {
      let told = GrowthTold(from: before, to: after)
      notes += told.notes.map { [.text(before.ref), .text(after.ref), .text($0)] }
      for change in told.growth.changes {
        rows.append([
          .integer(Int64(rows.count + 1)), .text(before.ref), .text(after.ref), .text(change.title),
          count(change.itemsBefore), count(change.itemsAfter), .integer(change.before), .integer(change.after),
          .integer(change.hours), change.byNumber.map { .integer($0) } ?? .null, .integer(change.byCard),
          .integer(change.otherwise),
        ])
      }
    }
    try provide(
      "estimate_growth",
      columns: """
        position INTEGER PRIMARY KEY, earlier, later, title, items_before, items_after, before, after, growth,
        by_number, by_card, otherwise
        """, rows: rows)
    try provide("estimate_growth_note", columns: "earlier, later, note", rows: notes)
  }

  private func tenths(_ number: Double) -> SQLValue { .real(number.tenth) }
}
