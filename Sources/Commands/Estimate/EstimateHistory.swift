import CommandLineKit
import Diagnostics
import Estimation
import Formats
import Workbook

/// The estimates of a workbook in a row, and what each grew by.
struct EstimateHistory {
  let records: [EstimateRecord]

  var sheet: Sheet {
    var table = Sheet.Section(
      id: "history", title: "Estimates that were given",
      columns: [
        .words("Estimate"), .words("Name"), .words("Baseline"), .words("Day"), .number("Items", ""),
        .number("Open gaps", ""), .words("Readiness"), .words("Card"), .number("Runs", ""), .number("Seed", ""),
        .number("Mean", "h"), .number("P50", "h"), .number("P80", "h"), .number("P80 give or take", "h"),
        .words("Beside the one before"),
      ])
    for (index, record) in records.enumerated() {
      table.rows.append([
        .words(record.ref), .words(record.name), .words(record.baseline ?? ""), .words(record.day),
        .whole(Double(record.items)), .whole(Double(record.gaps)), .words(record.readiness),
        .words(record.card), .whole(Double(record.trials)), .words("\(record.seed)"), .whole(record.mean),
        .whole(record.p50), .whole(record.p80), .whole(record.chance),
        .words(index == 0 ? "" : record.likeness(to: records[index - 1])),
      ])
    }
    if records.isEmpty {
      table.columns = []
      table.notes = [
        "None was kept yet: `plumbline estimate --record NAME` keeps one, and `plumbline baseline create` does."
      ]
    }
    return Sheet(
      sections: [table] + zip(records, records.dropFirst()).map { GrowthTold(from: $0, to: $1).section })
  }

  /// For a program.
  var json: Node {
    Node(
      records.enumerated().map { index, record in
        let growth = index > 0 ? GrowthTold(from: records[index - 1], to: record) : nil
        return Node(object: [
          ("ref", Node(record.ref)), ("name", Node(record.name)), ("baseline", Node(record.baseline)),
          ("day", Node(record.day)), ("card", Node(record.card)), ("card-digest", Node(record.digest)),
          ("trials", Node(record.trials)), ("seed", Node(record.seed)), ("readiness", Node(record.readiness)),
          ("items", Node(record.items)), ("gaps", Node(record.gaps)), ("mean", Node(record.mean)),
          ("p50", Node(record.p50)), ("p80", Node(record.p80)), ("chance", Node(record.chance)),
          ("differs-in", growth.map { Node($0.differences.map { Node($0) }) } ?? .null),
          ("growth", growth?.json ?? Node([])),
        ])
      })
  }
}

/// Why one kept estimate is larger or smaller than the one before.
struct GrowthTold {
  let before: EstimateRecord
  let after: EstimateRecord
  let growth: Growth

  init(from before: EstimateRecord, to after: EstimateRecord) {
    (self.before, self.after) = (before, after)
    growth = Growth(from: before.parts, to: after.parts)
  }

  /// What they do not have in common beside the facts.
  var differences: [String] { after.differences(from: before) }

  /// A row a part; each column adds up, and each row.
  var section: Sheet.Section {
    var section = Sheet.Section(
      id: "growth-\(after.ref)", title: "From \(before.ref) (\(before.name)) to \(after.ref) (\(after.name))",
      columns: [
        .words("Part"), .number("Items before", ""), .number("Items after", ""), .number("Mean before", "h"),
        .number("Mean after", "h"), .number("Growth", "h"), .number("by number", "h"),
        .number("by the card", "h"),
        .number("otherwise", "h"),
      ])
    func cell(_ number: Int64?) -> Sheet.Cell { .whole(number.map(Double.init)) }
    for change in growth.changes {
      section.rows.append([
        .words(change.title), .whole(change.itemsBefore.map(Double.init)),
        .whole(change.itemsAfter.map(Double.init)), cell(change.before), cell(change.after), cell(change.hours),
        cell(change.byNumber), cell(change.byCard), cell(change.otherwise),
      ])
    }
    func sum(_ part: (Growth.Change) -> Int64) -> Sheet.Cell { cell(growth.changes.map(part).reduce(0, +)) }
    section.rows.append([
      "Mean of the whole", .none, .none, sum(\.before), sum(\.after), sum(\.hours), sum { $0.byNumber ?? 0 },
      sum(\.byCard), sum(\.otherwise),
    ])
    section.notes = notes
    return section
  }

