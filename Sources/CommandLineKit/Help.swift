public import Diagnostics

/// Options under one heading.
struct Section {
  let title: String
  let options: [Option]

  /// Options by their headings, in the order these first occur; those without one come under `rest`.
  static func sections(_ options: [Option], rest: String = "Options") -> [Section] {
    var titles: [String] = []
    for option in options where !titles.contains(option.section ?? rest) {
      titles.append(option.section ?? rest)
    }
    return titles.map { title in
      Section(title: title, options: options.filter { ($0.section ?? rest) == title })
    }
  }
}

extension Option {
  /// The help sentence, then the words to choose from.
  var explanation: [String] {
    guard case .choices(let choices) = values else { return [help] }
    return [help, "One of: \(choices.joined(separator: ", "))."]
  }
}

extension Positional {
  /// The help sentence, then the words to choose from.
  var explanation: [String] {
    guard case .choices(let choices) = values else { return [help] }
    return [help, "One of: \(choices.joined(separator: ", "))."]
  }
}

extension Program {
  /// The help for a command, or for the program if there are no words.
  ///
  /// Wrapped to `width` columns, at least 40. `heading` may decorate headings, for a terminal with colour.
  /// Throws an `unknown-command`.
  public func help(
    for words: [String] = [], width: Int = 80, heading: (String) -> String = { $0 }
  ) throws(Problems) -> String {
    let width = max(40, width)
    guard !words.isEmpty else { return overview(width, heading) }
    let (command, depth) = find(words)
    guard depth == words.count, let command else {
      var walk = Walk(self, words)
      walk.run()
      // `help add --json` and `help show REF` still mean the command.
      if !walk.isLost, let command { return help(of: command, walk.path, width, heading) }
      throw Problems(walk.problems)
    }
    return help(of: command, words, width, heading)
  }

  private func overview(_ width: Int, _ heading: (String) -> String) -> String {
    let column = Wrap.column(for: entries(under: nil).map(\.name), width: width)
    var text = Wrap.lines("\(name): \(summary).", width: width).joined(separator: "\n") + "\n\n"
    text += usage("COMMAND [ARGUMENT…] [OPTION…]", width, heading)
    for group in groups {
      text += "\n\(heading(group.title))\n"
      for command in group.commands {
        text += Wrap.entry(command.name, [command.summary], column: column, width: width)
      }
    }
    text += "\n" + self.text(Section(title: "options of every command", options: options), width, heading)
    return text + "\n`\(name) help COMMAND` explains a command.\n"
  }

  private func help(
    of command: Command<Context>, _ words: [String], _ width: Int, _ heading: (String) -> String
  ) -> String {
    var text = Wrap.lines("\(command.summary).", width: width).joined(separator: "\n") + "\n\n"
    text += usage((words + [command.usage]).joined(separator: " "), width, heading)
    if !command.discussion.isEmpty {
      text += "\n" + Wrap.lines(command.discussion, width: width).joined(separator: "\n") + "\n"
    }
    let entries = entries(under: command)
    if !entries.isEmpty {
      text += "\n\(heading("commands"))\n"
      let column = Wrap.column(for: entries.map(\.name), width: width)
      for entry in entries { text += Wrap.entry(entry.name, [entry.summary], column: column, width: width) }
    }
    let positionals = command.positionals
    if !positionals.isEmpty {
      text += "\n\(heading("arguments"))\n"
      let column = Wrap.column(for: positionals.map(\.name), width: width)
      for positional in positionals {
        text += Wrap.entry(
          positional.name.uppercased(), positional.explanation, column: column, width: width)
      }
    }
    for section in Section.sections(command.options, rest: "options") {
      text += "\n" + self.text(section, width, heading)
    }
    text += "\n" + self.text(Section(title: "options of every command", options: options), width, heading)
    return text + examples(of: command, width, heading)
  }

  private func usage(_ rest: String, _ width: Int, _ heading: (String) -> String) -> String {
    let lines = Wrap.lines("\(name) \(rest)", width: width - "usage: ".count)
    return "\(heading("usage")): \(lines.joined(separator: "\n       "))\n"
  }

  private func text(_ section: Section, _ width: Int, _ heading: (String) -> String) -> String {
    var text = "\(heading(section.title))\n"
    let column = Wrap.column(for: section.options.map(\.usage), width: width)
    for option in section.options {
      text += Wrap.entry(option.usage, option.explanation, column: column, width: width)
    }
    return text
  }

  private func examples(
    of command: Command<Context>, _ width: Int, _ heading: (String) -> String
  ) -> String {
    let examples = command.examples
    guard !examples.isEmpty else { return "" }
    var text = "\n\(heading("examples"))\n"
    for example in examples {
      // The line is not wrapped: it is there to be pasted.
      text += "  \(example.line)\n"
      for line in Wrap.lines(example.effect, width: width - 6) { text += "      \(line)\n" }
    }
    return text
  }
}
