public import Diagnostics

/// A line in the words of a POSIX shell: quotes, backslashes, `#` comments. Nothing is expanded: `$`, `*`
/// and `|` are plain characters.
public enum ShellWords {
  /// A word, and the column of the line it begins in, counted in characters from 1.
  public struct Word: Sendable, Equatable {
    /// The text without its quotes.
    public let text: String
    /// Where it begins.
    public let column: Int
  }

  /// The words of a line; none for an empty line or a comment. Throws `unterminated-quote` or
  /// `unfinished-escape` with the column where it begins: in its place when `file` is given, else in words.
  public static func split(_ text: String, file: String? = nil, line: Int? = nil) throws(Diagnostic) -> [Word] {
    var splitter = Splitter(text)
    splitter.run()
    if let open = splitter.open { throw fault(open.mark, splitter.columns(of: [open.start])[0], file, line) }
    let columns = splitter.columns(of: splitter.words.map(\.start))
    return zip(splitter.words, columns).map { Word(text: $0.text, column: $1) }
  }

  /// The words of a line that is still being typed: the last is the one at its end, "" after a space, and a
  /// quote may still be open.
  public static func unfinished(_ text: String) -> [String] {
    var splitter = Splitter(text)
    splitter.run()
    return splitter.words.map(\.text) + (splitter.endsInWord ? [] : [""])
  }

  /// The words of a line that is still being typed, as `unfinished` tells them, and how many characters of
  /// the line the last of them takes, quotes included.
  public static func typing(_ text: String) -> (words: [String], length: Int) {
    var splitter = Splitter(text)
    splitter.run()
    guard splitter.endsInWord, let last = splitter.words.last else {
      return (splitter.words.map(\.text) + [""], 0)
    }
    return (splitter.words.map(\.text), text[last.start...].count)
  }

  /// A word as it can be pasted into a POSIX shell; `split` reads it back as it was.
  public static func quote(_ word: String) -> String { shellQuoted(word) }

  private static func fault(_ mark: Unicode.Scalar, _ column: Int, _ file: String?, _ line: Int?) -> Diagnostic
  {
    let place = file.map { Place(file: $0, line: line, column: column) }
    let here = place == nil ? " in column \(column)" : ""
    if mark == "\\" {
      return Diagnostic(
        "unfinished-escape", "Nothing follows the backslash at the end of the line\(here).", at: place,
        notes: ["Write `\\\\` for a backslash."], exit: .usage)
    }
    return Diagnostic(
      "unterminated-quote", "The quote `\(mark)` opened\(here) is never closed.", at: place,
      notes: ["Write `\\\(mark)` for the character itself."], exit: .usage)
  }
}

/// The state of reading one line, scalar by scalar: as Characters, a quote with a combining mark after it
/// would not be a quote.
private struct Splitter {
  let text: String
  private(set) var words: [(text: String, start: String.Index)] = []
  /// The quote or backslash that is still open at the end of the line.
  private(set) var open: (mark: Unicode.Scalar, start: String.Index)?
  /// Whether the line ends within a word rather than after it.
  private(set) var endsInWord = false
  private var word = String.UnicodeScalarView()
  private var start: String.Index?

  init(_ text: String) { self.text = text }

  mutating func run() {
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let here = index
      index = scalars.index(after: index)
      switch scalar {
      case " ", "\t", "\r", "\n":
        finishWord()
        continue
      case "#" where start == nil:
        return
      case "'", "\"":
        if let end = readQuoted(scalar, from: index) {
          index = end
        } else {
          open = (scalar, here)
          index = scalars.endIndex
        }
      case "\\":
        if index == scalars.endIndex {
          open = (scalar, here)
        } else {
          word.append(scalars[index])
          index = scalars.index(after: index)
        }
      default:
        word.append(scalar)
      }
      start = start ?? here
    }
    endsInWord = start != nil
    finishWord()
  }

  /// Reads up to the closing quote and returns the index after it; nil when there is none.
  private mutating func readQuoted(_ quote: Unicode.Scalar, from first: String.Index) -> String.Index? {
    let scalars = text.unicodeScalars
    var index = first
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      if scalar == quote { return index }
      // Within double quotes a backslash is itself, but for what would otherwise be special.
      if quote == "\"", scalar == "\\", index < scalars.endIndex, Self.escapable.contains(scalars[index]) {
        word.append(scalars[index])
        index = scalars.index(after: index)
      } else {
        word.append(scalar)
      }
    }
    return nil
  }

  private static let escapable: [Unicode.Scalar] = ["\"", "\\", "$", "`"]

  private mutating func finishWord() {
    guard let start else { return }
    words.append((String(word), start))
    word = .init()
    self.start = nil
  }

  /// The columns of ascending indices, in one sweep. An index within a Character counts for that one.
  func columns(of indices: [String.Index]) -> [Int] {
    var columns: [Int] = []
    var column = 0
    var next = text.startIndex
    for index in indices {
      while next <= index, next < text.endIndex {
        column += 1
        text.formIndex(after: &next)
      }
      columns.append(column)
    }
    return columns
  }
}
