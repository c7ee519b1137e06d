import Catalogue
import Diagnostics
import Workbook

/// What an answer comes to: the value of an attribute, and the facts that must be made for it.
struct Reading {
  var value: FactValue?
  /// New facts that the value refers to, made in the same breath.
  var making: [(kind: Kind, name: String, ref: String)] = []
  /// What was meant, as the journal tells it.
  var words: String
}

/// How typed answers are read: by the catalogue, with near misses and new names asked about.
extension Interview {
  /// Reads an answer for an attribute; nil when it was given up and is asked again.
  func read(_ text: String, for attribute: Attribute, choices: [Choice]) throws -> Reading? {
    switch attribute.type {
    case .choice(let words):
      guard let word = try choose(text, among: words) else { return nil }
      return Reading(value: .text(word), words: word)
    case .choices(let words):
      var chosen: [String] = []
      for part in text.split(whereSeparator: { $0 == "," || $0.isNewline }).map({ String($0).trimmed })
      where !part.isEmpty {
        guard let word = try choose(part, among: words) else { return nil }
        chosen.append(word)
      }
      return Reading(value: try attribute.read(chosen), words: chosen.joined(separator: ","))
    case .flag:
      let number = ["1": "yes", "2": "no"][text] ?? text
      let whole = ["ye": "yes", "n": "no"][number.lowercased()] ?? number
      return Reading(value: try attribute.read([whole]), words: try attribute.read([whole])?.words ?? "unknown")
    case .date:
      let day = day(text) ?? text
      return Reading(value: try attribute.read([day]), words: day)
    case .reference(let kinds): return try references([text], kinds, choices)
    case .references(let kinds):
      let parts = text.split { $0 == "," || $0.isNewline }
      return try references(parts.map { String($0).trimmed }, kinds, choices)
    case .text, .integer, .decimal, .email: return Reading(value: try attribute.read([text]), words: text)
    }
  }

  /// A day as people say it: `today`, `tomorrow`, `+7` for in seven days, or as it is written.
  private func day(_ text: String) -> String? {
    switch text.lowercased() {
    case "today": return "\(world.today)"
    case "tomorrow": return "\(CalendarDay(number: world.today.number + 1))"
    case let text where text.first == "+":
      let days = Int(text.dropFirst().filter { $0 != "d" }.description.trimmed)
      return days.flatMap { (0...3_650).contains($0) ? "\(CalendarDay(number: world.today.number + $0))" : nil }
    default: return nil
    }
  }

  // MARK: Words

  /// The word that is meant: by its number, whole, by its first letters, or the nearest, which is asked about.
  /// Nil when it is asked again.
  func choose(_ text: String, among words: [String]) throws -> String? {
    if let number = Int(text), words.indices.contains(number - 1) { return words[number - 1] }
    let lower = text.lowercased()
    if let word = words.first(where: { $0.lowercased() == lower }) { return word }
    let beginning = words.filter { $0.lowercased().hasPrefix(lower) }
    if beginning.count == 1 { return beginning[0] }
    let choices = beginning.isEmpty ? words : beginning
    if let near = nearest(to: lower, in: choices),
      try confirm("Did you mean `\(near)`?", presumed: Self.isSlip(lower, near))
    {
      return near
    }
    throw Diagnostic(
      "bad-value", "`\(text)` is \(beginning.isEmpty ? "none" : "more than one") of them.",
      notes: ["one of: \(choices.joined(separator: ", ")), or a number"], exit: .usage)
  }

  // MARK: References

  private func references(_ texts: [String], _ kinds: [String], _ choices: [Choice]) throws -> Reading? {
    var reading = Reading(words: "")
    var refs: [String] = []
    for text in texts where !text.isEmpty {
      if let number = Int(text), choices.indices.contains(number - 1) {
        refs.append(choices[number - 1].word)
        continue
      }
      // Where numbers choose, a number is no name.
      if !choices.isEmpty, text.allSatisfy(\.isNumber), (try? world.workbook.fact(text, kinds: kinds)) == nil {
        throw Diagnostic(
          "bad-value", "`\(text)` is none of the numbers.",
          notes: [choices.count == 1 ? "1 is the only one" : "1 to \(choices.count), or a name"], exit: .usage)
      }
      guard let found = try reference(text.split(whereSeparator: \.isNewline).joined(separator: " "), kinds)
      else { return nil }
      if let made = found.making { reading.making.append(made) }
      refs.append(found.ref)
    }
    guard !refs.isEmpty else { return nil }
    reading.value = .references(refs)
    reading.words = refs.joined(separator: ",")
    return reading
  }

