public import Catalogue
import Database
import Diagnostics
public import Gaps
public import Workbook

/// What an interview needs from the world.
public struct InterviewWorld {
  /// Where answers go.
  public var workbook: Workbook
  /// The gaps that worklists and exit tests name.
  public var gaps: GapSet
  /// Whoever answers.
  public var prompter: any Prompter
  /// Who captures, on whose word (a person's reference), now.
  public var attribution: (_ saidBy: String?) -> Attribution
  /// The clock, in seconds, for the time that is left.
  public var seconds: () -> Int
  /// Today.
  public var today: CalendarDay
  /// Makes a text in an editor, from what there is; nil when it was given up. Nil when there is no editor.
  public var edit: ((String) throws -> String?)?
  /// Puts the tables that a query names and the program makes beside the views: `open_gap`, the estimate.
  public var prepare: (Reader, _ sql: String) throws -> Void = { _, _ in }
  /// Ranks what a field or a code may be paired with.
  public var suggestions: any Suggesting = NameSuggestions()

  /// Puts a world together.
  public init(
    workbook: Workbook, gaps: GapSet, prompter: any Prompter,
    attribution: @escaping (_ saidBy: String?) -> Attribution, seconds: @escaping () -> Int, today: CalendarDay,
    edit: ((String) throws -> String?)? = nil
  ) {
    self.workbook = workbook
    self.gaps = gaps
    self.prompter = prompter
    self.attribution = attribution
    self.seconds = seconds
    self.today = today
    self.edit = edit
  }
}

/// A talk led by a script: it asks, writes each answer down before it asks again, and knows where it stands.
///
/// Where it stands is its trail, the list of questions that were passed. Going back shortens the trail and
/// begins a new pass, which runs down to the end of the trail without asking; so does going on another day.
public final class Interview {
  /// How an interview ended.
  public enum Ending: Sendable, Equatable {
    /// Everything was asked.
    case finished
    /// Somebody left; it can be gone on with.
    case left
  }

  let script: Script
  let sitting: Sitting?
  let world: InterviewWorld
  let reader: Reader
  let trail: Trail
  /// The fact at hand outside of a sitting.
  let it: Fact?
  /// Whether worklists of gaps are kept to it.
  let only: Bool

  /// On whose word answers are noted.
  var saidBy: String?
  /// How much of the next prompt is to be shown.
  var showing = Showing.all
  /// The rest of the way to where the trail ends, in a pass that has not come there yet.
  var seek: ArraySlice<String> = []
  /// The rows of the worklists that were looked up, by path.
  var lists: [[String]: [Row]] = [:]
  /// The section whose heading was shown last.
  private var headed: String?
  /// When the question at hand was put first.
  var askedSince = 0
  /// The newest journal entry from before the talk.
  let before: Int
  /// The journal entries that this talk made.
  var entries: Set<Int> = []
  /// Whether the last line was given up.
  var wasCancelled = false

  /// Readies a script for a sitting, or for no sitting at all: then nothing is kept but the answers.
  ///
  /// Outside of a sitting, `it` is the fact at hand, and with `only` worklists of gaps are kept to it.
  public init(
    _ script: Script, _ sitting: Sitting?, _ world: InterviewWorld, it: Fact? = nil, only: Bool = false
  ) throws {
    self.it = it
    self.only = only
    self.script = script
    self.sitting = sitting
    self.world = world
    reader = try world.workbook.reader()
    trail = try Trail(world.workbook, sitting?.fact.id)
    before = try world.workbook.newestEntry()
    // On whose word the last answer was noted holds on, also in another life.
    if let sitting, !trail.steps.isEmpty {
      let last = try world.workbook.journal().last { $0.workshop == sitting.fact.ref && $0.action == "change" }
      saidBy = last?.saidBy.flatMap { try? world.workbook.fact($0, kinds: ["person"]).ref }
    }
  }

  /// Asks until everything is asked or somebody leaves.
  public func run() throws -> Ending {
    if let saidBy { speak(saidBy, "still: `@` alone ends that") }
    while true {
      do {
        try pass()
        return .finished
      } catch Turn.again {
        continue
      } catch Turn.leave {
        return .left
      }
    }
  }

  /// One pass through the script: down to the end of the trail in silence, and on from there.
  private func pass() throws {
    let last = trail.steps.last
    seek = last.map { $0.path[...] } ?? []
    var first = 0
    let sections = self.sections
    if let key = seek.first, let index = sections.firstIndex(where: { $0.title == key }) {
      first = index
      if last?.outcome == .finished {
        first += 1
        seek = []
      }
    } else {
      seek = []
    }
    for section in sections.dropFirst(first) { try run(section) }
  }

  /// The sections, that on who is here first where there is a sitting.
  private var sections: [Script.Section] { (sitting == nil ? [] : [.attendance]) + script.sections }

  private func run(_ section: Script.Section) throws {
    if !seek.isEmpty { seek.removeFirst() }
    if headed != section.title { heading(section) }
    headed = section.title
    do {
      let about = sitting?.about ?? it
      try run(section.items, [section.title], Context(it: about, section: section))
    } catch Turn.finish {}
    try showExit(of: section)
  }

  private func heading(_ section: Script.Section) {
    guard sitting != nil else { return }
    world.prompter.say(
      .heading(
        section.title, purpose: section.purpose,
        notes: section.minutes > 0 ? ["\(section.minutes) minutes"] : []))
  }

  private func showExit(of section: Script.Section) throws {
    guard sitting != nil, !section.exit.isEmpty else { return }
    world.prompter.say(.tests(title: section.title, try tests(section.exit)))
  }

  /// What is still open of some gaps, within what the sitting is about.
  public func tests(_ names: [String]) throws -> [ExitTest] {
    try names.map { name in
      let gap = try world.gaps.gap(name)
      try world.prepare(reader, gap.query)
      let rows = try gap.rows(reader, today: world.today, where: scopeCondition, named: parameters)
      return ExitTest(gap: name, title: gap.title, open: rows.map(\.finding.about))
    }
  }

  // MARK: What queries are given

  var parameters: [String: SQLValue] {
    [
      "today": .text("\(world.today)"), "subject": .optional(sitting?.about?.id),
      "sitting": .optional(sitting?.fact.id), "only": .optional(it?.ref),
    ]
  }

  /// Keeps rows to what the sitting is about.
  var scopeCondition: String? {
    if only { return "about = :only" }
    guard sitting?.about != nil, let scope = script.scope else { return nil }
    return "about IN (\(scope.sql)\n)"
  }
}

/// What breaks off the way through a script.
enum Turn: Error {
  /// The trail has changed: begin a new pass.
  case again
  /// Somebody leaves.
  case leave
  /// The rest of the section is left out.
  case finish
}

/// Where in a script a question stands: the fact at hand, and what the rows around it say.
struct Context {
  /// The fact at hand.
  var it: Fact?
  /// The columns of the rows around, by name.
  var columns: [String: String] = [:]
  /// The gap whose row this is.
  var finding: Finding?
  /// How far along.
  var progress: (number: Int, total: Int)?
  /// The section it belongs to.
  var section: Script.Section?
}
