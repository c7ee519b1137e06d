import Diagnostics
import Testing

@testable import Commands

@Suite("The program")
struct ProgramTests {
  @Test("declares its commands soundly, every example readable")
  func sound() {
    #expect(Plumbline.program.faults == [])
  }

  @Test("tells its version, and the schema it writes")
  func version() throws {
    let outcome = try Stage().run("--version")
    #expect(outcome.status == .done)
    #expect(outcome.out == "plumbline \(Plumbline.version) (workbook schema 1)\n")
    #expect(outcome.err.isEmpty)
  }

  @Test(
    "explains itself on standard output",
    arguments: [
      "--help", "help", "help add", "help add field", "add field --help", "help map", "help check", "-h",
    ])
  func help(line: String) throws {
    let outcome = try Stage().run(line)
    #expect(outcome.status == .done)
    #expect(outcome.out.contains("plumbline"))
    #expect(outcome.err.isEmpty)
  }

  @Test("explains itself when nothing is asked of it")
  func bare() throws {
    let outcome = try Stage().run("")
    #expect(outcome.status == .usage)
    #expect(outcome.out.contains("check"))
  }

  static let usage = [
    ("ad system X", "`add`"), ("add sistem X", "`system`"), ("add system X --interfce rest", "--interface"),
    ("add system X --interface rst", "`rest`"), ("set stripe --intreface rest", "--interface"),
    ("set strpe --vendor X", "`stripe`"), ("set stripe.invoice.status --onwer finance-lead", "--owner"),
    ("set stripe --grain x", "no attribute `grain`"), ("show stripe.invioce", "`stripe.invoice`"),
    ("list feilds", "`fields`"), ("list field --columns onwer", "`owner`"),
    ("list field --where 'ownr is null'", "`owner`"),
    ("query 'select * from feild'", "`field`"), ("matrix invioce", "`invoice`"),
    ("check field-without-ownr", "`field-without-owner`"),
    ("check --fail-on bloker", "`blocker`"), ("explain field-without-ownr", "`field-without-owner`"),
    ("waive field-without-ownr stripe.invoice.total --reason x", "`field-without-owner`"),
    ("next --count many", "whole number"),
    ("next --count 0", "1 to 1000"), ("map", "SOURCE"), ("map -", "source or a target"),
    ("crosswalk", "--list"),
    ("crosswalk --list stripe.invoice.total", "no code list"), ("link invoice", "REPRESENTATION"),
    ("add field stripe.invoce.memo", "`stripe.invoice`"), ("add field stripe.invoice", "belongs"),
    ("add code stripe.invoice.state=open", "stripe.invoice.state="),
    ("add representation strpe.invoice", "`stripe`"),
    ("add system Stripe", "already"), ("add person Stripe", "already the reference of a system"),
    ("set F-1 --retry-limit -3", "retry-limit"), ("set F-1 --review-on tomorrow", "YYYY-MM-DD"),
    ("set F-1 --ref paid", "cannot be chosen"), ("set F-1 --clear owener", "`owner`"),
    ("set finance-lead --email nobody", "email"),
    ("remove stripe", "still referred to"), ("remove engagement", "cannot be removed"),
    ("redo", "nothing to redo"),
    ("park", "QUESTION"), ("decide", "DECISION"), ("completions powershell", "bash"),
  ]

  @Test("answers a mistake with what is right, on standard error, with status 2", arguments: usage)
  func mistakes(line: String, hint: String) throws {
    let stage = try Stage.furnished()
    let before = try stage.workbook.journal().count
    let outcome = try stage.run(line)
    #expect(outcome.status == .usage)
    #expect(outcome.out.isEmpty, "talk belongs on standard error")
    #expect(outcome.err.hasPrefix("error: "))
    #expect(outcome.err.contains(hint), "\(outcome.err)")
    #expect(try stage.workbook.journal().count == before)
  }

  @Test("tells every mistake of a line, not the first")
  func everything() throws {
    let outcome = try Stage.furnished().run(
      "add flow X --retry-limit many --review-on soon --volume-per-day -1")
    #expect(outcome.status == .usage)
    for hint in ["many", "soon", "-1"] { #expect(outcome.err.contains(hint), "\(outcome.err)") }
  }

  @Test(
    "offers what may follow",
    arguments: [
      ("stripe.invoice.", ["show"], ["stripe.invoice.status", "stripe.invoice.total"]),
      ("fin", ["set", "stripe", "--business-owner"], ["finance-lead"]),
      ("sy", ["add"], ["system", "symptom"]), ("field-without-own", ["check"], ["field-without-owner"]),
      ("eq", ["crosswalk", "a", "b", "--relation"], ["equivalent"]),
      ("stripe.invoice.status=o", ["crosswalk"], ["stripe.invoice.status=open"]),
      ("fl", ["list"], ["flow"]), ("x", ["link"], []),
    ])
  func completes(beginning: String, words: [String], offered: [String]) throws {
    let outcome = try Stage.furnished().run(words: Self.asked(words + [beginning]))
    #expect(outcome.status == .done)
    let found = Set(outcome.out.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) })
    #expect(found.isSuperset(of: offered), "\(outcome.out)")
    if offered.isEmpty { #expect(found.isEmpty) }
  }

  @Test("completes in silence where there is no workbook")
  func completesNowhere() throws {
    let outcome = try Stage(directory: "/nowhere", inMemory: false).run(words: Self.asked(["show", "s"]))
    #expect(outcome.status == .done)
    #expect(outcome.err.isEmpty)
  }

  /// The words by which a shell asks.
  private static func asked(_ words: [String]) -> [String] { ["__complete", "--"] + words }
}
