/// Lays graphs out, each but once, and remembers what could not be.
///
/// Used from one thread at a time.
public final class Draughtsman {
  /// What is drawn of a graph, or why nothing is.
  public enum Plan: Equatable, Sendable {
    /// The graph as it is.
    case drawn(Layout)
    /// It has too many boxes: its groups are drawn instead, each as one box.
    case summary(Graph, Layout)
    /// Nothing is drawn: the reason, as a sentence.
    case words(String)
  }

  /// More boxes than these cannot be read, and take too long to lay out.
  public static let mostNodes = 150
  /// Nor more arrows than these.
  public static let mostEdges = 400

  private let graphviz: Graphviz?
  private var plans: [Graph: Plan] = [:]

  /// Why some graphs were not drawn, each reason once, for whoever runs this.
  public private(set) var shortcomings: [String] = []

  /// Lays out with the `dot` at this path; with none, nothing is drawn, and everything is told in words.
  public init(dot program: String?, seconds: Double = 10) {
    graphviz = program.map { Graphviz(program: $0, seconds: seconds) }
  }

  /// Lays out graphs that are about to be asked for, two at a time.
  public func prepare(_ graphs: [Graph]) {
    guard let graphviz else { return }
    var wanted: [Graph] = []
    var seen: Set<Graph> = []
    for graph in graphs where plans[graph] == nil && seen.insert(graph).inserted { wanted.append(graph) }
    let drawn = wanted.map { $0.isTooLarge ? $0.summary : $0 }
    let possible = drawn.indices.filter { !drawn[$0].isTooLarge && !drawn[$0].nodes.isEmpty }
    let layouts = graphviz.layouts(possible.map { SizedGraph(drawn[$0]) })
    for (index, layout) in zip(possible, layouts) { note(layout, drawn[index], of: wanted[index]) }
    for graph in wanted where plans[graph] == nil {
      plans[graph] = .words(
        "It has \(graph.nodes.count) boxes and \(graph.edges.count) arrows, too many for one drawing.")
    }
  }

  /// The plan of a graph.
  public func plan(_ graph: Graph) -> Plan {
    if graphviz == nil {
      let reason = "Graphviz, which lays drawings out, is not installed here (package graphviz)."
      if !shortcomings.contains(reason) { shortcomings.append(reason) }
      return .words("This pack was made without Graphviz, which lays drawings out.")
    }
    prepare([graph])
    return plans[graph] ?? .words("It could not be laid out.")
  }

  private func note(_ layout: Result<Layout, Graphviz.Failure>, _ drawn: Graph, of graph: Graph) {
    switch layout {
    case .success(let layout): plans[graph] = drawn == graph ? .drawn(layout) : .summary(drawn, layout)
    case .failure(let failure):
      let reason: String
      switch failure {
      case .tooSlow: reason = "Laying it out took too long."
      case .refused(let why): reason = "Graphviz could not lay it out: \(why)."
      }
      plans[graph] = .words(reason)
      let said = "A drawing of \(graph.nodes.count) boxes is shown as a list. \(reason)"
      if !shortcomings.contains(said) { shortcomings.append(said) }
    }
  }
}

extension Graph {
  /// The graph, or its summary where it is too large to be read; nil when that is too large as well.
  public var readable: Graph? {
    if !isTooLarge { return self }
    let summary = summary
    return summary.isTooLarge ? nil : summary
  }

  var isTooLarge: Bool { nodes.count > Draughtsman.mostNodes || edges.count > Draughtsman.mostEdges }

  /// The graph with each group as one box, and one arrow between two boxes however many run there.
  var summary: Graph {
    let (grouped, free) = members
    var result = Graph(direction: direction)
    var box: [Int: String] = [:]
    for (index, entry) in grouped.enumerated() {
      for node in entry.nodes { box[node] = "g\(index)" }
      result.nodes.append(
        Node("g\(index)", entry.group.label, note: "\(entry.nodes.count) in it", look: .strong))
    }
    for node in free {
      box[node] = "n\(node)"
      var kept = nodes[node]
      kept.id = "n\(node)"
      kept.group = nil
      result.nodes.append(kept)
    }
    var counts: [[String]: Int] = [:]
    var order: [[String]] = []
    for (_, from, to) in drawnEdges {
      guard let a = box[from], let b = box[to], a != b else { continue }
      if counts.updateValue((counts[[a, b]] ?? 0) + 1, forKey: [a, b]) == nil { order.append([a, b]) }
    }
    result.edges = order.map { Edge($0[0], $0[1], label: counts[$0] == 1 ? nil : "\(counts[$0] ?? 0)") }
    return result
  }
}
