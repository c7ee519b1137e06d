import Diagnostics
import Testing

@testable import CommandLineKit

@Suite("Parsing")
struct ParseTests {
  @Test(
    "A global option is taken anywhere",
    arguments: [
      "--workbook x.plumb show a", "show --workbook x.plumb a", "show a --workbook=x.plumb",
      "-w x.plumb show a",
      "show a -wx.plumb", "show -qw x.plumb a", "--json add --workbook x.plumb field a",
    ])
  func globals(line: String) throws {
    let arguments = try arguments(line)
    #expect(arguments.value("workbook") == "x.plumb")
    #expect(arguments.optionalPositional("ref") == "a")
  }

  @Test("Options and positionals intermix, lists keep their order")
  func intermixed() throws {
    let arguments = try arguments("map --note one a --state=agreed b -n two c -nthree")
    #expect(arguments.command == ["map"])
    #expect(arguments.positionals("source") == ["a", "b"])
    #expect(arguments.positional("target") == "c")
    #expect(arguments.values("note") == ["one", "two", "three"])
    #expect(arguments.value("state") == "agreed")
    #expect(arguments.given.map(\.option.name) == ["note", "state", "note", "note"])
  }

  @Test(
    "An answer is yes, no or unknown",
    arguments: [
      ("--required", "yes"), ("--no-required", "no"), ("--required yes", "yes"), ("--required no", "no"),
      ("--required unknown", "unknown"), ("--required=unknown", "unknown"), ("--required=no", "no"),
    ])
  func answers(option: String, expected: String) throws {
    #expect(try arguments("add field a \(option)").answer("required") == expected)
    #expect(try arguments("add field \(option) a").answer("required") == expected)
  }

  @Test("An answer takes only its own words from what follows")
  func answerBeforePositional() throws {
    let arguments = try arguments("add field --required stripe.invoice")
    #expect(arguments.answer("required") == "yes")
    #expect(arguments.positional("ref") == "stripe.invoice")
  }

  @Test(
    "`--` ends the options, `-` and numbers are words",
    arguments: [
      ("show -- --json", "--json"), ("show -", "-"), ("show -5", "-5"), ("show -- -q", "-q"), ("show ''", ""),
    ])
  func plain(line: String, expected: String) throws {
    #expect(try arguments(line).optionalPositional("ref") == expected)
  }

  @Test(
    "Values may begin with a dash after `=`, and be empty",
    arguments: [
      ("--owner=-x", "-x"), ("--owner=--json", "--json"), ("--owner=", ""), ("--owner=a=b", "a=b"),
      ("--owner -3", "-3"), ("--owner ''", ""),
    ])
  func dashes(option: String, expected: String) throws {
    #expect(try arguments("add field a \(option)").value("owner") == expected)
  }

  @Test("Without a command there are only the global options")
  func bare() throws {
    guard case .bare(let arguments) = try sample.parse(["--workbook", "x", "-q"]) else {
      Issue.record("not bare")
      return
    }
    #expect(arguments.value("workbook") == "x")
    #expect(arguments.flag("quiet"))
    #expect(!arguments.flag("json"))
    guard case .bare = try sample.parse([]) else {
      Issue.record("nothing is not bare")
      return
    }
  }

  @Test(
    "Help is asked for in many ways, and goes before mistakes",
    arguments: [
      ("--help", []), ("-h", []), ("help", []), ("help add", ["add"]), ("help add field", ["add", "field"]),
      ("add --help", ["add"]), ("add field --help", ["add", "field"]), ("-h map", ["map"]),
      ("map --nonsense --help", ["map"]), ("--json help map", ["map"]), ("map -qh", ["map"]),
    ])
  func help(line: String, topic: [String]) throws {
    guard case .help(let words) = try sample.parse(try ShellWords.split(line).map(\.text)) else {
      Issue.record("no help for \(line)")
      return
    }
    #expect(words == topic)
  }

  @Test("A word after `--` asks for nothing")
  func helpAfterEnd() throws {
    #expect(try arguments("show -- --help").optionalPositional("ref") == "--help")
  }

