import Diagnostics
import Formats
import Testing
import Workbook

@Suite("The commands that capture")
struct CaptureCommandTests {
  @Test("take a first workshop as the method tells it")
  func session() throws {
    let stage = try Stage.furnished()
    #expect(try stage.workbook.journal().count == 25)
    #expect(try stage.workbook.examine().isEmpty)
  }

  @Test("print the reference of what they wrote, and nothing else")
  func references() throws {
    let stage = try Stage()
    for (line, ref) in [
      ("add person 'Finance lead'", "finance-lead"), ("add system Stripe --ref billing", "billing"),
      ("add exception 'Voided after payment'", "EX-1"),
      ("add representation billing.invoice", "billing.invoice"),
      ("set billing --vendor Stripe", "billing"), ("set billing --ref stripe", "stripe"),
      ("park 'Who voids?'", "Q-1"),
      ("decide 'Stripe is right' --about stripe --maker finance-lead", "D-1"),
    ] {
      let outcome = try stage.run(line)
      #expect(outcome.out == ref + "\n")
      #expect(outcome.err.isEmpty)
      #expect(outcome.status == .done)
    }
    #expect(try stage.run("add system Xero --quiet").out.isEmpty)
  }

  @Test("tell with --json all that is then known")
  func json() throws {
    let stage = try Stage.furnished()
    let written = try stage.run("set stripe.invoice.total --required no --max-length 12 --unit cents --json")
      .json()
    #expect(written.count == 1)
    #expect(written[0]["ref"] == "stripe.invoice.total")
    #expect(written[0]["required"] == false)
    #expect(written[0]["max-length"] == 12)
    #expect(written[0]["owner"] == .null)
  }

