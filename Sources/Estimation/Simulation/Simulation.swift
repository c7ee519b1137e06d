public import Diagnostics

/// The correlated simulation of a scope's effort.
///
/// Each trial draws one G for everything, one C for each group and one ε for each item:
/// z = √common·G + √group·C + √own·ε, and the item's hours at z. Then
/// total = (sum of the items · (1 + overheads) + resolve work) · discovery. The same card, scope, trials
/// and seed give the same bytes on any number of threads; an item's own draws depend on nothing but seed,
/// trial, line and reference, so that two scopes differ by what differs between them and not by sampling
/// noise, and the first n trials of a longer run are those of a shorter one.
public struct Simulation: Sendable {
  /// The trials that may be asked for. The most takes 80 MB a group.
  public static let allowedTrials = 1...10_000_000
  /// How many may be asked for where figures are told or kept: fewer say nothing.
  public static let toldTrials = 100...10_000_000

  /// How many times the project is played through.
  public var trials: Int
  /// What the random numbers are drawn from.
  public var seed: UInt64
  /// Threads to use; the figures do not depend on it.
  public var threads: Int
  /// Whether it is also asked what closing gaps would buy.
  public var asksForClosings: Bool

  /// Sets up a simulation.
  public init(trials: Int = 20_000, seed: UInt64 = 1, threads: Int = 1, asksForClosings: Bool = false) {
    self.trials = trials
    self.asksForClosings = asksForClosings
    self.seed = seed
    self.threads = threads
  }

  /// Plays a scope through.
  ///
  /// `proceed` is asked now and then, on the calling thread, with the trials done so far; when it says no,
  /// the estimate is made from those and marked as partial. Refuses an item of a line that the card has
  /// not, and a number of trials outside `allowedTrials`.
  ///
  /// At least one block of trials is always played, so that there are figures however early it is stopped.
  public func estimate(
    _ scope: Scope, at card: RateCard, proceed: (Int) -> Bool = { _ in true }
  ) throws(Diagnostic) -> Estimate {
    try check(scope, card)
    let plan = Plan(card: card, scope: scope, seed: seed)
    let results = TrialRows(trials: trials, rows: plan.rows.count, columns: plan.overheads.count + 1)
    let blocks = Workers.run(
      count: results.blocks, threads: threads, proceed: { proceed(results.done($0)) },
      task: { Block(plan: plan, number: $0, results: results).simulate() })
    return Summary(simulation: self, card: card, scope: scope, plan: plan, results: results, blocks: blocks)
      .estimate()
  }

  private func check(_ scope: Scope, _ card: RateCard) throws(Diagnostic) {
    guard Self.allowedTrials.contains(trials) else {
      throw Diagnostic(
        "trials-out-of-range", "\(trials) trials cannot be run.",
        notes: ["between \(Self.allowedTrials.lowerBound) and \(Self.allowedTrials.upperBound)"],
        remedies: ["plumbline estimate --trials 20000"], exit: .usage)
    }
    let known = Set(card.lines.map(\.id))
    guard let stray = scope.items.first(where: { !known.contains($0.line) }) else { return }
    throw Diagnostic(
      "unknown-rate-line", "The card `\(card.name)` has no line `\(stray.line)`, which prices `\(stray.ref)`.",
      notes: nearest(to: stray.line, in: known.sorted()).map { ["did you mean `\($0)`?"] } ?? [])
  }
}
