import Catalogue
import Diagnostics

@testable import Database
@testable import Workbook

/// A workbook in memory with somebody at it: a clock that ticks and chance that follows from a seed.
final class Desk {
  let workbook: Workbook
  var who = "ana"
  private var seconds: Int
  private var generator: SplitMix

  init(_ workbook: Workbook? = nil, clock: Int = 1_780_000_000, seed: UInt64 = 1) throws {
    self.workbook = try workbook ?? .inMemory()
    seconds = clock
    generator = SplitMix(seed)
  }

  /// Whoever is at the desk, a second later than the last time.
  func attribution(saidBy: String? = nil, workshop: String? = nil) -> Attribution {
    seconds += 1
    return Attribution(
      who: who, at: Moment(seconds: seconds), chance: generator.next(), saidBy: saidBy, workshop: workshop)
  }

  @discardableResult
  func capture<Result>(_ summary: String = "test", _ work: (Capture) throws -> Result) throws -> Result {
    try workbook.capture(summary, by: attribution(), work)
  }

  /// Captures a fact from what a person would type.
  @discardableResult
  func add(_ kind: String, _ typed: [String: String], ref: String? = nil) throws -> Fact {
    let kind = try Catalogue.kind(kind)
    return try capture("add \(kind.name)") { try $0.add(kind, try kind.read(typed), ref: ref) }
  }

  /// Gives a fact new values from what a person would type; "" makes one unknown.
  @discardableResult
  func set(_ ref: String, _ typed: [String: String], ref chosen: String? = nil) throws -> Fact {
    try capture("set \(ref)") { capture in
      let fact = try capture.fact(ref)
      return try capture.set(fact, try Catalogue.kind(fact.kind).read(typed), ref: chosen)
    }
  }

  @discardableResult
  func remove(_ ref: String, detaching: Bool = false) throws -> [String] {
    try capture("remove \(ref)") { try $0.remove(try $0.fact(ref), detaching: detaching).map(\.ref) }
  }

  func undo() throws { _ = try workbook.undo(by: attribution()) }
  func redo() throws { _ = try workbook.redo(by: attribution()) }

  /// What a fact says of an attribute.
  func value(_ ref: String, _ attribute: String) throws -> FactValue? {
    try workbook.record(workbook.fact(ref)).value(attribute)
  }

  /// Every row of every table that the journal answers for.
  func content() throws -> [String: [[SQLValue]]] {
    var content: [String: [[SQLValue]]] = [:]
    for table in WorkbookSchema.factTables {
      let order =
        table == "fact_link"
        ? "1, 2, 3" : ["imported_value", "frozen_item", "frozen_gap"].contains(table) ? "1, 2" : "1"
      content[table] = try workbook.connection.all("SELECT * FROM \(table) ORDER BY \(order)") {
        row throws(DatabaseError) in row.values
      }
    }
    return content
  }

  /// The references of all facts, in the order of capture.
  func refs() throws -> [String] {
    try workbook.connection.all("SELECT ref FROM fact ORDER BY id") { row throws(DatabaseError) in
      try row.text(0)
    }
  }

  /// Two systems with an invoice each, its fields and statuses, and who speaks for them.
  static func furnished() throws -> Desk {
    let desk = try Desk()
    try desk.add("person", ["name": "Finance lead", "roles": "business-owner"])
    for (system, object) in [("Billing", "invoice"), ("Books", "Bill")] {
      let system = try desk.add("system", ["name": system, "business-owner": "finance-lead"]).ref
      try desk.add("representation", ["system": system, "local-name": object])
      let list = "\(system).\(object).status="
      try desk.add("code-list", ["system": system, "name": "\(object).status", "is-status": "yes"])
      for value in ["open", "paid"] { try desk.add("code", ["code-list": list, "value": value]) }
      for (name, codes) in [("number", ""), ("status", list)] {
        try desk.add("field", ["representation": "\(system).\(object)", "name": name, "code-list": codes])
      }
    }
    try desk.add("mapping", ["sources": "billing.invoice.number", "target": "books.Bill.number"])
    try desk.add(
      "value-mapping", ["source": "billing.invoice.status=open", "target": "books.Bill.status=open"])
    return desk
  }
}

extension Kind {
  /// Reads what a person would type, one text an attribute.
  func read(_ typed: [String: String]) throws -> [String: FactValue?] {
    try read(typed.sorted { $0.key < $1.key }.map { ($0.key, [$0.value]) })
  }
}

/// Numbers that follow from a seed (Steele, Lea and Flood, "Fast splittable pseudorandom number generators").
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
