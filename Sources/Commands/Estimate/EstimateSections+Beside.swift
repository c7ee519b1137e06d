import Estimation

extension EstimateSections {
  // MARK: Beside other figures

  var comparison: Sheet.Section {
    var section = Sheet.Section(
      id: "comparison", title: "Beside other figures",
      columns: [
        .words("Figure"), .number("Hours", "h"), .number("P50 is so many times it", ""),
        .number("Kept in", "% of runs"),
      ])
    func add(_ title: String, _ hours: Double) {
      section.rows.append([
        .words(title), .whole(hours), hours > 0 ? .number(estimate.p50 / hours, decimals: 1) : .none,
        .percent(estimate.total.share(atMost: hours)),
      ])
    }
    add("The sum of likely hours", estimate.likely.hours)
    add("The naive figure", estimate.naive.hours)
    if let original = pricing.original { add("What was promised before this scope", original) }
    section.notes = [
      "The sum of likely hours is what a sheet would say, items, overheads and gaps at their likely values: "
        + "\(estimate.likely.formula) = \(estimate.likely.hours.grouped) h.",
      "The naive figure prices what is seen: \(estimate.naive.formula) = \(estimate.naive.hours.grouped) h."
        + (estimate.ratioToNaive.map {
          " P50 over it is \(estimate.p50.grouped) / \(estimate.naive.hours.grouped) = \($0.fixed(1))."
        } ?? ""),
    ]
    if pricing.original == nil { section.notes.append("No earlier promise is known to compare with.") }
    return section
  }

  /// Where an earlier promise ends: the parts of the mean, dearest to overlook last.
  var promise: Sheet.Section? {
    guard let rows = Promise(estimate, pricing)?.rows else { return nil }
    var section = Sheet.Section(
      id: "promise", title: "Where the earlier promise ends",
      columns: [
        .words("Part"), .number("Mean", "h"), .number("Running sum", "h"),
        .number("Covered by the promise", "h"),
        .number("Not covered", "h"),
      ])
    for row in rows {
      section.rows.append([
        .words(row.title), .whole(row.hours), .whole(row.sum), .whole(row.covered),
        .whole(row.hours - row.covered),
      ])
    }
    section.notes = [
      "The promise is laid against the parts in the order in which people think of them: what is seen first. What it "
        + "held is not known; this shows what it could have held."
    ]
    return section
  }

  var runCost: Sheet.Section {
    var section = Sheet.Section(
      id: "run-cost", title: "Year two: what running it takes in a year",
      columns: [
        .words("Work"), .number("Units", ""), .number("Times a year", "each"), .number("Each time", "h"),
        .number("Year", "h"), .number("Year", currency),
      ])
    let told = ToldRunCost(estimate)
    for row in told.rows {
      section.rows.append([
        .words(row.line.title), .whole(Double(row.line.units)), .words(row.line.times.short),
        .words(row.line.each.short), .whole(Double(row.hours)), .whole(row.money.map(Double.init)),
      ])
    }
    section.rows.append([
      "In all", .none, .none, .none, .whole(Double(told.hours)), .whole(told.money.map(Double.init)),
    ])
    return section
  }
}
