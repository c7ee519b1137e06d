import Terminal

extension ProcessTrace {
  /// The trace as a graph in Graphviz's language (graphviz.org/doc/info/lang.html): the steps down a spine, each
  /// with its system, and beside each what it sets off, with the decision in words.
  ///
  /// Names of nodes are ours; captured text stands in labels only, so that it cannot leave its quotes, and is
  /// never a link.
  public var dot: String {
    var text = """
      digraph trace {
        graph [rankdir=TB, splines=polyline, fontname="sans-serif", fontsize=12, nodesep=0.3, ranksep=0.35,
          label=\(Self.quoted(["\(ref) \(name)"], width: 80)), labelloc=t];
        node [fontname="sans-serif", fontsize=10, shape=box];
        edge [fontname="sans-serif", fontsize=9];

      """
    if let trigger { text += "  start [group=spine, shape=oval, label=\(Self.quoted(trigger))];\n" }
    for place in steps.indices { text += box(place) }
    if let outcome {
      text += "  finish [group=spine, shape=oval, peripheries=2, label=\(Self.quoted(outcome))];\n"
    }
    for link in links { text += "  \(link.from) -> \(link.to)\(Self.label(link.words));\n" }
    for place in steps.indices { text += notes(place) }
    return text + "}\n"
  }

  private func box(_ place: Int) -> String {
    let step = steps[place]
    let words = [
      step.system.map { "[\($0)]" }, "\(step.place) \(step.action)",
      [step.ref, step.actor].compactMap { $0 }.joined(separator: " · "), step.state,
    ].compactMap { $0 }
    return
      "  s\(place) [group=spine, style=\"rounded,filled\", fillcolor=gray95, label=\(Self.quoted(words))];\n"
  }

  /// What a step sets off, beside it. The frame tells the decision a second time, after the word.
  private func notes(_ place: Int) -> String {
    var text = ""
    for (number, effect) in steps[place].effects.enumerated() {
      let frame =
        switch effect.decision {
        case .invoke: "shape=note"
        case .suppress: "shape=note, style=dotted"
        case .override: "shape=note, style=dashed"
        case .manual: "shape=note, style=bold"
        case .undecided: "peripheries=2"
        }
      let name = "e\(place)_\(number)"
      text += """
          \(name) [\(frame), label=\(Self.quoted(words(of: effect)))];
          s\(place) -> \(name) [style=dashed, arrowhead=vee];

        """
    }
    let names = steps[place].effects.indices.map { "e\(place)_\($0)" }
    guard !names.isEmpty else { return text }
    // Arrows that are not drawn keep the notes in their order.
    if names.count > 1 { text += "  \(names.joined(separator: " -> ")) [style=invis];\n" }
    return text + "  { rank=same; s\(place); \(names.joined(separator: "; ")) }\n"
  }

  private static func label(_ words: String?) -> String {
    words.map { " [label=\(quoted($0))]" } ?? ""
  }

  /// Text as a label: quotes and backslashes escaped, entities kept from being read, lines broken, what steers
  /// shown instead of sent.
  static func quoted(_ paragraphs: [String], width: Int = 32) -> String {
    let lines = paragraphs.flatMap { Fitting.wrap(Visible.line($0), to: width) }
    return "\"" + lines.map(escaped).joined(separator: "\\n") + "\""
  }

  static func quoted(_ text: String) -> String { quoted([text]) }

  private static func escaped(_ line: String) -> String {
    var text = ""
    for scalar in line.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "&": text += "&amp;"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
