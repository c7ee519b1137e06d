import Agreements
import Estimation

extension EstimateChange {
  /// What lies between two estimates by one card and seed; nil where nothing is priced in either.
  init?(from before: Appraisal, to after: Appraisal) {
    guard !before.pricing.scope.items.isEmpty || !after.pricing.scope.items.isEmpty else { return nil }
    self.init(
      card: after.estimate.card, seed: Int(clamping: after.estimate.seed), trials: after.estimate.trials,
      hoursPerDay: after.estimate.hoursPerDay, currency: after.pricing.currency,
      sides: Span(Side(before), Side(after)), parts: Self.parts(from: before, to: after))
  }

  /// The parts that are not what they were, in the card's order, then those that are gone.
  private static func parts(from before: Appraisal, to after: Appraisal) -> [Part] {
    let (old, new) = (before.parts, after.parts)
    let ids = new.map(\.part.id) + old.map(\.part.id).filter { id in !new.contains { $0.part.id == id } }
    return ids.compactMap { id in
      let (was, is_) = (old.first { $0.part.id == id }, new.first { $0.part.id == id })
      let (had, has) = (was?.refs ?? [], is_?.refs ?? [])
      let counted = (is_ ?? was)?.part.items != nil
      let part = Part(
        id: id, title: (is_ ?? was)?.part.title ?? id,
        items: counted ? Span(was?.part.items ?? 0, is_?.part.items ?? 0) : nil,
        mean: Span(was?.part.mean ?? 0, is_?.part.mean ?? 0), came: has.subtracting(had).sorted(),
        went: had.subtracting(has).sorted())
      let isSame =
        part.mean.before == part.mean.after && part.items?.before == part.items?.after && part.came.isEmpty
        && part.went.isEmpty
      return isSame ? nil : part
    }
  }
}

extension EstimateChange.Side {
  fileprivate init(_ appraisal: Appraisal) {
    let estimate = appraisal.estimate
    self.init(
      mean: estimate.total.mean, p50: estimate.p50, p80: estimate.p80, hourlyRate: estimate.hourlyRate,
      weeks: estimate.duration?.weeks.percentile(0.8), yearTwo: estimate.runCost.hours,
      items: appraisal.pricing.scope.items.count, gaps: appraisal.pricing.scope.gaps.count)
  }
}

extension Appraisal {
  /// The parts of the mean, each with the references that are priced in it; gaps with the name of what is missing.
  fileprivate var parts: [(part: Growth.Part, refs: Set<String>)] {
    let groups = Dictionary(
      pricing.card.lines.map { ($0.id, $0.group) }, uniquingKeysWith: { first, _ in first })
    var refs: [String: Set<String>] = [:]
    for item in pricing.scope.items { refs[groups[item.line] ?? "", default: []].insert(item.ref) }
    for gap in pricing.scope.gaps { refs["resolve", default: []].insert("\(gap.about) \(gap.name)") }
    return estimate.parts(gaps: pricing.scope.gaps.count).map { ($0, refs[$0.id] ?? []) }
  }
}
