import Catalogue
import Database
import Diagnostics
public import Digests
public import Workbook

/// An amendment to be made: a baseline, and what it changes of an earlier one.
public struct AmendmentDraft: Sendable {
  /// The facts as they will be frozen.
  public var baseline: BaselineDraft
  /// The baseline that it changes.
  public let amends: Baseline
  /// Why.
  public let reason: String
  /// Who asked for it.
  public let requestedBy: Fact
  /// The day on which that was.
  public let requestedOn: String
  /// What came, changed or went, then what rests on that.
  public let items: [Supersession.Entry]
  /// The votes that it needs.
  public let needs: [Amendment.Need]
  /// What it does to the estimate.
  public var estimate: EstimateChange?

  /// Works out what has changed since the baseline that is named, or else since the newest that somebody agreed to.
  /// Refused when nothing has.
  public init(
    _ workbook: Workbook, name: String, amends typed: String?, reason: String, requestedBy: String,
    requestedOn: String
  ) throws {
    let reader = try workbook.reader()
    baseline = BaselineDraft(name: name, head: try workbook.head())
    baseline.retry = "plumbline amendment create \(shellQuoted(name)) …"
    amends = try Self.baseline(typed, workbook, reader)
    self.reason = reason
    self.requestedBy = try workbook.fact(requestedBy, kinds: ["person"])
    self.requestedOn = requestedOn
    items = try Supersession(since: amends, workbook).entries
    guard !items.isEmpty else {
      throw Diagnostic(
        "nothing-changed", "Nothing has changed since \(amends.fact.ref); there is nothing to amend.",
        remedies: ["plumbline diff \(shellQuoted(amends.fact.ref))"], exit: .usage)
    }
    needs = try Self.needs(of: items, amends, workbook, reader)
  }

  private static func baseline(_ typed: String?, _ workbook: Workbook, _ reader: Reader) throws -> Baseline {
    if let typed { return try Baseline.named(typed, workbook) }
    let agreed = try reader.rows(
      """
      SELECT baseline FROM approval WHERE vote IN ('approve', 'approve-with-conditions')
      ORDER BY baseline_id DESC LIMIT 1
      """
    ).rows.first?[0].displayed
    return try Baseline.named(agreed, workbook)
  }

  /// The votes that no longer hold, by role and by what of the change they are about.
  private static func needs(
    of items: [Supersession.Entry], _ amends: Baseline, _ workbook: Workbook, _ reader: Reader
  ) throws -> [Amendment.Need] {
    // What was agreed to in the baselines that this one amends, one after the other, is agreed to in it.
    var line: Set<Int64> = [amends.fact.id]
    for earlier in try Amendment.all(reader).reversed() where line.contains(earlier.baseline.id) {
      line.insert(earlier.amends.id)
    }
    var needs: [Amendment.Need] = []
    for vote in try StandingApproval.all(workbook, reader) where vote.isYes && line.contains(vote.baseline.id) {
      let isAll = vote.isOnAll || vote.document != nil
      let covered = items.filter { vote.covers($0.ref) }
      guard isAll || !covered.isEmpty else { continue }
      let need = Amendment.Need(
        role: vote.role, people: [vote.person],
        about: isAll ? nil : covered.filter { $0.how != .removed }.map(\.ref), document: vote.document,
        needed: 1)
      if let place = needs.firstIndex(where: { $0.isSameDemand(as: need) }) {
        if !needs[place].people.contains(vote.person) { needs[place].people.append(vote.person) }
      } else {
        needs.append(need)
      }
    }
    // Who has to agree to all of it need not be asked about a part.
    let all = Set(needs.filter { $0.about == nil && $0.document == nil }.map { $0.role.lowercased() })
    needs.removeAll { $0.about != nil && all.contains($0.role.lowercased()) }
    let asked = try reader.rows("SELECT role, about, document, votes FROM sign_off ORDER BY id").rows
    for place in needs.indices { needs[place].needed = needed(needs[place], asked) }
    return needs
  }

