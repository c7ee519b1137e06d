/// How many weeks the work takes a team, decisions waited for.
///
/// In each trial it is the longer of two: the effort over the team's hours a week; and the longest queue of
/// decisions, the card's share of one person's resolve hours over the hours a week that person gives to them.
/// The two go on at once, so the queue is a floor that no larger team can lower. Gaps that nobody is known to
/// decide are in no queue.
public struct Duration: Sendable {
  /// The weeks of every trial.
  public var weeks: Sample
  /// The weeks of the effort alone.
  public var effort: Sample
  /// The weeks of the longest queue; nil when nothing waits for anybody.
  public var floor: Sample?
  /// The queues by mean length, the longest first.
  public var queues: [Queue]
  /// Open gaps that nobody is known to decide.
  public var unowned: Int

  /// What waits for one person.
  public struct Queue: Sendable, Equatable {
    /// The reference of the person.
    public var owner: String
    /// How many gaps wait.
    public var gaps: Int
    /// The mean of the hours that the person has to give.
    public var hours: Double
    /// The mean of the weeks until the last of them is decided.
    public var weeks: Double
  }

  init?(_ results: TrialRows, blocks: Int, card: RateCard, scope: Scope) {
    guard let team = scope.team else { return nil }
    let capacity = team.people * team.focusHoursPerWeek
    let trials = results.done(blocks)
    let (total, longest) = (results.row(results.totalRow), results.row(results.queueRow))
    let effort = (0..<trials).map { total[$0] / capacity }
    self.effort = Sample(effort)
    unowned = scope.gaps.count { $0.owner == nil }
    guard let decisions = card.decisions, unowned < scope.gaps.count else {
      (weeks, floor, queues) = (self.effort, nil, [])
      return
    }
    let rate = decisions.share / decisions.hoursPerWeek
    floor = Sample((0..<trials).map { longest[$0] * rate })
    weeks = Sample((0..<trials).map { max(effort[$0], longest[$0] * rate) })
    let hours = card.resolve.distribution.mean * decisions.share
    queues = Dictionary(grouping: scope.gaps.compactMap(\.owner)) { $0 }.map { owner, gaps in
      Queue(
        owner: owner, gaps: gaps.count, hours: Double(gaps.count) * hours,
        weeks: Double(gaps.count) * hours / decisions.hoursPerWeek)
    }.sorted { ($1.gaps, $0.owner) < ($0.gaps, $1.owner) }
  }

  /// The share of the trials that are done within so many weeks.
  public func probability(within weeks: Double) -> Double { weeks < 0 ? 0 : self.weeks.share(atMost: weeks) }

  /// The weeks that waiting for decisions adds on the mean.
  public var waiting: Double { max(0, weeks.mean - effort.mean) }
}
