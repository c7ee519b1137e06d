import Estimation

/// Everything that an estimate takes for granted beside the lines of its card, a row each, with where it comes from.
struct Assumptions {
  /// One of them.
  struct Row {
    var what: String
    var figure: String
    var source: String
  }

  let rows: [Row]

  init(_ estimate: Estimate, _ pricing: Pricing) {
    let card = pricing.card
    var rows: [Row] = []
    func add(_ what: String, _ figure: String, _ source: String) {
      rows.append(Row(what: what, figure: figure, source: source.isEmpty ? "the card does not say" : source))
    }
    let resolve = card.resolve
    add(
      "\(resolve.title), a blocker or a major one: P10 / likely / P90",
      "\(Self.triple(resolve.hours)) h, \(resolve.distribution.mean.fixed(1)) h on the mean", resolve.source)
    for line in card.overheads {
      let hours = line.hours
      add(
        "\(line.title), a share of the work itself: P10 / likely / P90",
        "\(hours.low.percent) / \(hours.likely.percent) / \(hours.high.percent), \(line.distribution.mean.percent) on the mean",
        line.source)
    }
    for line in card.lines {
      guard let becomes = card.lines.first(where: { $0.id == line.undecided?.becomes }) else { continue }
      add("\(line.title): once the gap about it is closed, it is expected to be", becomes.title, line.source)
    }
    let shares = card.correlation
    add("Of an item's variance, what all items have in common", shares.common.percent, shares.source)
    add("Of it, what the items of its group have in common", shares.group.percent, shares.source)
    add("Of it, what is the item's own", shares.own.percent, shares.source)
    for readiness in Scope.Readiness.allCases {
      let taken = readiness == pricing.scope.readiness ? ", as taken here" : ""
      add(
        "What discovery may still turn up while it is \(readiness.rawValue)\(taken): P90 over the median",
        "× \(card.discovery[readiness].short)", card.discovery.source)
    }
    if let decisions = card.decisions {
      add(
        "Of the hours of resolving a gap, those of the person it waits for", decisions.share.percent,
        decisions.source)
      add("What a person gives to decisions in a week", "\(decisions.hoursPerWeek.short) h", decisions.source)
    }
    add("Working hours in a day", card.hoursPerDay.short, "the card \(card.name)")
    for line in card.runCost {
      add("Year two: \(line.title)", "\(line.times.short) × \(line.hours.short) h for each unit", line.source)
    }
    for count in card.naive.counts {
      add("Naive figure: \(count.title)", "\(count.hours.short) h", count.source)
    }
    add("Naive figure: times", card.naive.factor.short, card.naive.source)
    self.rows = rows
  }

  private static func triple(_ triple: Triple) -> String {
    [triple.low, triple.likely, triple.high].map(\.short).joined(separator: " / ")
  }

  /// How the total is made, in words.
  static let formula = "total = (the work itself × (1 + overheads) + resolving open gaps) × discovery"

  /// What a triple is read as.
  static let distribution =
    "P10, likely and P90 of a line are the P10, P50 and P90 of a shifted lognormal distribution, the only one through "
    + "the three points."

  /// The rule by which the readiness is taken.
  static let readiness =
    "Discovery is `closed` when no blocker is open, `mid` when at least half of the priced facts have no blocker of "
    + "their own, else `raw`."
}

/// What of the gaps is priced, and why the number is not that of `check`.
struct PricedGaps {
  let priced: Int
  /// The names of open blockers and major gaps that are about the estimate itself, and how many there are.
  let aboutEstimate: [(gap: String, count: Int)]
  let waived: Int
  let minor: Int

  init(_ appraisal: Appraisal) {
    let findings = appraisal.findings
    priced = appraisal.pricing.scope.gaps.count
    let open = findings.filter { $0.waiver == nil }
    let own = open.filter { $0.readsEstimate && $0.severity >= .major }
    aboutEstimate = Dictionary(grouping: own, by: \.gap).map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
    waived = findings.count { $0.waiver != nil }
    minor = open.count { $0.severity < .major }
  }

  /// In a sentence or two, ending with a point.
  var sentence: String {
    var rest: [String] = []
    let own = aboutEstimate.reduce(0) { $0 + $1.count }
    if own > 0 {
      let names = aboutEstimate.map(\.gap).joined(separator: ", ")
      rest.append("\(own) about the estimate itself (\(names)), which cost nobody an hour")
    }
    if minor > 0 { rest.append("\(minor) minor") }
    if waived > 0 { rest.append("\(waived) waived") }
    let text = "\(priced) open blockers and major gaps are priced."
    return rest.isEmpty ? text : text + " Not priced: \(rest.joined(separator: "; "))."
  }
}

extension Double {
  /// As few decimals as it needs, up to three: `8`, `1.25`.
  var short: String {
    for decimals in 0..<3 {
      let scale = [1.0, 10, 100][decimals]
      if abs((self * scale).rounded() / scale - self) < 1e-9 { return fixed(decimals) }
    }
    return fixed(3)
  }
}
