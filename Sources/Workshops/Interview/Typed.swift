import Catalogue

/// A line as the interview takes it: a key that works at every question, or an answer.
enum Typed: Equatable {
  /// Enter alone: what is shown is accepted.
  case accept
  /// `<`: back to the question before.
  case back
  /// `?`: why, and an example.
  case why
  /// `-`: left open.
  case skip
  /// `! text`: parked as a question.
  case park(String)
  /// `u`: the last change is taken back.
  case undo
  /// `@person`: on whose word what follows is noted.
  case said(String)
  /// `= text`: a decision.
  case decide(String)
  /// `.`: the rest of the section is left out.
  case finish
  /// `q`: leave, and go on another time.
  case leave
  /// `e`: the answer is written in an editor.
  case edit
  /// Anything else.
  case answer(String)

  /// Reads a line. A space or a backslash before it makes an answer of what would be a key.
  init(_ line: String) {
    let text = line.trimmed
    guard !text.isEmpty else {
      self = .accept
      return
    }
    if text.first == "\\" {
      self = .answer(String(text.dropFirst()))
      return
    }
    guard line.first?.isWhitespace != true else {
      self = .answer(text)
      return
    }
    let rest = String(text.dropFirst()).trimmed
    switch text {
    case "<": self = .back
    case "?": self = .why
    case "-": self = .skip
    case "u": self = .undo
    case ".": self = .finish
    case "q": self = .leave
    case "e": self = .edit
    case _ where text.first == "!": self = .park(rest)
    case _ where text.first == "@": self = .said(rest)
    case _ where text.first == "=": self = .decide(rest)
    default: self = .answer(text)
    }
  }

  /// The keys, as they are explained; outside of a sitting there is nothing to resume.
  static func keys(inSitting: Bool) -> [String] {
    [
      "Enter accepts what is shown", "< goes back, with the old answer in hand",
      "? tells why it is asked, and an example", "- leaves it open: it stays a gap",
      "! parks it as a question to somebody; `! text` at once", "u takes back the last change",
      "@person notes on whose word", "= notes a decision; `= text` at once",
      ". leaves out the rest of the section", "q leaves\(inSitting ? "; resume goes on from here" : "")",
      "e opens an editor for a long text", "\\ before an answer takes it as it is: \\- or \\u",
    ]
  }
}
