public import Catalogue
internal import Database
public import Diagnostics

/// Who is capturing, on whose word, in which sitting, and when.
public struct Attribution: Sendable {
  /// Who is typing.
  public var who: String
  /// The moment of capture.
  public var at: Moment
  /// The reference of the person who said it.
  public var saidBy: String?
  /// The reference of the sitting.
  public var workshop: String?
  /// A number drawn by chance for this command, so that two laptops do not give the same ids.
  public var chance: UInt64

  /// Names who, when, on whose word, and where.
  public init(who: String, at: Moment, chance: UInt64, saidBy: String? = nil, workshop: String? = nil) {
    self.who = who
    self.at = at
    self.chance = chance
    self.saidBy = saidBy
    self.workshop = workshop
  }
}

/// The one door: what may be done to the facts within one command.
///
/// It lives as long as the closure given to `Workbook.capture`. Whatever throws undoes all of it.
public final class Capture {
  let connection: Connection
  let attribution: Attribution
  /// Whether this is the kind of command that nobody can take back.
  let isSealing: Bool
  /// The journal entry that was made of it, once it is written; nil when it changed nothing.
  public internal(set) var entry: Int?
  private var saidBy: Int64?
  private var workshop: Int64?
  private var lastID: Int64
  /// The step of a sitting that this capture passes, if it is an answer in one.
  var passing: (step: SittingStep, sitting: Int64, position: Int)?

  init(_ connection: Connection, _ attribution: Attribution, isSealing: Bool = false) throws {
    self.connection = connection
    self.attribution = attribution
    self.isSealing = isSealing
    lastID = try Self.firstID(connection, attribution)
    if let name = attribution.saidBy { saidBy = try connection.resolve(name, kinds: ["person"]).id }
    if let name = attribution.workshop { workshop = try connection.resolve(name, kinds: ["workshop"]).id }
  }

  /// Captures a new fact and tells its reference.
  ///
  /// `ref` chooses the reference of a kind that is named after its title. A required attribute that is
  /// missing, a reference that nothing has, and a reference that is taken are refused.
  @discardableResult
  public func add(
    _ kind: Kind, _ given: [String: FactValue?], ref chosen: String? = nil
  ) throws(Diagnostic) -> Fact {
    guard isSealing || kind.sealed == .nothing else { throw sealedKind(kind) }
    var values = given
    for attribute in kind.attributes {
      if let initial = attribute.initial, values[attribute.name] == nil {
        values[attribute.name] = .text(initial)
      }
      if attribute.required, (values[attribute.name] ?? nil) == nil { throw missing(attribute, kind) }
    }
    do {
      let (row, links) = try resolve(values, kind)
      let (ref, number) = try name(kind, row, values, chosen)
      lastID += 1
      try insertFact(kind, ref, number, values)
      let stored = kind.attributes.filter { !$0.type.isList }
      let places = stored.map { _ in ", ?" }.joined()
      let columns = stored.map { ", " + $0.storedColumn.quotedName }.joined()
      try connection.run(
        "INSERT INTO \(kind.table) (id\(columns)) VALUES (?\(places))",
        [.integer(lastID)] + stored.map { row[$0.name] ?? .null })
      for (attribute, targets) in links { try write(targets, attribute, of: lastID) }
      if kind.name == "mapping" { try rememberAgreement(lastID) }
      return Fact(id: lastID, kind: kind.name, ref: ref)
    } catch {
      throw WorkbookError.diagnostic(error, "")
    }
  }

  /// Gives attributes of a fact new values; nil makes one unknown. Tells its reference after that.
  @discardableResult
  public func set(_ fact: Fact, _ values: [String: FactValue?], ref chosen: String? = nil) throws(Diagnostic)
    -> Fact
  {
    let kind = try Catalogue.kind(fact.kind)
    try refuseSealed(fact, kind, setting: values.keys.sorted(), ref: chosen)
    for attribute in kind.attributes where attribute.required {
      if let value = values[attribute.name], value == nil { throw missing(attribute, kind) }
    }
    do {
      var (row, links) = try resolve(values, kind)
      if try reopens(fact, kind, row, links, values) {
        row["state"] = .text("proposed")
        row["decided-by"] = .null
        row["decided-on"] = .null
      }
      let stored = kind.attributes.filter { row[$0.name] != nil }
      if !stored.isEmpty {
        let columns = stored.map { $0.storedColumn.quotedName + " = ?" }.joined(separator: ", ")
        try connection.run(
          "UPDATE \(kind.table) SET \(columns) WHERE id = ?",
          stored.map { row[$0.name] ?? .null } + [.integer(fact.id)])
      }
      for (attribute, targets) in links { try write(targets, attribute, of: fact.id) }
      // Whoever says so again has looked again.
      if kind.name == "mapping", row["state"] != nil || row["decided-by"] != nil {
        try rememberAgreement(fact.id)
      }
      try setProvenance(fact.id, values)
      return try rename(fact, kind, chosen)
    } catch {
      throw WorkbookError.diagnostic(error, "")
    }
  }

