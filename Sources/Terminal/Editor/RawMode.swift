import Glibc
import Synchronization

/// The terminal's settings to go back to and its descriptor, where a crash can find them: handlers of signals
/// have no other memory, and a process has one terminal.
private nonisolated(unsafe) let settings = UnsafeMutablePointer<termios>.allocate(capacity: 1)
private let rawDescriptor = Atomic<Int32>(-1)

/// A terminal that hands over each key as it is typed, from `init` to `end`; also when the program traps
/// the terminal is given back as it was found.
final class RawMode {
  /// What makes a terminal mark what is pasted, and what ends that.
  private static let begin = "\u{1B}[?2004h"
  private static let finish: StaticString = "\u{1B}[?2004l\u{1B}[0m"
  private static let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]

  private let descriptor: Int32
  private let output: Output
  private var found = termios()
  private var before: [(signal: Int32, action: sigaction)] = []

  /// Takes the terminal of a descriptor; nil when it is none.
  init?(_ descriptor: Int32, output: Output) {
    self.descriptor = descriptor
    self.output = output
    guard tcgetattr(descriptor, &found) == 0 else { return nil }
    take()
  }

  deinit { end() }

  /// Takes the terminal, the first time or again after it was given back.
  func take() {
    var raw = found
    raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON)
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
    raw.c_cflag |= tcflag_t(CS8)
    settings.initialize(to: found)
    rawDescriptor.store(descriptor, ordering: .releasing)
    if before.isEmpty { before = Self.crashes.map { ($0, Self.guardAgainst($0)) } }
    tcsetattr(descriptor, TCSADRAIN, &raw)
    output.write(Self.begin)
  }

  /// Gives the terminal back as it was found.
  func end() {
    guard rawDescriptor.exchange(-1, ordering: .acquiringAndReleasing) >= 0 else { return }
    output.write("\(Self.finish)")
    tcsetattr(descriptor, TCSADRAIN, &found)
    for (signal, old) in before {
      var old = old
      sigaction(signal, &old, nil)
    }
    before = []
  }

  private static func guardAgainst(_ signal: Int32) -> sigaction {
    var action = sigaction()
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_NODEFER
    action.__sigaction_handler.sa_handler = { signal in
      // Only calls that a handler may make: write, tcsetattr, raise (signal-safety(7)).
      let descriptor = rawDescriptor.exchange(-1, ordering: .acquiringAndReleasing)
      if descriptor >= 0 {
        _ = write(descriptor, RawMode.finish.utf8Start, RawMode.finish.utf8CodeUnitCount)
        tcsetattr(descriptor, TCSANOW, settings)
      }
      raise(signal)
    }
    var old = sigaction()
    sigaction(signal, &action, &old)
    return old
  }
}
