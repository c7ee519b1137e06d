public import Diagnostics
import Glibc

/// A place text is written to: standard output, standard error, or memory in a test.
///
/// Writing never throws: the first failure is kept, what follows is dropped, and `finish` reports it, so
/// that no caller can forget to. When the reader has gone away (`plumbline list | head`) that is no failure:
/// the rest is dropped and `isClosed` says so to those who could stop early.
public final class Output {
  /// Takes bytes and returns 0, or the `errno` of what went wrong.
  public typealias Sink = (UnsafeRawBufferPointer) -> Int32

  /// Whether a person is looking at it.
  public let isTerminal: Bool
  /// Whether the reader has gone away.
  public private(set) var isClosed = false

  private let name: String
  private let sink: Sink
  private let measure: () -> Int
  private let flushedBefore: Output?
  private var pending: [UInt8] = []
  private var failure: Int32 = 0

  /// Wraps a sink.
  ///
  /// `name` is what a failure calls it. A terminal is written to at once, anything else in pieces of 64 KiB.
  /// `before` is flushed ahead of each write, so that on one terminal two outputs keep their order.
  public init(
    _ name: String, isTerminal: Bool, width: @escaping () -> Int = { 80 }, after before: Output? = nil,
    sink: @escaping Sink
  ) {
    self.name = name
    self.isTerminal = isTerminal
    measure = width
    flushedBefore = before
    self.sink = sink
  }

  deinit { flush() }

  /// The columns of the terminal, asked anew each time since windows are resized; nil when there is none,
  /// and so no reason to cut or wrap anything.
  public var width: Int? { isTerminal ? max(20, measure()) : nil }

  /// Whether a write has failed for another reason than that nobody reads.
  public var hasFailed: Bool { failure != 0 }

  /// Writes text as it is. Text from outside goes through `Visible` first.
  public func write(_ text: String) {
    guard !isClosed, failure == 0 else { return }
    pending.append(contentsOf: text.utf8)
    if isTerminal || pending.count >= 1 << 16 { flush() }
  }

  /// Hands over what is buffered.
  public func flush() {
    guard !pending.isEmpty else { return }
    if let flushedBefore, flushedBefore.isTerminal { flushedBefore.flush() }
    let code = pending.withUnsafeBytes(sink)
    pending.removeAll(keepingCapacity: true)
    if code == EPIPE { isClosed = true } else { failure = code }
  }

  /// Hands over what is buffered and throws the first failure there was, e.g. a full disk.
  public func finish() throws(Diagnostic) {
    flush()
    guard failure != 0 else { return }
    throw Diagnostic(
      "output-error", "\(name) cannot be written: \(String(cString: strerror(failure))).",
      reason: failure == ENOSPC ? "the disk is full; what was written so far is not complete" : nil)
  }
}

extension Output {
  /// An output over an open file descriptor. `columns` is the width to take if the terminal does not tell.
  static func descriptor(
    _ descriptor: Int32, _ name: String, columns: Int, after before: Output? = nil
  ) -> Output {
    Output(
      name, isTerminal: isatty(descriptor) == 1, width: { terminalWidth(descriptor) ?? columns },
      after: before
    ) { bytes in
      writeAll(bytes, to: descriptor)
    }
  }

  private static func terminalWidth(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  private static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // Another program left the descriptor non-blocking: wait until it takes more.
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&wait, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}
