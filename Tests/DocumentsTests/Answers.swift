import Diagnostics
import Documents

/// A source that knows the answers to a few queries, and refuses every other.
final class Answers: QuerySource {
  struct Table {
    var columns: [String]
    var rows: [[QueryValue]]
  }

  private let answer: ([String: QueryValue], String) -> Table?
  /// The queries that were asked, in order.
  private(set) var asked: [String] = []

  /// Answers by the text of the query alone.
  convenience init(_ tables: [String: Table]) {
    self.init { _, sql in tables[sql] }
  }

  /// Answers by parameters and query.
  init(_ answer: @escaping ([String: QueryValue], String) -> Table?) { self.answer = answer }

  func run(
    _ sql: String, parameters: [String: QueryValue],
    columns: ([String]) throws(Diagnostic) -> Bool, row: ([QueryValue]) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let query = sql.split(separator: "\n").joined(separator: " ")
    asked.append(query)
    guard let table = answer(parameters, query) ?? narrowed(query, parameters) else {
      throw Diagnostic("sql-error", "no such table: \(query)", at: Place(file: "", line: 1, column: 8))
    }
    guard try columns(table.columns) else { return }
    for values in table.rows { try row(values) }
  }

  /// The answer to `select "A", "B" from (inner )`, which a survey asks.
  private func narrowed(_ sql: String, _ parameters: [String: QueryValue]) -> Table? {
    guard sql.hasPrefix("select \""), sql.hasSuffix(" )"), let opening = sql.firstIndex(of: "(") else {
      return nil
    }
    let inner = String(sql[sql.index(after: opening)...].dropLast(2))
    guard let table = answer(parameters, inner) else { return nil }
    let wanted = sql[..<opening].split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }.map {
      String($0.element)
    }
    let indices = wanted.compactMap { table.columns.firstIndex(of: $0) }
    return Table(columns: wanted, rows: table.rows.map { row in indices.map { row[$0] } })
  }
}

/// A template of this text, titled "Title".
func template(_ text: String, name: String = "page", order: Int = 1) throws -> Template {
  try Template(
    name: name, path: "templates/\(name).md", text: "---\ntitle: Title\norder: \(order)\n---\n" + text)
}

/// A pack of one template of this text.
func pack(
  _ text: String, partials: [String: String] = [:], source: Answers = Answers([:]),
  parameters: [String: QueryValue] = [:]
) throws -> Pack {
  let pieces = try partials.map { try Partial(name: $0, path: "templates/partials/\($0).md", text: $1) }
  return try Pack(
    cover: Cover(title: "Pack"), templates: TemplateSet([template(text)], partials: pieces),
    source: source, parameters: parameters)
}

/// The outline of a template's document, without the document's own line.
func outline(
  _ text: String, partials: [String: String] = [:], source: Answers = Answers([:]),
  parameters: [String: QueryValue] = [:]
) throws -> String {
  let whole = try pack(text, partials: partials, source: source, parameters: parameters)
    .document("page", as: .outline)
  return whole.split(separator: "\n").dropFirst().map { $0.dropFirst(2) }.joined(separator: "\n")
}

/// The diagnostic that a piece of work ends in.
func problem(_ work: () throws -> Void) -> Diagnostic? {
  do {
    try work()
    return nil
  } catch {
    return error as? Diagnostic
  }
}
