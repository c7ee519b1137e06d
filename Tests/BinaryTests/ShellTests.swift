import Foundation
import Glibc
import Testing

@Suite("The shell on a terminal")
struct ShellTests {
  /// A folder with a workbook, and the shell open on it.
  static func open(
    _ words: [String] = [], columns: Int = 100, variables: [String: String] = [:]
  ) throws -> (program: Program, terminal: PseudoTerminal) {
    let program = try Program()
    let terminal = try PseudoTerminal(
      words, in: program.folder.path, variables: variables, columns: columns)
    try terminal.expect("acme")
    try terminal.expect("> ")
    return (program, terminal)
  }

  @Test("runs commands without the first word, and with it, until `quit`")
  func commands() throws {
    let (program, terminal) = try Self.open()
    defer { withExtendedLifetime(program) {} }
    try terminal.send("add system Stripe\r")
    try terminal.expect("\nstripe\n")
    try terminal.send("plumbline add system Xero # the books\r")
    try terminal.expect("\nxero\n")
    try terminal.send("# only a comment\r\r")
    try terminal.send("quit\r")
    #expect(try terminal.wait() == 0)
    #expect(terminal.isCooked)
    #expect(try program.run("query", "select ref from system order by ref").out.contains("xero"))
    #expect(try program.run("history").out.contains("add system Stripe"))
  }

  @Test("goes on after an error, and tells how to mend it")
  func errors() throws {
    let (program, terminal) = try Self.open()
    defer { withExtendedLifetime(program) {} }
    try terminal.send("frobnicate\r")
    try terminal.expect("no command `frobnicate`")
    try terminal.send("add system 'Stripe\r")
    try terminal.expect("never closed")
    try terminal.send("add system Stripe\r")
    try terminal.expect("\nstripe\n")
    try terminal.send(.controlD)
    #expect(try terminal.wait() == 0)
  }

  /// What is typed, key by key, and the line it makes.
  static let edits: [(keys: [String], line: String)] = [
    (["stipe", K.left.rawValue, K.left.rawValue, K.left.rawValue, "r"], "stripe"),
    (["ripe", K.home.rawValue, "st"], "stripe"),
    (["ripe", K.controlA.rawValue, "st", K.controlE.rawValue, "s"], "stripes"),
    (["stripee", K.backspace.rawValue], "stripe"),
    (["sxtripe", K.home.rawValue, K.right.rawValue, K.delete.rawValue], "stripe"),
    (["stripe junk", K.controlW.rawValue, K.backspace.rawValue], "stripe"),
    (["junk stripe", K.wordLeft.rawValue, K.controlU.rawValue], "stripe"),
    (["stripe junk", K.wordLeft.rawValue, K.left.rawValue, K.controlK.rawValue], "stripe"),
    (
      [
        "pestri", K.home.rawValue, K.right.rawValue, K.right.rawValue, K.controlU.rawValue, K.end.rawValue,
        K.controlY.rawValue,
      ], "stripe"
    ),
    (["日本", K.left.rawValue, K.backspace.rawValue, K.end.rawValue, "語"], "本語"),
    (["cafe\u{301}s", K.left.rawValue, K.backspace.rawValue], "cafs"),
    (["a👩‍👩‍👧b", K.left.rawValue, K.backspace.rawValue], "ab"),
    (["Ü", K.controlA.rawValue, "Zür-", K.end.rawValue, "ß"], "Zür-Üß"),
  ]
  typealias K = PseudoTerminal.Key

  @Test("edits a line by the keys people know", arguments: edits)
  func editing(keys: [String], line: String) throws {
    let (program, terminal) = try Self.open()
    defer { withExtendedLifetime(program) {} }
    for key in keys { try terminal.send(key) }
    try terminal.send(.enter)
    try terminal.expect("no command `\(line)`")
  }

  @Test("runs pasted lines one after the other, and waits with the last", arguments: [true, false])
  func pasting(isMarked: Bool) throws {
    let (program, terminal) = try Self.open()
    defer { withExtendedLifetime(program) {} }
    let lines = (1...12).map { "add system 'System \($0)'" }.joined(separator: "\n") + "\nadd system Last"
    if isMarked { try terminal.paste(lines) } else { try terminal.send(lines.replacing("\n", with: "\r")) }
    for number in 1...12 { try terminal.expect("\nsystem-\(number)\n") }
    try terminal.send("\r")
    try terminal.expect("\nlast\n")
    try terminal.send(.controlD)
    #expect(try terminal.wait() == 0)
    #expect(try program.run("query", "select count(*) from system", "--format", "csv").out.contains("13"))
  }

