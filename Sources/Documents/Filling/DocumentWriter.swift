import Diagnostics

/// Writes documents in one format, block by block. A query's table comes row by row, so that its size
/// does not matter.
protocol DocumentWriter {
  mutating func begin(_ document: DocumentHead) throws(Diagnostic)
  mutating func write(_ block: Block<Never>) throws(Diagnostic)
  mutating func beginTable(_ table: TableHead) throws(Diagnostic)
  /// A row, with one cell for each column.
  mutating func row(_ cells: [[Inline<Never>]]) throws(Diagnostic)
  mutating func endTable() throws(Diagnostic)
  mutating func endDocument() throws(Diagnostic)
}

/// What is said about a document above its first block.
struct DocumentHead: Equatable, Sendable {
  /// Its place in the pack, from 0.
  var index: Int
  var name: String
  var title: String
  var audience: String?
  var summary: String?

  init(_ template: Template, index: Int) {
    self.index = index
    name = template.name
    title = readable(template.title)
    audience = template.audience.map(readable)
    summary = template.summary.map(readable)
  }
}

/// What is known of a query's table before its first row.
struct TableHead: Equatable, Sendable {
  var caption: String?
  var columns: [Column]
}

/// Writes nothing. With it, filling checks a partial for which there is no row.
struct NoWriter: DocumentWriter {
  func begin(_ document: DocumentHead) {}
  func write(_ block: Block<Never>) {}
  func beginTable(_ table: TableHead) {}
  func row(_ cells: [[Inline<Never>]]) {}
  func endTable() {}
  func endDocument() {}
}
