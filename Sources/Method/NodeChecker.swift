public import Diagnostics
public import Formats

/// Takes typed values out of a file's nodes and notes every problem with its line and column.
///
/// A reader asks for what it wants, goes on with a stand-in when it is not there, and calls `finish` at
/// the end, which throws all problems together.
public struct NodeChecker {
  /// What messages call the file.
  public let file: String
  private var problems: [Diagnostic] = []

  /// Starts on a file.
  public init(file: String) { self.file = file }

  /// The place of a position in the file.
  public func place(_ position: Position) -> Place {
    position == .none
      ? Place(file: file) : Place(file: file, line: position.line, column: position.column)
  }

  /// Notes a problem.
  public mutating func report(
    _ code: String, _ summary: String, at position: Position, reason: String? = nil, notes: [String] = [],
    remedies: [String] = []
  ) {
    problems.append(
      Diagnostic(code, summary, at: place(position), reason: reason, notes: notes, remedies: remedies))
  }

  /// Throws if there was any problem.
  public func finish() throws(Problems) {
    if !problems.isEmpty { throw Problems(problems) }
  }

  /// Notes that a name is none of the allowed ones, with the nearest; all of them only where they are few.
  public mutating func unknown(
    _ what: String, _ name: String, among allowed: [String], at position: Position, code: String,
    remedies: [String] = []
  ) {
    let near = nearest(to: name, in: allowed).map { ["did you mean `\($0)`?"] } ?? []
    let all = allowed.count <= Self.few ? ["allowed: " + allowed.joined(separator: ", ")] : []
    let akin = near.isEmpty && all.isEmpty ? self.akin(to: name, among: allowed) : []
    report(
      code, "No \(what) is called `\(name)`.", at: position, notes: near + akin + all, remedies: remedies)
  }

  /// As many names as somebody reads through.
  private static let few = 30

  /// Of very many names, those that have a word in common with a wrong one.
  private func akin(to name: String, among allowed: [String]) -> [String] {
    let words = Set(name.lowercased().split(separator: "-")).subtracting(["without"])
    let common = allowed.map { (name: $0, count: words.intersection($0.split(separator: "-")).count) }
    let found = common.filter { $0.count > 0 }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }.prefix(8)
      .map(\.name)
    return [
      "there are \(allowed.count)"
        + (found.isEmpty ? "" : ", among them \(found.joined(separator: ", "))")
    ]
  }

  /// The entries of a mapping, of which only some names are allowed.
  @discardableResult
  public mutating func mapping(_ node: Node, _ what: String, allowed: [String]? = nil) -> [Node.Entry] {
    guard let entries = node.mapping else {
      report("wrong-type", "\(what) is \(node.kind), not a mapping.", at: node.position)
      return []
    }
    if let allowed {
      for entry in entries where !allowed.contains(entry.key) {
        unknown("key of \(what)", entry.key, among: allowed, at: entry.keyPosition, code: "unknown-key")
      }
    }
    return entries
  }

  /// The value under a key; a missing one is a problem.
  public mutating func value(_ key: String, of node: Node, _ what: String) -> Node? {
    if let value = node[key], !value.isNull { return value }
    if node.mapping != nil { report("missing-key", "\(what) has no `\(key)`.", at: node.position) }
    return nil
  }

  /// The text under a key; a missing, empty or wrong one is a problem, and yields "".
  public mutating func text(_ key: String, of node: Node, _ what: String) -> String {
    guard let value = value(key, of: node, what) else { return "" }
    guard let text = value.string, !text.isEmpty else {
      let isEmpty = value.string?.isEmpty == true
      report(
        "wrong-type", "`\(key)` of \(what) is \(isEmpty ? "empty" : "\(value.kind), not a text").",
        at: value.position)
      return ""
    }
    return text
  }

  /// The number under a key, within a range; a missing or wrong one is a problem, and yields `standIn`.
  public mutating func number(
    _ key: String, of node: Node, _ what: String, in range: ClosedRange<Double>, standIn: Double
  ) -> Double {
    guard let value = value(key, of: node, what) else { return standIn }
    return number(value, "`\(key)` of \(what)", in: range) ?? standIn
  }

  /// A node's number, within a range.
  public mutating func number(_ node: Node, _ what: String, in range: ClosedRange<Double>) -> Double? {
    guard let number = node.double else {
      report("wrong-type", "\(what) is \(node.kind), not a number.", at: node.position)
      return nil
    }
    guard range.contains(number) else {
      report(
        "out-of-range", "\(what) is \(Self.shown(number)).", at: node.position,
        notes: ["between \(Self.shown(range.lowerBound)) and \(Self.shown(range.upperBound))"])
      return nil
    }
    return number
  }

  /// Whole numbers without a point: `1000000`, `0.1`, `nan`.
  private static func shown(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
  }

  /// The nodes of a sequence under a key; a missing or wrong one is a problem, and yields none.
  public mutating func sequence(_ key: String, of node: Node, _ what: String) -> [Node] {
    guard let value = value(key, of: node, what) else { return [] }
    guard let nodes = value.sequence else {
      report("wrong-type", "`\(key)` of \(what) is \(value.kind), not a sequence.", at: value.position)
      return []
    }
    return nodes
  }
}
