import CommandLineKit
import Diagnostics
import Formats
import Gaps
import Terminal
import Workbook
import Workshops

extension Plumbline {
  static let status = Command<Scene>(
    "status", "Shows how far the scope has come, and what would move it most",
    discussion: """
      A fact is open while a blocker or a major gap is open about it, waived when a waiver accepts all of these, \
      and decided otherwise. Ready is the share that is not open. Counted are the facts in play: fields, codes and \
      lists that a row of the matrix moves, objects that stand for an entity, and every other fact. An entity, \
      a flow and a process are counted with all that hangs under them. The trend compares with the scope as it \
      stood before the last sitting, seen with today's method and on today's date. The three questions are \
      those whose answers decide the most facts.
      """,
    examples: [
      Example("plumbline status", "readiness, the trend, and three questions"),
      Example("plumbline status --all --json", "every entity, flow and process, for a program"),
    ],
    options: [.flag("all", "Every entity, flow and process, not only the ten that are furthest behind.")]
  ) { arguments, scene in
    let report = try scene.statusReport(arguments)
    if arguments.flag("json") {
      scene.print(json: Node([report.json]))
    } else {
      scene.tell(report, arguments)
    }
    return .done
  }
}

extension Scene {
  fileprivate func statusReport(_ arguments: Arguments) throws -> StatusReport {
    let workbook = try workbook(arguments)
    let reader = try workbook.reader()
    let set = try GapSet(method(arguments))
    let findings = try findings(of: set, arguments, reader)
    let scope = try ScopeReadiness(reader, set.gaps, findings)
    func rows(_ kind: String) throws -> [StatusReport.Row] {
      try reader.rows("SELECT ref, name FROM \(kind) ORDER BY id").rows.map { row in
        let ref = row[0].displayed ?? ""
        return StatusReport.Row(ref: ref, name: row[1].displayed, readiness: scope.of(ref))
      }
    }
    return StatusReport(
      head: try reader.rows("SELECT name, client FROM engagement").rows.first?.compactMap(\.displayed) ?? [],
      captured: try captured(reader),
      dimensions: Dimension.allCases.map {
        StatusReport.Row(ref: $0.rawValue, name: nil, readiness: scope.of($0))
      },
      parts: [("Entity", try rows("entity")), ("Flow", try rows("flow")), ("Process", try rows("process"))],
      trend: try trend(to: findings, of: set, workbook, arguments), questions: scope.questions(3),
      waived: findings.count { $0.waiver != nil }, expired: expiredWaivers(arguments), adjusted: set.adjusted)
  }

  /// The scope before the first entry of the last sitting that captured anything, compared with now; nil when
  /// nothing was captured in a sitting, or the journal reaches back to an older program. A sitting that was left
  /// at its first question is no yardstick.
  private func trend(
    to now: [Finding], of set: GapSet, _ workbook: Workbook, _ arguments: Arguments
  ) throws -> StatusReport.Trend? {
    let entries = try workbook.journal()
    guard let sitting = try lastThatCaptured(entries, workbook),
      let first = entries.first(where: { $0.workshop == sitting }),
      let past = try? workbook.asOf(entry: first.seq - 1)
    else { return nil }
    let before = try findings(of: set, arguments, past.reader())
    return StatusReport.Trend(sitting: sitting, at: first.at, gaps: GapTrend(from: before, to: now))
  }

  /// The last sitting, as its entries name it, in which more was captured than who was there.
  private func lastThatCaptured(_ entries: [JournalEntry], _ workbook: Workbook) throws -> String? {
    var seen: Swift.Set<String> = []
    let reader = try workbook.reader()
    return try entries.reversed().lazy.compactMap(\.workshop).filter { seen.insert($0).inserted }.first {
      name in
      guard let fact = try? workbook.fact(name, kinds: ["workshop"]) else { return false }
      return try Sitting(fact.id, workbook, reader)?.hasCaptured(workbook)
        ?? !workbook.changes(in: fact).allSatisfy { $0.ref == fact.ref }
    }
  }

  /// How much has been captured, in a few words each.
  private func captured(_ reader: Reader) throws -> [String] {
    let sql = """
      SELECT (SELECT count(*) FROM system), 'systems' UNION ALL
      SELECT (SELECT count(*) FROM entity), 'entities' UNION ALL
      SELECT (SELECT count(*) FROM field), 'fields' UNION ALL
      SELECT (SELECT count(*) FROM mapping WHERE state = 'agreed') || ' of ' || (SELECT count(*) FROM mapping),
        'mapping rows agreed' UNION ALL
      SELECT (SELECT count(*) FROM value_mapping WHERE state = 'agreed') || ' of '
        || (SELECT count(*) FROM value_mapping), 'crosswalk rows agreed' UNION ALL
      SELECT (SELECT count(*) FROM flow), 'flows' UNION ALL
      SELECT (SELECT count(*) FROM exception), 'exceptions'
      """
    return try reader.rows(sql).rows.map { "\($0[0].displayed ?? "0") \($0[1].displayed ?? "")" }
  }
}

/// How far a scope has come.
struct StatusReport {
  /// A dimension, or a fact with all that hangs under it.
  struct Row {
    var ref: String
    var name: String?
    var readiness: Readiness
  }

  /// What a sitting and everything after it changed.
  struct Trend {
    var sitting: String
    var at: String
    var gaps: GapTrend
  }

  var head: [String]
  var captured: [String]
  var dimensions: [Row]
  var parts: [(title: String, rows: [Row])]
  var trend: Trend?
  var questions: [ScopeReadiness.Question]
  var waived: Int
  var expired: [String]
  var adjusted: [Gap]

  var json: Node {
    func list(_ rows: [Row]) -> Node { Node(rows.map(\.json)) }
    return Node(object: [
      ("ref", Node("engagement")), ("dimensions", list(dimensions)), ("entities", list(parts[0].rows)),
      ("flows", list(parts[1].rows)), ("processes", list(parts[2].rows)),
      ("trend", trend?.json ?? .null), ("questions", Node(questions.map(\.json))),
      ("waived", Node(waived)), ("expired-waivers", Node(expired.count)),
      ("changed-gaps", Node(adjusted.map { Node($0.name) })),
    ])
  }
}

extension StatusReport.Row {
  fileprivate var json: Node {
    let findings = readiness.findings
    return Node(object: [
      ("ref", Node(ref)), ("name", Node(name)),
      ("ready", Node(readiness.share.map { ($0 * 1_000).rounded() / 1_000 })),
      ("decided", Node(readiness.decided)), ("open", Node(readiness.open)), ("waived", Node(readiness.waived)),
      ("blocker", Node(findings[.blocker] ?? 0)), ("major", Node(findings[.major] ?? 0)),
      ("minor", Node(findings[.minor] ?? 0)),
    ])
  }
}

extension StatusReport.Trend {
  fileprivate var json: Node {
    Node(object: [
      ("sitting", Node(sitting)), ("since", Node(at)), ("before", Node(gaps.before)), ("now", Node(gaps.now)),
      ("closed", Node(gaps.closed)), ("opened", Node(gaps.opened)),
    ])
  }
}

extension ScopeReadiness.Question {
  fileprivate var json: Node {
    Node(object: [
      ("about", Node(whole)), ("gap", Node(findings.first?.gap)), ("decides", Node(decides)),
      ("closes", Node(findings.count)), ("first", findings.first?.json ?? .null),
    ])
  }
}
