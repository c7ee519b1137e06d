import Catalogue
import Database
public import Diagnostics

/// A fact that was looked up.
public struct Fact: Hashable, Sendable {
  /// Its id within this workbook, and (by chance and clock) in the world.
  public let id: Int64
  /// The name of its kind.
  public let kind: String
  /// Its reference, as it is written.
  public let ref: String

  /// Names a fact.
  public init(id: Int64, kind: String, ref: String) {
    self.id = id
    self.kind = kind
    self.ref = ref
  }
}

extension Connection {
  /// The fact that a person means by a reference.
  ///
  /// Tried in turn: the reference as it is; without regard to case; a value of a field's code list
  /// (`stripe.invoice.status=paid`); the title or name of a fact, as a word (`paid-invoices` for F-3).
  /// With `kinds`, only facts of these count.
  func resolve(_ typed: String, kinds: [String]) throws(Diagnostic) -> Fact {
    do {
      if let fact = try fact(typed, kinds) { return fact }
      if let fact = try codeOfField(typed, kinds) { return fact }
      if let fact = try byTitle(typed, kinds) { return fact }
      throw try unknown(typed, kinds)
    } catch {
      throw WorkbookError.diagnostic(error, "")
    }
  }

  private func fact(_ ref: String, _ kinds: [String]) throws -> Fact? {
    let exact = try facts("WHERE ref = ?", ref)
    let found = exact.isEmpty ? try facts("WHERE ref = ? COLLATE NOCASE", ref) : exact
    let right = kinds.isEmpty ? found : found.filter { kinds.contains($0.kind) }
    if right.count > 1 { throw ambiguous(ref, right) }
    if let fact = right.first { return fact }
    if let wrong = exact.first { throw wrongKind(ref, wrong.kind, kinds) }
    return nil
  }

  private func facts(_ condition: String, _ ref: String) throws(DatabaseError) -> [Fact] {
    try all("SELECT id, kind, ref FROM fact \(condition)", [.text(ref)]) { row throws(DatabaseError) in
      Fact(id: try row.integer(0), kind: try row.text(1), ref: try row.text(2))
    }
  }

  private func codeOfField(_ ref: String, _ kinds: [String]) throws -> Fact? {
    guard kinds.isEmpty || kinds.contains("code") || kinds.contains("code-list"),
      let equals = ref.firstIndex(of: "=")
    else { return nil }
    let sql = """
      SELECT l.ref FROM fact f JOIN fact_field t ON t.id = f.id JOIN fact l ON l.id = t.code_list_id
      WHERE f.ref = ?
      """
    let list = try first(sql, [.text(String(ref[..<equals]))]) { row throws(DatabaseError) in try row.text(0) }
    guard let list else { return nil }
    return try fact(list + ref[ref.index(after: equals)...], kinds)
  }

  private func byTitle(_ typed: String, _ kinds: [String]) throws -> Fact? {
    let slug = Reference.slug(typed)
    guard !slug.isEmpty else { return nil }
    for kind in Catalogue.kinds where kinds.contains(kind.name) {
      switch kind.naming {
      case .numbered, .slug: break
      case .fixed, .child: continue
      }
      let sql = "SELECT id, ref, \(kind.title.snakeCase.quotedName) FROM \(kind.view)"
      let found = try all(sql) { row throws(DatabaseError) -> Fact? in
        guard let title = try row.optionalText(2), Reference.slug(title) == slug else { return nil }
        return Fact(id: try row.integer(0), kind: kind.name, ref: try row.text(1))
      }.compactMap { $0 }
      if found.count > 1 { throw ambiguous(typed, found) }
      if let fact = found.first { return fact }
    }
    return nil
  }

  private func ambiguous(_ ref: String, _ found: [Fact]) -> Diagnostic {
    Diagnostic(
      "ambiguous-reference", "`\(ref)` may mean several facts.",
      notes: found.map { "\($0.ref) (\($0.kind))" }, exit: .usage)
  }

