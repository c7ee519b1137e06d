import Catalogue
import CommandLineKit
import Database
import Diagnostics
import Estimation
import Formats
import Workbook

/// An estimate that was given and kept as a fact, so that later ones can be explained beside it.
struct EstimateRecord {
  var ref: String
  var name: String
  /// The baseline whose facts it prices, if it was kept with one.
  var baseline: String?
  var day: String
  var card: String
  /// The SHA-256 of the card's figures.
  var digest: String
  var trials: Int
  var seed: Int
  var readiness: String
  var items: Int
  var gaps: Int
  var mean: Double
  var p50: Double
  var p80: Double
  /// How far chance may have moved P80, in hours.
  var chance: Double?
  var parts: [Growth.Part]

  /// The estimates that were kept, in the order in which they were given.
  static func all(_ reader: Reader) throws -> [EstimateRecord] {
    try reader.rows(
      """
      SELECT e.ref, e.name, e.baseline, substr(i.captured_at, 1, 10), e.card, e.card_digest, e.trials, e.seed,
        e.readiness, e.items, e.gaps, e.mean, e.middle, e.plan, e.chance, e.parts
      FROM estimate e JOIN item i ON i.id = e.id ORDER BY e.id
      """
    ).rows.map { row in
      let text = { (index: Int) in row[index].displayed ?? "" }
      let number = { (index: Int) in Double(text(index)) ?? 0 }
      return EstimateRecord(
        ref: text(0), name: text(1), baseline: row[2].displayed, day: text(3), card: text(4), digest: text(5),
        trials: Int(text(6)) ?? 0, seed: Int(text(7)) ?? 0, readiness: text(8), items: Int(text(9)) ?? 0,
        gaps: Int(text(10)) ?? 0, mean: number(11), p50: number(12), p80: number(13),
        chance: row[14].displayed.flatMap(Double.init), parts: parts(text(15)))
    }
  }

  /// More hours than anybody will ever work.
  private static let most = 1e12

  private static func parts(_ json: String) -> [Growth.Part] {
    ((try? JSON.parse(Array(json.utf8), file: "parts"))?.sequence ?? []).compactMap(part)
  }

  /// A record is a fact that anybody can set: figures beyond all work are none.
  private static func part(_ node: Node) -> Growth.Part? {
    guard let id = node["id"]?.string, let mean = node["mean"]?.double, abs(mean) < most else { return nil }
    var told: Int64?
    if let hours = node["told"]?.int, Double(hours.magnitude) < most { told = Int64(hours) }
    return Growth.Part(
      id: id, title: node["title"]?.string ?? id, items: count(node["items"]), mean: mean, told: told,
      lines: (node["lines"]?.sequence ?? []).compactMap(line))
  }

  private static func line(_ node: Node) -> Growth.Line? {
    guard let id = node["id"]?.string, let units = count(node["units"]), let each = node["each"]?.double,
      abs(each) < most
    else { return nil }
    return Growth.Line(id: id, units: units, each: each)
  }

  private static func count(_ node: Node?) -> Int? {
    guard let count = node?.int, (0..<1_000_000_000).contains(count) else { return nil }
    return count
  }

  /// Whether another tells the very same: its figures, and what they are made of.
  func isSame(as other: EstimateRecord) -> Bool {
    differences(from: other).isEmpty && readiness == other.readiness && parts == other.parts
      && [mean, p50, p80] == [other.mean, other.p50, other.p80]
  }

  /// What this one and an earlier one do not have in common beside the facts: `card`, `runs`, `seed`.
  func differences(from before: EstimateRecord) -> [String] {
    var words: [String] = []
    if before.card != card || before.digest != digest { words.append("card") }
    if before.trials != trials { words.append("runs") }
    if before.seed != seed { words.append("seed") }
    return words
  }

  /// The same in words: `like for like`, or `other card, other runs`.
  func likeness(to before: EstimateRecord) -> String {
    let words = differences(from: before)
    return words.isEmpty ? "like for like" : words.map { "other \($0)" }.joined(separator: ", ")
  }
}