  @Test("The version")
  func version() throws {
    guard case .version = try sample.parse(["--version"]) else {
      Issue.record("no version")
      return
    }
  }

  @Test("Numbers are read and bounded")
  func numbers() throws {
    #expect(try arguments("show --depth 3").int("depth", in: 1...9) == 3)
    #expect(try arguments("show -d -3").int("depth") == -3)
    #expect(try arguments("show").int("depth") == nil)
    #expect(try arguments("show --rate 1.5e2").number("rate") == 150)
  }

  @Test(
    "What is no number is refused",
    arguments: ["", "x", "10", "0", "3.5", "0x3", "１", "99999999999999999999", "3 "])
  func badInt(text: String) throws {
    let arguments = try arguments("show --depth=\(shellQuoted(text))")
    #expect(throws: Diagnostic.self) { try arguments.int("depth", in: 1...9) }
  }

  @Test("What is no finite number is refused", arguments: ["", "nan", "inf", "0x1p3", "1e999", "1,5", "--"])
  func badNumber(text: String) throws {
    let arguments = try arguments("show --rate=\(shellQuoted(text))")
    let error = #expect(throws: Diagnostic.self) { try arguments.number("rate") }
    #expect(error?.code == "bad-number")
    #expect(error?.exit == .usage)
    #expect(error?.remedies == ["plumb help show"])
  }

  @Test("A command is given its arguments and its context")
  func runs() throws {
    guard case .run(let command, let arguments) = try sample.parse(["map", "a", "b"]) else {
      Issue.record("not run")
      return
    }
    let log = Log()
    #expect(try command.run(arguments, log) == .done)
    #expect(log.lines == ["b"])
  }

  @Test("Nothing but the wanted command is built")
  func lazy() throws {
    final class Counter: @unchecked Sendable { var built: [String] = [] }
    let counter = Counter()
    @Sendable func note(_ what: String) -> [CommandLineKit.Option] {
      counter.built.append(what)
      return []
    }
    let program = Program<Void>(
      "p", version: "1", "x", options: [],
      groups: [
        Group(
          "g",
          [
            Command("one", "One", options: note("one")) { _, _ in .done },
            Command("two", "Two", options: note("two")) { _, _ in .done },
            Command(
              "many", "Many",
              children: Children(
                entries: {
                  counter.built.append("entries")
                  return []
                },
                find: { _ in
                  Command("x", "X", options: note("many x")) { _, _ in .done }
                })),
          ])
      ])
    #expect(counter.built.isEmpty)
    _ = try program.parse(["two"])
    #expect(counter.built == ["two"])
    _ = try program.parse(["many", "x"])
    #expect(counter.built == ["two", "many x"])
  }
}

@Suite("Mistakes")
struct MistakeTests {
  @Test(
    "Each mistake has its code",
    arguments: [
      ("ad field x", ["unknown-command"]),
      ("add feild x", ["unknown-command"]),
      ("add", ["missing-command"]),
      ("workshop", ["missing-command"]),
      ("help nonsense", []),
      ("init --frce", ["unknown-option"]),
      ("init -x", ["unknown-option"]),
      ("init --=x", ["unknown-option"]),
      ("init --forc", ["unknown-option"]),
      ("map a b --state", ["missing-value"]),
      ("map a b --state --json", ["missing-value"]),
      ("map a b -n", ["missing-value"]),
      ("map a b --state certain", ["bad-choice"]),
      ("map a b --state=", ["bad-choice"]),
      ("map a b --state AGREED", ["bad-choice"]),
      ("map", ["missing-argument", "missing-argument"]),
      ("map a", ["missing-argument"]),
      ("init extra more", ["extra-argument", "extra-argument"]),
      ("show a b", ["extra-argument"]),
      ("init --force=yes", ["unexpected-value"]),
      ("add field a --no-required=yes", ["unexpected-value"]),
      ("add field a --required=maybe", ["bad-choice"]),
      ("add field a --owner x --owner y", ["repeated-option"]),
      ("add field a --required --no-required", ["repeated-option"]),
      ("workshop start lunch", ["bad-choice"]),
      ("init --no-force", ["unknown-option"]),
      (
        "map --state bad --nope=1 --note",
        ["bad-choice", "unknown-option", "missing-value", "missing-argument", "missing-argument"]
      ),
    ])
  func codes(line: String, expected: [String]) {
    #expect(problems(line).map(\.code) == expected)
    #expect(problems(line).allSatisfy { $0.exit == .usage && !$0.remedies.isEmpty })
  }

