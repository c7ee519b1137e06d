public import Diagnostics
public import Method

/// A guided workshop: what it is for, who must be there, and what is asked in which order.
///
/// A script is a YAML file; docs/workshops.md tells how one is written. Everything in it was checked when it was
/// read: kinds, attributes, choices, roles, gaps, conditions and placeholders are ones that there are.
public struct Script: Sendable {
  /// Its name: that of its file.
  public let name: String
  /// What people call it.
  public let title: String
  /// What the sitting is for.
  public let purpose: String
  /// How long it takes, in minutes.
  public let minutes: Int
  /// The kind of fact that one sitting works on; nil when it works on the whole scope.
  public let about: String?
  /// A query for the references that belong to what the sitting is about (`:subject` is its id); nil for all.
  public let scope: Query?
  /// The roles that must be in the room, and what for.
  public let roles: [Role]
  /// Its parts, in order.
  public internal(set) var sections: [Section]
  /// Where it stands, and whose it is.
  public let file: MethodFile

  /// A role that must be in the room.
  public struct Role: Sendable, Equatable {
    /// The role, one of those that people have.
    public let name: String
    /// What it is needed for.
    public let why: String
  }

  /// A part of a workshop.
  public struct Section: Sendable {
    /// What it is called; unique in its script.
    public let title: String
    /// What it is for.
    public let purpose: String
    /// How long it takes, in minutes.
    public let minutes: Int
    /// The gaps that must be closed at its end.
    public let exit: [String]
    let items: [Item]

    init(title: String, purpose: String = "", minutes: Int = 0, exit: [String] = [], items: [Item]) {
      self.title = title
      self.purpose = purpose
      self.minutes = minutes
      self.exit = exit
      self.items = items
    }
  }

  /// A query of a script, and where it stands.
  public struct Query: Sendable {
    /// One SELECT over the documented views.
    public let sql: String
    /// Where it begins.
    public let place: Place
  }

  /// The gaps that must be closed at the end, in the order of the sections, each once.
  public var exit: [String] {
    var known: Set<String> = []
    return sections.flatMap(\.exit).filter { known.insert($0).inserted }
  }
}

/// One thing that a section does.
struct Item: Sendable {
  /// What tells it from the others beside it; part of where a sitting stands.
  var key: String
  /// What must hold for it to be done.
  var when: Condition
  var place: Place
  var body: Body

  enum Body: Sendable {
    /// Words to be read out.
    case say(Wording)
    /// Rows to be looked at together.
    case show(title: Wording, Script.Query)
    /// A question about a fact that is there.
    case question(Question)
    /// A question whose answers are new facts.
    case open(OpenQuestion)
    /// Something to be done for each row of a query.
    case worklist(Worklist)
    /// Finding the counterpart of a field or a code.
    case pairing(Pairing)
    /// Telling which of the roles that the script needs are in the room.
    case presence
  }
}

/// What is asked, of whom, and what to say to somebody who wonders why.
struct Asking: Sendable {
  /// The question; nil for the words of the catalogue or of the gap.
  var ask: Wording?
  /// Why it is asked.
  var why: Wording?
  /// An answer as somebody might give it.
  var example: String?
  /// Whom to ask.
  var whom: Wording?
}

/// A question whose answer fills an attribute, or chooses how to go on, or both.
struct Question: Sendable {
  var asking = Asking()
  /// The attribute that the answer fills.
  var fills: String?
  /// The fact that it is about; nil for the one at hand.
  var of: Wording?
  /// What is shown when nothing is known, for Enter to accept.
  var propose: Wording?
  /// What is written along with the answer, by attribute.
  var with: [(attribute: String, value: Wording)] = []
  /// Words that lead to further items.
  var on: [(word: String, note: String, items: [Item])] = []
}

/// "What hurts today?": each answer is a new fact, until there are no more.
struct OpenQuestion: Sendable {
  var asking = Asking()
  var kind: String
  /// How it is asked the second time.
  var again: Wording?
  /// The attribute that the answer fills; the others follow.
  var fills: String
  var with: [(attribute: String, value: Wording)] = []
  /// Whether it is asked only once.
  var once = false
  /// What is asked about each new fact.
  var items: [Item] = []
}

/// "Every status with no target": the rows of gaps or of a query, one after the other.
struct Worklist: Sendable {
  enum Source: Sendable {
    case gaps([String])
    case query(Script.Query, kind: String)
  }
  var source: Source
  /// What is done for each row; the gap's own question when there is nothing.
  var items: [Item]
}

/// Which field of theirs, which of their codes: candidates are offered, best first.
struct Pairing: Sendable {
  enum Ends: Sendable {
    /// The fact at hand is a field that is read; what is looked for is the field it fills.
    case fromField
    /// The fact at hand is a field that must be filled; what is looked for is the field to read.
    case toField
    /// The fact at hand is a code; its counterpart is looked for in this list.
    case code(into: Wording)
  }
  var asking = Asking()
  var ends: Ends
  /// What is asked about the row that came of it.
  var items: [Item] = []
}

/// What must hold of the fact at hand, or of the row, for an item to be done; empty always holds.
struct Condition: Sendable {
  struct Part: Sendable {
    var name: String
    var wanted: Wanted
  }
  enum Wanted: Sendable {
    case known
    case unknown
    case oneOf([String])
  }
  var parts: [Part] = []
}

/// A sentence with names in braces: `{it}`, `{subject}`, a column of the row, an attribute of the fact at hand.
struct Wording: Sendable {
  enum Part: Sendable {
    case text(String)
    case name(String)
  }
  let text: String
  let parts: [Part]

  init(_ given: String) {
    let text = given.unwrapped
    self.text = text
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      parts.append(.name(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  /// Words taken as they are, whatever braces are in them.
  init(literal text: String) {
    self.text = text
    parts = [.text(text)]
  }

  var names: [String] { parts.compactMap { if case .name(let name) = $0 { name } else { nil } } }

  /// The sentence with values in place of the names; what is not known is "?".
  func filled(_ value: (String) throws -> String?) rethrows -> String {
    var filled = ""
    for part in parts {
      switch part {
      case .text(let words): filled += words
      case .name(let name): filled += try value(name) ?? "?"
      }
    }
    return filled
  }
}

extension String {
  /// The text with its lines joined to paragraphs: an empty line parts them.
  var unwrapped: String {
    var paragraphs: [[Substring]] = [[]]
    for line in split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.allSatisfy(\.isWhitespace) {
        if paragraphs.last?.isEmpty == false { paragraphs.append([]) }
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }.joined(separator: "\n")
  }
}
