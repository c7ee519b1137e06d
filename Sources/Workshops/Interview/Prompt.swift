import Diagnostics

/// What is put before people: one question with everything they need to answer it.
public struct Prompt: Sendable {
  /// The part of the workshop it belongs to; "" outside of one.
  public var section = ""
  /// How far along: this one of so many.
  public var progress: (number: Int, total: Int)?
  /// The minutes left of the section, below zero when it runs over.
  public var minutesLeft: Int?
  /// What it is about, in a line: a reference and a title.
  public var subject: String?
  /// What is known of it that helps to answer.
  public var details: [String] = []
  /// The question.
  public var question = ""
  /// Whom to ask.
  public var whom: String?
  /// On whose word answers are noted.
  public var saidBy: String?
  /// The value that Enter accepts; nil when there is none.
  public var present: String?
  /// The command that shows that value whole, for one that is too long to be put before people again.
  public var shownBy: String?
  /// What Enter does when there is no value to accept.
  public var enter = "leaves it open"
  /// What may be chosen by its number or its first letters.
  public var choices: [Choice] = []
  /// What an answer looks like, if that is not plain.
  public var expects: String?
  /// What has the letters of a word in it, besides the choices.
  public var completing: @Sendable (String) -> [Choice] = { _ in [] }
  /// The people whose names have these letters in them, for `@`.
  public var people: @Sendable (String) -> [Choice] = { _ in [] }
  /// Whether several words are taken, separated by commas.
  public var takesSeveral = false
  /// How much of it is to be shown: a question that is put again need not fill the screen again.
  public var showing = Showing.all
  /// Whether it belongs to a key that was pressed at another question.
  public var isAside = false

  /// An empty prompt.
  public init() {}
}

extension Prompt {
  /// What the text before the cursor may become: how many characters of it the choices take the place of.
  public func completion(of typed: String) -> (replacing: Int, choices: [Choice]) {
    if typed.first == "@" {
      let name = String(typed.dropFirst())
      return (name.count, Self.fitting(name, people(name)))
    }
    let last =
      takesSeveral ? typed.split(separator: ",", omittingEmptySubsequences: false).last ?? "" : typed[...]
    let word = String(last.drop { $0.isWhitespace })
    let known = Set(choices.map(\.word))
    return (word.count, Self.fitting(word, choices + completing(word).filter { !known.contains($0.word) }))
  }

  private static func fitting(_ word: String, _ choices: [Choice]) -> [Choice] {
    FuzzyMatch.completing(word, choices, by: \.word, described: { $0.note.isEmpty ? nil : $0.note })
  }
}

/// How much of a prompt is to be shown.
public enum Showing: Sendable, Equatable {
  /// Everything.
  case all
  /// The question alone: something was said in between that had nothing to do with it.
  case question
  /// Only where to type: the answer was refused, and all else still stands there.
  case line
}

/// A word that may be chosen, and what it stands for.
public struct Choice: Sendable, Equatable {
  /// The word.
  public var word: String
  /// What it stands for; "" when it says so itself.
  public var note: String

  /// A choice.
  public init(_ word: String, note: String = "") {
    self.word = word
    self.note = note
  }
}

/// What came of asking.
public enum Reply: Sendable, Equatable {
  /// A line, as typed.
  case line(String)
  /// A line with nothing on it was given up.
  case cancelled
  /// What was typed was given up.
  case givenUp
  /// There will be no more lines.
  case ended
}

/// Something that is said to people and asks for no answer.
public enum Message: Sendable, Equatable {
  /// A workshop or a part of it begins.
  case heading(String, purpose: String, notes: [String])
  /// Words to be read out.
  case text(String)
  /// Something that happened: what was captured, left open, taken back.
  case note(String)
  /// Something that could not be taken, and what would be.
  case refusal(String, notes: [String])
  /// Rows under titles.
  case table(title: String, columns: [String], rows: [[String]])
  /// Whether the gaps that must be closed are: each with its open references.
  case tests(title: String, [ExitTest])
}

/// A gap that must be closed at the end of a section or a workshop, and what is still open of it.
public struct ExitTest: Sendable, Equatable {
  /// The gap's name.
  public var gap: String
  /// What it is, in a line.
  public var title: String
  /// The references that it is open for.
  public var open: [String]
}

/// Whoever answers: a person at a terminal, a file of answers, a test.
public protocol Prompter: AnyObject {
  /// Asks, and waits for what comes.
  func ask(_ prompt: Prompt) throws -> Reply
  /// Says something.
  func say(_ message: Message)
}