  /// How many people have to agree: as many as the role needs, or else all who had agreed.
  private static func needed(_ need: Amendment.Need, _ asked: [[SQLValue]]) -> Int {
    let own = asked.filter { $0[0].displayed?.lowercased() == need.role.lowercased() }
    let exact = own.filter { row in
      row[2].displayed == need.document
        && (need.about.map { about in row[1].displayed.map(about.contains) ?? false } ?? (row[1] == .null))
    }
    let votes = (exact.isEmpty ? own : exact).map { Int($0[3].displayed ?? "1") ?? 1 }
    return max(1, votes.max() ?? need.people.count)
  }

  /// Freezes the facts and writes the amendment, as one entry that is never taken back.
  public func freeze(
    _ workbook: Workbook, _ summary: String, by attribution: Attribution, rehearsing: Bool = false
  ) throws -> (amendment: Fact, baseline: Fact, digest: Digest, items: Int) {
    var amendment: Fact?
    let (fact, digest, count) = try baseline.freeze(workbook, summary, by: attribution, rehearsing: rehearsing)
    { capture, fact, facts in
      let statement = try statement(fact, facts, workbook, at: attribution.at)
      amendment = try capture.add(Catalogue.amendment, values(fact, statement))
    }
    guard let amendment else { throw Diagnostic("internal", "The amendment was not made.") }
    return (amendment, fact, digest, count)
  }

  private func values(_ baseline: Fact, _ statement: CanonicalValue) -> [String: FactValue?] {
    let touched = items.count { $0.how != .downstream }
    var values: [String: FactValue?] = [
      "baseline": .references([baseline.ref]), "amends": .references([amends.fact.ref]),
      "reason": .text(reason),
      "requested-by": .references([requestedBy.ref]), "requested-on": .text(requestedOn),
      "touched": .integer(touched),
      "downstream": .integer(items.count { $0.how == .downstream && !$0.isEstimate }),
      "statement": .text(String(decoding: statement.canonical, as: UTF8.self)),
    ]
    if let sides = estimate?.sides {
      values["median-before"] = .some(.decimal(sides.before.p50))
      values["median-after"] = .some(.decimal(sides.after.p50))
      values["planned-before"] = .some(.decimal(sides.before.p80))
      values["planned-after"] = .some(.decimal(sides.after.p80))
    }
    return values
  }

  /// What it states: with digests, so that it means these facts and no others, wherever it is kept.
  private func statement(
    _ fact: Fact, _ facts: PlainFacts, _ workbook: Workbook, at: Moment
  ) throws -> CanonicalValue {
    let digests = Dictionary(
      facts.items.map { (Array($0.ref.utf8), $0.digest) }, uniquingKeysWith: { first, _ in first })
    guard case .text(let name)? = try workbook.record(requestedBy).value("name") else {
      throw Diagnostic("internal", "\(requestedBy.ref) has no name.")
    }
    return .object(known: [
      ("amends", .list([.text(amends.fact.ref), .text(amends.digest)])), ("at", .text("\(at)")),
      ("baseline", .list([.text(fact.ref), .text("\(facts.digest)")])), ("estimate", estimate?.canonical),
      ("form", .text(PlainFacts.form)), ("head", baseline.head.hash.map { .text("\($0)") }),
      ("items", .list(items.map { $0.canonical(digests[Array($0.ref.utf8)]) })), ("name", .text(name)),
      ("reason", .text(reason)), ("requested-by", .text(requestedBy.ref)),
      ("requested-on", .text(requestedOn)), ("roles", .list(needs.map(\.canonical))),
      ("statement", .text("plumbline-amendment-1")),
    ])
  }
}

extension Amendment.Need {
  fileprivate func isSameDemand(as other: Self) -> Bool {
    role.lowercased() == other.role.lowercased() && about == other.about && document == other.document
  }

  fileprivate var canonical: CanonicalValue {
    .object(known: [
      ("about", about.map { .list($0.map { .text($0) }) }), ("document", document.map { .text($0) }),
      ("needed", .integer(Int64(needed))), ("people", .list(people.map { .text($0) })), ("role", .text(role)),
    ])
  }
}
