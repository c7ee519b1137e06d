import Estimation

extension EstimateSections {
  // MARK: What it rests on

  var lines: Sheet.Section {
    var section = Sheet.Section(
      id: "line", title: "Lines of the rate card",
      columns: [
        .words("Line"), .words("Group"), .words("Unit"), .number("Units", ""), .number("P10 each", "h"),
        .number("Likely each", "h"), .number("P90 each", "h"), .number("Likely", "h"), .words("Source"),
      ])
    let units = Dictionary(grouping: pricing.scope.items, by: \.line).mapValues(\.count)
    for line in pricing.card.lines {
      let count = Double(units[line.id] ?? 0)
      section.rows.append([
        .words(line.id), .words(line.group), .words(line.title), .whole(count),
        .number(line.hours.low, decimals: 2),
        .number(line.hours.likely, decimals: 2), .number(line.hours.high, decimals: 2),
        .number(count * line.hours.likely, decimals: 2), .words(line.source),
      ])
    }
    return section
  }

  var assumptions: Sheet.Section {
    var section = Sheet.Section(
      id: "assumption", title: "What else is taken for granted",
      columns: [.words("What"), .words("Figure"), .words("Where it comes from")])
    section.rows = Assumptions(estimate, pricing).rows.map {
      [.words($0.what), .words($0.figure), .words($0.source)]
    }
    section.notes = [Assumptions.formula + ".", Assumptions.distribution, Assumptions.readiness]
    return section
  }

  var basis: Sheet.Section {
    let scope = pricing.scope
    let readiness = scope.readiness.map { "discovery taken as `\($0.rawValue)`" } ?? "no widening"
    return Sheet.Section(
      id: "basis", title: "Basis",
      notes: [
        "Card `\(estimate.card)`, \(scope.items.count) items, \(scope.gaps.count) open blockers and major gaps, "
          + "\(readiness); \(estimate.trials.formattedGrouped) runs from seed \(estimate.seed). The card's figures have the "
          + "SHA-256 \("\(pricing.card.digest)".prefix(12))….", counted.sentence,
        "`plumbline estimate --explain REF` tells the lines behind one item, `--only line,assumption` all lines and "
          + "whatever else is taken for granted.",
      ])
  }
}
