import Diagnostics

/// What may be wrong with a command line, as messages.
extension Walk {
  func unknownCommand(_ word: String, at index: Int) -> Diagnostic {
    let names = program.entries(under: command).map(\.name)
    let line = ([program.name] + path).joined(separator: " ")
    let close = nearest(to: word, in: names)
    var notes: [String] = []
    if let close { notes.append("Did you mean `\(close)`?") }
    if command != nil { notes.append("There is: \(names.joined(separator: ", ")).") }
    var remedies: [String] = []
    if let close {
      var corrected = words
      corrected[index] = close
      remedies.append(([program.name] + corrected).map(shellQuoted).joined(separator: " "))
    }
    remedies.append(path.isEmpty ? "\(program.name) --help" : helpLine)
    return usage(
      "unknown-command", "`\(line)` has no command `\(word)`.", notes: notes, remedies: remedies)
  }

  func missingCommand() -> Diagnostic {
    let names = program.entries(under: command).map(\.name)
    return usage(
      "missing-command", "`\(line)` needs one more word to say what.",
      notes: ["There is: \(names.joined(separator: ", "))."])
  }

  func unknownOption(_ name: String, guess: Option?) -> Diagnostic {
    var reason: String?
    var notes: [String] = []
    if let guess { notes.append("Did you mean `--\(guess.name)`?") }
    if command?.action == nil { reason = "the options of a command come after all of its words" }
    return usage("unknown-option", "`\(line)` has no option `\(name)`.", reason: reason, notes: notes)
  }

  func missingValue(_ option: Option, before word: String?) -> Diagnostic {
    let name = option.name
    var notes: [String] = []
    if let word, word != "--" {
      notes.append("If `\(word)` is meant as its value: `\(shellQuoted("--\(name)=\(word)"))`.")
    }
    if case .choices(let choices) = option.values { notes.append(allowed(choices)) }
    return usage(
      "missing-value", "`--\(name)` needs a value: `--\(name) \(option.placeholder)`.", notes: notes)
  }

  func unexpectedValue(_ name: String) -> Diagnostic {
    usage("unexpected-value", "`\(name)` takes no value.")
  }

  func repeatedOption(_ option: Option, _ first: String, _ second: String) -> Diagnostic {
    usage(
      "repeated-option", "`--\(option.name)` is given twice: `\(first)` and `\(second)`.",
      reason: "it takes one value, and which is meant cannot be known")
  }

  func badChoice(_ word: String, _ what: String, _ choices: [String]) -> Diagnostic {
    var notes = [allowed(choices)]
    if let close = nearest(to: word, in: choices) { notes.insert("Did you mean `\(close)`?", at: 0) }
    return usage("bad-choice", "\(what) cannot be `\(word)`.", notes: notes)
  }

  func missingArgument(_ positional: Positional) -> Diagnostic {
    var notes = positional.help.isEmpty ? [] : ["\(positional.name.uppercased()): \(positional.help)"]
    if case .choices(let choices) = positional.values { notes.append(allowed(choices)) }
    return usage("missing-argument", "`\(line)` needs \(positional.usage).", notes: notes)
  }

  func extraArgument(_ word: String) -> Diagnostic {
    let what = positionals.isEmpty ? "nothing" : positionals.map(\.usage).joined(separator: " ")
    return usage(
      "extra-argument", "`\(line)` has no use for `\(word)`.", notes: ["It takes \(what) and options."])
  }

  private func allowed(_ choices: [String]) -> String { "Allowed: \(choices.joined(separator: ", "))." }

  private var line: String { ([program.name] + path).joined(separator: " ") }

  private var helpLine: String { ([program.name, "help"] + path).joined(separator: " ") }

  private func usage(
    _ code: String, _ summary: String, reason: String? = nil, notes: [String] = [], remedies: [String]? = nil
  ) -> Diagnostic {
    Diagnostic(
      code, summary, reason: reason, notes: notes, remedies: remedies ?? [helpLine], exit: .usage)
  }
}
