public import Diagnostics
import Glibc

/// The two outputs of a command, and how each may be decorated: data on `out`, talk on `err`.
public struct Streams {
  /// Where data goes.
  public let out: Output
  /// Where talk goes: errors, progress, what was done.
  public let err: Output
  /// Colour for `out`.
  public var outStyle: Style
  /// Colour for `err`.
  public var errStyle: Style
  /// Whether a person can be asked, which takes a terminal to read from and one to ask on.
  public var canAsk: Bool

  /// Puts streams together.
  public init(
    out: Output, err: Output, outStyle: Style = .plain, errStyle: Style = .plain, canAsk: Bool = false
  ) {
    self.out = out
    self.err = err
    self.outStyle = outStyle
    self.errStyle = errStyle
    self.canAsk = canAsk
  }

  /// The streams of the process. Call it once, at start: it makes the process ignore SIGPIPE, so that a
  /// reader who leaves early ends the output and not the program in mid-work.
  public static func standard(environment: (String) -> String?) -> Streams {
    signal(SIGPIPE, SIG_IGN)
    let columns = environment("COLUMNS").flatMap { Int($0) } ?? 80
    let out = Output.descriptor(STDOUT_FILENO, "standard output", columns: columns)
    let err = Output.descriptor(STDERR_FILENO, "standard error", columns: columns, after: out)
    return Streams(
      out: out, err: err,
      outStyle: Style(isTerminal: out.isTerminal, environment: environment),
      errStyle: Style(isTerminal: err.isTerminal, environment: environment),
      canAsk: isatty(STDIN_FILENO) == 1 && err.isTerminal)
  }

  /// Reports a diagnostic on `err`.
  public func report(_ diagnostic: Diagnostic) { err.write(Report.text(diagnostic, errStyle)) }

  /// Reports everything that is wrong on `err`.
  public func report(_ problems: Problems) { err.write(Report.text(problems, errStyle)) }
}
