import Glibc

/// Listens for Ctrl-C, so that a long task can end with what it has.
///
/// While one lives, the signal stays pending instead of ending the process: nothing is interrupted, nothing
/// runs in a handler, and no global state is touched. Threads begun meanwhile inherit that. When it goes, a
/// signal that came is taken, since it was answered, and the next one ends the process as ever.
public final class Interruption {
  private var signals = sigset_t()
  private var before = sigset_t()

  /// Begins to listen, for the calling thread and those that it begins.
  public init() {
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
  }

  /// Whether somebody has asked to stop.
  public var isRequested: Bool {
    var pending = sigset_t()
    sigpending(&pending)
    return sigismember(&pending, SIGINT) == 1
  }

  deinit {
    if isRequested {
      var atOnce = timespec()
      sigtimedwait(&signals, nil, &atOnce)
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
