import Catalogue
import Database
import Diagnostics
public import Digests
public import Workbook

/// A fact with what is known of it, free of the file that it came from: what is agreed of it, and how it came.
public struct PlainFact: Sendable {
  /// Its reference.
  public let ref: String
  /// The name of its kind.
  public let kind: String
  /// The reference of the item it is part of; its own for an item itself.
  public let item: String
  /// What is known of it, in the catalogue's order. What is not known is not here.
  public let attributes: [(name: String, value: CanonicalValue)]
  /// How it came: `said-by`, `workshop`, `evidence`, `captured-by`, `captured-at`, as far as known. No part of
  /// what is agreed.
  public let provenance: [(name: String, value: CanonicalValue)]

  /// The value of an attribute, nil when it is not known.
  public func value(_ name: String) -> CanonicalValue? { attributes.first { $0.name == name }?.value }

  /// What its item's digest takes of it.
  public var canonical: CanonicalValue {
    .object([
      ("attributes", .object(attributes)), ("kind", .text(kind)), ("ref", .text(ref)),
    ])
  }
}

/// An item: a fact together with all that is part of it, which people approve as one.
public struct Item: Sendable {
  /// Its reference, that of the fact it is named after.
  public let ref: String
  /// The kind of that fact.
  public let kind: String
  /// The fact itself and its parts, by reference.
  public let facts: [PlainFact]
  /// The digest of its canonical form.
  public let digest: Digest

  init(ref: String, kind: String, facts: [PlainFact]) {
    self.ref = ref
    self.kind = kind
    self.facts = facts
    digest =
      CanonicalValue.object([
        ("facts", .list(facts.map(\.canonical))), ("item", .text(ref)), ("kind", .text(kind)),
      ]).digest
  }

  /// As a baseline keeps it.
  public var frozen: FrozenItem { FrozenItem(ref: ref, kind: kind, digest: digest) }
}

/// Everything a workbook holds, in the form that digests are taken of (docs/canonical-form.md).
///
/// It does not depend on the file: not on row ids, not on the order of capture, not on SQLite's bytes.
public struct PlainFacts: Sendable {
  /// The version of the form; another one gives other digests.
  public static let form = "plumbline-canonical-1"

  /// Every fact, by reference.
  public let facts: [PlainFact]
  /// The items, by reference: every fact but the records of work and sign-off, its parts with it.
  public let items: [Item]

  /// Reads a workbook.
  public init(_ workbook: Workbook) throws {
    try self.init(try workbook.reader())
  }

  /// Reads a workbook by its views.
  public init(_ reader: Reader) throws {
    var source = try FactSource(reader)
    var facts: [PlainFact] = []
    for kind in Catalogue.kinds { facts += try source.facts(of: kind) }
    facts.sort { $0.ref.precedesInBytes($1.ref) }
    self.facts = facts
    items = Self.items(facts)
  }

  /// The digest of all items together.
  public var digest: Digest { Self.digest(items.map(\.frozen)) }

  /// The digest of some items together, in whatever order they come.
  public static func digest(_ items: [FrozenItem]) -> Digest {
    let sorted = items.sorted { $0.ref.precedesInBytes($1.ref) }
    return CanonicalValue.object([
      ("form", .text(form)),
      ("items", .list(sorted.map { .list([.text($0.ref), .text("\($0.digest)")]) })),
    ]).digest
  }

  private static func items(_ facts: [PlainFact]) -> [Item] {
    // Keyed by bytes: Swift takes two spellings of a character for one.
    var parts: [[UInt8]: [PlainFact]] = [:]
    var heads: [PlainFact] = []
    for fact in facts {
      guard (try? Catalogue.kind(fact.kind))?.isRecord == false else { continue }
      parts[Array(fact.item.utf8), default: []].append(fact)
      if fact.item.hasSameBytes(as: fact.ref) { heads.append(fact) }
    }
    return heads.map { Item(ref: $0.ref, kind: $0.kind, facts: parts[Array($0.ref.utf8)] ?? []) }
  }
}

