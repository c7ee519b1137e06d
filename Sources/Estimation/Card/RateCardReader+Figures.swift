import Diagnostics
import Formats
import Method

/// What a card says beside its lines: overheads, resolving, correlation, discovery, the naive figure, and the numbers
/// and triples that they are made of.
extension RateCardReader {
  mutating func readOverheads(_ node: Node) -> [RateCard.Line] {
    guard let overheads = node["overheads"], !overheads.isNull else { return [] }
    return checker.sequence("overheads", of: node, "the card").compactMap { overhead in
      checker.mapping(overhead, "an overhead", allowed: ["id", "title", "share", "source"])
      let id = claim(overhead, "an overhead")
      let ids = base?.overheads.map(\.id) ?? []
      if isMistyped(overhead, id, "overhead", among: ids, needs: ["title", "share", "source"]) { return nil }
      let known = base?.overheads.first { $0.id == id }
      return priced(overhead, "overhead `\(id)`", id: id, group: "", units: "", hours: "share", base: known)
    }
  }

  mutating func readResolve(_ node: Node) -> RateCard.Line {
    if let base, node["resolve"].map(\.isNull) ?? true { return base.resolve }
    guard let resolve = node["resolve"], !resolve.isNull else { return standInLine }
    checker.mapping(resolve, "`resolve`", allowed: ["title", "hours", "likely", "spread", "source"])
    return priced(
      resolve, "`resolve`", id: "resolve", group: "resolve", units: "", hours: "hours", base: base?.resolve)
  }

  /// What stands in for a resolve line that is not there, which was told already.
  var standInLine: RateCard.Line {
    let (triple, distribution) = Self.standIn
    let place = Place(file: checker.file)
    return RateCard.Line(
      id: "resolve", group: "resolve", title: "", units: "", hours: triple, distribution: distribution,
      source: "",
      place: place, unitsPlace: place)
  }

  /// What lines, overheads and the resolve line have in common: title, triple and source.
  mutating func priced(
    _ node: Node, _ what: String, id: String, group: String, units: String, hours key: String,
    base: RateCard.Line? = nil
  ) -> RateCard.Line {
    let isPriced = [key, "likely", "spread"].contains { node[$0] != nil }
    let fitted = isPriced ? nil : base.map { ($0.hours, $0.distribution) }
    let (triple, distribution) = fitted ?? readTriple(node, what, key)
    return RateCard.Line(
      id: id, group: group, title: text("title", of: node, what, base: base?.title), units: units,
      hours: triple, distribution: distribution, source: text("source", of: node, what, base: base?.source),
      place: checker.place(node.position), unitsPlace: queryPlace(node))
  }

  /// What stands in for a triple that is wrong; no card ever leaves with it.
  static let standIn = (Triple(1, 2, 4), ShiftedLognormal(medianOneWithP90: 2))

  /// A triple, `hours: [2, 4, 12]` or `likely: 4` with `spread: m`, and the distribution through it.
  mutating func readTriple(_ node: Node, _ what: String, _ key: String) -> (Triple, ShiftedLognormal) {
    let (stated, position) = statedTriple(node, what, key)
    guard let stated else { return Self.standIn }
    do throws(ShiftedLognormal.Misfit) {
      return (stated, try ShiftedLognormal(stated))
    } catch {
      checker.report(
        "unfit-triple", "\(stated.text) of \(what) cannot be fitted.", at: position, reason: error.rule)
      return Self.standIn
    }
  }

  mutating func statedTriple(_ node: Node, _ what: String, _ key: String) -> (Triple?, Position) {
    if let hours = node[key], !hours.isNull {
      for extra in ["likely", "spread"] where node[extra] != nil {
        checker.report(
          "contradictory-keys", "\(what) has both `\(key)` and `\(extra)`.",
          at: node.entry(extra)!.keyPosition)
      }
      let figures = numbers(hours, "`\(key)` of \(what)", count: 3)
      return (figures.map { Triple($0[0], $0[1], $0[2]) }, hours.position)
    }
    guard let likely = node["likely"], key == "hours" else {
      if node.mapping != nil {
        let wanted = key == "hours" ? "neither `hours` nor `likely` and `spread`" : "no `\(key)`"
        checker.report("missing-key", "\(what) has \(wanted).", at: node.position)
      }
      return (nil, node.position)
    }
    let figure = checker.number(likely, "`likely` of \(what)", in: 0...1e6)
    let name = checker.text("spread", of: node, what)
    guard let spread = brokenSpreads.contains(name) ? nil : spreads[name] else {
      if !name.isEmpty, !brokenSpreads.contains(name) {
        checker.unknown(
          "spread", name, among: spreads.keys.sorted(), at: node["spread"]!.position, code: "unknown-spread")
      }
      return (nil, likely.position)
    }
    return (figure.map { Triple(likely: $0, spread: spread) }, likely.position)
  }

