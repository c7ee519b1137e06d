import Catalogue
import Diagnostics
import Workbook

/// Questions about a fact that is there, and questions whose answers are new facts.
extension Interview {
  // MARK: An attribute, or a choice

  /// Asks a question and writes its answer.
  func ask(_ question: Question, _ path: [String], _ context: Context) throws -> SittingStep {
    guard let name = question.fills, let subject = context.it else {
      return try chooseOnly(question, path, context)
    }
    let kind = try Catalogue.kind(subject.kind)
    guard let attribute = kind.attribute(name) ?? Catalogue.givenProvenance.first(where: { $0.name == name })
    else {
      throw kind.unknown(name)
    }
    var shown: String?
    let live = Live(
      path: path, context: context, subject: subject, asking: question.asking,
      prompt: {
        shown = try self.present(attribute, of: subject)
        return try self.prompt(question, attribute, subject, shown, context)
      },
      take: { answer in
        // Somebody may be capturing beside this talk: what they said is not overwritten unseen.
        let present = try self.present(attribute, of: subject)
        guard present == shown || answer == present else {
          self.world.prompter.say(
            .refusal(
              "Meanwhile somebody else captured an answer to this, so yours is not taken yet.",
              notes: ["yours: \(answer.isEmpty ? "what was shown" : answer.shortened(to: 200))"]))
          return nil
        }
        return try self.take(answer, question, attribute, subject, present, path, context)
      })
    return try pass(live)
  }

  private func prompt(
    _ question: Question, _ attribute: Attribute, _ subject: Fact, _ present: String?, _ context: Context
  ) throws -> Prompt {
    let ask = try question.asking.ask?.filled { try value($0, context) } ?? attribute.asked
    var prompt = prompt(for: attribute, ask: ask)
    prompt.subject = try line(subject)
    prompt.present = try proposed(question, attribute, present, context) ?? present
    prompt.shownBy = "plumbline show \(shellQuoted(subject.ref))"
    let own = question.on.filter { branch in !prompt.choices.contains { $0.word == branch.word } }.map {
      Choice($0.word, note: $0.note)
    }
    // Before facts, of which there are more from day to day, the script's own words keep their numbers.
    prompt.choices = attribute.type.words.isEmpty ? own + prompt.choices : prompt.choices + own
    return prompt
  }

  /// What the script would have Enter accept: where nothing is known, or only what nobody has said yet.
  private func proposed(
    _ question: Question, _ attribute: Attribute, _ present: String?, _ context: Context
  ) throws -> String? {
    guard present == nil || present == attribute.initial else { return nil }
    return try question.propose?.filled { try value($0, context) }
  }

  private func present(_ attribute: Attribute, of subject: Fact) throws -> String? {
    try reader.record(of: subject.id)?.value(attribute.name)?.words
  }

  private func take(
    _ answer: String, _ question: Question, _ attribute: Attribute, _ subject: Fact, _ present: String?,
    _ path: [String], _ context: Context
  ) throws -> SittingStep? {
    var step = SittingStep(path, .answered, fact: subject.id, context: context.columns, seconds: spent)
    var answer = answer
    if answer.isEmpty, let proposed = try proposed(question, attribute, present, context) { answer = proposed }
    if answer.isEmpty || answer == present {
      step.outcome = present == nil ? .skipped : .accepted
      step.answer = present.flatMap { value in question.on.first { $0.word == value }?.word }
      if present == nil { world.prompter.say(.note("Left open.")) }
      let others = try filled(question.with, context)
      if present != nil, !others.isEmpty {
        return try capture(["set", subject.ref] + others.flatMap { ["--\($0.attribute)", $0.value] }, step) {
          capture, _ in
          try capture.set(subject, try self.values(others, try Catalogue.kind(subject.kind)))
        }
      }
      try trail.keep(step)
      return step
    }
    // A word of the script's own leads on without an answer being written.
    let shown = try prompt(question, attribute, subject, present, context)
    let own = question.on.map(\.word).filter { !attribute.type.words.contains($0) }
    if let word = shown.word(meant: answer), own.contains(word) {
      step.answer = word
      try trail.keep(step)
      return step
    }
    guard let reading = try read(answer, for: attribute, choices: shown.choices) else { return nil }
    step.answer = question.on.first { $0.word == reading.words }?.word
    return try write(reading, of: subject, attribute, with: try filled(question.with, context), step: step)
  }

