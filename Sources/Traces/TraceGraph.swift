/// What the drawings of a trace share: frames, arrows, and words.
extension ProcessTrace {
  /// The steps of one system, by their places in `steps`.
  struct Lane {
    var system: String?
    var steps: [Int]
  }

  /// The systems in the order in which the process comes to them; what happens in none comes last.
  var lanes: [Lane] {
    var lanes: [Lane] = []
    for (place, step) in steps.enumerated() {
      if let index = lanes.firstIndex(where: { $0.system == step.system }) {
        lanes[index].steps.append(place)
      } else {
        lanes.append(Lane(system: step.system, steps: [place]))
      }
    }
    return lanes.filter { $0.system != nil } + lanes.filter { $0.system == nil }
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

  /// The words of an effect's note: its decision first, by symbol and word.
  func words(of effect: Effect) -> [String] {
    let ask = effect.decision == .undecided ? ": ask \(decider(of: effect) ?? "whoever knows")" : ""
    return ["\(effect.decision.symbol) \(effect.decision.rawValue)\(ask)", effect.what]
      + (effect.condition.map { ["only if: \($0)"] } ?? []) + [effect.ref]
      + (effect.mechanism.map { ["by: \($0)"] } ?? [])
  }
}

extension ProcessTrace.Step {
  /// What it is done to and the state that leaves.
  var state: String? {
    guard let resultingState else { return nil }
    return "\(entity.map { "\($0) " } ?? "")→ \(resultingState)"
  }
}