  /// The reference that is meant; a near miss and a new name are asked about. Nil when it is given up.
  func reference(
    _ text: String, _ kinds: [String]
  ) throws -> (ref: String, making: (kind: Kind, name: String, ref: String)?)? {
    let refusal: Diagnostic
    do {
      return (try world.workbook.fact(text, kinds: kinds).ref, nil)
    } catch {
      refusal = error
    }
    guard ["unknown-reference", "wrong-kind"].contains(refusal.code) else { throw refusal }
    let near = try likely(text, kinds)
    if near.count == 1, near[0].isSure {
      world.prompter.say(.note("`\(text)` is \(near[0].ref)."))
      return (near[0].ref, nil)
    }
    return try ask(text, kinds, near.map(\.ref), refusal)
  }

  private func ask(
    _ text: String, _ kinds: [String], _ near: [String], _ refusal: Diagnostic
  ) throws -> (ref: String, making: (kind: Kind, name: String, ref: String)?)? {
    let new = kinds.compactMap { try? Catalogue.kind($0) }.first { $0.isMadeByName }
    let slug = new.map { if case .slug = $0.naming { Reference.slug(text) } else { text } } ?? ""
    var prompt = Prompt()
    prompt.question =
      refusal.code == "wrong-kind" ? refusal.summary : "There is no \(Self.oneOf(kinds)) `\(text)`."
    if !near.isEmpty {
      prompt.question += " Did you mean \(near.count == 1 ? "`\(near[0])`" : "one of these")?"
    }
    prompt.choices = try near.map { Choice($0, note: try note(of: $0)) }
    if let new, !slug.isEmpty { prompt.choices.append(Choice("new", note: "a new \(new.name) called \(text)")) }
    guard !prompt.choices.isEmpty else { throw refusal }
    let first = prompt.choices[0].word
    let mayBeAccepted = near.isEmpty || (near.count == 1 && Self.isSlip(text, first))
    if mayBeAccepted { prompt.present = first } else { prompt.enter = "asks again" }
    let words = prompt.choices.map(\.word)
    while true {
      guard let answer = try aside(prompt, why: "Nothing has that name. < goes back to the question.") else {
        return nil
      }
      if answer.isEmpty, !mayBeAccepted { return nil }
      let chosen: String?
      do { chosen = answer.isEmpty ? first : try choose(answer, among: words) } catch let error as Diagnostic {
        refuse(error)
        continue
      }
      guard let chosen else { continue }
      guard chosen == "new", let new else { return (chosen, nil) }
      return (slug, (new, text, slug))
    }
  }

  /// The facts that a text may mean: those that begin so (one alone is sure), else the nearest, as a whole or by
  /// one of their words, else those that have its letters.
  private func likely(_ text: String, _ kinds: [String]) throws -> [(ref: String, isSure: Bool)] {
    let slug = Reference.slug(text)
    guard !slug.isEmpty else { return [] }
    let beginning =
      try world.workbook.references(beginning: slug, kinds: kinds)
      + (slug == text ? [] : try world.workbook.references(beginning: text, kinds: kinds))
    if beginning.count == 1 { return [(beginning[0], text.count >= 3)] }
    if !beginning.isEmpty { return beginning.prefix(5).map { ($0, false) } }
    let all = try world.workbook.references(beginning: "", kinds: kinds)
    if let near = nearest(to: slug, in: all) ?? nearest(to: text, in: all) { return [(near, false)] }
    var owners: [String: [String]] = [:]
    for ref in all {
      for word in ref.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
        owners[String(word), default: []].append(ref)
      }
    }
    if slug.count >= 3, let word = nearest(to: slug, in: owners.keys), let refs = owners[word] {
      return refs.prefix(5).map { ($0, false) }
    }
    let found = try world.workbook.facts(matching: slug, kinds: kinds).map(\.fact.ref)
    return FuzzyMatch.ranked(slug, found, by: { $0 }).prefix(5).map { ($0, false) }
  }

  /// Whether a word is so surely another one mistyped that Enter may say so. One or two letters are none, and in
  /// a short name another letter is another name: Tim is not Tom, and Tmo is.
  static func isSlip(_ typed: String, _ near: String) -> Bool {
    let (slug, whole) = (Reference.slug(typed), Reference.slug(near))
    let words = [whole] + whole.split(separator: "-").map(String.init)
    guard slug.count >= 3, let meant = nearest(to: slug, in: words) else { return false }
    return slug.count >= 5 || slug.count != meant.count || slug.sorted() == meant.sorted()
  }

  func note(of ref: String) throws -> String {
    guard let fact = try? world.workbook.fact(ref), let title = try title(of: fact),
      Reference.slug(title) != Reference.slug(ref)
    else { return "" }
    return title
  }

  static func oneOf(_ kinds: [String]) -> String { kinds.isEmpty ? "fact" : kinds.joined(separator: " or ") }
}

extension Kind {
  /// Whether one can be made from a name alone, and be referred to at once.
  var isMadeByName: Bool {
    guard case .slug = naming else { return false }
    return attributes.allSatisfy { !$0.required || $0.name == title }
  }
}
