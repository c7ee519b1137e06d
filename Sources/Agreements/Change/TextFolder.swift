import Catalogue
public import Diagnostics
import Digests
import Files
public import Workbook

/// A workbook as a folder of plain text that differs well: a file an item, a line an attribute, everything in one
/// order whoever captured it when.
///
/// The folder `KIND/` of an item's kind has `REF.txt`. A file begins with the item's own fact; its parts follow, each
/// under its reference. Only what changed is written, and only files that an earlier export wrote are removed:
/// `.plumbline` lists them.
public struct TextFolder: Sendable {
  /// The file that lists what an export wrote.
  static let listing = ".plumbline"

  /// The files by path, in order.
  public let files: [(path: String, text: String)]

  /// Writes down a workbook's facts.
  public init(_ workbook: Workbook) throws {
    let facts = try PlainFacts(workbook)
    var parts: [[UInt8]: [PlainFact]] = [:]
    for fact in facts.facts { parts[Array(fact.item.utf8), default: []].append(fact) }
    var files: [(path: String, text: String)] = []
    for fact in facts.facts where fact.item.hasSameBytes(as: fact.ref) {
      let others = (parts[Array(fact.ref.utf8)] ?? []).filter { !$0.ref.hasSameBytes(as: fact.ref) }
      let text = ([fact] + others).map(Self.text).joined(separator: "\n")
      files.append(("\(fact.kind)/\(Self.fileName(fact.ref)).txt", text))
    }
    self.files = files.sorted { $0.path.precedesInBytes($1.path) }
  }

  /// What a write did, by path.
  public struct Report: Sendable {
    /// The files that are new or other than they were.
    public var written: [String] = []
    /// The files of an earlier export that are gone.
    public var removed: [String] = []
    /// How many were as they are.
    public var same = 0
  }

  /// Brings a folder up to date.
  public func write(to folder: String) throws(Diagnostic) -> Report {
    var report = Report()
    let listing = Files.join(folder, Self.listing)
    let before = Files.exists(listing) ? try Files.text(listing).split(separator: "\n").map(String.init) : []
    try refuseStrangers(in: folder, known: Set(before))
    for (path, text) in files {
      let full = Files.join(folder, path)
      let bytes = Array(text.utf8)
      if Files.exists(full), try Files.read(full) == bytes {
        report.same += 1
        continue
      }
      try Files.write(bytes, to: full)
      report.written.append(path)
    }
    let now = Set(files.map(\.path))
    for path in before where !now.contains(path) && Self.isOurs(path) {
      let full = Files.join(folder, path)
      guard Files.exists(full) else { continue }
      try Files.remove(full)
      report.removed.append(path)
    }
    let list = files.map { $0.path + "\n" }.joined()
    if !Files.exists(listing) || before != files.map(\.path) { try Files.write(Array(list.utf8), to: listing) }
    return report
  }

  /// A file that somebody else put where one of ours belongs is not written over.
  private func refuseStrangers(in folder: String, known: Set<String>) throws(Diagnostic) {
    for (path, text) in files where !known.contains(path) {
      let full = Files.join(folder, path)
      guard Files.exists(full) else { continue }
      if !Files.isFolder(full), try Files.read(full) == Array(text.utf8) { continue }
      throw Diagnostic(
        "not-ours", "\(full) was not written by an export; nothing was changed.", at: Place(file: full),
        remedies: ["plumbline export text --to ANOTHER-FOLDER"], exit: .usage)
    }
  }

  /// The listing is a file that anybody can edit: nothing outside the folder is removed for its sake.
  private static func isOurs(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[1].hasSuffix(".txt") && !parts.contains { $0.isEmpty || $0.hasPrefix(".") }
      && (try? Catalogue.kind(String(parts[0]))) != nil
  }

  private static func text(_ fact: PlainFact) -> String {
    var text = "[\(escaped(fact.ref))]\nkind: \(fact.kind)\n"
    for (name, value) in fact.attributes { text += lines(name, value) }
    for (name, value) in fact.provenance where ["said-by", "evidence", "workshop"].contains(name) {
      text += lines(name, value)
    }
    return text
  }

  /// A line a value; several values, and several lines, are a line each below their name.
  private static func lines(_ name: String, _ value: CanonicalValue) -> String {
    if case .list(let values) = value {
      return "\(name):\n" + values.map { "  - \(escaped($0.shown))\n" }.joined()
    }
    let parts = value.shown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { return "\(name): \(escaped(value.shown))\n" }
    return "\(name):\n" + parts.map { "  | \(escaped($0))\n" }.joined()
  }

  /// Characters that steer a terminal, and the backslash, are escaped, so that the text is what it looks like.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result += scalar == "\\" ? "\\\\" : String(scalar)
      }
    }
    return result
  }

  /// A reference as a file's name on any system: what is not plain is replaced, and a piece of its digest keeps
  /// names apart that would be one, on systems too that do not tell capitals.
  private static func fileName(_ ref: String) -> String {
    let isPlain =
      ref.utf8.count <= 100 && !ref.hasPrefix(".") && !ref.hasSuffix(".")
      && ref.utf8.allSatisfy { byte in
        (97...122).contains(byte) || (48...57).contains(byte) || [45, 46, 95].contains(byte)
      }
    // Numbered facts have capitals and are told apart by their numbers.
    if isPlain || isNumbered(ref) { return ref }
    let kept = ref.prefix(60).map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) ? $0 : "_" }
    return String(kept) + "~" + "\(Digest(of: Array(ref.utf8)))".prefix(8)
  }

  private static func isNumbered(_ ref: String) -> Bool {
    let parts = ref.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[0].utf8.allSatisfy { (65...90).contains($0) }
      && Int(parts[1]) != nil
  }
}
