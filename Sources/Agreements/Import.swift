public import Catalogue
public import Diagnostics
import Digests
public import Formats
public import Workbook

/// Reads what `Export` wrote, and makes a workbook of it.
public struct Import {
  /// The name of the file, for messages.
  public let file: String
  let root: Node

  /// Reads a file: depth, size and number of values are bounded (`limits`).
  public init(_ bytes: [UInt8], file: String, limits: Limits = Limits(depth: 12, bytes: 256 << 20))
    throws(Diagnostic)
  {
    self.file = file
    root = try JSON.parse(bytes, file: file, limits: limits)
    guard root["format"]?.string == Export.format else {
      throw Diagnostic(
        "not-an-export", "\(file) is no export of a workbook.", at: place(root["format"] ?? root),
        reason: "it does not begin with \"format\": \"\(Export.format)\"",
        remedies: ["plumbline export json --to FILE"])
    }
    guard let version = root["version"]?.int, version >= 1 else {
      throw wrong(root["version"] ?? root, "a version, from 1")
    }
    guard version <= Export.version else {
      throw Diagnostic(
        "export-too-new",
        "\(file) has version \(version) of the format; this program reads up to \(Export.version).",
        at: place(root["version"] ?? root), remedies: ["plumbline --version"])
    }
  }

  /// Makes a new workbook of it at a path. Everything is made from the journal, whose chain must hold; that the
  /// facts, digests and baselines of the file are those that follow is checked, and the first that is not is
  /// refused with its place. When anything is refused, nothing is left at the path.
  public func makeWorkbook(_ path: String, at moment: Moment) throws(Diagnostic) {
    try requireSchema()
    try Workbook.restore(path, at: moment, records: try records(), checking: check)
  }

  /// Makes the workbook in memory only, with the same checks.
  public func workbook() throws(Diagnostic) -> Workbook {
    try requireSchema()
    return try Workbook.restored(records: try records(), checking: check)
  }

  /// Whether it was written by a program of this one's data dictionary.
  var hasOurSchema: Bool { root["schema"]?.int == WorkbookSchema.version }

  private func requireSchema() throws(Diagnostic) {
    guard hasOurSchema else {
      throw Diagnostic(
        "other-schema",
        "\(file) is of schema version \(root["schema"]?.scalarText ?? "?"); this program reads \(WorkbookSchema.version).",
        at: place(root["schema"] ?? root), remedies: ["plumbline --version"])
    }
  }

  private func check(_ workbook: Workbook) throws {
    let made = try JSON.parse(
      try Export.bytes(workbook), file: "made", limits: Limits(depth: 12, bytes: 1 << 30))
    for name in ["form", "digest", "entries", "head"] where made[name] != root[name] {
      throw Diagnostic(
        "facts-do-not-follow", "The \(name) of \(file) is not the one that follows from its journal.",
        at: place(root[name] ?? root))
    }
    for name in ["facts", "items", "baselines"] { try compare(name, with: made) }
  }

  /// Each value of a list must be the one that follows from the journal.
  private func compare(_ name: String, with made: Node) throws(Diagnostic) {
    guard let told = root[name]?.sequence else { throw wrong(root[name] ?? root, "a list, `\(name)`") }
    let expected = made[name]?.sequence ?? []
    for (index, node) in told.enumerated() {
      guard index < expected.count,
        JSON.write(node, style: .compact) == JSON.write(expected[index], style: .compact)
      else {
        let ref = node["ref"]?.string ?? "?"
        throw Diagnostic(
          "facts-do-not-follow", "`\(ref)` in \(file) is not what its journal says.", at: place(node),
          reason: "what an export tells of facts follows from its journal, and cannot be edited there",
          remedies: ["plumbline export json --to FILE"])
      }
    }
    guard told.count == expected.count else {
      throw Diagnostic(
        "facts-do-not-follow", "The \(name) of \(file) are fewer than its journal says.",
        at: place(root[name] ?? root))
    }
  }

  /// The journal, whose chain must hold.
  func records() throws(Diagnostic) -> [JournalRecord] {
    guard let nodes = root["journal"]?.sequence else {
      throw wrong(root["journal"] ?? root, "a list, `journal`")
    }
    var records: [JournalRecord] = []
    var previous: Digest?
    for (index, node) in nodes.enumerated() {
      let record = try record(node)
      guard record.entry.seq == index + 1 else {
        throw wrong(node["seq"] ?? node, "\(index + 1), the next entry's number")
      }
      guard record.hash(after: previous) == record.hash else {
        throw Diagnostic(
          "journal-altered", "Entry \(record.entry.seq) of the journal is not as it was written.",
          at: place(node),
          reason: "its hash does not follow from its content and the entry before it")
      }
      previous = record.hash
      records.append(record)
    }
    return records
  }

  private func record(_ node: Node) throws(Diagnostic) -> JournalRecord {
    guard let changeset = Base64.bytes(try text("changeset", of: node)) else {
      throw wrong(node["changeset"] ?? node, "base64 with padding, on one line")
    }
    guard let hash = Digest(try text("hash", of: node)) else {
      throw wrong(node["hash"] ?? node, "64 hexadecimal digits in lower case")
    }
    return JournalRecord(
      entry: JournalEntry(
        seq: try integer("seq", of: node), action: try text("action", of: node),
        subject: node["subject"] == nil ? nil : try integer("subject", of: node), at: try text("at", of: node),
        who: try text("who", of: node), saidBy: try optionalText("said-by", of: node),
        workshop: try optionalText("workshop", of: node), summary: try text("summary", of: node)),
      name: try text("entry", of: node), schemaVersion: try integer("schema", of: node), changeset: changeset,
      hash: hash)
  }

  private func text(_ key: String, of node: Node) throws(Diagnostic) -> String {
    guard let text = node[key]?.string else { throw wrong(node[key] ?? node, "a text, `\(key)`") }
    return text
  }

  private func optionalText(_ key: String, of node: Node) throws(Diagnostic) -> String? {
    node[key] == nil ? nil : try text(key, of: node)
  }

  private func integer(_ key: String, of node: Node) throws(Diagnostic) -> Int {
    guard let number = node[key]?.int else { throw wrong(node[key] ?? node, "a whole number, `\(key)`") }
    return number
  }

  private func place(_ node: Node) -> Place {
    Place(file: file, line: node.position.line, column: node.position.column)
  }

  private func wrong(_ node: Node, _ wanted: String) -> Diagnostic {
    Diagnostic("bad-export", "Here \(file) must have \(wanted).", at: place(node))
  }
}
