import Estimation
import Terminal

/// An estimate laid out for a reader: what each figure is, in what unit, and what it means.
struct EstimateSections {
  let estimate: Estimate
  let pricing: Pricing
  /// What of the gaps is priced.
  let counted: PricedGaps
  /// The columns there are to draw in.
  var width = 80

  init(_ appraisal: Appraisal, width: Int = 80) {
    (estimate, pricing, counted) = (appraisal.estimate, appraisal.pricing, PricedGaps(appraisal))
    self.width = width
  }

  /// The words of the sections, in their order; `lines` and the splits beside `group` are for who asks for them.
  static let all = [
    "total", "curve", "group", "addition", "tornado", "gap", "gap-name", "person", "duration", "comparison",
    "promise", "entity", "flow", "system", "run-cost", "line", "assumption", "basis",
  ]
  /// What is told when nothing is asked for in particular.
  static let usual = [
    "total", "curve", "group", "addition", "tornado", "gap", "person", "duration", "comparison", "promise",
    "run-cost", "basis",
  ]

  /// The sections of these words, without those that have nothing to tell.
  func sheet(_ wanted: [String]) -> Sheet {
    Sheet(sections: Self.all.filter(wanted.contains).compactMap(section))
  }

  private func section(_ id: String) -> Sheet.Section? {
    switch id {
    case "total": total
    case "curve": curve
    case "group": groups
    case "addition": additions
    case "tornado": tornado
    case "gap": gaps
    case "gap-name": gapNames
    case "person": persons
    case "duration": duration
    case "comparison": comparison
    case "promise": promise
    case "entity": split(.entity)
    case "flow": split(.flow)
    case "system": split(.system)
    case "run-cost": runCost
    case "line": lines
    case "assumption": assumptions
    default: basis
    }
  }

  private var currency: String { pricing.currency ?? "money" }

  // MARK: The whole

  private var total: Sheet.Section {
    let meaning = ["one run in ten stays under it", "half of the runs do", "eight of ten do", "nine of ten do"]
    var section = Sheet.Section(
      id: "total", title: "Effort",
      columns: [
        .words("Confidence"), .number("Effort", "h"), .number("Give or take", "h"),
        .number("Effort", "days of \(estimate.hoursPerDay.shown) h"),
        .number("Cost", currency), .words("Meaning"),
      ])
    for (((name, hours), share), meaning) in zip(zip(estimate.percentiles, [0.1, 0.5, 0.8, 0.9]), meaning) {
      let told = hours.rounded()
      section.rows.append([
        .words(name), .whole(told), .whole(estimate.total.chance(share)), .whole(estimate.days(told)),
        .whole(estimate.cost(told)), .words(meaning),
      ])
    }
    section.notes = [
      "P80 is the figure to plan with. Give or take is what more runs might still change, 19 times in 20; it is not how "
        + "sure the estimate is: that is the way from P10 to P90. Days and money are those of the whole hours."
    ]
    if let warning { section.notes.insert(warning, at: 0) }
    if estimate.groups.allSatisfy({ $0.items == 0 }) {
      section.notes.insert(
        "Nothing that is captured is priced yet: these are the hours of answering \(pricing.scope.gaps.count) open gaps. "
          + "Systems and flows come first: plumbline next.", at: 0)
    }
    if estimate.hourlyRate == nil {
      section.notes.append("Money is open: nobody has said what an hour costs (set engagement --hourly-rate).")
    }
    return section
  }

  /// What is to be said of figures that too few runs are behind.
  var warning: String? {
    guard estimate.isRough else { return nil }
    let runs = estimate.trials.formattedGrouped
    let reach = estimate.total.chance(0.8).map {
      estimate.p80 > 0 ? "leave P80 give or take \($0.grouped) h, \(($0 / estimate.p80).percent) of it" : ""
    }
    return "Rough: \(runs) runs \(reach ?? "are too few to say how far P80 is off"). "
      + "plumbline estimate --trials 20000 is the usual number."
  }

  private var curve: Sheet.Section {
    var section = Sheet.Section(
      id: "curve", title: "How sure: the share of the runs that stay under so many hours",
      columns: [.words("Share of the runs"), .number("stays under", "h")])
    let curve = estimate.curve
    for percent in stride(from: 5, through: 95, by: 5) {
      section.rows.append([.words("\(percent)%"), .whole(curve[percent - 1].hours)])
    }
    section.drawing = Drawing(width: width).curve(
      estimate, marks: estimate.percentiles.map { ($0.name, $0.hours) })
    return section
  }

