import Digests
import Workbook

/// Which later votes agree to what has changed since earlier ones.
struct Renewals {
  private let votes: [StandingApproval]
  private let amendments: [Amendment]
  /// What has changed since each baseline, by the bytes of the references.
  private let changed: [Int64: Set<[UInt8]>]
  /// What each amendment changes.
  private let items: [Int64: Set<[UInt8]>]

  init(_ votes: [StandingApproval], _ amendments: [Amendment], _ known: [Int64: Supersession]) {
    self.votes = votes.filter(\.isYes)
    self.amendments = amendments
    changed = known.mapValues { Set($0.entries.map { Array($0.ref.utf8) }) }
    items = Dictionary(
      uniqueKeysWithValues: amendments.map { ($0.fact.id, Set($0.items.map { Array($0.ref.utf8) })) })
  }

  /// The later vote that agrees to an item as it is now: one of the same person in the same role, or those of
  /// others that settle for that role what an amendment needs of it.
  func vote(renewing old: StandingApproval, for entry: Supersession.Entry) -> String? {
    let role = old.role.lowercased()
    if let own = votes.last(where: { new in
      new.id > old.id && new.person == old.person && new.role.lowercased() == role
        && isUnchanged(entry, since: new.baseline) && covers(new, entry)
    }) {
      return own.ref
    }
    for amendment in amendments.reversed() where isPut(entry, of: old, by: amendment) {
      guard
        let need = amendment.needs.first(where: {
          $0.role.lowercased() == role && $0.isSettled && $0.covers(entry.ref)
            && ($0.document == nil || $0.document == old.document)
        })
      else { continue }
      return need.votes ?? amendment.fact.ref
    }
    return nil
  }

  /// The amendment that puts an item, as it is now, before somebody who had agreed to it.
  func amendment(asking vote: StandingApproval, about entry: Supersession.Entry) -> String? {
    amendments.last { isPut(entry, of: vote, by: $0) }?.fact.ref
  }

  private func isPut(_ entry: Supersession.Entry, of vote: StandingApproval, by amendment: Amendment) -> Bool {
    amendment.baseline.id > vote.baseline.id && isUnchanged(entry, since: amendment.baseline)
      && items[amendment.fact.id]?.contains(Array(entry.ref.utf8)) == true
  }

  private func isUnchanged(_ entry: Supersession.Entry, since baseline: Fact) -> Bool {
    changed[baseline.id]?.contains(Array(entry.ref.utf8)) == false
  }

  /// What is gone, and the estimate, are in no list of items: a vote on all of it, or on the amendment, is on them.
  private func covers(_ vote: StandingApproval, _ entry: Supersession.Entry) -> Bool {
    if vote.covers(entry.ref) { return true }
    guard entry.how == .removed || entry.isEstimate else { return false }
    guard let amendment = amendments.first(where: { $0.fact.ref == vote.amendment }) else { return false }
    return items[amendment.fact.id]?.contains(Array(entry.ref.utf8)) == true
  }
}
