import Catalogue
import Testing
import Workbook

@testable import Gaps

@Suite("What no gap asks for")
struct OpenAttributesTests {
  private func workbook() throws -> Workbook {
    let workbook = try Workbook.inMemory()
    try workbook.capture("scope", by: Attribution(who: "ana", at: Moment(seconds: 0), chance: 0)) {
      try $0.add(Catalogue.engagement, ["name": .text("Acme")])
      for name in ["Ana", "Ben", "Cem", "Dana"] { try $0.add(Catalogue.kind("person"), ["name": .text(name)]) }
      try $0.add(
        Catalogue.kind("system"),
        [
          "name": .text("Stripe"), "business-owner": .references(["ana"]),
          "technical-owner": .references(["ben"]),
        ])
      try $0.add(Catalogue.kind("system"), ["name": .text("Xero")])
      try $0.add(Catalogue.kind("entity"), ["name": .text("Invoice"), "owner": .references(["cem"])])
      try $0.add(
        Catalogue.kind("representation"),
        ["system": .references(["stripe"]), "entity": .references(["invoice"]), "local-name": .text("invoice")])
      try $0.add(
        Catalogue.kind("field"),
        ["representation": .references(["stripe.invoice"]), "name": .text("total"), "scope": .text("in")])
      try $0.add(
        Catalogue.kind("flow"),
        ["name": .text("Paid"), "owner": .references(["ana"]), "maintainer": .references(["dana"])])
      try $0.add(Catalogue.kind("mapping"), ["sources": .references(["stripe.invoice.total"])])
      try $0.add(Catalogue.kind("risk"), ["text": .text("late"), "about": .references(["M-1"])])
    }
    return workbook
  }

  @Test(
    "is asked of whoever answers for the fact, or for what it stands under",
    arguments: [
      ("stripe", "purpose", "ana"), ("stripe", "api-version", "ben"), ("invoice", "volume", "cem"),
      ("stripe.invoice", "records", "cem"), ("stripe.invoice.total", "unit", "cem"), ("M-1", "risk", "cem"),
      ("R-1", "response", "cem"), ("F-1", "growth", "ana"), ("F-1", "dashboard", "dana"),
      ("ben", "title", "ben"),
      ("xero", "purpose", nil),
    ] as [(String, String, String?)])
  func asked(ref: String, attribute: String, person: String?) throws {
    let open = try OpenAttributes(workbook().reader(), [], shown: [:])
    let question = try #require(open.question(about: ref, ["gap-name", attribute]))
    #expect(question.ask == person)
    #expect(question.words.hasSuffix("?"))
    #expect(question.place.hasPrefix("\(attribute) of "))
  }

  @Test("has no question of an attribute that its kind has not, and none about what is no fact")
  func unknown() throws {
    let open = try OpenAttributes(workbook().reader(), [], shown: [:])
    #expect(open.question(about: "stripe", ["tests"]) == .init(place: "ana", words: "", ask: "ana"))
    #expect(open.question(about: "nobody", ["name"]) == nil)
  }

  @Test("goes to whoever leads the sittings where nobody answers for a fact, or else to the sponsor")
  func finder() throws {
    let workbook = try workbook()
    func found() throws -> String? { try OpenAttributes(workbook.reader(), [], shown: [:]).finder }
    func say(_ ref: String, _ values: [String: FactValue?]) throws {
      try workbook.capture(
        "say", by: Attribution(who: "ana", at: Moment(seconds: 1), chance: UInt64.random(in: 1...1 << 60))
      ) {
        try $0.set(workbook.fact(ref), values)
      }
    }
    #expect(try found() == nil)
    try say("engagement", ["sponsor": .references(["ana"])])
    #expect(try found() == "ana")
    try say("ben", ["roles": .text("operations,facilitator")])
    #expect(try found() == "ben")
  }

  @Test("is listed once an attribute, where a document shows it, some fact lacks it, and no gap asks")
  func listed() throws {
    let workbook = try workbook()
    let reader = try workbook.reader()
    var finding = Finding(
      gap: "g", severity: .minor, dimension: .context, about: "xero", detail: nil, message: "m", question: "q?",
      ask: nil,
      fills: "vendor", remedy: "r")
    func listed(_ findings: [Finding]) throws -> [String] {
      _ = try OpenAttributes(
        reader, findings,
        shown: ["vendor": ["system"], "purpose": ["flow"], "unit": ["*"], "deadline": ["estimate_total"]])
      return try reader.rows("SELECT place || ' ' || facts FROM open_attribute ORDER BY position").rows
        .compactMap {
          $0[0].displayed
        }
    }
    #expect(
      try listed([finding]) == ["deadline of an engagement 1", "vendor of a system 1", "unit of a field 1"])
    finding.about = "invoice"
    #expect(try listed([finding]).contains("vendor of a system 2"))
  }
}
