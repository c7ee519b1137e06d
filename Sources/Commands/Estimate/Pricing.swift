import Catalogue
import CommandLineKit
import Database
import Diagnostics
import Estimation
import Gaps
import Method
import Terminal
import Workbook

/// Prices a workbook: asks the rate card's queries, and plays the project through.
struct Pricing {
  let card: RateCard
  var scope: Scope
  /// What was promised before this scope, in hours.
  let original: Double?
  /// Why there is no team to reckon weeks with, where there is none.
  let teamProblem: String
  /// The currency of costs, for words only.
  let currency: String?
  /// The day the project must be live, if it is known.
  let deadline: CalendarDay?
  /// The day that weeks are counted from: that of the last capture, so that the same workbook gives the same
  /// figures on any day.
  let start: CalendarDay
  /// The names of the people, by reference.
  let people: [String: String]
  /// What a person calls an entity, flow or system, by reference.
  let names: [String: String]
  /// What hours can be told by.
  let belonging: Belonging
  /// The references that each line of the run cost and of the naive figure counts.
  private(set) var counted: [String: [String]] = [:]

  /// Asks the card's queries. `findings` are the gaps of this workbook; those about the estimate itself are not
  /// priced: nobody is slowed down by those.
  init(_ card: RateCard, _ reader: Reader, _ findings: [Finding]) throws {
    self.card = card
    var items: [Scope.Item] = []
    for line in card.lines {
      for unit in try Self.units(line.units, reader, line.unitsPlace) {
        items.append(Scope.Item(line: line.id, ref: unit.ref, title: unit.title))
      }
    }
    for count in card.runCost + card.naive.counts {
      counted[count.id] = try Self.units(count.units, reader, count.unitsPlace).map(\.ref)
    }
    let engagement =
      try reader.rows(
        """
        SELECT team_size, focus_hours_per_week, hourly_rate, original_estimate_hours, currency, deadline,
          (SELECT substr(max(at), 1, 10) FROM history) FROM engagement
        """
      ).rows.first ?? Array(repeating: .null, count: 7)
    let numbers = engagement.map(\.number)
    var team: Scope.Team?
    if let people = numbers[0], let hours = numbers[1], people > 0, hours > 0 {
      team = Scope.Team(people: people, focusHoursPerWeek: hours)
    }
    teamProblem =
      switch (numbers[0], numbers[1]) {
      case (let people?, _) where people <= 0: "a team of 0 was said, which finishes nothing"
      case (_, let hours?) where hours <= 0: "0 hours a week were said, in which nothing is done"
      case (_?, nil): "nobody has said how many hours a week each of the team gives"
      case (nil, _?): "nobody has said how many people work on it"
      default: "nobody has said how many people work on it, and for how many hours a week"
      }
    original = numbers[3]
    currency = engagement[4].displayed
    deadline = engagement[5].displayed.flatMap(CalendarDay.init)
    start = engagement[6].displayed.flatMap(CalendarDay.init) ?? CalendarDay(number: 0)
    people = try Self.names(reader, "SELECT ref, name FROM person")
    names = try Self.names(
      reader,
      "SELECT ref, name FROM entity UNION ALL SELECT ref, name FROM flow UNION ALL SELECT ref, name FROM system"
    )
    belonging = try Belongings(reader).belonging()
    let gaps = findings.filter {
      $0.waiver == nil && $0.severity >= .major && !$0.readsEstimate
    }.map { finding in
      Scope.Gap(
        name: finding.gap, about: finding.about, message: finding.message,
        isBlocker: finding.severity == .blocker, owner: finding.ask)
    }
    scope = Scope(
      items: items, gaps: gaps, readiness: Scope.readiness(items: items, gaps: gaps),
      counts: counted.mapValues(\.count),
      team: team,
      hourlyRate: numbers[2])
  }

  /// The rows of a card's query: a reference and what a person calls it.
  static func units(_ sql: String, _ reader: Reader, _ place: Place) throws -> [(ref: String, title: String)] {
    var units: [(ref: String, title: String)] = []
    try reader.query(sql, at: place) { row in
      let title = row.count > 1 ? try row.optionalText(1) : nil
      units.append((try row.text(0), title ?? ""))
    }
    return units
  }

  private static func names(_ reader: Reader, _ sql: String) throws -> [String: String] {
    try reader.rows(sql).rows.reduce(into: [:]) { names, row in
      if let ref = row[0].displayed { names[ref] = row[1].displayed ?? ref }
    }
  }

  /// The prices without some facts: without what is priced of them, what is missing of them, and what belongs
  /// to nothing else. Nothing else changes: what would be missing because of it is not looked for.
  func without(_ refs: [String]) -> Pricing {
    var left = self
    var gone = Set(refs)
    for ref in refs { gone.formUnion(belonging.wholly(of: ref)) }
    func isGone(_ ref: String) -> Bool {
      gone.contains(ref)
        || refs.contains { ref.hasPrefix($0) && [".", "="].contains(ref.dropFirst($0.count).first) }
    }
    left.counted = counted.mapValues { $0.filter { !isGone($0) } }
    left.scope.items.removeAll { isGone($0.ref) }
    left.scope.gaps.removeAll { isGone($0.about) }
    left.scope.counts = left.counted.mapValues(\.count)
    left.scope.readiness = Scope.readiness(items: left.scope.items, gaps: left.scope.gaps)
    return left
  }