  @Test("reports each pasted line that is refused, and runs the others")
  func pastedErrors() throws {
    let (program, terminal) = try Self.open()
    defer { withExtendedLifetime(program) {} }
    try terminal.paste("add system One\nadd sytem Two\nadd system Three\n")
    try terminal.expect("\none\n")
    try terminal.expect("sytem")
    try terminal.expect("\nthree\n")
  }

  @Test("completes commands, options, references and choices")
  func completing() throws {
    let (program, terminal) = try Self.open()
    defer { withExtendedLifetime(program) {} }
    _ = try program.run("add", "person", "Finance lead")
    _ = try program.run("add", "person", "Dana Fox")
    try terminal.send("add sys\t'Stripe'\r")
    try terminal.expect("\nstripe\n")
    // A few letters of it are enough.
    try terminal.send("set stripe --busown\tfncl\t--inter\tre\t\r")
    try terminal.expect("\nstripe\n")
    try terminal.send("show str\t\r")
    try terminal.expect("finance-lead")
  }

  @Test("shows what a word may become, and goes through it with Tab")
  func menu() throws {
    let (program, terminal) = try Self.open()
    defer { withExtendedLifetime(program) {} }
    for name in ["Stripe", "Stripe test", "Xero"] { _ = try program.run("add", "system", name) }
    try terminal.send("show str\t")
    try terminal.expect("stripe-test")
    try terminal.send("\t\t\r")
    try terminal.expect("Stripe test")
  }

