import Catalogue
import Diagnostics
import Testing

@testable import Workbook

@Suite("Importing a schema again")
struct SchemaImportTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
    try desk.add("person", ["name": "Ana"])
    try desk.add("system", ["name": "Billing"])
    try desk.add("system", ["name": "Books"])
    try desk.add("representation", ["system": "books", "local-name": "Bill"])
    try desk.add("field", ["representation": "books.Bill", "name": "total"])
  }

  /// What a schema says: an invoice with these fields.
  @discardableResult
  private func merge(_ fields: [String: [String: FactValue]]) throws -> ImportReport {
    let object = ImportedFact(
      kind: "representation", ref: "billing.invoice",
      values: ["system": .references(["billing"]), "local-name": .text("invoice")])
    let facts = fields.sorted { $0.key < $1.key }.map { name, values in
      ImportedFact(
        kind: "field", ref: "billing.invoice.\(name)",
        values: values.merging(["representation": .references(["billing.invoice"]), "name": .text(name)]) {
          a, _ in a
        })
    }
    return try desk.capture("import") {
      try $0.merge([object] + facts, source: "billing.json", covers: { $0.hasPrefix("billing.") })
    }
  }

  private func meaning(_ text: String?) -> [String: FactValue] { text.map { ["meaning": .text($0)] } ?? [:] }

  struct Case: Sendable, CustomTestStringConvertible {
    /// What the schema said at first, what people then set it to ("" for not known), what the schema says next.
    let first: String?
    let people: [String]
    let then: String?
    let holds: String?
    let told: Told
    enum Told { case nothing, changed, kept }

    init(_ first: String?, _ people: [String], _ then: String?, _ holds: String?, _ told: Told) {
      (self.first, self.people, self.then, self.holds, self.told) = (first, people, then, holds, told)
    }

    var testDescription: String { "schema \(first ?? "-"), people \(people), schema \(then ?? "-")" }
  }

  static let cases = [
    Case("A", [], "A", "A", .nothing), Case("A", [], "B", "B", .changed), Case("A", [], nil, nil, .changed),
    Case(nil, [], "A", "A", .changed), Case(nil, [], nil, nil, .nothing), Case("A", ["P"], "A", "P", .nothing),
    Case("A", ["P"], "B", "P", .kept), Case("A", ["P"], nil, "P", .kept), Case("A", ["P"], "P", "P", .nothing),
    Case("A", [""], "A", nil, .nothing), Case("A", [""], "B", nil, .kept), Case(nil, ["P"], "A", "P", .kept),
    Case(nil, ["P"], nil, "P", .nothing), Case("A", ["P", "A"], "B", "B", .changed),
  ]

  @Test("follows the schema where nobody answered, and keeps what people said", arguments: cases)
  func follows(row: Case) throws {
    try merge(["memo": meaning(row.first)])
    for text in row.people { try desk.set("billing.invoice.memo", ["meaning": text]) }
    let report = try merge(["memo": meaning(row.then)])
    #expect(try desk.value("billing.invoice.memo", "meaning") == row.holds.map { .text($0) })
    let difference = ImportReport.Difference(
      ref: "billing.invoice.memo", attribute: "meaning",
      before: row.people.last.map { $0.isEmpty ? nil : $0 } ?? row.first, after: row.then)
    #expect(report.changed == (row.told == .changed ? [difference] : []))
    #expect(report.kept == (row.told == .kept ? [difference] : []))
    #expect(report.added.isEmpty && report.removed.isEmpty && report.gone.isEmpty)
    // What was kept is told once, not at every import.
    let again = try merge(["memo": meaning(row.then)])
    #expect(again == ImportReport(unchanged: 2))
    #expect(try desk.value("billing.invoice.memo", "meaning") == row.holds.map { .text($0) })
  }

  @Test("tells what is new, and is no change when nothing changed")
  func again() throws {
    let fields: [String: [String: FactValue]] = [
      "total": ["type": .text("integer"), "required": .flag(true), "max-length": .integer(9)], "memo": [:],
    ]
    let report = try merge(fields)
    #expect(
      report == ImportReport(added: ["billing.invoice", "billing.invoice.memo", "billing.invoice.total"]))
    #expect(try desk.value("billing.invoice.total", "evidence") == .text("document"))
    let before = try (desk.content(), desk.workbook.journal())
    #expect(try merge(fields) == ImportReport(unchanged: 3))
    #expect(try desk.content() == before.0)
    #expect(try desk.workbook.journal() == before.1)
  }

  static let touches: [(what: String, touch: @Sendable (Desk) throws -> Void)] = [
    ("gave a meaning", { try $0.set("billing.invoice.memo", ["meaning": "x"]) }),
    ("cleared what it said", { try $0.set("billing.invoice.memo", ["type": ""]) }),
    ("vouched for it", { try $0.set("billing.invoice.memo", ["evidence": "interview"]) }),
    (
      "mapped it", { try $0.add("mapping", ["sources": "billing.invoice.memo", "target": "books.Bill.total"]) }
    ),
    (
      "mapped to it",
      { try $0.add("mapping", ["sources": "books.Bill.total", "target": "billing.invoice.memo"]) }
    ),
    ("asked about it", { try $0.add("question", ["text": "Why?", "about": "billing.invoice.memo"]) }),
    ("decided about it", { try $0.add("decision", ["text": "Drop it", "about": "billing.invoice.memo"]) }),
    (
      "waived a gap of it",
      { try $0.add("waiver", ["gap": "field-without-owner", "about": "billing.invoice.memo", "reason": "x"]) }
    ),
  ]

  @Test("keeps what the schema no longer has if anybody spoke of it", arguments: touches.indices)
  func gone(index: Int) throws {
    try merge(["memo": ["type": .text("string")], "total": [:]])
    try Self.touches[index].touch(desk)
    let report = try merge(["total": [:]])
    #expect(report == ImportReport(gone: ["billing.invoice.memo"], unchanged: 2))
    let marked = "SELECT ref FROM field_dictionary WHERE gone"
    #expect(try desk.workbook.reader().rows(marked).rows == [["billing.invoice.memo"]])
    #expect(try merge(["total": [:]]).gone.isEmpty, "it is told once")
    try merge(["memo": ["type": .text("string")], "total": [:]])
    #expect(try desk.workbook.reader().rows(marked).rows.isEmpty, "it is back")
  }

  @Test("removes what the schema no longer has and nobody touched, and undo brings it back")
  func removed() throws {
    try merge(["memo": ["type": .text("string")], "total": [:]])
    let before = try desk.content()
    #expect(try merge(["total": [:]]) == ImportReport(removed: ["billing.invoice.memo"], unchanged: 2))
    #expect(throws: Diagnostic.self) { try desk.workbook.fact("billing.invoice.memo") }
    try desk.undo()
    #expect(try desk.content() == before)
  }

  @Test("leaves alone what people captured and no schema ever had")
  func people() throws {
    try merge(["total": [:]])
    try desk.add("field", ["representation": "billing.invoice", "name": "by-hand"])
    #expect(try merge(["total": [:]]).removed.isEmpty)
    #expect(try desk.workbook.fact("billing.invoice.by-hand").kind == "field")
    #expect(try desk.workbook.fact("books.Bill.total").kind == "field")
  }

  @Test("keeps what a person captured before a schema had it and lost it again")
  func capturedFirst() throws {
    try merge(["total": [:]])
    try desk.add("field", ["representation": "billing.invoice", "name": "memo"])
    try merge(["memo": ["type": .text("string")], "total": [:]])
    #expect(try desk.value("billing.invoice.memo", "type") == .text("string"))
    #expect(try merge(["total": [:]]).gone == ["billing.invoice.memo"])
    #expect(try desk.workbook.fact("billing.invoice.memo").kind == "field")
  }

  @Test("speaks only for what it covers")
  func covers() throws {
    try merge(["memo": [:], "total": [:]])
    let report = try desk.capture { try $0.merge([], source: "other.json", covers: { $0.hasPrefix("books.") }) }
    #expect(report == ImportReport())
  }

  @Test("does all of an import or nothing of it")
  func atomic() throws {
    let before = try desk.content()
    #expect(throws: Diagnostic.self) { try merge(["good": [:], "wrong": ["owner": .references(["nobody"])]]) }
    #expect(try desk.content() == before)
  }
}
