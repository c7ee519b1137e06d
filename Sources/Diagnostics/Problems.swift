/// Everything that is wrong with one request, in the order it was found; at least one.
public struct Problems: Error, Sendable, Equatable {
  /// What is wrong.
  public var diagnostics: [Diagnostic]

  /// Gathers what is wrong.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// The gravest exit status of them.
  public var exit: ExitStatus { diagnostics.map(\.exit).max { $0.rawValue < $1.rawValue } ?? .data }
}
