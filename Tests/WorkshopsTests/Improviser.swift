import Workshops

/// Somebody who answers whatever is asked, by chance, with a seed: for whole sittings that nobody wrote down.
final class Improviser: Prompter {
  private var state: UInt64
  /// The keys that are pressed now and then, with an answer's weight of 10.
  private let keys: [String]
  private(set) var asked: [String] = []
  private(set) var replies: [String] = []
  /// How many questions are answered before it leaves; a sitting without an end would be a fault.
  private let limit: Int

  init(seed: UInt64, keys: [String], limit: Int = 3_000) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    self.keys = keys
    self.limit = limit
  }

  private func draw(_ count: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % count
  }

  func ask(_ prompt: Prompt) throws -> Reply {
    asked.append(prompt.question)
    guard asked.count < limit else { return .ended }
    let reply = answer(to: prompt)
    replies.append(reply)
    return .line(reply)
  }

  private func answer(to prompt: Prompt) -> String {
    if !keys.isEmpty, draw(12) == 0 { return keys[draw(keys.count)] }
    // What is refused again and again is left open, as a person would.
    if asked.suffix(4).count == 4, Set(asked.suffix(4)).count == 1 { return "-" }
    if prompt.present != nil, draw(2) == 0 { return "" }
    if prompt.enter == "when there are no more", draw(2) == 0 { return "" }
    if !prompt.choices.isEmpty { return "\(1 + draw(prompt.choices.count))" }
    let known = prompt.completing("")
    if !known.isEmpty { return known[draw(known.count)].word }
    guard let expects = prompt.expects else { return "Answer \(asked.count)" }
    if expects.contains("YYYY") { return "+\(draw(60))" }
    if expects.contains("number") { return "\(draw(50))" }
    if expects.contains("reference") { return "-" }
    return "Answer \(asked.count)"
  }

  func say(_ message: Message) {}
}

/// Somebody who never answers: only sees what would be asked.
final class Onlooker: Prompter {
  private(set) var question: String?
  func ask(_ prompt: Prompt) throws -> Reply {
    question = prompt.question
    return .ended
  }
  func say(_ message: Message) {}
}
