import Database
import Diagnostics
import Digests
import Formats
import Workbook

extension Examination {
  /// An amendment must list exactly what came, changed and went between its baselines, and what rests on that.
  ///
  /// - parameter state: The workbook as it was when the amendment was made, made again from the journal.
  static func compare(
    _ amendment: Amendment, amends: Baseline, _ facts: PlainFacts, state: Workbook, _ path: String
  ) throws -> [Diagnostic] {
    let name = amendment.fact.ref
    let digests = Dictionary(
      facts.items.map { (Array($0.ref.utf8), $0.digest) }, uniquingKeysWith: { first, _ in first })
    let expected = try Supersession(since: amends, state).entries
      .map { (ref: $0.ref, bytes: $0.canonical(digests[Array($0.ref.utf8)]).guarded) }
    let told = (try JSON.parse(Array(amendment.statement.utf8), file: name))["items"]?.sequence ?? []
    var kept: [[UInt8]: [UInt8]] = [:]
    for node in told { kept[Array((node["item"]?.string ?? "").utf8)] = node.canonicalBytes }
    var problems: [Diagnostic] = []
    for (ref, bytes) in expected {
      let found = kept.removeValue(forKey: Array(ref.utf8))
      guard found != bytes else { continue }
      problems.append(
        altered(
          found == nil
            ? "\(name) does not tell of `\(ref)`, which it changes."
            : "What \(name) tells of `\(ref)` is not so.",
          path))
    }
    for ref in kept.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      problems.append(
        altered("\(name) tells of `\(String(decoding: ref, as: UTF8.self))`, which it does not change.", path))
    }
    return problems
  }

  /// An amendment's row must say what its statement says.
  static func amendmentStatements(_ reader: Reader, _ path: String) throws -> [Diagnostic] {
    var problems: [Diagnostic] = []
    try reader.query(
      """
      SELECT a.ref, a.statement, b.ref, b.digest, o.ref, o.digest, a.reason, a.requested_by, a.requested_on,
        a.median_before, a.median_after, a.planned_before, a.planned_after
      FROM amendment a JOIN baseline b ON b.id = a.baseline_id JOIN baseline o ON o.id = a.amends_id ORDER BY a.id
      """
    ) { row in
      let values = row.values
      let ref = values[0].displayed ?? "?"
      let told = try? JSON.parse(Array((values[1].displayed ?? "").utf8), file: ref)
      let (baseline, amends) = (told?["baseline"]?.sequence, told?["amends"]?.sequence)
      let (before, after) = (told?["estimate"]?["before"], told?["estimate"]?["after"])
      let texts = [
        ("baseline", baseline?.first), ("baseline", baseline?.last), ("amends", amends?.first),
        ("amends", amends?.last), ("reason", told?["reason"]), ("requested-by", told?["requested-by"]),
        ("requested-on", told?["requested-on"]),
      ]
      for ((name, node), value) in zip(texts, values[2...8])
      where node?.string.map({ Array($0.utf8) }) != value.displayed.map({ Array($0.utf8) }) {
        problems.append(altered("\(ref) is not what was stated: its \(name) is another.", path))
      }
      let numbers = [
        ("median-before", before?["p50"]), ("median-after", after?["p50"]), ("planned-before", before?["p80"]),
        ("planned-after", after?["p80"]),
      ]
      for ((name, node), value) in zip(numbers, values[9...12]) {
        let held: Double? = if case .real(let number) = value { number } else { nil }
        guard node?.double != held else { continue }
        problems.append(altered("\(ref) is not what was stated: its \(name) is another.", path))
      }
    }
    return problems
  }
}

extension Node {
  /// The bytes of a mapping of texts, in canonical form.
  fileprivate var canonicalBytes: [UInt8] {
    CanonicalValue.object(
      (mapping ?? []).map { (name: $0.key, value: CanonicalValue.text($0.value.string ?? "")) }
    ).guarded
  }
}
