/// Everything that is wrong with one request, in the order it was found; at least one.
public struct Problems: Error, Sendable, Equatable {
  /// What is wrong.
  public var all: [Diagnostic]

  /// Gathers what is wrong.
  public init(_ all: [Diagnostic]) { self.all = all }

  /// The gravest exit status of them.
  public var exit: ExitStatus { all.map(\.exit).max { $0.rawValue < $1.rawValue } ?? .data }
}
