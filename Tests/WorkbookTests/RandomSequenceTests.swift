import Catalogue
import Diagnostics
import Testing

@testable import Workbook

@Suite("Any sequence of commands")
struct RandomSequenceTests {
  @Test("can be taken back to the beginning and done again to the end", arguments: UInt64(1)...6)
  func thereAndBack(seed: UInt64) throws {
    var player = try Player(seed: seed)
    let beginning = try player.desk.content()
    var states = [beginning]
    for _ in 0..<100 {
      let before = try player.desk.workbook.journal().count
      try player.play()
      if try player.desk.workbook.journal().count > before { states.append(try player.desk.content()) }
    }
    #expect(states.count > 40, "too much was refused to be a test")
    for state in states.dropLast().reversed() {
      try player.desk.undo()
      try #require(try player.desk.content() == state)
    }
    #expect(throws: Diagnostic.self) { try player.desk.undo() }
    for state in states.dropFirst() {
      try player.desk.redo()
      try #require(try player.desk.content() == state)
    }
    #expect(try player.desk.workbook.examine().isEmpty)
  }
}

/// Somebody who types without thinking. What is refused is refused; nothing else may happen.
private struct Player {
  let desk: Desk
  private var generator: SplitMix

  init(seed: UInt64) throws {
    desk = try Desk(seed: seed)
    generator = SplitMix(seed &* 7_919)
  }

  mutating func play() throws {
    do {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0...5: try add()
      case 6, 7: try change()
      case 8: try remove()
      default: try merge()
      }
    } catch let refusal as Diagnostic {
      // SQLite's own refusals would mean that the capture let something wrong through.
      #expect(!["internal", "database-error"].contains(refusal.code), "\(refusal)")
    }
  }

  private mutating func add() throws {
    let kind = try #require(Catalogue.kinds.randomElement(using: &generator))
    var typed: [String: String] = [:]
    for attribute in kind.attributes where attribute.required || Int.random(in: 0..<4, using: &generator) == 0 {
      typed[attribute.name] = try text(for: attribute)
    }
    try desk.add(kind.name, typed)
  }

  private mutating func change() throws {
    guard let ref = try desk.refs().randomElement(using: &generator) else { return }
    let kind = try Catalogue.kind(desk.workbook.fact(ref).kind)
    var typed: [String: String] = [:]
    for attribute in kind.attributes where Int.random(in: 0..<5, using: &generator) == 0 {
      typed[attribute.name] =
        attribute.required || Bool.random(using: &generator) ? try text(for: attribute) : ""
    }
    try desk.set(ref, typed, ref: Int.random(in: 0..<4, using: &generator) == 0 ? word() : nil)
  }

  private mutating func remove() throws {
    guard let ref = try desk.refs().randomElement(using: &generator) else { return }
    try desk.remove(ref, detaching: Bool.random(using: &generator))
  }

  /// Imports some fields into some representation; what an earlier import had and this has not goes.
  private mutating func merge() throws {
    guard let parent = try some(["representation"]) else { return }
    let facts = ["amount", "state", "sent-at"].shuffled(using: &generator).prefix(2).map { name in
      ImportedFact(
        kind: "field", ref: "\(parent).\(name)",
        values: ["representation": .references([parent]), "name": .text(name), "type": .text(word())])
    }
    _ = try desk.capture { try $0.merge(facts, source: "spec.json", covers: { $0.hasPrefix(parent + ".") }) }
  }

  private mutating func text(for attribute: Attribute) throws -> String {
    switch attribute.type {
    case .text: word()
    case .integer: "\(Int.random(in: 0...Int(Int32.max), using: &generator))"
    case .decimal: "\(Double.random(in: 0...1e6, using: &generator))"
    case .date: CalendarDay(number: Int.random(in: 0...40_000, using: &generator)).description
    case .flag: Bool.random(using: &generator) ? "yes" : "no"
    case .email: "\(word().filter(\.isLetter))x@example.org"
    case .choice(let words): words.randomElement(using: &generator) ?? ""
    case .choices(let words): words.shuffled(using: &generator).prefix(2).joined(separator: ",")
    case .reference(let kinds): try some(kinds) ?? ""
    case .references(let kinds): [try some(kinds), try some(kinds)].compactMap { $0 }.joined(separator: ",")
    }
  }

  /// A fact of one of these kinds, of any when there are none.
  private mutating func some(_ kinds: [String]) throws -> String? {
    try desk.workbook.references(beginning: "", kinds: kinds).randomElement(using: &generator)
  }

  /// Few enough that they meet.
  private mutating func word() -> String {
    ["Ana", "Billing", "Invoice", "Żółw 🐢", "O'Neil", "A\nB", "100%", "paid", "x-1", "Total"]
      .randomElement(using: &generator) ?? ""
  }
}
