public import Catalogue
internal import Database
public import Diagnostics

/// What importing a schema did, or would do.
public struct ImportReport: Sendable, Equatable {
  /// One attribute that changed, or that people had already answered differently.
  public struct Difference: Sendable, Equatable {
    /// The fact's reference.
    public var ref: String
    /// The attribute's name.
    public var attribute: String
    /// What the workbook said before.
    public var before: String?
    /// What the schema says now.
    public var after: String?
  }

  /// References that are new.
  public var added: [String] = []
  /// Attributes that follow the schema.
  public var changed: [Difference] = []
  /// Attributes where a person's word was kept against the schema's.
  public var kept: [Difference] = []
  /// References that the schema no longer has and that nobody had touched: removed.
  public var removed: [String] = []
  /// References that the schema no longer has, kept because people have said something of them.
  public var gone: [String] = []
  /// How many facts are as they were.
  public var unchanged = 0
}

extension Capture {
  /// Merges what a schema says into the workbook. Nothing that a person captured is overwritten or dropped.
  ///
  /// An attribute follows the schema as long as it holds what the schema last said; from then on it is the
  /// person's. `covers` tells which references this import speaks for: what it covers and no longer has is
  /// removed, or marked as gone if anybody has said something of it.
  public func merge(
    _ facts: [ImportedFact], source: String, covers: (String) -> Bool
  ) throws(Diagnostic) -> ImportReport {
    do {
      var report = ImportReport()
      var seen: Set<Int64> = []
      for fact in facts { seen.insert(try merge(fact, source, &report)) }
      try sweep(notIn: seen, kinds: Set(facts.map(\.kind)).union(["field", "code"]), covers, &report)
      return report
    } catch {
      throw WorkbookError.diagnostic(error, "")
    }
  }

  private func merge(_ fact: ImportedFact, _ source: String, _ report: inout ImportReport) throws -> Int64 {
    let kind = try Catalogue.kind(fact.kind)
    let known = try connection.first(
      "SELECT id FROM fact WHERE ref = ? AND kind = ?", [.text(fact.ref), .text(kind.name)]
    ) {
      row throws(DatabaseError) in try row.integer(0)
    }
    guard let id = known else {
      var values: [String: FactValue?] = fact.values.mapValues { $0 }
      values["evidence"] = .some(.text("document"))
      let added = try add(kind, values)
      report.added.append(added.ref)
      try remember(fact, added.id, source)
      return added.id
    }
    let before = report.changed.count
    try update(Fact(id: id, kind: kind.name, ref: fact.ref), fact, kind, &report)
    if report.changed.count == before { report.unchanged += 1 }
    try remember(fact, id, source)
    return id
  }

  /// Brings the attributes of a known fact up to the schema, where they still follow it.
  private func update(_ known: Fact, _ told: ImportedFact, _ kind: Kind, _ report: inout ImportReport) throws {
    let last = try lastTold(known.id)
    let present = try current(known.id, kind)
    var changes: [String: FactValue?] = [:]
    for attribute in kind.attributes where last[attribute.name] != nil || told.values[attribute.name] != nil {
      let now = told.values[attribute.name].map(Self.canonical)
      let held = present[attribute.name]
      guard now != held else { continue }
      let difference = ImportReport.Difference(
        ref: known.ref, attribute: attribute.name, before: held, after: now)
      if held == last[attribute.name] {
        guard !(attribute.required && now == nil) else { continue }
        changes.updateValue(told.values[attribute.name], forKey: attribute.name)
        report.changed.append(difference)
      } else if now != last[attribute.name] {
        report.kept.append(difference)
      }
    }
    if !changes.isEmpty { try set(known, changes) }
  }

