extension Graph {
  /// The graph in the DOT language, with its words, for Graphviz or any other reader of it.
  ///
  /// Names are numbers (`n0`, `g0`); words stand in quoted strings alone, with `"`, `\` and `&` escaped, so
  /// that nothing captured is read as anything but words. (graphviz.org/doc/info/lang.html)
  public var dot: String {
    var lines = [
      "digraph {", "  rankdir=\(direction == .right ? "LR" : "TB");",
      "  node [shape=box, fontname=\"sans-serif\", fontsize=11];",
      "  edge [fontname=\"sans-serif\", fontsize=10];",
    ]
    let members = members
    for (index, entry) in members.grouped.enumerated() {
      lines.append("  subgraph cluster_\(index) {")
      lines.append("    label=\(quoted(words(entry.group.label)));")
      for node in entry.nodes { lines.append("    " + line(node)) }
      lines.append("  }")
    }
    for node in members.free { lines.append("  " + line(node)) }
    for level in levels { lines.append("  { rank=same; \(level.map { "n\($0)" }.joined(separator: "; ")) }") }
    for (edge, from, to) in drawnEdges {
      var attributes = edge.look.dot
      if let label = edge.label { attributes.insert("label=\(quoted(words(label)))", at: 0) }
      if edge.twoWay { attributes.append("dir=both") }
      let list = attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
      lines.append("  n\(from) -> n\(to)\(list);")
    }
    return (lines + ["}", ""]).joined(separator: "\n")
  }

  private func line(_ index: Int) -> String {
    let node = nodes[index]
    let label = [node.label, node.note].compactMap { $0.map(lines) }.joined(separator: "\\n")
    return "n\(index) [" + (["label=\"\(label)\""] + node.look.dot).joined(separator: ", ") + "];"
  }

  private func quoted(_ text: String) -> String { "\"\(lines(text))\"" }

  /// Words in lines about as wide as the boxes that we draw ourselves: Graphviz breaks none.
  private func lines(_ text: String) -> String {
    TextMetrics.wrapped(words(text), size: SizedGraph.labelSize, most: 170, lines: .max)
      .map(escaped).joined(separator: "\\n")
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension NodeLook {
  fileprivate var dot: [String] {
    switch self {
    case .plain: []
    case .strong: ["penwidth=2"]
    case .record: ["peripheries=2"]
    case .quiet: ["style=dotted"]
    case .terminal: ["shape=oval"]
    case .step: ["style=rounded"]
    case .store: ["shape=cylinder"]
    case .invoke: ["style=rounded", "color=\"#1b7340\""]
    case .suppress: ["shape=octagon", "style=dashed", "color=\"#a3162b\""]
    case .override: ["shape=parallelogram", "penwidth=2", "color=\"#6a4bb0\""]
    case .manual: ["shape=invtrapezium", "color=\"#1d5fa8\""]
    case .undecided: ["shape=hexagon", "style=dotted", "color=\"#9a6200\""]
    }
  }
}

extension EdgeLook {
  fileprivate var dot: [String] {
    switch self {
    case .line: []
    case .strong: ["penwidth=2"]
    case .dashed: ["style=dashed"]
    case .quiet: ["style=dotted"]
    case .invoke: ["color=\"#1b7340\""]
    case .suppress: ["style=dashed", "color=\"#a3162b\""]
    case .override: ["penwidth=2", "color=\"#6a4bb0\""]
    case .manual: ["style=dashed", "color=\"#1d5fa8\""]
    case .undecided: ["style=dotted", "color=\"#9a6200\""]
    }
  }
}