  @Test("The same value given twice is no contradiction")
  func sameTwice() throws {
    #expect(try arguments("show --depth 2 --depth 2 -q -q").value("depth") == "2")
  }

  @Test("A near command is offered as a whole line")
  func nearCommand() {
    let problem = problems("--workbook 'my file' add feild 'it''s'")[0]
    #expect(problem.summary == "`plumb add` has no command `feild`.")
    #expect(problem.notes.first == "Did you mean `field`?")
    #expect(problem.remedies == ["plumb --workbook 'my file' add field its", "plumb help add"])
  }

  @Test("A far command gets the overview")
  func farCommand() {
    #expect(problems("xyzzy")[0].remedies == ["plumb --help"])
    #expect(problems("xyzzy")[0].notes.isEmpty)
  }

  @Test("The value of a mistyped option is not taken for an argument")
  func mistypedValue() {
    #expect(problems("add field a --ownr dana").map(\.code) == ["unknown-option"])
    #expect(problems("add field a --zzzz dana").map(\.code) == ["unknown-option"])
    #expect(problems("add field a --ownr dana")[0].notes == ["Did you mean `--owner`?"])
  }

  @Test("An option before the words it belongs to says so")
  func optionTooEarly() {
    let problem = problems("add --owner dana field x")[0]
    #expect(problem.code == "unknown-option")
    #expect(problem.reason != nil)
  }

  @Test("A value that looks like an option can be pasted with `=`")
  func dashNote() {
    #expect(
      problems("map a b --state -agreed")[0].notes.first
        == "If `-agreed` is meant as its value: `--state=-agreed`.")
  }

  @Test(
    "Strange words are refused without a trap",
    arguments: [
      ["--"], ["--", "--"], ["-"], ["--="], ["---"], ["-="], [""], ["\u{0}"], ["--\u{301}"],
      ["-\u{1F468}\u{200D}\u{1F469}"],
      ["add", ""], ["map", "--state", "\u{1B}[31m"], ["\u{202E}dda"], [String(repeating: "x", count: 100_000)],
      ["--" + String(repeating: "y", count: 100_000)], ["-" + String(repeating: "q", count: 10_000)],
      ["__complete"],
      ["__complete", "--line"], ["__complete", "--"], ["help", "help"], ["help", "--", "add"],
    ])
  func hostile(words: [String]) {
    do {
      _ = try sample.parse(words)
    } catch {
      #expect(!error.all.isEmpty)
    }
    _ = sample.complete(words)
  }
}

@Suite("Dealing words to positionals")
struct DealTests {
  @Test(
    "Each gets its fewest first",
    arguments: [
      (0, [0, 0, 0]), (1, [1, 0, 0]), (2, [1, 0, 1]), (3, [1, 1, 1]), (4, [1, 1, 1]),
    ])
  func oneOptionalOne(count: Int, expected: [Int]) {
    let positionals = [
      Positional("a", ""), Positional("b", "", arity: .optional), Positional("c", ""),
    ]
    #expect(Positional.deal(count, to: positionals) == expected)
  }

  @Test("The endless one takes what is left", arguments: [(1, [1, 0]), (2, [1, 1]), (5, [4, 1])])
  func many(count: Int, expected: [Int]) {
    let positionals = [Positional("a", "", arity: .many(atLeast: 1)), Positional("b", "")]
    #expect(Positional.deal(count, to: positionals) == expected)
  }
}
