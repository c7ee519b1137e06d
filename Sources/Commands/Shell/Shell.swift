import CommandLineKit
import Diagnostics
import Files
import Terminal
import Workbook

extension Plumbline {
  static let shell = Command<Scene>(
    "shell", "Takes commands one after the other, without their first word",
    discussion: """
      `plumbline` alone on a terminal begins it too. Tab completes, the arrows and Ctrl-R find earlier lines, \
      also of other days. Ctrl-C gives up a line, or ends a command that takes long; twice it leaves, as \
      `quit` and Ctrl-D do. Every line is a command of its own, on disk before the next prompt. `use FILE` turns \
      to another workbook; where there are several and none is named, it asks which.
      """,
    examples: [
      Example("plumbline shell", "a prompt; then `add system Stripe`, `next`, `check`"),
      Example("plumbline shell --workbook acme.plumb", "about this workbook, whatever else is here"),
    ]
  ) { arguments, scene in
    guard let lines = try scene.lines(arguments) else {
      throw Diagnostic(
        "nobody-to-ask", "There is no terminal to type at.",
        remedies: ["plumbline replay -", "plumbline shell --answers FILE"], exit: .unanswered)
    }
    var shell = Shell(lines, arguments, scene)
    return try shell.run()
  }
}

/// The shell: reads lines, runs each as a command line of its own, and goes on whatever comes of it.
struct Shell {
  private let lines: any LineReader
  /// What was said at the start, without the workbook: another may be turned to.
  private let arguments: Arguments
  private let scene: Scene
  /// What was said at the start and holds for every line that does not say otherwise.
  private var shared: [(name: String, word: String)]
  private var history: ShellHistory
  private let standing: Standing

  init(_ lines: any LineReader, _ arguments: Arguments, _ scene: Scene) {
    self.lines = lines
    self.scene = scene
    if let given = arguments.value("workbook"), !given.isEmpty, (try? scene.use(given)) != nil {
      self.arguments = arguments.without("workbook")
    } else {
      self.arguments = arguments
    }
    shared = self.arguments.given.filter { $0.option.name != "answers" }.map {
      ($0.option.name, $0.value.isEmpty ? "--\($0.option.name)" : "--\($0.option.name)=\($0.value)")
    }
    history = ShellHistory(variable: scene.environment.variable)
    standing = Standing(scene, self.arguments, hasPauses: lines is TerminalLineReader)
  }

  /// Takes lines until there are no more, or `quit`. Done, whatever the lines did.
  mutating func run() throws -> ExitStatus {
    welcome()
    try chooseWorkbook()
    return try scene.environment.interruptions.listening { try loop() }
  }

  private mutating func loop() throws -> ExitStatus {
    let completion = ShellCompletion(scene, arguments)
    let interruptions = scene.environment.interruptions
    var wasCancelled = false
    while true {
      let prompt = standing.prompt()
      let editor = lines as? TerminalLineReader
      editor?.history = history.lines
      editor?.idle = standing.isStale ? { [standing] in standing.prompt(unless: $0) } : nil
      let event = try lines.line(
        prompt: prompt, initial: "", completing: completion.complete)
      editor?.history = []
      editor?.idle = nil
      switch event {
      case .ended: return .done
      // Given up once on one line and once on another is twice a line, and no leaving.
      case .cancelled where wasCancelled: return .done
      case .cancelled, .givenUp:
        wasCancelled = true
        scene.say("Ctrl-C again, or Ctrl-D, leaves.", arguments)
      case .line(let line):
        wasCancelled = false
        history.add(line)
        let next = runLine(line)
        if next == .leave { return .done }
        try scene.out.finish()
        if interruptions.take() || next == .interrupted { stop(isTold: next == .interrupted) }
      }
    }
  }

  /// After Ctrl-C during a command: what was pasted behind it is not run either.
  private func stop(isTold: Bool) {
    if !isTold { scene.say("Interrupted; nothing is half-written.", arguments) }
    let waiting = (lines as? TerminalLineReader)?.forgetPasted() ?? 0
    if waiting > 0 {
      scene.say("\(waiting) pasted line\(waiting == 1 ? " was" : "s were") not run.", arguments)
    }
  }

