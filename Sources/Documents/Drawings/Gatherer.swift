import Diagnostics
import Drawings

/// Notes the graphs of a pack, so that they can be laid out together before anything is written.
struct Gatherer: DocumentWriter {
  private(set) var graphs: [Graph] = []

  func begin(_ document: DocumentHead) {}
  mutating func write(_ block: Block<Never>) {
    if case .drawing(let picture) = block, case .graph(let graph) = picture.content { graphs.append(graph) }
  }
  func beginTable(_ table: TableHead) {}
  func row(_ cells: [[Inline<Never>]]) {}
  func endTable() {}
  func endDocument() {}
}

extension Template.Part {
  /// Whether a diagram may come of this.
  func mayDraw(_ partials: [String: Partial]) -> Bool {
    guard case .query(let query) = self else { return false }
    switch query.mode {
    case .diagram: return true
    case .each(let name): return partials[name]?.parts.contains { $0.mayDraw(partials) } ?? false
    case .table, .value, .chart: return false
    }
  }
}
