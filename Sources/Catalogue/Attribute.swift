/// One attribute of a kind of fact: its name, what it may hold, and what it means to a person.
public struct Attribute: Sendable, Equatable {
  /// The name in the method's terms, in kebab case: `system-of-record`.
  public let name: String
  /// What it may hold.
  public let type: AttributeType
  /// What it is, in one line.
  public let help: String
  /// How it is asked in the room; nil when its help serves.
  public let question: String?
  /// Whether a fact cannot be without it. Nearly everything may be unknown at first.
  public var required = false
  /// What it is when a fact is captured and nothing is said of it; nil for not known.
  public var initial: String?

  init(_ name: String, _ type: AttributeType, _ help: String, ask question: String? = nil) {
    self.name = name
    self.type = type
    self.help = help
    self.question = question
  }

  /// A question that is shaped like an attribute and belongs to no kind.
  public init(asking name: String, _ type: AttributeType, _ help: String) {
    self.init(name, type, help)
  }

  /// How it is asked where nobody has found better words.
  public var asked: String { question ?? help.capitalisedFirst + (help.hasSuffix("?") ? "" : "?") }

  /// The name as a column of the kind's view: `system_of_record`.
  public var column: String { name.snakeCase }

  /// The same attribute, with what it is when nothing is said of it.
  func initially(_ value: String) -> Attribute {
    var copy = self
    copy.initial = value
    return copy
  }

  /// The same attribute, made one that a fact cannot be without.
  var needed: Attribute {
    var copy = self
    copy.required = true
    return copy
  }
}

/// What an attribute may hold. Every attribute may also be unknown, unless it is required.
public indirect enum AttributeType: Sendable, Equatable {
  /// Words, of any length.
  case text
  /// A whole number, not negative.
  case integer
  /// A number, not negative.
  case decimal
  /// A day: 2026-03-31.
  case date
  /// Yes or no.
  case flag
  /// An address with one @.
  case email
  /// One of these words.
  case choice([String])
  /// Some of these words.
  case choices([String])
  /// Another fact, of one of these kinds; of any kind when there are none.
  case reference([String])
  /// Other facts, in order.
  case references([String])

  /// Whether it is held as links to other facts rather than as a value.
  public var isList: Bool {
    if case .references = self { true } else { false }
  }

  /// What to type for it, in words.
  public var expectation: String {
    switch self {
    case .text: "text"
    case .integer: "a whole number, 0 or more"
    case .decimal: "a number, 0 or more"
    case .date: "a day as YYYY-MM-DD"
    case .flag: "yes, no or unknown"
    case .email: "an email address"
    case .choice(let words): words.joined(separator: ", ")
    case .choices(let words): "some of \(words.joined(separator: ", ")), separated by commas"
    case .reference(let kinds): kinds.isEmpty ? "a reference" : "a reference to \(Self.oneOf(kinds))"
    case .references(let kinds):
      "references\(kinds.isEmpty ? "" : " to \(Self.oneOf(kinds))"), separated by commas"
    }
  }

  private static func oneOf(_ kinds: [String]) -> String {
    kinds.map(\.withArticle).joined(separator: " or ")
  }
}

extension String {
  /// A kind's name after its article: "an entity".
  var withArticle: String { ("aeiou".contains(first ?? "x") ? "an " : "a ") + self }

  /// With a capital first letter.
  public var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// `system-of-record` as `system_of_record`.
  public var snakeCase: String { String(map { $0 == "-" ? "_" : $0 }) }
}
