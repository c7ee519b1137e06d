import Diagnostics
import Formats
import Programs

/// Lays graphs out with Graphviz's `dot`, run as a child.
///
/// It is told sizes and connections and answers coordinates. It never sees a word, so that neither hostile text
/// nor the fonts of a machine can change what comes out.
struct Graphviz {
  /// The path of `dot`.
  var program: String
  /// How long one graph may take, in seconds.
  var seconds = 10.0

  /// Why there is no layout.
  enum Failure: Error, Equatable {
    case tooSlow
    case refused(String)
  }

  /// The layouts of graphs, two laid out at a time.
  func layouts(_ graphs: [SizedGraph]) -> [Result<Layout, Failure>] {
    let jobs = graphs.map { graph in
      // nslimit and mclimit bound the two steps whose time runs away (graphviz.org/docs/attrs/nslimit).
      Job(
        program, ["-Tjson0", "-Gnslimit=1", "-Gnslimit1=1", "-Gmclimit=\(graph.isLarge ? "0.2" : "1")"],
        input: Array(graph.dot.utf8), seconds: seconds)
    }
    return zip(graphs, Job.run(jobs, atOnce: 2)).map { graph, outcome in
      switch outcome {
      case .ended(0, let output, _):
        guard let layout = Layout(json: output, of: graph) else {
          return .failure(.refused("its answer could not be read"))
        }
        return .success(layout)
      case .ended(let status, _, let complaint):
        let first = complaint.split(separator: "\n").first.map { words(String($0)) }
        return .failure(.refused(first ?? "it ended with status \(status)"))
      case .tooSlow: return .failure(.tooSlow)
      case .tooLong: return .failure(.refused("its answer was too long"))
      case .notStarted(let reason): return .failure(.refused(reason))
      }
    }
  }
}

extension SizedGraph {
  /// Whether curves would take too long.
  var isLarge: Bool { nodes.count > 60 || edges.count > 120 }

  /// The graph in DOT without its words: boxes of fixed sizes, and empty tables where words will stand.
  var dot: String {
    var lines = [
      "digraph{graph[rankdir=\(graph.direction == .right ? "LR" : "TB"),nodesep=0.35,ranksep=0.5"
        + ",splines=\(isLarge ? "line" : "true"),labeljust=l,pad=0]",
      "node[shape=box,fixedsize=true,label=\"\"]edge[arrowsize=0.8]",
    ]
    let members = graph.members
    for (index, entry) in members.grouped.enumerated() {
      lines.append("subgraph cluster_\(index){margin=12;label=\(table(groups[index]))")
      lines += entry.nodes.map(line)
      lines.append("}")
    }
    lines += members.free.map(line)
    lines += graph.levels.map { "{rank=same;\($0.map { "n\($0)" }.joined(separator: ";"))}" }
    for (index, entry) in graph.drawnEdges.enumerated() {
      let label = edges[index].map { ",label=" + table($0) } ?? ""
      let direction = entry.edge.twoWay ? ",dir=both" : ""
      lines.append("n\(entry.from)->n\(entry.to)[id=\"\(index)\"\(direction)\(label)]")
    }
    return lines.joined(separator: "\n") + "}\n"
  }

  private func line(_ index: Int) -> String {
    "n\(index)[width=\(inches(nodes[index].width)),height=\(inches(nodes[index].height))]"
  }

  private func table(_ block: Block) -> String {
    "<<TABLE FIXEDSIZE=\"TRUE\" BORDER=\"0\" WIDTH=\"\(block.width)\" HEIGHT=\"\(block.height)\">"
      + "<TR><TD></TD></TR></TABLE>>"
  }

  /// Pixels as Graphviz's inches of 72, to four decimals.
  private func inches(_ pixels: Int) -> String {
    let tenThousandths = (pixels * 10_000 + 36) / 72
    let fraction = String(tenThousandths % 10_000)
    return "\(tenThousandths / 10_000).\(String(repeating: "0", count: 4 - fraction.count))\(fraction)"
  }
}

extension Layout {
  /// Reads what `dot -Tjson0` answers; nil when something is missing.
  ///
  /// Its coordinates are in points from the bottom left. (graphviz.org/docs/outputs/json)
  init?(json: [UInt8], of sized: SizedGraph) {
    guard let root = try? JSON.parse(json, file: "dot"), let box = Layout.numbers(root["bb"]), box.count == 4
    else { return nil }
    let (left, top) = (box[0], box[3])
    func point(_ x: Double, _ y: Double) -> Point {
      Point(x: (x - left).rounded(), y: (top - y).rounded())
    }
    width = Int((box[2] - box[0]).rounded(.up))
    height = Int((box[3] - box[1]).rounded(.up))
    var places = [Point?](repeating: nil, count: sized.nodes.count)
    var frames = [Frame?](repeating: nil, count: sized.groups.count)
    for object in root["objects"]?.sequence ?? [] {
      guard let name = object["name"]?.string else { return nil }
      if name.hasPrefix("cluster_"), let index = Int(name.dropFirst(8)), frames.indices.contains(index) {
        guard let box = Layout.numbers(object["bb"]), box.count == 4 else { return nil }
        let (low, high) = (point(box[0], box[1]), point(box[2], box[3]))
        frames[index] = Frame(left: Int(low.x), top: Int(high.y), right: Int(high.x), bottom: Int(low.y))
      } else if name.hasPrefix("n"), let index = Int(name.dropFirst()), places.indices.contains(index) {
        guard let pair = Layout.numbers(object["pos"]), pair.count == 2 else { return nil }
        places[index] = point(pair[0], pair[1])
      }
    }
    var ways = [Way?](repeating: nil, count: sized.edges.count)
    for edge in root["edges"]?.sequence ?? [] {
      guard let id = edge["id"]?.string, let index = Int(id), ways.indices.contains(index),
        let way = Way(edge, point)
      else { return nil }
      ways[index] = way
    }
    nodes = places.compactMap { $0 }
    groups = frames.compactMap { $0 }
    edges = ways.compactMap { $0 }
    guard nodes.count == places.count, groups.count == frames.count, edges.count == ways.count else {
      return nil
    }
  }

  /// Numbers with commas between them.
  fileprivate static func numbers(_ node: Node?) -> [Double]? { node?.string.flatMap { numbers($0[...]) } }

  fileprivate static func numbers(_ text: Substring) -> [Double]? {
    let parts = text.split(separator: ",")
    let numbers = parts.compactMap { Double($0) }.filter { $0.isFinite && abs($0) < 1e6 }
    return numbers.count == parts.count ? numbers : nil
  }
}

extension Layout.Way {
  /// Reads `s,x,y e,x,y x,y x,y x,y x,y …`. (graphviz.org/docs/attr-types/splineType)
  fileprivate init?(_ edge: Node, _ place: (Double, Double) -> Layout.Point) {
    guard let text = edge["pos"]?.string else { return nil }
    points = []
    for word in text.split(separator: " ") {
      let mark = word.first.flatMap { "se".contains($0) ? $0 : nil }
      guard let pair = Layout.numbers(mark == nil ? word : word.dropFirst(2)), pair.count == 2 else {
        return nil
      }
      let point = place(pair[0], pair[1])
      switch mark {
      case "s": start = point
      case "e": end = point
      default: points.append(point)
      }
    }
    guard points.count % 3 == 1, points.count > 3 else { return nil }
    label = Layout.numbers(edge["lp"]).flatMap { $0.count == 2 ? place($0[0], $0[1]) : nil }
  }
}