  private func wrongKind(_ ref: String, _ kind: String, _ wanted: [String]) -> Diagnostic {
    func article(_ name: String) -> String { (try? Catalogue.kind(name))?.withArticle ?? "a \(name)" }
    return Diagnostic(
      "wrong-kind", "`\(ref)` is \(article(kind)), not \(wanted.map(article).joined(separator: " or ")).",
      remedies: ["plumbline list \(wanted.first ?? kind)"], exit: .usage)
  }

  /// The refusal of a reference that nothing has, with the nearest that exists.
  private func unknown(_ ref: String, _ kinds: [String]) throws(DatabaseError) -> Diagnostic {
    let places = kinds.map { _ in "?" }.joined(separator: ", ")
    let candidates = try all(
      "SELECT ref FROM fact \(kinds.isEmpty ? "" : "WHERE kind IN (\(places))") LIMIT 50000",
      kinds.map { .text($0) }
    ) { row throws(DatabaseError) in try row.text(0) }
    let wanted = kinds.isEmpty ? "fact" : kinds.joined(separator: " or ")
    var remedies: [String] = []
    if let only = kinds.first, kinds.count == 1 {
      remedies = ["plumbline list \(only)"]
      if let kind = try? Catalogue.kind(only) { remedies.append(kind.commandThatMakes(ref)) }
    }
    return Diagnostic(
      "unknown-reference", "There is no \(wanted) `\(ref)`.",
      notes: nearest(to: ref, in: candidates).map { ["did you mean `\($0)`?"] } ?? [], remedies: remedies,
      exit: .usage)
  }
}

