import Terminal

extension ProcessTrace {
  /// The trace as a Mermaid flowchart (mermaid.js.org/syntax/flowchart.html), for pages that draw those.
  ///
  /// Names of nodes are ours. In labels everything but letters, digits and harmless marks is written as a number
  /// (`#34;`), so that captured text can neither end a label nor begin a directive.
  public var mermaid: String {
    var text = "flowchart TB\n"
    if let trigger { text += "  start([\(Self.labelled([trigger]))])\n" }
    for (index, lane) in lanes.enumerated() {
      if let system = lane.system { text += "  subgraph lane\(index) [\(Self.labelled([system]))]\n" }
      for place in lane.steps {
        let step = steps[place]
        // "4." at the beginning would be read as a list.
        let words = ["\(step.order.map { "\($0)" } ?? "–") · \(step.action)", step.ref, step.actor, step.state]
          .compactMap { $0 }
        text += "    s\(place)[\(Self.labelled(words))]\n"
      }
      if lane.system != nil { text += "  end\n" }
    }
    if let outcome { text += "  finish([\(Self.labelled([outcome]))])\n" }
    for link in links {
      text += "  \(link.from) -->\(link.words.map { "|\(Self.labelled([$0]))|" } ?? "") \(link.to)\n"
    }
    for (place, step) in steps.enumerated() {
      for (number, effect) in step.effects.enumerated() {
        let name = "e\(place)_\(number)"
        text += "  \(name)>\(Self.labelled(words(of: effect)))]\n"
        text += "  s\(place) -.-> \(name)\n"
      }
    }
    return text
  }

  static func labelled(_ lines: [String]) -> String {
    "\"" + lines.map { escapedForMermaid(Visible.line($0)) }.joined(separator: "<br/>") + "\""
  }

  private static func escapedForMermaid(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let digits = scalars.prefix { $0.isASCII && $0.properties.numericType != nil }.count
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      let isPlain =
        switch scalar {
        // The beginnings of a list, which several versions refuse to show: `1. Send`, `- none`.
        case "-", "+": index > 0
        case ".", ")": index != digits || digits == 0
        // `fa:fa-car` is a picture of a car.
        case ":": next == " "
        case " ", ",", "(", "/", "'", "→": true
        default:
          scalar.value >= 0x80 || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
      if isPlain { result.unicodeScalars.append(scalar) } else { result += "#\(scalar.value);" }
    }
    return result
  }
}
