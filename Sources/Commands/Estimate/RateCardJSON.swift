import Digests
import Estimation
import Formats

extension RateCard {
  /// The SHA-256 of everything in the card that a figure hangs on: two cards of one digest give the same estimates.
  /// Titles and sources are left out.
  var digest: Digest { Digest(of: Array(JSON.write(figures, style: .compact).utf8)) }

  /// The card for a program, whole.
  var json: Node {
    Node([
      Node(
        object: [
          ("ref", Node(name)), ("extends", Node(extends)), ("digest", Node("\(digest)")),
          ("lines", Node(lines.map(Self.named))), ("overheads", Node(overheads.map(Self.named))),
          ("resolve", Self.named(resolve)),
        ] + whole
          + [
            (
              "sources",
              Node(object: [
                ("correlation", Node(correlation.source)), ("discovery", Node(discovery.source)),
                ("naive", Node(naive.source)), ("decisions", Node(decisions?.source)),
              ])
            )
          ])
    ])
  }

  /// What a figure hangs on, and nothing else.
  private var figures: Node {
    Node(
      object: [
        ("lines", Node(lines.map { Node(object: Self.priced($0)) })),
        ("overheads", Node(overheads.map { Node(object: Self.priced($0)) })),
        ("resolve", Node(object: Self.priced(resolve))),
      ] + whole)
  }

  /// What is said of the whole.
  private var whole: [(String, Node)] {
    [
      ("hours-per-day", Node(hoursPerDay)),
      ("groups", Node(groups.map { Node(object: [("id", Node($0.id)), ("visible", Node($0.visible))]) })),
      (
        "correlation",
        Node(object: [
          ("common", Node(correlation.common)), ("group", Node(correlation.group)),
          ("own", Node(correlation.own)),
        ])
      ),
      (
        "discovery",
        Node(object: Scope.Readiness.allCases.map { ($0.rawValue, Node(discovery[$0])) })
      ),
      (
        "decisions",
        decisions.map {
          Node(object: [("share", Node($0.share)), ("hours-a-week", Node($0.hoursPerWeek))])
        } ?? .null
      ), ("run-cost", Node(runCost.map(Self.counted))),
      (
        "naive",
        Node(object: [("factor", Node(naive.factor)), ("counts", Node(naive.counts.map(Self.counted)))])
      ),
    ]
  }

  private static func priced(_ line: Line) -> [(String, Node)] {
    var entries: [(String, Node)] = [
      ("line", Node(line.id)), ("group", Node(line.group)), ("low", Node(line.hours.low)),
      ("likely", Node(line.hours.likely)), ("high", Node(line.hours.high)),
    ]
    if let undecided = line.undecided {
      entries += [("becomes", Node(undecided.becomes)), ("gaps", Node(undecided.gaps.map { Node($0) }))]
    }
    return entries + [("query", Node(line.units))]
  }

  private static func named(_ line: Line) -> Node {
    Node(
      object: priced(line) + [
        ("title", Node(line.title)), ("mean", Node((line.distribution.mean * 1_000).rounded() / 1_000)),
        ("source", Node(line.source)), ("place", Node("\(line.place)")),
      ])
  }

  private static func counted(_ count: Count) -> Node {
    Node(object: [
      ("line", Node(count.id)), ("times", Node(count.times)), ("hours", Node(count.hours)),
      ("query", Node(count.units)),
    ])
  }
}
