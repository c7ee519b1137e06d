public import Diagnostics

/// What was given on a command line, checked against what the command declares.
///
/// Asking for a name that the command does not declare is a programmer's mistake and stops a debug build.
public struct Arguments: Sendable {
  /// An option as it was given.
  public struct Given: Sendable, Equatable {
    /// Its declaration.
    public let option: Option
    /// Its value; "yes" or "no" for answers, "" for flags.
    public let value: String
  }

  /// The words of the command, e.g. `["add", "field"]`; empty when only global options were given.
  public let command: [String]
  /// The options in the order they were given, repetitions included.
  public let given: [Given]

  private let program: String
  private let declared: [Option]
  private let positionals: [Positional]
  private let words: [[String]]

  init(
    program: String, command: [String], given: [Given], declared: [Option], positionals: [Positional],
    words: [[String]]
  ) {
    self.program = program
    self.command = command
    self.given = given
    self.declared = declared
    self.positionals = positionals
    self.words = words
  }

  /// The same without an option.
  public func without(_ option: String) -> Arguments {
    Arguments(
      program: program, command: command, given: given.filter { $0.option.name != option }, declared: declared,
      positionals: positionals, words: words)
  }

  /// Whether a flag was given.
  public func flag(_ name: String) -> Bool { last(name, [.flag]) != nil }

  /// "yes", "no" or "unknown" if an answer was given.
  public func answer(_ name: String) -> String? { last(name, [.answer]) }

  /// The value of an option.
  public func value(_ name: String) -> String? { last(name, [.value, .answer]) }

  /// All values of an option that may be repeated, in the order given.
  public func values(_ name: String) -> [String] {
    check(name, [.list, .value])
    return given.filter { $0.option.name == name }.map(\.value)
  }

  /// The value of an option as a whole number.
  public func int(_ name: String, in range: ClosedRange<Int> = .min ... .max) throws(Diagnostic) -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      let bounds = range == .min ... .max ? "" : " from \(range.lowerBound) to \(range.upperBound)"
      throw badNumber(name, text, "a whole number\(bounds)")
    }
    return number
  }

  /// The value of an option as a finite number with a decimal point.
  public func number(_ name: String) throws(Diagnostic) -> Double? {
    guard let text = value(name) else { return nil }
    // `Double` would also take hexadecimal, "nan" and "infinity".
    guard text.utf8.allSatisfy({ $0 < 58 || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }),
      let number = Double(text), number.isFinite
    else { throw badNumber(name, text, "a number") }
    return number
  }

  /// The word of a positional that must be there, as parsing has made sure.
  public func positional(_ name: String) -> String {
    guard let word = positionals(name).first else {
      preconditionFailure("\(command) does not require the argument \(name)")
    }
    return word
  }

  /// The word of a positional that may be left out.
  public func optionalPositional(_ name: String) -> String? { positionals(name).first }

  /// The words of a positional that takes many.
  public func positionals(_ name: String) -> [String] {
    guard let place = positionals.firstIndex(where: { $0.name == name }) else {
      assertionFailure("\(command) declares no argument \(name)")
      return []
    }
    return words[place]
  }

  private func last(_ name: String, _ shapes: [Option.Shape]) -> String? {
    check(name, shapes)
    return given.last { $0.option.name == name }?.value
  }

  private func check(_ name: String, _ shapes: [Option.Shape]) {
    assert(
      declared.contains { $0.name == name && shapes.contains($0.shape) },
      "\(command) declares no option --\(name) of this shape")
  }

  private func badNumber(_ name: String, _ text: String, _ wanted: String) -> Diagnostic {
    Diagnostic(
      "bad-number", "`--\(name)` takes \(wanted), not `\(text)`.",
      remedies: [([program, "help"] + command).joined(separator: " ")], exit: .usage)
  }
}
