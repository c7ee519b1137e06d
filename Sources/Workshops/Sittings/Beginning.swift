import Catalogue
import Diagnostics
public import Workbook

extension Sitting {
  /// What is known of a sitting when it begins; what is not is asked.
  public struct Plan {
    /// The fact it works on, if its script is about one.
    public var about: Fact?
    /// What it is called; the script's title when not said.
    public var title: String?
    /// The day; today when not said.
    public var date: String?
    /// Who leads, as typed.
    public var facilitator: String?
    /// Who types, as typed.
    public var scribe: String?
    /// Who else is here, as typed.
    public var attendees: [String] = []

    /// An empty plan.
    public init() {}
  }

  /// Records that a sitting begins, as one journal entry.
  public static func begin(
    _ script: Script, _ plan: Plan, _ workbook: Workbook, by attribution: Attribution, summary: String
  ) throws -> Sitting {
    let kind = try Catalogue.kind("workshop")
    var title = script.title
    if let about = plan.about { title += ": \(about.ref)" }
    let fact = try workbook.capture(summary, by: attribution) { capture in
      var typed: [(name: String, texts: [String])] = [
        ("script", [script.name]), ("title", [plan.title ?? title]),
        ("date", [plan.date ?? "\(attribution.at.day)"]), ("started", ["\(attribution.at)"]),
      ]
      if let about = plan.about { typed.append(("about", [about.ref])) }
      if let person = plan.facilitator { typed.append(("facilitator", [person])) }
      if let person = plan.scribe { typed.append(("scribe", [person])) }
      if !plan.attendees.isEmpty { typed.append(("attendees", plan.attendees)) }
      return try capture.add(kind, try kind.read(typed))
    }
    guard let sitting = try Sitting(fact.id, workbook, workbook.reader()) else {
      throw Diagnostic("internal", "The sitting `\(fact.ref)` is gone.")
    }
    return sitting
  }

  /// Records that it has ended, as one journal entry.
  public func end(_ workbook: Workbook, by attribution: Attribution, summary: String) throws {
    try workbook.capture(summary, by: attribution) { try $0.set(fact, ["ended": .text("\(attribution.at)")]) }
  }

  /// Whether anything was said in it but who is there: only then has it moved the scope.
  public func hasCaptured(_ workbook: Workbook) throws -> Bool {
    let own = Set([fact.ref] + people)
    return try workbook.changes(in: fact).contains { !own.contains($0.ref) }
  }

  /// How far it has come.
  public func standing(_ workbook: Workbook) throws -> Standing {
    Standing(try workbook.steps(of: fact.id))
  }

  /// How far a sitting has come, in numbers.
  public struct Standing: Sendable, Equatable {
    /// The section of the question that was passed last; nil before the first. `Interview.place()` tells where it
    /// goes on.
    public let section: String?
    /// How many questions were answered or accepted.
    public let answered: Int
    /// How many were left open.
    public let skipped: Int
    /// How many were parked.
    public let parked: Int
    /// Minutes spent on questions.
    public let minutes: Int

    init(_ steps: [SittingStep]) {
      section = steps.last?.path.first
      answered = steps.count { $0.outcome == .answered || $0.outcome == .accepted }
      skipped = steps.count { $0.outcome == .skipped }
      parked = steps.count { $0.outcome == .parked }
      minutes = steps.reduce(0) { $0 + $1.seconds } / 60
    }
  }
}