extension EstimateRecord {
  /// An estimate as it would be kept now.
  init(_ estimate: Estimate, _ pricing: Pricing, ref: String, named name: String, on day: String) {
    self.init(
      ref: ref, name: name, day: day, card: estimate.card, digest: "\(pricing.card.digest)",
      trials: estimate.trials, seed: Int(clamping: estimate.seed),
      readiness: pricing.scope.readiness?.rawValue ?? "", items: pricing.scope.items.count,
      gaps: pricing.scope.gaps.count, mean: estimate.mean, p50: estimate.p50,
      p80: estimate.p80, chance: estimate.total.chance(0.8)?.tenth, parts: Self.parts(estimate, pricing))
  }

  /// The parts with as many digits as are kept, so that now and then compare.
  private static func parts(_ estimate: Estimate, _ pricing: Pricing) -> [Growth.Part] {
    estimate.parts(pricing.scope, at: pricing.card).map { part in
      var part = part
      part.mean = part.mean.tenth
      for index in part.lines.indices {
        part.lines[index].each = (part.lines[index].each * 1e6).rounded() / 1e6
      }
      return part
    }
  }

}

extension Appraisal {
  /// What is kept of the estimate as a fact, under the name of what it was given for.
  func values(named name: String) -> [String: FactValue?] {
    let kept = EstimateRecord(estimate, pricing, ref: "", named: name, on: "")
    let parts = kept.parts.map { part in
      let lines = part.lines.map {
        Node(object: [("id", Node($0.id)), ("units", Node($0.units)), ("each", Node($0.each))])
      }
      return Node(object: [
        ("id", Node(part.id)), ("title", Node(part.title)), ("items", Node(part.items)),
        ("mean", Node(part.mean)), ("told", Node(Int(part.told))), ("lines", Node(lines)),
      ])
    }
    var values: [String: FactValue?] = [
      "name": .text(name), "card": .text(kept.card), "card-digest": .text(kept.digest),
      "parts": .text(JSON.write(Node(parts), style: .compact)), "trials": .integer(kept.trials),
      "seed": .integer(kept.seed), "items": .integer(kept.items), "gaps": .integer(kept.gaps),
      "mean": .decimal(kept.mean),
    ]
    values["readiness"] = pricing.scope.readiness.map { .text($0.rawValue) }
    values["chance"] = kept.chance.map { .decimal($0) }
    for (key, percentile) in zip(["low", "middle", "plan", "high"], estimate.percentiles) {
      values[key] = .decimal(percentile.hours)
    }
    return values
  }
}

extension Scene {
  /// The name to keep an estimate under, refused before anything is played through: one that is there already,
  /// and one beside options that tell of another scope.
  func nameToKeep(_ arguments: Arguments) throws -> String? {
    guard let name = arguments.value("record")?.trimmed else { return nil }
    guard !name.isEmpty else {
      throw Diagnostic(
        "bad-value", "`--record` gives no name.", remedies: ["plumbline estimate --record \"First talk\""],
        exit: .usage)
    }
    let others = ["what-if", "without", "scope"].filter { !arguments.values($0).isEmpty }
    if let other = others.first {
      throw Diagnostic(
        "contradictory-options",
        "`--record` keeps the estimate of what is captured, and `--\(other)` asks of something else.",
        remedies: ["plumbline estimate --record \(shellQuoted(name))"], exit: .usage)
    }
    let kept = try EstimateRecord.all(workbook(arguments).reader())
    if let same = kept.first(where: { $0.name == name }) {
      let names = Set(kept.map(\.name))
      let free = (2...).lazy.map { "\(name) (\($0))" }.first { !names.contains($0) } ?? name
      throw Diagnostic(
        "duplicate-name", "An estimate called `\(name)` is kept already: \(same.ref), of \(same.day).",
        reason: "Two of one name could not be told apart in the history.",
        remedies: ["plumbline estimate --record \(shellQuoted(free))", "plumbline remove \(same.ref)"],
        exit: .usage)
    }
    return name
  }
}
