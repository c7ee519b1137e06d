/// Answers from a text that is there already: a file of answers for a rehearsal or a test, a line each.
///
/// What is asked is shown, and the answer after it, so that the talk reads as if somebody had typed. At the
/// end of the text every further question is `.ended`.
public final class LinesReader: LineReader {
  private var rest: ArraySlice<Substring>
  private let output: Output

  /// Reads from a text; questions and answers are shown on `output`.
  public init(_ text: String, showing output: Output) {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
    // The end of the last line is no line of its own.
    if lines.last?.isEmpty == true { lines.removeLast() }
    rest = lines
    self.output = output
  }

  /// How many answers nobody has asked for yet.
  public var remaining: Int { rest.count }

  /// The next line of the text.
  public func line(prompt: String, initial: String, completing: (String) -> Completion) -> LineEvent {
    guard let line = rest.popFirst() else {
      output.write("\(prompt)\n")
      return .ended
    }
    output.write("\(prompt)\(Visible.line(String(line)))\n")
    return .line(String(line))
  }
}
