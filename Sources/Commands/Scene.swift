import Agreements
import Catalogue
import CommandLineKit
import Diagnostics
import Files
import Formats
import Gaps
import Glibc
import Method
import Terminal
public import Workbook

/// What a command has at hand: the world, the workbook it is about, the method.
///
/// One scene serves one command line, or many in a row: a replayed capture opens its workbook once.
public final class Scene {
  private(set) var environment: Environment
  private var opened: (path: String, workbook: Workbook)?
  /// The workbook that the shell's `use` chose; before that of the start, after that of a line.
  private var used: String?
  /// The words of the command line being run.
  var line: [String] = []
  /// Whoever answers, once somebody was asked for: lines that were pasted wait in it.
  private var lineReader: (any LineReader)?
  private var library: (key: String, library: MethodLibrary)?

  /// A scene in a world; with a workbook of its own when one is given, as tests do.
  public init(_ environment: Environment, workbook: Workbook? = nil) {
    self.environment = environment
    opened = workbook.map { ("", $0) }
  }

  /// The same scene, with colour as the options want it.
  func styled(by arguments: Arguments) -> Scene {
    if arguments.flag("no-color") || arguments.flag("plain") {
      environment.streams.outStyle = .plain
      environment.streams.errStyle = .plain
    }
    return self
  }

  /// Does something whose options about colour hold for it alone.
  func keepingStyle<Result>(_ work: () -> Result) -> Result {
    let streams = environment.streams
    defer { environment.streams = streams }
    return work()
  }

