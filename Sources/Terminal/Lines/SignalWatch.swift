import Diagnostics
import Glibc
import Synchronization

/// Which signals came, a bit each; and the end of the pipe that says so. A signal is the process's, whoever
/// watches for it, so these are too.
private let caught = Atomic<UInt64>(0)
private let bell = Atomic<Int32>(-1)

/// Signals noticed while waiting for input, from `init` to `end`. One at a time.
///
/// The handler only notes the signal and writes a byte to a pipe; `wait` looks at the pipe and the input at
/// once, so no signal can fall between a check and the wait.
final class SignalWatch {
  /// Why waiting ended.
  enum Event: Equatable {
    /// There is something to read, or the input has ended.
    case input
    /// These signals came.
    case signals(Set<Int32>)
  }

  private let pipe: (read: Int32, write: Int32)
  private var before: [(signal: Int32, action: sigaction)] = []

  /// Begins to watch for these signals instead of what they would do.
  init(_ signals: [Int32]) {
    var ends: [Int32] = [-1, -1]
    Glibc.pipe(&ends)
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    pipe = (ends[0], ends[1])
    caught.store(0, ordering: .relaxed)
    bell.store(pipe.write, ordering: .releasing)
    for signal in signals {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { signal in
        let code = errno
        caught.bitwiseOr(1 << UInt64(signal), ordering: .relaxed)
        var byte: UInt8 = 0
        _ = write(bell.load(ordering: .acquiring), &byte, 1)
        errno = code
      }
      var old = sigaction()
      sigaction(signal, &action, &old)
      before.append((signal, old))
    }
  }

  deinit { end() }

  /// Puts back what the signals did before.
  func end() {
    guard !before.isEmpty else { return }
    for (signal, old) in before {
      var old = old
      sigaction(signal, &old, nil)
    }
    before = []
    bell.store(-1, ordering: .releasing)
    close(pipe.read)
    close(pipe.write)
  }

  /// Waits for input or a signal; for input no longer than `milliseconds`, if said: then nil.
  func wait(for descriptor: Int32, milliseconds: Int32) throws(Diagnostic) -> Event? {
    while true {
      var waits = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: pipe.read, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&waits, 2, milliseconds)
      let code = errno
      if waits[1].revents != 0 || count < 0 {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(pipe.read, &bytes, bytes.count) > 0 {}
        let bits = caught.exchange(0, ordering: .acquiringAndReleasing)
        let signals = Set((1..<64).filter { bits & 1 << UInt64($0) != 0 }.map(Int32.init))
        if !signals.isEmpty { return .signals(signals) }
        guard count < 0, code != EINTR else { continue }
        throw Diagnostic("input-error", "The input cannot be read: \(String(cString: strerror(code))).")
      }
      return count == 0 ? nil : .input
    }
  }

  /// Waits for input or a signal.
  func wait(for descriptor: Int32) throws(Diagnostic) -> Event {
    while true { if let event = try wait(for: descriptor, milliseconds: -1) { return event } }
  }
}
