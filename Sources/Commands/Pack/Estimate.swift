import CommandLineKit
import Diagnostics
import Estimation
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let estimate = Command<Scene>(
    "estimate", "Estimates the effort from what is captured, and says how sure it is",
    discussion: """
      Every captured fact is priced by the rate card (rates/standard.yaml), the hidden part beside the \
      visible. Hours are P10, P50, P80 and P90 of a correlated simulation: in eight of ten simulated runs the \
      effort stays under P80. The same workbook, card, trials and seed give the same figures on the same day.
      """,
    examples: [
      Example("plumbline estimate", "the figures, by group, with what is open counted in"),
      Example("plumbline estimate --json --seed 1 --trials 20000", "for a program"),
    ],
    options: [
      .value("seed", "NUMBER", "What chance begins with; 1 if not said."),
      .value("trials", "NUMBER", "How often the project is played through; 20000 if not said."),
    ]
  ) { arguments, scene in
    let reader = try scene.workbook(arguments).reader()
    let findings = try scene.provideGaps(reader, arguments)
    let pricing = try scene.pricing(arguments, reader, findings)
    let estimate = try pricing.estimate(
      trials: arguments.int("trials", in: Simulation.allowedTrials) ?? 20_000,
      seed: UInt64(arguments.int("seed", in: 0...Int.max) ?? 1))
    if arguments.flag("json") {
      scene.print(json: Node([estimate.json(pricing)]))
    } else {
      scene.tell(estimate, pricing, arguments)
    }
    return .done
  }
}

extension Estimate {
  /// The percentiles that are told.
  var percentiles: [(name: String, hours: Double)] {
    [("P10", p10), ("P50", p50), ("P80", p80), ("P90", p90)]
  }

  fileprivate func json(_ pricing: Pricing) -> Node {
    func rounded(_ hours: Double) -> Node { Node((hours * 10).rounded() / 10) }
    let parts = groups.map { part in
      Node(object: [
        ("group", Node(part.id)), ("items", Node(part.items)), ("likely", rounded(part.likely)),
        ("mean", rounded(part.mean)), ("p50", rounded(part.p50)), ("p80", rounded(part.p80)),
        ("share", Node((part.share * 1_000).rounded() / 1_000)),
      ])
    }
    return Node(object: [
      ("ref", Node("engagement")), ("card", Node(card)), ("seed", Node(Int(clamping: seed))),
      ("trials", Node(trials)), ("readiness", Node(pricing.scope.readiness?.rawValue)),
      ("p10", rounded(p10)), ("p50", rounded(p50)), ("p80", rounded(p80)), ("p90", rounded(p90)),
      ("mean", rounded(total.mean)), ("groups", Node(parts)),
      ("visible-share", Node((visible.share * 1_000).rounded() / 1_000)), ("base", rounded(base)),
      (
        "additions",
        Node(additions.map { Node(object: [("id", Node($0.id)), ("mean", rounded($0.mean))]) })
      ),
      ("likely", rounded(likely.hours)), ("likely-percentile", Node((likely.percentile * 100).rounded() / 100)),
      ("naive", rounded(naive.hours)), ("naive-formula", Node(naive.formula)),
      ("ratio-to-naive", ratioToNaive.map(rounded) ?? .null), ("original", Node(pricing.original)),
      ("run-cost", rounded(runCost.hours)), ("cost-p50", cost(p50).map(rounded) ?? .null),
      ("cost-p80", cost(p80).map(rounded) ?? .null), ("weeks-p80", weeks(p80).map(rounded) ?? .null),
    ])
  }
}

extension Double {
  /// Hours without a fraction, thousands apart: `1 234`.
  var grouped: String {
    let digits = String(Int(self.rounded()))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0, digit != "-" { text += "\u{202F}" }
      text.append(digit)
    }
    return text
  }

  /// A share as a whole percentage.
  var percent: String { "\(Int((self * 100).rounded()))%" }
}

extension Scene {
  fileprivate func tell(_ estimate: Estimate, _ pricing: Pricing, _ arguments: Arguments) {
    var total = Table(
      [Table.Column("Total")] + ["Hours", "Days", "Cost", "Weeks"].map { Table.Column($0, alignment: .right) })
    for (name, hours) in estimate.percentiles {
      let cost = estimate.cost(hours).map { "\($0.grouped) \(pricing.currency ?? "")" } ?? "–"
      total.add(
        [name, hours.grouped, estimate.days(hours).grouped, cost, estimate.weeks(hours)?.grouped ?? "–"]
          .map { Table.Cell($0) })
    }
    print(total, arguments)
    var groups = Table(
      [Table.Column("Group")]
        + ["Items", "Likely", "P50", "P80", "Share"].map { Table.Column($0, alignment: .right) })
    for part in estimate.groups {
      groups.add(
        [
          part.title, "\(part.items)", part.likely.grouped, part.p50.grouped, part.p80.grouped,
          part.share.percent,
        ]
        .map { Table.Cell($0) })
    }
    for addition in estimate.additions {
      groups.add([addition.title, "", "", "", "+\(addition.mean.grouped)", ""].map { Table.Cell($0) })
    }
    print("")
    print(groups, arguments)
    print(
      "\nVisible \(estimate.visible.share.percent), hidden \(estimate.hidden.share.percent) of the base. "
        + "The sum of likely hours, \(estimate.likely.hours.grouped), is kept in \(estimate.likely.percentile.percent) of cases."
    )
    print("Naive: \(estimate.naive.formula) = \(estimate.naive.hours.grouped) h")
    if let ratio = estimate.ratioToNaive { print("P50 is \((ratio * 10).rounded() / 10) times that.") }
    if let original = pricing.original { print("Promised before: \(original.grouped) h.") }
    print("Year two: \(estimate.runCost.hours.grouped) h. Open gaps counted in: \(pricing.scope.gaps.count).")
  }
}
