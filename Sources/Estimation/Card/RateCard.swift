public import Diagnostics

/// What work costs: hours a unit, line by line, with everything a simulation takes from the card.
///
/// A card that exists has been checked: every triple is fitted, every group a line names is there.
public struct RateCard: Sendable {
  /// A part of the work, e.g. `semantics`.
  public struct Group: Sendable, Equatable {
    /// Its name in lines and figures.
    public var id: String
    /// What a person calls it.
    public var title: String
    /// Whether it is the part that everybody sees and prices: connectivity.
    public var visible: Bool
  }

  /// Hours for a kind of unit.
  public struct Line: Sendable, Equatable {
    /// Its name, unique in the card.
    public var id: String
    /// The id of its group.
    public var group: String
    /// What a person calls one unit.
    public var title: String
    /// A query whose rows are the units, with columns `ref` and `title`; "" for the resolve line.
    public var units: String
    /// Hours a unit (of an overhead: share of the base).
    public var hours: Triple
    /// The distribution through the triple.
    public var distribution: ShiftedLognormal
    /// Where the figure comes from.
    public var source: String
    /// Where the line stands.
    public var place: Place
    /// Where its query stands.
    public var unitsPlace: Place
    /// What its units become once they are decided, if it is the line of what is not.
    public var undecided: Undecided?

    /// What its units draw their chance by: units that are decided keep their luck.
    var family: String { undecided?.becomes ?? id }
  }

  /// How a line prices what nobody has decided yet: dearer than the line it is expected to end on.
  public struct Undecided: Sendable, Equatable {
    /// The gaps that say so of a unit.
    public var gaps: [String]
    /// The line that a unit is expected to be priced by once such a gap is closed.
    public var becomes: String
  }

  /// How fast the people outside the team decide.
  public struct Decisions: Sendable, Equatable {
    /// The share of the hours of resolving a gap that the person it waits for has to give.
    public var share: Double
    /// Hours a week that one person gives to decisions.
    public var hoursPerWeek: Double
    /// Where the figures come from.
    public var source: String
  }

  /// A count times hours: of the naive figure, or of a year of running.
  public struct Count: Sendable, Equatable {
    /// Its name, unique in the card.
    public var id: String
    /// What a person calls it.
    public var title: String
    /// A query whose rows are the units.
    public var units: String
    /// How often a year; 1 in the naive figure.
    public var times: Double
    /// Hours each time.
    public var hours: Double
    /// Where the figure comes from.
    public var source: String
    /// Where its query stands.
    public var unitsPlace: Place
  }

  /// How alike items turn out: the shares of an item's variance, which add up to 1.
  public struct Correlation: Sendable, Equatable {
    /// What all items share.
    public var common: Double
    /// What the items of a group share beyond that.
    public var group: Double
    /// What is an item's own.
    public var own: Double
    /// Where the shares come from; "" where the card does not say.
    public var source: String

    /// States the shares; each at least 0, together 1.
    public init(common: Double, group: Double, own: Double, source: String = "") {
      self.common = common
      self.group = group
      self.own = own
      self.source = source
    }
  }

  /// How much the whole may still grow, as the ratio of P90 to the median.
  public struct Discovery: Sendable, Equatable {
    /// The ratio by readiness, each at least 1.
    public var ratios: [Scope.Readiness: Double]
    /// Where the ratios come from; "" where the card does not say.
    public var source = ""

    /// The ratio at a readiness; 1, no widening, where none is stated.
    public subscript(readiness: Scope.Readiness) -> Double { ratios[readiness] ?? 1 }
  }

  /// The figure of those who price what they see.
  public struct Naive: Sendable, Equatable {
    /// What everything is multiplied by.
    public var factor: Double
    /// Where the factor comes from; "" where the card does not say.
    public var source = ""
    /// What is counted beside the visible groups' likely hours.
    public var counts: [Count]
  }

  /// The card's name: its file's, without the extension.
  public var name: String
  /// The card that this one overlays, if it is not whole by itself.
  public var extends: String?
  /// Working hours in a day, to state hours as days.
  public var hoursPerDay: Double
  /// Pairs of factors by name, as its lines state their spread.
  var spreads: [String: Spread] = [:]
  /// The groups, in the order in which they are shown.
  public var groups: [Group]
  /// The lines, in the card's order.
  public var lines: [Line]
  /// Multipliers of the base, each drawn once a trial; `hours` is a share.
  public var overheads: [Line]
  /// What one open gap costs to resolve.
  public var resolve: Line
  /// How alike items turn out.
  public var correlation: Correlation
  /// How much may still turn up.
  public var discovery: Discovery
  /// How fast the people outside the team decide; nil leaves their queues out of the duration.
  public var decisions: Decisions?
  /// A year of running.
  public var runCost: [Count]
  /// The figure to compare with.
  public var naive: Naive
}