  @Test("remembers lines in the next session, for its owner's eyes only")
  func history() throws {
    let (program, first) = try Self.open()
    defer { withExtendedLifetime(program) {} }
    try first.send("add system Stripe\r")
    try first.expect("\nstripe\n")
    try first.send(" add system Secret\r")
    try first.expect("\nsecret\n")
    try first.send(.controlD)
    #expect(try first.wait() == 0)
    let file = program.folder.child(".state/plumbline/history")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "add system Stripe\n")
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)

    let second = try PseudoTerminal(in: program.folder.path)
    try second.expect("> ")
    try second.send("\u{1B}[A two\r")
    try second.expect("`two`")
    try second.expect("> ")
    try second.send(.controlR)
    try second.send("stripe two")
    try second.expect("add system Stripe two")
    try second.send(.backspace, .backspace, .backspace, .backspace, .controlR, .enter)
    try second.expect("already")
  }

  @Test("gives up a line at Ctrl-C, and leaves at the second")
  func cancelling() throws {
    let (program, terminal) = try Self.open()
    defer { withExtendedLifetime(program) {} }
    try terminal.send("add system Stripe")
    try terminal.send(.controlC)
    try terminal.expect("leaves")
    try terminal.send("add system Xero\r")
    try terminal.expect("\nxero\n")
    try terminal.expect("> ")
    try terminal.send(.controlC)
    try terminal.expect("leaves")
    try terminal.send(.controlC)
    #expect(try terminal.wait() == 0)
    #expect(terminal.isCooked)
    #expect(!(try program.run("query", "select ref from system").out.contains("stripe")))
  }

  @Test("gives the terminal back, however it ends", arguments: [SIGTERM, SIGHUP, SIGABRT, SIGSEGV])
  func signals(signal: Int32) throws {
    let (program, terminal) = try Self.open()
    defer { withExtendedLifetime(program) {} }
    try terminal.send("add system Str")
    try terminal.expect("Str")
    #expect(!terminal.isCooked)
    terminal.signal(signal)
    #expect(try terminal.wait() == 128 + signal)
    #expect(terminal.isCooked)
  }

  @Test("keeps a long line whole on a narrow terminal")
  func narrow() throws {
    let (program, terminal) = try Self.open(columns: 30)
    defer { withExtendedLifetime(program) {} }
    let name = "Ein sehr langer Name 日本 für ein System der Buchhaltung"
    try terminal.send("add system '\(name)' --ref long")
    for _ in 0..<60 { try terminal.send(.left) }
    for _ in 0..<60 { try terminal.send(.right) }
    terminal.resize(columns: 24)
    try terminal.send(.enter)
    try terminal.expect("\nlong\n")
    try terminal.send("show long\r")
    try terminal.expect("Buchhaltung")
  }

  @Test("draws nothing with --plain, nor on a terminal that can do no more", arguments: [true, false])
  func plain(isOption: Bool) throws {
    let program = try Program()
    let terminal = try PseudoTerminal(
      isOption ? ["--plain"] : [], in: program.folder.path, variables: isOption ? [:] : ["TERM": "dumb"])
    try terminal.expect("> ")
    try terminal.send("add system Stripe\n")
    try terminal.expect("\nstripe\n")
    try terminal.expect("> ")
    try terminal.send("list system\n")
    try terminal.expect("> ")
    try terminal.send(.controlC)
    try terminal.expect("leaves")
    try terminal.send("\u{4}")
    #expect(try terminal.wait() == 0)
    #expect(!terminal.written.contains(0x1B))
  }

  @Test("paints nothing where colour is not wanted")
  func noColour() throws {
    let (program, terminal) = try Self.open(variables: ["NO_COLOR": "1"])
    defer { withExtendedLifetime(program) {} }
    try terminal.send("status\r")
    try terminal.expect("What would move it most")
    let text = String(decoding: terminal.written, as: UTF8.self)
    #expect(!text.contains("\u{1B}[1m") && !text.contains("\u{1B}[31m"))
  }

  @Test("is told that nobody can type, where there is no terminal")
  func noTerminal() throws {
    let program = try Program()
    #expect(try program.run("shell").status == 4)
    let help = try program.run()
    #expect(help.status == 2)
    #expect(help.out.contains("capture"))
  }

  @Test("takes its lines from a file of answers")
  func answers() throws {
    let program = try Program()
    try Data("add system Stripe\nfrobnicate\nadd system Xero\n".utf8).write(
      to: URL(filePath: program.folder.child("lines.txt")))
    let outcome = try program.run("shell", "--answers", "lines.txt")
    #expect(outcome.status == 0)
    #expect(outcome.out == "stripe\nxero\n")
    #expect(outcome.err.contains("frobnicate"))
  }

  @Test("counts the open blockers in its prompt, anew after each change")
  func standing() throws {
    let program = try Program()
    let before = try blockers(program)
    let terminal = try PseudoTerminal(in: program.folder.path)
    try terminal.expect("acme (\(before) blockers)> ")
    try terminal.send("add system Stripe\r")
    try terminal.expect("\nstripe\n")
    let after = try blockers(program)
    #expect(after != before)
    try terminal.expect("acme (\(after) blockers)> ")
    // What another process captures is seen at the next prompt.
    _ = try program.run("undo")
    try terminal.send("\r")
    try terminal.expect("acme (\(before) blockers)> ")
  }

  private func blockers(_ program: Program) throws -> Int {
    let found = try program.run("check", "--json").out
    return found.split(separator: "\"severity\": \"blocker\"").count - 1
  }

  @Test("ends a long command at Ctrl-C, and goes on; what was pasted behind it is not run")
  func longCommand() throws {
    let (program, terminal) = try Self.open(columns: 200)
    defer { withExtendedLifetime(program) {} }
    let endless =
      "query 'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n'"
    try terminal.paste("add system Before\n\(endless)\nadd system Behind\n")
    try terminal.expect("select count(*) from n'")
    usleep(100_000)
    try terminal.send(.controlC)
    try terminal.expect("Interrupted; nothing is half-written.")
    try terminal.expect("1 pasted line was not run.")
    try terminal.send("add system After\r")
    try terminal.expect("\nafter\n")
    try terminal.send(.controlD)
    #expect(try terminal.wait() == 0)
    let captured = try program.run("query", "select ref from system order by ref", "--format", "csv").out
    #expect(captured.split(whereSeparator: \.isNewline) == ["ref", "after", "before"])
  }

  @Test("says that nothing is half-written when a command by itself is interrupted")
  func oneShot() throws {
    let program = try Program()
    let terminal = try PseudoTerminal(
      ["query", "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"],
      in: program.folder.path)
    usleep(200_000)
    try terminal.send(.controlC)
    #expect(try terminal.wait() == 130)
    #expect(terminal.screen.contains("Interrupted; nothing is half-written."))
  }

  @Test("finds a numbered fact by its title, and offers only what a fact's kind has")
  func titles() throws {
    let (program, terminal) = try Self.open()
    _ = try program.run("add", "exception", "Voided after payment", "--disposition", "escalate")
    _ = try program.run("add", "person", "Dana Fox")
    try terminal.send("show void\t\r")
    try terminal.expect("show EX-1")
    try terminal.expect("Voided after payment")
    try terminal.send("set dana-fox --\t")
    try terminal.expect("--email")
    #expect(!terminal.screen.contains("--disposition"))
  }

  @Test("stops at Ctrl-Z and goes on where it was")
  func suspending() throws {
    let program = try Program()
    // A shell with job control in between, as a session's leader cannot be stopped.
    let terminal = try PseudoTerminal(
      ["--norc", "--noprofile", "-i"], in: program.folder.path, variables: ["PS1": "shell$ "],
      executable: "/bin/bash")
    try terminal.expect("shell$ ")
    try terminal.send("\(Program.path)\r")
    try terminal.expect("acme")
    try terminal.expect("> ")
    try terminal.send("show en")
    try terminal.expect("show en")
    try terminal.send(.controlZ)
    try terminal.expect("shell$ ")
    try terminal.send("fg\r")
    try terminal.expect("show en")
    try terminal.send("gagement\r")
    try terminal.expect("Acme")
  }
}
