import Digests
import Formats

/// What a change does to the estimate: both states priced by one rate card, with the same random numbers.
public struct EstimateChange: Sendable, Equatable {
  /// One of the two states.
  public struct Side: Sendable, Equatable {
    /// The mean, in hours.
    public var mean: Double
    /// The hours that half of the runs stay under.
    public var p50: Double
    /// The hours that eight runs of ten stay under.
    public var p80: Double
    /// What an hour costs; nil while nobody has said so.
    public var hourlyRate: Double?
    /// The weeks that eight runs of ten stay under; nil while no team is known.
    public var weeks: Double?
    /// The hours of the second year.
    public var yearTwo: Double
    /// How many units are priced.
    public var items: Int
    /// How many blockers and major gaps are open.
    public var gaps: Int

    /// Names the figures of a state; hours are kept to a tenth.
    public init(
      mean: Double, p50: Double, p80: Double, hourlyRate: Double?, weeks: Double?, yearTwo: Double, items: Int,
      gaps: Int
    ) {
      self.mean = mean.tenth
      self.p50 = p50.tenth
      self.p80 = p80.tenth
      self.hourlyRate = hourlyRate
      self.weeks = weeks?.tenth
      self.yearTwo = yearTwo.tenth
      self.items = items
      self.gaps = gaps
    }

    /// What so many hours cost, made whole as they are told.
    public func cost(_ hours: Double) -> Double? { hourlyRate.map { ($0 * hours.rounded()).rounded() } }
  }

  /// A part of the estimate that is not what it was, and the facts that make it so.
  public struct Part: Sendable, Equatable {
    /// The id of a group or an addition of the rate card.
    public var id: String
    /// What a person calls it.
    public var title: String
    /// How many units or gaps it had and has; nil where nothing is counted.
    public var items: Span<Int>?
    /// Its mean before and after, in the whole hours that are told, so that the differences add up.
    public var mean: Span<Double>
    /// The references that are priced in it now and were not before.
    public var came: [String]
    /// Those that were and are not.
    public var went: [String]

    /// Names a part.
    public init(
      id: String, title: String, items: Span<Int>?, mean: Span<Double>, came: [String], went: [String]
    ) {
      self.id = id
      self.title = title
      self.items = items
      self.mean = Span(mean.before.tenth, mean.after.tenth)
      self.came = came
      self.went = went
    }
  }

  /// Something before and after.
  public struct Span<Value: Sendable & Equatable>: Sendable, Equatable {
    /// What it was.
    public var before: Value
    /// What it is.
    public var after: Value

    /// Names both.
    public init(_ before: Value, _ after: Value) {
      self.before = before
      self.after = after
    }
  }

  /// The rate card.
  public var card: String
  /// What chance began with.
  public var seed: Int
  /// How often each state was played through.
  public var trials: Int
  /// The hours of a day, by the card.
  public var hoursPerDay: Double
  /// The currency of costs, for words only.
  public var currency: String?
  /// Both states.
  public var sides: Span<Side>
  /// The parts that changed, in the card's order.
  public var parts: [Part]

  /// Puts a change together.
  public init(
    card: String, seed: Int, trials: Int, hoursPerDay: Double, currency: String?, sides: Span<Side>,
    parts: [Part]
  ) {
    self.card = card
    self.seed = seed
    self.trials = trials
    self.hoursPerDay = hoursPerDay
    self.currency = currency
    self.sides = sides
    self.parts = parts
  }

  /// So many hours, made whole as they are told, in days.
  public func days(_ hours: Double) -> Double { (hours.rounded() / hoursPerDay).tenth }
}

extension Double {
  /// To a tenth: what is signed is what is read.
  fileprivate var tenth: Double { (self * 10).rounded() / 10 }
}

// MARK: As it is stated

extension EstimateChange {
  /// As an amendment states it.
  var canonical: CanonicalValue {
    .object(known: [
      ("after", sides.after.canonical(self)), ("before", sides.before.canonical(self)), ("card", .text(card)),
      ("currency", currency.map { .text($0) }), ("hours-per-day", .decimal(hoursPerDay)),
      ("parts", .list(parts.map(\.canonical))), ("seed", .integer(Int64(seed))),
      ("trials", .integer(Int64(trials))),
    ])
  }

  /// Reads what `canonical` wrote; nil for anything else.
  init?(_ node: Node) {
    guard let card = node["card"]?.string, let seed = node["seed"]?.int, let trials = node["trials"]?.int,
      let hours = node["hours-per-day"]?.double, hours > 0, let before = node["before"].flatMap(Side.init),
      let after = node["after"].flatMap(Side.init)
    else { return nil }
    self.init(
      card: card, seed: seed, trials: trials, hoursPerDay: hours, currency: node["currency"]?.string,
      sides: Span(before, after), parts: (node["parts"]?.sequence ?? []).compactMap(Part.init))
  }
}

extension EstimateChange.Side {
  fileprivate func canonical(_ change: EstimateChange) -> CanonicalValue {
    .object(known: [
      ("cost-p50", cost(p50).map { .decimal($0) }), ("cost-p80", cost(p80).map { .decimal($0) }),
      ("days-p50", .decimal(change.days(p50))), ("days-p80", .decimal(change.days(p80))),
      ("gaps", .integer(Int64(gaps))), ("hourly-rate", hourlyRate.map { .decimal($0) }),
      ("items", .integer(Int64(items))), ("mean", .decimal(mean)), ("p50", .decimal(p50)),
      ("p80", .decimal(p80)), ("weeks-p80", weeks.map { .decimal($0) }), ("year-two", .decimal(yearTwo)),
    ])
  }

  fileprivate init?(_ node: Node) {
    guard let mean = node["mean"]?.double, let p50 = node["p50"]?.double, let p80 = node["p80"]?.double,
      let yearTwo = node["year-two"]?.double, let items = node["items"]?.int, let gaps = node["gaps"]?.int
    else { return nil }
    self.init(
      mean: mean, p50: p50, p80: p80, hourlyRate: node["hourly-rate"]?.double,
      weeks: node["weeks-p80"]?.double, yearTwo: yearTwo, items: items, gaps: gaps)
  }
}

extension EstimateChange.Part {
  fileprivate var canonical: CanonicalValue {
    .object(known: [
      ("came", .list(came.map { .text($0) })), ("id", .text(id)),
      ("items-after", items.map { .integer(Int64($0.after)) }),
      ("items-before", items.map { .integer(Int64($0.before)) }), ("mean-after", .decimal(mean.after)),
      ("mean-before", .decimal(mean.before)), ("title", .text(title)), ("went", .list(went.map { .text($0) })),
    ])
  }

  fileprivate init?(_ node: Node) {
    guard let id = node["id"]?.string, let title = node["title"]?.string,
      let before = node["mean-before"]?.double, let after = node["mean-after"]?.double
    else { return nil }
    var items: EstimateChange.Span<Int>?
    if let before = node["items-before"]?.int, let after = node["items-after"]?.int {
      items = EstimateChange.Span(before, after)
    }
    self.init(
      id: id, title: title, items: items, mean: EstimateChange.Span(before, after),
      came: node["came"]?.texts ?? [], went: node["went"]?.texts ?? [])
  }
}

extension Node {
  /// The texts of a list.
  var texts: [String] { (sequence ?? []).compactMap(\.string) }
}