  // MARK: Where it goes

  private var groups: Sheet.Section {
    var section = Sheet.Section(
      id: "group", title: "Where it goes: the work itself, before overheads, gaps and discovery",
      columns: [
        .words("Group"), .number("Items", ""), .number("Likely", "h"), .number("P50", "h"), .number("P80", "h"),
        .number("Mean", "h"), .number("Share", "%"),
      ])
    let told = estimate.told
    func add(_ part: Estimate.Part, likely: Int64, mean: Int64, share: Int64) {
      section.rows.append([
        .words(part.title), .whole(Double(part.items)), .whole(Double(likely)), .whole(part.p50),
        .whole(part.p80),
        .whole(Double(mean)), .whole(Double(share)),
      ])
    }
    for (index, part) in estimate.groups.enumerated() {
      add(part, likely: told.likely[index], mean: told.groups[index], share: told.shares[index])
    }
    for part in [estimate.visible, estimate.hidden] {
      let visible = part.id == estimate.visible.id
      add(
        part, likely: estimate.told(\.likely, visible: visible),
        mean: estimate.told(\.groups, visible: visible),
        share: estimate.told(\.shares, visible: visible))
    }
    section.drawing = Drawing(width: width).split(
      zip(estimate.groups, told.shares).map { ($0.title, Double($1) / 100) })
    section.notes = [
      "Shares are of the mean of the work itself. Visible work is what everybody sees and prices: connecting the "
        + "systems; by experience it is about a fifth. Means add up; P50 and P80 do not, for not all groups run over "
        + "in the same run.", "By entity, flow and system: plumbline estimate --only entity,flow,system.",
    ]
    return section
  }

  private var additions: Sheet.Section {
    var section = Sheet.Section(
      id: "addition", title: "From the work itself to the mean of the whole",
      columns: [.words("Part"), .number("Mean", "h")])
    let told = estimate.told
    section.rows = [["The work itself", .whole(Double(told.base))]]
    for (addition, mean) in zip(estimate.additions, told.additions) {
      let each = pricing.card.resolve.distribution.mean.fixed(1)
      let gaps = addition.id == "resolve" ? " (\(pricing.scope.gaps.count) of \(each) h on the mean)" : ""
      section.rows.append([.words(addition.title + gaps), .whole(Double(mean))])
    }
    section.rows.append(["Mean of the whole", .whole(Double(told.whole))])
    section.notes = [counted.sentence]
    return section
  }

  private var tornado: Sheet.Section? {
    guard !estimate.tornado.isEmpty else { return nil }
    var section = Sheet.Section(
      id: "tornado", title: "What it hangs on most",
      columns: [
        .words("Driver"), .number("Whole if it goes well", "h"), .number("Whole if it goes badly", "h"),
        .number("Swing", "h"),
      ])
    for driver in estimate.tornado {
      section.rows.append([
        .words(driver.title), .whole(driver.low), .whole(driver.high), .whole(driver.swing),
      ])
    }
    section.drawing = Drawing(width: width).tornado(estimate)
    section.notes = [
      "The mean of the whole, \(estimate.total.mean.grouped) h, with one driver at its own P10 (well) and P90 (badly) "
        + "and all else at its mean."
    ]
    return section
  }

  /// The hours by entity, flow or system.
  func split(_ axis: Belonging.Axis) -> Sheet.Section {
    let rows = ToldSplit(estimate, by: axis, pricing).rows
    var section = Sheet.Section(
      id: axis.rawValue, title: "By \(axis.rawValue)",
      columns: [
        .words(axis.title), .words("Reference"), .number("Items", ""), .number("Open gaps", ""),
        .number("Likely", "h"), .number("Mean of the work itself", "h"), .number("Mean of the whole", "h"),
        .number("Share of the whole", "%"),
      ])
    func name(_ ref: String) -> String { ref.isEmpty ? "the project as a whole" : pricing.name(of: ref) }
    for row in rows {
      section.rows.append([
        .words(name(row.ref)), .words(row.ref), .number(row.items, decimals: 1), .number(row.gaps, decimals: 1),
        .whole(Double(row.likely)), .whole(Double(row.work)), .whole(Double(row.mean)),
        .whole(Double(row.share)),
      ])
    }
    section.drawing = Drawing(width: width).split(rows.map { (name($0.ref), Double($0.share) / 100) })
    section.notes = [
      "What serves several is shared out evenly among them, so halves occur; the means add up to that of the whole, "
        + "\(estimate.total.mean.grouped) h. What leaving a part out would save is another question: --without asks it."
    ]
    return section
  }

