/// What readiness hangs on, counted once, so that it can be told for many choices of closed gaps.
struct ReadinessTally: Sendable {
  private let gaps: [Scope.Gap]
  /// Open blockers by what they are about.
  private var blockers: [String: Int] = [:]
  private let priced: Set<String>
  /// Priced facts that have a blocker of their own.
  private let blocked: Int

  init(items: [Scope.Item], gaps: [Scope.Gap]) {
    self.gaps = gaps
    for gap in gaps where gap.isBlocker { blockers[gap.about, default: 0] += 1 }
    priced = Set(items.map(\.ref))
    blocked = priced.count { [blockers] in blockers[$0] != nil }
  }

  /// The readiness once these gaps, by their places, are closed.
  func readiness(without closed: [Int]) -> Scope.Readiness {
    var taken: [String: Int] = [:]
    for index in closed where gaps[index].isBlocker { taken[gaps[index].about, default: 0] += 1 }
    let freed = taken.filter { blockers[$0.key] == $0.value }.keys
    if freed.count == blockers.count { return .closed }
    let decided = priced.count - blocked + freed.count { priced.contains($0) }
    return !priced.isEmpty && decided * 2 >= priced.count ? .mid : .raw
  }
}
