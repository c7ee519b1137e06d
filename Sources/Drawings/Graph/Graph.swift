/// What is connected to what: boxes, arrows between them, and frames around boxes. Knows no domain.
///
/// One value is laid out and drawn as SVG, or written as DOT or Mermaid. Texts may hold anything.
public struct Graph: Hashable, Sendable {
  /// Which way arrows run where nothing stands against it.
  public enum Direction: String, CaseIterable, Sendable {
    /// From left to right.
    case right
    /// From top to bottom.
    case down
  }

  /// A box.
  public struct Node: Hashable, Sendable {
    /// What edges call it; unique in the graph, and never shown.
    public var id: String
    /// Its words.
    public var label: String
    /// A second, smaller line under them.
    public var note: String?
    /// The group it stands in.
    public var group: String?
    /// What it has in common with the nodes that stand in one line with it, across the arrows' direction.
    public var level: String?
    /// Its shape, line and colour.
    public var look: NodeLook
    /// The reference of the fact it shows, for a link.
    public var ref: String?

    /// Describes a box.
    public init(
      _ id: String, _ label: String, note: String? = nil, group: String? = nil, level: String? = nil,
      look: NodeLook = .plain, ref: String? = nil
    ) {
      self.id = id
      self.label = label
      self.note = note
      self.group = group
      self.level = level
      self.look = look
      self.ref = ref
    }
  }

  /// An arrow.
  public struct Edge: Hashable, Sendable {
    /// The id of the node it leaves.
    public var from: String
    /// The id of the node it reaches.
    public var to: String
    /// The words beside it.
    public var label: String?
    /// Whether it has a head at both ends.
    public var twoWay: Bool
    /// Its line and colour.
    public var look: EdgeLook
    /// The reference of the fact it shows, for a link.
    public var ref: String?

    /// Describes an arrow.
    public init(
      _ from: String, _ to: String, label: String? = nil, twoWay: Bool = false, look: EdgeLook = .line,
      ref: String? = nil
    ) {
      self.from = from
      self.to = to
      self.label = label
      self.twoWay = twoWay
      self.look = look
      self.ref = ref
    }
  }

  /// A frame around boxes.
  public struct Group: Hashable, Sendable {
    /// What nodes call it; unique in the graph, and never shown.
    public var id: String
    /// Its words.
    public var label: String

    /// Describes a frame.
    public init(_ id: String, _ label: String) {
      self.id = id
      self.label = label
    }
  }

  /// Which way arrows run.
  public var direction: Direction
  /// The frames, in the order in which they are written.
  public var groups: [Group]
  /// The boxes.
  public var nodes: [Node]
  /// The arrows. One whose ends are not both among the nodes is left out of every drawing.
  public var edges: [Edge]

  /// Puts a graph together.
  public init(direction: Direction = .right, groups: [Group] = [], nodes: [Node] = [], edges: [Edge] = []) {
    self.direction = direction
    self.groups = groups
    self.nodes = nodes
    self.edges = edges
  }
}

extension Graph {
  /// The place of each node among the nodes, by id: what the writers name them by, so that no captured text
  /// is ever a name.
  var places: [String: Int] {
    Dictionary(nodes.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  /// The edges that can be drawn, with the places of their ends.
  var drawnEdges: [(edge: Edge, from: Int, to: Int)] {
    let places = places
    return edges.compactMap { edge in
      guard let from = places[edge.from], let to = places[edge.to] else { return nil }
      return (edge, from, to)
    }
  }

  /// The nodes of each level that has several, in the order of the first of each.
  var levels: [[Int]] {
    var order: [String] = []
    var byLevel: [String: [Int]] = [:]
    for (index, node) in nodes.enumerated() {
      guard let level = node.level else { continue }
      if byLevel[level] == nil { order.append(level) }
      byLevel[level, default: []].append(index)
    }
    return order.compactMap { byLevel[$0] }.filter { $0.count > 1 }
  }

  /// The nodes within each group, in order, then those in none.
  var members: (grouped: [(group: Group, nodes: [Int])], free: [Int]) {
    var byGroup: [String: [Int]] = [:]
    var free: [Int] = []
    let known = Set(groups.map(\.id))
    for (index, node) in nodes.enumerated() {
      if let group = node.group, known.contains(group) {
        byGroup[group, default: []].append(index)
      } else {
        free.append(index)
      }
    }
    return (groups.compactMap { group in byGroup[group.id].map { (group, $0) } }, free)
  }
}
