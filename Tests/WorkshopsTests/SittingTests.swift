import Diagnostics
import Testing
import Workbook

@testable import Workshops

@Suite("A sitting")
struct SittingTests {
  /// The scripts, with what each works on in the sample.
  static let abouts = [
    "kick-off": nil, "semantic-inventory": "invoice", "status-crosswalk": "stripe.payment_intent.status=",
    "workflow-trace": "P-2", "exception-storm": "F-2", "production-readiness": nil, "sign-off-review": nil,
  ]

  @Test(
    "of each script runs to its end on the sample, whatever is answered", arguments: abouts.keys.sorted(),
    [1, 2])
  func improvised(name: String, seed: UInt64) throws {
    let room = try Room(sample: ())
    let prompter = Improviser(seed: seed, keys: [])
    let interview = try room.begin(name, about: Self.abouts[name] ?? nil, prompter)
    #expect(try interview.run() == .finished, "\(prompter.asked.count) questions")
    #expect(prompter.asked.count > 8)
    #expect(try room.workbook.examine().isEmpty)
  }

  @Test("stands any keys at any time", arguments: abouts.keys.sorted(), [3])
  func anyKeys(name: String, seed: UInt64) throws {
    let room = try Room(sample: ())
    let keys = [
      "<", "<", "-", "u", "! Later", "@tom-ashdown", "@", "= Decided", "?", ".", "xyzzy", "\\u", "e", "",
    ]
    let prompter = Improviser(seed: seed, keys: keys, limit: 250)
    let interview = try room.begin(name, about: Self.abouts[name] ?? nil, prompter)
    _ = try interview.run()
    #expect(try room.workbook.examine().isEmpty)
    // What the trail says was captured is in the journal.
    let entries = Set(try room.workbook.journal().map(\.seq))
    for step in try room.workbook.steps(of: room.workbook.fact(try #require(room.sitting)).id) {
      if let entry = step.entry { #expect(entries.contains(entry)) }
    }
  }

  @Test(
    "goes on at the very question, from wherever it was left",
    arguments: ["kick-off", "status-crosswalk", "workflow-trace", "exception-storm"])
  func resume(name: String) throws {
    let room = try Room(sample: ())
    let found = try Room.scripts.get().first { $0.name == name }
    let script = try #require(found)
    let onlooker = Onlooker()
    _ = try room.begin(name, about: Self.abouts[name] ?? nil, onlooker).run()
    var question = onlooker.question
    for step in 0..<70 {
      // One answer in each life, then the next question is seen in another.
      let answering = OneAnswer(seed: UInt64(step))
      let ending = try room.resume(script, answering).run()
      #expect(answering.first == question, "resumed at another question after \(step) answers")
      if ending == .finished { return }
      let next = Onlooker()
      if try room.resume(script, next).run() == .finished { return }
      #expect(next.question == answering.last, "resumed at another question after \(step) answers")
      question = next.question
    }
  }

  @Test("tells where it goes on, which is not where it was left")
  func place() throws {
    let room = try Room(KeyTests.people)
    let talk = try script(KeyTests.items)
    let interview = try room.begin(talk, ScriptedPrompter(nobodyHere + [("What is it for", "q")]))
    #expect(try interview.place()?.question == "Who leads?")
    _ = try interview.run()
    let steps = try room.workbook.steps(of: room.workbook.fact("W-1").id)
    #expect(steps.last?.path.first == "Who is here", "the question that was passed last")
    #expect(try interview.place() == .init(section: "One", question: "What is it for?"))
    #expect(try room.workbook.steps(of: room.workbook.fact("W-1").id) == steps, "nothing is written")
    _ = try room.resume(talk, ScriptedPrompter([("What is it for", ".")])).run()
    #expect(try room.resume(talk, ScriptedPrompter([])).place() == nil, "everything was asked")
  }

  @Test("goes on after an undo from outside at the question whose answer was taken back")
  func undoOutside() throws {
    let room = try Room(KeyTests.people)
    let talk = try script(KeyTests.items)
    _ = try room.begin(
      talk,
      ScriptedPrompter(
        nobodyHere + [("What is it for", "Books"), ("New or", "new"), ("Who pays", "-"), ("By when", "q")])
    ).run()
    try room.run("undo")
    let prompter = ScriptedPrompter([("New or", "recovery"), ("Who pays", "q")])
    #expect(try room.resume(talk, prompter).run() == .left)
    #expect(try room.value("nature", of: "engagement") == "recovery")
    try room.run("undo\nundo\nundo")
    #expect(throws: Diagnostic.self) { try room.workbook.fact("W-1") }
    #expect(try room.workbook.examine().isEmpty)
  }

  @Test("goes on behind a question whose answer was taken back and given again")
  func redoOutside() throws {
    let room = try Room(KeyTests.people)
    let talk = try script(KeyTests.items)
    _ = try room.begin(
      talk, ScriptedPrompter(nobodyHere + [("What is it for", "Books"), ("New or", "new"), ("Who pays", "q")])
    ).run()
    try room.run("undo\nredo")
    let prompter = ScriptedPrompter([("Who pays", "q")])
    #expect(try room.resume(talk, prompter).run() == .left)
    #expect(try room.value("nature", of: "engagement") == "new")
  }

  @Test("remembers on whose word answers are noted, and says so")
  func speaker() throws {
    let room = try Room(KeyTests.people)
    let talk = try script(KeyTests.items)
    _ = try room.begin(
      talk, ScriptedPrompter(nobodyHere + [("What is it for", "@tom Books"), ("New or", "q")])
    ).run()
    let prompter = ScriptedPrompter([("New or", "new"), ("Who pays", "q")])
    _ = try room.resume(talk, prompter).run()
    #expect(prompter.prompts[0].saidBy == "tom-ashdown")
    #expect(prompter.talk.contains("On the word of Tom Ashdown, still"))
    #expect(try room.workbook.journal().last?.saidBy == "tom-ashdown")
  }

  @Test("changes what an open question made when it is stepped back to, also in another life")
  func changeNotRepeat() throws {
    let room = try Room()
    let talk = try script(
      """
      - add: symptom
        ask: What hurts?
        again: What else?
        items:
          - {fills: per-month, ask: How often?}
      """)
    let first = ScriptedPrompter(
      nobodyHere + [("What hurts", "Typng"), ("How often", "<"), ("What hurts", "q")])
    #expect(try room.begin(talk, first).run() == .left)
    let second = ScriptedPrompter([
      ("What hurts", "Typing"), ("How often", "12"), ("What else", "<"), ("How often", "13"), ("What else", ""),
    ])
    #expect(try room.resume(talk, second).run() == .finished)
    #expect(second.prompts[0].present == "Typng")
    #expect(try room.value("SELECT count(*) FROM symptom") == "1")
    #expect(try room.value("title", of: "SY-1") == "Typing")
    #expect(try room.value("per-month", of: "SY-1") == "13")
  }

  @Test("knows who is here and who is missing")
  func presence() throws {
    let room = try Room(KeyTests.people + "\nset tom-ashdown --roles sponsor")
    let prompter = ScriptedPrompter([
      ("Who leads", "hannah"), ("Who types", "-"), ("Who else", "Nina Novak"), ("There is no person", ""),
      ("Nina Novak: which part", "business"), ("What is it for", "q"),
    ])
    _ = try room.begin(try script(KeyTests.items), prompter).run()
    #expect(prompter.talk.contains("sponsor: missing, and Tom Ashdown would be."))
    #expect(try room.value("attendees", of: "W-1") == "nina-novak")
    #expect(try room.value("roles", of: "nina-novak") == "business-owner")
  }

  @Test("counts the time that was spent on questions, and no other")
  func time() throws {
    let room = try Room(KeyTests.people)
    let talk = try script(KeyTests.items)
    let slow = Slow(room, seconds: 125)
    _ = try room.begin(talk, slow).run()
    #expect(slow.left == [10, 8, 6, 4], "125 seconds each")
    room.seconds += 86_400
    let next = Slow(room, seconds: 0)
    _ = try room.resume(talk, next).run()
    #expect(next.left == [4], "a day between two sittings is not time spent")
  }
}

/// Answers one question of the talk itself, then leaves at the next.
private final class OneAnswer: Prompter {
  private let improviser: Improviser
  private var answered = false
  private(set) var first: String?
  private(set) var last: String?

  init(seed: UInt64) { improviser = Improviser(seed: seed + 11, keys: []) }

  func ask(_ prompt: Prompt) throws -> Reply {
    if first == nil { first = prompt.question }
    if prompt.isAside { return try improviser.ask(prompt) }
    if answered {
      last = prompt.question
      return .ended
    }
    answered = true
    return try improviser.ask(prompt)
  }

  func say(_ message: Message) {
    // What was refused was not answered.
    if case .refusal(let text, _) = message, !text.contains("missing, and") { answered = false }
  }
}

/// Takes its time over each question.
private final class Slow: Prompter {
  private let room: Room
  private let seconds: Int
  private(set) var left: [Int] = []

  init(_ room: Room, seconds: Int) {
    self.room = room
    self.seconds = seconds
  }

  func ask(_ prompt: Prompt) throws -> Reply {
    if let minutes = prompt.minutesLeft, prompt.section == "One" { left.append(minutes) }
    room.seconds += seconds
    return left.count > 3 || seconds == 0 && left.count > 0 ? .ended : .line("-")
  }

  func say(_ message: Message) {}
}
