/// Several things that are wrong at once: everything is reported, not the first thing only.
public struct Problems: Error, Equatable, Sendable {
  /// What is wrong, in the order it was found; never empty when thrown.
  public var all: [Diagnostic]

  /// Collects what is wrong.
  public init(_ all: [Diagnostic]) { self.all = all }

  /// What the program's exit status becomes: that of the first error, else that of the first of all.
  public var exit: ExitStatus {
    (all.first { $0.severity == .error } ?? all.first)?.exit ?? .data
  }
}
