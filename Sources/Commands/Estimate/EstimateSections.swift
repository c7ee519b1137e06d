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

  var currency: String { pricing.currency ?? "money" }

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
      let told = hours.whole
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
        .whole(part.p80), .whole(Double(mean)), .whole(Double(share)),
      ])
    }
    for (index, part) in estimate.groups.enumerated() {
      add(part, likely: told.likely[index], mean: told.groups[index], share: told.shares[index])
    }
    for part in [estimate.visible, estimate.hidden] {
      let visible = part.id == estimate.visible.id
      add(
        part, likely: estimate.sum(told.likely, visible: visible),
        mean: estimate.sum(told.groups, visible: visible), share: estimate.sum(told.shares, visible: visible))
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
        .words(driver.title), .whole(driver.low), .whole(driver.high),
        .whole(driver.high.whole - driver.low.whole),
      ])
    }
    section.drawing = Drawing(width: width).tornado(estimate)
    section.notes = [
      "The mean of the whole, \(estimate.mean.grouped) h, with one driver at its own P10 (well) and P90 (badly) "
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
        + "\(estimate.mean.grouped) h. What leaving a part out would save is another question: --without asks it."
    ]
    return section
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
