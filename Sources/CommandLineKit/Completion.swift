/// Something that may follow on a command line, and what it is.
public struct Candidate: Sendable, Equatable {
  /// The whole word, unquoted: `--owner=dana`, not only `dana`.
  public var word: String
  /// What it is, in a line; may be empty.
  public var help: String

  /// Offers a word.
  public init(_ word: String, _ help: String = "") {
    self.word = word
    self.help = help
  }
}

/// What may follow on a command line.
public struct Completions: Sendable, Equatable {
  /// The words, in the order of their declaration.
  public var candidates: [Candidate]
  /// `file` or `folder` if the shell should offer paths as well.
  public var paths: Values?

  /// Gathers what may follow.
  public init(_ candidates: [Candidate] = [], paths: Values? = nil) {
    self.candidates = candidates
    self.paths = paths
  }

  /// What the scripts of `CompletionScript` read: a line a candidate, its help after a tab; last `:file` or
  /// `:folder`. Candidates with control characters are left out: no shell could take them from a line.
  public var text: String {
    var text = ""
    for candidate in candidates where !candidate.word.unicodeScalars.contains(where: { $0.value < 32 }) {
      let help = String(candidate.help.map { $0.isNewline || $0 == "\t" ? " " : $0 })
      text += help.isEmpty ? "\(candidate.word)\n" : "\(candidate.word)\t\(help)\n"
    }
    switch paths {
    case .file: text += ":file\n"
    case .folder: text += ":folder\n"
    default: break
    }
    return text
  }
}

extension Program {
  /// What the last of these words, which may be "", may become.
  ///
  /// `dynamicValues` is asked for a name that a `Values.dynamic` gave and for the beginning that was typed;
  /// it may return more than what begins so. Mistakes earlier in the line are passed over.
  public func complete(
    _ words: [String],
    dynamicValues: @escaping (_ kind: String, _ beginning: String) -> [String] = { _, _ in [] }
  ) -> Completions {
    let typed = words.last ?? ""
    var walk = Walk(self, Array(words.dropLast()))
    walk.run()
    guard !walk.isLost else { return Completions() }
    var values = Completer(typed: typed, dynamicValues: dynamicValues)
    if let topic = walk.topic {
      let (command, depth) = find(topic)
      if depth == topic.count { values.offer(entries(under: command)) }
    } else if let option = walk.awaiting {
      values.offer(option.values)
    } else if typed.hasPrefix("-"), !walk.optionsEnded {
      values.offerOptions(of: walk)
    } else {
      if let last = walk.given.last, last.option.shape == .answer,
        words.dropLast().last == "--\(last.option.name)"
      {
        values.offer(last.option.values)
      }
      values.offerPlain(of: walk)
    }
    return values.found
  }
}

/// Gathers what begins with what was typed.
private struct Completer {
  let typed: String
  let dynamicValues: (String, String) -> [String]
  var found = Completions()

  mutating func offer<Context>(_ entries: [Children<Context>.Entry]) {
    for entry in entries { offer(entry.name, entry.summary) }
  }

  mutating func offer(_ word: String, _ help: String = "") {
    if word.hasPrefix(typed) { found.candidates.append(Candidate(word, help)) }
  }

  /// Values, each behind `prefix` when it is part of the same word, as in `--owner=`.
  mutating func offer(_ values: Values, behind prefix: String = "") {
    switch values {
    case .any: break
    case .choices(let choices): for choice in choices { offer(prefix + choice) }
    case .file, .folder: found.paths = values
    case .dynamic(let kind):
      for word in dynamicValues(kind, String(typed.dropFirst(prefix.count))) { offer(prefix + word) }
    }
  }

  /// The next positional's values, or the commands that may follow.
  mutating func offerPlain<Context>(of walk: Walk<Context>) {
    guard walk.command?.action != nil else {
      offer(walk.program.entries(under: walk.command))
      if walk.command == nil { offer("help", "Explains a command") }
      return
    }
    let shares = Positional.deal(walk.plain.count + 1, to: walk.positionals)
    var end = 0
    for (positional, share) in zip(walk.positionals, shares) {
      end += share
      if share > 0, end == walk.plain.count + 1 { return offer(positional.values) }
    }
  }

  mutating func offerOptions<Context>(of walk: Walk<Context>) {
    if let equals = typed.firstIndex(of: "="), typed.hasPrefix("--") {
      let name = String(typed[..<equals].dropFirst(2))
      let prefix = String(typed[...equals])
      if let option = walk.option(named: name) { offer(option.values, behind: prefix) }
      return
    }
    for option in walk.local + walk.program.options where option.shape == .list || !walk.isGiven(option) {
      offer("--\(option.name)", option.help)
      // Both forms of every answer would drown the rest; the second is offered once it is begun.
      if option.shape == .answer, typed.hasPrefix("--no-") { offer("--no-\(option.name)", option.help) }
    }
  }
}