  /// Whoever answers: the file of `--answers`, or the person at the terminal; nil when there is nobody, or
  /// `--no-input` says not to ask. The same one for every command of a scene.
  func lines(_ arguments: Arguments) throws(Diagnostic) -> (any LineReader)? {
    if arguments.flag("no-input") { return nil }
    if let lineReader { return lineReader }
    if let name = arguments.value("answers") {
      let bytes = try name == "-" ? environment.input() : Files.read(environment.path(name))
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Diagnostic("not-utf8", "\(name) is not UTF-8 text.", at: Place(file: name))
      }
      lineReader = LinesReader(text, showing: environment.streams.err)
    } else {
      lineReader = environment.lines(arguments.flag("plain"))
    }
    return lineReader
  }

  var out: Output { environment.streams.out }
  var today: CalendarDay { environment.now().day }

  /// The workbook: `--workbook`, `PLUMBLINE_WORKBOOK`, or the only one here. Opened once.
  func workbook(_ arguments: Arguments) throws(Diagnostic) -> Workbook {
    if let opened, opened.path.isEmpty { return opened.workbook }
    let path = try workbookPath(arguments)
    if let opened, opened.path == path { return opened.workbook }
    let workbook = try Workbook.open(path, at: environment.now())
    workbook.isInterrupted = environment.interruptions.isNoted
    opened = (path, workbook)
    return workbook
  }

  /// Makes the workbook that the commands to come are about, with its engagement; nothing is left of one
  /// that cannot begin.
  func create(
    _ path: String, _ arguments: Arguments, _ engagement: [String: FactValue?]
  ) throws(Diagnostic) {
    let path = environment.path(path)
    let by = attribution(arguments)
    let workbook = try Workbook.create(path, at: environment.now()) { (workbook: Workbook) throws -> Void in
      _ = try workbook.capture(summary, by: by) { try $0.add(Catalogue.engagement, engagement) }
    }
    opened = (path, workbook)
  }

  /// The command line being run, as it can be typed again.
  var summary: String { line.map(ShellWords.quote).joined(separator: " ") }

  /// Turns to another workbook, which must be one, until a line says otherwise.
  func use(_ path: String) throws(Diagnostic) -> Workbook {
    let path = environment.path(path)
    let workbook = try Workbook.open(path, at: environment.now())
    workbook.isInterrupted = environment.interruptions.isNoted
    opened = (path, workbook)
    used = path
    return workbook
  }

  /// The workbooks in this folder, by name.
  func workbooksHere() throws(Diagnostic) -> [String] {
    try Files.list(environment.directory.isEmpty ? "." : environment.directory).filter {
      $0.hasSuffix(".plumb")
    }
  }

  private func workbookPath(_ arguments: Arguments) throws(Diagnostic) -> String {
    if let used, arguments.value("workbook") == nil { return used }
    if let given = arguments.value("workbook") ?? environment.variable("PLUMBLINE_WORKBOOK"), !given.isEmpty {
      return environment.path(given)
    }
    let here = try workbooksHere()
    if here.count == 1 { return environment.path(here[0]) }
    throw Diagnostic(
      here.isEmpty ? "no-workbook" : "several-workbooks",
      here.isEmpty ? "There is no workbook here." : "There are \(here.count) workbooks here.",
      notes: Array(here.prefix(10)),
      remedies: here.isEmpty
        ? ["plumbline init NAME.plumb --name \"…\""] : ["plumbline … --workbook \(here[0])"], exit: .usage)
  }

  /// The method's files: `--method`, `PLUMBLINE_METHOD`, or those that came with the program; overlaid by
  /// the folder `method` beside the workbook.
  func method(_ arguments: Arguments) throws(Diagnostic) -> MethodLibrary {
    let beside = (try? workbookPath(arguments)) ?? ""
    let explicit = arguments.value("method").map(environment.path)
    let key = "\(explicit ?? "")\n\(beside)"
    if let library, library.key == key { return library.library }
    var variables: [String: String] = [:]
    variables["PLUMBLINE_METHOD"] = environment.variable("PLUMBLINE_METHOD")
    let found = try MethodLibrary.locate(
      explicit: explicit, environment: variables, workbook: beside.isEmpty ? nil : beside,
      executable: environment.executable)
    library = (key, found)
    return found
  }

  /// A scene in the same world and with the same method, about another workbook: this one as it was.
  func beside(_ other: Workbook) -> Scene {
    let scene = Scene(environment, workbook: other)
    scene.used = used ?? opened?.path
    scene.library = library
    return scene
  }

  /// Looks for the method's files anew the next time: a folder may have come.
  func forgetMethod() { library = nil }

  /// A path beside the workbook; nil for one that is in no file.
  func besideWorkbook(_ name: String, _ arguments: Arguments) throws(Diagnostic) -> String? {
    if let opened { return opened.path.isEmpty ? nil : Files.join(Files.folder(of: opened.path), name) }
    return Files.join(Files.folder(of: try workbookPath(arguments)), name)
  }

  /// Who captures, on whose word, in which sitting, now.
  func attribution(_ arguments: Arguments) -> Attribution {
    let who = ["PLUMBLINE_USER", "USER", "LOGNAME"].lazy.compactMap(environment.variable).first { !$0.isEmpty }
    return Attribution(
      who: who ?? environment.login() ?? "unknown", at: environment.now(), chance: environment.chance(),
      saidBy: arguments.value("said-by"), workshop: arguments.value("workshop"))
  }

  /// Captures as one command, one transaction, one journal entry.
  func capture<Result>(
    _ arguments: Arguments, saidBy: String? = nil, dryRun: Bool = false, _ work: (Capture) throws -> Result
  ) throws -> Result {
    var by = attribution(arguments)
    if let saidBy { by.saidBy = saidBy }
    return try workbook(arguments).capture(summary, by: by, rehearsing: dryRun, work)
  }

  /// Everything that is missing.
  func findings(_ arguments: Arguments, _ reader: Reader, only names: [String] = []) throws -> [Finding] {
    try findings(of: try GapSet(method(arguments)), arguments, reader, only: names)
  }

  /// Everything that some gaps find.
  func findings(
    of set: GapSet, _ arguments: Arguments, _ reader: Reader, only names: [String] = []
  ) throws -> [Finding] {
    try provideApprovals(for: set, of: workbook(arguments), to: reader)
    return try set.findings(reader, today: today, only: names) { findings in
      // Without a deadline there is nothing to compare with, and the estimate of a large scope takes its time.
      guard
        try reader.rows("SELECT 1 FROM engagement WHERE deadline IS NOT NULL AND team_size > 0").rows.isEmpty
      else {
        let pricing = try pricing(arguments, reader, findings)
        return try reader.provide(pricing.estimate(trials: pricing.trialsForGaps, seed: 1), pricing)
      }
      try reader.provide("estimate_figure", columns: "name, value", rows: [])
    }
  }

  /// Puts what votes no longer hold beside the views, where a gap asks for it.
  func provideApprovals(for set: GapSet, of workbook: Workbook, to reader: Reader) throws {
    guard set.gaps.contains(where: { $0.query.contains("superseded_item") }) else { return }
    try StandingApproval.provide(workbook, to: reader)
  }

  /// Puts what is missing beside the views as `open_gap`, and tells it.
  @discardableResult
  func provideGaps(_ reader: Reader, _ arguments: Arguments) throws -> [Finding] {
    let set = try GapSet(method(arguments))
    let findings = try findings(of: set, arguments, reader)
    try reader.provide(findings)
    try reader.provide(adjusted: set.adjusted)
    return findings
  }

  // MARK: Answers

  /// Data, on standard output.
  func print(_ text: String) { out.write(text + "\n") }

  /// Talk, on standard error, unless `--quiet`.
  func say(_ text: String, _ arguments: Arguments) {
    if !arguments.flag("quiet") { environment.streams.err.write(text + "\n") }
  }

  /// JSON, on standard output.
  func print(json: Node) { out.write(JSON.write(json) + "\n") }

  /// A table as wide as the terminal, or as it is when nobody is looking.
  func print(_ table: Table, _ arguments: Arguments) {
    let style = environment.streams.outStyle
    out.write(
      arguments.flag("plain") ? table.records(style: style) : table.text(width: out.width, style: style))
  }
}
