import Catalogue
import Diagnostics
import Workbook

/// The keys that write something of their own: a parked question, a decision, who said it.
extension Interview {
  // MARK: Parking

  /// Parks the question at hand, or one that is typed, with an owner and a day, and goes on.
  func park(_ typed: String, _ live: Live, _ prompt: Prompt) throws -> SittingStep? {
    var text = typed
    if text.isEmpty {
      var aside = Prompt()
      aside.question = "What is to be asked?"
      aside.present = prompt.question
      guard let answer = try self.aside(aside, why: "It goes on the list of what is still owed.") else {
        return nil
      }
      text = answer.isEmpty ? prompt.question : answer
    }
    let owner = prompt.whom.flatMap { try? world.workbook.fact($0, kinds: ["person"]).ref }
    let due = workingDay(after: 7)
    var values: [String: FactValue?] = ["text": .text(text), "state": .text("parked"), "due": .text("\(due)")]
    if let subject = live.subject { values["about"] = .references([subject.ref]) }
    if let owner { values["owner"] = .references([owner]) }
    if let saidBy { values["raised-by"] = .references([saidBy]) }
    let step = SittingStep(
      live.path, .parked, fact: nil, context: live.context.columns, seconds: spent)
    let question = try write("park", text, Catalogue.question, values, step)
    world.prompter.say(.note("Parked as \(question.ref)."))
    try amend(question, "owner", ask: "Who will answer it?", present: owner)
    try amend(question, "due", ask: "By when?", present: "\(due)")
    return trail.steps.last
  }

  private func workingDay(after days: Int) -> CalendarDay {
    // 1970-01-01 was a Thursday: of seven days counted from it, the third and fourth are a weekend.
    let day = world.today.number + days
    let weekday = ((day % 7) + 7) % 7
    return CalendarDay(number: day + (weekday == 2 ? 2 : weekday == 3 ? 1 : 0))
  }

  // MARK: Decisions

  /// Notes a decision about the fact at hand; the question at hand stays open.
  func decide(_ typed: String, _ live: Live) throws {
    var text = typed
    if text.isEmpty {
      var prompt = Prompt()
      prompt.question = "What was decided?"
      prompt.enter = "gives it up"
      text = try aside(prompt, why: "A decision has a maker and a reason, and is listed in the pack.") ?? ""
    }
    guard !text.isEmpty else { return }
    var values: [String: FactValue?] = ["text": .text(text), "date": .text(sitting?.date ?? "\(world.today)")]
    if let subject = live.subject { values["about"] = .references([subject.ref]) }
    if let saidBy { values["maker"] = .references([saidBy]) }
    let decision = try write("decide", text, Catalogue.decision, values, nil)
    world.prompter.say(.note("Noted as \(decision.ref)."))
    try amend(decision, "maker", ask: "Who decided it?", present: saidBy)
    try amend(decision, "rationale", ask: "Why so?", present: nil)
  }

  /// Asks for one more attribute of what a key wrote; Enter leaves it as it is.
  private func amend(_ fact: Fact, _ name: String, ask: String, present: String?) throws {
    guard let attribute = try Catalogue.kind(fact.kind).attribute(name) else { return }
    var prompt = prompt(for: attribute, ask: ask)
    prompt.present = present
    while true {
      guard let answer = try aside(prompt, why: attribute.help), !answer.isEmpty else { return }
      do {
        guard let reading = try read(answer, for: attribute, choices: prompt.choices) else { continue }
        try write(reading, of: fact, attribute, step: nil)
        return
      } catch let error as Diagnostic where error.exit == .usage {
        refuse(error)
      }
    }
  }

  // MARK: Who said it

  /// `@person`, or `@person answer`: tells the answer, if there is one.
  func said(_ text: String) throws -> String? {
    guard !text.isEmpty else {
      saidBy = nil
      world.prompter.say(.note("On nobody's word from now on."))
      return nil
    }
    if let ref = person(text) {
      speak(ref)
      return nil
    }
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    if parts.count == 2, let ref = person(parts[0]) {
      speak(ref)
      return parts[1].trimmed
    }
    guard let found = try reference(text, ["person"]) else { return nil }
    if let new = found.making { try make(new, saidBy: nil) }
    speak(found.ref)
    return nil
  }

  /// A person by reference, by name, or by the beginning of one, if only one begins so.
  private func person(_ text: String) -> String? {
    if let fact = try? world.workbook.fact(text, kinds: ["person"]) { return fact.ref }
    let slug = Reference.slug(text)
    guard slug.count >= 2 else { return nil }
    if let fact = try? world.workbook.fact(slug, kinds: ["person"]) { return fact.ref }
    let beginning = (try? world.workbook.references(beginning: slug, kinds: ["person"])) ?? []
    return beginning.count == 1 ? beginning[0] : nil
  }

  func speak(_ ref: String, _ remark: String? = nil) {
    saidBy = ref
    let name = (try? world.workbook.fact(ref)).flatMap { try? title(of: $0) }
    world.prompter.say(.note("On the word of \(name ?? ref)\(remark.map { ", \($0)" } ?? "")."))
  }
}