  /// Whether this would change what was agreed in a row, without a word on its state. What nobody has seen
  /// cannot stay agreed. Filling in what was not known is no such change.
  private func reopens(
    _ fact: Fact, _ kind: Kind, _ row: [String: SQLValue], _ links: [(String, [Int64])],
    _ values: [String: FactValue?]
  ) throws(DatabaseError) -> Bool {
    guard let agreed = kind.agreed, values["state"] == nil, values["decided-by"] == nil else { return false }
    let columns = ["state"] + kind.attributes.filter { !$0.type.isList }.map { $0.storedColumn.quotedName }
    let present = try connection.first(
      "SELECT \(columns.joined(separator: ", ")) FROM \(kind.table) WHERE id = ?", [.integer(fact.id)]
    ) { row throws(DatabaseError) in row.values }
    guard let present, present[0] == .text("agreed") else { return false }
    let held = Dictionary(
      uniqueKeysWithValues: zip(kind.attributes.filter { !$0.type.isList }.map(\.name), present.dropFirst()))
    let changed = row.contains { name, value in
      let before = held[name] ?? .null
      return agreed.contains(name) && before != .null && before != value
    }
    if changed { return true }
    for (attribute, targets) in links where agreed.contains(attribute) {
      let before = try connection.all(
        "SELECT target_id FROM fact_link WHERE fact_id = ? AND attribute = ? ORDER BY position",
        [.integer(fact.id), .text(attribute)]
      ) { row throws(DatabaseError) in try row.integer(0) }
      if !before.isEmpty, before != targets { return true }
    }
    return false
  }

  /// Adds further references to a list attribute, after those that are there.
  public func append(_ targets: [Fact], to attribute: String, of fact: Fact) throws(Diagnostic) {
    do {
      for target in targets {
        try connection.run(
          """
          INSERT OR IGNORE INTO fact_link SELECT ?1, ?2, ?3,
            coalesce((SELECT max(position) + 1 FROM fact_link WHERE fact_id = ?1 AND attribute = ?2), 0)
          """, [.integer(fact.id), .text(attribute), .integer(target.id)])
      }
    } catch {
      throw WorkbookError.diagnostic(error, "")
    }
  }

  /// The fact that a person means by a reference.
  public func fact(_ typed: String, kinds: [String] = []) throws(Diagnostic) -> Fact {
    try connection.resolve(typed, kinds: kinds)
  }

  /// The facts that a person means by a reference, or by a pattern in which `*` stands for anything. A pattern
  /// means facts of one kind, one that has these attributes.
  public func facts(_ pattern: String, having attributes: [String] = []) throws(Diagnostic) -> [Fact] {
    guard pattern.contains("*") else { return [try fact(pattern)] }
    // GLOB reads `[` and `?` too, which names are full of.
    let glob = pattern.map { $0 == "[" || $0 == "?" ? "[\($0)]" : String($0) }.joined()
    do {
      let found = try connection.all(
        "SELECT id, kind, ref FROM fact WHERE ref GLOB ? ORDER BY id", [.text(glob)]
      ) {
        row throws(DatabaseError) in Fact(id: try row.integer(0), kind: try row.text(1), ref: try row.text(2))
      }
      // Codes are below their lists in name only: a pattern means one kind, that of its first match.
      let able = Catalogue.kinds.filter { kind in attributes.allSatisfy { kind.attribute($0) != nil } }.map(
        \.name)
      guard let kind = found.first(where: { able.contains($0.kind) })?.kind else {
        throw Diagnostic("no-match", "No reference matches `\(pattern)`.", exit: .usage)
      }
      return found.filter { $0.kind == kind }
    } catch {
      throw WorkbookError.diagnostic(error, "")
    }
  }

  // MARK: Pieces

  private func missing(_ attribute: Attribute, _ kind: Kind) -> Diagnostic {
    Diagnostic(
      "missing-value", "\(kind.withArticle.capitalisedFirst) needs its \(attribute.name): \(attribute.help).",
      notes: ["it takes \(attribute.type.expectation)"], remedies: ["plumbline help add \(kind.name)"],
      exit: .usage)
  }

  /// What goes into the kind's row, by attribute, and what into the links. References are looked up.
  private func resolve(
    _ values: [String: FactValue?], _ kind: Kind
  ) throws -> (row: [String: SQLValue], links: [(String, [Int64])]) {
    var row: [String: SQLValue] = [:]
    var links: [(String, [Int64])] = []
    for attribute in kind.attributes {
      guard let value = values[attribute.name] else { continue }
      switch (attribute.type, value) {
      case (.references(let kinds), let value):
        guard case .references(let typed)? = value else {
          links.append((attribute.name, []))
          continue
        }
        links.append((attribute.name, try typed.map { try connection.resolve($0, kinds: kinds).id }))
      case (.reference(let kinds), .references(let typed)?):
        row[attribute.name] = .integer(try connection.resolve(typed[0], kinds: kinds).id)
      case (_, .text(let text)?): row[attribute.name] = .text(text)
      case (_, .integer(let number)?): row[attribute.name] = .integer(Int64(number))
      case (_, .decimal(let number)?): row[attribute.name] = .real(number)
      case (_, .flag(let flag)?): row[attribute.name] = .integer(flag ? 1 : 0)
      case (_, .references?), (_, nil): row[attribute.name] = .null
      }
    }
    return (row, links)
  }

