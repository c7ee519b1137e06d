import Database
import Diagnostics
import Digests
public import Workbook

/// A vote that stands, with what of it no longer holds.
public struct StandingApproval: Sendable {
  /// The approval's reference.
  public var ref: String
  /// The approval's id.
  public var id: Int64
  /// The baseline that was voted on.
  public var baseline: Fact
  /// Who voted.
  public var person: String
  /// In which role.
  public var role: String
  /// What the vote says.
  public var vote: String
  /// When it was cast, in UTC.
  public var at: String
  /// The references of the items it covers; empty for all.
  public var about: [String]
  /// The one document it covers.
  public var document: String?
  /// What of that has changed since, or rests on what has.
  public var superseded: [Supersession.Entry] = []

  /// Whether it says yes, with or without conditions.
  public var isYes: Bool { vote == "approve" || vote == "approve-with-conditions" }

  /// Whether an item is among those it covers.
  public func covers(_ ref: String) -> Bool {
    about.isEmpty || about.contains { $0.hasSameBytes(as: ref) }
  }

  /// Every vote that stands, oldest first, each with what of it is superseded now.
  public static func all(_ workbook: Workbook, _ reader: Reader) throws -> [StandingApproval] {
    var votes: [StandingApproval] = []
    try reader.query(
      """
      SELECT id, ref, baseline_id, baseline, person, role, vote, at, about, document FROM standing_approval
      ORDER BY id
      """
    ) { row in
      votes.append(
        StandingApproval(
          ref: try row.text(1), id: try row.integer(0),
          baseline: Fact(id: try row.integer(2), kind: "baseline", ref: try row.text(3)),
          person: try row.text(4),
          role: try row.text(5), vote: try row.text(6), at: try row.text(7),
          about: try row.optionalText(8)?.split(separator: ",").map(String.init) ?? [],
          document: try row.optionalText(9)))
    }
    guard votes.contains(where: \.isYes) else { return votes }
    let now = try PlainFacts(reader)
    var known: [Int64: Supersession] = [:]
    for baseline in try Baseline.all(reader) where votes.contains(where: { $0.baseline.id == baseline.fact.id })
    {
      known[baseline.fact.id] = try Supersession(since: baseline, now, workbook, reader)
    }
    for index in votes.indices where votes[index].isYes {
      let vote = votes[index]
      votes[index].superseded = known[vote.baseline.id]?.entries.filter { vote.covers($0.ref) } ?? []
    }
    return votes
  }

  /// Puts what no longer holds beside the views as `superseded_item`, for gaps, templates and `query`: one row
  /// an approval that stands and an item it covers that has changed or rests on what has. Votes on later baselines are
  /// left out where one is named, and the workbook may then be another than the reader's.
  public static func provide(_ workbook: Workbook, upTo last: Baseline? = nil, to reader: Reader) throws {
    var votes = try all(workbook, last == nil ? reader : workbook.reader())
    if let last {
      let known = Set(try Baseline.all(workbook).filter { $0.entry <= last.entry }.map(\.fact.id))
      votes = votes.filter { known.contains($0.baseline.id) }
    }
    let rows = votes.flatMap { vote in
      vote.superseded.map { entry -> [SQLValue] in
        [
          .integer(vote.id), .text(vote.ref), .integer(vote.baseline.id), .text(vote.baseline.ref),
          .text(vote.person), .text(vote.role), .text(entry.ref), .text(entry.kind), .text(entry.how.rawValue),
          .optional(entry.because),
        ]
      }
    }
    try reader.provide(
      "superseded_item",
      columns: "approval_id, approval, baseline_id, baseline, person, role, item, kind, how, because",
      rows: rows)
  }
}