  // MARK: Beside other figures

  private var comparison: Sheet.Section {
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
  private var promise: Sheet.Section? {
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

  private var runCost: Sheet.Section {
    var section = Sheet.Section(
      id: "run-cost", title: "Year two: what running it takes in a year",
      columns: [
        .words("Work"), .number("Units", ""), .number("Times a year", "each"), .number("Each time", "h"),
        .number("Year", "h"), .number("Year", currency),
      ])
    let lines = estimate.runCost.lines
    for (line, hours) in zip(lines, wholes(lines.map(\.hours)).map(Double.init)) {
      section.rows.append([
        .words(line.title), .whole(Double(line.units)), .words(line.times.short), .words(line.each.short),
        .whole(hours), .whole(estimate.cost(hours)),
      ])
    }
    let hours = estimate.runCost.hours.rounded()
    section.rows.append(["In all", .none, .none, .none, .whole(hours), .whole(estimate.cost(hours))])
    return section
  }

  // MARK: What it rests on

  private var lines: Sheet.Section {
    var section = Sheet.Section(
      id: "line", title: "Lines of the rate card",
      columns: [
        .words("Line"), .words("Group"), .words("Unit"), .number("Units", ""), .number("P10 each", "h"),
        .number("Likely each", "h"), .number("P90 each", "h"), .number("Likely", "h"), .words("Source"),
      ])
    let units = Dictionary(grouping: pricing.scope.items, by: \.line).mapValues(\.count)
    for line in pricing.card.lines {
      let count = Double(units[line.id] ?? 0)
      section.rows.append([
        .words(line.id), .words(line.group), .words(line.title), .whole(count),
        .number(line.hours.low, decimals: 2),
        .number(line.hours.likely, decimals: 2), .number(line.hours.high, decimals: 2),
        .number(count * line.hours.likely, decimals: 2), .words(line.source),
      ])
    }
    return section
  }

  private var assumptions: Sheet.Section {
    var section = Sheet.Section(
      id: "assumption", title: "What else is taken for granted",
      columns: [.words("What"), .words("Figure"), .words("Where it comes from")])
    section.rows = Assumptions(estimate, pricing).rows.map {
      [.words($0.what), .words($0.figure), .words($0.source)]
    }
    section.notes = [Assumptions.formula + ".", Assumptions.distribution, Assumptions.readiness]
    return section
  }

  private var basis: Sheet.Section {
    let scope = pricing.scope
    let readiness = scope.readiness.map { "discovery taken as `\($0.rawValue)`" } ?? "no widening"
    return Sheet.Section(
      id: "basis", title: "Basis",
      notes: [
        "Card `\(estimate.card)`, \(scope.items.count) items, \(scope.gaps.count) open blockers and major gaps, "
          + "\(readiness); \(estimate.trials.formattedGrouped) runs from seed \(estimate.seed). The card's figures have the "
          + "SHA-256 \("\(pricing.card.digest)".prefix(12))….", counted.sentence,
        "`plumbline estimate --explain REF` tells the lines behind one item, `--only line,assumption` all lines and "
          + "whatever else is taken for granted.",
      ])
  }
}

extension Estimate {
  /// The percentiles that are told.
  var percentiles: [(name: String, hours: Double)] {
    [("P10", p10), ("P50", p50), ("P80", p80), ("P90", p90)]
  }
}

extension Double {
  /// A number as short as it goes: `8`, `7.5`.
  var shown: String { self == rounded() ? fixed(0) : fixed(1) }
}

extension Int {
  /// Thousands apart.
  var formattedGrouped: String { Double(self).grouped }
}

extension Belonging.Axis {
  /// What a heading calls it.
  var title: String {
    switch self {
    case .entity: "Entity"
    case .flow: "Flow"
    case .system: "System"
    }
  }
}
