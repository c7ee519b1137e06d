internal import Catalogue
internal import Database
public import Workbook

/// How far a part of a scope is decided, in facts.
///
/// A fact counts once it is in play: a field or a code list when a row of the matrix moves it, a code when its
/// list is, an object when it stands for an entity, any other fact as soon as it is captured. It is *open*
/// while a blocker or a major gap is open about it, *waived* when such gaps are all waived, and *decided*
/// otherwise. Minor gaps are told, and keep nothing from being decided.
public struct Readiness: Sendable, Equatable {
  /// Facts about which nothing grave is open.
  public var decided = 0
  /// Facts about which something grave is open.
  public var open = 0
  /// Facts about which everything grave is accepted by waivers.
  public var waived = 0
  /// Open findings of each severity.
  public var findings: [GapSeverity: Int] = [:]

  /// The share of its facts that are decided or waived, from 0 to 1; nil where there is no fact yet, for an
  /// empty scope is not a finished one.
  public var share: Double? {
    let all = decided + open + waived
    return all == 0 ? nil : Double(decided + waived) / Double(all)
  }
}

/// The readiness of a whole scope: by dimension, and by entity, flow and process.
public struct ScopeReadiness {
  private let parts: PartsOfFacts
  private let findings: [Finding]
  private let byFact: [String: [Finding]]
  /// The facts in play, by kind.
  private var inPlay: [String: Set<String>] = [:]
  private let kindsAsked: [Dimension: Set<String>]

  /// Reads what is in play. `gaps` are those that were looked for, `findings` what they found, waived or not.
  public init(_ reader: Reader, _ gaps: [Gap], _ findings: [Finding]) throws {
    parts = try PartsOfFacts(reader)
    self.findings = findings
    byFact = Dictionary(grouping: findings, by: \.about)
    var kinds: [Dimension: Set<String>] = [:]
    for gap in gaps {
      kinds[gap.dimension, default: []].formUnion(gap.about.split(separator: " or ").map(String.init))
    }
    kindsAsked = kinds
    for kind in kinds.values.reduce(into: Set<String>(), { $0.formUnion($1) }) {
      inPlay[kind] = try Self.inPlay(kind, reader) ?? Set(parts.all(kind))
    }
    for finding in findings { inPlay[parts.kind(of: finding.about) ?? "", default: []].insert(finding.about) }
  }

  /// The facts of a kind that are in play; nil when all of them are.
  private static func inPlay(_ kind: String, _ reader: Reader) throws -> Set<String>? {
    let moved = "SELECT source_list_id FROM moved_code_list UNION SELECT target_list_id FROM moved_code_list"
    let sql: String
    switch kind {
    case "field": sql = "SELECT ref FROM item WHERE id IN (SELECT field_id FROM moved_field)"
    case "code-list": sql = "SELECT ref FROM item WHERE id IN (\(moved))"
    case "code": sql = "SELECT ref FROM code WHERE code_list_id IN (\(moved))"
    case "representation": sql = "SELECT ref FROM representation WHERE entity_id IS NOT NULL"
    default: return nil
    }
    var refs: Set<String> = []
    try reader.query(sql) { refs.insert(try $0.text(0)) }
    return refs
  }

  /// How far a dimension is: the facts that its gaps ask about, and what they found.
  public func of(_ dimension: Dimension) -> Readiness {
    let refs = (kindsAsked[dimension] ?? []).reduce(into: Set<String>()) { $0.formUnion(inPlay[$1] ?? []) }
    return readiness(refs) { $0.dimension == dimension }
  }

  /// How far a fact is with all that hangs under it.
  public func of(_ ref: String) -> Readiness {
    let under = parts.under(ref)
    return readiness(under.filter { inPlay[parts.kind(of: $0) ?? ""]?.contains($0) ?? false }) { _ in true }
  }

  private func readiness(_ refs: Set<String>, counting: (Finding) -> Bool) -> Readiness {
    var readiness = Readiness()
    for ref in refs {
      let mine = (byFact[ref] ?? []).filter(counting)
      for finding in mine where finding.waiver == nil { readiness.findings[finding.severity, default: 0] += 1 }
      let grave = mine.filter { $0.severity >= .major }
      if grave.contains(where: { $0.waiver == nil }) {
        readiness.open += 1
      } else if grave.isEmpty {
        readiness.decided += 1
      } else {
        readiness.waived += 1
      }
    }
    return readiness
  }

  /// One question that settles several findings at once: those of one gap about parts of one thing, asked of
  /// one person.
  public struct Question: Sendable {
    /// The findings that it settles, worst first.
    public var findings: [Finding]
    /// The thing that they are about or part of.
    public var whole: String
    /// How many facts nothing grave is open about any more, once it is answered.
    public var decides: Int
  }

  /// The questions that would move the scope most: first by the facts that an answer makes decided, then by
  /// how grave and how many the findings are that it closes.
  public func questions(_ count: Int) -> [Question] {
    struct Key: Hashable { var gap, whole, ask: String }
    let open = findings.filter { $0.waiver == nil }
    var order: [Key] = []
    var groups: [Key: [Finding]] = [:]
    for finding in open {
      let key = Key(gap: finding.gap, whole: parts.whole(of: finding.about), ask: finding.ask ?? "")
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(finding)
    }
    let questions = order.map { key in
      let mine = groups[key] ?? []
      let decided = Set(mine.map(\.about)).count { ref in
        let grave = (byFact[ref] ?? []).filter { $0.severity >= .major && $0.waiver == nil }
        return !grave.isEmpty && grave.allSatisfy { $0.gap == key.gap }
      }
      return Question(findings: mine, whole: key.whole, decides: decided)
    }
    return Array(
      questions.enumerated().sorted {
        ($1.element.decides, $1.element.weight, $0.offset) < ($0.element.decides, $0.element.weight, $1.offset)
      }.map(\.element).prefix(count))
  }
}

extension ScopeReadiness.Question {
  fileprivate var weight: Int {
    findings.reduce(0) { $0 + ($1.severity == .blocker ? 3 : $1.severity == .major ? 2 : 1) }
  }
}

/// What changed in a scope's gaps between two states: by what makes a finding the same one.
public struct GapTrend: Sendable, Equatable {
  /// Open then, and not open now.
  public var closed: Int
  /// Open now, and not open then.
  public var opened: Int
  /// Open then.
  public var before: Int
  /// Open now.
  public var now: Int

  /// Compares two states; waived findings are not open.
  public init(from before: [Finding], to now: [Finding]) {
    let (then, present) = (Self.open(before), Self.open(now))
    closed = then.subtracting(present).count
    opened = present.subtracting(then).count
    self.before = then.count
    self.now = present.count
  }

  private static func open(_ findings: [Finding]) -> Set<FindingIdentity> {
    Set(findings.filter { $0.waiver == nil }.map(\.identity))
  }
}
