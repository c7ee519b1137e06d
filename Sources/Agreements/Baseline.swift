public import Catalogue
import Database
import Diagnostics
public import Digests
public import Workbook

/// The facts as they were frozen: what people put their names to.
public struct Baseline: Sendable {
  /// The fact that it is in the workbook.
  public let fact: Fact
  /// The canonical form that its digests are taken of.
  public let form: String
  /// The digest of all its items.
  public let digest: String
  /// The entry of the journal up to which it holds.
  public let entry: Int
  /// The hash of that entry.
  public let head: String
  /// How many items it has.
  public let count: Int
  /// When it was made, in UTC, and who made it.
  public let at: String
  /// Who made it.
  public let who: String
  /// How many gaps were open then, and how many of them stop sign-off; nil where nobody looked.
  public let openGaps: Int?
  /// How many of these stop sign-off.
  public let openBlockers: Int?
  /// Why it was frozen with blockers open.
  public let reason: String?
  /// What else is to be said of it.
  public let note: String?

  /// What a signature of the baseline itself signs.
  public var statement: CanonicalValue {
    .object([
      ("baseline", .text(fact.ref)), ("digest", .text(digest)), ("entry", .integer(Int64(entry))),
      ("form", .text(form)), ("head", .text(head)), ("items", .integer(Int64(count))),
      ("statement", .text("plumbline-baseline-1")),
    ])
  }

  /// Every baseline, oldest first.
  public static func all(_ workbook: Workbook) throws -> [Baseline] { try all(try workbook.reader()) }

  /// Every baseline, oldest first.
  public static func all(_ reader: Reader) throws -> [Baseline] {
    var found: [Baseline] = []
    try reader.query(
      """
      SELECT b.id, b.ref, b.form, b.digest, b.entry, b.head, b.items, i.captured_at, i.captured_by, b.open_gaps,
        b.open_blockers, b.reason, b.note FROM baseline b JOIN item i ON i.id = b.id ORDER BY b.id
      """
    ) { row in
      found.append(
        Baseline(
          fact: Fact(id: try row.integer(0), kind: "baseline", ref: try row.text(1)), form: try row.text(2),
          digest: try row.text(3), entry: Int(try row.integer(4)), head: try row.text(5),
          count: Int(try row.integer(6)), at: try row.text(7), who: try row.text(8),
          openGaps: try row.optionalInteger(9).map(Int.init),
          openBlockers: try row.optionalInteger(10).map(Int.init), reason: try row.optionalText(11),
          note: try row.optionalText(12)))
    }
    return found
  }

  /// The baseline that a person means; the newest when nothing is said.
  public static func named(_ typed: String?, _ workbook: Workbook) throws -> Baseline {
    let all = try all(workbook)
    guard let typed else {
      if let last = all.last { return last }
      throw Diagnostic(
        "no-baseline", "There is no baseline yet.", remedies: ["plumbline baseline create NAME"], exit: .usage)
    }
    let fact = try workbook.fact(typed, kinds: ["baseline"])
    guard let found = all.first(where: { $0.fact.id == fact.id }) else {
      throw Diagnostic("internal", "\(fact.ref) is not among the baselines.")
    }
    return found
  }

  /// Its items as they were frozen, by reference.
  public func items(_ reader: Reader) throws -> [FrozenItem] {
    var items: [FrozenItem] = []
    try reader.query(
      "SELECT ref, kind, digest FROM baseline_item WHERE baseline_id = :id ORDER BY ref",
      named: ["id": .integer(fact.id)]
    ) { row in
      guard let digest = Digest(try row.text(2)) else { return }
      items.append(FrozenItem(ref: try row.text(0), kind: try row.text(1), digest: digest))
    }
    return items
  }

  /// What was not decided when it was made, worst first.
  public func gaps(_ workbook: Workbook) throws -> [FrozenGap] {
    var gaps: [FrozenGap] = []
    try workbook.reader().query(
      "SELECT gap, severity, about, detail FROM baseline_gap WHERE baseline_id = :id ORDER BY position",
      named: ["id": .integer(fact.id)]
    ) { row in
      gaps.append(
        FrozenGap(
          gap: try row.text(0), severity: try row.text(1), about: try row.text(2),
          detail: try row.optionalText(3)))
    }
    return gaps
  }

