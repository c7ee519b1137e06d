import Database
import Diagnostics
import Digests
public import Workbook

/// What changed since a baseline, and what has to be looked at again because of that.
public struct Supersession: Sendable {
  /// One item that is no longer what it was, or that rests on one.
  public struct Entry: Sendable, Equatable {
    /// What became of it.
    public enum How: String, Sendable {
      /// It holds something else than it did.
      case changed
      /// It is gone.
      case removed
      /// It is new.
      case added
      /// It is as it was, but rests on something that is not.
      case downstream
    }

    /// The item's reference; `estimate` for the estimate.
    public var ref: String
    /// The kind of the fact that it is named after; `document` for the estimate.
    public var kind: String
    /// What became of it.
    public var how: How
    /// For what is downstream: the item that changed.
    public var because: String?
  }

  /// What changed itself, by reference, then what rests on that, by reference.
  public let entries: [Entry]

  /// Compares a baseline with a workbook as it is now.
  public init(since baseline: Baseline, _ workbook: Workbook) throws {
    let facts = try PlainFacts(workbook)
    try self.init(since: baseline, facts, workbook, try workbook.reader())
  }

  /// Puts what changed since the newest baseline beside the views as `changed_item`, for templates: one row an item
  /// that is no longer what it was, or that rests on one; nothing when there is no baseline.
  public static func provide(_ workbook: Workbook, to reader: Reader) throws {
    let entries = try Baseline.all(reader).last.map { try Supersession(since: $0, workbook).entries } ?? []
    try reader.provide(
      "changed_item", columns: "item, kind, how, because",
      rows: entries.map { [.text($0.ref), .text($0.kind), .text($0.how.rawValue), .optional($0.because)] })
  }

  init(since baseline: Baseline, _ now: PlainFacts, _ workbook: Workbook, _ reader: Reader) throws {
    var before: [[UInt8]: FrozenItem] = [:]
    for item in try baseline.items(reader) { before[Array(item.ref.utf8)] = item }
    var touched: [Entry] = []
    for item in now.items {
      let old = before.removeValue(forKey: Array(item.ref.utf8))
      guard old?.digest != item.digest else { continue }
      touched.append(Entry(ref: item.ref, kind: item.kind, how: old == nil ? .added : .changed))
    }
    touched += before.values.map { Entry(ref: $0.ref, kind: $0.kind, how: .removed) }
    touched.sort { $0.ref.precedesInBytes($1.ref) }
    guard !touched.isEmpty else {
      entries = []
      return
    }
    let reach = try Reach(reader, touched: touched, ids: try workbook.touched(since: baseline.entry))
    entries = touched + reach.downstream()
  }
}

/// Walks from what was touched to what rests on it (the view `depends_on`).
private struct Reach {
  private var names: [Int64: (ref: String, kind: String)] = [:]
  private var wholes: [Int64: Int64] = [:]
  private var parts: [Int64: [Int64]] = [:]
  private var dependents: [Int64: [Int64]] = [:]
  private var starts: [(id: Int64, because: String)] = []
  private let touched: [Supersession.Entry]

  init(_ reader: Reader, touched: [Supersession.Entry], ids: Set<Int64>) throws {
    self.touched = touched
    var names: [Int64: (ref: String, kind: String)] = [:]
    try reader.query("SELECT id, ref, kind FROM item") { row in
      names[try row.integer(0)] = (try row.text(1), try row.text(2))
    }
    var wholes: [Int64: Int64] = [:]
    try reader.query("SELECT id, item_id FROM belongs_to") { row in
      wholes[try row.integer(0)] = try row.optionalInteger(1)
    }
    var dependents: [Int64: [Int64]] = [:]
    try reader.query("SELECT on_id, item_id FROM depends_on") { row in
      dependents[try row.integer(0), default: []].append(try row.integer(1))
    }
    for (part, whole) in wholes { parts[whole, default: []].append(part) }
    self.names = names
    self.wholes = wholes
    self.dependents = dependents
    // Of an item that changed, only the facts that were touched pull others along: a word about one field is
    // no change to the mappings of the others.
    let changed = Set(touched.map { Array($0.ref.utf8) })
    for (id, name) in names where wholes[id] == nil && changed.contains(Array(name.ref.utf8)) {
      let all = [id] + (parts[id] ?? [])
      let own = all.filter(ids.contains)
      for id in own.isEmpty ? all : own { starts.append((id, name.ref)) }
    }
    starts.sort { $0.id < $1.id }
  }

  func downstream() -> [Supersession.Entry] {
    var seen = Set(starts.map(\.id))
    var queue = starts
    var found: [Int64: String] = [:]
    var next = 0
    while next < queue.count {
      let (id, because) = queue[next]
      next += 1
      for dependent in (dependents[id] ?? []).sorted() where seen.insert(dependent).inserted {
        let item = wholes[dependent] ?? dependent
        if found[item] == nil { found[item] = because }
        queue.append((dependent, because))
        // What rests on a part of it rests on it.
        for part in parts[dependent] ?? [] where seen.insert(part).inserted { queue.append((part, because)) }
      }
    }
    let direct = Set(touched.map { Array($0.ref.utf8) })
    var entries = found.compactMap { id, because -> Supersession.Entry? in
      guard let name = names[id], !direct.contains(Array(name.ref.utf8)) else { return nil }
      return Supersession.Entry(ref: name.ref, kind: name.kind, how: .downstream, because: because)
    }
    entries.sort { $0.ref.precedesInBytes($1.ref) }
    // Everything is priced: an estimate of other facts is not the one that was agreed.
    entries.append(
      Supersession.Entry(ref: "estimate", kind: "document", how: .downstream, because: touched.first?.ref))
    return entries
  }
}