extension Workbook {
  /// The fact of an id, as it is called now; nil when it is gone.
  public func fact(withID id: Int64) throws(Diagnostic) -> Fact? {
    do {
      return try connection.first("SELECT kind, ref FROM fact WHERE id = ?", [.integer(id)]) {
        row throws(DatabaseError) in Fact(id: id, kind: try row.text(0), ref: try row.text(1))
      }
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// The fact that a person means by a reference, of one of these kinds if there are any.
  public func fact(_ typed: String, kinds: [String] = []) throws(Diagnostic) -> Fact {
    try connection.resolve(typed, kinds: kinds)
  }
}

extension Workbook {
  /// The references that begin so, at most a thousand, of one of these kinds if there are any.
  public func references(beginning: String, kinds: [String]) throws(Diagnostic) -> [String] {
    let places = kinds.map { _ in "?" }.joined(separator: ", ")
    do {
      return try connection.all(
        """
        SELECT ref FROM fact WHERE substr(ref, 1, length(?)) = ?\(kinds.isEmpty ? "" : " AND kind IN (\(places))")
        ORDER BY ref LIMIT 1000
        """, [.text(beginning), .text(beginning)] + kinds.map { .text($0) }
      ) { row throws(DatabaseError) in try row.text(0) }
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// The references of some kinds, in the order they were captured, no more than so many.
  public func references(kinds: [String], atMost limit: Int) throws(Diagnostic) -> [String] {
    let places = kinds.map { _ in "?" }.joined(separator: ", ")
    do {
      return try connection.all(
        "SELECT ref FROM fact WHERE kind IN (\(places)) ORDER BY id LIMIT \(limit)", kinds.map { .text($0) }
      ) { row throws(DatabaseError) in try row.text(0) }
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  /// As many references as are worth ranking; whoever means another types another letter.
  private static let ranked = 1_000

  /// The facts that somebody may mean who has typed so much, numbered ones with their titles, of one of these
  /// kinds if there are any: those whose references begin so; where there are none, those that have these letters
  /// in them in their order, case aside; where there are none either, numbered ones whose titles have.
  ///
  /// Of very many that begin so the last is among those told, so that what all of them begin with can be seen.
  public func facts(
    matching letters: String, kinds: [String]
  ) throws(Diagnostic) -> [(fact: Fact, title: String?)] {
    do {
      var found = try beginning(letters, kinds)
      if found.isEmpty { found = try having(letters, kinds) }
      guard found.isEmpty else { return try titled(found) }
      return try described(letters, kinds)
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }

  private static func condition(_ kinds: [String]) -> String {
    kinds.isEmpty ? "" : " AND kind IN (\(kinds.map { _ in "?" }.joined(separator: ", ")))"
  }

  /// What begins so, looked up in the index of references, for it may be typed in small letters or capitals.
  private func beginning(_ letters: String, _ kinds: [String]) throws(DatabaseError) -> [Fact] {
    var found: [Fact] = []
    for start in Set([letters, letters.lowercased(), letters.uppercased()]).sorted() {
      let range = "ref >= ? AND ref < ? || char(1114111)\(Self.condition(kinds))"
      let values = [.text(start), .text(start)] + kinds.map { SQLValue.text($0) }
      let some = try facts("\(range) ORDER BY ref LIMIT \(Self.ranked)", values)
      found += some
      if some.count == Self.ranked {
        found += try facts("\(range) ORDER BY ref DESC LIMIT 1", values).filter { $0 != some.last }
      }
    }
    return found.sorted { ($0.ref.utf8.count, $0.ref) < ($1.ref.utf8.count, $1.ref) }
  }

  /// What has the letters in it, shortest first.
  private func having(_ letters: String, _ kinds: [String]) throws(DatabaseError) -> [Fact] {
    try facts(
      "ref LIKE ? ESCAPE '\\'\(Self.condition(kinds)) ORDER BY length(ref), ref LIMIT \(Self.ranked)",
      [.text(Self.pattern(letters))] + kinds.map { .text($0) })
  }

  private func facts(_ condition: String, _ values: [SQLValue]) throws(DatabaseError) -> [Fact] {
    try connection.all("SELECT id, kind, ref FROM fact WHERE \(condition)", values) {
      row throws(DatabaseError) in
      Fact(id: try row.integer(0), kind: try row.text(1), ref: try row.text(2))
    }
  }

  /// Letters with anything between them, for LIKE. A pattern has its limits (sqlite.org/limits.html); what is
  /// longer can only be pasted.
  private static func pattern(_ letters: String) -> String {
    let escaped = letters.map { "%_\\".contains($0) ? "\\\($0)" : String($0) }
    return "%" + escaped.prefix(200).map { $0 + "%" }.joined()
  }

  /// The facts with the titles of those that have a number for a name, for the first hundred of a kind.
  private func titled(_ facts: [Fact]) throws(DatabaseError) -> [(fact: Fact, title: String?)] {
    var titles: [Int64: String] = [:]
    for kind in Catalogue.kinds {
      guard case .numbered = kind.naming else { continue }
      let ids = facts.filter { $0.kind == kind.name }.prefix(100).map(\.id)
      guard !ids.isEmpty else { continue }
      let places = ids.map { _ in "?" }.joined(separator: ", ")
      let sql = "SELECT id, \(kind.title.snakeCase.quotedName) FROM \(kind.view) WHERE id IN (\(places))"
      for (id, title) in try connection.all(
        sql, ids.map { .integer($0) },
        { row throws(DatabaseError) in (try row.integer(0), try row.optionalText(1)) })
      {
        titles[id] = title
      }
    }
    return facts.map { ($0, titles[$0.id]) }
  }

  /// Facts that have a number for a name, by their titles.
  private func described(
    _ letters: String, _ kinds: [String]
  ) throws(DatabaseError) -> [(fact: Fact, title: String?)] {
    var found: [(fact: Fact, title: String?)] = []
    for kind in Catalogue.kinds where kinds.isEmpty || kinds.contains(kind.name) {
      guard case .numbered = kind.naming else { continue }
      let title = kind.title.snakeCase.quotedName
      let sql = """
        SELECT id, ref, \(title) FROM \(kind.view) WHERE \(title) LIKE ?1 ESCAPE '\\'
        ORDER BY length(ref), ref LIMIT 100
        """
      found += try connection.all(sql, [.text(Self.pattern(letters))]) { row throws(DatabaseError) in
        (Fact(id: try row.integer(0), kind: kind.name, ref: try row.text(1)), try row.optionalText(2))
      }
    }
    return found
  }
}
