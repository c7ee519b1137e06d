/// What is to be priced: the units that the card's queries found, and what is known about the project.
public struct Scope: Sendable {
  /// One unit of one line of the card, e.g. one field copy.
  public struct Item: Sendable, Equatable {
    /// The line's id.
    public var line: String
    /// The reference of the fact, e.g. `stripe.invoice.status`.
    public var ref: String
    /// What a person calls it.
    public var title: String

    /// Names a unit.
    public init(line: String, ref: String, title: String) {
      self.line = line
      self.ref = ref
      self.title = title
    }
  }

  /// A gap that somebody has to resolve before the work can be done.
  public struct Gap: Sendable, Equatable {
    /// The gap's name, e.g. `field-without-owner`.
    public var name: String
    /// The reference of what it is about.
    public var about: String
    /// What is missing, in a sentence.
    public var message: String
    /// Whether it stops sign-off.
    public var isBlocker: Bool
    /// The person whose decision it waits for, where known.
    public var owner: String?

    /// Names a gap.
    public init(
      name: String, about: String, message: String = "", isBlocker: Bool = false, owner: String? = nil
    ) {
      self.name = name
      self.about = about
      self.message = message
      self.isBlocker = isBlocker
      self.owner = owner
    }

    /// What its random numbers hang on.
    var identity: String { "\(name) \(about)" }
  }

  /// How far the discovery has come: how much may still turn up.
  public enum Readiness: String, Sendable, CaseIterable {
    /// Names of systems and little more.
    case raw
    /// Workshops have begun; blockers are open.
    case mid
    /// No blocker is open.
    case closed
  }

  /// How far the discovery is, by what the scope holds: closed without an open blocker; mid when at least half
  /// of the priced facts have none of their own; else raw.
  public static func readiness(items: [Item], gaps: [Gap]) -> Readiness {
    ReadinessTally(items: items, gaps: gaps).readiness(without: [])
  }

  /// Some gaps that might be closed together.
  public struct Closing: Sendable, Equatable {
    /// What the gaps have in common.
    public enum Basis: String, Sendable {
      /// It is one gap.
      case gap
      /// They are of one name.
      case name
      /// They wait for one person, or for nobody known.
      case owner
      /// They are all blockers.
      case blockers
      /// They are all there are.
      case all
    }

    /// What they have in common.
    public var basis: Basis
    /// The name, the person, or the gap's sentence; "" for what waits for nobody known.
    public var title: String
    /// Their places among the scope's gaps.
    public var gaps: [Int]
  }

  /// The people who will do the work.
  public struct Team: Sendable, Equatable {
    /// How many.
    public var people: Double
    /// Hours a person gives this project in a week.
    public var focusHoursPerWeek: Double

    /// States a team; both figures must be over 0.
    public init(people: Double, focusHoursPerWeek: Double) {
      self.people = people
      self.focusHoursPerWeek = focusHoursPerWeek
    }
  }

  /// The units, in any order.
  public var items: [Item]
  /// The open gaps that are blockers or major.
  public var gaps: [Gap]
  /// How far the discovery has come; nil leaves the widening out.
  public var readiness: Readiness?
  /// Units a line of the naive figure or of the run cost, by the line's id; a line not named has none.
  public var counts: [String: Int]
  /// The team, if known.
  public var team: Team?
  /// Money an hour, if known.
  public var hourlyRate: Double?

  /// States a scope.
  public init(
    items: [Item], gaps: [Gap] = [], readiness: Readiness? = nil, counts: [String: Int] = [:],
    team: Team? = nil, hourlyRate: Double? = nil
  ) {
    self.items = items
    self.gaps = gaps
    self.readiness = readiness
    self.counts = counts
    self.team = team
    self.hourlyRate = hourlyRate
  }
}
