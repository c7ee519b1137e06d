/// Commands under one heading, e.g. "capture".
public struct Group<Context>: Sendable {
  /// The heading.
  public let title: String
  /// The commands, in the order help lists them.
  public let commands: [Command<Context>]

  /// Puts commands under a heading.
  public init(_ title: String, _ commands: [Command<Context>]) {
    self.title = title
    self.commands = commands
  }
}

/// A program: its commands in groups, and the options that every command takes.
///
/// `--help`, `-h`, `--version` and the word `help` are added to what the caller declares.
public struct Program<Context>: Sendable {
  /// Its name, as typed.
  public let name: String
  /// Its version, as `--version` prints it.
  public let version: String
  /// What it is, in a line without a full stop.
  public let summary: String
  /// The commands, grouped.
  public let groups: [Group<Context>]
  /// The options every command takes, before or after the command's words.
  public let options: [Option]

  /// Declares a program.
  public init(
    _ name: String, version: String, _ summary: String, options: [Option], groups: [Group<Context>]
  ) {
    self.name = name
    self.version = version
    self.summary = summary
    self.options = options + [.help, .version]
    self.groups = groups
  }

  /// The command of these words and how many of them led to it; the command is nil if the first word is
  /// already unknown.
  func find(_ words: [String]) -> (command: Command<Context>?, depth: Int) {
    var command: Command<Context>?
    for (depth, word) in words.enumerated() {
      guard let next = child(word, of: command) else { return (command, depth) }
      command = next
    }
    return (command, words.count)
  }

  /// The command a word leads to from a command, or from the program itself.
  func child(_ word: String, of command: Command<Context>?) -> Command<Context>? {
    if let command { return command.children?.find(word) }
    for group in groups {
      for candidate in group.commands where candidate.name == word { return candidate }
    }
    return nil
  }

  /// What may follow a command's words, or begin the line.
  func entries(under command: Command<Context>?) -> [Children<Context>.Entry] {
    if let command { return command.children?.entries() ?? [] }
    return groups.flatMap { $0.commands.map { .init($0.name, $0.summary) } }
  }
}
