public import Diagnostics

/// What came of asking for a line.
public enum LineEvent: Sendable, Equatable {
  /// A line, without its end; lines of a pasted text come one after the other.
  case line(String)
  /// Ctrl-C while nothing was typed, or where it cannot be told whether anything was.
  case cancelled
  /// What was typed was given up (Ctrl-C).
  case givenUp
  /// There will be no more lines (Ctrl-D, the end of a file, the terminal gone).
  case ended
}

/// Something that a word being typed may become.
public struct Candidate: Sendable, Equatable {
  /// The text that takes the word's place.
  public var text: String
  /// What it stands for, shown beside it; "" for nothing.
  public var note: String

  /// A candidate.
  public init(_ text: String, note: String = "") {
    self.text = text
    self.note = note
  }
}

/// What a line up to the cursor may go on with.
public struct Completion: Sendable, Equatable {
  /// How many characters before the cursor the candidates take the place of.
  public var replacing: Int
  /// The candidates, best first.
  public var candidates: [Candidate]

  /// A completion.
  public init(replacing: Int, candidates: [Candidate]) {
    self.replacing = replacing
    self.candidates = candidates
  }
}

/// Where lines that a person types come from: a terminal with editing, a plain one, a file of answers.
public protocol LineReader: AnyObject {
  /// Asks for one line.
  ///
  /// - Parameters:
  ///   - prompt: what stands before the line; the last line of it, where the cursor waits.
  ///   - initial: text that is in the line already and may be edited.
  ///   - completing: what the text before the cursor may go on with.
  /// - Throws: when reading fails; an end is `.ended`.
  func line(
    prompt: String, initial: String, completing: (String) -> Completion
  ) throws(Diagnostic) -> LineEvent
}
