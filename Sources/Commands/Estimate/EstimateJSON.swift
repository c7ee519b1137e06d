import Estimation
import Formats

extension Estimate {
  /// The estimate for a program: hours to a tenth, shares to a thousandth, both so that means add up. Money is that of
  /// whole hours, as everywhere.
  func json(_ pricing: Pricing) -> Node {
    Node(
      object: head(pricing) + figures(pricing) + parts
        + [
          ("tornado", Node(tornado.map(Self.node))),
          ("splits", Node(object: Belonging.Axis.allCases.map { ($0.rawValue, split($0, pricing)) })),
          ("closings", closings(pricing)), ("duration", node(duration, pricing)),
        ] + yearTwo)
  }

  /// The work itself and what is added to it.
  private var parts: [(String, Node)] {
    let told = toldTenths
    let nodes = groups.indices.map { index in
      Self.node(groups[index], told.likely[index], told.groups[index], told.shares[index])
    }
    let halves = [visible, hidden].map { half in
      let isVisible = half.id == visible.id
      return Self.node(
        half, sum(told.likely, visible: isVisible), sum(told.groups, visible: isVisible),
        sum(told.shares, visible: isVisible))
    }
    let added = zip(additions, told.additions).map { addition, mean in
      Node(object: [("id", Node(addition.id)), ("mean", Self.tenths(mean))])
    }
    return [
      ("groups", Node(nodes)), ("visible", halves[0]), ("hidden", halves[1]),
      ("visible-share", Self.thousandths(sum(told.shares, visible: true))), ("base", Self.tenths(told.base)),
      ("additions", Node(added)),
    ]
  }

  private var yearTwo: [(String, Node)] {
    let hours = wholes(runCost.lines.map { $0.hours * 10 })
    let lines = zip(runCost.lines, hours).map { line, hours in
      Node(object: [
        ("id", Node(line.id)), ("units", Node(line.units)), ("times", Node(line.times)),
        ("each", Node(line.each)), ("hours", Self.tenths(hours)),
      ])
    }
    return [
      ("run-cost", Self.tenths(hours.reduce(0, +))),
      ("run-cost-money", Node(ToldRunCost(self).money.map(Int.init))), ("run-cost-lines", Node(lines)),
    ]
  }

  private func head(_ pricing: Pricing) -> [(String, Node)] {
    [
      ("ref", Node("engagement")), ("card", Node(card)), ("seed", Node(Int(clamping: seed))),
      ("trials", Node(trials)), ("partial", Node(isPartial)),
      ("readiness", Node(pricing.scope.readiness?.rawValue)),
      ("card-digest", Node("\(pricing.card.digest)")),
      ("items", Node(pricing.scope.items.count)), ("gaps", Node(pricing.scope.gaps.count)),
      ("hours-per-day", Node(hoursPerDay)), ("currency", Node(pricing.currency)),
      ("hourly-rate", Node(hourlyRate)),
    ]
  }

  private func figures(_ pricing: Pricing) -> [(String, Node)] {
    [
      ("p10", Self.hours(p10)), ("p50", Self.hours(p50)), ("p80", Self.hours(p80)), ("p90", Self.hours(p90)),
      ("mean", Self.hours(mean)),
      ("curve", Node(curve.map { Node([Self.share($0.share), Self.hours($0.hours)]) })),
      ("chance", chance), ("rough", Node(isRough)),
      ("cost-p10", money(p10)), ("cost-p50", money(p50)), ("cost-p80", money(p80)), ("cost-p90", money(p90)),
      ("likely", Self.hours(likely.hours)), ("likely-formula", Node(likely.formula)),
      ("likely-percentile", Self.share(likely.percentile)),
      ("naive", Self.hours(naive.hours)), ("naive-formula", Node(naive.formula)),
      ("ratio-to-naive", ratioToNaive.map(Self.hours) ?? .null), ("original", Node(pricing.original)),
      ("original-percentile", pricing.original.map { Self.share(total.share(atMost: $0)) } ?? .null),
      ("weeks-p80", weeks(p80).map(Self.hours) ?? .null),
    ]
  }

  /// Between which hours each percentile would lie with runs without end, 19 times in 20.
  private var chance: Node {
    Node(
      object: zip(percentiles, [0.1, 0.5, 0.8, 0.9]).map { percentile, share in
        let limits = total.limits(share)
        let node = limits.map { Node([Self.hours($0.lowerBound), Self.hours($0.upperBound)]) } ?? .null
        return (percentile.name.lowercased(), node)
      })
  }

