public import Catalogue
import Database
public import Diagnostics

/// How facts get and keep their references.
extension Capture {
  /// The reference of a new fact, and its number if its kind counts.
  func name(
    _ kind: Kind, _ row: [String: SQLValue], _ values: [String: FactValue?], _ chosen: String?
  ) throws -> (ref: String, number: Int64?) {
    switch kind.naming {
    case .fixed(let ref): return (ref, nil)
    case .slug(let attribute):
      let ref = chosen ?? Reference.slug(row[attribute]?.displayed ?? "")
      try check(ref, kind)
      return (ref, nil)
    case .child:
      return (try childReference(kind, row), nil)
    case .numbered(let prefix):
      let sql = """
        SELECT max(coalesce((SELECT max(number) FROM fact WHERE kind = ?1), 0),
          coalesce((SELECT last FROM numbering WHERE kind = ?1), 0))
        """
      let last = try connection.first(sql, [.text(kind.name)]) { row throws(DatabaseError) in
        try row.optionalInteger(0)
      }
      let number = ((last ?? nil) ?? 0) + 1
      return ("\(prefix)-\(number)", number)
    }
  }

  private func childReference(_ kind: Kind, _ row: [String: SQLValue]) throws -> String {
    guard case .child(let parent, let name, let separator, let ending) = kind.naming,
      case .integer(let parentID)? = row[parent], let own = row[name]?.displayed
    else { throw Diagnostic("internal", "\(kind.withArticle.capitalisedFirst) was named without its parent.") }
    let parentRef = try connection.first("SELECT ref FROM fact WHERE id = ?", [.integer(parentID)]) {
      row throws(DatabaseError) in try row.text(0)
    }
    return (parentRef ?? "") + separator + own + ending
  }

  /// A reference that a person types must be one word that no other grammar claims.
  private func check(_ ref: String, _ kind: Kind) throws(Diagnostic) {
    let wrong = ref.first { $0.isWhitespace || "=,.\"'".contains($0) }
    guard ref.isEmpty || wrong != nil || ref.hasPrefix("-") else { return }
    throw Diagnostic(
      "bad-reference",
      ref.isEmpty
        ? "\(kind.withArticle.capitalisedFirst) needs a name with a letter or digit in it."
        : "`\(ref)` cannot be a reference.",
      notes: ["letters, digits, - and _"], remedies: ["plumbline add \(kind.name) … --ref NAME"], exit: .usage)
  }

  /// Renames a fact, and all that are named after it, if what its reference is made of has changed.
  func rename(_ fact: Fact, _ kind: Kind, _ chosen: String?) throws -> Fact {
    let ref: String
    switch kind.naming {
    case .child: ref = try childReference(kind, try naming(of: fact.id, kind))
    case .slug:
      ref = chosen ?? fact.ref
      if chosen != nil { try check(ref, kind) }
    case .fixed, .numbered: ref = fact.ref
    }
    guard ref != fact.ref else { return fact }
    if kind.name == "person" { try refuseStated(fact) }
    if let other = try connection.first(
      "SELECT kind FROM fact WHERE ref = ?", [.text(ref)],
      {
        row throws(DatabaseError) in try row.text(0)
      })
    {
      throw clash(ref, kind, with: other)
    }
    try connection.run("UPDATE fact SET ref = ? WHERE id = ?", [.text(ref), .integer(fact.id)])
    for child in Catalogue.kinds {
      guard case .child(let parent, _, _, _) = child.naming,
        case .reference(let kinds)? = child.attribute(parent)?.type, kinds.contains(kind.name)
      else { continue }
      let column = "\(parent.snakeCase)_id"
      let children = try connection.all(
        "SELECT f.id, f.ref FROM fact f JOIN \(child.table) t ON t.id = f.id WHERE t.\(column) = ?",
        [.integer(fact.id)]
      ) { row throws(DatabaseError) in Fact(id: try row.integer(0), kind: child.name, ref: try row.text(1)) }
      for fact in children { _ = try rename(fact, child, nil) }
    }
    return Fact(id: fact.id, kind: fact.kind, ref: ref)
  }

  /// What somebody has stated names them by the reference of the day, and cannot be changed any more.
  private func refuseStated(_ person: Fact) throws {
    let stated = try connection.first(
      """
      SELECT ref FROM fact WHERE id IN (
        SELECT id FROM fact_approval WHERE person_id = ?1 UNION SELECT id FROM fact_amendment WHERE requested_by_id = ?1)
      """, [.integer(person.id)]
    ) { row throws(DatabaseError) in try row.text(0) }
    guard let stated else { return }
    throw Diagnostic(
      "sealed", "\(person.ref) keeps its reference: \(stated) was stated under it.",
      notes: ["the name can be changed: plumbline set \(person.ref) --name …"],
      remedies: ["plumbline show \(shellQuoted(stated))"], exit: .usage)
  }

  /// The stored values that a child's reference is made of.
  private func naming(of id: Int64, _ kind: Kind) throws -> [String: SQLValue] {
    guard case .child(let parent, let name, _, _) = kind.naming else { return [:] }
    let sql = "SELECT \(parent.snakeCase)_id, \(name.snakeCase.quotedName) FROM \(kind.table) WHERE id = ?"
    let values = try connection.first(sql, [.integer(id)]) { row throws(DatabaseError) in row.values }
    return [parent: values?[0] ?? .null, name: values?[1] ?? .null]
  }
}

extension Capture {
  /// The parent and the own name in a path like `stripe.invoice.status`: the longest beginning that is a
  /// fact of the parent's kind, and the rest. A path whose parent is not there is refused.
  public func split(_ path: String, as kind: Kind) throws(Diagnostic) -> (parent: Fact, name: String) {
    guard case .child(let parent, _, let separator, let ending) = kind.naming,
      case .reference(let kinds)? = kind.attribute(parent)?.type, let parentKind = kinds.first
    else { throw Diagnostic("internal", "\(kind.withArticle.capitalisedFirst) has no path.") }
    let full = !ending.isEmpty && path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
    // A code's parent ends in `=`; anything else is cut at a dot.
    let cut: Character = separator.first ?? "="
    for index in full.indices.reversed() where full[index] == cut {
      let beginning = separator.isEmpty ? String(full[...index]) : String(full[..<index])
      let name = String(full[full.index(after: index)...])
      guard !name.isEmpty, let fact = try? fact(beginning, kinds: [parentKind]) else { continue }
      return (fact, name)
    }
    // Nothing of it is there. The likeliest parent is named: a path may have dots beyond it, as nested
    // fields have, but a representation's has one, and a system's none.
    let dots = parentKind == "representation" ? 2 : 1
    let words = full.split(separator: cut, omittingEmptySubsequences: false)
    if words.count > dots || separator.isEmpty {
      _ = try fact(
        words.prefix(dots).joined(separator: separator) + (separator.isEmpty ? "=" : ""), kinds: [parentKind])
    }
    throw Diagnostic(
      "bad-path", "`\(path)` does not say where the \(kind.name) belongs.",
      notes: ["a \(parentKind), then `\(cut)`, then its own name"], remedies: ["plumbline list \(parentKind)"],
      exit: .usage)
  }
}
