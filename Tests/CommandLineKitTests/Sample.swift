import CommandLineKit
import Diagnostics

/// What the sample's commands write down of themselves.
final class Log {
  var lines: [String] = []
}

/// A small program with everything a program can declare.
let sample = Program<Log>(
  "plumb", version: "1.2.3", "A workbench for tests",
  options: [
    .value("workbook", short: "w", "FILE", "The workbook.", values: .file),
    .flag("json", "Prints JSON."),
    .flag("quiet", short: "q", "Says less."),
    .flag("no-input", "Never asks."),
  ],
  groups: [
    Group(
      "begin",
      [
        Command("init", "Begins a workbook", options: [.flag("force", short: "f", "Even so.")]) { _, _ in .done
        }
      ]),
    Group(
      "capture",
      [
        Command("add", "Adds a fact", children: kinds),
        Command(
          "map", "Maps fields", discussion: "Sources first.\n\nThe target last.",
          examples: [Example("plumb map a b c --state agreed", "Maps a and b to c.")],
          positionals: [
            Positional("source", "Where from.", arity: .many(atLeast: 1), values: .dynamic("field")),
            Positional("target", "Where to.", values: .dynamic("field")),
          ],
          options: [
            .value("state", "STATE", "How settled.", values: .choices(["proposed", "agreed", "rejected"])),
            .list("note", short: "n", "TEXT", "A remark."),
          ]
        ) { arguments, log in
          log.lines.append(arguments.positional("target"))
          return .done
        },
      ]),
    Group(
      "look",
      [
        Command(
          "show", "Shows a thing",
          positionals: [Positional("ref", "What.", arity: .optional, values: .dynamic("ref"))],
          options: [.value("depth", short: "d", "N", "How deep."), .value("rate", "X", "A rate.")]
        ) { _, _ in .done },
        Command(
          "workshop", "Runs workshops",
          children: Children([
            Command(
              "start", "Starts one",
              positionals: [Positional("script", "Which.", values: .choices(["kick-off", "inventory"]))]
            ) { _, _ in .done },
            Command("end", "Ends it") { _, _ in .done },
          ])),
      ]),
  ])

/// Computed children, as a catalogue of kinds would give them.
let kinds = Children<Log>(
  entries: { [.init("field", "Adds a field"), .init("system", "Adds a system")] },
  find: { kind in
    guard kind == "field" || kind == "system" else { return nil }
    return Command(
      kind, "Adds a \(kind)",
      positionals: [Positional("ref", "Its reference.")],
      options: [
        .answer("required", "Whether it must be there.", section: "Attributes"),
        .value("owner", "PERSON", "Who decides.", values: .dynamic("person"), section: "Attributes"),
        .value("type", "TYPE", "Its type.", values: .choices(["text", "money"]), section: "Attributes"),
        .list("tag", "WORD", "A tag.", section: "Attributes"),
      ]
    ) { _, _ in .done }
  })

/// The arguments of a line that is right.
func arguments(_ line: String) throws -> Arguments {
  guard case .run(_, let arguments) = try sample.parse(try ShellWords.split(line).map(\.text)) else {
    throw Diagnostic("not-run", line)
  }
  return arguments
}

/// What is wrong with a line.
func problems(_ line: String) -> [Diagnostic] {
  do {
    _ = try sample.parse(try ShellWords.split(line).map(\.text))
    return []
  } catch let problems as Problems {
    return problems.all
  } catch {
    return [Diagnostic("unexpected", "\(error)")]
  }
}
