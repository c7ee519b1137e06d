import CommandLineKit
import Diagnostics
import Estimation
import Formats
import Gaps
import Terminal
import Workbook

extension Plumbline {
  static let diagnose = Command<Scene>(
    "diagnose", "Says what the promise of a slipped project left out",
    discussion: """
      Compares the hours that were once promised with what the captured scope is expected to take, dimension by \
      dimension, with the open gaps behind it. The promise is spent in the order in which work is seen, first on \
      what everybody sees; what it does not reach was left out. Hours are means, with overheads, answering open \
      questions and widening shared out, so that they add up. What was promised is captured before it: \
      `plumbline set engagement --nature recovery --original-estimate-hours 400`.
      """,
    examples: [
      Example("plumbline diagnose", "which dimension was left out, and what is behind it")
    ]
  ) { arguments, scene in
    let reader = try scene.workbook(arguments).reader()
    let findings = try scene.provideGaps(reader, arguments).filter { $0.waiver == nil }
    let pricing = try scene.pricing(arguments, reader, findings)
    guard let original = pricing.original else {
      throw Diagnostic(
        "no-original-estimate", "Nobody has said what was promised, so there is nothing to compare with.",
        remedies: ["plumbline set engagement --nature recovery --original-estimate-hours HOURS"],
        exit: .unanswered)
    }
    let estimate = try pricing.estimate(trials: 20_000, seed: 1)
    let priced = findings.filter { $0.severity >= .major && !$0.readsEstimate }
    let shortfall = Shortfall(
      estimate, original: original,
      gaps: Dimension.allCases.map { dimension in
        (dimension.rawValue, priced.count { $0.dimension == dimension })
      }, visible: Set(pricing.card.groups.filter(\.visible).map(\.id)))
    let diagnosis = ScopeDiagnosis(
      shortfall: shortfall, p50: estimate.p50, p80: estimate.p80, findings: findings, spent: try spent(reader))
    if arguments.flag("json") {
      scene.print(json: Node([diagnosis.json]))
    } else {
      scene.tell(diagnosis, arguments)
      if try reader.rows("SELECT 1 FROM engagement WHERE nature = 'recovery'").rows.isEmpty {
        scene.say("If the project has slipped: plumbline set engagement --nature recovery", arguments)
      }
    }
    return .done
  }

  /// Hours really spent, by group, where any were captured.
  private static func spent(_ reader: Reader) throws -> [String: Double] {
    let rows = try reader.rows(
      "SELECT \"group\", sum(hours) FROM actual WHERE \"group\" IS NOT NULL GROUP BY 1"
    ).rows
    return Dictionary(
      rows.map { ($0[0].displayed ?? "", Double($0[1].displayed ?? "") ?? 0) }, uniquingKeysWith: +)
  }
}

/// What a promise left out, with the gaps behind it.
private struct ScopeDiagnosis {
  let shortfall: Shortfall
  let p50: Double
  let p80: Double
  /// The open findings, worst first.
  let findings: [Finding]
  let spent: [String: Double]

  /// The gaps of a dimension, those with most findings first within a severity.
  func gaps(of part: String) -> [(gap: String, severity: GapSeverity, count: Int)] {
    let mine = Dictionary(
      grouping: findings.filter { $0.dimension.rawValue == part && $0.severity >= .major }, by: \.gap)
    return mine.map { ($0.key, $0.value[0].severity, $0.value.count) }.sorted {
      ($1.severity, $1.count, $0.gap) < ($0.severity, $0.count, $1.gap)
    }
  }

  /// How far the promise reached, in words.
  var reach: String {
    let full = shortfall.parts.filter { $0.share >= 0.995 && $0.hours > 0 }.map { $0.title.lowercased() }
    let part = shortfall.parts.first { $0.share > 0 && $0.share < 0.995 }
    let none = shortfall.parts.filter { $0.share == 0 && $0.hours > 0.5 }.map { $0.title.lowercased() }
    if part == nil, none.isEmpty { return "The promise pays for everything that is captured." }
    var paid = full
    if let part { paid.append("\(part.share.percent) of \(part.title.lowercased())") }
    let start = paid.isEmpty ? "The promise pays for nothing." : "The promise pays for \(paid.listed)."
    return none.isEmpty ? start : start + " It left nothing for \(none.listed)."
  }

  var json: Node {
    func rounded(_ hours: Double) -> Node { Node((hours * 10).rounded() / 10) }
    let parts = shortfall.parts.map { part in
      Node(object: [
        ("dimension", Node(part.id)), ("hours", rounded(part.hours)), ("questions", rounded(part.questions)),
        ("paid", rounded(part.paid)), ("missing", rounded(part.missing)),
        ("spent", spent[part.id].map(rounded) ?? .null),
        (
          "gaps",
          Node(
            gaps(of: part.id).map {
              Node(object: [
                ("gap", Node($0.gap)), ("severity", Node($0.severity.rawValue)), ("count", Node($0.count)),
              ])
            })
        ),
      ])
    }
    return Node(object: [
      ("ref", Node("engagement")), ("original", rounded(shortfall.original)),
      ("mean", rounded(shortfall.hours)),
      ("p50", rounded(p50)), ("p80", rounded(p80)), ("left-out", Node(shortfall.worst?.id)),
      ("in-words", Node(reach)), ("parts", Node(parts)),
    ])
  }
}

extension Scene {
  fileprivate func tell(_ diagnosis: ScopeDiagnosis, _ arguments: Arguments) {
    let shortfall = diagnosis.shortfall
    let times =
      shortfall.original > 0 ? " (\((diagnosis.p50 / shortfall.original * 10).rounded() / 10) times)" : ""
    print(
      indented(
        "Promised: \(shortfall.original.grouped) h. What is captured takes \(diagnosis.p50.grouped) h at P50\(times), "
          + "\(diagnosis.p80.grouped) h at P80, \(shortfall.hours.grouped) h on average, as below.", by: 0))
    print(indented(diagnosis.reach, by: 0) + "\n")
    let hasSpent = !diagnosis.spent.isEmpty
    let titles =
      ["Hours", "Questions", "Paid", "Left out"] + (hasSpent ? ["Spent"] : []) + ["Blockers", "Major"]
    var table = Table([Table.Column("Dimension")] + titles.map { Table.Column($0, alignment: .right) })
    for part in shortfall.parts {
      let gaps = diagnosis.gaps(of: part.id)
      func count(_ severity: GapSeverity) -> String {
        let sum = gaps.filter { $0.severity == severity }.reduce(0) { $0 + $1.count }
        return sum == 0 ? "–" : "\(sum)"
      }
      let hours = [part.hours, part.questions, part.paid, part.missing].map { $0 < 0.5 ? "–" : $0.grouped }
      let spent = hasSpent ? [diagnosis.spent[part.id]?.grouped ?? "–"] : []
      table.add(([part.title] + hours + spent + [count(.blocker), count(.major)]).map { Table.Cell($0) })
    }
    print(table, arguments)
    guard let worst = shortfall.worst else { return }
    print("\nMost was left out of \(worst.title.lowercased()): \(worst.missing.grouped) h. Behind it:")
    for (gap, severity, count) in diagnosis.gaps(of: worst.id).prefix(8) {
      print(indented("\(severity.rawValue) \(gap) (\(count))"))
    }
    if diagnosis.gaps(of: worst.id).isEmpty { print("  work that is decided, and was not promised") }
    say("All of it: plumbline check --dimension \(worst.id)", arguments)
  }
}

extension [String] {
  /// "a, b and c".
  fileprivate var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}
