extension Graph {
  /// The graph as a Mermaid flowchart, which GitHub draws in Markdown.
  ///
  /// Names are numbers; words stand in quoted strings alone, with what could end or format one written as
  /// Mermaid's entities, `#34;` for a quote. (mermaid.js.org/syntax/flowchart.html)
  public var mermaid: String {
    var lines = ["flowchart \(mermaidDirection == .right ? "LR" : "TB")"]
    let members = members
    for (index, entry) in members.grouped.enumerated() {
      lines.append("  subgraph g\(index)[\(mermaidText(words(entry.group.label)))]")
      for node in entry.nodes { lines.append("    " + line(node)) }
      lines.append("  end")
    }
    for node in members.free { lines.append("  " + line(node)) }
    let edges = drawnEdges
    for (edge, from, to) in edges {
      let arrow = (edge.twoWay ? "<" : "") + edge.look.mermaidLine
      let label = edge.label.map { "|\(mermaidText(words($0)))|" } ?? ""
      lines.append("  n\(from) \(arrow)\(label) n\(to)")
    }
    lines += classes
    for look in EdgeLook.allCases {
      guard let style = look.mermaidStyle else { continue }
      let numbers = edges.indices.filter { edges[$0].edge.look == look }.map(String.init)
      if !numbers.isEmpty { lines.append("  linkStyle \(numbers.joined(separator: ",")) \(style)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Mermaid has no levels: a chain that stands in one line here runs along the arrows there, so that the
  /// other direction comes nearest.
  private var mermaidDirection: Direction {
    levels.isEmpty ? direction : direction == .right ? .down : .right
  }

  private func line(_ index: Int) -> String {
    let node = nodes[index]
    let parts = [node.label, node.note].compactMap { $0.map { mermaidEscaped(words($0)) } }
    let (open, close) = node.look.mermaidShape
    return "n\(index)\(open)\"\(parts.joined(separator: "<br>"))\"\(close)"
  }

  /// Line and weight by class. The fill is left to the theme, so that light and dark are both legible.
  private var classes: [String] {
    var lines: [String] = []
    for look in NodeLook.allCases {
      guard let style = look.mermaidStyle else { continue }
      let members = nodes.indices.filter { nodes[$0].look == look }.map { "n\($0)" }
      if members.isEmpty { continue }
      lines.append("  classDef \(look.rawValue) \(style)")
      lines.append("  class \(members.joined(separator: ",")) \(look.rawValue)")
    }
    return lines
  }
}

/// Words as a quoted text of Mermaid.
func mermaidText(_ text: String) -> String { "\"\(mermaidEscaped(text))\"" }

private func mermaidEscaped(_ text: String) -> String {
  // An empty text is read as none, and shows the name; a space shows nothing.
  if text.isEmpty { return " " }
  var result = ""
  let scalars = Array(text.unicodeScalars)
  let digits = scalars.prefix { $0.isASCII && $0.properties.numericType != nil }.count
  for (index, scalar) in scalars.enumerated() {
    switch scalar {
    // The beginnings of a list, which several versions refuse to show: `1. Send`, `- none`.
    case ".", ")": result += index == digits && digits > 0 ? "#\(scalar.value);" : String(scalar)
    case "-", "+": result += index == 0 ? "#\(scalar.value);" : String(scalar)
    // `fa:fa-car` is a picture of a car.
    case ":": result += scalars[(index + 1)...].starts(with: "fa-".unicodeScalars) ? "#58;" : ":"
    case "\"", "#", "<", ">", "&", "`", "\\", ";", "%", "{", "}", "[", "]", "|", "*", "_", "~", "$":
      result += "#\(scalar.value);"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

extension NodeLook {
  fileprivate var mermaidShape: (open: String, close: String) {
    switch self {
    case .plain, .strong, .quiet: ("[", "]")
    case .record: ("[[", "]]")
    case .terminal: ("([", "])")
    case .step, .invoke: ("(", ")")
    case .store: ("[(", ")]")
    case .suppress: (">", "]")
    case .override: ("[/", "/]")
    case .manual: ("[\\", "/]")
    case .undecided: ("{{", "}}")
    }
  }

  fileprivate var mermaidStyle: String? {
    switch self {
    case .plain, .record, .terminal, .step, .store: nil
    case .strong: "stroke-width:3px"
    case .quiet: "stroke-dasharray:2 3"
    case .invoke: "stroke:#1b7340"
    case .suppress: "stroke:#c2334a,stroke-dasharray:6 4"
    case .override: "stroke:#7d5fc4,stroke-width:3px"
    case .manual: "stroke:#2f77c4"
    case .undecided: "stroke:#b97f1c,stroke-dasharray:2 3"
    }
  }
}

extension EdgeLook {
  fileprivate var mermaidLine: String {
    switch self {
    case .line, .invoke: "-->"
    case .strong, .override: "==>"
    case .dashed, .quiet, .suppress, .manual, .undecided: "-.->"
    }
  }

  fileprivate var mermaidStyle: String? {
    switch self {
    case .line, .strong, .dashed: nil
    case .quiet: "stroke-dasharray:1 4"
    case .invoke: "stroke:#1b7340"
    case .suppress: "stroke:#c2334a"
    case .override: "stroke:#7d5fc4"
    case .manual: "stroke:#2f77c4"
    case .undecided: "stroke:#b97f1c,stroke-dasharray:1 4"
    }
  }
}
