import Diagnostics
import Drawings

/// Writes a document's tree as indented lines, one a node: what tests compare and what shows an author
/// how a template is understood.
struct OutlineWriter: DocumentWriter {
  var output: Output
  private var links: Links

  init(to output: Output, links: Links) {
    self.output = output
    self.links = links
  }

  mutating func begin(_ document: DocumentHead) throws(Diagnostic) {
    links.begin(document.index)
    line(0, "document \(document.name) \(quoted(document.title))")
  }

  mutating func write(_ block: Block<Never>) throws(Diagnostic) {
    append(block, 1)
    try output.drain()
  }

  mutating func beginTable(_ table: TableHead) throws(Diagnostic) {
    let columns = table.columns.map { column in
      let optional = column.style.optional ? ":optional" : ""
      return "\(column.title):\(column.style.kind.rawValue)\(optional)"
    }
    line(1, "rows \(table.caption.map { quoted($0) + " " } ?? "")[\(columns.joined(separator: ", "))]")
  }

  mutating func row(_ cells: [[Inline<Never>]]) throws(Diagnostic) {
    line(2, cells.map { text($0, inHeading: false) }.joined(separator: " | "))
    try output.drain()
  }

  mutating func endTable() throws(Diagnostic) {}

  mutating func endDocument() throws(Diagnostic) { try output.finish() }

  private mutating func append(_ block: Block<Never>, _ depth: Int) {
    switch block {
    case .heading(let level, let inlines):
      let slug = links.nextHeading()
      line(depth, "heading \(level) #\(slug) \(text(inlines, inHeading: true))")
    case .paragraph(let inlines): line(depth, "paragraph \(text(inlines, inHeading: false))")
    case .list(let list):
      line(depth, "list\(list.start.map { " from \($0)" } ?? "")\(list.tight ? " tight" : "")")
      for item in list.items {
        line(depth + 1, "item")
        for block in item { append(block, depth + 2) }
      }
    case .quote(let blocks):
      line(depth, "quote")
      for block in blocks { append(block, depth + 1) }
    case .code(let language, let code): line(depth, "code \(language) \(quoted(code))")
    case .rule: line(depth, "rule")
    case .drawing(let picture): append(picture, depth)
    case .table(let table):
      line(depth, "table [\(table.columns.map { text($0.title, inHeading: false) }.joined(separator: ", "))]")
      for row in table.rows {
        line(depth + 1, row.map { text($0, inHeading: false) }.joined(separator: " | "))
      }
    case .figures(let figures):
      line(depth, "figures")
      for figure in figures {
        line(depth + 1, "\(quoted(figure.title)) \(text(figure.value, inHeading: false))")
      }
    }
  }

  private mutating func append(_ picture: Picture, _ depth: Int) {
    line(depth, "drawing \(picture.caption.map { quoted($0) + " " } ?? "")\(quoted(picture.description))")
    let table = picture.table
    for row in table.rows {
      line(depth + 1, row.map { text($0, inHeading: false) }.joined(separator: " | "))
    }
  }

  private mutating func text(_ inlines: [Inline<Never>], inHeading: Bool) -> String {
    var parts: [String] = []
    for inline in inlines {
      switch inline {
      case .text(let text): parts.append(quoted(text))
      case .emphasis(let inner): parts.append("emphasis(\(text(inner, inHeading: inHeading)))")
      case .strong(let inner): parts.append("strong(\(text(inner, inHeading: inHeading)))")
      case .code(let code): parts.append("code(\(quoted(code)))")
      case .link(.address(let url), let inner):
        parts.append("link(\(url) \(text(inner, inHeading: inHeading)))")
      case .link(.document(let name, let heading, _), let inner):
        parts.append("link(\(name)\(heading.map { "#" + $0 } ?? "") \(text(inner, inHeading: inHeading)))")
      case .softBreak: parts.append("↵")
      case .lineBreak: parts.append("⏎")
      case .state(let state): parts.append("\(state.kind.rawValue)(\(quoted(state.word)))")
      case .reference(let ref): parts.append(reference(ref))
      case .pointer(let ref, let words, let note):
        parts.append("\(quoted(words)) to \(reference(ref))" + (note.map { " noted \(quoted($0))" } ?? ""))
      case .anchor(let ref):
        let isHere = links.isPlace(of: ref, inHeading: inHeading)
        parts.append(isHere ? "anchor(\(quoted(ref)))" : reference(ref))
      }
    }
    return parts.joined(separator: " ")
  }

  private func reference(_ ref: String) -> String {
    guard let target = links.target(of: ref) else { return "ref(\(quoted(ref)))" }
    return "ref(\(quoted(ref)) → \(target.document)#\(target.slug ?? ""))"
  }

  private mutating func line(_ depth: Int, _ text: String) {
    output.append(String(repeating: "  ", count: depth) + text + "\n")
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\n" ? "\\n" : $0 == "\"" ? "\\\"" : String($0) }.joined() + "\""
  }
}
