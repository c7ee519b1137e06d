import Diagnostics
import Digests
public import Workbook

/// A workbook as JSON: everything it holds, its history too, in a form that another program can read
/// (docs/canonical-form.md).
public enum Export {
  /// The name that such a file gives itself.
  public static let format = "plumbline-export"
  /// The version of the format that this program writes, and the newest that it reads.
  public static let version = 1

  /// Hands over the file piece by piece. The same facts and history give the same bytes.
  public static func write(_ workbook: Workbook, to sink: ([UInt8]) throws -> Void) throws {
    let facts = try PlainFacts(workbook)
    let head = try workbook.head()
    try sink(line("{\n", [("format", .text(format)), ("version", .integer(Int64(version)))]))
    try sink(
      line(
        ",\n",
        [
          ("schema", .integer(Int64(WorkbookSchema.version))), ("form", .text(PlainFacts.form)),
          ("digest", .text("\(facts.digest)")), ("entries", .integer(Int64(head.seq))),
        ] + (head.hash.map { [("head", .text("\($0)"))] } ?? [])))
    try section("facts", facts.facts.map(\.exported), sink)
    try section("items", facts.items.map(\.exported), sink)
    try section("baselines", try Baseline.all(workbook).map { try $0.exported(workbook) }, sink)
    var first = true
    try sink(Array(",\n\"journal\": [".utf8))
    try workbook.eachRecord { record in
      try sink(Array((first ? "\n" : ",\n").utf8) + record.exported.guarded)
      first = false
    }
    try sink(Array("\n]\n}\n".utf8))
  }

  /// The whole file.
  public static func bytes(_ workbook: Workbook) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try write(workbook) { bytes += $0 }
    return bytes
  }

  private static func line(_ before: String, _ members: [(String, CanonicalValue)]) -> [UInt8] {
    var bytes = Array(before.utf8)
    for (index, (name, value)) in members.enumerated() {
      bytes += Array("\(index == 0 ? "" : ",\n")\"\(name)\": ".utf8) + value.guarded
    }
    return bytes
  }

  /// A list, one value a line.
  private static func section(
    _ name: String, _ values: [CanonicalValue], _ sink: ([UInt8]) throws -> Void
  ) throws {
    try sink(Array(",\n\"\(name)\": [".utf8))
    for (index, value) in values.enumerated() {
      try sink(Array((index == 0 ? "\n" : ",\n").utf8) + value.guarded)
    }
    try sink(Array("\n]".utf8))
  }
}

extension PlainFact {
  var exported: CanonicalValue {
    .object([
      ("attributes", .object(attributes)), ("item", .text(item)), ("kind", .text(kind)),
      ("provenance", .object(provenance)), ("ref", .text(ref)),
    ])
  }
}

extension Item {
  var exported: CanonicalValue {
    .object([("digest", .text("\(digest)")), ("kind", .text(kind)), ("ref", .text(ref))])
  }
}

extension JournalRecord {
  /// The entry as the file has it; the change as base64.
  var exported: CanonicalValue {
    .object(known: [
      ("action", .text(entry.action)), ("at", .text(entry.at)), ("changeset", .text(Base64.text(changeset))),
      ("entry", .text(name)), ("hash", .text("\(hash)")), ("said-by", entry.saidBy.map { .text($0) }),
      ("schema", .integer(Int64(schemaVersion))), ("seq", .integer(Int64(entry.seq))),
      ("subject", entry.subject.map { .integer(Int64($0)) }), ("summary", .text(entry.summary)),
      ("who", .text(entry.who)), ("workshop", entry.workshop.map { .text($0) }),
    ])
  }
}
