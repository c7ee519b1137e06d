import Catalogue
import Database
import Diagnostics
import Testing

@testable import Workbook

@Suite("What an agreed row was agreed on")
struct AgreementTests {
  private let workbook: Workbook

  init() throws {
    workbook = try .inMemory()
    try capture { capture in
      try capture.add(Catalogue.kind("system"), ["name": .text("A")])
      try capture.add(
        Catalogue.kind("representation"), ["system": .references(["a"]), "local-name": .text("x")])
      for name in ["p", "q"] {
        try capture.add(
          Catalogue.kind("field"),
          ["representation": .references(["a.x"]), "name": .text(name), "type": .text("string")])
      }
    }
  }

  private func capture(_ work: (Capture) throws -> Void) throws {
    let count = UInt64(try workbook.journal().count + 1)
    let by = Attribution(who: "ana", at: Moment(seconds: 1_780_000_000), chance: count << 32)
    try workbook.capture("test", by: by, work)
  }

  private func map(_ state: String) throws {
    try capture {
      try $0.add(
        Catalogue.kind("mapping"),
        ["sources": .references(["a.x.p"]), "target": .references(["a.x.q"]), "state": .text(state)])
    }
  }

  private func set(_ ref: String, _ values: [String: FactValue?]) throws {
    try capture { _ = try $0.set($0.fact(ref), values) }
  }

  private func drift() throws -> [[SQLValue]] {
    try workbook.reader().rows(
      "SELECT (SELECT ref FROM item WHERE id = field_id), what, before, now FROM mapping_drift ORDER BY 1, 2"
    ).rows
  }

  @Test("is kept for both sides, and what changes since is told")
  func told() throws {
    try map("agreed")
    #expect(try drift().isEmpty)
    try set("a.x.p", ["type": .text("integer")])
    try set("a.x.q", ["required": .flag(true)])
    #expect(try drift() == [["a.x.p", "type", "string", "integer"], ["a.x.q", "required", 0, 1]])
  }

  @Test("is kept anew when it is agreed again, and forgotten when it is not agreed any more")
  func again() throws {
    try map("agreed")
    try set("a.x.p", ["type": .text("integer")])
    try set("M-1", ["state": .text("agreed")])
    #expect(try drift().isEmpty)
    try set("a.x.p", ["type": .text("string")])
    #expect(try drift().count == 1)
    try set("M-1", ["state": .text("proposed")])
    #expect(try drift().isEmpty)
    #expect(try workbook.connection.all("SELECT 1 FROM agreed_schema") { _ in 1 }.isEmpty)
  }

  @Test("is not kept for what is only proposed, and follows an undo")
  func undone() throws {
    try map("proposed")
    try set("a.x.p", ["type": .text("integer")])
    #expect(try drift().isEmpty)
    try set("M-1", ["state": .text("agreed")])
    try set("a.x.p", ["type": .text("date")])
    #expect(try drift().count == 1)
    func undo(_ chance: UInt64) throws {
      _ = try workbook.undo(
        by: Attribution(who: "ana", at: Moment(seconds: 1_780_000_000), chance: chance << 32))
    }
    try undo(98)
    #expect(try drift().isEmpty)
    try undo(99)
    #expect(try workbook.connection.all("SELECT 1 FROM agreed_schema") { _ in 1 }.isEmpty)
  }
}
