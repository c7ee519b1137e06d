import Catalogue
import Diagnostics
import Workbook

/// Finding the counterpart of a field or a code: candidates ranked, one of them accepted, chosen or searched.
extension Interview {
  /// What can be decided instead of a counterpart.
  private func policies(_ ends: Pairing.Ends) -> [Choice] {
    switch ends {
    case .fromField:
      [
        Choice("not-needed", note: "set aside: the other side does not want it"),
        Choice("later", note: "put off, with a day and somebody"),
      ]
    case .toField:
      [
        Choice("constant", note: "always the same value"),
        Choice("default", note: "the target's own default will do"),
        Choice("generated", note: "the target makes it itself"),
        Choice("stored", note: "what stands there already stays"),
        Choice("not-needed", note: "left out on purpose"),
        Choice("later", note: "put off, with a day and somebody"),
      ]
    case .code: [Choice("none", note: "theirs has none like it")]
    }
  }

  /// Asks for the counterpart of the fact at hand and writes the row that comes of it.
  func pair(_ pairing: Pairing, _ path: [String], _ context: Context) throws -> SittingStep {
    guard let it = context.it else { throw Diagnostic("internal", "There is nothing to pair.") }
    let inHand = try made(at: path)
    let ranked = try candidates(pairing.ends, it, context)
    var shown = ranked.filter { $0.score > 0 }.prefix(7).map { $0 }
    if shown.isEmpty { shown = Array(ranked.prefix(7)) }
    var search = ""
    let live = Live(
      path: path, context: context, subject: it, asking: pairing.asking,
      prompt: {
        try self.prompt(pairing, it, context, shown, ranked, search: search, inHand)
      },
      take: { answer in
        let prompt = try self.prompt(pairing, it, context, shown, ranked, search: search, inHand)
        switch try self.meant(answer, prompt, ranked) {
        case .nothing:
          if prompt.present == nil { return try self.leftOpen(path, context) }
          return nil
        case .chosen(let word): return try self.write(word, pairing.ends, it, path, context, inHand)
        case .found(let list):
          search = answer
          shown = Array(list.prefix(9))
          return nil
        }
      })
    return try pass(live)
  }

  private func leftOpen(_ path: [String], _ context: Context) throws -> SittingStep {
    let step = SittingStep(path, .skipped, context: context.columns, seconds: spent)
    world.prompter.say(.note("Left open."))
    try trail.keep(step)
    return step
  }

  private func candidates(_ ends: Pairing.Ends, _ it: Fact, _ context: Context) throws -> [Suggestion] {
    switch ends {
    case .fromField: try world.suggestions.fields(for: it, isSource: true, reader)
    case .toField: try world.suggestions.fields(for: it, isSource: false, reader)
    case .code(let list):
      try world.suggestions.codes(for: it, in: try list.filled { try value($0, context) }, reader)
    }
  }

  private func prompt(
    _ pairing: Pairing, _ it: Fact, _ context: Context, _ shown: [Suggestion], _ ranked: [Suggestion],
    search: String, _ inHand: Fact?
  ) throws -> Prompt {
    var prompt = Prompt()
    prompt.subject = try line(it)
    prompt.details = try details(of: it)
    prompt.question = try pairing.asking.ask?.filled { try value($0, context) } ?? "Which is its counterpart?"
    prompt.choices = shown.map { Choice($0.ref, note: $0.why) } + policies(pairing.ends)
    if !search.isEmpty { prompt.details.append("found for `\(search)`") }
    if let inHand, let present = try counterpart(of: inHand, pairing.ends) {
      prompt.present = present
    } else if let best = shown.first, best.score >= 0.5 || !search.isEmpty {
      prompt.present = best.ref
    }
    prompt.expects = "a number, a word to search for, or one of the words"
    let all = ranked.map { Choice($0.ref, note: $0.why) }
    prompt.completing = { _ in all }
    return prompt
  }

  /// What helps to recognise a field or a code.
  private func details(of fact: Fact) throws -> [String] {
    guard let record = try reader.record(of: fact.id) else { return [] }
    let names = ["label", "meaning", "type", "format", "required", "max-length", "example", "owner"]
    let known = names.compactMap { name in record.value(name).map { "\(name) \($0.words)" } }
    return known.isEmpty ? [] : [known.joined(separator: " · ")]
  }

  /// What a row that was stepped back to has on its other side.
  private func counterpart(of row: Fact, _ ends: Pairing.Ends) throws -> String? {
    guard let record = try reader.record(of: row.id) else { return nil }
    switch ends {
    case .fromField: return record.value("target")?.words ?? record.value("state")?.words
    case .toField: return record.value("sources")?.words ?? record.value("transform")?.words
    case .code: return record.value("target")?.words ?? "none"
    }
  }

  // MARK: What was meant

  private enum Meant {
    case nothing
    case chosen(String)
    case found([Suggestion])
  }

