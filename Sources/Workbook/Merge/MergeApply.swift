import Catalogue
import Database
import Diagnostics
import Digests

extension Workbook {
  /// Does what was planned, as one command and one entry of the journal.
  ///
  /// Refused while there are conflicts that nobody decided, and when something was captured here since. It can be
  /// undone, unless it brings votes.
  public func apply(
    _ plan: MergePlan, _ summary: String, by attribution: Attribution, rehearsing: Bool = false
  ) throws {
    guard plan.conflicts.isEmpty else {
      throw Diagnostic("internal", "\(counted(plan.conflicts.count, "conflict")) open; nothing was merged.")
    }
    guard !plan.isNothing, let before = plan.before else { return }
    try capture(summary, by: attribution, rehearsing: rehearsing, sealing: plan.bringsSealed) { capture in
      guard try capture.head() == plan.head else {
        throw Diagnostic("changed-meanwhile", "Somebody captured something meanwhile; nothing was merged.")
      }
      try capture.write(plan, over: before, entry: plan.head.seq + 1)
    }
  }
}

extension Capture {
  fileprivate func write(_ plan: MergePlan, over before: FactState, entry: Int) throws {
    // References lead somewhere again at the end.
    try connection.execute("PRAGMA defer_foreign_keys = ON")
    let ids = plan.after.keys.sorted()
    let renamed = ids.filter { id in
      before.facts[id].map { !$0.ref.hasSameBytes(as: plan.after[id]?.ref ?? "") } ?? false
    }
    for id in renamed {
      try connection.run("UPDATE fact SET ref = ? WHERE id = ?", [.text("\u{1}\(id)"), .integer(id)])
    }
    for id in before.facts.keys.sorted() where plan.after[id] == nil {
      try connection.run("DELETE FROM fact WHERE id = ?", [.integer(id)])
    }
    for id in ids {
      guard let fact = plan.after[id] else { continue }
      if let old = before.facts[id] {
        try update(id, old, fact)
      } else {
        try insert(id, fact)
      }
    }
    for (kind, last) in plan.numbering.sorted(by: { $0.key < $1.key }) where before.numbering[kind] != last {
      try connection.run("INSERT OR REPLACE INTO numbering VALUES (?, ?)", [.text(kind), .integer(last)])
    }
    try writeDragged(plan, over: before)
    for head in plan.heads {
      try connection.run("INSERT OR IGNORE INTO merged VALUES (?, ?)", [.blob(head), .integer(Int64(entry))])
    }
    let origins = plan.origins.sorted {
      ($0.key.id, $0.key.attribute ?? "") < ($1.key.id, $1.key.attribute ?? "")
    }
    for (place, origin) in origins {
      try connection.run(
        "INSERT INTO merged_change VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
          .integer(Int64(entry)), .integer(place.id), .text(place.attribute ?? ""), .text(origin.at),
          .text(origin.who), .optional(origin.saidBy), .optional(origin.workshop), .text(origin.summary),
        ])
    }
    for (id, fact) in plan.same.sorted(by: { $0.key < $1.key }) {
      try connection.run("INSERT OR IGNORE INTO same_fact VALUES (?, ?)", [.integer(id), .integer(fact)])
    }
  }

  private func insert(_ id: Int64, _ fact: StoredFact) throws {
    let count = FactLayout.shared.count
    let (shared, own) = (fact.values[..<count], fact.values[count...])
    try connection.run(
      "INSERT INTO fact (id, kind, \(FactLayout.shared.joined(separator: ", "))) VALUES (?, ?\(shared.map { _ in ", ?" }.joined()))",
      [.integer(id), .text(fact.kind)] + shared)
    let names = fact.layout.columns[count...].map { ", " + $0.name.quotedName }.joined()
    try connection.run(
      "INSERT INTO \(fact.layout.kind.table) (id\(names)) VALUES (?\(own.map { _ in ", ?" }.joined()))",
      [.integer(id)] + own)
    for (name, targets) in fact.links.sorted(by: { $0.key < $1.key }) { try link(id, name, targets) }
  }

  private func update(_ id: Int64, _ old: StoredFact, _ fact: StoredFact) throws {
    let count = FactLayout.shared.count
    for (index, column) in fact.layout.columns.enumerated() where old.values[index] != fact.values[index] {
      try connection.run(
        "UPDATE \(index < count ? "fact" : fact.layout.kind.table) SET \(column.name.quotedName) = ? WHERE id = ?",
        [fact.values[index], .integer(id)])
    }
    for name in fact.layout.lists where old.links[name] != fact.links[name] {
      try connection.run(
        "DELETE FROM fact_link WHERE fact_id = ? AND attribute = ?", [.integer(id), .text(name)])
      try link(id, name, fact.links[name] ?? [])
    }
  }

  private func link(_ id: Int64, _ name: String, _ targets: [Int64]) throws {
    for (position, target) in targets.enumerated() {
      try connection.run(
        "INSERT OR IGNORE INTO fact_link VALUES (?, ?, ?, ?)",
        [.integer(id), .text(name), .integer(target), .integer(Int64(position))])
    }
  }

  private func writeDragged(_ plan: MergePlan, over before: FactState) throws {
    for table in FactState.draggedTables {
      let (old, new) = (before.dragged[table.name] ?? [:], plan.dragged[table.name] ?? [:])
      let names = try connection.all("SELECT name FROM pragma_table_info(?) ORDER BY cid", [.text(table.name)])
      {
        row throws(DatabaseError) in try row.text(0)
      }
      let condition = names.prefix(table.key).map { "\($0.quotedName) = ?" }.joined(separator: " AND ")
      for key in old.keys where new[key] == nil {
        try connection.run("DELETE FROM \(table.name) WHERE \(condition)", key)
      }
      for (key, row) in new where old[key] != row {
        // A row that is put in anew would take along what hangs under it.
        if old[key] != nil {
          let rest = names.dropFirst(table.key).map { "\($0.quotedName) = ?" }.joined(separator: ", ")
          try connection.run(
            "UPDATE \(table.name) SET \(rest) WHERE \(condition)", row.dropFirst(table.key) + key)
        } else {
          let places = row.map { _ in "?" }.joined(separator: ", ")
          try connection.run("INSERT INTO \(table.name) VALUES (\(places))", row)
        }
      }
    }
  }
}
