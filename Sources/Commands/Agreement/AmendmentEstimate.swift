import Agreements
import Estimation

extension EstimateChange {
  /// A state and its estimate.
  typealias Priced = (pricing: Pricing, estimate: Estimate)

  /// What lies between two estimates by one card and seed; nil where nothing is priced in either.
  init?(from before: Priced, to after: Priced) {
    guard !before.pricing.scope.items.isEmpty || !after.pricing.scope.items.isEmpty else { return nil }
    self.init(
      card: after.estimate.card, seed: Int(clamping: after.estimate.seed), trials: after.estimate.trials,
      hoursPerDay: after.estimate.hoursPerDay, currency: after.pricing.currency,
      sides: Span(Side(before), Side(after)), parts: Self.parts(from: before, to: after))
  }

  /// The parts that are not what they were, in the card's order, then those that are gone.
  private static func parts(from before: Priced, to after: Priced) -> [Part] {
    let (old, new) = (parts(before), parts(after))
    let ids = new.map(\.part.id) + old.map(\.part.id).filter { id in !new.contains { $0.part.id == id } }
    return ids.compactMap { id in
      let (was, is_) = (old.first { $0.part.id == id }, new.first { $0.part.id == id })
      let (had, has) = (was?.refs ?? [], is_?.refs ?? [])
      let counted = (is_ ?? was)?.part.items != nil
      let part = Part(
        id: id, title: (is_ ?? was)?.part.title ?? id,
        items: counted ? Span(was?.part.items ?? 0, is_?.part.items ?? 0) : nil,
        mean: Span(Double(was?.part.told ?? 0), Double(is_?.part.told ?? 0)),
        came: has.subtracting(had).sorted(),
        went: had.subtracting(has).sorted())
      let isSame =
        part.mean.before == part.mean.after && part.items?.before == part.items?.after && part.came.isEmpty
        && part.went.isEmpty
      return isSame ? nil : part
    }
  }
}

extension EstimateChange {
  /// The parts of the mean, each with the references that are priced in it; gaps with the name of what is missing.
  private static func parts(_ priced: Priced) -> [(part: Growth.Part, refs: Set<String>)] {
    let (card, scope) = (priced.pricing.card, priced.pricing.scope)
    let groups = Dictionary(card.lines.map { ($0.id, $0.group) }, uniquingKeysWith: { first, _ in first })
    var refs: [String: Set<String>] = [:]
    for item in scope.items { refs[groups[item.line] ?? "", default: []].insert(item.ref) }
    for gap in scope.gaps { refs["resolve", default: []].insert("\(gap.about) \(gap.name)") }
    return priced.estimate.parts(scope, at: card).map { ($0, refs[$0.id] ?? []) }
  }
}

extension EstimateChange.Side {
  fileprivate init(_ priced: EstimateChange.Priced) {
    let estimate = priced.estimate
    self.init(
      mean: estimate.mean, p50: estimate.p50, p80: estimate.p80, hourlyRate: estimate.hourlyRate,
      weeks: estimate.duration?.weeks.percentile(0.8), yearTwo: estimate.runCost.hours,
      items: priced.pricing.scope.items.count, gaps: priced.pricing.scope.gaps.count)
  }
}
