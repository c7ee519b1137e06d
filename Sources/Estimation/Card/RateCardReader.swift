import Diagnostics
import Formats
import Method

/// The reading of one card. What is wrong is noted and stood in for, so that the rest is checked as well.
struct RateCardReader {
  var checker: NodeChecker
  private var spreads: [String: Spread] = [:]
  private var groupIds: [String] = []
  private var ids: [String: Position] = [:]

  init(file: String) { checker = NodeChecker(file: file) }

  mutating func card(_ node: Node, name: String) -> RateCard {
    checker.mapping(
      node, "the card",
      allowed: [
        "hours-per-day", "spreads", "groups", "lines", "overheads", "correlation", "discovery", "resolve",
        "run-cost", "naive",
      ])
    spreads = readSpreads(node)
    let groups = readGroups(node)
    groupIds = groups.map(\.id)
    return RateCard(
      name: name,
      hoursPerDay: checker.number("hours-per-day", of: node, "the card", in: 1...24, standIn: 8),
      groups: groups, lines: readLines(node), overheads: readOverheads(node), resolve: readResolve(node),
      correlation: readCorrelation(node), discovery: readDiscovery(node),
      runCost: readCounts("run-cost", of: node, "the card", yearly: true), naive: readNaive(node))
  }

  private mutating func readSpreads(_ node: Node) -> [String: Spread] {
    guard let table = node["spreads"], !table.isNull else { return [:] }
    var spreads: [String: Spread] = [:]
    for entry in checker.mapping(table, "`spreads`") {
      let what = "spread `\(entry.key)`"
      guard let factors = numbers(entry.value, what, count: 2) else { continue }
      spreads[entry.key] = Spread(low: factors[0], high: factors[1])
    }
    return spreads
  }

  private mutating func readGroups(_ node: Node) -> [RateCard.Group] {
    checker.sequence("groups", of: node, "the card").map { group in
      checker.mapping(group, "a group", allowed: ["id", "title", "visible"])
      let id = claim(group, "a group", space: "group ")
      var visible = false
      if let flag = group["visible"], !flag.isNull {
        if let value = flag.bool {
          visible = value
        } else {
          checker.report(
            "wrong-type", "`visible` of group `\(id)` is \(flag.kind), not true or false.", at: flag.position)
        }
      }
      return RateCard.Group(id: id, title: checker.text("title", of: group, "group `\(id)`"), visible: visible)
    }
  }

  private mutating func readLines(_ node: Node) -> [RateCard.Line] {
    checker.sequence("lines", of: node, "the card").map { line in
      checker.mapping(
        line, "a line", allowed: ["id", "group", "title", "units", "hours", "likely", "spread", "source"])
      let id = claim(line, "a line")
      let what = "line `\(id)`"
      let group = checker.text("group", of: line, what)
      if !group.isEmpty, !groupIds.contains(group) {
        checker.unknown("group", group, among: groupIds, at: line["group"]!.position, code: "unknown-group")
      }
      let units = checker.text("units", of: line, what)
      return priced(line, what, id: id, group: group, units: units, hours: "hours")
    }
  }

  private mutating func readOverheads(_ node: Node) -> [RateCard.Line] {
    guard let list = node["overheads"], !list.isNull else { return [] }
    return checker.sequence("overheads", of: node, "the card").map { overhead in
      checker.mapping(overhead, "an overhead", allowed: ["id", "title", "share", "source"])
      let id = claim(overhead, "an overhead")
      return priced(overhead, "overhead `\(id)`", id: id, group: "", units: "", hours: "share")
    }
  }

  private mutating func readResolve(_ node: Node) -> RateCard.Line {
    let resolve = checker.value("resolve", of: node, "the card") ?? Node(.mapping([]))
    checker.mapping(resolve, "`resolve`", allowed: ["title", "hours", "likely", "spread", "source"])
    return priced(resolve, "`resolve`", id: "resolve", group: "resolve", units: "", hours: "hours")
  }

  /// What lines, overheads and the resolve line have in common: title, triple and source.
  private mutating func priced(
    _ node: Node, _ what: String, id: String, group: String, units: String, hours key: String
  ) -> RateCard.Line {
    let (triple, distribution) = readTriple(node, what, key)
    return RateCard.Line(
      id: id, group: group, title: checker.text("title", of: node, what), units: units, hours: triple,
      distribution: distribution, source: checker.text("source", of: node, what),
      place: checker.place(node.position))
  }

  /// What stands in for a triple that is wrong; no card ever leaves with it.
  private static let standIn = (Triple(1, 2, 4), ShiftedLognormal(medianOneWithP90: 2))

