public import Diagnostics
import Glibc

/// A terminal as it is: the prompt is written, the terminal itself edits the line, nothing is ever redrawn.
///
/// For screen readers (`--plain`) and for terminals that can do no more (`TERM=dumb`). There is no completion,
/// and text that could be edited is shown before the prompt instead.
public final class PlainLineReader: LineReader {
  private let output: Output
  private let descriptor: Int32
  private let interruptions: Interruptions
  private var pending: [UInt8] = []
  private var isAtEnd = false

  /// Reads from a descriptor, standard input if none is said; prompts go to `output`. A Ctrl-C that
  /// `interruptions` noted before a line is read cancels that line.
  public init(output: Output, interruptions: Interruptions, descriptor: Int32 = 0) {
    self.interruptions = interruptions
    self.output = output
    self.descriptor = descriptor
  }

  /// Asks for one line.
  public func line(
    prompt: String, initial: String, completing: (String) -> Completion
  ) throws(Diagnostic) -> LineEvent {
    if !initial.isEmpty { output.write("(\(Visible.line(initial)))\n") }
    output.write(prompt)
    output.flush()
    let watch = SignalWatch([SIGINT])
    defer { watch.end() }
    if interruptions.take() {
      output.write("\n")
      return .cancelled
    }
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = Array(pending[..<end])
        pending.removeSubrange(...end)
        return .line(text(line))
      }
      if isAtEnd {
        isAtEnd = false  // A terminal may go on after Ctrl-D.
        guard !pending.isEmpty else {
          output.write("\n")
          return .ended
        }
        defer { pending = [] }
        return .line(text(pending))
      }
      switch try watch.wait(for: descriptor) {
      case .signals:
        // The terminal has dropped what was typed of the line.
        pending = []
        output.write("\n")
        return .cancelled
      case .input: try fill()
      }
    }
  }

  private func fill() throws(Diagnostic) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &buffer, buffer.count)
    if count > 0 {
      pending += buffer[..<count]
    } else if count == 0 || errno == EIO {
      isAtEnd = true
    } else if errno != EINTR && errno != EAGAIN {
      throw Diagnostic("input-error", "The terminal cannot be read: \(String(cString: strerror(errno))).")
    }
  }

  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)
  }
}
