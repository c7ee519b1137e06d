import Catalogue
import Database
public import Diagnostics

extension Capture {
  /// Removes a fact and everything that is part of it (the fields of a representation, the codes of a
  /// list). Tells what went, the fact itself first.
  ///
  /// What others still refer to is refused with a list of them, unless `detaching`: then those attributes
  /// become unknown, which is a gap again.
  @discardableResult
  public func remove(_ fact: Fact, detaching: Bool = false) throws(Diagnostic) -> [Fact] {
    do {
      guard fact.kind != "engagement" else {
        throw Diagnostic("needed", "The engagement cannot be removed: a workbook has one.", exit: .usage)
      }
      var doomed = [fact]
      var index = 0
      while index < doomed.count {
        doomed += try parts(of: doomed[index])
        index += 1
      }
      let referrers = try self.referrers(of: doomed)
      guard referrers.isEmpty || detaching else { throw refused(fact, referrers) }
      for referrer in referrers { try detach(referrer) }
      for fact in doomed.reversed() {
        try connection.run(
          """
          INSERT INTO numbering SELECT kind, number FROM fact WHERE id = ? AND number IS NOT NULL
          ON CONFLICT (kind) DO UPDATE SET last = max(last, excluded.last)
          """, [.integer(fact.id)])
        try connection.run("DELETE FROM fact WHERE id = ?", [.integer(fact.id)])
      }
      return doomed
    } catch {
      throw WorkbookError.diagnostic(error, "")
    }
  }

  /// One place where a fact is referred to.
  struct Referrer {
    let fact: Fact
    let attribute: Attribute
    let target: Fact
  }

  /// The facts that belong to this one and go with it.
  func parts(of fact: Fact) throws(DatabaseError) -> [Fact] {
    var found: [Fact] = []
    for kind in Catalogue.kinds {
      guard let parent = kind.parent, let attribute = kind.attribute(parent),
        case .reference(let kinds) = attribute.type, kinds.contains(fact.kind)
      else { continue }
      found += try connection.all(
        "SELECT f.id, f.ref FROM \(kind.table) t JOIN fact f ON f.id = t.id WHERE t.\(attribute.storedColumn) = ?",
        [.integer(fact.id)]
      ) { row throws(DatabaseError) in Fact(id: try row.integer(0), kind: kind.name, ref: try row.text(1)) }
    }
    return found
  }

  /// Everything outside that refers to something inside.
  private func referrers(of doomed: [Fact]) throws(DatabaseError) -> [Referrer] {
    let inside = Set(doomed.map(\.id))
    var found: [Referrer] = []
    for target in doomed {
      for kind in Catalogue.kinds {
        for attribute in kind.attributes {
          let sources = try sources(kind, attribute, of: target).filter { !inside.contains($0.id) }
          found += sources.map { Referrer(fact: $0, attribute: attribute, target: target) }
        }
      }
      let said = try connection.all(
        "SELECT id, kind, ref FROM fact WHERE ? IN (said_by_id, workshop_id)", [.integer(target.id)]
      ) { row throws(DatabaseError) in
        Fact(id: try row.integer(0), kind: try row.text(1), ref: try row.text(2))
      }
      let attribute = Catalogue.provenance[target.kind == "workshop" ? 1 : 0]
      found += said.filter { !inside.contains($0.id) }
        .map { Referrer(fact: $0, attribute: attribute, target: target) }
    }
    return found
  }

  private func sources(_ kind: Kind, _ attribute: Attribute, of target: Fact) throws(DatabaseError) -> [Fact] {
    let sql: String
    switch attribute.type {
    case .reference(let kinds) where kinds.isEmpty || kinds.contains(target.kind):
      sql =
        "SELECT f.id, f.ref FROM \(kind.table) t JOIN fact f ON f.id = t.id WHERE t.\(attribute.storedColumn) = ?"
    case .references(let kinds) where kinds.isEmpty || kinds.contains(target.kind):
      sql = """
        SELECT f.id, f.ref FROM fact_link l JOIN fact f ON f.id = l.fact_id
        WHERE l.target_id = ? AND l.attribute = '\(attribute.name)' AND f.kind = '\(kind.name)'
        """
    default: return []
    }
    return try connection.all(sql, [.integer(target.id)]) { row throws(DatabaseError) in
      Fact(id: try row.integer(0), kind: kind.name, ref: try row.text(1))
    }
  }

  private func detach(_ referrer: Referrer) throws {
    let kind = try Catalogue.kind(referrer.fact.kind)
    if referrer.attribute.required {
      throw Diagnostic(
        "needed", "\(referrer.fact.ref) cannot be without its \(referrer.attribute.name).",
        remedies: ["plumbline remove \(referrer.fact.ref)"], exit: .usage)
    }
    switch referrer.attribute.type {
    case .references:
      try connection.run(
        "DELETE FROM fact_link WHERE fact_id = ? AND attribute = ? AND target_id = ?",
        [.integer(referrer.fact.id), .text(referrer.attribute.name), .integer(referrer.target.id)])
    default:
      let isOwn = kind.attribute(referrer.attribute.name) != nil
      try connection.run(
        "UPDATE \(isOwn ? kind.table : "fact") SET \(referrer.attribute.storedColumn) = NULL WHERE id = ?",
        [.integer(referrer.fact.id)])
    }
  }

  private func refused(_ fact: Fact, _ referrers: [Referrer]) -> Diagnostic {
    var notes = referrers.prefix(10).map { "\($0.fact.ref) (\($0.attribute.name))" }
    if referrers.count > 10 { notes.append("and \(referrers.count - 10) more") }
    return Diagnostic(
      "still-referred-to", "`\(fact.ref)` is still referred to; nothing was removed.", notes: notes,
      remedies: ["plumbline remove \(fact.ref) --detach"], exit: .usage)
  }
}