/// Reads facts by the workbook's views, references looked up in memory: twenty thousand subqueries would take
/// longer than the reading.
private struct FactSource {
  private let reader: Reader
  private var refs: [Int64: String] = [:]
  private var provenance: [Int64: [(name: String, value: CanonicalValue)]] = [:]
  private var wholes: [Int64: Int64] = [:]
  private var links: [Int64: [(attribute: String, refs: [CanonicalValue])]] = [:]

  init(_ reader: Reader) throws {
    self.reader = reader
    try readProvenance()
    var wholes: [Int64: Int64] = [:]
    try reader.query("SELECT id, item_id FROM belongs_to") { row in
      wholes[try row.integer(0)] = try row.optionalInteger(1)
    }
    self.wholes = wholes
    try readLinks()
  }

  private mutating func readProvenance() throws {
    var rows: [[SQLValue]] = []
    try reader.query(
      "SELECT id, ref, evidence, captured_by, captured_at, said_by_id, workshop_id FROM item"
    ) { rows.append($0.values) }
    for row in rows {
      if case .integer(let id) = row[0], case .text(let ref) = row[1] { refs[id] = ref }
    }
    for row in rows {
      guard case .integer(let id) = row[0] else { continue }
      var known: [(name: String, value: CanonicalValue)] = []
      for (name, value) in zip(["evidence", "captured-by", "captured-at", "said-by", "workshop"], row[2...]) {
        switch value {
        case .text(let text): known.append((name, .text(text)))
        case .integer(let other): known.append((name, .text(refs[other] ?? "?")))
        case .null, .real, .blob: break
        }
      }
      provenance[id] = known
    }
  }

  private mutating func readLinks() throws {
    var rows: [[SQLValue]] = []
    try reader.query("SELECT from_id, attribute, to_id FROM link ORDER BY from_id, attribute, position, to_id")
    {
      rows.append($0.values)
    }
    for row in rows {
      guard case .integer(let from) = row[0], case .text(let attribute) = row[1], case .integer(let to) = row[2]
      else { continue }
      let ref = CanonicalValue.text(refs[to] ?? "?")
      var own = links[from] ?? []
      if let last = own.indices.last, own[last].attribute == attribute {
        own[last].refs.append(ref)
      } else {
        own.append((attribute, [ref]))
      }
      links[from] = own
    }
  }

  /// The facts of a kind, in the order of capture.
  mutating func facts(of kind: Kind) throws -> [PlainFact] {
    let stored = kind.attributes.filter { !$0.type.isList }
    let columns = stored.map { attribute -> String in
      if case .reference = attribute.type { return "\"\(attribute.column)_id\"" }
      return "\"\(attribute.column)\""
    }
    var rows: [[SQLValue]] = []
    try reader.query("SELECT \((["id"] + columns).joined(separator: ", ")) FROM \(kind.view) ORDER BY id") {
      rows.append($0.values)
    }
    return rows.compactMap { row in
      guard case .integer(let id) = row[0], let ref = refs[id] else { return nil }
      var known: [String: CanonicalValue] = [:]
      for (attribute, value) in zip(stored, row.dropFirst()) {
        known[attribute.name] = self.value(value, attribute)
      }
      for (attribute, refs) in links[id] ?? [] where kind.attribute(attribute) != nil {
        known[attribute] = .list(refs)
      }
      return PlainFact(
        ref: ref, kind: kind.name, item: wholes[id].flatMap { refs[$0] } ?? ref,
        attributes: kind.attributes.compactMap { attribute in
          known[attribute.name].map { (name: attribute.name, value: $0) }
        }, provenance: provenance[id] ?? [])
    }
  }

  private func value(_ stored: SQLValue, _ attribute: Attribute) -> CanonicalValue? {
    switch (attribute.type, stored) {
    case (_, .null), (_, .blob): nil
    case (.flag, .integer(let number)): .flag(number != 0)
    case (.reference, .integer(let id)): .text(refs[id] ?? "?")
    case (.choices, .text(let text)): .list(text.split(separator: ",").map { .text(String($0)) })
    case (_, .integer(let number)): .integer(number)
    case (_, .real(let number)): .decimal(number)
    case (_, .text(let text)): .text(text)
    }
  }
}
