import Diagnostics
import Testing
import Workbook

@testable import Workshops

@Suite("The keys of an interview")
struct KeyTests {
  static let people = """
    add person "Tom Ashdown" --roles business-owner
    add person "Hannah Weiss" --roles operations
    add system Stripe
    """
  static let items = """
    - {fills: outcome, of: engagement, ask: What is it for?, why: So that it can be measured., example: Two days}
    - {fills: nature, of: engagement, ask: New or recovery?}
    - {fills: sponsor, of: engagement, ask: Who pays?}
    - {fills: deadline, of: engagement, ask: By when?}
    - {fills: team-size, of: engagement, ask: How many build it?}
    """

  /// Plays answers after the attendance; the room and what was asked.
  private func play(
    _ lines: [(String, String)], items: String = KeyTests.items, finishes: Bool = true, setUp: String = people
  ) throws -> (Room, ScriptedPrompter) {
    let room = try Room(setUp)
    let prompter = ScriptedPrompter(nobodyHere + lines)
    let interview = try room.begin(try script(items), prompter)
    #expect(try interview.run() == (finishes ? .finished : .left))
    #expect(prompter.left == 0, "left over: \(prompter.left)")
    #expect(try room.workbook.examine().isEmpty)
    return (room, prompter)
  }

  @Test("write each answer as one journal entry, as one would have typed it")
  func answers() throws {
    let (room, _) = try play([
      ("What is it for", "Books closed"), ("New or", "1"), ("Who pays", "tom-ashdown"),
      ("By when", "2026-05-29"),
      ("How many", "2"),
    ])
    #expect(try room.value("outcome", of: "engagement") == "Books closed")
    #expect(try room.value("nature", of: "engagement") == "new")
    #expect(try room.value("sponsor", of: "engagement") == "tom-ashdown")
    #expect(try room.value("team-size", of: "engagement") == "2")
    let entries = try room.workbook.journal()
    #expect(
      entries.suffix(5).map(\.summary) == [
        "set engagement --outcome 'Books closed' --workshop W-1", "set engagement --nature new --workshop W-1",
        "set engagement --sponsor tom-ashdown --workshop W-1",
        "set engagement --deadline 2026-05-29 --workshop W-1", "set engagement --team-size 2 --workshop W-1",
      ])
    #expect(entries.suffix(5).allSatisfy { $0.workshop == "W-1" && $0.who == "ben" })
  }

  @Test("asks whether a name with letters swapped is meant", arguments: ["Tmo", "wiess", "Ashdwon"])
  func nearMisses(typed: String) throws {
    let (room, prompter) = try play([
      ("What is it for", "-"), ("New or", "-"), ("Who pays", typed), ("Did you mean", ""), ("By when", "."),
    ])
    #expect(try room.value("sponsor", of: "engagement") != nil)
    #expect(prompter.prompts.last { $0.isAside }?.choices.map(\.word).last == "new")
  }

  @Test("Tab finds people by a few letters, one after the other, and who says it after @")
  func completion() throws {
    let (_, prompter) = try play([
      ("What is it for", "-"), ("New or", "-"), ("Who pays", "2"), ("By when", "."),
    ])
    let prompt = try #require(prompter.prompts.first { $0.question == "Who pays?" })
    #expect(prompt.choices.map(\.word) == ["tom-ashdown", "hannah-weiss"])
    #expect(prompt.completion(of: "hnw").choices.map(\.word) == ["hannah-weiss"])
    #expect(prompt.completion(of: "@tmash").choices.map(\.word) == ["tom-ashdown"])
    #expect(prompt.completion(of: "@tmash").replacing == 5)
    var several = prompt
    several.takesSeveral = true
    #expect(several.completion(of: "tom-ashdown, hnw").replacing == 3)
    #expect(several.completion(of: "tom-ashdown, hnw").choices.map(\.word) == ["hannah-weiss"])
  }

  @Test("an answer that is refused is asked for again in one line")
  func refusedInOneLine() throws {
    let (_, prompter) = try play([
      ("What is it for", "-"), ("New or", "-"), ("Who pays", "-"), ("By when", "soonish"), ("By when", "?"),
      ("By when", "."),
    ])
    #expect(prompter.prompts.suffix(3).map(\.showing) == [.all, .line, .question])
  }

  @Test("Enter accepts what is shown, and leaves open what nobody knows")
  func enter() throws {
    let (room, prompter) = try play(
      [("What is it for", ""), ("New or", ""), ("Who pays", ""), ("By when", ""), ("How many", "")],
      setUp: Self.people + "\nset engagement --outcome Known")
    #expect(prompter.prompts[3].present == "Known")
    #expect(prompter.prompts[4].present == nil)
    #expect(try room.value("outcome", of: "engagement") == "Known")
    #expect(try room.value("nature", of: "engagement") == nil)
    #expect(
      try room.workbook.journal().last?.summary.hasPrefix("workshop start") == true, "nothing was written")
  }

  @Test("< goes back with the old answer in hand, and what is said then takes its place")
  func back() throws {
    let (room, prompter) = try play([
      ("What is it for", "Books"), ("New or", "new"), ("Who pays", "<"), ("New or", "<"),
      ("What is it for", "Books closed"), ("New or", ""), ("Who pays", "."),
    ])
    #expect(prompter.prompts[7].present == "Books")
    #expect(prompter.prompts[8].present == "new")
    #expect(try room.value("outcome", of: "engagement") == "Books closed")
    #expect(try room.value("nature", of: "engagement") == "new")
  }

  @Test("< at the first question says so")
  func backAtFirst() throws {
    let room = try Room()
    let prompter = ScriptedPrompter([("Who leads", "<"), ("Who leads", "q")])
    #expect(try room.begin(try script(Self.items), prompter).run() == .left)
    #expect(prompter.talk.contains("This is the first question."))
  }

  @Test("? tells why, gives an example and the keys, and asks again")
  func why() throws {
    let (_, prompter) = try play([("What is it for", "?"), ("What is it for", "q")], finishes: false)
    #expect(prompter.talk.contains("So that it can be measured."))
    #expect(prompter.talk.contains("For example: Two days"))
    #expect(prompter.talk.contains("! parks it"))
  }

  @Test("- leaves a question open, at every sort of question")
  func skip() throws {
    let (room, _) = try play([
      ("What is it for", "-"), ("New or", "-"), ("Who pays", "-"), ("By when", "-"), ("How many", "-"),
    ])
    #expect(try room.value("outcome", of: "engagement") == nil)
    #expect(try room.workbook.steps(of: room.workbook.fact("W-1").id).allSatisfy { $0.outcome == .skipped })
  }

  @Test("! parks the question with an owner and a day, in one line or in three")
  func park() throws {
    let (room, _) = try play([
      ("What is it for", "!"), ("What is to be asked", ""), ("Who will answer", "tom"), ("By when", ""),
      ("New or", "! Is it new?"), ("Who will answer", ""), ("By when", "+30"), ("Who pays", "."),
    ])
    #expect(try room.value("text", of: "Q-1") == "What is it for?")
    #expect(try room.value("state", of: "Q-1") == "parked")
    #expect(try room.value("about", of: "Q-1") == "engagement")
    #expect(try room.value("owner", of: "Q-1") == "tom-ashdown")
    #expect(try room.value("due", of: "Q-1") == "2026-03-20")
    #expect(try room.value("text", of: "Q-2") == "Is it new?")
    #expect(try room.value("due", of: "Q-2") == "2026-04-12")
  }

  @Test("u takes the last answer back and asks it again")
  func undo() throws {
    let (room, prompter) = try play([
      ("What is it for", "Books"), ("New or", "recovery"), ("Who pays", "u"), ("New or", "u"),
      ("What is it for", "u"), ("What is it for", "Better"), ("New or", "."),
    ])
    #expect(prompter.talk.contains("Taken back: set engagement --nature recovery"))
    #expect(prompter.talk.contains("Nothing of this talk is left to take back."))
    #expect(try room.value("outcome", of: "engagement") == "Better")
    #expect(try room.value("nature", of: "engagement") == nil)
    #expect(try room.workbook.fact("W-1").kind == "workshop", "the sitting itself stands")
  }

  @Test("@person notes on whose word, for what follows and with an answer in the same line")
  func said() throws {
    let (room, prompter) = try play([
      ("What is it for", "@hannah Books closed"), ("New or", "@Tom Ashdown"), ("New or", "new"),
      ("Who pays", "@"),
      ("Who pays", "tom"), ("By when", "."),
    ])
    let entries = try room.workbook.journal().suffix(3)
    #expect(entries.map(\.saidBy) == ["hannah-weiss", "tom-ashdown", nil])
    #expect(prompter.prompts[4].saidBy == "hannah-weiss")
  }

  @Test("@ with a name that is new makes the person, and with a near miss asks")
  func saidByUnknown() throws {
    let (room, prompter) = try play([
      ("What is it for", "@Zoë Lindqvist"), ("There is no person `Zoë Lindqvist`", ""),
      ("What is it for", "@hanna-weis"),
      ("Did you mean `hannah-weiss`", "1"), ("What is it for", "Books"), ("New or", "."),
    ])
    #expect(try room.workbook.fact("zoë-lindqvist").kind == "person")
    #expect(try room.workbook.journal().last?.saidBy == "hannah-weiss")
    #expect(prompter.talk.contains("On the word of Zoë Lindqvist."))
  }

  @Test("= notes a decision with its maker and its reason, and the question stays")
  func decide() throws {
    let (room, _) = try play([
      ("What is it for", "= Xero never writes to Stripe"), ("Who decided", "tom"), ("Why so", "One place"),
      ("What is it for", "="), ("What was decided", "Second"), ("Who decided", ""), ("Why so", "-"),
      ("What is it for", "Books"), ("New or", "."),
    ])
    #expect(try room.value("text", of: "D-1") == "Xero never writes to Stripe")
    #expect(try room.value("maker", of: "D-1") == "tom-ashdown")
    #expect(try room.value("rationale", of: "D-1") == "One place")
    #expect(try room.value("about", of: "D-1") == "engagement")
    #expect(try room.value("rationale", of: "D-2") == nil)
    #expect(try room.value("outcome", of: "engagement") == "Books")
  }

  @Test("q leaves, Ctrl-C twice leaves, the end of lines leaves; once is only the line")
  func leaving() throws {
    for replies in [
      [Reply.line("q")], [.cancelled, .cancelled], [.ended], [.cancelled, .line("x"), .cancelled, .line("q")],
      [.givenUp, .cancelled], [.givenUp, .givenUp, .line("q")], [.cancelled, .givenUp, .cancelled],
    ] {
      let room = try Room(Self.people)
      let answers = replies.contains(.line("x"))
      let first = "What is it for"
      let questions = answers ? [first, first, "New or", "New or"] : [first, first, first]
      let prompter = ScriptedPrompter(
        replies: nobodyHere.map { ($0.0, .line($0.1)) } + zip(questions, replies).map { ($0, $1) })
      #expect(try room.begin(try script(Self.items), prompter).run() == .left)
      #expect(prompter.left == 0)
    }
  }

  /// A name as typed, and what Enter accepts then.
  static let misses: [(typed: String, accepts: String?)] = [
    ("Tmo", "tom-ashdown"), ("Tim", nil), ("to", nil), ("t", nil), ("Hana", nil), ("Hannh", "hannah-weiss"),
    ("Tom Ashdwon", "tom-ashdown"),
  ]

  @Test("Enter takes a near miss only where a slip of the finger is sure", arguments: misses.indices)
  func enterOnNearMiss(index: Int) throws {
    let (typed, accepts) = Self.misses[index]
    let (room, prompter) = try play([
      ("What is it for", "-"), ("New or", "-"), ("Who pays", typed), ("There is no person", ""),
      (accepts == nil ? "Who pays" : "By when", "."),
    ])
    #expect(prompter.prompts.last { $0.isAside }?.present == accepts)
    #expect(try room.value("sponsor", of: "engagement") == accepts)
  }

  @Test("u takes back nothing that somebody else captured meanwhile", arguments: [true, false])
  func undoOfOthers(inSitting: Bool) throws {
    let room = try Room(Self.people)
    final class Neighbour: Prompter {
      let inner: ScriptedPrompter
      let meanwhile: () throws -> Void
      init(_ inner: ScriptedPrompter, _ meanwhile: @escaping () throws -> Void) {
        self.inner = inner
        self.meanwhile = meanwhile
      }
      func ask(_ prompt: Prompt) throws -> Reply {
        let reply = try inner.ask(prompt)
        if reply == .line("u") { try meanwhile() }
        return reply
      }
      func say(_ message: Message) { inner.say(message) }
    }
    let inner = ScriptedPrompter(
      (inSitting ? nobodyHere : []) + [("What is it for", "Books"), ("New or", "u"), ("New or", "q")])
    let prompter = Neighbour(inner) { try room.run("set stripe --purpose 'from next door'") }
    let script = try script(Self.items)
    let interview =
      try inSitting ? room.begin(script, prompter) : Interview(script, nil, room.world(prompter))
    #expect(try interview.run() == .left)
    #expect(inner.talk.contains("was not made here"))
    #expect(inner.talk.contains("from next door"))
    #expect(try room.value("purpose", of: "stripe") == "from next door")
    #expect(try room.value("outcome", of: "engagement") == "Books")
  }

  @Test("e with an editor that fails says so, and asks again")
  func failingEditor() throws {
    let room = try Room(Self.people)
    let prompter = ScriptedPrompter(nobodyHere + [("What is it for", "e"), ("What is it for", "q")])
    var world = try room.world(prompter)
    world.edit = { _ in nil }
    let script = try script(Self.items)
    _ = try room.begin(script, prompter)
    let sitting = try Sitting(room.workbook.fact("W-1").id, room.workbook, room.workbook.reader())
    #expect(try Interview(script, sitting, world).run() == .left)
    #expect(prompter.talk.contains("The editor said that it failed"))
  }

  @Test("outside of a sitting nothing is said of resuming")
  func noResume() throws {
    let room = try Room(Self.people)
    let prompter = ScriptedPrompter(
      replies: [("What is it for", .line("?")), ("What is it for", .cancelled), ("What is it for", .cancelled)])
    let interview = try Interview(
      try script(Self.items), nil, room.world(prompter), it: room.workbook.fact("engagement"))
    #expect(try interview.run() == .left)
    #expect(prompter.talk.contains("q leaves"))
    #expect(!prompter.talk.contains("resume"), "\(prompter.talk)")
  }

  @Test("e opens an editor with what is known, and takes what comes of it")
  func edit() throws {
    let room = try Room(Self.people + "\nset engagement --outcome 'Old words'")
    let prompter = ScriptedPrompter(nobodyHere + [("What is it for", "e"), ("New or", "e"), ("New or", ".")])
    var world = try room.world(prompter)
    world.edit = { text in text == "Old words" ? "Two lines\nof new words\n" : nil }
    let script = try script(Self.items)
    _ = try room.begin(script, prompter)
    let interview = try Interview(
      script, try Sitting(room.workbook.fact("W-1").id, room.workbook, room.workbook.reader()), world)
    #expect(try interview.run() == .finished)
    #expect(try room.value("outcome", of: "engagement") == "Two lines\nof new words")
  }

  @Test(
    "are answers where a backslash or a space stands before them",
    arguments: [
      ("\\-", "-"), ("\\u", "u"), (" <", "<"), ("\\= 5", "= 5"), ("\\\\x", "\\x"), ("? really", "? really"),
    ])
  func escapes(typed: String, kept: String) throws {
    let (room, _) = try play([("What is it for", typed), ("New or", ".")])
    #expect(try room.value("outcome", of: "engagement") == kept)
  }

  @Test("work in the middle of a key's own questions")
  func asides() throws {
    let (room, prompter) = try play(
      [
        ("What is it for", "!"), ("What is to be asked", "<"), ("What is it for", "="),
        ("What was decided", "."),
        ("What was decided", "?"), ("What was decided", "-"), ("What is it for", "! Later"),
        ("Who will answer", "@tom"),
        ("Who will answer", "nobody-known"), ("There is no person", "<"), ("Who will answer", ""),
        ("By when", "soon"),
        ("By when", "q"),
      ], finishes: false)
    #expect(try room.value("text", of: "Q-1") == "Later")
    #expect(prompter.talk.contains("Answer this one first"))
  }
}
