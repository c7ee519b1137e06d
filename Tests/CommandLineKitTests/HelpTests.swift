import Diagnostics
import Testing

@testable import CommandLineKit

@Suite("Help and manual")
struct HelpTests {
  @Test("The overview lists every command under its group")
  func overview() throws {
    let text = try sample.help(width: 60)
    #expect(
      text == """
        plumb: A workbench for tests.

        usage: plumb COMMAND [ARGUMENT…] [OPTION…]

        begin
          init      Begins a workbook

        capture
          add       Adds a fact
          map       Maps fields

        look
          show      Shows a thing
          workshop  Runs workshops

        options of every command
          -w, --workbook FILE  The workbook.
          --json               Prints JSON.
          -q, --quiet          Says less.
          --no-input           Never asks.
          -h, --help           Explains the command and stops.
          --version            Prints the version and stops.

        `plumb help COMMAND` explains a command.

        """)
  }

  @Test("A command's help has everything that was declared")
  func command() throws {
    let text = try sample.help(for: ["map"], width: 60) { "<\($0)>" }
    #expect(
      text.hasPrefix(
        """
        Maps fields.

        <usage>: plumb map SOURCE… TARGET [OPTION…]

        Sources first.

        The target last.

        <arguments>
          SOURCE  Where from.
          TARGET  Where to.

        <options>
          --state STATE     How settled.
                            One of: proposed, agreed, rejected.
          -n, --note TEXT…  A remark.

        <options of every command>

        """))
    #expect(text.hasSuffix("<examples>\n  plumb map a b c --state agreed\n      Maps a and b to c.\n"))
  }

  @Test("Computed commands are explained too, their options under headings")
  func computed() throws {
    let text = try sample.help(for: ["add", "field"])
    #expect(text.contains("\nAttributes\n  --[no-]required"))
    #expect(
      try sample.help(for: ["add"]).contains("commands\n  field   Adds a field\n  system  Adds a system\n"))
  }

  @Test("Help for an unknown command says which are near")
  func unknown() {
    let error = #expect(throws: Problems.self) { try sample.help(for: ["ad"]) }
    #expect(error?.all.first?.notes == ["Did you mean `add`?"])
    #expect(throws: Problems.self) { try sample.help(for: ["add", "feild"]) }
  }

  @Test("Lines are no wider than asked", arguments: [40, 60, 80, 120])
  func width(width: Int) throws {
    for words in [[], ["add"], ["add", "field"], ["map"], ["workshop", "start"]] {
      for line in try sample.help(for: words, width: width).split(separator: "\n") {
        #expect(line.count <= width || line.hasPrefix("  plumb"), "\(line)")
      }
    }
  }

  @Test(
    "Text is wrapped at spaces",
    arguments: [
      ("one two three", 7, ["one two", "three"]), ("", 10, [""]), ("aaaaaaaaaaaa b", 5, ["aaaaaaaaaaaa", "b"]),
      ("a\n\nb", 9, ["a", "", "b"]), ("  kept   as it is", 5, ["  kept   as it is"]), ("a  b", 9, ["a b"]),
    ])
  func wraps(text: String, width: Int, expected: [String]) {
    #expect(Wrap.lines(text, width: width) == expected)
  }

  @Test("The manual has a page a command and an index, always the same")
  func manual() {
    let pages = sample.manual
    #expect(
      pages.map(\.file) == [
        "README.md", "init.md", "add.md", "add-field.md", "add-system.md", "map.md", "show.md", "workshop.md",
        "workshop-start.md", "workshop-end.md",
      ])
    #expect(pages == sample.manual)
    #expect(pages[0].text.contains("- [`map`](map.md): Maps fields\n"))
    #expect(pages[2].text.contains("- [`field`](add-field.md): Adds a field\n"))
    let map = pages[5].text
    #expect(map.contains("# plumb map\n\nMaps fields.\n\n```\nplumb map SOURCE… TARGET [OPTION…]\n```\n"))
    #expect(map.contains("- `--state STATE`: How settled. One of: `proposed`, `agreed`, `rejected`.\n"))
    #expect(map.contains("## Examples\n\nMaps a and b to c.\n\n```sh\nplumb map a b c --state agreed\n```\n"))
    #expect(pages.allSatisfy { $0.text.hasSuffix("\n") && !$0.text.contains("\n\n\n") })
  }

  @Test(
    "Nothing in a help sentence is markup, but code is",
    arguments: [
      ("a*b_c", "a\\*b\\_c"), ("use `a*b` now", "use `a*b` now"), ("<script>", "\\<script\\>"),
      ("one ` tick", "one \\` tick"),
      ("`a` and ` b*", "`a` and \\` b\\*"), ("[x](y)", "\\[x\\](y)"), ("# x", "\\# x"), ("", ""),
    ])
  func escaped(text: String, expected: String) {
    #expect(Markdown.escaped(text) == expected)
  }
}

@Suite("Audit of a declaration")
struct AuditTests {
  @Test("The sample is without fault")
  func sound() {
    #expect(sample.faults == [])
  }

  private func faults(_ command: Command<Void>) -> [String] {
    Program<Void>(
      "p", version: "1", "x", options: [.flag("json", short: "j", "JSON.")], groups: [Group("g", [command])]
    ).faults
  }

  @Test("Each fault of a declaration is found")
  func found() {
    #expect(faults(Command("Bad Name", "X") { _, _ in .done }).count == 1)
    #expect(faults(Command("x", "Ends.") { _, _ in .done }).count == 1)
    #expect(faults(Command("help", "X") { _, _ in .done }).count == 1)
    #expect(faults(Command("x", "X", options: [.flag("json", "J.")]) { _, _ in .done }).count == 1)
    #expect(faults(Command("x", "X", options: [.flag("yes", short: "j", "J.")]) { _, _ in .done }).count == 1)
    #expect(
      faults(Command("x", "X", options: [.flag("a", "A."), .flag("a", "A.")]) { _, _ in .done }).count == 1)
    #expect(faults(Command("x", "X", options: [.flag("a", "")]) { _, _ in .done }).count == 1)
    #expect(faults(Command("x", "X", options: [.value("a", "", "A.")]) { _, _ in .done }).count == 1)
    #expect(
      faults(Command("x", "X", options: [.answer("a", "A."), .flag("no-a", "A.")]) { _, _ in .done }).count == 1
    )
    #expect(
      faults(Command("x", "X", positionals: [Positional("a", ""), Positional("a", "")]) { _, _ in .done }).count
        == 1)
    let endless = Positional.Arity.many(atLeast: 0)
    #expect(
      faults(
        Command(
          "x", "X", positionals: [Positional("a", "", arity: endless), Positional("b", "", arity: endless)]
        ) {
          _, _ in .done
        }
      ).count == 1)
    #expect(faults(Command("x", "X", examples: [Example("p x --jsn", "?")]) { _, _ in .done }).count == 1)
    #expect(faults(Command("x", "X", examples: [Example("q x", "?")]) { _, _ in .done }).count == 1)
    #expect(faults(Command("x", "X", examples: [Example("p x 'a", "?")]) { _, _ in .done }).count == 1)
    #expect(faults(Command("x", "X", examples: [Example("p x --json | head", "?")]) { _, _ in .done }) == [])
    #expect(
      faults(Command("x", "X", children: Children(entries: { [.init("y", "Y")] }, find: { _ in nil }))).count
        == 1)
  }
}