  mutating func readCorrelation(_ node: Node) -> RateCard.Correlation {
    let what = "`correlation`"
    guard let shares = node["correlation"], !shares.isNull else {
      return RateCard.Correlation(common: 0, group: 0, own: 1)
    }
    checker.mapping(shares, what, allowed: ["common", "group", "own", "source"])
    func share(_ key: String, _ standIn: Double) -> Double {
      checker.number(key, of: shares, what, in: 0...1, standIn: standIn)
    }
    let result = RateCard.Correlation(
      common: share("common", 0), group: share("group", 0), own: share("own", 1),
      source: source(of: shares, what))
    let sum = result.common + result.group + result.own
    if ["common", "group", "own"].allSatisfy({ shares[$0]?.double != nil }), abs(sum - 1) > 1e-9 {
      checker.report(
        "shares-not-one", "The shares of `correlation` add up to \(plainNumber(sum)), not 1.",
        at: shares.position)
    }
    return result
  }

  mutating func readDiscovery(_ node: Node) -> RateCard.Discovery {
    guard let table = node["discovery"], !table.isNull else {
      return RateCard.Discovery(ratios: [:])
    }
    checker.mapping(table, "`discovery`", allowed: Scope.Readiness.allCases.map(\.rawValue) + ["source"])
    var ratios: [Scope.Readiness: Double] = [:]
    for readiness in Scope.Readiness.allCases {
      ratios[readiness] = checker.number(
        readiness.rawValue, of: table, "`discovery`", in: 1...10, standIn: 1)
    }
    reportOrder(ratios, table)
    return RateCard.Discovery(ratios: ratios, source: source(of: table, "`discovery`"))
  }

  /// The nearer discovery is to its end, the less may still turn up.
  mutating func reportOrder(_ ratios: [Scope.Readiness: Double], _ table: Node) {
    let stated = Scope.Readiness.allCases.compactMap { table[$0.rawValue]?.double }
    guard stated.count == Scope.Readiness.allCases.count, stated.allSatisfy({ $0 >= 1 }),
      stated != stated.sorted(by: >)
    else { return }
    checker.report(
      "discovery-not-falling", "The ratios of `discovery` do not fall from `raw` to `closed`.",
      at: table.position,
      reason: "Otherwise closing a gap could raise the figures.")
  }

  /// Where the figures of a section come from; it may be left out.
  mutating func source(of node: Node, _ what: String) -> String {
    guard let source = node["source"], !source.isNull else { return "" }
    return checker.text("source", of: node, what)
  }

  mutating func readNaive(_ node: Node) -> RateCard.Naive {
    guard let naive = node["naive"], !naive.isNull else {
      return RateCard.Naive(factor: 1, counts: [])
    }
    checker.mapping(naive, "`naive`", allowed: ["factor", "counts", "source"])
    return RateCard.Naive(
      factor: checker.number("factor", of: naive, "`naive`", in: 0...100, standIn: 1),
      source: source(of: naive, "`naive`"),
      counts: readCounts("counts", of: naive, "`naive`", yearly: false))
  }

  mutating func readCounts(
    _ key: String, of node: Node, _ owner: String, yearly: Bool, base: [RateCard.Count]? = nil
  ) -> [RateCard.Count] {
    list(key, of: node, owner).compactMap { count in
      let keys = ["id", "title", "units", "hours", "source"] + (yearly ? ["times-a-year"] : [])
      checker.mapping(count, "a line of `\(key)`", allowed: keys)
      let id = claim(count, "a line of `\(key)`")
      let what = "line `\(id)`"
      if base != nil,
        isMistyped(
          count, id, "line of `\(key)`", among: base?.map(\.id) ?? [], needs: keys.filter { $0 != "id" })
      {
        return nil
      }
      let known = base?.first { $0.id == id }
      func number(_ key: String, _ base: Double?) -> Double {
        if let base, count[key].map(\.isNull) ?? true { return base }
        return checker.number(key, of: count, what, in: 0...1e6, standIn: 1)
      }
      return RateCard.Count(
        id: id, title: text("title", of: count, what, base: known?.title),
        units: text("units", of: count, what, base: known?.units),
        times: yearly ? number("times-a-year", known?.times) : 1, hours: number("hours", known?.hours),
        source: text("source", of: count, what, base: known?.source),
        unitsPlace: count["units"] == nil ? known?.unitsPlace ?? queryPlace(count) : queryPlace(count))
    }
  }
}
