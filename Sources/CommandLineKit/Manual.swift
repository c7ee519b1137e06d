/// The manual of a program: a Markdown page a command, and an index.
extension Program {
  /// A page of the manual.
  public struct Page: Sendable, Equatable {
    /// The file's name, e.g. `import-openapi.md`.
    public var file: String
    /// The Markdown.
    public var text: String
  }

  /// All pages, the index `README.md` first, then the commands in the order of the declaration. The same
  /// program always gives the same bytes; writing them is the caller's.
  public var manual: [Page] {
    var pages = [Page(file: "README.md", text: index)]
    for group in groups {
      for command in group.commands { append(command, [command.name], to: &pages) }
    }
    return pages
  }

  private func append(_ command: Command<Context>, _ words: [String], to pages: inout [Page]) {
    pages.append(Page(file: Self.file(words), text: page(command, words)))
    for entry in entries(under: command) {
      if let child = child(entry.name, of: command) { append(child, words + [entry.name], to: &pages) }
    }
  }

  private static func file(_ words: [String]) -> String { words.joined(separator: "-") + ".md" }

  private var index: String {
    var text = "# Commands of \(name)\n\n\(Markdown.escaped(summary)).\n"
    for group in groups {
      text += "\n## \(Markdown.escaped(group.title))\n\n"
      for command in group.commands {
        text += "- [`\(command.name)`](\(Self.file([command.name]))): \(Markdown.escaped(command.summary))\n"
      }
    }
    return text + "\n## Options of every command\n\n" + Markdown.list(options)
  }

  private func page(_ command: Command<Context>, _ words: [String]) -> String {
    let line = ([name] + words).joined(separator: " ")
    let positionals = command.positionals
    var text = "# \(line)\n\n\(Markdown.escaped(command.summary)).\n\n"
    text += "```\n\(line) \(command.usage)\n```\n"
    if !command.discussion.isEmpty { text += "\n\(Markdown.escaped(command.discussion))\n" }
    let entries = entries(under: command)
    if !entries.isEmpty {
      text += "\n## Commands\n\n"
      for entry in entries {
        text += "- [`\(entry.name)`](\(Self.file(words + [entry.name]))): \(Markdown.escaped(entry.summary))\n"
      }
    }
    if !positionals.isEmpty {
      text += "\n## Arguments\n\n"
      for positional in positionals {
        text += Markdown.item(positional.name.uppercased(), positional.help, positional.values)
      }
    }
    for section in Section.sections(command.options) {
      text += "\n## \(Markdown.escaped(section.title))\n\n" + Markdown.list(section.options)
    }
    return text + examples(of: command) + "\nThe [options of every command](README.md) apply too.\n"
  }

  private func examples(of command: Command<Context>) -> String {
    var text = ""
    for example in command.examples {
      text += "\n\(Markdown.escaped(example.effect))\n\n```sh\n\(example.line)\n```\n"
    }
    return text.isEmpty ? "" : "\n## Examples\n" + text
  }
}

/// Markdown, as far as the manual needs it.
enum Markdown {
  static func list(_ options: [Option]) -> String {
    options.map { item($0.usage, $0.help, $0.values) }.joined()
  }

  static func item(_ term: String, _ help: String, _ values: Values) -> String {
    var text = "- `\(term)`: \(escaped(help))"
    if case .choices(let choices) = values {
      text += " One of: " + choices.map { "`\($0)`" }.joined(separator: ", ") + "."
    }
    return text + "\n"
  }

  /// Text in which nothing is markup but code spans: what stands between backticks stays as it is.
  static func escaped(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    // With an odd number of backticks the last one opens nothing.
    let spans = parts.count % 2 == 1 ? parts.count : parts.count - 1
    var result = ""
    for (index, part) in parts.enumerated() {
      if index > 0 { result += index < spans ? "`" : "\\`" }
      result += index % 2 == 1 && index < spans ? String(part) : plain(part)
    }
    return result
  }

  private static func plain(_ text: Substring) -> String {
    var result = ""
    for character in text {
      if "\\*_<>[]|#".contains(character) { result += "\\" }
      result.append(character)
    }
    return result
  }
}
