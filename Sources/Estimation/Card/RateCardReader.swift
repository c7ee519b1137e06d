import Diagnostics
import Formats
import Method

/// The reading of one card. What is wrong is noted and stood in for, so that the rest is checked as well.
///
/// A card that overlays another (`base`) states only what differs: a section that it leaves out is the base's;
/// of lists, entries of an id that the base has take its place, key by key, and others are added.
struct RateCardReader {
  var checker: NodeChecker
  let base: RateCard?
  /// The lines of the file's text, to find where a query begins.
  let text: [Substring]
  var spreads: [String: Spread] = [:]
  /// Spreads that there are, but that are no good: the lines that use them are not told as well.
  var brokenSpreads: Set<String> = []
  var groupIds: [String] = []
  /// The sections that are left out.
  var missing: [String] = []
  var ids: [String: Position] = [:]

  init(file: String, base: RateCard? = nil, text: String = "") {
    checker = NodeChecker(file: file)
    self.base = base
    self.text = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  mutating func card(_ node: Node, name: String) -> RateCard {
    checker.mapping(
      node, "the card",
      allowed: [
        "extends", "hours-per-day", "spreads", "groups", "lines", "overheads", "correlation", "discovery",
        "resolve", "decisions", "run-cost", "naive",
      ])
    reportSections(node)
    spreads = readSpreads(node)
    let groups = Self.overlaid(base?.groups, by: readGroups(node), id: \.id)
    groupIds = groups.map(\.id)
    let isLeftOut = { (key: String) in node[key].map(\.isNull) ?? true }
    let lines = Self.overlaid(base?.lines, by: readLines(node), id: \.id)
    checkUndecided(lines)
    return RateCard(
      name: name, extends: base?.name,
      hoursPerDay: base != nil && isLeftOut("hours-per-day")
        ? base?.hoursPerDay ?? 8
        : isMissing("hours-per-day")
          ? 8 : checker.number("hours-per-day", of: node, "the card", in: 1...24, standIn: 8),
      spreads: spreads, groups: groups, lines: lines,
      overheads: Self.overlaid(base?.overheads, by: readOverheads(node), id: \.id),
      resolve: readResolve(node),
      correlation: isLeftOut("correlation")
        ? base?.correlation ?? readCorrelation(node) : readCorrelation(node),
      discovery: isLeftOut("discovery") ? base?.discovery ?? readDiscovery(node) : readDiscovery(node),
      decisions: isLeftOut("decisions") ? base?.decisions : readDecisions(node),
      runCost: Self.overlaid(
        base?.runCost, by: readCounts("run-cost", of: node, "the card", yearly: true, base: base?.runCost),
        id: \.id),
      naive: isLeftOut("naive") ? base?.naive ?? readNaive(node) : readNaive(node))
  }

  /// The sections that a card has which is whole by itself.
  static let sections = [
    "hours-per-day", "groups", "lines", "correlation", "discovery", "resolve", "run-cost", "naive",
  ]

  /// Tells the sections that are missing, all at once: each of them left out is one mistake, and usually that of
  /// having left out `extends`.
  mutating func reportSections(_ node: Node) {
    guard base == nil, let entries = node.mapping else { return }
    missing = Self.sections.filter { section in !entries.contains { $0.key == section && !$0.value.isNull } }
    if !missing.isEmpty {
      let names = missing.map { "`\($0)`" }.joined(separator: ", ")
      checker.report(
        "missing-key", "The card has no \(names).", at: node.position,
        notes: ["a card that states only what differs from another begins with `extends: standard`"])
    }
    if let lines = node["lines"], lines.sequence?.isEmpty == true {
      checker.report("no-lines", "The card has no lines, so that nothing is priced.", at: lines.position)
    }
  }

  /// Whether a section is left out, which was told already.
  func isMissing(_ key: String) -> Bool { missing.contains(key) }

  /// The base's entries, those of the same id replaced, and the new ones after them.
  static func overlaid<Entry>(
    _ base: [Entry]?, by own: [Entry], id: (Entry) -> String
  ) -> [Entry] {
    guard let base else { return own }
    let known = Set(base.map(id))
    let mine = Dictionary(own.map { (id($0), $0) }, uniquingKeysWith: { first, _ in first })
    return base.map { mine[id($0)] ?? $0 } + own.filter { !known.contains(id($0)) }
  }

  /// The nodes of a list; one that an overlay leaves out is empty.
  mutating func list(_ key: String, of node: Node, _ what: String) -> [Node] {
    if base != nil || isMissing(key), node[key].map(\.isNull) ?? true { return [] }
    return checker.sequence(key, of: node, what)
  }

  /// The text under a key, or what the base has there.
  mutating func text(_ key: String, of node: Node, _ what: String, base: String?) -> String {
    if let base, node[key].map(\.isNull) ?? true { return base }
    return checker.text(key, of: node, what)
  }

  /// Where the text of a query begins: after the sign of a block, on the next line.
  func queryPlace(_ node: Node) -> Place {
    let position = node["units"]?.position ?? node.position
    guard text.indices.contains(position.line - 1) else { return checker.place(position) }
    let rest = text[position.line - 1].dropFirst(position.column - 1)
    let sign = rest.split(separator: " ").last?.first
    guard sign == "|" || sign == ">", text.indices.contains(position.line) else {
      return checker.place(position)
    }
    let indent = text[position.line].prefix { $0 == " " }.count
    return checker.place(Position(line: position.line + 1, column: indent + 1))
  }

  mutating func readSpreads(_ node: Node) -> [String: Spread] {
    var spreads = base?.spreads ?? [:]
    guard let table = node["spreads"], !table.isNull else { return spreads }
    for entry in checker.mapping(table, "`spreads`") {
      let what = "spread `\(entry.key)`"
      brokenSpreads.insert(entry.key)
      guard let factors = numbers(entry.value, what, count: 2) else { continue }
      do throws(ShiftedLognormal.Misfit) {
        _ = try ShiftedLognormal(Triple(factors[0], 1, factors[1]))
      } catch {
        let text = factors.map(plainNumber).joined(separator: " / ")
        checker.report(
          "unfit-spread", "No triple with the \(what), \(text) of the likely value, can be fitted.",
          at: entry.value.position, reason: error.rule(likely: "1"))
        continue
      }
      brokenSpreads.remove(entry.key)
      spreads[entry.key] = Spread(low: factors[0], high: factors[1])
    }
    return spreads
  }

  mutating func readGroups(_ node: Node) -> [RateCard.Group] {
    list("groups", of: node, "the card").compactMap { group in
      checker.mapping(group, "a group", allowed: ["id", "title", "visible"])
      let id = claim(group, "a group", space: "group ")
      if isMistyped(group, id, "group", among: base?.groups.map(\.id) ?? [], needs: ["title"]) { return nil }
      let known = base?.groups.first { $0.id == id }
      var visible = known?.visible ?? false
      if let flag = group["visible"], !flag.isNull {
        if let value = flag.bool {
          visible = value
        } else {
          checker.report(
            "wrong-type", "`visible` of group `\(id)` is \(flag.kind), not true or false.", at: flag.position)
        }
      }
      let title = text("title", of: group, "group `\(id)`", base: known?.title)
      return RateCard.Group(id: id, title: title, visible: visible)
    }
  }

  mutating func readLines(_ node: Node) -> [RateCard.Line] {
    list("lines", of: node, "the card").compactMap { line in
      checker.mapping(
        line, "a line",
        allowed: ["id", "group", "title", "units", "hours", "likely", "spread", "source", "undecided"])
      let id = claim(line, "a line")
      let what = "line `\(id)`"
      let known = base?.lines.first { $0.id == id }
      if isMistyped(
        line, id, "line", among: base?.lines.map(\.id) ?? [], needs: ["group", "title", "units", "source"])
      {
        return nil
      }
      let group = text("group", of: line, what, base: known?.group)
      if let stated = line["group"], !group.isEmpty, !groupIds.contains(group) {
        checker.unknown("group", group, among: groupIds, at: stated.position, code: "unknown-group")
      }
      let units = text("units", of: line, what, base: known?.units)
      var read = priced(line, what, id: id, group: group, units: units, hours: "hours", base: known)
      if let known, line["units"] == nil { read.unitsPlace = known.unitsPlace }
      read.undecided = readUndecided(line, what) ?? known?.undecided
      return read
    }
  }

  /// Whether an entry of an overlay means one of the card below and misspells it: the card below has none of that id,
  /// and the entry lacks what one of its own needs. That is one mistake, and told once.
  mutating func isMistyped(_ entry: Node, _ id: String, _ what: String, among known: [String], needs: [String])
    -> Bool
  {
    guard let base, !id.isEmpty, !known.contains(id) else { return false }
    let missing = needs.filter { entry[$0].map(\.isNull) ?? true }
    guard !missing.isEmpty else { return false }
    let nearest = nearest(to: id, in: known)
    checker.report(
      "unknown-rate-line", "The card `\(base.name)` has no \(what) `\(id)`.",
      at: entry["id"]?.position ?? entry.position,
      notes: (nearest.map { ["did you mean `\($0)`?"] } ?? []) + [
        "one of this card's own needs \(missing.map { "`\($0)`" }.joined(separator: ", ")) as well"
      ])
    return true
  }

  mutating func readUndecided(_ line: Node, _ what: String) -> RateCard.Undecided? {
    guard let node = line["undecided"], !node.isNull else { return nil }
    let what = "`undecided` of \(what)"
    checker.mapping(node, what, allowed: ["gaps", "becomes"])
    let gaps = checker.sequence("gaps", of: node, what).compactMap(\.string)
    return RateCard.Undecided(gaps: gaps, becomes: checker.text("becomes", of: node, what))
  }

  /// What is undecided becomes something of the same group that costs no more: closing a gap never raises the
  /// figures. Held at every percent of both distributions.
  mutating func checkUndecided(_ lines: [RateCard.Line]) {
    for line in lines {
      guard let becomes = line.undecided?.becomes, !becomes.isEmpty else { continue }
      let position = Position(line: line.place.line ?? 0, column: line.place.column ?? 0)
      guard let other = lines.first(where: { $0.id == becomes }) else {
        checker.unknown("line", becomes, among: lines.map(\.id), at: position, code: "unknown-rate-line")
        continue
      }
      let dearer = (1...99).contains {
        other.distribution.quantile(Double($0) / 100) > line.distribution.quantile(Double($0) / 100)
      }
      guard dearer || other.group != line.group || other.undecided != nil else { continue }
      checker.report(
        "unfit-becomes", "What `\(line.id)` prices cannot become `\(becomes)`.", at: position,
        reason: "A decided unit is of the same group, costs no more at any percentile, and stays decided.")
    }
  }

  mutating func readDecisions(_ node: Node) -> RateCard.Decisions? {
    guard let decisions = node["decisions"] else { return nil }
    let what = "`decisions`"
    checker.mapping(decisions, what, allowed: ["share", "hours-a-week", "source"])
    return RateCard.Decisions(
      share: checker.number("share", of: decisions, what, in: 0...1, standIn: 0),
      hoursPerWeek: checker.number("hours-a-week", of: decisions, what, in: 0.1...168, standIn: 1),
      source: checker.text("source", of: decisions, what))
  }

  /// The id of a node; one that another node has is a problem.
  mutating func claim(_ node: Node, _ what: String, space: String = "") -> String {
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

  mutating func numbers(_ node: Node, _ what: String, count: Int) -> [Double]? {
    guard let nodes = node.sequence, nodes.count == count else {
      checker.report(
        "wrong-type", "\(what) is \(node.kind), not a sequence of \(count) numbers.", at: node.position)
      return nil
    }
    // Those under 0 are told by the rule that they break.
    let numbers = nodes.compactMap { node -> Double? in
      guard let number = node.double, number < 0 else {
        return checker.number(node, "a figure of \(what)", in: 0...1e6)
      }
      return number
    }
    return numbers.count == count ? numbers : nil
  }
}
