import Diagnostics
import Drawings

/// A drawing in a document, with what stands for it where there is none.
struct Picture: Equatable, Sendable {
  enum Content: Equatable, Sendable {
    case graph(Graph)
    case chart(Chart)
  }

  var content: Content
  /// A title above it; else the heading above it names it.
  var caption: String?

  /// One sentence on what it shows, for those who do not see it.
  var description: String {
    switch content {
    case .graph(let graph):
      let arrows = counted(graph.edges.count, "arrow")
      let frames = graph.groups.isEmpty ? "" : " in \(counted(graph.groups.count, "frame"))"
      return "A diagram of \(counted(graph.nodes.count, "box", "boxes"))\(frames) and \(arrows)."
    case .chart(.curve(let curve)):
      let marks = curve.points.compactMap(\.label).prefix(12)
      return "A rising curve" + (marks.isEmpty ? "." : ". Marked: \(marks.joined(separator: "; ")).")
    case .chart(.tornado(let tornado)):
      return "\(counted(tornado.swings.count, "range")) about \(numeral(tornado.middle))"
        + (tornado.unit.map { " \($0)" } ?? "") + ", one under the other."
    case .chart(.bars(let bars)): return "\(counted(bars.bars.count, "bar")), one under the other."
    case .chart(.grid(let grid)):
      return "A grid of \(counted(grid.rows.count, "line")) and \(counted(grid.columns.count, "column")); "
        + "\(grid.cells.count) of its \(grid.rows.count * grid.columns.count) cells are marked."
    }
  }

  /// What it is called when nothing else names it.
  var kind: String {
    switch content {
    case .graph: "Diagram"
    case .chart: "Chart"
    }
  }
}

extension Picture {
  /// What is said of a drawing that nobody could read.
  static let tooLarge = "There is too much here for one drawing."

  /// Whether even its table would be too long to read.
  var isTooLargeForWords: Bool {
    switch content {
    case .chart(.grid(let grid)): grid.rows.count > 120 || grid.columns.count > 60
    case .graph, .chart: false
    }
  }

  /// What is said beside a graph of which only the groups are drawn.
  static func summarised(_ graph: Graph) -> String {
    "With \(counted(graph.nodes.count, "box", "boxes")) and \(counted(graph.edges.count, "arrow")) it is too large "
      + "for one drawing: each frame is drawn as one box, and a number says how many arrows run there."
  }
}
