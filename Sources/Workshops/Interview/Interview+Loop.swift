import Catalogue
import Diagnostics
import Workbook

/// One question as it is put and taken, whatever sort it is.
struct Live {
  var path: [String]
  var context: Context
  /// The fact that keys are about: what is parked or decided at this question.
  var subject: Fact?
  var asking: Asking
  /// What is put before people; made anew each time it is asked again.
  var prompt: () throws -> Prompt
  /// Takes an answer, "" being what Enter accepts; nil to be asked again.
  var take: (_ answer: String) throws -> SittingStep?
}

/// Asking: the keys that work at every question, and what becomes of an answer.
extension Interview {
  /// Asks until the question is passed.
  func pass(_ live: Live) throws -> SittingStep {
    askedSince = world.seconds()
    while true {
      let prompt = try dressed(try live.prompt(), live)
      do {
        if let step = try handle(try typed(prompt), live, prompt) { return step }
      } catch let problem as Diagnostic {
        try refuse([problem])
      } catch let problems as Problems {
        try refuse(problems.all)
      }
    }
  }

  private func handle(
    _ typed: Typed, _ live: Live, _ prompt: Prompt
  ) throws -> SittingStep? {
    switch typed {
    case .accept: return try live.take("")
    case .answer(let text): return try live.take(text)
    case .skip:
      world.prompter.say(.note("Left open."))
      return try kept(.skipped, live)
    case .finish:
      _ = try kept(.finished, live)
      throw Turn.finish
    case .park(let text): return try park(text, live, prompt)
    case .back: try back()
    case .undo: try undo()
    case .leave: throw Turn.leave
    case .why:
      explain(live, prompt)
      showing = .question
    case .said(let text):
      if let rest = try said(text) { return try live.take(rest) }
      showing = .question
    case .decide(let text):
      try decide(text, live)
      showing = .question
    case .edit: if let text = try edited(prompt) { return try live.take(text) }
    }
    return nil
  }

  /// Only what a person can mend is told and asked again; a full disk ends the talk.
  private func refuse(_ problems: [Diagnostic]) throws {
    guard problems.allSatisfy({ $0.exit == .usage }) else { throw Problems(problems) }
    for problem in problems { refuse(problem) }
  }

  /// Tells why an answer is not taken; the line is then asked for again, and nothing else.
  func refuse(_ problem: Diagnostic) {
    world.prompter.say(.refusal(problem.summary, notes: problem.notes))
    showing = .line
  }

  func refuse(_ words: String) { refuse(Diagnostic("refused", words)) }

  private func kept(_ outcome: SittingStep.Outcome, _ live: Live) throws -> SittingStep {
    // A question that was stepped back to keeps what it made.
    let fact = trail.step(live.path)?.fact
    let step = SittingStep(
      live.path, outcome, fact: outcome == .skipped ? fact : nil, context: live.context.columns,
      seconds: spent)
    try trail.keep(step)
    return step
  }

  /// How long this question took so far, in seconds.
  var spent: Int { world.seconds() - askedSince }

  /// What every prompt shows beside its question.
  private func dressed(_ prompt: Prompt, _ live: Live) throws -> Prompt {
    var prompt = prompt
    let section = live.context.section
    prompt.section = sitting == nil ? "" : section?.title ?? ""
    prompt.progress = live.context.progress
    if sitting != nil, let section, section.minutes > 0 {
      prompt.minutesLeft = section.minutes - (trail.seconds(in: section.title) + spent) / 60
    }
    prompt.saidBy = saidBy
    if prompt.whom == nil {
      prompt.whom =
        try live.asking.whom?.filled { try value($0, live.context) } ?? live.context.finding?.ask
        ?? live.context.columns["ask"]
    }
    return prompt
  }

  // MARK: Lines

  /// One line, read; Ctrl-C twice with nothing typed in between leaves, and so does the end of all lines.
  func typed(_ prompt: Prompt) throws -> Typed {
    var prompt = prompt
    prompt.people = matching(["person"])
    while true {
      prompt.showing = showing
      showing = .all
      switch try world.prompter.ask(prompt) {
      case .line(let line):
        wasCancelled = false
        return Typed(line)
      // Given up once on one line and once on another is twice a line, and no leaving.
      case .cancelled where wasCancelled: throw Turn.leave
      case .cancelled, .givenUp:
        wasCancelled = true
        world.prompter.say(
          .note("The line is given up. Once more leaves\(sitting == nil ? "." : "; resume goes on from here.")")
        )
        showing = .line
      case .ended: throw Turn.leave
      }
    }
  }

