import Foundation
import Programs
import Testing

@testable import Drawings

@Suite("A graph as SVG")
struct GraphSVGTests {
  static let dot = findProgram("dot", along: ProcessInfo.processInfo.environment["PATH"])

  static let graph = Graph(
    nodes: [Graph.Node("a", "Stripe", note: "right", look: .record, ref: "stripe"), Graph.Node("b", "Xero")],
    edges: [Graph.Edge("a", "b", label: "Invoice", look: .strong)])

  /// As Graphviz answers for the graph above.
  static let layout = Layout(
    width: 200, height: 60, nodes: [Layout.Point(x: 40, y: 30), Layout.Point(x: 170, y: 30)], groups: [],
    edges: [
      Layout.Way(
        points: [(70.0, 30.0), (90, 30), (110, 30), (135, 30)].map { Layout.Point(x: $0.0, y: $0.1) },
        start: nil, end: Layout.Point(x: 144, y: 30), label: Layout.Point(x: 105, y: 18))
    ])

  static func placing(_ address: @escaping (String) -> String? = { _ in nil }) -> Placing {
    Placing(id: "d1", title: "Flows", description: "Two boxes.", standsAlone: true, address: address)
  }

  @Test("is written as it was laid out")
  func golden() {
    let svg = Self.graph.svg(
      Self.layout, Placing(id: "p/x:d1", title: "Flows", description: "Two boxes.") { "#\($0)" })
    #expect(
      svg == """
        <svg class="dr m1" viewBox="0 0 212 72" width="212" height="72" aria-labelledby="p_2fx:d1-t" \
        aria-describedby="p_2fx:d1-d"><title id="p_2fx:d1-t">Flows</title><desc id="p_2fx:d1-d">Two boxes.</desc>\
        <g transform="translate(6 6)" fill="none" stroke="#56625f">\
        <path class="e strong" d="M70 30C90 30 110 30 135 30"/><path class="h strong" d="M144 30L135 34L135 26z"/>\
        <a class="da" href="#stripe"><g>\
        <path class="n record" d="M9 4h62q2 0 2 2v48q0 2 -2 2h-62q-2 0 -2 -2v-48q0 -2 2 -2z"/>\
        <path class="n record" d="M12 8h56q1 0 1 1v42q0 1 -1 1h-56q-1 0 -1 -1v-42q0 -1 1 -1z"/>\
        <text x="40" y="23">Stripe</text><text x="40" y="38" class="s">right</text></g></a>\
        <g><path class="n" d="M146 14h49q2 0 2 2v28q0 2 -2 2h-49q-2 0 -2 -2v-28q0 -2 2 -2z"/>\
        <text x="170" y="30">Xero</text></g><text x="105" y="18" class="l">Invoice</text></g></svg>

        """)
  }

  @Test("is an image without links, and links to places of its own page alone")
  func links() {
    let plain = Self.graph.svg(Self.layout, Self.placing())
    #expect(plain.contains("role=\"img\"") && !plain.contains("<a "))
    let away = Self.graph.svg(Self.layout, Self.placing { _ in "javascript:alert(1)" })
    #expect(away == plain)
  }

  @Test("holds hostile words as words", arguments: hostile)
  func hostileWords(text: String) {
    var graph = Self.graph
    graph.nodes[0].label = text
    graph.nodes[1].note = text
    graph.edges[0].label = text
    let svg = graph.svg(
      Self.layout, Placing(id: text, title: text, description: text, standsAlone: true) { _ in "#\(text)" })
    let read = XMLReading(svg)
    #expect(read.isWellFormed && read.strange.isEmpty, "\(read.strange)")
    #expect(svg.utf8.count < 80_000)
    #expect(read.texts.allSatisfy { !$0.contains("\u{202E}") })
  }

  @Test("of hostile words is DOT that Graphviz reads", .enabled(if: dot != nil), arguments: hostile)
  func hostileDOT(text: String) throws {
    var graph = Self.graph
    graph.groups = [Graph.Group("g", text)]
    graph.nodes[0].group = "g"
    graph.nodes[0].label = text
    graph.edges[0].label = text
    let outcome = Job(try #require(Self.dot), ["-Tplain"], input: Array(graph.dot.utf8)).run()
    guard case .ended(let status, _, let complaint) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(status == 0 && !complaint.contains("syntax error"), "\(complaint)")
  }

  @Test("is laid out by Graphviz, which sees no word of it", .enabled(if: dot != nil))
  func laidOut() throws {
    #expect(!SizedGraph(Self.graph).dot.contains("Stripe"))
    let draughtsman = Draughtsman(dot: Self.dot)
    draughtsman.prepare([Self.graph, Self.graph])
    guard case .drawn(let layout) = draughtsman.plan(Self.graph) else {
      Issue.record("no layout: \(draughtsman.shortcomings)")
      return
    }
    #expect(layout.nodes.count == 2 && layout.edges.count == 1)
    #expect(layout.nodes[0].x < layout.nodes[1].x)
    #expect(XMLReading(Self.graph.svg(layout, Self.placing())).isWellFormed)
  }

  @Test("puts the nodes of a level into one line, in order", .enabled(if: dot != nil))
  func levels() throws {
    let graph = Graph(
      nodes: ["a", "b", "c"].map { Graph.Node($0, $0, level: $0 == "c" ? nil : "steps") },
      edges: [Graph.Edge("a", "b"), Graph.Edge("b", "c")])
    guard case .drawn(let layout) = Draughtsman(dot: Self.dot).plan(graph) else {
      Issue.record("no layout")
      return
    }
    #expect(layout.nodes[0].x == layout.nodes[1].x && layout.nodes[0].y < layout.nodes[1].y)
    #expect(layout.nodes[2].x > layout.nodes[1].x)
  }

  @Test("without Graphviz is told in words, and the package is named once")
  func missing() {
    let draughtsman = Draughtsman(dot: nil)
    _ = draughtsman.plan(Self.graph)
    guard case .words(let reason) = draughtsman.plan(Self.graph) else {
      Issue.record("drawn by nobody")
      return
    }
    #expect(reason == "This pack was made without Graphviz, which lays drawings out.")
    #expect(
      draughtsman.shortcomings == [
        "Graphviz, which lays drawings out, is not installed here (package graphviz)."
      ])
  }

  /// A `dot` of our own making. A shell writes it: were the file open for writing in this process, a program that
  /// another test starts meanwhile would inherit it, and a file that somebody may write to cannot be run.
  static func stand(in script: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("dot-\(UUID().uuidString)").path
    let shell = Job(
      "/bin/sh", ["-c", #"cat > "$0" && chmod +x "$0""#, path], input: Array("#!/bin/sh\n\(script)\n".utf8))
    guard case .ended(0, _, _) = shell.run() else { throw CocoaError(.fileWriteUnknown) }
    return path
  }

  @Test(
    "that Graphviz fails on is told in words, with the reason",
    arguments: [
      ("exec sleep 30", "Laying it out took too long."),
      ("echo 'Error: no' >&2; exit 1", "Graphviz could not lay it out: Error: no."),
      ("exit 3", "Graphviz could not lay it out: it ended with status 3."),
      ("echo '{}'", "Graphviz could not lay it out: its answer could not be read."),
    ])
  func failing(script: String, reason: String) throws {
    let path = try Self.stand(in: script)
    defer { try? FileManager.default.removeItem(atPath: path) }
    // Only one that never answers is given little time.
    let draughtsman = Draughtsman(dot: path, seconds: script.contains("sleep") ? 0.2 : 60)
    #expect(draughtsman.plan(Self.graph) == .words(reason))
    #expect(draughtsman.shortcomings == ["A drawing of 2 boxes is shown as a list. \(reason)"])
  }

  @Test("that is too large is drawn by its groups, or told in words", .enabled(if: dot != nil))
  func tooLarge() {
    let nodes = (0..<300).map { Graph.Node("\($0)", "\($0)", group: $0 < 299 ? "g\($0 % 3)" : nil) }
    let edges = (0..<299).map { Graph.Edge("\($0)", "\($0 + 1)") }
    let grouped = Graph(groups: (0..<3).map { Graph.Group("g\($0)", "G\($0)") }, nodes: nodes, edges: edges)
    let draughtsman = Draughtsman(dot: Self.dot)
    guard case .summary(let summary, _) = draughtsman.plan(grouped) else {
      Issue.record("not summarised")
      return
    }
    #expect(summary.nodes.map(\.label) == ["G0", "G1", "G2", "299"])
    #expect(summary.edges.map { $0.label ?? "1" } == ["100", "99", "99", "1"])
    #expect(
      draughtsman.plan(Graph(nodes: nodes, edges: edges))
        == .words("It has 300 boxes and 299 arrows, too many for one drawing."))
  }
}
