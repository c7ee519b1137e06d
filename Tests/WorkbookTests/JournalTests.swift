import Catalogue
import Diagnostics
import Testing

@testable import Workbook

@Suite("The journal")
struct JournalTests {
  private let desk: Desk

  init() throws { desk = try Desk.furnished() }

  @Test("has one entry a command, with who, on whose word, in which sitting and when")
  func oneEntry() throws {
    try desk.add("workshop", ["title": "Kick-off"])
    let before = try desk.workbook.journal()
    desk.who = "jo"
    try desk.workbook.capture("link both", by: desk.attribution(saidBy: "finance-lead", workshop: "kick-off")) {
      let entity = try $0.add(try Catalogue.kind("entity"), ["name": .text("Invoice")])
      for ref in ["billing.invoice", "books.Bill"] {
        try $0.set(try $0.fact(ref), ["entity": .references([entity.ref])])
      }
    }
    let after = try desk.workbook.journal()
    #expect(after.count == before.count + 1)
    let entry = try #require(after.last)
    #expect(entry.seq == after.count)
    #expect(entry.action == "change")
    #expect(entry.subject == nil)
    #expect(
      (entry.who, entry.saidBy, entry.workshop, entry.summary) == (
        "jo", "finance-lead", "kick-off", "link both"
      ))
    #expect(entry.at > before.last?.at ?? "")
    #expect(try desk.value("invoice", "captured-by") == .text("jo"))
    #expect(try desk.value("books.Bill", "said-by") == .references(["finance-lead"]))
    #expect(try desk.value("invoice", "workshop") == .references(["W-1"]))
  }

  @Test("has no entry for what changed nothing")
  func nothing() throws {
    let before = try desk.workbook.journal()
    try desk.set("billing", ["business-owner": "finance-lead"])
    try desk.capture { _ in }
    #expect(try desk.workbook.journal() == before)
  }

  @Test("refuses the word of somebody who is not there")
  func strangers() throws {
    let error = #expect(throws: Diagnostic.self) {
      try desk.workbook.capture("x", by: desk.attribution(saidBy: "finance-led")) { _ in }
    }
    #expect(error?.notes == ["did you mean `finance-lead`?"])
  }

  @Test("is undone newest first and redone in turn, until something new is captured")
  func undoOrder() throws {
    try desk.add("entity", ["name": "A"])
    try desk.add("entity", ["name": "B"])
    try desk.undo()
    try desk.undo()
    #expect(try desk.refs().contains { $0 == "a" || $0 == "b" } == false)
    try desk.redo()
    #expect(try desk.refs().last == "a")
    try desk.add("entity", ["name": "C"])
    let error = #expect(throws: Diagnostic.self) { try desk.redo() }
    #expect(error?.code == "nothing-to-redo")
    #expect(try desk.refs().suffix(2) == ["a", "c"])
    let actions = try desk.workbook.journal().suffix(6).map(\.action)
    #expect(actions == ["change", "change", "undo", "undo", "redo", "change"])
  }

  @Test("has nothing to undo in a new workbook")
  func nothingToUndo() throws {
    let error = #expect(throws: Diagnostic.self) { try Desk().undo() }
    #expect(error?.code == "nothing-to-undo")
    #expect(error?.exit == .usage)
  }

  static let commands: [(name: String, work: @Sendable (Desk) throws -> Void)] = [
    ("an addition", { try $0.add("system", ["name": "CRM", "interface": "rest"]) }),
    ("a value", { try $0.set("billing", ["vendor": "Stripe 🧾", "business-owner": ""]) }),
    ("a list", { try $0.set("M-1", ["sources": "billing.invoice.status,billing.invoice.number"]) }),
    ("a name and those after it", { try $0.set("billing", [:], ref: "stripe") }),
    ("a removal with all its parts", { try $0.remove("billing", detaching: true) }),
    ("a removal of a person", { try $0.remove("finance-lead", detaching: true) }),
    (
      "an import",
      { desk in
        _ = try desk.capture {
          try $0.merge(
            [
              ImportedFact(
                kind: "field", ref: "billing.invoice.total",
                values: ["representation": .references(["billing.invoice"]), "name": .text("total")])
            ], source: "a.json", covers: { _ in false })
        }
      }
    ),
  ]

  @Test("takes back and does again", arguments: commands.indices)
  func backAndForth(index: Int) throws {
    let before = try desk.content()
    try Self.commands[index].work(desk)
    let after = try desk.content()
    #expect(after != before)
    for _ in 0..<5 {
      try desk.undo()
      #expect(try desk.content() == before, "\(Self.commands[index].name) was not taken back")
      try desk.redo()
      #expect(try desk.content() == after, "\(Self.commands[index].name) was not done again")
    }
    #expect(try desk.workbook.examine().isEmpty)
  }
}

@Suite("History")
struct HistoryTests {
  @Test("tells of a fact what changed, from what to what, by whom")
  func ofFact() throws {
    let desk = try Desk.furnished()
    try desk.set("billing.invoice.number", ["meaning": "A number", "owner": "finance-lead"])
    desk.who = "jo"
    try desk.set("billing.invoice.number", ["meaning": "What people quote"])
    try desk.undo()
    try desk.set("M-1", ["sources": "billing.invoice.status"])
    let changes = try desk.workbook.history(of: "billing.invoice.number").map {
      [$0.attribute ?? "-", $0.old ?? "-", $0.new ?? "-", $0.entry.who, $0.entry.action]
    }
    #expect(
      changes == [
        ["-", "-", "billing.invoice.number", "ana", "change"],
        ["representation", "-", "billing.invoice", "ana", "change"],
        ["name", "-", "number", "ana", "change"], ["meaning", "-", "A number", "ana", "change"],
        ["owner", "-", "finance-lead", "ana", "change"],
        ["meaning", "A number", "What people quote", "jo", "change"],
        ["meaning", "What people quote", "A number", "jo", "undo"],
      ])
    let mapping = try desk.workbook.history(of: "M-1").filter { $0.attribute == "sources" }
    #expect(Set(mapping.compactMap(\.old)) == ["billing.invoice.number"])
    #expect(Set(mapping.compactMap(\.new)) == ["billing.invoice.number", "billing.invoice.status"])
    #expect(mapping.count == 3, "one came at first; then it went and another came")
  }

  @Test("tells of a fact that is gone, the newest of its name")
  func ofRemoved() throws {
    let desk = try Desk()
    for vendor in ["first", "second", "third"] {
      try desk.add("system", ["name": "CRM", "vendor": vendor])
      try desk.remove("crm")
    }
    let changes = try desk.workbook.history(of: "crm")
    #expect(changes.first { $0.attribute == "vendor" }?.new == "third")
    #expect(changes.last { $0.attribute == nil }?.old == "crm")
    #expect(Set(changes.map(\.entry.seq)) == [5, 6])
  }

  @Test("refuses a reference that nothing ever had")
  func unknown() throws {
    let error = #expect(throws: Diagnostic.self) { try Desk.furnished().workbook.history(of: "bilings") }
    #expect(error?.notes == ["did you mean `billing`?"])
  }
}
