import Diagnostics
import Testing
import Workbook

@testable import Workshops

/// What the items of a script do.
@Suite("The items of a script")
struct LanguageTests {
  private func play(_ items: String, _ lines: [(String, String)], _ setUp: String = "") throws -> (
    Room, ScriptedPrompter
  ) {
    let room = try Room(setUp)
    let prompter = ScriptedPrompter(nobodyHere + lines)
    #expect(try room.begin(try script(items), prompter).run() == .finished)
    #expect(prompter.left == 0, "left over: \(prompter.left)")
    return (room, prompter)
  }

  @Test("walk the rows of gaps, those of one fact together, and pass over what answers have closed")
  func worklist() throws {
    let (room, prompter) = try play(
      "- each: [system-without-business-owner, system-without-technical-owner]",
      [
        ("decides what the data in Stripe means", "Ana"), ("There is no person", ""),
        ("Who runs Stripe", "ana"),
        ("decides what the data in Xero means", "-"), ("Who runs Xero", "ana"),
      ], "add system Stripe\nadd system Xero")
    #expect(try room.value("technical-owner", of: "xero") == "ana")
    #expect(prompter.prompts[3].progress?.number == 1)
    #expect(prompter.prompts[3].progress?.total == 4)
  }

  @Test("ask what came up meanwhile before a list is done")
  func fresh() throws {
    let (room, _) = try play(
      """
      - each: process-without-trigger
        items:
          - {fills: trigger, ask: "{title}: what starts it?"}
          - add: process
            once: true
            ask: Which comes next?
      """,
      [
        ("Renewal: what starts it", "A day"), ("Which comes next", "Dunning"),
        ("Dunning: what starts it", "Another"),
        ("Which comes next", ""),
      ], "add process Renewal")
    #expect(try room.value("SELECT count(*) FROM process WHERE trigger IS NOT NULL") == "2")
  }

  @Test("branch on an answer, by conditions and by words that lead on")
  func branches() throws {
    let (room, _) = try play(
      """
      - each: {kind: flow, query: "SELECT ref AS about, name FROM flow ORDER BY id"}
        items:
          - fills: mode
            ask: "{name}: how?"
          - {fills: retry-limit, when: {mode: asynchronous}, ask: How many times?}
          - {fills: latency-budget, when: {mode: synchronous}, ask: How long?}
          - fills: owner
            ask: Who owns it?
            on:
              nobody:
                items:
                  - add: risk
                    once: true
                    ask: What may happen?
                    with: {about: "{it}", class: risk}
                    items: [{fills: owner, ask: Who watches?}]
      """,
      [
        ("Out: how", "async"), ("How many times", "5"), ("Who owns", "nobody"), ("What may happen", "It stops"),
        ("Who watches", "ana"), ("Back: how", "1"), ("How long", "2 s"), ("Who owns", "ana"),
      ], "add flow Out\nadd flow Back\nadd person Ana")
    #expect(try room.value("owner", of: "F-1") == nil, "nobody is nobody's reference")
    #expect(try room.value("about", of: "R-1") == "F-1")
    #expect(try room.value("owner", of: "R-1") == "ana")
    #expect(try room.value("latency-budget", of: "F-2") == "2 s")
  }

  @Test("take a fact that is there already where its name is given again")
  func known() throws {
    let (room, prompter) = try play(
      "- {add: system, ask: Which system?, again: Which other?, items: [{fills: vendor, ask: Whose?}]}",
      [
        ("Which system", "stripe"), ("already. Go on with that one", ""), ("Whose", "Stripe Inc"),
        ("Which other", "Xero"), ("Whose", "-"), ("Which other", ""),
      ], "add system Stripe")
    #expect(try room.value("vendor", of: "stripe") == "Stripe Inc")
    #expect(prompter.talk.contains("System xero."))
  }

  @Test("read words by number, beginning and nearest, and refuse the rest with what would do")
  func words() throws {
    let (room, prompter) = try play(
      "- {add: symptom, ask: What?, items: [{fills: class, ask: Which sort?}]}",
      [
        ("What?", "A"), ("Which sort", "3"), ("What?", "B"), ("Which sort", "sil"), ("What?", "C"),
        ("Which sort", "re-kyeing"), ("Did you mean `re-keying`", "y"), ("What?", "D"), ("Which sort", "green"),
        ("Which sort", "99"), ("Which sort", "d"), ("Which sort", "delay"), ("What?", ""),
      ])
    #expect(try room.value("class", of: "SY-1") == "distrusted-report")
    #expect(try room.value("class", of: "SY-2") == "silent-loss")
    #expect(try room.value("class", of: "SY-3") == "re-keying")
    #expect(try room.value("class", of: "SY-4") == "delay")
    #expect(prompter.talk.contains("`green` is none of them."))
    #expect(prompter.talk.contains("`d` is more than one of them."))
  }

  @Test("offer counterparts best first, search for others, and take a policy for an answer")
  func pairing() throws {
    let (room, prompter) = try play(
      """
      - each: {kind: field, query: "SELECT ref AS about FROM field WHERE representation = 'stripe.invoice' ORDER BY id"}
        items:
          - map: from
            ask: "{it}: where to?"
            items:
              - {fills: rationale, when: {state: not-needed}, ask: Why not?}
              - {fills: transform, when: {target: known}, propose: copy, ask: How?}
      """,
      [
        ("stripe.invoice.total: where to", ""), ("How?", ""), ("stripe.invoice.status: where to", "2"),
        ("How?", "lookup"),
        ("stripe.invoice.object: where to", "not-n"), ("Why not", "Always the same"),
        ("stripe.invoice.memo: where to", "o"), ("stripe.invoice.memo: where to", "1"), ("How?", "<"),
        ("stripe.invoice.memo: where to", ""), ("How?", "1"),
      ],
      """
      add system Stripe
      add system Xero
      add entity Invoice
      add representation stripe.invoice --entity invoice
      add representation xero.Invoice --entity invoice
      add field stripe.invoice.total --type integer
      add field stripe.invoice.status
      add field stripe.invoice.object
      add field stripe.invoice.memo
      add field xero.Invoice.Total --type number
      add field xero.Invoice.Status
      add field xero.Invoice.StatusText
      add field xero.Invoice.Note
      """)
    #expect(try room.value("target", of: "M-1") == "xero.Invoice.Total")
    #expect(prompter.prompts[3].present == "xero.Invoice.Total")
    #expect(try room.value("transform", of: "M-1") == "copy")
    #expect(try room.value("target", of: "M-2") == "xero.Invoice.StatusText")
    #expect(try room.value("state", of: "M-3") == "not-needed")
    #expect(try room.value("rationale", of: "M-3") == "Always the same")
    #expect(try room.value("SELECT count(*) FROM mapping") == "4", "stepping back does not repeat a row")
  }

  @Test(
    "rank names by the words in them",
    arguments: [
      ("total", "Total", 1.0), ("invoice_number", "InvoiceNumber", 1.0), ("amountDue", "amount_due", 1.0),
      ("customer_email", "EmailAddress", 0.3), ("total", "Reference", 0.0),
    ])
  func names(a: String, b: String, atLeast: Double) {
    let score = NameSuggestions.likeness(a, b).0
    #expect(score >= atLeast && (atLeast > 0 || score == 0), "\(score)")
  }
}
