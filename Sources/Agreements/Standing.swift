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
  /// The amendment that it is a vote on.
  public var amendment: String?
  /// What of that has changed since, or rests on what has, and was not agreed to anew.
  public var superseded: [Supersession.Entry] = []
  /// What of that was agreed to anew since: by which votes, by the item's reference.
  public var renewed: [String: String] = [:]
  /// What of what is superseded an amendment has put before those who agreed: which, by the item's reference.
  public var amended: [String: String] = [:]

  /// Whether it says yes, with or without conditions.
  public var isYes: Bool { vote == "approve" || vote == "approve-with-conditions" }

  /// Whether it is on everything that was frozen.
  public var isOnAll: Bool { about.isEmpty && document == nil && amendment == nil }

  /// Whether an item is among those it covers.
  public func covers(_ ref: String) -> Bool {
    isOnAll || document != nil || about.contains { $0.hasSameBytes(as: ref) }
  }

  /// Every vote that stands, oldest first, each with what of it is superseded now.
  public static func all(_ workbook: Workbook, _ reader: Reader) throws -> [StandingApproval] {
    var votes: [StandingApproval] = []
    try reader.query(
      """
      SELECT id, ref, baseline_id, baseline, person, role, vote, at, about, document, amendment
      FROM standing_approval ORDER BY id
      """
    ) { row in
      votes.append(
        StandingApproval(
          ref: try row.text(1), id: try row.integer(0),
          baseline: Fact(id: try row.integer(2), kind: "baseline", ref: try row.text(3)),
          person: try row.text(4),
          role: try row.text(5), vote: try row.text(6), at: try row.text(7),
          about: try row.optionalText(8)?.split(separator: ",").map(String.init) ?? [],
          document: try row.optionalText(9), amendment: try row.optionalText(10)))
    }
    guard votes.contains(where: \.isYes) else { return votes }
    let amendments = try Amendment.all(reader)
    let now = try PlainFacts(reader)
    var known: [Int64: Supersession] = [:]
    let voted = Set(votes.map(\.baseline.id) + amendments.map(\.baseline.id))
    for baseline in try Baseline.all(reader) where voted.contains(baseline.fact.id) {
      known[baseline.fact.id] = try Supersession(since: baseline, now, workbook, reader)
    }
    let renewals = Renewals(votes, amendments, known)
    for index in votes.indices where votes[index].isYes {
      let vote = votes[index]
      for entry in known[vote.baseline.id]?.entries ?? [] where vote.covers(entry.ref) {
        if let by = renewals.vote(renewing: vote, for: entry) {
          votes[index].renewed[entry.ref] = by
        } else {
          votes[index].superseded.append(entry)
          votes[index].amended[entry.ref] = renewals.amendment(asking: vote, about: entry)
        }
      }
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
          .optional(entry.because), .optional(vote.amended[entry.ref]),
        ]
      }
    }
    try reader.provide(
      "superseded_item",
      columns:
        "approval_id, approval, baseline_id, baseline, person, role, item, kind, how, because, amendment",
      rows: rows)
  }
}