  /// What has to be known to read the figures, a sentence or two each.
  var notes: [String] {
    let p80 = after.p80.whole - before.p80.whole
    var notes = [
      "P80 went from \(before.p80.grouped) to \(after.p80.grouped) h (\(p80.signed)). Growth by number is the change in "
        + "items at what one cost before; by the card, what the card says otherwise of the same items; the rest is that "
        + "items are of other lines, and that overheads and discovery follow the work; an hour either way is rounding."
    ]
    notes.append(contentsOf: comparability)
    if before.readiness != after.readiness {
      notes.append(
        "Discovery went from \(before.readiness) to \(after.readiness), and with it how much may still turn up."
      )
    }
    return notes
  }

  private var comparability: [String] {
    guard !differences.isEmpty else {
      return ["Card, runs and seed are the same: what differs is what was captured, and the day's open gaps."]
    }
    var notes: [String] = []
    if before.card != after.card {
      notes.append("Not like for like: the card went from `\(before.card)` to `\(after.card)`.")
    } else if before.digest != after.digest {
      notes.append(
        "Not like for like: the card is still called `\(after.card)`, and says otherwise than before.")
    }
    if !growth.repriced.isEmpty {
      let told = growth.repriced.prefix(6).map { "\($0.id) \($0.before.fixed(2)) → \($0.after.fixed(2))" }
      let more = growth.repriced.count > 6 ? " and \(growth.repriced.count - 6) more" : ""
      notes.append("The card's mean for one unit: \(told.joined(separator: ", "))\(more).")
    } else if differences.contains("card") {
      notes.append("Its hours are the same; what its queries count otherwise is in the growth by number.")
    }
    if before.trials != after.trials || before.seed != after.seed {
      let chance = zip2(before.chance, after.chance).map { ($0 * $0 + $1 * $1).squareRoot() }
      notes.append(
        "Not like for like: \(before.trials.formattedGrouped) runs from seed \(before.seed) before, "
          + "\(after.trials.formattedGrouped) from seed \(after.seed) after. Chance alone may make P80 differ by "
          + (chance.map { "\($0.grouped) h" } ?? "more than can be said") + ".")
    }
    return notes
  }

  private func zip2(_ a: Double?, _ b: Double?) -> (Double, Double)? { a.flatMap { a in b.map { (a, $0) } } }

  /// For a program: a part each.
  var json: Node {
    Node(
      growth.changes.map { change in
        Node(object: [
          ("part", Node(change.title)), ("items-before", Node(change.itemsBefore)),
          ("items-after", Node(change.itemsAfter)), ("before", Node(Int(change.before))),
          ("after", Node(Int(change.after))), ("hours", Node(Int(change.hours))),
          ("by-number", Node(change.byNumber.map(Int.init))), ("by-card", Node(Int(change.byCard))),
          ("otherwise", Node(Int(change.otherwise))),
        ])
      })
  }
}

extension Plumbline {
  static let estimateHistory = Command<Scene>(
    "history", "Tells the estimates that were kept, and explains their growth by that of the facts",
    discussion: """
      An estimate is kept by `estimate --record NAME`, and with every baseline. Each is laid beside the one before, part \
      by part: what is growth in number, what is that the rate card says otherwise, and the rest. Estimates of other \
      cards, runs or seeds are marked as such. --now lays the scope as it is beside the last, played through with the \
      runs and the seed of that.
      """,
    examples: [
      Example("plumbline estimate history", "why the figure is not what it was in March"),
      Example("plumbline estimate history --now", "what it has grown by since the last baseline"),
    ],
    options: [
      .flag("now", "Beside the last, the estimate as it is now; nothing is kept."),
      .value("format", "FORMAT", "How it is told.", values: .choices(["table", "json", "csv", "md"])),
    ]
  ) { arguments, scene in
    let reader = try scene.workbook(arguments).reader()
    var records = try EstimateRecord.all(reader)
    if arguments.flag("now") {
      let last = records.last
      // One that was added by hand may have neither.
      let trials = last.flatMap { Simulation.toldTrials.contains($0.trials) ? $0.trials : nil }
      let card = last.flatMap { $0.card.isEmpty ? nil : $0.card } ?? "standard"
      let play = Play(trials: trials, seed: UInt64(max(0, last?.seed ?? 1)))
      let appraisal = try scene.appraise(arguments, reader, card: card, play)
      records.append(
        EstimateRecord(
          appraisal.estimate, appraisal.pricing, ref: "now", named: "as captured", on: "\(scene.today)"))
    }
    let history = EstimateHistory(records: records)
    let format = arguments.flag("json") ? "json" : arguments.value("format") ?? "table"
    if format == "json" {
      scene.print(json: history.json)
    } else {
      scene.print(history.sheet, arguments, format: format)
    }
    return .done
  }
}

extension Double {
  /// With its sign, thousands apart: `+120`.
  var signed: String { whole > 0 ? "+\(grouped)" : grouped }
}
