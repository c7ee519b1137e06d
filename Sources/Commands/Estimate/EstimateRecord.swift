import Catalogue
import CommandLineKit
import Database
import Diagnostics
import Estimation
import Formats
import Workbook

/// An estimate that was given and kept as a fact, so that later ones can be explained beside it.
struct EstimateRecord {
  var ref: String
  var name: String
  var day: String
  var card: String
  var readiness: String
  var items: Int
  var gaps: Int
  var mean: Double
  var p50: Double
  var p80: Double
  var parts: [Growth.Part]

  /// The estimates that were kept, in the order in which they were given.
  static func all(_ reader: Reader) throws -> [EstimateRecord] {
    try reader.rows(
      """
      SELECT e.ref, e.name, substr(i.captured_at, 1, 10), e.card, e.readiness, e.items, e.gaps, e.mean, e.middle, e.plan,
        e.parts
      FROM estimate e JOIN item i ON i.id = e.id ORDER BY e.id
      """
    ).rows.map { row in
      let text = { (index: Int) in row[index].displayed ?? "" }
      return EstimateRecord(
        ref: text(0), name: text(1), day: text(2), card: text(3), readiness: text(4), items: Int(text(5)) ?? 0,
        gaps: Int(text(6)) ?? 0, mean: Double(text(7)) ?? 0, p50: Double(text(8)) ?? 0,
        p80: Double(text(9)) ?? 0,
        parts: parts(text(10)))
    }
  }

  private static func parts(_ json: String) -> [Growth.Part] {
    let nodes = (try? JSON.parse(Array(json.utf8), file: "parts"))?.sequence ?? []
    return nodes.compactMap { node in
      guard let id = node["id"]?.string, let mean = node["mean"]?.double else { return nil }
      return Growth.Part(
        id: id, title: node["title"]?.string ?? id, items: node["items"]?.int, mean: mean)
    }
  }
}

extension Appraisal {
  /// Keeps the estimate as a fact, under the name of what it was given for; baselines call this as well.
  @discardableResult
  func record(named name: String, in capture: Capture) throws -> Fact {
    func tenth(_ hours: Double) -> FactValue { .decimal((hours * 10).rounded() / 10) }
    let parts = estimate.parts(gaps: pricing.scope.gaps.count).map { part in
      Node(object: [
        ("id", Node(part.id)), ("title", Node(part.title)), ("items", Node(part.items)),
        ("mean", Node((part.mean * 10).rounded() / 10)),
      ])
    }
    var values: [String: FactValue?] = [:]
    values["name"] = FactValue.text(name)
    values["card"] = FactValue.text(estimate.card)
    values["readiness"] = pricing.scope.readiness.map { FactValue.text($0.rawValue) }
    values["parts"] = FactValue.text(JSON.write(Node(parts), style: .compact))
    let numbers: [(String, Int)] = [
      ("trials", estimate.trials), ("seed", Int(clamping: estimate.seed)), ("items", pricing.scope.items.count),
      ("gaps", pricing.scope.gaps.count),
    ]
    for (key, number) in numbers { values[key] = FactValue.integer(number) }
    values["mean"] = tenth(estimate.total.mean)
    for (name, percentile) in zip(["low", "middle", "plan", "high"], estimate.percentiles) {
      values[name] = tenth(percentile.hours)
    }
    return try capture.add(try Catalogue.kind("estimate"), values)
  }
}

/// The estimates of a workbook in a row, and what each grew by.
struct EstimateHistory {
  let records: [EstimateRecord]

  var sheet: Sheet {
    var table = Sheet.Section(
      id: "history", title: "Estimates that were given",
      columns: [
        .words("Estimate"), .words("Name"), .words("Day"), .number("Items", ""), .number("Open gaps", ""),
        .words("Readiness"), .words("Card"), .number("Mean", "h"), .number("P50", "h"), .number("P80", "h"),
      ])
    for record in records {
      table.rows.append([
        .words(record.ref), .words(record.name), .words(record.day), .whole(Double(record.items)),
        .whole(Double(record.gaps)), .words(record.readiness), .words(record.card), .whole(record.mean),
        .whole(record.p50), .whole(record.p80),
      ])
    }
    if records.isEmpty {
      table.columns = []
      table.notes = ["None was kept yet: plumbline estimate --record NAME keeps one."]
    }
    return Sheet(sections: [table] + zip(records, records.dropFirst()).map(growth))
  }

  private func growth(from before: EstimateRecord, to after: EstimateRecord) -> Sheet.Section {
    var section = Sheet.Section(
      id: "growth-\(after.ref)", title: "From \(before.ref) (\(before.name)) to \(after.ref) (\(after.name))",
      columns: [
        .words("Part"), .number("Items before", ""), .number("Items after", ""), .number("Mean before", "h"),
        .number("Mean after", "h"), .number("Growth", "h"), .number("by number", "h"),
        .number("by cost of each", "h"),
      ])
    for change in Growth(from: before.parts, to: after.parts).changes {
      section.rows.append([
        .words(change.title), .whole(change.items.before.map(Double.init)),
        .whole(change.items.after.map(Double.init)),
        .whole(change.mean.before), .whole(change.mean.after), .whole(change.hours), .whole(change.byNumber),
        .whole(change.byNumber == nil ? nil : change.byCost),
      ])
    }
    section.rows.append([
      "Mean of the whole", .none, .none, .whole(before.mean), .whole(after.mean),
      .whole(after.mean - before.mean),
      .none, .none,
    ])
    section.notes = [
      "P80 went from \(before.p80.grouped) to \(after.p80.grouped) h (\((after.p80 - before.p80).signed)). Growth by number "
        + "is the change in items at what one cost before; the rest is that items cost otherwise."
    ]
    if before.readiness != after.readiness {
      section.notes.append("Discovery went from \(before.readiness) to \(after.readiness).")
    }
    if before.card != after.card { section.notes.append("The card went from \(before.card) to \(after.card).") }
    return section
  }

  /// For a program.
  var json: Node {
    Node(
      records.enumerated().map { index, record in
        let growth = index > 0 ? Growth(from: records[index - 1].parts, to: record.parts).changes : []
        return Node(object: [
          ("ref", Node(record.ref)), ("name", Node(record.name)), ("day", Node(record.day)),
          ("card", Node(record.card)), ("readiness", Node(record.readiness)), ("items", Node(record.items)),
          ("gaps", Node(record.gaps)), ("mean", Node(record.mean)), ("p50", Node(record.p50)),
          ("p80", Node(record.p80)),
          (
            "growth",
            Node(
              growth.map { change in
                Node(object: [
                  ("part", Node(change.title)), ("hours", Node((change.hours * 10).rounded() / 10)),
                  ("by-number", Node(change.byNumber.map { ($0 * 10).rounded() / 10 })),
                ])
              })
          ),
        ])
      })
  }
}

extension Plumbline {
  static let estimateHistory = Command<Scene>(
    "history", "Tells the estimates that were kept, and explains their growth by that of the facts",
    examples: [Example("plumbline estimate history", "why the figure is not what it was in March")],
    options: [.value("format", "FORMAT", "How it is told.", values: .choices(["table", "json", "csv", "md"]))]
  ) { arguments, scene in
    let history = EstimateHistory(records: try EstimateRecord.all(scene.workbook(arguments).reader()))
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
  var signed: String { rounded() > 0 ? "+\(grouped)" : grouped }
}