  /// As many trials as `estimate` takes, fewer for a large scope: its total hangs on what items have in common,
  /// which is spread evenly over the trials, and a gap only asks for a week.
  var trialsForGaps: Int { max(2_000, min(20_000, 8_000_000 / max(1, scope.items.count))) }

  /// Plays the project through.
  func estimate(
    trials: Int, seed: UInt64, threads: Int = 2, asksForClosings: Bool = false,
    proceed: (Int) -> Bool = { _ in true }
  ) throws(Diagnostic) -> Estimate {
    try Simulation(trials: trials, seed: seed, threads: threads, asksForClosings: asksForClosings)
      .estimate(scope, at: card, proceed: proceed)
  }

  /// The whole weeks between the start and the deadline; nil when there is none.
  var weeksToDeadline: Double? { deadline.map { Double($0.number - start.number) / 7 } }

  /// The day on which so many weeks, made whole, have passed since the start.
  func finish(after weeks: Double) -> CalendarDay {
    CalendarDay(number: start.number + Int(min(weeks.rounded(), 1e6)) * 7)
  }

  /// What a person calls a person, a part of the scope, or nobody.
  func name(of ref: String, orNobody nobody: String = "nobody known yet") -> String {
    ref.isEmpty ? nobody : people[ref] ?? names[ref] ?? ref
  }
}

extension SQLValue {
  fileprivate var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number
    default: nil
    }
  }
}

/// How a project is played through.
struct Play {
  var trials: Int?
  var seed: UInt64 = 1
  var threads = 2
  var asksForClosings = false
}

/// A workbook looked at whole: what is missing, what it costs, and how sure that is.
struct Appraisal {
  let findings: [Finding]
  let pricing: Pricing
  let estimate: Estimate
}

extension Scene {
  /// The rate card: the one of `--rates` where a command has that option, else `standard`, the team's own of
  /// that name before ours.
  func rateCard(_ arguments: CommandLineKit.Arguments, named name: String = "standard") throws -> RateCard {
    let library = try method(arguments)
    return try RateCard(library.file(.rates, named: name), among: library)
  }

  /// The prices of a workbook.
  func pricing(
    _ arguments: CommandLineKit.Arguments, _ reader: Reader, _ findings: [Finding], card: String = "standard"
  ) throws -> Pricing {
    try Pricing(rateCard(arguments, named: card), reader, findings)
  }

  /// Everything that is missing, and the estimate: played through once, for the gaps that are about it as well.
  /// The tables of the estimate and `open_gap` are provided to the reader.
  func appraise(
    _ arguments: CommandLineKit.Arguments, _ reader: Reader, card: String = "standard", _ play: Play = Play()
  ) throws -> Appraisal {
    var played: (Pricing, Estimate)?
    func provideEstimate(_ findings: [Finding]) throws {
      let pricing = try pricing(arguments, reader, findings, card: card)
      let estimate = try simulate(pricing, play, arguments)
      try reader.provide(estimate, pricing)
      played = (pricing, estimate)
    }
    let set = try GapSet(method(arguments))
    try provideApprovals(for: set, of: workbook(arguments), to: reader)
    let findings = try set.findings(reader, today: today) { try provideEstimate($0) }
    // A method of which no gap looks at the estimate has not asked for it yet.
    if played == nil { try provideEstimate(findings) }
    try reader.provide(findings)
    try reader.provide(adjusted: set.adjusted)
    guard let (pricing, estimate) = played else { throw Diagnostic("internal", "Nothing was priced.") }
    let appraisal = Appraisal(findings: findings, pricing: pricing, estimate: estimate)
    try reader.provide(
      "estimate_gaps", columns: "sentence", rows: [[.text(PricedGaps(appraisal).sentence)]])
    return appraisal
  }

  /// Plays the project through, with a line that tells how far it is; Ctrl-C ends it with what there is.
  func simulate(_ pricing: Pricing, _ play: Play, _ arguments: CommandLineKit.Arguments) throws(Diagnostic)
    -> Estimate
  {
    let trials = play.trials ?? 20_000
    let interruptions = environment.interruptions
    var progress = Progress(
      "Playing the project through", total: trials, on: environment.streams.err,
      isQuiet: arguments.flag("quiet"))
    var told = 0
    return try interruptions.listening { () throws(Diagnostic) in
      // What there is so far is told, by queries that nobody has asked to stop.
      defer { _ = interruptions.take() }
      return try pricing.estimate(
        trials: trials, seed: play.seed, threads: play.threads, asksForClosings: play.asksForClosings
      ) { done in
        progress.advance(by: done - told)
        told = done
        return !interruptions.isNoted()
      }
    }
  }
}