  /// A number or a policy, a reference, or words to search the other side for.
  private func meant(_ answer: String, _ prompt: Prompt, _ ranked: [Suggestion]) throws -> Meant {
    if answer.isEmpty { return prompt.present.map { .chosen($0) } ?? .nothing }
    let policies = prompt.choices.filter { choice in !ranked.contains { $0.ref == choice.word } }
    if let number = Int(answer), prompt.choices.indices.contains(number - 1) {
      return .chosen(prompt.choices[number - 1].word)
    }
    let lower = answer.lowercased()
    if let policy = policies.first(where: { $0.word == lower }) { return .chosen(policy.word) }
    if let exact = ranked.first(where: { $0.ref.lowercased() == lower }) { return .chosen(exact.ref) }
    let found = ranked.filter { $0.ref.lowercased().contains(lower) }
    if found.count == 1 { return try confirmed(found[0].ref) }
    if !found.isEmpty { return .found(found) }
    let beginning = policies.filter { $0.word.hasPrefix(lower) && lower.count >= 2 }
    if beginning.count == 1 { return .chosen(beginning[0].word) }
    // Anything else that there is, of whatever object.
    if let fact = try? world.workbook.fact(answer, kinds: ["field", "code"]) { return try confirmed(fact.ref) }
    if let near = nearest(to: lower, in: ranked.map(\.ref) + policies.map(\.word)) {
      return try confirmed(near)
    }
    throw Diagnostic(
      "no-match", "Nothing on the other side is like `\(answer)`.",
      notes: ["part of a name is enough", "not mapped at all is an answer too: see the words"], exit: .usage)
  }

  private func confirmed(_ ref: String) throws -> Meant {
    try confirm("`\(ref)`?") ? .chosen(ref) : .found([])
  }

  // MARK: Writing the row

  private func write(
    _ word: String, _ ends: Pairing.Ends, _ it: Fact, _ path: [String], _ context: Context, _ inHand: Fact?
  ) throws -> SittingStep? {
    let step = SittingStep(path, .answered, fact: inHand?.id, context: context.columns, seconds: spent)
    if let inHand, try counterpart(of: inHand, ends) == word {
      var kept = step
      kept.outcome = .accepted
      try trail.keep(kept)
      return kept
    }
    switch ends {
    case .code: return try writeCode(word == "none" ? nil : word, it, step)
    case .fromField:
      return try writeField(source: it.ref, word, step, isPolicy: ["not-needed", "later"].contains(word))
    case .toField:
      let isPolicy = ["constant", "default", "generated", "stored", "not-needed", "later"].contains(word)
      return try writeField(target: it.ref, word, step, isPolicy: isPolicy)
    }
  }

  private func writeCode(_ target: String?, _ source: Fact, _ step: SittingStep) throws -> SittingStep? {
    var values: [String: FactValue?] = [
      "source": .references([source.ref]), "direction": .text("to-target"),
    ]
    if let target { values["target"] = .references([target]) } else { values["relation"] = .text("none") }
    let words = ["crosswalk", source.ref] + (target.map { [$0] } ?? ["--relation", "none"])
    return try capture(words, step) { capture, step in
      let other = try target.map { try capture.fact($0, kinds: ["code"]) }
      let known =
        try step?.fact.flatMap { try self.fact(of: $0) } ?? capture.valueMapping(from: source, to: other)
      if let known {
        values["target"] = .some(target.map { FactValue.references([$0]) })
        try capture.set(known, values)
        step?.fact = known.id
      } else {
        step?.fact = try capture.add(Catalogue.valueMapping, values).id
      }
    }
  }

  /// Why a target needs no source, where the policy says it all.
  private static let rationales = [
    "default": "The target's own default will do", "generated": "The target makes it itself",
    "stored": "What stands there already stays",
  ]

  private func writeField(
    source: String? = nil, target: String? = nil, _ word: String, _ step: SittingStep, isPolicy: Bool
  ) throws -> SittingStep? {
    let from = source ?? (isPolicy ? nil : word)
    let to = target ?? (isPolicy ? nil : word)
    var values: [String: FactValue?] = [:]
    switch isPolicy ? word : "" {
    case "constant": values["transform"] = .text("constant")
    case "default", "generated", "stored":
      values["state"] = .text("not-needed")
      values["rationale"] = .text(Self.rationales[word] ?? "")
    case "not-needed": values["state"] = .text("not-needed")
    case "later": values["state"] = .text("deferred")
    default: values["direction"] = .text("to-target")
    }
    var words = ["map", from ?? "-"] + (to.map { [$0] } ?? [])
    for attribute in ["transform", "state", "rationale"] {
      if let value = values[attribute] ?? nil { words += ["--\(attribute)", value.words] }
    }
    return try capture(words, step) { capture, step in
      let sources = try from.map { [try capture.fact($0, kinds: ["field"])] } ?? []
      let filled = try to.map { try capture.fact($0, kinds: ["field"]) }
      let known = try step?.fact.flatMap { try self.fact(of: $0) } ?? capture.mapping(from: sources, to: filled)
      var ends: [String: FactValue?] = [:]
      ends["sources"] = .some(from.map { FactValue.references([$0]) })
      ends["target"] = .some(to.map { FactValue.references([$0]) })
      if let known {
        try capture.set(known, ends.merging(values) { $1 })
        step?.fact = known.id
      } else {
        if from != nil { values["sources"] = ends["sources"] }
        if to != nil { values["target"] = ends["target"] }
        step?.fact = try capture.add(Catalogue.mapping, values).id
      }
    }
  }
}
