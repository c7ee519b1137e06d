import Diagnostics

/// One pass over the words of a command line: which command, which options, which plain words, and all
/// that is wrong. Parsing and completion both start from it.
struct Walk<Context> {
  let program: Program<Context>
  let words: [String]
  /// The words of the command found so far, and the command.
  private(set) var path: [String] = []
  private(set) var command: Command<Context>?
  /// The command's own options and positionals, built once.
  private(set) var local: [Option] = []
  private(set) var positionals: [Positional] = []
  private(set) var given: [Arguments.Given] = []
  /// Words that are neither the command's nor an option's.
  private(set) var plain: [String] = []
  /// The words after `help`.
  private(set) var topic: [String]?
  /// The option whose value should have followed when the words ran out.
  private(set) var awaiting: Option?
  /// Whether `--` has ended the options.
  private(set) var optionsEnded = false
  /// Whether a word led to no command.
  private(set) var isLost = false
  var problems: [Diagnostic] = []
  /// Whether an unknown option may have left its value among the plain words.
  private var mayHoldStrays = false
  private var position = 0

  init(_ program: Program<Context>, _ words: [String]) {
    self.program = program
    self.words = words
  }

  mutating func run() {
    while !isLost, position < words.count {
      let word = words[position]
      position += 1
      if optionsEnded || !Self.looksLikeOption(word) {
        take(word)
      } else if word == "--" {
        optionsEnded = true
      } else if word.hasPrefix("--") {
        takeLong(word)
      } else {
        takeShort(word)
      }
    }
  }

  /// `-` is a name for standard input, and `-5` a number.
  static func looksLikeOption(_ word: String) -> Bool {
    let bytes = word.utf8
    guard bytes.count > 1, bytes.first == UInt8(ascii: "-") else { return false }
    let second = bytes[bytes.index(after: bytes.startIndex)]
    return !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(second)
  }

  func isGiven(_ option: Option) -> Bool { given.contains { $0.option.name == option.name } }

  /// The option of a long name: the command's own goes before a global one.
  func option(named name: String) -> Option? {
    local.first { $0.name == name } ?? program.options.first { $0.name == name }
  }

  // MARK: Plain words

  private mutating func take(_ word: String) {
    if topic != nil {
      topic?.append(word)
    } else if command != nil, command?.children == nil {
      plain.append(word)
    } else if let next = program.child(word, of: command) {
      // What was said for the word above does not go for the one below.
      for one in given where local.contains(one.option) {
        problems.append(unknownOption("--\(one.option.name)", guess: nil))
      }
      path.append(word)
      command = next
      local = next.options
      positionals = next.positionals
    } else if command == nil, word == "help" {
      topic = []
    } else {
      isLost = true
      problems.append(unknownCommand(word, at: position - 1))
    }
  }

  /// The plain words of each positional; notes what is missing or too much.
  mutating func deal() -> [[String]] {
    if let command, command.action == nil, !isLost { problems.append(missingCommand()) }
    if let awaiting { problems.append(missingValue(awaiting, before: nil)) }
    guard command?.action != nil else { return [] }
    let shares = Positional.deal(plain.count, to: positionals)
    var rest = plain[...]
    var dealt: [[String]] = []
    for (positional, share) in zip(positionals, shares) {
      let words = Array(rest.prefix(share))
      rest = rest.dropFirst(share)
      dealt.append(words)
      if words.count < positional.least { problems.append(missingArgument(positional)) }
      if case .choices(let choices) = positional.values {
        for word in words where !choices.contains(word) {
          problems.append(badChoice(word, "`\(positional.name.uppercased())`", choices))
        }
      }
    }
    if !mayHoldStrays { for word in rest { problems.append(extraArgument(word)) } }
    return dealt
  }

  // MARK: Options

  private mutating func takeLong(_ word: String) {
    let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let value = parts.count > 1 ? String(parts[1]) : nil
    if let option = option(named: name) {
      take(option, attached: value)
    } else if name.hasPrefix("no-"), let option = option(named: String(name.dropFirst(3))),
      option.shape == .answer
    {
      if value != nil { problems.append(unexpectedValue("--\(name)")) }
      record(option, "no")
    } else {
      skipUnknown("--\(name)", hasValue: value != nil)
    }
  }

  /// `-q`, clustered `-qv`, or with a value `-fx` and `-f x`.
  private mutating func takeShort(_ word: String) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = (local + program.options).first(where: { $0.short == letter }) else {
        return skipUnknown("-\(letter)", hasValue: true)
      }
      if option.needsValue { return take(option, attached: letters.isEmpty ? nil : String(letters)) }
      take(option, attached: nil, looksAhead: false)
    }
  }

  private mutating func take(_ option: Option, attached: String?, looksAhead: Bool = true) {
    switch option.shape {
    case .flag:
      if attached != nil { problems.append(unexpectedValue("--\(option.name)")) }
      record(option, "")
    case .answer:
      let word = attached ?? (looksAhead ? next { Option.answers.contains($0) } : nil)
      record(option, word ?? "yes")
    case .value, .list:
      if let word = attached ?? next(where: { !Self.looksLikeOption($0) }) {
        record(option, word)
      } else if position == words.count {
        awaiting = option
      } else {
        problems.append(missingValue(option, before: words[position]))
      }
    }
  }

  /// The next word, taken if it is as wanted.
  private mutating func next(where wanted: (String) -> Bool) -> String? {
    guard position < words.count, wanted(words[position]) else { return nil }
    position += 1
    return words[position - 1]
  }

  private mutating func record(_ option: Option, _ value: String) {
    if case .choices(let choices) = option.values, !choices.contains(value) {
      problems.append(badChoice(value, "`--\(option.name)`", choices))
    }
    // The last one winning in silence would lose what was said first.
    if option.shape != .list, let earlier = given.first(where: { $0.option.name == option.name }),
      earlier.value != value
    {
      problems.append(repeatedOption(option, earlier.value, value))
    }
    given.append(.init(option: option, value: value))
  }

  /// Notes an unknown option. If it resembles one that takes a value, the next word was meant as that.
  private mutating func skipUnknown(_ name: String, hasValue: Bool) {
    let guess = nearest(to: String(name.drop { $0 == "-" }), in: optionNames).flatMap(option(named:))
    problems.append(unknownOption(name, guess: name.hasPrefix("--") ? guess : nil))
    guard !hasValue else { return }
    if let guess {
      if guess.needsValue { _ = next { !Self.looksLikeOption($0) } }
    } else {
      mayHoldStrays = true
    }
  }

  var optionNames: [String] { (local + program.options).map(\.name) }
}