  /// A triple, `hours: [2, 4, 12]` or `likely: 4` with `spread: m`, and the distribution through it.
  private mutating func readTriple(_ node: Node, _ what: String, _ key: String) -> (Triple, ShiftedLognormal) {
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

  private mutating func statedTriple(_ node: Node, _ what: String, _ key: String) -> (Triple?, Position) {
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
    guard let spread = spreads[name] else {
      if !name.isEmpty {
        checker.unknown(
          "spread", name, among: spreads.keys.sorted(), at: node["spread"]!.position, code: "unknown-spread")
      }
      return (nil, likely.position)
    }
    return (figure.map { Triple(likely: $0, spread: spread) }, likely.position)
  }

  private mutating func readCorrelation(_ node: Node) -> RateCard.Correlation {
    let what = "`correlation`"
    guard let shares = checker.value("correlation", of: node, "the card") else {
      return RateCard.Correlation(common: 0, group: 0, own: 1)
    }
    checker.mapping(shares, what, allowed: ["common", "group", "own"])
    func share(_ key: String, _ standIn: Double) -> Double {
      checker.number(key, of: shares, what, in: 0...1, standIn: standIn)
    }
    let result = RateCard.Correlation(
      common: share("common", 0), group: share("group", 0), own: share("own", 1))
    let sum = result.common + result.group + result.own
    if shares.mapping?.count == 3, abs(sum - 1) > 1e-9 {
      checker.report(
        "shares-not-one", "The shares of `correlation` add up to \(plainNumber(sum)), not 1.",
        at: shares.position)
    }
    return result
  }

  private mutating func readDiscovery(_ node: Node) -> RateCard.Discovery {
    guard let table = checker.value("discovery", of: node, "the card") else {
      return RateCard.Discovery(ratios: [:])
    }
    checker.mapping(table, "`discovery`", allowed: Scope.Readiness.allCases.map(\.rawValue))
    var ratios: [Scope.Readiness: Double] = [:]
    for readiness in Scope.Readiness.allCases {
      ratios[readiness] = checker.number(
        readiness.rawValue, of: table, "`discovery`", in: 1...10, standIn: 1)
    }
    return RateCard.Discovery(ratios: ratios)
  }

  private mutating func readNaive(_ node: Node) -> RateCard.Naive {
    guard let naive = checker.value("naive", of: node, "the card") else {
      return RateCard.Naive(factor: 1, counts: [])
    }
    checker.mapping(naive, "`naive`", allowed: ["factor", "counts"])
    return RateCard.Naive(
      factor: checker.number("factor", of: naive, "`naive`", in: 0...100, standIn: 1),
      counts: readCounts("counts", of: naive, "`naive`", yearly: false))
  }

  private mutating func readCounts(_ key: String, of node: Node, _ owner: String, yearly: Bool) -> [RateCard
    .Count]
  {
    checker.sequence(key, of: node, owner).map { count in
      let keys = ["id", "title", "units", "hours", "source"] + (yearly ? ["times-a-year"] : [])
      checker.mapping(count, "a line of `\(key)`", allowed: keys)
      let id = claim(count, "a line of `\(key)`")
      let what = "line `\(id)`"
      return RateCard.Count(
        id: id, title: checker.text("title", of: count, what), units: checker.text("units", of: count, what),
        times: yearly ? checker.number("times-a-year", of: count, what, in: 0...1e6, standIn: 1) : 1,
        hours: checker.number("hours", of: count, what, in: 0...1e6, standIn: 0),
        source: checker.text("source", of: count, what))
    }
  }

  /// The id of a node; one that another node has is a problem.
  private mutating func claim(_ node: Node, _ what: String, space: String = "") -> String {
    let id = checker.text("id", of: node, what)
    guard !id.isEmpty else { return "" }
    let position = node["id"]!.position
    if let first = ids[space + id] {
      checker.report(
        "duplicate-id", "`\(id)` is there twice.", at: position, notes: ["first on line \(first.line)"])
    } else {
      ids[space + id] = position
    }
    return id
  }

  private mutating func numbers(_ node: Node, _ what: String, count: Int) -> [Double]? {
    guard let nodes = node.sequence, nodes.count == count else {
      checker.report(
        "wrong-type", "\(what) is \(node.kind), not a sequence of \(count) numbers.", at: node.position)
      return nil
    }
    let numbers = nodes.compactMap { checker.number($0, "a figure of \(what)", in: -1e6...1e6) }
    return numbers.count == count ? numbers : nil
  }
}
