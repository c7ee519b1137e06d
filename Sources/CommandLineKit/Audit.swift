import Diagnostics

extension Program {
  /// What is wrong with the declaration itself, every computed command included; empty when all is well.
  ///
  /// For a test of the program that declares it: names that clash, names that cannot be typed, summaries
  /// that are missing or end in a full stop, positionals that cannot be told apart, examples that would be
  /// refused.
  public var faults: [String] {
    var faults: [String] = []
    let commands = groups.flatMap(\.commands)
    faults += Self.repeated(commands.map(\.name) + ["help"]).map { "two commands are called `\($0)`" }
    faults += self.faults(in: options, of: name)
    for command in commands { audit(command, [command.name], &faults) }
    return faults
  }

  private func audit(_ command: Command<Context>, _ words: [String], _ faults: inout [String]) {
    let line = ([name] + words).joined(separator: " ")
    if !Self.isName(command.name) { faults.append("`\(line)` is not a word that can be typed") }
    if command.summary.isEmpty || command.summary.hasSuffix(".") {
      faults.append("`\(line)` needs a summary without a full stop")
    }
    let own = command.options
    faults += self.faults(in: own, of: line)
    let taken = own.filter { option in
      options.contains { $0.name == option.name || ($0.short != nil && $0.short == option.short) }
    }
    faults += taken.map { "`\(line)` hides the global option --\($0.name)" }
    let positionals = command.positionals
    faults += Self.repeated(positionals.map(\.name)).map { "`\(line)` has two arguments \($0)" }
    if positionals.filter({ $0.most == .max }).count > 1 {
      faults.append("`\(line)` has more than one argument without end")
    }
    for example in command.examples { audit(example, words, &faults) }
    let entries = entries(under: command)
    faults += Self.repeated(entries.map(\.name)).map { "`\(line)` has two commands `\($0)`" }
    for entry in entries {
      guard let child = child(entry.name, of: command) else {
        faults.append("`\(line)` lists `\(entry.name)` but does not find it")
        continue
      }
      audit(child, words + [entry.name], &faults)
    }
  }

  /// An example must be readable as what it shows. One that goes on with a pipe is read up to it.
  private func audit(_ example: Example, _ words: [String], _ faults: inout [String]) {
    let shown = (try? ShellWords.split(example.line).map(\.text)) ?? []
    let typed = Array(shown.prefix { !["|", ">", "<", "&&"].contains($0) })
    guard typed.first == name else {
      return faults.append("the example `\(example.line)` does not begin with `\(name)`")
    }
    do throws(Problems) {
      guard case .run(_, let arguments) = try parse(Array(typed.dropFirst())),
        arguments.command.starts(with: words)
      else { return faults.append("the example `\(example.line)` is not of `\(words.joined(separator: " "))`") }
    } catch {
      faults.append("the example `\(example.line)`: \(error.all.map(\.summary).joined(separator: " "))")
    }
  }

  private func faults(in options: [Option], of line: String) -> [String] {
    var faults = Self.repeated(options.map(\.name)).map { "`\(line)` has two options --\($0)" }
    faults += Self.repeated(options.compactMap { $0.short.map(String.init) }).map {
      "`\(line)` has two options -\($0)"
    }
    for option in options {
      if !Self.isName(option.name) { faults.append("`\(line)`: --\(option.name) cannot be typed") }
      if option.help.isEmpty { faults.append("`\(line)`: --\(option.name) has no help") }
      if option.needsValue != !option.placeholder.isEmpty {
        faults.append("`\(line)`: --\(option.name) needs a placeholder if and only if it takes a value")
      }
      if option.shape == .answer, options.contains(where: { $0.name == "no-\(option.name)" }) {
        faults.append("`\(line)`: --no-\(option.name) could mean two options")
      }
    }
    return faults
  }

  private static func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first != UInt8(ascii: "-") else { return false }
    return name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
  }
}
