import CommandLineKit
import Diagnostics
import Formats
import Gaps
import Terminal
import Workbook

extension Plumbline {
  static let status = Command<Scene>(
    "status", "Shows how far the scope has come, and what to do next",
    examples: [Example("plumbline status", "open gaps by dimension, and the next question")]
  ) { arguments, scene in
    let reader = try scene.workbook(arguments).reader()
    let findings = try scene.findings(arguments, reader)
    let rows = Dimension.allCases.map { DimensionStatus($0, findings) }
    if arguments.flag("json") {
      scene.print(json: Node(rows.map(\.json)))
      return .done
    }
    let head = try reader.rows("SELECT name, client FROM engagement").rows.first ?? []
    scene.print(head.compactMap(\.displayed).map(Visible.line).joined(separator: " · "))
    scene.print(try counts(reader).joined(separator: ", ") + "\n")
    var table = Table(
      [Table.Column("Dimension")]
        + ["Blockers", "Major", "Minor", "Waived"].map { Table.Column($0, alignment: .right) })
    for row in rows {
      let cells = [row.blockers, row.major, row.minor, row.waived].map { $0 == 0 ? "–" : "\($0)" }
      table.add([Table.Cell(row.dimension.rawValue)] + cells.map { Table.Cell($0) })
    }
    scene.print(table, arguments)
    if let first = findings.first(where: { $0.waiver == nil }) {
      scene.print("\nNext: \(Visible.line(first.question))\n      \(Visible.line(first.remedy))")
    } else {
      scene.print("\nNothing is open.")
    }
    return .done
  }

  /// How much has been captured, in a few words each.
  private static func counts(_ reader: Reader) throws -> [String] {
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

/// What is open in one dimension.
private struct DimensionStatus {
  let dimension: Dimension
  let blockers: Int
  let major: Int
  let minor: Int
  let waived: Int

  init(_ dimension: Dimension, _ findings: [Finding]) {
    self.dimension = dimension
    let mine = findings.filter { $0.dimension == dimension }
    func open(_ severity: GapSeverity) -> Int { mine.count { $0.severity == severity && $0.waiver == nil } }
    blockers = open(.blocker)
    major = open(.major)
    minor = open(.minor)
    waived = mine.count { $0.waiver != nil }
  }

  var json: Node {
    Node(object: [
      ("ref", Node(dimension.rawValue)), ("dimension", Node(dimension.rawValue)), ("blocker", Node(blockers)),
      ("major", Node(major)), ("minor", Node(minor)), ("waived", Node(waived)),
    ])
  }
}
