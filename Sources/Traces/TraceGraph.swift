public import Drawings

extension ProcessTrace {
  /// The trace as a drawing: the steps in one line, and beside each what it sets off, with the decision in words.
  /// Where several systems take part, every step names its own.
  public var graph: Graph {
    var graph = Graph()
    if let trigger { graph.nodes.append(end("start", trigger, note: "begins")) }
    for (place, step) in steps.enumerated() { graph.nodes.append(box(step, place)) }
    if let outcome { graph.nodes.append(end("finish", outcome, note: "ends")) }
    graph.edges = links.map { Graph.Edge($0.from, $0.to, label: $0.words) }
    for (place, step) in steps.enumerated() {
      for (number, effect) in step.effects.enumerated() {
        let node = self.node(effect, "e\(place)_\(number)")
        graph.nodes.append(node)
        graph.edges.append(
          Graph.Edge("s\(place)", node.id, label: effect.condition, look: effect.decision.edgeLook))
      }
    }
    return graph
  }

  private func end(_ id: String, _ words: String, note: String) -> Graph.Node {
    Graph.Node(id, words, note: note, level: "steps", look: .terminal)
  }

  private func box(_ step: Step, _ place: Int) -> Graph.Node {
    let notes = [step.ref, step.system, step.actor, step.state].compactMap { $0 }
    return Graph.Node(
      "s\(place)", "\(step.place) \(step.action)", note: notes.joined(separator: " · "), level: "steps",
      look: .step, ref: step.ref)
  }

  private func node(_ effect: Effect, _ id: String) -> Graph.Node {
    let ask = effect.decision == .undecided ? ": ask \(decider(of: effect) ?? "whoever knows")" : ""
    let notes =
      ["\(effect.decision.symbol) \(effect.decision.rawValue)\(ask)", effect.ref]
      + (effect.mechanism.map { ["by: \($0)"] } ?? [])
    return Graph.Node(
      id, effect.what, note: notes.joined(separator: " · "), look: effect.decision.look, ref: effect.ref)
  }

  /// An arrow between two nodes, with the condition under which it is taken.
  struct Link: Equatable {
    var from: String
    var to: String
    var words: String?
  }

  /// From every step of a place to every step of the next one; from the trigger to the first, and from the last
  /// to the outcome. Steps without a place follow one another.
  var links: [Link] {
    var groups: [[Int]] = []
    for (place, step) in steps.enumerated() {
      if let last = groups.last?.first, step.order != nil, steps[last].order == step.order {
        groups[groups.count - 1].append(place)
      } else {
        groups.append([place])
      }
    }
    var links: [Link] = []
    var before = trigger == nil ? [] : ["start"]
    for group in groups {
      for from in before { links += group.map { Link(from: from, to: "s\($0)", words: steps[$0].condition) } }
      before = group.map { "s\($0)" }
    }
    if outcome != nil { links += before.map { Link(from: $0, to: "finish") } }
    return links
  }
}

extension ProcessTrace.Step {
  /// What it is done to and the state that leaves.
  var state: String? {
    guard let resultingState else { return nil }
    return "\(entity.map { "\($0) " } ?? "")→ \(resultingState)"
  }
}

extension ProcessTrace.Decision {
  fileprivate var look: NodeLook {
    switch self {
    case .invoke: .invoke
    case .suppress: .suppress
    case .override: .override
    case .manual: .manual
    case .undecided: .undecided
    }
  }

  fileprivate var edgeLook: EdgeLook {
    switch self {
    case .invoke: .invoke
    case .suppress: .suppress
    case .override: .override
    case .manual: .manual
    case .undecided: .undecided
    }
  }
}
