public import Catalogue
public import Database
public import Diagnostics

/// A fact with what is known of it.
public struct FactRecord: Sendable {
  /// Which fact it is.
  public let fact: Fact
  /// Its attributes in the catalogue's order, then its provenance; nil is not known.
  public let values: [(attribute: Attribute, value: FactValue?)]
  /// The facts that refer to it: their references and by which attribute.
  public var referrers: [(ref: String, attribute: String)] = []

  /// Its kind.
  public var kind: Kind? { try? Catalogue.kind(fact.kind) }

  /// The words that a person knows it by, where its kind has them.
  public var title: String? {
    guard let name = kind?.title, case .text(let text)? = value(name) else { return nil }
    return text
  }

  /// The value of one attribute.
  public func value(_ name: String) -> FactValue? {
    values.first { $0.attribute.name == name }?.value
  }
}

extension Workbook {
  /// One fact, with those that refer to it.
  public func record(_ fact: Fact) throws(Diagnostic) -> FactRecord {
    do {
      let kind = try Catalogue.kind(fact.kind)
      let found = try reader().records(kind, where: "id = \(fact.id)")
      guard var record = found.first else { throw Diagnostic("internal", "`\(fact.ref)` is gone.") }
      record.referrers = try referrers(of: fact)
      return record
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// Every mention of a fact by another: which, and by which attribute.
  private func referrers(of fact: Fact) throws(DatabaseError) -> [(ref: String, attribute: String)] {
    var branches: [String] = []
    for kind in Catalogue.kinds {
      for attribute in kind.attributes {
        guard case .reference(let kinds) = attribute.type, kinds.isEmpty || kinds.contains(fact.kind) else {
          continue
        }
        branches.append(
          "SELECT id, '\(attribute.name)' AS attribute FROM \(kind.table) WHERE \(attribute.storedColumn) = ?1")
      }
    }
    branches.append("SELECT fact_id, attribute FROM fact_link WHERE target_id = ?1")
    return try connection.all(
      """
      SELECT f.ref, r.attribute FROM (\(branches.joined(separator: " UNION ALL "))) r
      JOIN fact f ON f.id = r.id ORDER BY f.id
      """, [.integer(fact.id)]
    ) { row throws(DatabaseError) in (try row.text(0), try row.text(1)) }
  }
}

extension Reader {
  /// What is known of one fact, without those that refer to it; nil when it is gone.
  public func record(of id: Int64) throws -> FactRecord? {
    let found = try rows("SELECT kind FROM item WHERE id = :id", named: ["id": .integer(id)]).rows
    guard let kind = found.first?[0].displayed else { return nil }
    return try records(try Catalogue.kind(kind), where: "id = :id", named: ["id": .integer(id)]).first
  }

  /// The facts of a kind in the order of capture, those for which a condition of a person's own holds if
  /// there is one. The condition is SQL over the kind's view.
  public func records(
    _ kind: Kind, where condition: String? = nil, named: [String: SQLValue] = [:]
  ) throws -> [FactRecord] {
    try FactRecord.all(kind, where: condition) { sql, row in try query(sql, named: named, at: nil, row: row) }
  }
}

extension Capture {
  /// One fact as it stands within this command.
  public func record(_ fact: Fact) throws(Diagnostic) -> FactRecord {
    let found = try records(Catalogue.kind(fact.kind), where: "id = \(fact.id)")
    guard let record = found.first else { throw Diagnostic("internal", "`\(fact.ref)` is gone.") }
    return record
  }

  /// The facts of a kind for which a condition of the program's own holds, as they stand within this command.
  func records(_ kind: Kind, where condition: String) throws(Diagnostic) -> [FactRecord] {
    do {
      return try FactRecord.all(kind, where: condition) { sql, row in try connection.query(sql, [], row) }
    } catch {
      throw WorkbookError.diagnostic(error, "")
    }
  }

  /// The questions about a fact.
  public func questions(about fact: Fact) throws(Diagnostic) -> [FactRecord] {
    try records(Catalogue.question, where: "about_id = \(fact.id)")
  }
}

extension FactRecord {
  fileprivate static func all(
    _ kind: Kind, where condition: String?,
    _ query: (_ sql: String, _ row: (borrowing Row) throws -> Void) throws -> Void
  ) throws -> [FactRecord] {
    let attributes = kind.attributes + Catalogue.provenance
    let columns = attributes.map { $0.shown(in: kind) }.joined(separator: ", ")
    let filter = condition.map { " WHERE (\($0)\n)" } ?? ""
    var records: [FactRecord] = []
    try query("SELECT id, ref, \(columns) FROM \(kind.view)\(filter) ORDER BY id") { row in
      let fact = Fact(id: try row.integer(0), kind: kind.name, ref: try row.text(1))
      var values: [(Attribute, FactValue?)] = []
      for (index, attribute) in attributes.enumerated() {
        values.append((attribute, attribute.value(of: row.value(index + 2))))
      }
      records.append(FactRecord(fact: fact, values: values))
    }
    return records
  }
}

extension Attribute {
  /// Its column of the kind's view, or of `item` for what every fact keeps.
  fileprivate func shown(in kind: Kind) -> String {
    guard Catalogue.provenance.contains(self) else { return column.quotedName }
    return "(SELECT \(column) FROM item WHERE item.id = \(kind.view).id)"
  }

  /// A value of its column in a view, as the attribute's type reads it.
  public func value(of stored: SQLValue) -> FactValue? {
    switch (type, stored) {
    case (_, .null): nil
    case (.flag, .integer(let number)): .flag(number != 0)
    case (.reference, .text(let ref)): .references([ref])
    case (.references, .text(let refs)): .references(refs.components(", "))
    case (_, .integer(let number)): .integer(Int(number))
    case (_, .real(let number)): .decimal(number)
    case (_, .text(let text)): .text(text)
    case (_, .blob): nil
    }
  }
}

extension FactValue {
  /// As a person reads it, and may type it.
  public var shown: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .decimal(let number): SQLValue.real(number).displayed ?? ""
    case .flag(let flag): flag ? "yes" : "no"
    case .references(let refs): refs.joined(separator: ", ")
    }
  }
}

extension String {
  /// The parts between a separator of two characters.
  fileprivate func components(_ separator: String) -> [String] {
    var parts: [String] = [""]
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(separator) {
        parts.append("")
        rest = rest.dropFirst(separator.count)
      } else {
        parts[parts.count - 1].append(rest.removeFirst())
      }
    }
    return parts
  }
}
