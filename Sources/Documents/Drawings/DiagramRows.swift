import Diagnostics
import Drawings

/// The rows of a `sql diagram`: boxes, arrows and frames, in any order.
struct DiagramRows {
  private enum Kind: String, CaseIterable { case node, edge, group }

  static let needed = ["kind"]
  static let possible = ["id", "label", "note", "group", "level", "style", "from", "to", "two_way", "ref"]

  private let rows: DrawingRows
  private var graph: Graph
  private var known: Set<String> = []

  /// The graph that rows describe.
  static func graph(_ rows: DrawingRows, direction: Graph.Direction) throws(Diagnostic) -> Graph {
    var reader = DiagramRows(rows: rows, graph: Graph(direction: direction))
    for row in rows.rows.indices { try reader.readBox(row) }
    for row in rows.rows.indices { try reader.readArrow(row) }
    try reader.checkGroups()
    return reader.graph
  }

  private init(rows: DrawingRows, graph: Graph) {
    self.rows = rows
    self.graph = graph
  }

  private func kind(_ row: Int) throws(Diagnostic) -> Kind {
    guard let kind = try rows.choice(row, "kind", Kind.self) else {
      throw rows.wrong(row, "`kind` is nothing.", ["It is node, edge or group."])
    }
    return kind
  }

  private mutating func readBox(_ row: Int) throws(Diagnostic) {
    let kind = try kind(row)
    if kind == .edge { return }
    guard let id = rows.text(row, "id") else { throw rows.wrong(row, "A \(kind.rawValue) needs an `id`.") }
    // A union of several queries may well name the same thing twice; its first row counts.
    guard known.insert("\(kind.rawValue) \(id)").inserted else { return }
    let label = rows.text(row, "label") ?? id
    if kind == .group {
      graph.groups.append(Graph.Group(id, label))
    } else {
      graph.nodes.append(
        Graph.Node(
          id, label, note: rows.text(row, "note"), group: rows.text(row, "group"),
          level: rows.text(row, "level"), look: try rows.choice(row, "style", NodeLook.self) ?? .plain,
          ref: rows.text(row, "ref")))
    }
  }

  private mutating func readArrow(_ row: Int) throws(Diagnostic) {
    guard try kind(row) == .edge else { return }
    let from = try end(row, "from")
    let to = try end(row, "to")
    graph.edges.append(
      Graph.Edge(
        from, to, label: rows.text(row, "label"), twoWay: try rows.number(row, "two_way") ?? 0 != 0,
        look: try rows.choice(row, "style", EdgeLook.self) ?? .line, ref: rows.text(row, "ref")))
  }

  /// The node at an end of an arrow. Where there is none, nobody has decided it yet: a box says so.
  private mutating func end(_ row: Int, _ name: String) throws(Diagnostic) -> String {
    guard let id = rows.text(row, name) else {
      let open = Graph.Node("\n\(row) \(name)", "○ open", look: .undecided)
      graph.nodes.append(open)
      return open.id
    }
    if known.contains("node \(id)") { return id }
    throw rows.wrong(
      row, "`\(name)` is `\(id)`, and no node has that id.", didYouMean(id, graph.nodes.map(\.id)))
  }

  private func checkGroups() throws(Diagnostic) {
    for row in rows.rows.indices {
      guard try kind(row) == .node, let group = rows.text(row, "group"), !known.contains("group \(group)")
      else {
        continue
      }
      throw rows.wrong(
        row, "`group` is `\(group)`, and no group has that id.", didYouMean(group, graph.groups.map(\.id)))
    }
  }
}