  @Test("change a row of the matrix that is there, instead of repeating it")
  func mapAgain() throws {
    let stage = try Stage.furnished()
    #expect(try stage.run("map stripe.invoice.total xero.Invoice.Total --empty-rule 'send 0'").out == "M-1\n")
    let row = try #require(try stage.run("show M-1 --json").json().first)
    #expect(row["empty-rule"] == "send 0")
    #expect(row["rule"] == "cents to units", "what was not said again stays")
    #expect(row["state"] == "agreed")
    #expect(row["sources"] == ["stripe.invoice.total"])
    #expect(
      try stage.run("map stripe.invoice.status,stripe.invoice.total xero.Invoice.Total --transform merge").out
        == "M-2\n")
    #expect(try stage.run("map - xero.Invoice.Status --transform constant --rule PAID").out == "M-3\n")
    #expect(try stage.run("map - xero.Invoice.Status --rule DRAFT").out == "M-3\n")
    #expect(
      try stage.run("map stripe.invoice.status --state not-needed --rationale 'in the crosswalk'").out
        == "M-4\n")
    #expect(try stage.run("map stripe.invoice.status --rationale 'as it was'").out == "M-4\n")
  }

  @Test("change a row of a crosswalk that is there, instead of repeating it")
  func crosswalkAgain() throws {
    let stage = try Stage.furnished()
    let line = "crosswalk stripe.invoice.status=open xero.Invoice.Status=AUTHORISED"
    #expect(try stage.run(line + " --rationale 'both wait for money'").out == "X-1\n")
    let row = try #require(try stage.run("show X-1 --json").json().first)
    #expect(row["relation"] == "equivalent")
    #expect(row["rationale"] == "both wait for money")
    #expect(try stage.run("crosswalk stripe.invoice.status=paid xero.Invoice.Status=AUTHORISED").out == "X-3\n")
  }

  @Test(
    "show a crosswalk with what is open in it", arguments: ["stripe.invoice.status", "stripe.invoice.status="])
  func crosswalkList(list: String) throws {
    let rows = try Stage.furnished().run("crosswalk --list \(list) --json").json()
    #expect(
      rows.map { $0["source"] } == [
        "stripe.invoice.status=open", "stripe.invoice.status=uncollectible", "stripe.invoice.status=paid",
      ])
    #expect(rows.map { $0["state"] } == ["agreed", "proposed", "open"])
    #expect(rows.map { $0["ref"] } == ["X-1", "X-2", .null])
    #expect(rows[1]["relation"] == "none")
    #expect(rows[1]["when-none"] == "review")
  }

  @Test("park a question and record a decision, with who and about what")
  func talk() throws {
    let stage = try Stage.furnished()
    try stage.play(
      """
      park "Who voids paid invoices?" --about F-1 --owner finance-lead --due 2026-04-30
      decide "Stripe is right about status" --about invoice,F-1 --maker finance-lead
      """)
    let question = try #require(try stage.run("show Q-1 --json").json().first)
    #expect(question["state"] == "parked")
    #expect(question["about"] == "F-1")
    let decision = try #require(try stage.run("show D-1 --json").json().first)
    #expect(decision["about"] == ["invoice", "F-1"])
    #expect(decision["date"] == "2026-05-28", "today, when nothing else is said")
    #expect(decision["state"] == "active")
  }

  @Test("note who typed, who said it and in which sitting")
  func attribution() throws {
    let stage = try Stage.furnished()
    try stage.play(
      """
      add workshop "Kick-off"
      add risk "Two people leave" --said-by finance-lead --workshop W-1 --evidence interview
      """)
    let risk = try #require(try stage.run("show R-1 --json").json().first)
    #expect(risk["said-by"] == "finance-lead")
    #expect(risk["workshop"] == "W-1")
    #expect(risk["evidence"] == "interview")
    #expect(risk["captured-by"] == "ana")
    let entry = try #require(try stage.run("history --json").json().last)
    #expect(entry["said-by"] == "finance-lead")
    #expect(entry["who"] == "ana")
  }

  @Test("keep a command in the journal as it can be typed again")
  func summary() throws {
    let stage = try Stage()
    try stage.play("add entity \"Customer's order\" --definition 'what \"they\" want; $HOME'")
    let summary = try #require(try stage.workbook.journal().last?.summary)
    let again = try Stage()
    try again.play(summary)
    #expect(try again.run("list entity --json").json()[0]["definition"] == "what \"they\" want; $HOME")
  }

  @Test("remove with --dry-run nothing, and tell what would go")
  func dryRun() throws {
    let stage = try Stage.furnished()
    let outcome = try stage.run("remove stripe.invoice.status= --detach --dry-run")
    #expect(
      outcome.out.split(separator: "\n").first == "stripe.invoice.status=" && outcome.out.contains("X-1"))
    #expect(outcome.err == "Nothing was removed.\n")
    #expect(try stage.run("show stripe.invoice.status=open").status == .done)
    #expect(try stage.run("remove stripe.invoice.status= --detach").status == .done)
    #expect(try stage.run("show stripe.invoice.status=open").status == .usage)
  }

  @Test("undo and redo, and say what")
  func undo() throws {
    let stage = try Stage.furnished()
    try stage.play("set stripe --vendor 'Stripe Inc'")
    #expect(try stage.run("undo").out == "Taken back: set stripe --vendor 'Stripe Inc'\n")
    #expect(try stage.run("show stripe --json").json()[0]["vendor"] == .null)
    #expect(try stage.run("redo").out == "Done again: set stripe --vendor 'Stripe Inc'\n")
    #expect(try stage.run("show stripe --json").json()[0]["vendor"] == "Stripe Inc")
  }

  @Test(
    "show a number however great",
    arguments: ["1000000000000", "123456789012.25", "0.000001", "0.1", "3"])
  func greatNumbers(text: String) throws {
    let stage = try Stage()
    try stage.play("add risk x\nset engagement --hourly-rate \(text)")
    for line in [
      "show engagement", "show engagement --json", "list engagement", "history engagement",
      "query 'select hourly_rate from engagement'",
    ] {
      #expect(try stage.run(line).status == .done)
    }
  }

  static let hostile = [
    "'; DROP TABLE fact; --", "\u{1B}[31mred\u{1B}[0m\u{7}", "{about} {{x}} ${y} %s", "=cmd|' /C calc'!A0",
    "\u{202E}gnp.exe",
    "<script>alert(1)</script>", "| a | b |\n|---|---|", String(repeating: "long ", count: 20_000), "\r\n\t",
    "🙂",
  ]

  @Test("take any text as text, and show it without harm", arguments: hostile)
  func hostileText(text: String) throws {
    let stage = try Stage()
    #expect(stage.run(words: ["add", "risk", "x \(text)", "--response", text]).status == .done)
    for line in ["show R-1", "list risk", "history R-1", "history", "query 'select text, response from risk'"] {
      let outcome = try stage.run(line)
      #expect(outcome.status == .done)
      #expect(
        !outcome.out.contains("\u{1B}") && !outcome.out.contains("\u{202E}") && !outcome.out.contains("\u{7}"))
    }
    let known = try #require(try stage.run("show R-1 --json").json().first)
    #expect(known["text"]?.string == "x \(text)".trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
