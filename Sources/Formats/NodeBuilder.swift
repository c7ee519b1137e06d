import Diagnostics

/// Builds a tree from what a parser meets, in order, and holds it to the limits.
///
/// Finished children wait on two flat stacks and are cut off into an array of the right size when their
/// parent ends: no array grows twice, and nesting costs no call depth.
struct NodeBuilder {
  private struct Frame {
    var isMapping: Bool
    var position: Position
    var firstChild: Int
    var anchor: String?
    var nodesBefore: Int
    var height = 0
    var hasKey = false
  }

  /// A finished value that an alias may stand for.
  private struct Anchored {
    var node: Node
    var size: Int
    var height: Int
  }

  private let text: SourceText
  private let limits: Limits
  private let mergesKeys: Bool
  private var frames: [Frame] = []
  private var nodes: [Node] = []
  private var entries: [Node.Entry] = []
  private var keys: [(text: String, position: Position)] = []
  private var anchors: [String: Anchored] = [:]
  private var count = 0
  private var aliased = 0

  /// The finished tree.
  private(set) var root: Node?

  /// `mergesKeys`: whether `<<: *name` brings in the entries of the mapping it names.
  init(_ text: SourceText, limits: Limits, mergesKeys: Bool) {
    self.text = text
    self.limits = limits
    self.mergesKeys = mergesKeys
  }

  var isInMapping: Bool { frames.last?.isMapping ?? false }
  var isOpen: Bool { !frames.isEmpty }
  /// Where the innermost open sequence or mapping began.
  var openedAt: Position? { frames.last?.position }
  /// Whether what comes next is a key.
  var wantsKey: Bool { frames.last.map { $0.isMapping && !$0.hasKey } ?? false }

  mutating func key(_ key: String, at position: Position) {
    frames[frames.count - 1].hasKey = true
    keys.append((key, position))
  }

  mutating func add(_ value: Node.Value, at position: Position, anchor: String? = nil) throws(Diagnostic) {
    try spend(1, at: position)
    finish(Node(value, at: position), anchor: anchor, size: 1, height: 0)
  }

  mutating func begin(mapping: Bool, at position: Position, anchor: String? = nil) throws(Diagnostic) {
    guard frames.count < limits.depth else { throw tooDeep(at: position) }
    try spend(1, at: position)
    frames.append(
      Frame(
        isMapping: mapping, position: position, firstChild: mapping ? entries.count : nodes.count,
        anchor: anchor, nodesBefore: count - 1))
  }

  mutating func end() throws(Diagnostic) {
    let frame = frames.removeLast()
    let value: Node.Value
    if frame.isMapping {
      var own = Array(entries[frame.firstChild...])
      entries.removeSubrange(frame.firstChild...)
      try checkKeys(own)
      if mergesKeys { own = merged(own) }
      value = .mapping(own)
    } else {
      value = .sequence(Array(nodes[frame.firstChild...]))
      nodes.removeSubrange(frame.firstChild...)
    }
    finish(
      Node(value, at: frame.position), anchor: frame.anchor, size: count - frame.nodesBefore,
      height: frame.height + 1)
  }

  /// The text an alias stands for where a key is wanted.
  func aliasedKey(_ name: String, at position: Position) throws(Diagnostic) -> String {
    if let key = try anchored(name, at: position).node.scalarText { return key }
    throw text.diagnostic("yaml-syntax", "A key must be plain text; `*\(name)` is not.", at: position)
  }

  mutating func alias(_ name: String, at position: Position) throws(Diagnostic) {
    let anchored = try anchored(name, at: position)
    aliased += anchored.size
    guard aliased <= limits.aliasedNodes else {
      throw text.diagnostic(
        "too-many-aliases", "The aliases stand for more than \(limits.aliasedNodes) values.", at: position,
        reason: "`*\(name)` alone stands for \(anchored.size). A file that small does not mean that much.")
    }
    guard frames.count + anchored.height <= limits.depth else { throw tooDeep(at: position) }
    try spend(anchored.size, at: position)
    finish(Node(anchored.node.value, at: position), anchor: nil, size: anchored.size, height: anchored.height)
  }

  private func anchored(_ name: String, at position: Position) throws(Diagnostic) -> Anchored {
    if frames.contains(where: { $0.anchor == name }) {
      throw text.diagnostic("recursive-alias", "`*\(name)` stands inside the value it names.", at: position)
    }
    if let found = anchors[name] { return found }
    throw text.diagnostic(
      "unknown-alias", "No anchor `&\(name)` stands before this alias.", at: position,
      notes: nearest(to: name, in: anchors.keys).map { ["nearest: &\($0)"] } ?? [])
  }

  private mutating func finish(_ node: Node, anchor: String?, size: Int, height: Int) {
    if let anchor { anchors[anchor] = Anchored(node: node, size: size, height: height) }
    guard let last = frames.indices.last else {
      root = node
      return
    }
    frames[last].height = max(frames[last].height, height)
    if frames[last].isMapping {
      frames[last].hasKey = false
      let key = keys.removeLast()
      entries.append(Node.Entry(key: key.text, keyPosition: key.position, value: node))
    } else {
      nodes.append(node)
    }
  }

  private mutating func spend(_ size: Int, at position: Position) throws(Diagnostic) {
    count += size
    guard count <= limits.nodes else {
      throw text.diagnostic("too-many-values", "The file holds more than \(limits.nodes) values.", at: position)
    }
  }

  /// Refuses a key that stands twice; the second one would silently win.
  private func checkKeys(_ entries: [Node.Entry]) throws(Diagnostic) {
    func refuse(_ second: Int) throws(Diagnostic) {
      let entry = entries[second]
      let first = entries.first { $0.key == entry.key }!.keyPosition
      throw text.diagnostic(
        "duplicate-key", "The key `\(bounded(entry.key))` stands twice.", at: entry.keyPosition,
        reason: "The first is at line \(first.line), column \(first.column).")
    }
    if entries.count <= 12 {
      for second in entries.indices.dropFirst() {
        for first in 0..<second where entries[first].key == entries[second].key { try refuse(second) }
      }
    } else {
      var seen = Set<String>(minimumCapacity: entries.count)
      for second in entries.indices where !seen.insert(entries[second].key).inserted { try refuse(second) }
    }
  }

  /// The entries with those of the mappings under `<<` added; what is written out wins, then the first.
  private func merged(_ entries: [Node.Entry]) -> [Node.Entry] {
    guard let merge = entries.firstIndex(where: { $0.key == "<<" }) else { return entries }
    let source = entries[merge].value
    guard let sources = source.mapping.map({ [$0] }) ?? mappings(of: source) else { return entries }
    var result = entries
    result.remove(at: merge)
    var seen = Set(result.map(\.key))
    for entry in sources.joined() where seen.insert(entry.key).inserted { result.append(entry) }
    return result
  }

  private func mappings(of node: Node) -> [[Node.Entry]]? {
    guard let parts = node.sequence else { return nil }
    let mappings = parts.compactMap(\.mapping)
    return mappings.count == parts.count ? mappings : nil
  }

  private func tooDeep(at position: Position) -> Diagnostic {
    text.diagnostic(
      "too-deep", "The file nests more than \(limits.depth) levels deep.", at: position,
      reason: "Deeper files are refused: they cost time and memory out of proportion to their size.")
  }
}

/// At most 60 characters of a text, for a message.
func bounded(_ text: String) -> String { text.count <= 60 ? text : text.prefix(60) + "…" }
