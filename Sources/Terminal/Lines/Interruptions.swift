import Glibc
import Synchronization

/// How many Ctrl-C came that nobody has taken notice of. The signal is the process's, and a handler has no
/// other memory.
private let noted = Atomic<Int>(0)
private let sentence: StaticString = "\nInterrupted; nothing was half-done.\n"

/// What Ctrl-C does while no line is being read.
///
/// A fact is captured in one transaction and a file is written beside its place, so a program that stops at
/// any moment leaves nothing half-done; these see to it that it says so.
public struct Interruptions: Sendable {
  /// From now on the first Ctrl-C is noted, for the work at hand to stop; the second ends the program.
  public var note: @Sendable () -> Void
  /// Whether one was noted.
  public var isNoted: @Sendable () -> Bool
  /// Whether one was noted; forgets it.
  public var take: @Sendable () -> Bool

  /// Ctrl-C never comes.
  public static let none = Interruptions(note: {}, isNoted: { false }, take: { false })

  /// Those of this process. Until `note` is called a Ctrl-C says a sentence and ends the program by the
  /// signal itself, so that a shell's loop that runs it ends too.
  public static func process() -> Interruptions {
    _ = noted.load(ordering: .relaxed)  // made now, and not first in the handler
    install { signal in Self.leave(signal) }
    return Interruptions(
      note: {
        install { signal in
          if noted.wrappingAdd(1, ordering: .relaxed).oldValue > 0 { Self.leave(signal) }
        }
      }, isNoted: { noted.load(ordering: .relaxed) > 0 },
      take: { noted.exchange(0, ordering: .relaxed) > 0 })
  }

  /// Only calls that a handler may make (signal-safety(7)).
  private static func leave(_ signal: Int32) {
    _ = write(STDERR_FILENO, sentence.utf8Start, sentence.utf8CodeUnitCount)
    Glibc.signal(signal, SIG_DFL)
    raise(signal)
  }

  private static func install(_ handler: @escaping @convention(c) (Int32) -> Void) {
    var old = sigaction()
    sigaction(SIGINT, nil, &old)
    // Whoever started us in the background does not want us to mind it.
    if unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      return
    }
    var action = sigaction()
    action.sa_flags = SA_RESTART
    action.__sigaction_handler.sa_handler = handler
    sigaction(SIGINT, &action, nil)
  }
}
