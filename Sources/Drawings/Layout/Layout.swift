/// Where everything of a graph stands, in whole pixels from the top left.
public struct Layout: Equatable, Sendable {
  struct Point: Equatable, Sendable {
    var x: Double
    var y: Double
  }

  /// A rectangle by its edges.
  struct Frame: Equatable, Sendable {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int
  }

  /// The way of an arrow: a Bézier curve of cubic pieces, and the tips of its heads.
  struct Way: Equatable, Sendable {
    /// The first point, then three for each piece.
    var points: [Point]
    /// The tip of the head at the beginning, if there is one.
    var start: Point?
    /// The tip of the head at the end, if there is one.
    var end: Point?
    /// The middle of its words.
    var label: Point?
  }

  var width: Int
  var height: Int
  /// The middle of each node, in the graph's order.
  var nodes: [Point]
  /// The frames of the groups that have members, in the graph's order.
  var groups: [Frame]
  /// The ways of the edges that can be drawn, in the graph's order.
  var edges: [Way]
}

/// A graph with its words broken into lines, and so with the size of each of its parts.
struct SizedGraph {
  /// Words in lines, and the room they take in pixels.
  struct Block {
    var lines: [String]
    /// The second, smaller part.
    var notes: [String] = []
    var width: Int
    var height: Int
    /// Whether some words were left out.
    var isCut = false
  }

  static let labelSize = 13
  static let noteSize = 11
  static let lineHeight = 16
  static let noteHeight = 14

  let graph: Graph
  let nodes: [Block]
  let edges: [Block?]
  let groups: [Block]

  init(_ graph: Graph) {
    self.graph = graph
    nodes = graph.nodes.map(Self.block)
    edges = graph.drawnEdges.map { entry in
      guard let label = entry.edge.label, !label.isEmpty else { return nil }
      let text = words(label)
      let lines = TextMetrics.wrapped(text, size: Self.noteSize, most: 120, lines: 4)
      let width = lines.map { TextMetrics.width($0, size: Self.noteSize) }.max() ?? 0
      return Block(
        lines: lines, width: width + 10, height: lines.count * Self.noteHeight + 4,
        isCut: lines.last?.hasSuffix("…") ?? false)
    }
    groups = graph.members.grouped.map { entry in
      let lines = TextMetrics.wrapped(words(entry.group.label), size: 12, most: 260, lines: 1)
      let width = lines.map { TextMetrics.width($0, size: 12) }.max() ?? 0
      // Set in bold.
      return Block(lines: lines, width: width * 11 / 10 + 8, height: 20)
    }
  }

  private static func block(_ node: Graph.Node) -> Block {
    let label = words(node.label)
    let lines = TextMetrics.wrapped(label, size: labelSize, most: 170, lines: 4)
    let notes = node.note.map { TextMetrics.wrapped(words($0), size: noteSize, most: 170, lines: 4) } ?? []
    let widths =
      lines.map { TextMetrics.width($0, size: labelSize) } + notes.map { TextMetrics.width($0, size: noteSize) }
    let (across, down) = node.look.margin
    let tall = lines.count * lineHeight + notes.count * noteHeight
    return Block(
      lines: lines, notes: notes, width: max(48, (widths.max() ?? 0) + across), height: max(32, tall + down),
      isCut: lines.last?.hasSuffix("…") ?? false || notes.last?.hasSuffix("…") ?? false)
  }
}

extension NodeLook {
  /// The room around the words, both sides together.
  fileprivate var margin: (across: Int, down: Int) {
    switch self {
    case .plain, .strong, .quiet, .step, .invoke: (24, 16)
    case .record: (30, 22)
    case .terminal: (34, 16)
    case .store: (24, 30)
    case .suppress: (34, 18)
    case .override, .manual: (40, 16)
    case .undecided: (44, 16)
    }
  }
}