  private func insertFact(_ kind: Kind, _ ref: String, _ number: Int64?, _ values: [String: FactValue?]) throws
  {
    if let taken = try connection.first(
      "SELECT kind FROM fact WHERE ref = ?", [.text(ref)],
      {
        row throws(DatabaseError) in try row.text(0)
      })
    {
      throw taken == kind.name ? exists(ref, kind) : clash(ref, kind, with: taken)
    }
    let provenance = try self.provenance(values)
    try connection.run(
      "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(lastID), .text(kind.name), .text(ref), .optional(number),
        provenance["said-by"] ?? .optional(saidBy), provenance["workshop"] ?? .optional(workshop),
        provenance["evidence"] ?? .null, .text(attribution.who), .text("\(attribution.at)"),
      ])
  }

  private func exists(_ ref: String, _ kind: Kind) -> Diagnostic {
    Diagnostic(
      "already-there", "There is a \(kind.name) `\(ref)` already; nothing was changed.",
      remedies: ["plumbline show \(ref)"] + (kind.sealed == .everything ? [] : ["plumbline set \(ref) …"]),
      exit: .usage)
  }

  func clash(_ ref: String, _ kind: Kind, with other: String) -> Diagnostic {
    Diagnostic(
      "reference-taken", "`\(ref)` is already the reference of a \(other).",
      remedies: [
        kind.canBeNamed
          ? "plumbline add \(kind.name) … --ref \(ref)-\(kind.name)" : "plumbline show \(shellQuoted(ref))"
      ], exit: .usage)
  }

  /// Who said it, where and how it is known, if it is given with the values.
  private func provenance(_ values: [String: FactValue?]) throws -> [String: SQLValue] {
    var found: [String: SQLValue] = [:]
    for name in ["said-by", "workshop"] {
      guard let value = values[name] else { continue }
      guard case .references(let typed)? = value else {
        found[name] = .null
        continue
      }
      let kind = name == "workshop" ? "workshop" : "person"
      found[name] = .integer(try connection.resolve(typed[0], kinds: [kind]).id)
    }
    if let value = values["evidence"] {
      if case .text(let text)? = value { found["evidence"] = .text(text) } else { found["evidence"] = .null }
    }
    return found
  }

  /// Who said the latest, and where, is what a fact keeps; who said what before is in the journal.
  private func setProvenance(_ id: Int64, _ values: [String: FactValue?]) throws {
    var given = try provenance(values)
    if let saidBy, given["said-by"] == nil { given["said-by"] = .integer(saidBy) }
    if let workshop, given["workshop"] == nil { given["workshop"] = .integer(workshop) }
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      let column = name == "evidence" ? "evidence" : name.snakeCase + "_id"
      try connection.run("UPDATE fact SET \(column) = ? WHERE id = ?", [value, .integer(id)])
    }
  }

  /// Replaces the references of a list.
  private func write(_ targets: [Int64], _ attribute: String, of id: Int64) throws {
    try connection.run(
      "DELETE FROM fact_link WHERE fact_id = ? AND attribute = ?", [.integer(id), .text(attribute)])
    for (position, target) in targets.enumerated() {
      try connection.run(
        "INSERT OR IGNORE INTO fact_link VALUES (?, ?, ?, ?)",
        [.integer(id), .text(attribute), .integer(target), .integer(Int64(position))])
    }
  }

  /// 31 bits of seconds since 2024, 32 bits of chance; never below what the workbook has already.
  private static func firstID(_ connection: Connection, _ by: Attribution) throws(DatabaseError) -> Int64 {
    let seconds = Int64(min(max(0, by.at.seconds - 1_704_067_200), 1 << 31 - 1))
    let drawn = seconds << 32 | Int64(by.chance >> 32)
    let last = try connection.first("SELECT max(id) FROM fact") { row throws(DatabaseError) in
      try row.optionalInteger(0)
    }
    guard let last, let last, drawn <= last else { return drawn }
    // A clock was ahead once. Copies of the workbook must not go on with the same ids on both sides; near the end of all
    // numbers the steps are smaller.
    return last + min(Int64(by.chance >> 36), (.max - last) >> 16)
  }
}

extension Kind {
  /// Whether a person may choose the reference of one.
  fileprivate var canBeNamed: Bool { if case .slug = naming { true } else { false } }
}