  /// The workbook as it was frozen, in memory: made again from the journal.
  public func workbook(_ now: Workbook) throws -> Workbook { try now.asOf(entry: entry) }

  /// The facts as they were frozen.
  public func facts(_ now: Workbook) throws -> PlainFacts { try PlainFacts(workbook(now)) }

  func exported(_ workbook: Workbook) throws -> CanonicalValue {
    .object([
      ("digest", .text(digest)), ("entry", .integer(Int64(entry))),
      (
        "gaps",
        .list(
          try gaps(workbook).map { gap in
            .object(known: [
              ("about", .text(gap.about)), ("detail", gap.detail.map { .text($0) }), ("gap", .text(gap.gap)),
              ("severity", .text(gap.severity)),
            ])
          })
      ), ("head", .text(head)),
      (
        "items",
        .list(
          try items(try workbook.reader()).map {
            .list([.text($0.ref), .text($0.kind), .text("\($0.digest)")])
          })
      ), ("ref", .text(fact.ref)), ("statement", statement),
    ])
  }
}

/// A baseline to be made.
public struct BaselineDraft: Sendable {
  /// What it is to be called.
  public var name: String
  /// The gaps that are open, worst first.
  public var gaps: [FrozenGap] = []
  /// Why it is made with blockers open.
  public var reason: String?
  /// What else is to be said of it.
  public var note: String?
  /// The P50 and the P80 of the estimate, in hours, where there is one.
  public var p50: Double?
  /// The P80, in hours.
  public var p80: Double?
  /// What is kept of that estimate as a fact of its own; empty where there is none.
  public var estimate: [String: FactValue?] = [:]
  /// The end of the journal when the gaps were looked for.
  public var head: JournalHead
  /// The command to try again with when somebody captures meanwhile.
  public var retry: String

  /// Begins a draft of the facts up to an entry.
  public init(name: String, head: JournalHead) {
    self.name = name
    self.head = head
    retry = "plumbline baseline create \(shellQuoted(name))"
  }

  /// Freezes the facts as they are. Refused when somebody has captured anything since the gaps were looked for.
  /// What is to be kept with it is captured by `also`, within the same entry.
  public func freeze(
    _ workbook: Workbook, _ summary: String, by attribution: Attribution, rehearsing: Bool = false,
    also: (Capture, Fact, PlainFacts) throws -> Void = { _, _, _ in }
  ) throws -> (fact: Fact, digest: Digest, items: Int) {
    try workbook.capture(summary, by: attribution, rehearsing: rehearsing, sealing: true) { capture in
      guard let hash = head.hash, try capture.head() == head else {
        throw Diagnostic(
          "changed-meanwhile", "Somebody captured something meanwhile; nothing was frozen.",
          remedies: [retry])
      }
      let facts = try PlainFacts(workbook)
      let digest = facts.digest
      let blockers = gaps.count { $0.severity == "blocker" }
      var values: [String: FactValue?] = [
        "name": .text(name), "form": .text(PlainFacts.form), "digest": .text("\(digest)"),
        "entry": .integer(head.seq), "head": .text("\(hash)"), "items": .integer(facts.items.count),
        "open-gaps": .integer(gaps.count), "open-blockers": .integer(blockers),
      ]
      if let reason { values["reason"] = .some(.text(reason)) }
      if let note { values["note"] = .some(.text(note)) }
      if let p50 { values["median-hours"] = .some(.decimal(p50)) }
      if let p80 { values["planned-hours"] = .some(.decimal(p80)) }
      let fact = try capture.add(Catalogue.baseline, values)
      try capture.freeze(fact, items: facts.items.map(\.frozen), gaps: gaps)
      if !estimate.isEmpty {
        let own: [String: FactValue?] = ["baseline": .references([fact.ref])]
        _ = try capture.add(try Catalogue.kind("estimate"), estimate.merging(own) { $1 })
      }
      try also(capture, fact, facts)
      return (fact, digest, facts.items.count)
    }
  }
}
