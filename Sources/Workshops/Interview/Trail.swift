import Diagnostics
import Workbook

/// The questions of an interview that were passed, in order; kept in the workbook where there is a sitting.
final class Trail {
  private(set) var steps: [SittingStep]
  private let workbook: Workbook
  private let sitting: Int64?
  /// Seconds of steps that were stepped back over, by section: the time is spent all the same.
  private var lost: [String: Int] = [:]

  init(_ workbook: Workbook, _ sitting: Int64?) throws {
    self.workbook = workbook
    self.sitting = sitting
    steps = try sitting.map { try workbook.steps(of: $0) } ?? []
  }

  /// The last step, if it is open again.
  var reopened: SittingStep? { steps.last.flatMap { $0.outcome == .reopened ? $0 : nil } }

  /// Where the next step goes: in the place of one that is open again, or after the last.
  var nextPosition: Int { reopened == nil ? steps.count : steps.count - 1 }

  /// The step of a question that was passed.
  func passed(_ path: [String]) -> SittingStep? {
    steps.last { $0.path == path && $0.outcome != .reopened }
  }

  /// The step of a question, passed or open again.
  func step(_ path: [String]) -> SittingStep? { steps.last { $0.path == path } }

  /// The keys below a path under which questions were passed, in order.
  func keys(below path: [String]) -> [String] {
    var keys: [String] = []
    for step in steps where step.path.count > path.count && step.path.starts(with: path) {
      let key = step.path[path.count]
      if keys.last != key { keys.append(key) }
    }
    return keys
  }

  /// Seconds spent in a section.
  func seconds(in section: String) -> Int {
    steps.reduce(lost[section] ?? 0) { $0 + ($1.path.first == section ? $1.seconds : 0) }
  }

  /// Has a capture keep a step with what it writes; `added` notes it once that is done.
  func pass(_ step: SittingStep, with capture: Capture) {
    if let sitting { capture.pass(step, of: sitting, at: nextPosition) }
  }

  /// Notes a step that was kept with a capture.
  func added(_ step: SittingStep) {
    if reopened != nil { steps.removeLast() }
    steps.append(step)
  }

  /// Keeps a step that changed no fact.
  func keep(_ step: SittingStep) throws {
    if let sitting { try workbook.keep(step, of: sitting, at: nextPosition) }
    added(step)
  }

  /// Opens the last question that was passed again; false when there is none.
  func stepBack() throws -> Bool {
    let index = reopened == nil ? steps.count - 1 : steps.count - 2
    guard index >= 0 else { return false }
    if let sitting { try workbook.reopen(index, of: sitting) }
    for step in steps[(index + 1)...] { lost[step.path.first ?? "", default: 0] += step.seconds }
    steps.removeSubrange((index + 1)...)
    steps[index].outcome = .reopened
    return true
  }

  /// Reads the trail anew, after an undo.
  func refresh() throws {
    if let sitting { steps = try workbook.steps(of: sitting) }
  }

  /// Without a sitting the workbook does not know what an undo reopens: the last step that changed anything.
  func forgetLastAnswer() {
    guard sitting == nil, let index = steps.lastIndex(where: { $0.outcome == .answered }) else { return }
    steps.removeSubrange(index...)
  }
}