  /// A question that writes nothing itself: its answer is one of the words that lead on.
  private func chooseOnly(_ question: Question, _ path: [String], _ context: Context) throws -> SittingStep {
    var base = Prompt()
    base.question = try question.asking.ask?.filled { try value($0, context) } ?? ""
    base.choices = question.on.map { Choice($0.word, note: $0.note) }
    base.present = try question.propose?.filled { try value($0, context) } ?? trail.step(path)?.answer
    if base.choices.isEmpty { base.enter = "goes on" }
    let live = Live(
      path: path, context: context, subject: context.it, asking: question.asking,
      prompt: {
        var prompt = base
        prompt.subject = try context.it.flatMap { try self.line($0) }
        return prompt
      },
      take: { answer in
        var step = SittingStep(path, .answered, context: context.columns, seconds: self.spent)
        let given = answer.isEmpty ? base.present ?? "" : answer
        if given.isEmpty || base.choices.isEmpty {
          step.outcome = base.choices.isEmpty ? .accepted : .skipped
        } else {
          guard let word = try self.choose(given, among: base.choices.map(\.word)) else { return nil }
          step.answer = word
        }
        try self.trail.keep(step)
        return step
      })
    return try pass(live)
  }

  // MARK: New facts

  /// Asks for one more new fact; a step without a fact says that there are no more.
  func add(_ question: OpenQuestion, _ path: [String], _ context: Context, _ number: Int) throws -> SittingStep
  {
    let kind = try Catalogue.kind(question.kind)
    guard let attribute = kind.attribute(question.fills) else { throw kind.unknown(question.fills) }
    // A fact that was stepped back to is changed, not made again.
    let inHand = try made(at: path)
    let wording = number > 1 ? question.again ?? question.asking.ask : question.asking.ask
    let live = Live(
      path: path, context: context, subject: inHand ?? context.it, asking: question.asking,
      prompt: {
        let ask = try wording?.filled { try self.value($0, context) }
        return try self.prompt(ask ?? attribute.asked, attribute, context, inHand, isFirst: number == 1)
      },
      take: { answer in
        try self.takeNew(answer, question, kind, attribute, path, context, inHand)
      })
    return try pass(live)
  }

  private func prompt(
    _ ask: String, _ attribute: Attribute, _ context: Context, _ inHand: Fact?, isFirst: Bool
  ) throws -> Prompt {
    var prompt = prompt(for: attribute, ask: ask)
    if let fact = inHand ?? context.it { prompt.subject = try line(fact) }
    prompt.enter = isFirst ? "when there is none" : "when there are no more"
    guard let inHand else { return prompt }
    prompt.present = try present(attribute, of: inHand) ?? inHand.ref
    prompt.shownBy = "plumbline show \(shellQuoted(inHand.ref))"
    return prompt
  }

  /// The fact that a question made before it was stepped back to.
  func made(at path: [String]) throws -> Fact? {
    guard let id = trail.step(path)?.fact else { return nil }
    return try fact(of: id)
  }

  private func takeNew(
    _ answer: String, _ question: OpenQuestion, _ kind: Kind, _ attribute: Attribute, _ path: [String],
    _ context: Context, _ inHand: Fact?
  ) throws -> SittingStep? {
    var step = SittingStep(path, .answered, fact: inHand?.id, context: context.columns, seconds: spent)
    var known: String?
    if let inHand { known = try present(attribute, of: inHand) }
    if answer.isEmpty || answer == known {
      step.outcome = .accepted
      try trail.keep(step)
      return step
    }
    let choices = prompt(for: attribute, ask: "").choices
    // A decision or a question may be long; a name or a title is one line, and a list of them is several things.
    if ["name", "title"].contains(attribute.name), answer.contains(where: \.isNewline) {
      throw Diagnostic(
        "several-lines",
        "These are \(answer.split(whereSeparator: \.isNewline).count) lines, and one thing is asked for.",
        notes: ["one at a time"], exit: .usage)
    }
    if let inHand {
      guard let reading = try read(answer, for: attribute, choices: choices) else { return nil }
      return try write(reading, of: inHand, attribute, step: step)
    }
    let others = try filled(question.with, context)
    var values = try self.values(others, kind)
    let making: Reading
    if let (parent, name) = try split(answer, kind, values) {
      values[parent.attribute] = .references([parent.ref])
      values[kind.title] = .text(name)
      making = Reading(value: .text(name), words: name)
    } else {
      guard let reading = try read(answer, for: attribute, choices: choices) else { return nil }
      values.updateValue(reading.value, forKey: attribute.name)
      making = reading
    }
    do {
      let fact = try write("add", making.words, kind, values, step, making: making.making)
      world.prompter.say(.note("\(kind.name.capitalisedFirst) \(fact.ref)."))
      return trail.steps.last
    } catch let error as Diagnostic where error.code == "already-there" {
      return try takeKnown(answer, kind, others, step, error)
    }
  }

