internal import Database
public import Workbook

/// What hangs under what, for all facts of a workbook at once: a system's representations, fields and codes;
/// a flow's exceptions, signals and tests. The view `part_of` says which kinds hang under which.
public struct PartsOfFacts {
  private var parts: [Int64: [Int64]] = [:]
  private var wholes: [Int64: Int64] = [:]
  private var facts: [Int64: (ref: String, kind: String)] = [:]
  private var ids: [String: Int64] = [:]

  /// Reads them. It takes as long as reading every fact's reference once.
  public init(_ reader: Reader) throws {
    try reader.query("SELECT id, ref, kind FROM item") { row in
      let (id, ref) = (try row.integer(0), try row.text(1))
      facts[id] = (ref, try row.text(2))
      ids[ref] = id
    }
    try reader.query("SELECT part_id, whole_id FROM part_of ORDER BY part_id") { row in
      let (part, whole) = (try row.integer(0), try row.integer(1))
      parts[whole, default: []].append(part)
      if wholes[part] == nil { wholes[part] = whole }
    }
  }

  /// The kind of a fact; nil for a reference that nothing has.
  public func kind(of ref: String) -> String? { ids[ref].flatMap { facts[$0]?.kind } }

  /// The reference of what a fact is part of, the first if there are several; its own if it stands alone.
  public func whole(of ref: String) -> String {
    ids[ref].flatMap { wholes[$0] }.flatMap { facts[$0]?.ref } ?? ref
  }

  /// The references of every fact of a kind, in the order of capture.
  public func all(_ kind: String) -> [String] {
    facts.filter { $0.value.kind == kind }.sorted { $0.key < $1.key }.map(\.value.ref)
  }

  /// The references of a fact and of everything that hangs under it, however deep; empty for a reference that
  /// nothing has.
  public func under(_ ref: String) -> Set<String> {
    guard let root = ids[ref] else { return [] }
    var seen: Set<Int64> = [root]
    var queue = [root]
    while let id = queue.popLast() {
      for part in parts[id] ?? [] where seen.insert(part).inserted { queue.append(part) }
    }
    return Set(seen.compactMap { facts[$0]?.ref })
  }
}
