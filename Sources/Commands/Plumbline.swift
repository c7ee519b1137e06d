public import CommandLineKit
public import Diagnostics
import Terminal
import Workbook

/// The program: its commands, and how one is run.
public enum Plumbline {
  /// The version of this program.
  public static let version = "0.1.0"

  /// Every command, in the groups of the manual.
  public static let program: Program<Scene> = Program(
    "plumbline", version: "\(version) (workbook schema \(WorkbookSchema.version))",
    "finds what an integration project has not decided yet",
    options: [
      .value(
        "workbook", short: "w", "FILE", "The workbook; otherwise $PLUMBLINE_WORKBOOK, or the only one here.",
        values: .file),
      .value(
        "method", "DIR", "The folder with gaps, proposals, rates, templates and workshops.", values: .folder),
      .value("said-by", "PERSON", "Who said it.", values: .dynamic("reference:person")),
      .value("workshop", "REF", "The sitting it was said in.", values: .dynamic("reference:workshop")),
      .flag("json", "Answers in JSON."),
      .flag("quiet", short: "q", "Says nothing but the answer."),
      .flag("no-input", "Never asks; a missing answer is an error."),
      .value("answers", "FILE", "Answers from a file, a line each; `-` is standard input.", values: .file),
      .flag("no-color", "No colour, whatever the terminal."),
      .flag("plain", "One fact a line, nothing drawn: for screen readers."),
    ],
    groups: [
      Group("begin", [initialise, shell, status, doctor]),
      Group("bring in", [importing]),
      Group("capture", [add, set, remove, link, map, crosswalk, park, decide, actual, undo, redo, replay]),
      Group("look", [show, list, matrix, trace, permissions, history, query]),
      Group("facilitate", [workshop, followups]),
      Group("check", [check, next, explain, waive, exceptions, signals, tests, diagnose]),
      Group("produce", [estimate, render]),
      Group("agree", [baseline, approve, amendment, signoff, diff, merge, exporting]),
      Group("method", [gaps, proposals, rates, docs, template, completions]),
    ])

  /// Runs one command line (without the program's own name) and tells the exit status.
  public static func run(_ words: [String], _ scene: Scene) -> ExitStatus {
    do {
      scene.line = words
      let status: ExitStatus
      switch try program.parse(words) {
      case .run(let command, let arguments):
        try refuseTwoFormats(arguments)
        status = try command.run(arguments, scene.styled(by: arguments))
      case .bare(let arguments): status = try begin(arguments, scene)
      case .help(let topic): status = try help(topic, scene)
      case .version: status = say("plumbline \(program.version)", scene)
      case .complete(let words): status = complete(words, scene)
      }
      try scene.out.finish()
      return status
    } catch {
      return report(error, scene)
    }
  }

  /// Refuses `--json` beside another format: one of the two would be ignored without a word.
  private static func refuseTwoFormats(_ arguments: Arguments) throws(Diagnostic) {
    let said = arguments.given.first { $0.option.name == "format" }?.value
    guard arguments.flag("json"), let format = said, format != "json" else { return }
    throw Diagnostic(
      "two-formats", "`--format \(format)` and `--json` want the same answer in two formats.",
      notes: ["Leave one of them out."], exit: .usage)
  }

  /// Tells what went wrong, all of it, and the status to exit with.
  static func report(_ error: any Error, _ scene: Scene) -> ExitStatus {
    let problems =
      switch error {
      case let problems as Problems: problems
      case let diagnostic as Diagnostic: Problems([diagnostic])
      default: Problems([Diagnostic("internal", "Something unforeseen happened: \(error).")])
      }
    scene.out.flush()
    for diagnostic in problems.all { scene.environment.streams.report(diagnostic) }
    scene.environment.streams.err.flush()
    return problems.exit
  }

  private static func say(_ text: String, _ scene: Scene) -> ExitStatus {
    scene.print(text)
    return .done
  }

  /// The shell where somebody can type, and help where nobody can.
  private static func begin(_ arguments: Arguments, _ scene: Scene) throws -> ExitStatus {
    if try scene.lines(arguments) != nil { return try shell.run(arguments, scene.styled(by: arguments)) }
    scene.out.write(try program.help(width: scene.out.width ?? 100))
    return .usage
  }

  private static func help(_ topic: [String], _ scene: Scene) throws -> ExitStatus {
    scene.out.write(try program.help(for: topic, width: scene.out.width ?? 100))
    return .done
  }
}
