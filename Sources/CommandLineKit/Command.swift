public import Diagnostics

/// An invocation worth showing, and what it does.
public struct Example: Sendable, Equatable {
  /// The line as typed, the program's name included.
  public var line: String
  /// What it does, in a sentence.
  public var effect: String

  /// Shows an invocation.
  public init(_ line: String, _ effect: String) {
    self.line = line
    self.effect = effect
  }
}

/// A command: a word, what it does, what it takes; or a word that leads to further commands.
///
/// Everything but the name and the summary is built only when this very command is parsed, explained or
/// completed: a tree of a hundred commands costs a hundred small values at start-up.
public struct Command<Context>: Sendable {
  /// What a command does: its arguments, and the world it may touch.
  public typealias Action = @Sendable (Arguments, Context) throws -> ExitStatus

  /// Its word, e.g. `openapi` in `import openapi`.
  public let name: String
  /// What it does, in a line without a full stop.
  public let summary: String

  private let makeDiscussion: @Sendable () -> String
  private let makeExamples: @Sendable () -> [Example]
  private let makePositionals: @Sendable () -> [Positional]
  private let makeOptions: @Sendable () -> [Option]
  let children: Children<Context>?
  let action: Action?

  /// A command that does something; with `children`, a word that also leads to further commands, as
  /// `estimate` does to `estimate history`. Only `name` and `summary` are evaluated here.
  public init(
    _ name: String, _ summary: String,
    discussion: @autoclosure @escaping @Sendable () -> String = "",
    examples: @autoclosure @escaping @Sendable () -> [Example] = [],
    positionals: @autoclosure @escaping @Sendable () -> [Positional] = [],
    options: @autoclosure @escaping @Sendable () -> [Option] = [],
    children: Children<Context>? = nil, action: @escaping Action
  ) {
    self.name = name
    self.summary = summary
    makeDiscussion = discussion
    makeExamples = examples
    makePositionals = positionals
    makeOptions = options
    self.children = children
    self.action = action
  }

  /// A word that leads to further commands.
  public init(
    _ name: String, _ summary: String,
    discussion: @autoclosure @escaping @Sendable () -> String = "",
    examples: @autoclosure @escaping @Sendable () -> [Example] = [],
    children: Children<Context>
  ) {
    self.name = name
    self.summary = summary
    makeDiscussion = discussion
    makeExamples = examples
    makePositionals = { [] }
    makeOptions = { [] }
    self.children = children
    action = nil
  }

  /// What there is to know beyond the summary; paragraphs apart by an empty line.
  public var discussion: String { makeDiscussion() }
  /// Invocations worth showing.
  public var examples: [Example] { makeExamples() }
  /// What it takes by place; built anew at each access.
  public var positionals: [Positional] { makePositionals() }
  /// Its own options; built anew at each access.
  public var options: [Option] { makeOptions() }

  /// What follows its words, as help shows it.
  var usage: String {
    action == nil ? "COMMAND …" : (positionals.map(\.usage) + ["[OPTION…]"]).joined(separator: " ")
  }

  /// Does it; `done` for a word that only leads to others, which parsing never yields.
  public func run(_ arguments: Arguments, _ context: Context) throws -> ExitStatus {
    try action?(arguments, context) ?? .done
  }
}

/// The commands under a word, listed or computed: `add KIND` has one a kind of the catalogue.
public struct Children<Context>: Sendable {
  /// A child as a list shows it.
  public struct Entry: Sendable, Equatable {
    /// Its word.
    public var name: String
    /// What it does, in a line.
    public var summary: String

    /// Names a child.
    public init(_ name: String, _ summary: String) {
      self.name = name
      self.summary = summary
    }
  }

  /// The children, without what makes them dear.
  let entries: @Sendable () -> [Entry]
  /// The child of a name, or nil.
  let find: @Sendable (String) -> Command<Context>?

  /// Children that are computed: first only their names, then the one that is wanted.
  public init(
    entries: @escaping @Sendable () -> [Entry], find: @escaping @Sendable (String) -> Command<Context>?
  ) {
    self.entries = entries
    self.find = find
  }

  /// Children written down one by one, still built only when wanted.
  public init(_ commands: @autoclosure @escaping @Sendable () -> [Command<Context>]) {
    entries = { commands().map { Entry($0.name, $0.summary) } }
    find = { name in commands().first { $0.name == name } }
  }
}
