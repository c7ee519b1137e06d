public import Formats

extension Finding {
  /// As `--json` tells it: the same keys for every finding, null where there is nothing.
  public var json: Node {
    Node(object: [
      ("gap", Node(gap)), ("severity", Node(severity.rawValue)), ("dimension", Node(dimension.rawValue)),
      ("about", Node(about)), ("detail", Node(detail)), ("message", Node(message)),
      ("question", Node(question)),
      ("ask", Node(ask)), ("fills", Node(fills)), ("remedy", Node(remedy)),
    ])
  }
}

extension CheckReport {
  /// The open findings as an array. It is also what `--baseline FILE` takes.
  var json: String { JSON.write(Node(open.map(\.json))) + "\n" }
}
