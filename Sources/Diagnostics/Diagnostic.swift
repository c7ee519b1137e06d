/// A message to a person: what is wrong, where, why, and what to do about it.
///
/// Every error that reaches a person is one of these. `remedies` are commands that can be pasted.
public struct Diagnostic: Error, Equatable, Sendable {
  /// How grave it is.
  public enum Severity: String, Sendable {
    case note, warning, error
  }

  /// A stable identity in kebab case, e.g. `unknown-reference`; listed in `docs/errors.md`.
  public var code: String
  /// How grave it is.
  public var severity: Severity
  /// What is wrong, the specific fact first: "No system is called `strpe`."
  public var summary: String
  /// Where in a file, if it is about one.
  public var place: Place?
  /// Why it is so, if that is not plain.
  public var reason: String?
  /// Further facts, one line each: allowed values, nearest matches, the things that stand in the way.
  public var notes: [String]
  /// Commands that mend it.
  public var remedies: [String]
  /// What the program's exit status becomes when this ends it.
  public var exit: ExitStatus

  /// Describes one thing that is wrong.
  public init(
    _ code: String, _ summary: String, severity: Severity = .error, at place: Place? = nil,
    reason: String? = nil, notes: [String] = [], remedies: [String] = [], exit: ExitStatus = .data
  ) {
    self.code = code
    self.severity = severity
    self.summary = summary
    self.place = place
    self.reason = reason
    self.notes = notes
    self.remedies = remedies
    self.exit = exit
  }
}

/// A place in a file. Lines and columns count from 1, columns in characters.
public struct Place: Hashable, Sendable, CustomStringConvertible {
  /// The file's path, as the person gave it.
  public var file: String
  /// The line, if known.
  public var line: Int?
  /// The column, if known.
  public var column: Int?

  /// Names a place.
  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line:column`, as far as known.
  public var description: String {
    [file, line.map(String.init), line == nil ? nil : column.map(String.init)].compactMap { $0 }
      .joined(separator: ":")
  }
}

/// The exit status of the program, as ARCHITECTURE names them.
public enum ExitStatus: Int32, Sendable {
  /// All done.
  case done = 0
  /// Gaps at or over `--fail-on`.
  case gaps = 1
  /// The command was used wrongly.
  case usage = 2
  /// A file or its data is wrong.
  case data = 3
  /// An answer was needed and there was nobody to ask.
  case unanswered = 4
  /// Interrupted by the person.
  case interrupted = 130
}
