import CommandLineKit
import Diagnostics
import Estimation
import Formats
import Gaps

/// Why one fact costs what it costs: the lines that price it, their queries, and what is still open about it.
struct ItemExplanation {
  let ref: String
  let appraisal: Appraisal

  private var pricing: Pricing { appraisal.pricing }
  private var estimate: Estimate { appraisal.estimate }
  private var lines: [RateCard.Line] {
    pricing.card.lines.filter { line in pricing.scope.items.contains { $0.line == line.id && $0.ref == ref } }
  }
  private var gaps: [Scope.Gap] { pricing.scope.gaps.filter { $0.about == ref } }

  /// The sections for a person.
  var sheet: Sheet { Sheet(sections: [priced, queries, open, members].compactMap { $0 }) }

  private var priced: Sheet.Section {
    var section = Sheet.Section(
      id: "priced", title: "\(ref): what prices it",
      columns: [
        .words("Line"), .words("Group"), .words("Unit"), .number("P10", "h"), .number("Likely", "h"),
        .number("P90", "h"), .number("Mean", "h"), .words("Source"), .words("Stands in"),
      ])
    for line in lines {
      section.rows.append([
        .words(line.id), .words(line.group), .words(line.title), .number(line.hours.low, decimals: 2),
        .number(line.hours.likely, decimals: 2), .number(line.hours.high, decimals: 2),
        .number(line.distribution.mean, decimals: 2), .words(line.source), .words("\(line.place)"),
      ])
    }
    if lines.isEmpty {
      section.columns = []
      section.notes.append(
        "No line of the card `\(pricing.card.name)` prices it: it adds nothing to the work itself.")
    } else {
      let likely = lines.reduce(0) { $0 + $1.hours.likely }
      let mean = lines.reduce(0) { $0 + $1.distribution.mean }
      section.notes.append(
        "In all \(likely.fixed(1)) h likely, \(mean.fixed(1)) h on the mean, before overheads and discovery. The triple "
          + "is read as P10, P50 and P90 of a shifted lognormal.")
    }
    let counted = (pricing.card.runCost + pricing.card.naive.counts).filter {
      pricing.counted[$0.id]?.contains(ref) == true
    }
    if !counted.isEmpty {
      section.notes.append(
        "Counted besides: \(counted.map { "\($0.title) (\($0.id))" }.joined(separator: ", ")).")
    }
    for axis in Belonging.Axis.allCases {
      let parts = pricing.belonging.parts(of: ref, by: axis)
      if !parts.isEmpty, parts != [ref] {
        section.notes.append(
          "\(axis.title): \(parts.sorted().map { pricing.name(of: $0) }.joined(separator: ", ")).")
      }
    }
    return section
  }

  private var queries: Sheet.Section? {
    guard !lines.isEmpty else { return nil }
    return Sheet.Section(
      id: "queries", title: "The queries that found it",
      drawing: lines.flatMap { line in
        ["-- \(line.id), \(line.unitsPlace)"] + line.units.split(whereSeparator: \.isNewline).map(String.init)
      })
  }

  /// What closing a gap would take off P80; nil where it is not among those that were looked at.
  private func purchase(_ gap: Scope.Gap) -> Estimate.Purchase? {
    estimate.purchases(by: .gap).first { purchase in
      purchase.closing.gaps.first.map { pricing.scope.gaps[$0] == gap } ?? false
    }
  }

  private var open: Sheet.Section? {
    guard !gaps.isEmpty else { return nil }
    let hours = pricing.card.resolve.hours
    var section = Sheet.Section(
      id: "open", title: "What is open about it",
      columns: [
        .words("Gap"), .words("Severity"), .words("Waits for"), .words("Missing"),
        .number("Takes off P80", "h"),
      ])
    for gap in gaps {
      section.rows.append([
        .words(gap.name), .words(gap.isBlocker ? "blocker" : "major"),
        .words(pricing.name(of: gap.owner ?? "")),
        .words(gap.message), .whole(purchase(gap)?.hours),
      ])
    }
    section.notes = [
      "Each is priced by the resolve line of the card: \(hours.low.shown) / \(hours.likely.shown) / "
        + "\(hours.high.shown) h."
    ]
    return section
  }

  /// The items of an entity, flow or system, the dearest first.
  private var members: Sheet.Section? {
    let axes = Belonging.Axis.allCases.filter { pricing.belonging.parts(of: ref, by: $0) == [ref] }
    guard let axis = axes.first else { return nil }
    var section = Sheet.Section(
      id: "members", title: "What is priced under it",
      columns: [.words("Item"), .words("Line"), .number("Its share", "%"), .number("Mean of that", "h")])
    var rows: [(item: Scope.Item, share: Double, mean: Double)] = []
    for item in pricing.scope.items {
      let parts = pricing.belonging.parts(of: item.ref, by: axis)
      guard parts.contains(ref), let line = pricing.card.lines.first(where: { $0.id == item.line }) else {
        continue
      }
      let share = 1 / Double(parts.count)
      rows.append((item, share, share * line.distribution.mean))
    }
    for row in rows.sorted(by: { $0.mean > $1.mean }).prefix(20) {
      section.rows.append([
        .words(row.item.ref), .words(row.item.line), .percent(row.share), .number(row.mean, decimals: 1),
      ])
    }
    if rows.count > 20 { section.notes.append("The 20 dearest of \(rows.count) are shown.") }
    if let told = ToldSplit(estimate, by: axis, pricing).rows.first(where: { $0.ref == ref }) {
      section.notes.append(
        "\(told.items.shown) items make \(told.work.grouped) h of the mean of the work itself; with overheads, the "
          + "\(told.gaps.shown) open gaps of all that belongs to it, and discovery \(told.mean.grouped) h of the mean of the "
          + "whole, \(estimate.mean.grouped) h. plumbline estimate --only \(axis.rawValue) tells the same of all."
      )
    }
    return section
  }

  /// For a program.
  var json: Node {
    Node(object: [
      ("ref", Node(ref)),
      (
        "lines",
        Node(
          lines.map { line in
            Node(object: [
              ("line", Node(line.id)), ("group", Node(line.group)), ("title", Node(line.title)),
              ("low", Node(line.hours.low)), ("likely", Node(line.hours.likely)),
              ("high", Node(line.hours.high)),
              ("mean", Node((line.distribution.mean * 100).rounded() / 100)), ("source", Node(line.source)),
              ("place", Node("\(line.place)")), ("query", Node(line.units)),
            ])
          })
      ),
      (
        "gaps",
        Node(
          gaps.map {
            Node(object: [
              ("gap", Node($0.name)), ("owner", Node($0.owner)), ("message", Node($0.message)),
              ("off-p80", Node(purchase($0)?.hours.tenth)),
            ])
          })
      ),
      (
        "belongs-to",
        Node(
          object: Belonging.Axis.allCases.map { axis in
            (axis.rawValue, Node(pricing.belonging.parts(of: ref, by: axis).sorted().map { Node($0) }))
          })
      ),
    ])
  }
}
