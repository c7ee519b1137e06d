import Database
public import Workbook

extension Amendment {
  /// Puts what amendments change beside the views as `amendment_change`, for templates: one row a change, as in
  /// `baseline_change`, with the `amendment` it is part of.
  public static func provideChanges(
    of amendments: [Amendment], _ workbook: Workbook, to reader: Reader
  ) throws {
    let baselines = Dictionary(
      uniqueKeysWithValues: try Baseline.all(reader).map { ($0.fact.id, $0.entry) })
    let spans = amendments.compactMap { amendment -> (String, Int, Int)? in
      guard let first = baselines[amendment.amends.id], let last = baselines[amendment.baseline.id] else {
        return nil
      }
      return (amendment.fact.ref, first, last)
    }
    let states = try Comparison.states(of: workbook, after: Set(spans.flatMap { [$0.1, $0.2] }))
    var rows: [[SQLValue]] = []
    for (ref, first, last) in spans {
      guard let before = states[first], let after = states[last] else { continue }
      let comparison = try Comparison(
        before, after, touches: workbook.lastTouches(after: first, upTo: last))
      rows += comparison.rows.map { [.text(ref)] + $0 }
    }
    try reader.provide(
      "amendment_change",
      columns: """
        amendment, position, item, item_how, ref, kind, title, how, letter, attribute, old, new, seq, at, who, said_by,
        workshop, why, decisions
        """, rows: rows)
  }
}
