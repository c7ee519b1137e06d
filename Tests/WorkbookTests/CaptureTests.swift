import Catalogue
import Diagnostics
import Testing

@testable import Workbook

@Suite("Capturing")
struct CaptureTests {
  private let desk: Desk

  init() throws { desk = try Desk.furnished() }

  @Test("gives references that a person can type")
  func references() throws {
    #expect(
      try desk.refs() == [
        "finance-lead", "billing", "billing.invoice", "billing.invoice.status=", "billing.invoice.status=open",
        "billing.invoice.status=paid", "billing.invoice.number", "billing.invoice.status", "books",
        "books.Bill",
        "books.Bill.status=", "books.Bill.status=open", "books.Bill.status=paid", "books.Bill.number",
        "books.Bill.status", "M-1", "X-1",
      ])
  }

  @Test(
    "finds a fact as people say it",
    arguments: [
      ("billing.invoice", [], "billing.invoice"), ("BILLING.Invoice", [], "billing.invoice"),
      ("books.bill.STATUS", ["field"], "books.Bill.status"),
      ("billing.invoice.status=", [], "billing.invoice.status="),
      ("billing.invoice.status=open", ["code"], "billing.invoice.status=open"), ("m-1", [], "M-1"),
      ("Finance-Lead", ["person"], "finance-lead"),
    ] as [(String, [String], String)])
  func resolves(typed: String, kinds: [String], ref: String) throws {
    #expect(try desk.workbook.fact(typed, kinds: kinds).ref == ref)
  }

  @Test("finds a value by a field whose list is called otherwise")
  func codeOfField() throws {
    try desk.add("field", ["representation": "books.Bill", "name": "state", "code-list": "books.Bill.status="])
    #expect(try desk.workbook.fact("books.Bill.state=paid", kinds: ["code"]).ref == "books.Bill.status=paid")
  }

  @Test("finds a numbered fact by its title, unless two have it")
  func byTitle() throws {
    try desk.add("flow", ["name": "Paid invoices"])
    #expect(try desk.workbook.fact("paid-invoices", kinds: ["flow"]).ref == "F-1")
    try desk.add("flow", ["name": "Paid: invoices"])
    let error = #expect(throws: Diagnostic.self) { try desk.workbook.fact("paid-invoices", kinds: ["flow"]) }
    #expect(error?.code == "ambiguous-reference")
    #expect(error?.notes == ["F-1 (flow)", "F-2 (flow)"])
  }

  static let refused: [(kind: String, typed: [String: String], code: String)] = [
    ("system", ["name": "Billing"], "already-there"), ("person", ["name": "Billing"], "reference-taken"),
    ("field", ["representation": "billing.invoice", "name": "number"], "already-there"),
    ("system", ["vendor": "nobody's"], "missing-value"), ("system", ["name": "…"], "bad-reference"),
    ("field", ["name": "total"], "missing-value"), ("test", ["then": "it works"], "missing-value"),
    ("field", ["representation": "billing.invoce", "name": "total"], "unknown-reference"),
    ("field", ["representation": "billing", "name": "total"], "wrong-kind"),
  ]

  @Test("refuses what cannot be, and changes nothing", arguments: refused)
  func refuses(kind: String, typed: [String: String], code: String) throws {
    let before = try desk.content()
    let entries = try desk.workbook.journal().count
    let error = try #require(throws: Diagnostic.self) { try desk.add(kind, typed) }
    #expect(error.code == code)
    #expect(error.exit == .usage)
    #expect(try desk.content() == before)
    #expect(try desk.workbook.journal().count == entries)
  }

  /// Every attribute that refers to facts of certain kinds.
  static let referring: [(kind: Kind, attribute: Attribute, targets: [String])] = Catalogue.kinds.flatMap {
    kind in
    kind.attributes.compactMap { attribute in
      switch attribute.type {
      case .reference(let targets), .references(let targets): targets.isEmpty ? nil : (kind, attribute, targets)
      default: nil
      }
    }
  }

  @Test("refuses a reference of another kind, and one that nothing has", arguments: referring.indices)
  func wrongKinds(index: Int) throws {
    let (kind, attribute, targets) = Self.referring[index]
    let stranger = targets.contains("person") ? "billing" : "finance-lead"
    let fact = try desk.any(kind)
    let wrong = try #require(throws: Diagnostic.self) { try desk.set(fact.ref, [attribute.name: stranger]) }
    #expect(wrong.code == "wrong-kind")
    #expect(targets.allSatisfy { wrong.summary.contains($0) })
    let missing = try #require(throws: Diagnostic.self) {
      try desk.set(fact.ref, [attribute.name: "nobody-at-all"])
    }
    #expect(missing.code == "unknown-reference")
  }

  @Test("tells the nearest reference of the kind that is wanted")
  func nearestReference() throws {
    let error = try #require(throws: Diagnostic.self) {
      try desk.set("billing", ["business-owner": "finance-led"])
    }
    #expect(error.notes == ["did you mean `finance-lead`?"])
    #expect(error.remedies == ["plumbline list person", "plumbline add person finance-led"])
  }

  @Test("takes what is first said by default, unless it is said to be unknown")
  func initialValues() throws {
    #expect(try desk.value("M-1", "state") == .text("proposed"))
    let values: [String: FactValue?] = ["text": .text("Why?"), "state": nil]
    let silent = try desk.capture { try $0.add(Catalogue.question, values) }
    #expect(try desk.value(silent.ref, "state") == nil)
  }

  @Test("sets values, clears them, and keeps the others")
  func sets() throws {
    try desk.set(
      "billing.invoice.number", ["owner": "finance-lead", "meaning": "What people quote", "required": "yes"])
    try desk.set("billing.invoice.number", ["meaning": ""])
    #expect(try desk.value("billing.invoice.number", "owner") == .references(["finance-lead"]))
    #expect(try desk.value("billing.invoice.number", "meaning") == nil)
    #expect(try desk.value("billing.invoice.number", "required") == .flag(true))
    let error = #expect(throws: Diagnostic.self) { try desk.set("billing", ["name": ""]) }
    #expect(error?.code == "missing-value")
  }

  @Test("keeps lists in the order they were given, each once")
  func lists() throws {
    try desk.set("M-1", ["sources": "billing.invoice.status, billing.invoice.number, billing.invoice.status"])
    #expect(
      try desk.value("M-1", "sources") == .references(["billing.invoice.status", "billing.invoice.number"]))
    try desk.set("M-1", ["sources": "billing.invoice.number"])
    #expect(try desk.value("M-1", "sources") == .references(["billing.invoice.number"]))
  }

  @Test("renames with a fact all that are named after it")
  func cascade() throws {
    try desk.set("billing", ["name": "Stripe"], ref: "stripe")
    try desk.set("stripe.invoice", ["local-name": "bill"])
    #expect(
      try desk.refs().filter { $0.hasPrefix("stripe") || $0.hasPrefix("billing") } == [
        "stripe", "stripe.bill", "stripe.invoice.status=", "stripe.invoice.status=open",
        "stripe.invoice.status=paid",
        "stripe.bill.number", "stripe.bill.status",
      ])
    #expect(try desk.value("M-1", "sources") == .references(["stripe.bill.number"]))
    #expect(try desk.value("X-1", "source") == .references(["stripe.invoice.status=open"]))
  }

  @Test("keeps a reference when only the name changes, for it may be in a document")
  func renamedPerson() throws {
    #expect(try desk.set("finance-lead", ["name": "Ana Kowalska"]).ref == "finance-lead")
  }

  @Test("refuses a new reference that something has", arguments: ["billing", "books"])
  func renameClash(taken: String) throws {
    let error = #expect(throws: Diagnostic.self) { try desk.set("finance-lead", [:], ref: taken) }
    #expect(error?.code == "reference-taken")
    try desk.add("representation", ["system": "billing", "local-name": "customer"])
    let before = try desk.content()
    let child = #expect(throws: Diagnostic.self) { try desk.set("billing.customer", ["local-name": "invoice"]) }
    #expect(child?.code == "reference-taken")
    #expect(try desk.content() == before)
  }

  @Test(
    "refuses a reference that another grammar claims",
    arguments: ["", "two words", "a.b", "a=b", "a,b", "-a", "it's", "\"a\""])
  func badReferences(chosen: String) throws {
    let error = #expect(throws: Diagnostic.self) { try desk.add("system", ["name": "New"], ref: chosen) }
    #expect(error?.code == "bad-reference")
  }

  @Test("gives no number twice, also after the fact that had it was removed; what was undone never was")
  func numbers() throws {
    let desk = try Desk()
    #expect(try desk.add("question", ["text": "one"]).ref == "Q-1")
    #expect(try desk.add("question", ["text": "two"]).ref == "Q-2")
    try desk.remove("Q-2")
    #expect(try desk.add("question", ["text": "three"]).ref == "Q-3")
    try desk.undo()
    #expect(try desk.add("question", ["text": "four"]).ref == "Q-3")
    try desk.undo()
    try desk.undo()
    #expect(try desk.add("question", ["text": "five"]).ref == "Q-3", "Q-2 is back")
  }

  @Test("removes nothing that is still referred to, and tells by what")
  func stillReferredTo() throws {
    let before = try desk.content()
    let error = try #require(throws: Diagnostic.self) { try desk.remove("finance-lead") }
    #expect(error.code == "still-referred-to")
    #expect(error.notes == ["billing (business-owner)", "books (business-owner)"])
    #expect(try desk.content() == before)
  }

  @Test("removes a fact with its parts, and makes what referred to them unknown when told to")
  func detaches() throws {
    let gone = try desk.remove("billing", detaching: true)
    #expect(gone.first == "billing")
    #expect(
      Set(gone) == [
        "billing", "billing.invoice", "billing.invoice.status=", "billing.invoice.status=open",
        "billing.invoice.status=paid", "billing.invoice.number", "billing.invoice.status", "X-1",
      ])
    #expect(try desk.value("M-1", "sources") == nil)
    #expect(try desk.workbook.examine().isEmpty)
  }

  @Test("does not leave a fact without what it cannot be without")
  func needed() throws {
    try desk.add("flow", ["name": "Paid"])
    try desk.add("test", ["of": "F-1", "then": "it arrives"])
    let before = try desk.content()
    let error = #expect(throws: Diagnostic.self) { try desk.remove("F-1", detaching: true) }
    #expect(error?.code == "needed")
    #expect(error?.remedies == ["plumbline remove T-1"])
    #expect(try desk.content() == before)
    #expect(throws: Diagnostic.self) {
      try desk.add("engagement", ["name": "x"]); try desk.remove("engagement")
    }
  }

  @Test("makes what a removed person said nobody's word, when told to")
  func provenance() throws {
    try desk.workbook.capture("x", by: desk.attribution(saidBy: "finance-lead")) {
      try $0.add(Catalogue.question, ["text": .text("Why?")])
    }
    #expect(try desk.value("Q-1", "said-by") == .references(["finance-lead"]))
    #expect(throws: Diagnostic.self) { try desk.remove("finance-lead") }
    try desk.remove("finance-lead", detaching: true)
    #expect(try desk.value("Q-1", "said-by") == nil)
  }

  @Test("does all of a command or nothing of it")
  func atomic() throws {
    let before = try desk.content()
    #expect(throws: Diagnostic.self) {
      try desk.capture { capture in
        try capture.add(try Catalogue.kind("system"), ["name": .text("New")])
        try capture.set(try capture.fact("billing"), ["vendor": .text("changed")])
        _ = try capture.fact("nobody")
      }
    }
    #expect(try desk.content() == before)
  }

  @Test("leaves nothing behind when rehearsing, though everything is told")
  func rehearsal() throws {
    let before = try desk.content()
    let entries = try desk.workbook.journal()
    let gone = try desk.workbook.capture("remove", by: desk.attribution(), rehearsing: true) {
      try $0.remove(try $0.fact("billing"), detaching: true).count
    }
    #expect(gone == 8)
    #expect(try desk.content() == before)
    #expect(try desk.workbook.journal() == entries)
  }
}

extension Desk {
  /// Some fact of a kind, captured with what it cannot be without.
  func any(_ kind: Kind) throws -> Fact {
    let samples = [
      "system": "books", "representation": "books.Bill", "code-list": "books.Bill.status=",
      "source": "books.Bill.status=paid",
      "metric": "volume", "hours": "3",
    ]
    var typed: [String: String] = [:]
    for attribute in kind.attributes where attribute.required {
      typed[attribute.name] = samples[attribute.name] ?? "Some"
    }
    for (attribute, target) in [("process", "process"), ("step", "step"), ("flow", "flow")]
    where kind.attribute(attribute)?.required == true {
      typed[attribute] = try any(Catalogue.kind(target)).ref
    }
    if kind.name == "test" { typed["of"] = "M-1" }
    if kind.name == "waiver" { typed["about"] = "books" }
    return try add(kind.name, typed)
  }
}
