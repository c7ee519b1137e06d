/// What a simulation says about a scope. Hours throughout, unless a name says otherwise.
public struct Estimate: Sendable {
  /// A part of the base: work on items, without overheads, widening and resolve work.
  public struct Part: Sendable, Equatable {
    /// The group's id; `visible` and `hidden` for the two halves.
    public var id: String
    /// What a person calls it.
    public var title: String
    /// Whether it is of what everybody sees.
    public var isVisible: Bool
    /// How many items it holds.
    public var items: Int
    /// The sum of its items' likely hours.
    public var likely: Double
    /// The mean of its hours.
    public var mean: Double
    /// The hours it stays under in one trial of ten.
    public var p10: Double
    /// The hours it stays under in half of the trials.
    public var p50: Double
    /// The hours it stays under in eight trials of ten.
    public var p80: Double
    /// The hours it stays under in nine trials of ten.
    public var p90: Double
    /// Its mean as a share of the base's mean; 0 when there is no base.
    public var share: Double
  }

  /// What is added to the base, as a mean.
  public struct Addition: Sendable, Equatable {
    /// The overhead's id, `resolve`, or `discovery`.
    public var id: String
    /// What a person calls it.
    public var title: String
    /// The mean of the hours it adds.
    public var mean: Double
  }

  /// What closing some gaps would take off P80.
  public struct Purchase: Sendable, Equatable {
    /// The gaps.
    public var closing: Scope.Closing
    /// The hours that P80 falls by.
    public var hours: Double
    /// The readiness without them; nil when the scope states none.
    public var readiness: Scope.Readiness?
  }

  /// The sum that a sheet of likely values would show.
  public struct Likely: Sendable, Equatable {
    /// Items and gaps at their likely hours, overheads at their likely share.
    public var hours: Double
    /// The formula with its numbers: `528 h × (1 + 0.45 + 0.15) + 128 gaps × 4 h`.
    public var formula: String
    /// The share of the trials that stay at or under it: seldom half.
    public var percentile: Double
  }

  /// The card's name.
  public var card: String
  /// What the random numbers were drawn from.
  public var seed: UInt64
  /// The trials done.
  public var trials: Int
  /// Whether the run was stopped before all trials asked for were done.
  public var isPartial: Bool
  /// The total of every trial.
  public var total: Sample
  /// The base by group, in the card's order.
  public var groups: [Part]
  /// The groups that everybody sees: connectivity.
  public var visible: Part
  /// All other groups.
  public var hidden: Part
  /// The mean of the base.
  public var base: Double
  /// What is added to the base: each overhead, the resolve work, the widening by discovery. Base and
  /// additions sum to the mean of the total.
  public var additions: [Addition]
  /// What the total hangs on most: each driver at its own P10 and P90, all else at its mean.
  public var tornado: [Tornado.Driver]
  /// The sum of likely values.
  public var likely: Likely
  /// The figure of those who price what they see.
  public var naive: NaiveFigure
  /// A year of running.
  public var runCost: RunCost

  /// Working hours in a day, as the card has it.
  public var hoursPerDay: Double
  /// Money an hour, if the scope says.
  public var hourlyRate: Double?
  /// The team, if the scope says.
  public var team: Scope.Team?
  /// How long it takes; nil when no team is known.
  public var duration: Duration?
  /// What closing gaps would buy, if it was asked: all of them, the blockers, by name, by person, one by one.
  public var purchases: [Purchase]

  /// The hours that one trial in ten stays under.
  public var p10: Double { total.percentile(0.1).tenth }
  /// The hours that half of the trials stay under.
  public var p50: Double { total.percentile(0.5).tenth }
  /// The hours that eight trials of ten stay under: what to promise.
  public var p80: Double { total.percentile(0.8).tenth }
  /// The hours that nine trials of ten stay under.
  public var p90: Double { total.percentile(0.9).tenth }
  /// The mean of the total, to a tenth as the percentiles are.
  public var mean: Double { total.mean.tenth }

  /// The S-curve: for each whole percent from 1 to 99, the hours that this share of the trials stays under.
  public var curve: [(share: Double, hours: Double)] {
    (1...99).map { percent in
      let share = Double(percent) / 100
      return (share, total.percentile(share).tenth)
    }
  }

  /// How many times the naive figure the P50 is; nil when the naive figure is 0.
  public var ratioToNaive: Double? { naive.hours > 0 ? p50 / naive.hours : nil }

  /// Hours as working days.
  public func days(_ hours: Double) -> Double { hours / hoursPerDay }

  /// Hours as money; nil when no rate is known.
  public func cost(_ hours: Double) -> Double? { hourlyRate.map { $0 * hours } }

  /// The weeks that the team takes for an effort while nobody waits for anybody; nil when none is known.
  public func weeks(_ hours: Double) -> Double? { team.map { hours / ($0.people * $0.focusHoursPerWeek) } }

  /// The purchases of one basis, the largest first. Savings that are the same to the hour are no different:
  /// blockers go first then, and after that the order of the gaps.
  public func purchases(by basis: Scope.Closing.Basis) -> [Purchase] {
    purchases.filter { $0.closing.basis == basis }.enumerated().sorted {
      ($1.element.hours.whole, $0.offset) < ($0.element.hours.whole, $1.offset)
    }.map(\.element)
  }
}
