public import Diagnostics
import Files
import Formats
public import Workbook

/// The end of a journal as somebody kept it outside of the workbook: how many entries there were, and the hash of the
/// last. Against entries that are cut off the end, with all that they did, nothing within the file helps.
public struct KeptHead: Sendable {
  /// How many entries there were.
  public var entries: Int?
  /// The hash of the last of them, or its first digits.
  public var hash: String?
  /// Where that was kept, for a message.
  public var source: String

  /// What somebody typed. Eight digits of the hash are as many as nobody meets by chance.
  public init(entries: Int?, hash: String?, source: String) throws(Diagnostic) {
    if let entries, entries < 1 {
      throw Diagnostic(
        "bad-value", "`--entries` takes how many entries there were, not \(entries).",
        remedies: ["plumbline history"], exit: .usage)
    }
    if let hash, !(8...64).contains(hash.utf8.count) || !hash.utf8.allSatisfy(\.isHexadecimal) {
      throw Diagnostic(
        "bad-value", "`--head` takes 8 to 64 hexadecimal digits, not `\(hash)`.",
        remedies: ["plumbline baseline verify"], exit: .usage)
    }
    self.entries = entries
    self.hash = hash?.lowercased()
    self.source = source
  }

  /// What a file tells: an export, the statement of a baseline or a vote, or a folder for sign-off or its manifest.
  public static func all(in path: String, called name: String) throws(Diagnostic) -> [KeptHead] {
    let file = Files.isFolder(path) ? Files.join(path, SignOffManifest.name) : path
    let root = try JSON.parse(Files.read(file), file: name, limits: Limits(depth: 12, bytes: 256 << 20))
    var found: [KeptHead] = []
    let statement = root["baseline"]?["statement"]
    for (node, number) in [
      (root, "entries"), (root, "entry"), (root["packed"], "entries"), (statement, "entry"),
    ] {
      guard let hash = node?["head"]?.string else { continue }
      // What is no hash was not kept by us; the file is refused below, by its name.
      guard let kept = try? KeptHead(entries: node?[number]?.int, hash: hash, source: name) else { continue }
      if !found.contains(where: { $0.hash == kept.hash && ($0.entries != nil || kept.entries == nil) }) {
        found.append(kept)
      }
    }
    guard !found.isEmpty else { throw unreadable(name) }
    return found.filter { kept in
      kept.entries != nil || !found.contains { $0.hash == kept.hash && $0.entries != nil }
    }
  }

  private static func unreadable(_ name: String) -> Diagnostic {
    Diagnostic(
      "no-head-kept", "\(name) does not tell where a journal ended.", at: Place(file: name),
      notes: ["an export, a folder for sign-off, and the statement of a baseline or a vote do"],
      remedies: ["plumbline export json --to FILE", "plumbline baseline statement BASELINE > FILE"])
  }

  /// What the journal of a workbook lacks of what was kept; nil when it is all there.
  public func problem(_ workbook: Workbook) throws -> Diagnostic? {
    let journal = try workbook.hashes()
    let place = hash.flatMap { kept in journal.firstIndex { "\($0)".hasPrefix(kept) } }.map { $0 + 1 }
    let end =
      journal.last.map { "the journal here ends at entry \(journal.count), \($0)" } ?? "the journal is empty"
    guard let entries else {
      guard place == nil, let hash else { return nil }
      return missing(
        "No entry of the journal has the hash \(hash), which was kept.", workbook, [end],
        reason: "what was captured up to it was cut off, or the journal was made anew")
    }
    guard entries <= journal.count else {
      let first = journal.count + 1
      return missing(
        entries == first
          ? "Entry \(entries) of the journal is missing: it ends before it."
          : "Entries \(first) to \(entries) of the journal are missing: it ends before them.", workbook, [end],
        reason: "they were cut off together with what they did, or this is an older copy")
    }
    guard let hash, !"\(journal[entries - 1])".hasPrefix(hash) else { return nil }
    return missing(
      "Entry \(entries) of the journal is not the one that was kept.", workbook,
      ["its hash was \(hash), and is \(journal[entries - 1])"]
        + (place.map { ["entry \($0) has that hash"] } ?? []),
      reason: place == nil
        ? "it, or one before it, was made anew" : "the number or the hash was kept of another entry")
  }

  private func missing(_ summary: String, _ workbook: Workbook, _ notes: [String], reason: String) -> Diagnostic
  {
    let words =
      (entries.map { " --entries \($0)" } ?? "") + (hash.map { " --head \($0.prefix(12))" } ?? "")
    return Diagnostic(
      "journal-cut", summary, at: Place(file: workbook.path), reason: reason,
      notes: notes + ["what was kept: \(source)"],
      remedies: ["plumbline doctor --workbook COPY.plumb\(words)"])
  }
}

extension UInt8 {
  fileprivate var isHexadecimal: Bool {
    (0x30...0x39).contains(self) || (0x41...0x46).contains(self) || (0x61...0x66).contains(self)
  }
}
