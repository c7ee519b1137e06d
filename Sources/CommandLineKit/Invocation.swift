public import Diagnostics

/// What a command line asks for.
public enum Invocation<Context>: Sendable {
  /// Run this command.
  case run(Command<Context>, Arguments)
  /// No command was named; there may be global options.
  case bare(Arguments)
  /// Explain the command of these words, or the program when there are none.
  case help([String])
  /// Print the version.
  case version
  /// A shell asks what may follow; the last word is the one being typed. See `Program.complete`.
  case complete([String])
}

extension Program {
  /// Reads the words of a command line, without the program's own name.
  ///
  /// Everything that is wrong is thrown at once: unknown options, missing and surplus arguments, bad
  /// choices. After an unknown command nothing further can be judged. A wish for help goes before mistakes.
  public func parse(_ words: [String]) throws(Problems) -> Invocation<Context> {
    if words.first == CompletionScript.callback { return .complete(callbackWords(words.dropFirst())) }
    var walk = Walk(self, words)
    walk.run()
    if walk.isGiven(.version), walk.problems.isEmpty { return .version }
    if walk.isGiven(.help), !walk.isLost { return .help(walk.path) }
    if let topic = walk.topic, walk.problems.isEmpty { return .help(topic) }
    let shares = walk.deal()
    guard walk.problems.isEmpty else { throw Problems(walk.problems) }
    let arguments = Arguments(
      program: name, command: walk.path, given: walk.given, declared: walk.local + options,
      positionals: walk.positionals, words: shares)
    guard let command = walk.command else { return .bare(arguments) }
    return .run(command, arguments)
  }

  /// `-- words…`, or `--line LINE` as bash sends it, whose first word is the program's name.
  private func callbackWords(_ words: ArraySlice<String>) -> [String] {
    if words.first == "--line" {
      return Array(ShellWords.unfinished(words.dropFirst().first ?? "").dropFirst())
    }
    return Array(words.first == "--" ? words.dropFirst() : words)
  }
}