  private func remember(_ fact: ImportedFact, _ id: Int64, _ source: String) throws {
    try connection.run(
      """
      INSERT INTO imported VALUES (?1, ?2, 0)
      ON CONFLICT (fact_id) DO UPDATE SET source = ?2, gone = 0 WHERE source <> ?2 OR gone
      """, [.integer(id), .text(source)])
    let last = try lastTold(id)
    for (name, value) in fact.values.sorted(by: { $0.key < $1.key }) {
      let text = Self.canonical(value)
      guard last[name] != text else { continue }
      try connection.run(
        "INSERT OR REPLACE INTO imported_value VALUES (?, ?, ?)", [.integer(id), .text(name), .text(text)])
    }
    for name in last.keys.sorted() where fact.values[name] == nil {
      try connection.run(
        "DELETE FROM imported_value WHERE fact_id = ? AND attribute = ?", [.integer(id), .text(name)])
    }
  }

  private func lastTold(_ id: Int64) throws(DatabaseError) -> [String: String] {
    let pairs = try connection.all(
      "SELECT attribute, value FROM imported_value WHERE fact_id = ?", [.integer(id)]
    ) { row throws(DatabaseError) in (try row.text(0), try row.text(1)) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// What the workbook holds, as text in the way `canonical` writes it. Lists are left out: no schema has them.
  private func current(_ id: Int64, _ kind: Kind) throws(DatabaseError) -> [String: String] {
    let attributes = kind.attributes.filter { !$0.type.isList }
    let columns = attributes.map(\.column.quotedName).joined(separator: ", ")
    let values = try connection.first("SELECT \(columns) FROM \(kind.view) WHERE id = ?", [.integer(id)]) {
      row throws(DatabaseError) in row.values
    }
    var texts: [String: String] = [:]
    for (attribute, value) in zip(attributes, values ?? []) { texts[attribute.name] = value.displayed }
    return texts
  }

  private static func canonical(_ value: FactValue) -> String {
    switch value {
    case .text(let text): text
    case .integer(let number): String(number)
    case .decimal(let number): SQLValue.real(number).displayed ?? ""
    case .flag(let flag): flag ? "1" : "0"
    case .references(let refs): refs.joined(separator: ", ")
    }
  }

  /// Deals with what the schema had before and has no longer.
  private func sweep(
    notIn seen: Set<Int64>, kinds: Set<String>, _ covers: (String) -> Bool, _ report: inout ImportReport
  ) throws {
    let known = try connection.all(
      "SELECT f.id, f.kind, f.ref FROM imported i JOIN fact f ON f.id = i.fact_id WHERE NOT i.gone ORDER BY f.id DESC"
    ) { row throws(DatabaseError) in
      Fact(id: try row.integer(0), kind: try row.text(1), ref: try row.text(2))
    }
    for fact in known where !seen.contains(fact.id) && kinds.contains(fact.kind) && covers(fact.ref) {
      if try isUntouched(fact), (try? remove(fact)) != nil {
        report.removed.append(fact.ref)
      } else {
        try connection.run("UPDATE imported SET gone = 1 WHERE fact_id = ?", [.integer(fact.id)])
        report.gone.append(fact.ref)
      }
    }
    report.removed.reverse()
    report.gone.reverse()
  }

  /// Whether a fact came from a schema and holds only what that said. Children are looked at before their
  /// parents.
  private func isUntouched(_ fact: Fact) throws -> Bool {
    let kind = try Catalogue.kind(fact.kind)
    let told = try lastTold(fact.id)
    let hasParts = try !parts(of: fact).isEmpty
    return try !hasParts && isKnownFromDocumentOnly(fact)
      && current(fact.id, kind) == told
  }

  /// A fact that a person captured first, or vouched for since, is known by more than its schema.
  private func isKnownFromDocumentOnly(_ fact: Fact) throws(DatabaseError) -> Bool {
    let evidence = try connection.first("SELECT evidence FROM fact WHERE id = ?", [.integer(fact.id)]) {
      row throws(DatabaseError) in try row.optionalText(0)
    }
    return evidence == "document"
  }
}