  /// Money of the whole hours: what stands on the cover.
  private func money(_ hours: Double) -> Node { Node(cost(hours.whole).map { Int($0.whole) }) }

  private func split(_ axis: Belonging.Axis, _ pricing: Pricing) -> Node {
    Node(
      ToldSplit(self, by: axis, pricing, steps: 10).rows.map { row in
        Node(object: [
          ("ref", Node(row.ref.isEmpty ? nil : row.ref)), ("items", Node(row.items)), ("gaps", Node(row.gaps)),
          ("likely", Self.tenths(row.likely)), ("work", Self.tenths(row.work)),
          ("mean", Self.tenths(row.mean)), ("share", Self.thousandths(row.share)),
        ])
      })
  }

  private func closings(_ pricing: Pricing) -> Node {
    let bases: [Scope.Closing.Basis] = [.all, .blockers, .name, .owner, .gap]
    return Node(
      bases.flatMap { basis in
        purchases(by: basis).prefix(basis == .gap ? 10 : 1_000).map { purchase in
          let gap = basis == .gap ? purchase.closing.gaps.first.map { pricing.scope.gaps[$0] } : nil
          let name = basis == .name ? purchase.closing.title : gap?.name
          let owner = basis == .owner ? purchase.closing.title : gap?.owner
          return Node(object: [
            ("of", Node(basis.rawValue)), ("gap", Node(name)), ("about", Node(gap?.about)),
            ("owner", Node(owner.flatMap { $0.isEmpty ? nil : $0 })),
            ("gaps", Node(purchase.closing.gaps.count)), ("off-p80", Self.hours(purchase.hours)),
            ("readiness", Node(purchase.readiness?.rawValue)),
          ])
        }
      })
  }

  private func node(_ duration: Duration?, _ pricing: Pricing) -> Node {
    guard let duration else { return .null }
    func weeks(_ sample: Sample?) -> Node {
      guard let sample else { return .null }
      return Node(
        object: [("p10", 0.1), ("p50", 0.5), ("p80", 0.8), ("p90", 0.9)].map {
          ($0.0, Self.hours(sample.percentile($0.1)))
        })
    }
    return Node(object: [
      ("start", Node("\(pricing.start)")), ("weeks", weeks(duration.weeks)),
      ("effort-weeks", weeks(duration.effort)),
      ("queue-weeks", weeks(duration.floor)),
      ("finish-p50", Node("\(pricing.finish(after: duration.weeks.percentile(0.5)))")),
      ("finish-p80", Node("\(pricing.finish(after: duration.weeks.percentile(0.8)))")),
      ("deadline", Node(pricing.deadline.map { "\($0)" })),
      (
        "deadline-probability",
        pricing.weeksToDeadline.map { Self.share(duration.probability(within: $0)) } ?? .null
      ),
      (
        "queues",
        Node(
          duration.queues.map {
            Node(object: [
              ("owner", Node($0.owner)), ("gaps", Node($0.gaps)), ("hours", Self.hours($0.hours)),
              ("weeks", Self.hours($0.weeks)),
            ])
          })
      ),
      ("gaps-of-nobody", Node(duration.unowned)),
    ])
  }

  private static func node(_ part: Part, _ likely: Int64, _ mean: Int64, _ share: Int64) -> Node {
    Node(object: [
      ("group", Node(part.id)), ("items", Node(part.items)), ("likely", tenths(likely)),
      ("mean", tenths(mean)), ("p10", hours(part.p10)), ("p50", hours(part.p50)), ("p80", hours(part.p80)),
      ("p90", hours(part.p90)), ("share", thousandths(share)),
    ])
  }

  private static func node(_ driver: Tornado.Driver) -> Node {
    Node(object: [
      ("id", Node(driver.id)), ("title", Node(driver.title)), ("low", hours(driver.low)),
      ("high", hours(driver.high)),
    ])
  }

  private static func tenths(_ tenths: Int64) -> Node { Node(Double(tenths) / 10) }
  private static func thousandths(_ thousandths: Int64) -> Node { Node(Double(thousandths) / 1_000) }
  private static func hours(_ hours: Double) -> Node { Node(hours.tenth) }
  private static func share(_ share: Double) -> Node { Node((share * 1_000).rounded() / 1_000) }
}
