import Documents
import Drawings
import Gaps
import Workbook

/// What stands on the first page of a pack, read from a workbook with its estimate beside it.
struct PackCover {
  /// The cover. Its date is that of the last capture, so that the same workbook gives the same bytes on any day.
  let cover: Cover

  /// Reads what a sponsor has to know: what it is for, how far it is, what it takes and when it ends.
  init(_ reader: Reader, _ findings: [Finding]) throws {
    let row = try reader.rows(
      """
      SELECT name, client, outcome, confidentiality, currency, deadline,
        substr((SELECT max(at) FROM history), 1, 10)
      FROM engagement
      """
    ).rows.first?.map(\.displayed)
    cover = Cover(
      title: row?[0] ?? "Specification", client: row?[1], outcome: row?[2],
      openBlockers: findings.count { $0.severity == .blocker && $0.waiver == nil }, date: row?[6],
      confidentiality: row?[3],
      facts: try PackCover.effort(reader, currency: row?[4])
        + PackCover.ending(reader, deadline: row?[5]) + PackCover.standing(reader))
  }

  private static func effort(_ reader: Reader, currency: String?) throws -> [Cover.Fact] {
    var facts: [Cover.Fact] = []
    if let hours = try figure("p80", reader) {
      facts.append(Cover.Fact("Effort to plan with (P80)", "\(grouped(hours)) hours", in: "estimate"))
    }
    let cost = try reader.rows("SELECT cost FROM estimate_total WHERE name = 'P80'").rows.first?[0].displayed
    if let cost {
      let money = [grouped(cost), currency].compactMap { $0 }.joined(separator: "\u{A0}")
      facts.append(Cover.Fact("Cost at P80", money, in: "estimate"))
    }
    if let hours = try figure("run_cost", reader) {
      facts.append(Cover.Fact("To run it in year two", "\(grouped(hours)) hours", in: "estimate"))
    }
    return facts
  }

  private static func ending(_ reader: Reader, deadline: String?) throws -> [Cover.Fact] {
    var facts: [Cover.Fact] = []
    if let day = try figure("p80_finish", reader) {
      facts.append(Cover.Fact("Finished by (P80)", day, in: "estimate"))
    }
    if let deadline { facts.append(Cover.Fact("Deadline", deadline, in: "summary")) }
    return facts
  }

  /// How many of those who have to agree did, to the newest baseline.
  private static func standing(_ reader: Reader) throws -> [Cover.Fact] {
    let row = try reader.rows(
      """
      SELECT (SELECT count(*) FROM sign_off), count(*) FILTER (WHERE state LIKE 'approved%')
      FROM sign_off_status WHERE baseline_id = (SELECT max(baseline_id) FROM sign_off_status)
      """
    ).rows[0].map(\.displayed)
    guard let asked = row[0], asked != "0" else { return [] }
    return [Cover.Fact("Have agreed", "\(row[1] ?? "0") of \(asked)", in: "sign-off")]
  }

  private static func figure(_ name: String, _ reader: Reader) throws -> String? {
    try reader.rows("SELECT value FROM estimate_figure WHERE name = :name", named: ["name": .text(name)])
      .rows.first?[0].displayed
  }

  /// A number as drawings and tables set it.
  private static func grouped(_ number: String) -> String { Double(number).map(numeral) ?? number }
}

extension Reader {
  /// What people are called, by their references; of two of one name the reference tells which.
  func namesOfPeople() throws -> [String: String] {
    let people = try rows("SELECT ref, name, count(*) OVER (PARTITION BY name) FROM person").rows.map { row in
      (row[0].displayed ?? "", row[1].displayed ?? "", row[2].displayed == "1")
    }
    return Dictionary(
      people.map { ref, name, isOnly in (ref, isOnly ? name : "\(name) (\(ref))") },
      uniquingKeysWith: { first, _ in first })
  }
}
