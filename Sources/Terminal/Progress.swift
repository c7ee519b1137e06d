/// A line on a terminal that tells how far a long task is; nothing at all when nobody is looking.
///
/// It is redrawn only when the percentage changes, so that `advance` may be called for every item.
public struct Progress: ~Copyable {
  private let output: Output
  private let title: String
  private let total: Int
  private var count = 0
  private var shown = -1
  private var drawn = 0

  /// Begins a task of `total` items; `isQuiet` keeps it silent on a terminal too.
  public init(_ title: String, total: Int, on output: Output, isQuiet: Bool = false) {
    self.output = output
    self.title = Visible.line(title)
    self.total = output.isTerminal && !isQuiet ? total : 0
  }

  /// Takes the line away again; what comes next is written in its place.
  deinit {
    if shown >= 0 { output.write("\r\(String(repeating: " ", count: drawn))\r") }
  }

  /// Counts items as done.
  public mutating func advance(by items: Int = 1) {
    guard total > 0 else { return }
    count = min(total, count + items)
    let percent = Int((Double(count) / Double(total) * 100).rounded(.down))
    guard percent != shown else { return }
    shown = percent
    // One column is left free: some terminals wrap when the last is written.
    let width = (output.width ?? 80) - 1
    let line = Fitting.truncate("\(title) \(percent)%", to: width)
    // The percentage only grows, so each line covers the one before, without an escape sequence.
    drawn = DisplayWidth.of(line)
    output.write("\r\(line)")
  }
}
