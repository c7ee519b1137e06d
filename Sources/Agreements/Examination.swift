import Catalogue
import Database
public import Diagnostics
import Digests
import Formats
public import Workbook

/// Whether baselines and votes are what was signed.
public enum Examination {
  /// What is wrong with baselines: items that are not those that the journal gives, digests that do not follow,
  /// votes and amendments whose statement says something else than they do. Empty when all is well.
  ///
  /// The file's own examination (`Workbook.examine`) tells about the journal and the facts of today.
  public static func problems(_ workbook: Workbook) throws -> [Diagnostic] {
    var problems: [Diagnostic] = []
    let reader = try workbook.reader()
    let baselines = try Baseline.all(reader)
    var waiting = baselines[...]
    guard !waiting.isEmpty else { return [] }
    let amendments = try Amendment.all(reader)
    let replay = try Replay()
    do {
      try workbook.eachRecord { record in
        guard waiting.first != nil else { return }
        try replay.add(record)
        while let baseline = waiting.first, baseline.entry == record.entry.seq {
          let facts = try PlainFacts(replay.workbook)
          problems += try compare(baseline, facts, record, reader, workbook.path)
          for amendment in amendments where amendment.baseline.id == baseline.fact.id {
            guard let amends = baselines.first(where: { $0.fact.id == amendment.amends.id }) else { continue }
            problems += try compare(
              amendment, amends: amends, facts, state: replay.workbook, workbook.path)
          }
          waiting = waiting.dropFirst()
        }
      }
    } catch let diagnostic as Diagnostic {
      // The journal's own examination tells what is wrong with it.
      problems.append(diagnostic)
    }
    for baseline in waiting {
      problems.append(
        altered(
          "\(baseline.fact.ref) was made at entry \(baseline.entry), which is not to be had.", workbook.path))
    }
    return try problems + statements(reader, workbook.path) + amendmentStatements(reader, workbook.path)
  }

  private static func compare(
    _ baseline: Baseline, _ facts: PlainFacts, _ record: JournalRecord, _ reader: Reader, _ path: String
  ) throws -> [Diagnostic] {
    let name = baseline.fact.ref
    guard baseline.form == PlainFacts.form else {
      return [altered("\(name) is of the form \(baseline.form), which this program does not know.", path)]
    }
    var problems: [Diagnostic] = []
    var kept: [[UInt8]: FrozenItem] = [:]
    for item in try baseline.items(reader) { kept[Array(item.ref.utf8)] = item }
    let digest = PlainFacts.digest(Array(kept.values))
    for item in facts.items {
      let frozen = kept.removeValue(forKey: Array(item.ref.utf8))
      if frozen?.digest != item.digest {
        problems.append(
          altered(
            frozen == nil
              ? "\(name) has lost its item `\(item.ref)`."
              : "The digest that \(name) keeps of `\(item.ref)` is not that of what was frozen.", path))
      }
    }
    for item in kept.values.sorted(by: { $0.ref.precedesInBytes($1.ref) }) {
      problems.append(altered("\(name) has an item `\(item.ref)` that was never frozen.", path))
    }
    if baseline.digest != facts.digest.description || baseline.digest != digest.description {
      problems.append(altered("The digest of \(name) is not that of its items.", path))
    }
    if baseline.head != record.hash.description {
      problems.append(
        altered("\(name) was not made on the journal that is here: entry \(baseline.entry).", path))
    }
    return problems
  }

  /// A vote's row must say what its statement says, its baseline, items and conditions too.
  private static func statements(_ reader: Reader, _ path: String) throws -> [Diagnostic] {
    var problems: [Diagnostic] = []
    try reader.query(
      """
      SELECT a.ref, a.statement, a.vote, a.role, a.meaning, b.digest, a.document, a.amendment, a.person, a.about,
        b.ref, b.head, b.form,
        (SELECT group_concat(text, char(10)) FROM (SELECT text FROM condition WHERE approval_id = a.id ORDER BY id)),
        (SELECT group_concat(i.ref) FROM json_each(iif(json_valid(a.statement), a.statement, '{}'), '$.about') t
          JOIN baseline_item i ON i.baseline_id = b.id
          AND CASE WHEN t.type = 'array' THEN i.ref = t.value ->> 0 AND i.digest <> t.value ->> 1 END)
      FROM approval a JOIN baseline b ON b.id = a.baseline_id ORDER BY a.id
      """
    ) { row in
      let ref = try row.text(0)
      let told = try? JSON.parse(Array(try row.text(1).utf8), file: ref)
      for (key, value) in [
        ("vote", try row.optionalText(2)), ("role", try row.optionalText(3)),
        ("meaning", try row.optionalText(4)),
        ("digest", try row.optionalText(5)), ("document", try row.optionalText(6)),
        ("baseline", try row.optionalText(10)), ("head", try row.optionalText(11)),
        ("form", try row.optionalText(12)),
      ] where told?[key]?.string.map({ Array($0.utf8) }) != value.map({ Array($0.utf8) }) {
        problems.append(another(key, ref, path))
      }
      let about = told?["about"]?.sequence?.map { $0.sequence?.first?.string ?? "" }.joined(separator: ",")
      let conditions = told?["conditions"]?.sequence?.map { $0["text"]?.string ?? "" }.joined(separator: "\n")
      if let items = try row.optionalText(14) {
        problems.append(altered("\(ref) is about other items than those that were frozen: \(items).", path))
      }
      for (key, stated, value) in [
        ("amendment", told?["amendment"]?.sequence?.first?.string, try row.optionalText(7)),
        ("person", told?["person"]?.string, try row.optionalText(8)), ("about", about, try row.optionalText(9)),
        ("conditions", conditions, try row.optionalText(13)),
      ] where stated.map({ Array($0.utf8) }) != value.map({ Array($0.utf8) }) {
        problems.append(another(key, ref, path))
      }
    }
    return problems
  }

  private static func another(_ key: String, _ ref: String, _ path: String) -> Diagnostic {
    altered(
      "\(ref) is not what was stated: its \(key) \(key == "conditions" ? "are others" : "is another").", path)
  }

  static func altered(_ summary: String, _ path: String) -> Diagnostic {
    Diagnostic(
      "agreement-altered", summary, at: Place(file: path),
      reason: "it was changed by something other than Plumbline", remedies: ["plumbline doctor"])
  }
}
