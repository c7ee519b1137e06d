import Diagnostics

extension Interview {
  /// Where a sitting stands: what is asked when it goes on.
  public struct Standpoint: Sendable, Equatable {
    /// The section.
    public let section: String
    /// The question.
    public let question: String
  }

  /// The question at which it goes on; nil when everything was asked. Nothing is said, asked or written.
  public func place() throws -> Standpoint? {
    let onlooker = Onlooker()
    var world = world
    world.prompter = onlooker
    _ = try Interview(script, sitting, world, it: it, only: only).run()
    return onlooker.asked.map { Standpoint(section: $0.section, question: $0.question) }
  }
}

/// Keeps the first question, and answers nothing.
private final class Onlooker: Prompter {
  private(set) var asked: Prompt?

  func ask(_ prompt: Prompt) -> Reply {
    asked = asked ?? prompt
    return .ended
  }

  func say(_ message: Message) {}
}
