import Catalogue
import Database
import Diagnostics

/// Compares the tables of facts with what the journal says they must hold.
struct FactExamination {
  let workbook: Workbook
  let expected: Workbook
  private var problems: [Diagnostic] = []
  private var count = 0

  /// No more differences than these are told one by one.
  private static let most = 20

  init(_ workbook: Workbook, against expected: Workbook) {
    self.workbook = workbook
    self.expected = expected
  }

  /// Every row that differs, with the entry that wrote it last.
  mutating func run() throws -> [Diagnostic] {
    for table in WorkbookSchema.factTables { try compare(table) }
    if count > Self.most {
      problems.append(
        Diagnostic(
          "facts-altered",
          "\(counted(count - Self.most, "more row")) \(count == Self.most + 1 ? "is" : "are") not what the journal says.",
          at: Place(file: workbook.path)))
    }
    return problems
  }

  private mutating func compare(_ table: String) throws {
    let columns = try workbook.connection.all(
      "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", [.text(table)]
    ) { row throws(DatabaseError) in (name: try row.text(0), isKey: try row.integer(1) > 0) }
    let keys = columns.indices.filter { columns[$0].isKey }
    func key(_ row: [SQLValue]) -> [UInt8] { keys.flatMap { row[$0].encoded } }
    let sql = "SELECT * FROM \(table) ORDER BY \(keys.map { "\($0 + 1)" }.joined(separator: ", "))"
    var wanted: [[UInt8]: [SQLValue]] = [:]
    try expected.connection.query(sql) { row in
      let values = row.values
      wanted[key(values)] = values
    }
    var strangers: [[SQLValue]] = []
    var changed: [(held: [SQLValue], wanted: [SQLValue])] = []
    try workbook.connection.query(sql) { row in
      let values = row.values
      guard let other = wanted.removeValue(forKey: key(values)) else { return strangers.append(values) }
      if values.flatMap(\.encoded) != other.flatMap(\.encoded) { changed.append((values, other)) }
    }
    let names = columns.map(\.name)
    for (held, wanted) in changed { try report(table, names, keys, held: held, wanted: wanted) }
    for held in strangers { try report(table, names, keys, held: held, wanted: nil) }
    for wanted in wanted.values.sorted(by: { $0[0].encoded.lexicographicallyPrecedes($1[0].encoded) }) {
      try report(table, names, keys, held: nil, wanted: wanted)
    }
  }

  private mutating func report(
    _ table: String, _ columns: [String], _ keys: [Int], held: [SQLValue]?, wanted: [SQLValue]?
  ) throws {
    count += 1
    guard count <= Self.most, let row = held ?? wanted else { return }
    let ref = try ref(of: row[0])
    var notes: [String] = []
    if let held, let wanted {
      for index in columns.indices where held[index].encoded != wanted[index].encoded {
        notes.append(
          "\(columns[index]): the journal says \(wanted[index].told), the file \(held[index].told)")
      }
    } else {
      notes.append(
        held == nil ? "the journal has it, the file has not" : "the file has it, the journal has not")
    }
    if let entry = try lastEntry(touching: table, keys.map { row[$0] }, keys) {
      notes.append("last written by entry \(entry.seq): \(entry.at) \(entry.who): \(entry.summary)")
    }
    problems.append(
      Diagnostic(
        "facts-altered", "`\(ref)` is not what the journal says (\(table)).",
        at: Place(file: workbook.path), reason: "it was changed by something other than Plumbline",
        notes: notes,
        remedies: ["plumbline history \(shellQuoted(ref)) --workbook \(shellQuoted(workbook.path))"]))
  }

  /// The reference of a fact, as the journal has it or else as the file has.
  private func ref(of id: SQLValue) throws -> String {
    for connection in [expected.connection, workbook.connection] {
      if let ref = try connection.first(
        "SELECT ref FROM fact WHERE id = ?", [id],
        { row throws(DatabaseError) in
          try row.text(0)
        })
      {
        return ref
      }
    }
    return id.displayed ?? "?"
  }

  private func lastEntry(touching table: String, _ key: [SQLValue], _ places: [Int]) throws -> JournalEntry? {
    var last: JournalEntry?
    try workbook.eachRecord { record in
      let changes = try Changeset(bytes: record.changeset).changes()
      let touches = changes.contains { change in
        guard change.table == table else { return false }
        let row = change.operation == .inserted ? change.new : change.old
        return zip(places, key).allSatisfy { place, value in
          place < row.count && row[place]?.encoded == value.encoded
        }
      }
      if touches { last = record.entry }
    }
    return last
  }
}

extension SQLValue {
  /// Bytes that no other value has: what is compared must not pass over spellings, as Swift's texts do.
  fileprivate var encoded: [UInt8] {
    func sized(_ tag: UInt8, _ bytes: [UInt8]) -> [UInt8] {
      [tag] + withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { Array($0) } + bytes
    }
    switch self {
    case .null: return [0]
    case .integer(let number): return [1] + withUnsafeBytes(of: number.bigEndian) { Array($0) }
    case .real(let number): return [2] + withUnsafeBytes(of: number.bitPattern.bigEndian) { Array($0) }
    case .text(let text): return sized(3, Array(text.utf8))
    case .blob(let bytes): return sized(4, bytes)
    }
  }

  /// For a message, at most so long.
  fileprivate var told: String {
    guard let displayed else { return "nothing" }
    return displayed.count <= 80 ? "“\(displayed)”" : "“\(displayed.prefix(80))…”"
  }
}

extension Workbook {
  /// What of the facts does not follow from the journal; what guards the signed tables and is gone.
  func examineFacts() throws -> [Diagnostic] {
    let replay = try Replay()
    do {
      try eachRecord { try replay.add($0) }
    } catch let diagnostic as Diagnostic {
      return [diagnostic]
    }
    var examination = FactExamination(self, against: replay.workbook)
    return try examination.run() + examineGuards(replay.workbook)
  }

  /// The tables, triggers and views that a workbook of this version has, as they must be, and no others: what
  /// is read goes through the views, and a trigger of somebody's own would run with every capture.
  private func examineGuards(_ expected: Workbook) throws -> [Diagnostic] {
    let sql = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    var held: [String: String] = [:]
    try connection.query(sql) { row in held["\(try row.text(0)) \(try row.text(1))"] = try row.text(2) }
    var problems: [Diagnostic] = []
    try expected.connection.query(sql + " ORDER BY name") { row in
      let name = "\(try row.text(0)) \(try row.text(1))"
      let found = held.removeValue(forKey: name)
      guard found != (try row.text(2)) else { return }
      problems.append(
        Diagnostic(
          "schema-altered", "The \(name) of the workbook is \(found == nil ? "gone" : "not ours").",
          at: Place(file: path), reason: "it was changed by something other than Plumbline"))
    }
    for name in held.keys.sorted() {
      problems.append(
        Diagnostic(
          "schema-altered", "The \(name) is no part of a workbook.", at: Place(file: path),
          reason: "it was added by something other than Plumbline"))
    }
    return problems
  }
}