  private func welcome() {
    guard !(lines is LinesReader) else { return }
    scene.say(
      "Plumbline \(Plumbline.version). `help` lists the commands, Tab completes, Ctrl-D leaves.", arguments)
  }

  /// Where there are several workbooks and none was named: asks which.
  private func chooseWorkbook() throws {
    guard !(lines is LinesReader), (try? scene.workbook(arguments)) == nil else { return }
    let here = try scene.workbooksHere()
    guard here.count != 1 else { return }
    guard !here.isEmpty else {
      return scene.say("There is no workbook here yet: init NAME.plumb --name \"…\" makes one.", arguments)
    }
    scene.say("There are \(here.count) workbooks here:", arguments)
    for (index, name) in here.enumerated() { scene.say("  \(index + 1) \(Visible.line(name))", arguments) }
    while true {
      let event = try lines.line(prompt: "Which? ", initial: "") { typed in
        let found = FuzzyMatch.completing(typed, here, by: { $0 }, described: { _ in nil })
        return Completion(replacing: typed.count, candidates: found.map { Candidate($0) })
      }
      guard case .line(let line) = event, !line.trimmed.isEmpty else {
        return scene.say("None, for now: use FILE turns to one.", arguments)
      }
      let typed = line.trimmed
      let number = Int(typed).flatMap { here.indices.contains($0 - 1) ? here[$0 - 1] : nil }
      let near = FuzzyMatch.ranked(typed, here) { $0 }.first
      do {
        _ = try scene.use(number ?? (here.contains(typed) ? typed : near ?? typed))
        return
      } catch {
        _ = Plumbline.report(error, scene)
      }
    }
  }

  /// `use FILE`: the workbook that what follows is about; alone, tells which it is.
  private func use(_ words: ArraySlice<String>) throws {
    guard let path = words.first, words.count == 1 else {
      if !words.isEmpty {
        throw Diagnostic("too-many-words", "`use` takes one workbook.", remedies: ["use FILE"], exit: .usage)
      }
      return scene.say(Visible.line(try scene.workbook(arguments).path), arguments)
    }
    let workbook = try scene.use(path)
    scene.say("From now on about \(Visible.line(workbook.path)).", arguments)
  }

  /// What is the shell's own, before the commands.
  private func help() throws {
    scene.print(
      """
      In the shell a command is typed without `plumbline`:

        next              asks what matters most, here and now
        status            how far the scope has come
        workshop start    leads a sitting, and comes back here
        add, set, link    capture; undo takes the last one back
        show REF          everything about one fact
        use FILE          turns to another workbook
        help COMMAND      explains one; Tab completes commands, options, references and values
        quit              leaves, as Ctrl-D does; Ctrl-C gives up a line or ends a command

      Several lines may be pasted: each is run by itself. # begins a comment.

      """)
    scene.out.write(try Plumbline.program.help(width: scene.out.width ?? 100))
  }

  private enum Next { case goOn, leave, interrupted }

  private func runLine(_ line: String) -> Next {
    do {
      var words = try ShellWords.split(line).map(\.text)
      if words.first == "plumbline" { words.removeFirst() }
      guard let first = words.first else { return .goOn }
      if first == "quit" || first == "exit" { return .leave }
      if words == ["help"] || words == ["?"] {
        try help()
        return .goOn
      }
      if first == "use" {
        try use(words.dropFirst())
        return .goOn
      }
      if first == "shell" {
        throw Diagnostic("nested-shell", "This is the shell already.", remedies: ["help"], exit: .usage)
      }
      return try scene.runInShell(withShared(words)) == .interrupted ? .interrupted : .goOn
    } catch {
      _ = Plumbline.report(error, scene)
    }
    return .goOn
  }

  /// The words with what was said at the start; a line that says it itself is right.
  private func withShared(_ words: [String]) throws -> [String] {
    guard case .run(_, let own) = try Plumbline.program.parse(words) else { return words }
    let said = Set(own.given.map(\.option.name))
    return shared.filter { !said.contains($0.name) }.map(\.word) + words
  }
}

extension Scene {
  /// Runs one line of the shell. What it says about colour holds for itself alone.
  fileprivate func runInShell(_ words: [String]) -> ExitStatus {
    keepingStyle { Plumbline.run(words, self) }
  }
}
