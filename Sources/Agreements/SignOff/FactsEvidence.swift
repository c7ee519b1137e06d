import Catalogue
import Diagnostics
import Digests
import Formats
import Workbook

/// What a file of facts proves by itself: the digests that follow from the facts it tells, and the chain of its
/// journal. It needs no workbook, and no data dictionary of the version that wrote it.
struct FactsEvidence {
  /// The digest of all items.
  let digest: Digest
  /// The digest of each item, by reference.
  private(set) var items: [[UInt8]: Digest] = [:]
  /// What was frozen before, by reference: the digest, the hash of the entry, and the digest of each item.
  private(set) var earlier: [[UInt8]: (digest: String, head: String, items: [[UInt8]: String])] = [:]
  /// How many entries the journal has.
  let entries: Int
  /// The hash of the last.
  let head: Digest?
  /// What does not follow.
  private(set) var problems: [Diagnostic] = []

  /// Takes every digest and every hash anew.
  init(_ file: Import) {
    let facts = file.root["facts"]?.sequence ?? []
    var parts: [[UInt8]: [(ref: String, value: CanonicalValue)]] = [:]
    var kinds: [[UInt8]: String] = [:]
    for fact in facts {
      let ref = fact["ref"]?.string ?? ""
      let kind = fact["kind"]?.string ?? ""
      guard (try? Catalogue.kind(kind))?.isRecord != true else { continue }
      let item = Array((fact["item"]?.string ?? ref).utf8)
      parts[item, default: []].append((ref, fact.agreed))
      if item == Array(ref.utf8) { kinds[item] = kind }
    }
    var frozen: [FrozenItem] = []
    for (key, own) in parts {
      let (ref, kind) = (String(decoding: key, as: UTF8.self), kinds[key] ?? "")
      let sorted = own.sorted { $0.ref.precedesInBytes($1.ref) }.map(\.value)
      let digest =
        CanonicalValue.object([("facts", .list(sorted)), ("item", .text(ref)), ("kind", .text(kind))]).digest
      items[key] = digest
      frozen.append(FrozenItem(ref: ref, kind: kind, digest: digest))
    }
    digest = PlainFacts.digest(frozen)
    var problems: [Diagnostic] = []
    let records = Self.walk(file, &problems)
    (entries, head) = (records.count, records.last?.hash)
    self.problems = compareItems(file) + problems
    takeEarlier(file, records)
    for (name, found) in [("digest", "\(digest)"), ("head", head.map { "\($0)" })] {
      let told = file.root[name]
      if told?.string != found {
        self.problems.append(file.altered("The \(name) of \(file.file) does not follow from it.", told))
      }
    }
  }

  /// The items that the file tells, against those that its facts make.
  private func compareItems(_ file: Import) -> [Diagnostic] {
    var waiting = items
    var problems: [Diagnostic] = []
    for told in file.root["items"]?.sequence ?? [] {
      let ref = told["ref"]?.string ?? ""
      guard let digest = waiting.removeValue(forKey: Array(ref.utf8)) else {
        problems.append(file.altered("\(file.file) has no facts of its item `\(ref)`.", told))
        continue
      }
      guard told["digest"]?.string != "\(digest)" else { continue }
      let fact = file.root["facts"]?.sequence?.first { $0["ref"]?.string?.hasSameBytes(as: ref) ?? false }
      problems.append(
        file.altered("The item `\(ref)` in \(file.file) is not what its digest is of.", fact ?? told))
    }
    let others = waiting.keys.map { String(decoding: $0, as: UTF8.self) }.sorted { $0.precedesInBytes($1) }
    for ref in others {
      problems.append(
        file.altered("\(file.file) has facts of an item `\(ref)` that was never frozen.", nil))
    }
    return problems
  }

  private static func walk(_ file: Import, _ problems: inout [Diagnostic]) -> [JournalRecord] {
    do throws(Diagnostic) {
      return try file.records()
    } catch {
      problems.append(error)
      return []
    }
  }

  /// The baselines that were made before: each has the digest of its items, and the hash of an entry that is here.
  private mutating func takeEarlier(_ file: Import, _ records: [JournalRecord]) {
    for told in file.root["baselines"]?.sequence ?? [] {
      let ref = told["ref"]?.string ?? ""
      var frozen: [FrozenItem] = []
      for item in told["items"]?.sequence ?? [] {
        let words = item.sequence?.map { $0.string ?? "" } ?? []
        guard words.count == 3, let digest = Digest(words[2]) else { continue }
        frozen.append(FrozenItem(ref: words[0], kind: words[1], digest: digest))
      }
      let entry = told["entry"]?.int ?? 0
      let head = entry > 0 && entry <= records.count ? "\(records[entry - 1].hash)" : ""
      let digest = "\(PlainFacts.digest(frozen))"
      guard told["digest"]?.string == digest, told["head"]?.string == head else {
        problems.append(file.altered("The baseline `\(ref)` in \(file.file) is not what was frozen.", told))
        continue
      }
      let items = Dictionary(
        frozen.map { (Array($0.ref.utf8), "\($0.digest)") }, uniquingKeysWith: { first, _ in first })
      earlier[Array(ref.utf8)] = (digest, head, items)
    }
  }
}

extension Node {
  /// What the digest of its item takes of an exported fact.
  fileprivate var agreed: CanonicalValue {
    .object(
      ["attributes", "kind", "ref"].compactMap { name in
        self[name].map { (name: name, value: $0.canonicalValue) }
      })
  }
}

extension Import {
  fileprivate func altered(_ summary: String, _ node: Node?) -> Diagnostic {
    Diagnostic(
      "sign-off-altered", summary,
      at: Place(file: file, line: node?.position.line, column: node?.position.column),
      reason: "it is not what was packed")
  }
}