  /// A name that is there already may be the very fact that is meant.
  private func takeKnown(
    _ answer: String, _ kind: Kind, _ others: [(attribute: String, value: String)], _ step: SittingStep,
    _ refusal: Diagnostic
  ) throws -> SittingStep? {
    let known =
      (try? world.workbook.fact(answer, kinds: [kind.name]))
      ?? (try? world.workbook.fact(Reference.slug(answer), kinds: [kind.name]))
    guard let known else { throw refusal }
    guard try confirm("There is \(kind.withArticle) `\(known.ref)` already. Go on with that one?") else {
      return nil
    }
    var step = step
    step.fact = known.id
    guard !others.isEmpty else {
      try trail.keep(step)
      return step
    }
    return try capture(["set", known.ref] + others.flatMap { ["--\($0.attribute)", $0.value] }, step) {
      capture, _ in try capture.set(known, try self.values(others, kind))
    }
  }

  /// Parent and name in a path like `stripe.invoice`, for a kind whose parent nothing has said.
  private func split(
    _ answer: String, _ kind: Kind, _ values: [String: FactValue?]
  ) throws -> (parent: (attribute: String, ref: String), name: String)? {
    guard case .child(let parent, _, _, _) = kind.naming, values[parent] == nil else { return nil }
    var found: (Fact, String)?
    _ = try world.workbook.capture("look", by: world.attribution(nil), rehearsing: true) {
      found = try $0.split(answer, as: kind)
    }
    return found.map { ((parent, $0.0.ref), $0.1) }
  }

  // MARK: Pieces

  /// A prompt as an attribute wants it.
  func prompt(for attribute: Attribute, ask: String) -> Prompt {
    var prompt = Prompt()
    prompt.question = ask
    prompt.expects = attribute.type == .text ? nil : Self.expectation(of: attribute.type)
    prompt.choices = attribute.type.words.map { Choice($0) }
    switch attribute.type {
    case .choices: prompt.takesSeveral = true
    case .choice, .flag: prompt.expects = nil
    case .reference(let kinds): offer(kinds, in: &prompt)
    case .references(let kinds):
      prompt.takesSeveral = true
      offer(kinds, in: &prompt)
    default: break
    }
    return prompt
  }

  /// What an answer looks like, in the words of the room: nobody there knows what a reference is.
  private static func expectation(of type: AttributeType) -> String {
    guard case .reference(let names) = type, !names.isEmpty else { return type.expectation }
    let kinds = names.compactMap { try? Catalogue.kind($0) }
    let one = kinds.map(\.withArticle).joined(separator: " or ")
    return kinds.contains(where: \.isMadeByName)
      ? "the name of \(one); a new name makes a new one" : "the name of \(one)"
  }

  /// As many facts as are offered by number; more are found by a few of their letters.
  private static let offered = 9

  /// The facts that may be referred to: by number where they are few, and by Tab.
  private func offer(_ kinds: [String], in prompt: inout Prompt) {
    prompt.completing = matching(kinds)
    guard !kinds.isEmpty,
      let refs = try? world.workbook.references(kinds: kinds, atMost: Self.offered + 1),
      refs.count <= Self.offered
    else { return }
    let choices = refs.map { Choice($0, note: (try? note(of: $0)) ?? "") }
    // One name that is written otherwise than its reference is no reason for a line each.
    let areTold = choices.count { !$0.note.isEmpty } * 2 > choices.count
    prompt.choices = areTold ? choices : refs.map { Choice($0) }
  }

  /// Finds facts of some kinds by letters.
  func matching(_ kinds: [String]) -> @Sendable (String) -> [Choice] {
    let workbook = Unshared(world.workbook)
    return { letters in
      let found = (try? workbook.value.facts(matching: letters, kinds: kinds)) ?? []
      return found.map { Choice($0.fact.ref, note: $0.title ?? "") }
    }
  }

  func filled(
    _ with: [(attribute: String, value: Wording)], _ context: Context
  ) throws -> [(attribute: String, value: String)] {
    try with.map { ($0.attribute, try $0.value.filled { try value($0, context) }) }
  }
}

/// A value that stays on the thread it was made on, whatever the compiler must fear.
struct Unshared<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}

extension Prompt {
  /// The choice that a number, a word or its beginning means, without asking.
  func word(meant text: String) -> String? {
    if let number = Int(text), choices.indices.contains(number - 1) { return choices[number - 1].word }
    let lower = text.lowercased()
    if let word = choices.first(where: { $0.word.lowercased() == lower }) { return word.word }
    let beginning = choices.filter { $0.word.lowercased().hasPrefix(lower) }
    return beginning.count == 1 ? beginning[0].word : nil
  }
}

extension AttributeType {
  /// The words that may be chosen.
  var words: [String] {
    switch self {
    case .choice(let words), .choices(let words): words
    case .flag: ["yes", "no"]
    default: []
    }
  }
}
