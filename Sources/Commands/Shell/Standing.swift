import CommandLineKit
import Diagnostics
import Files
import Gaps
import Terminal
import Workbook

/// How the workbook stands, as the prompt shows it: its name, and how many blockers are open.
///
/// Counting may take longer than somebody who types should wait. It is done only after a change, in the time
/// nobody will notice; if that is too short, while nobody types, and given up at the next key.
final class Standing {
  /// As long as counting may keep a prompt waiting.
  static let patience = Duration.milliseconds(15)

  private let scene: Scene
  private let arguments: Arguments
  /// What was counted, of which workbook and as of which entry of its journal.
  private var counted: (path: String, entry: Int, blockers: Int)?
  private var known: (path: String, gaps: GapSet)?
  /// Whether counting would take longer than our patience: it did, or the gaps are yet to be read.
  private var isSlow: Bool

  /// With `hasPauses`, somebody calls `prompt(unless:)` while nobody types.
  init(_ scene: Scene, _ arguments: Arguments, hasPauses: Bool) {
    self.scene = scene
    self.arguments = arguments
    isSlow = hasPauses
  }

  /// Whether the prompt tells less than could be known.
  private(set) var isStale = false

  /// The prompt, with a count that may be of a moment ago: then `isStale`.
  func prompt() -> String {
    let end = ContinuousClock.now + Self.patience
    refresh { [isSlow] in isSlow || ContinuousClock.now >= end }
    isSlow = isSlow || isStale
    return text()
  }

  /// The prompt with a fresh count; nil when it was given up.
  func prompt(unless isInterrupted: () -> Bool) -> String? {
    let start = ContinuousClock.now
    refresh(unless: isInterrupted)
    isSlow = isStale || (known != nil && ContinuousClock.now - start > Self.patience)
    return isStale ? nil : text()
  }

  private func refresh(unless isInterrupted: () -> Bool) {
    isStale = false
    guard let workbook = try? scene.workbook(arguments), let entry = try? workbook.newestEntry(),
      counted?.path != workbook.path || counted?.entry != entry
    else { return }
    let blockers = count(in: workbook, unless: isInterrupted)
    // Without a method, or with a gap file that is wrong, there is nothing to tell, and it says so elsewhere.
    isStale = blockers == nil && isInterrupted()
    if !isStale { counted = blockers.map { (workbook.path, entry, $0) } }
  }

  /// How many blockers are open; nil when it was given up, or cannot be told at all.
  private func count(in workbook: Workbook, unless isInterrupted: () -> Bool) -> Int? {
    guard !isInterrupted(), let blockers = blockers(of: workbook) else { return nil }
    guard !blockers.gaps.isEmpty else { return 0 }
    return withoutActuallyEscaping(isInterrupted) { isInterrupted in
      let before = workbook.isInterrupted
      defer { workbook.isInterrupted = before }
      workbook.isInterrupted = isInterrupted
      do {
        let reader = try workbook.reader()
        try scene.provideApprovals(for: blockers, of: workbook, to: reader)
        return try blockers.findings(reader, today: scene.today) { _ in }.count { $0.waiver == nil }
      } catch {
        return nil
      }
    }
  }

  /// The gaps that block, read once a workbook: files that change meanwhile change no prompt.
  private func blockers(of workbook: Workbook) -> GapSet? {
    if let known = known, known.path == workbook.path { return known.gaps }
    guard let all = try? GapSet(scene.method(arguments)) else { return nil }
    // What needs the estimate takes its time, and no blocker of ours does.
    let gaps = GapSet(all.gaps.filter { $0.severity == .blocker && !$0.needsEstimate })
    known = (workbook.path, gaps)
    return gaps
  }

  private func text() -> String {
    let style = scene.environment.streams.errStyle
    guard let workbook = try? scene.workbook(arguments) else { return style.paint("plumbline", .bold) + "> " }
    let name = style.paint(Self.name(of: workbook), .bold)
    guard let counted, counted.path == workbook.path else { return name + "> " }
    let words = counted.blockers == 1 ? "1 blocker" : "\(counted.blockers) blockers"
    return "\(name) \(style.paint("(\(words))", counted.blockers == 0 ? .green : .red))> "
  }

  private static func name(of workbook: Workbook) -> String {
    let name = Files.name(of: workbook.path)
    let bare = name.hasSuffix(".plumb") ? String(name.dropLast(6)) : name
    return bare == ":memory:" ? "plumbline" : Fitting.truncate(Visible.line(bare), to: 20)
  }
}