  /// A question that belongs to a key. Nil when it was given up; "" when what is shown was accepted.
  func aside(_ prompt: Prompt, why: String = "") throws -> String? {
    var prompt = prompt
    prompt.isAside = true
    prompt.saidBy = saidBy
    while true {
      switch try typed(prompt) {
      case .accept: return ""
      case .answer(let text): return text
      case .back, .skip: return nil
      case .leave: throw Turn.leave
      case .undo: try undo()
      case .said(let name): if let rest = try said(name) { return rest }
      case .why:
        world.prompter.say(.text(why.isEmpty ? "This belongs to the question before." : why))
        showing = .question
      case .edit: if let text = try edited(prompt) { return text }
      case .park, .decide, .finish:
        refuse("Answer this one first, or go back with <.")
      }
    }
  }

  /// Whether something is so; Enter says `presumed`.
  func confirm(_ question: String, presumed: Bool = true) throws -> Bool {
    var prompt = Prompt()
    prompt.question = question
    prompt.choices = [Choice("yes"), Choice("no")]
    prompt.present = presumed ? "yes" : "no"
    while true {
      guard let answer = try aside(prompt) else { return false }
      switch answer.lowercased() {
      case "": return presumed
      case "y", "yes", "1": return true
      case "n", "no", "2": return false
      default: refuse("`\(answer)` is neither yes nor no.")
      }
    }
  }

  // MARK: Keys

  private func back() throws {
    guard try trail.stepBack() else {
      world.prompter.say(.note("This is the first question."))
      return
    }
    throw Turn.again
  }

  func undo() throws {
    let newest = try world.workbook.newestStanding()
    guard let newest, try newest.seq > floor() else {
      world.prompter.say(.note("Nothing of this talk is left to take back."))
      return
    }
    // Undo is strictly newest first, and somebody may be capturing beside this talk.
    // A sitting may have been going on for days; without one, what is of this talk was made in it.
    guard sitting.map({ newest.workshop == $0.fact.ref }) ?? entries.contains(newest.seq) else {
      return refuse(
        Diagnostic(
          "not-of-this-talk", "The last change was not made here, so it is not taken back here.",
          notes: [
            "\(newest.at) \(newest.who): \(newest.summary.shortened(to: 200))", "plumbline undo takes it back",
          ]))
    }
    let entry = try world.workbook.undo(by: world.attribution(saidBy))
    let short = entry.summary.shortened(to: 300)
    world.prompter.say(
      .note("Taken back: \(short)\(short == entry.summary ? "" : " (plumbline history shows all of it)")"))
    if sitting == nil { trail.forgetLastAnswer() } else { try trail.refresh() }
    lists = [:]
    throw Turn.again
  }

  /// The journal entry that undo does not go behind: the one that began the sitting, or that stood before it.
  private func floor() throws -> Int {
    guard let sitting else { return before }
    return try world.workbook.entry(of: sitting.fact) ?? 0
  }

  private func explain(_ live: Live, _ prompt: Prompt) {
    let why = try? live.asking.why?.filled { try value($0, live.context) }
    if let why { world.prompter.say(.text(why)) }
    if let example = live.asking.example { world.prompter.say(.text("For example: \(example)")) }
    if let expects = prompt.expects { world.prompter.say(.text("It takes \(expects).")) }
    world.prompter.say(.note(Typed.keys(inSitting: sitting != nil).joined(separator: "\n")))
  }

  private func edited(_ prompt: Prompt) throws -> String? {
    guard let edit = world.edit else {
      refuse("There is no editor here: set VISUAL or EDITOR.")
      return nil
    }
    guard let text = try edit(prompt.present ?? "") else {
      refuse("The editor said that it failed, so nothing is taken from it.")
      return nil
    }
    return text.trimmed
  }
}
