import Glibc
import Synchronization

/// How many Ctrl-C came that nobody has taken notice of, and how much work is listening for one. The signal is
/// the process's, and a handler has no other memory.
private let noted = Atomic<Int>(0)
private let listeners = Atomic<Int>(0)
/// What is to be tidied before the program ends: the address of a C function, 0 for nothing.
private let tidying = Atomic<UInt>(0)
private let sentence: StaticString = "\nInterrupted; nothing is half-written.\n"

/// What Ctrl-C does while no line is being read.
///
/// While something listens, the first one is noted, for the work at hand to stop where it chooses, and the second
/// ends the program. While nothing listens, the first one does. A fact is captured in one transaction and a file
/// is written beside its place, so a program that stops at any moment leaves nothing half-written; it says so.
public struct Interruptions: Sendable {
  private let begin: @Sendable () -> Void
  private let end: @Sendable () -> Void
  /// Whether one was noted.
  public let isNoted: @Sendable () -> Bool
  /// Whether one was noted; forgets it.
  public let take: @Sendable () -> Bool

  /// Ctrl-C never comes.
  public static let none = Interruptions(begin: {}, end: {}, isNoted: { false }, take: { false })

  /// One Ctrl-C came before everything, and nobody ever takes it: for tests of what stops.
  public static let always = Interruptions(begin: {}, end: {}, isNoted: { true }, take: { true })

  /// Does work that looks at `isNoted` now and then. What was noted is forgotten when the last such work ends,
  /// for it was answered.
  public func listening<Result, Failure: Error>(
    _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    begin()
    defer { end() }
    return try work()
  }

  /// Those of this process. One that ends the program says a sentence and ends it by the signal itself, so that
  /// a shell's loop that runs it ends too. `tidy` is called before, in the handler: it may do only what a handler
  /// may (signal-safety(7)). The signals that end a program for good have it called as well.
  public static func process(tidy: @escaping @convention(c) () -> Void = {}) -> Interruptions {
    // All are made now, and not first in the handler.
    noted.store(0, ordering: .relaxed)
    listeners.store(0, ordering: .relaxed)
    tidying.store(unsafeBitCast(tidy, to: UInt.self), ordering: .releasing)
    install(SIGINT) { signal in
      if listeners.load(ordering: .acquiring) > 0, noted.wrappingAdd(1, ordering: .relaxed).oldValue == 0 {
        return
      }
      _ = write(STDERR_FILENO, sentence.utf8Start, sentence.utf8CodeUnitCount)
      Self.leave(signal)
    }
    for signal in [SIGTERM, SIGHUP] { install(signal) { Self.leave($0) } }
    return Interruptions(
      begin: { listeners.wrappingAdd(1, ordering: .acquiringAndReleasing) },
      end: {
        let others = listeners.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue
        if others == 0 { noted.store(0, ordering: .relaxed) }
      }, isNoted: { noted.load(ordering: .relaxed) > 0 },
      take: { noted.exchange(0, ordering: .relaxed) > 0 })
  }

  private static func leave(_ signal: Int32) {
    let address = tidying.load(ordering: .acquiring)
    if address != 0 { unsafeBitCast(address, to: (@convention(c) () -> Void).self)() }
    Glibc.signal(signal, SIG_DFL)
    raise(signal)
  }

  private static func install(_ signal: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var old = sigaction()
    sigaction(signal, nil, &old)
    // Whoever started us in the background, or without a terminal to lose, does not want us to mind it.
    if unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      return
    }
    var action = sigaction()
    action.sa_flags = SA_RESTART
    action.__sigaction_handler.sa_handler = handler
    sigaction(signal, &action, nil)
    // A signal that the thread which started us had blocked stays blocked here, and would never come.
    var ours = sigset_t()
    sigemptyset(&ours)
    sigaddset(&ours, signal)
    pthread_sigmask(SIG_UNBLOCK, &ours, nil)
  }
}
