/// What an argument's value may be: what is checked when it is given, and offered when it is completed.
public enum Values: Sendable, Equatable {
  /// Any text.
  case any
  /// One of these words.
  case choices([String])
  /// The path of a file.
  case file
  /// The path of a folder.
  case folder
  /// Something only the caller can list, by a name it understands, e.g. `reference:system`.
  case dynamic(String)
}

/// An option of a command, or of all commands.
public struct Option: Sendable, Equatable {
  /// How an option is written.
  public enum Shape: Sendable, Equatable {
    /// `--json`.
    case flag
    /// `--required`, `--no-required`, or `--required yes|no|unknown`.
    case answer
    /// `--owner PERSON`, once.
    case value
    /// `--source FIELD`, as often as wanted.
    case list
  }

  /// The long name, without the dashes.
  public var name: String
  /// The letter after one dash, if there is one.
  public var short: Character?
  /// How it is written.
  public var shape: Shape
  /// What stands for the value in help; "" when there is none.
  public var placeholder: String
  /// What the value may be.
  public var values: Values
  /// What it is for, in a sentence.
  public var help: String
  /// The heading it is listed under in help, e.g. "Attributes"; nil for plain "Options".
  public var section: String?

  /// The words an `answer` takes: known to be so, known not to be so, known not to be known.
  public static let answers = ["yes", "no", "unknown"]

  /// An option that is there or not.
  public static func flag(_ name: String, short: Character? = nil, _ help: String, section: String? = nil)
    -> Option
  {
    Option(
      name: name, short: short, shape: .flag, placeholder: "", values: .any, help: help, section: section)
  }

  /// An option that is yes, no or unknown; without a word it is yes, with `--no-` before its name no.
  public static func answer(_ name: String, short: Character? = nil, _ help: String, section: String? = nil)
    -> Option
  {
    Option(
      name: name, short: short, shape: .answer, placeholder: "", values: .choices(answers), help: help,
      section: section)
  }

  /// An option with one value.
  public static func value(
    _ name: String, short: Character? = nil, _ placeholder: String, _ help: String, values: Values = .any,
    section: String? = nil
  ) -> Option {
    Option(
      name: name, short: short, shape: .value, placeholder: placeholder, values: values, help: help,
      section: section)
  }

  /// An option that may be repeated, each time with a value.
  public static func list(
    _ name: String, short: Character? = nil, _ placeholder: String, _ help: String, values: Values = .any,
    section: String? = nil
  ) -> Option {
    Option(
      name: name, short: short, shape: .list, placeholder: placeholder, values: values, help: help,
      section: section)
  }

  static let help = Option.flag("help", short: "h", "Explains the command and stops.")
  static let version = Option.flag("version", "Prints the version and stops.")

  /// Whether a value must follow.
  var needsValue: Bool { shape == .value || shape == .list }

  /// `-o, --owner PERSON`, as help shows it.
  var usage: String {
    let name = shape == .answer ? "--[no-]\(name)" : "--\(name)"
    let letter = short.map { "-\($0), " } ?? ""
    return letter + (placeholder.isEmpty ? name : "\(name) \(placeholder)") + (shape == .list ? "…" : "")
  }
}
