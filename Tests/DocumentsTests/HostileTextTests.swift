import Diagnostics
import Testing

@testable import Documents

@Suite("Hostile text stays text")
struct HostileTextTests {
  static let texts = NaughtyStrings.all.filter { !isBlank($0) } + [String(repeating: "x<|`*", count: 20_000)]

  static let sql = "select 'x:anchor'"

  /// A pack whose one table shows each text plainly, as code, as a reference, as a state, and as an anchor.
  static func pack() throws -> Pack {
    let rows = texts.map { [QueryValue](repeating: .text($0), count: 5) }
    let source = Answers([
      sql: .init(columns: ["A", "B:code", "C:ref", "D:state", "E:anchor"], rows: rows)
    ])
    return try Documents.Pack(
      cover: Cover(title: "P"),
      templates: TemplateSet([try template("## One\n\n```sql table\n\(sql)\n```")]), source: source)
  }

  @Test("in the cells of an HTML table")
  func htmlCells() throws {
    let html = try HTMLText(HostileTextTests.pack().document("page", as: .html))
    #expect(html.rows.count == HostileTextTests.texts.count)
    for (row, text) in zip(html.rows, HostileTextTests.texts) {
      #expect(row == [text, text, text, text, text])
    }
    #expect(html.unexpected == [])
    #expect(Set(html.ids).count == html.ids.count)
    #expect(html.links.allSatisfy { $0.hasPrefix("#") && html.ids.contains(String($0.dropFirst())) })
  }

  @Test("in the cells of a Markdown table, read back by cmark-gfm")
  func markdownCells() throws {
    let markdown = try HostileTextTests.pack().document("page", as: .markdown)
    let rows = tables(markdown).first?.rows ?? []
    #expect(rows.count == HostileTextTests.texts.count)
    for (row, text) in zip(rows, HostileTextTests.texts) {
      #expect(row.count == 5)
      #expect(row[0] == [.text(text)])
      #expect(words(row[1]) == text)
      #expect(words(row[2]) == text)
      // A dash says that there is no state.
      #expect(words(row[3]) == (text == "—" ? text : "\(State(text).kind.shape) \(text)"))
      #expect(words(row[4]) == text)
    }
  }

  @Test("no directional control stands bare in the source", arguments: [Pack.Format.markdown, .html])
  func directionalControls(format: Pack.Format) throws {
    let document = try HostileTextTests.pack().document("page", as: format)
    #expect(document.contains("&#x202b;"))
    let controls: [ClosedRange<UInt32>] = [0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069]
    let bare = document.unicodeScalars.filter { scalar in controls.contains { $0.contains(scalar.value) } }
    #expect(bare.isEmpty)
  }

  @Test("in headings, paragraphs, lists and quotes", arguments: [Pack.Format.markdown, .html])
  func everywhere(format: Pack.Format) throws {
    let text = "## `=v`\n\n`=v`\n\n- `=v`\n\n1. **`=v`** end\n\n> `=v`\n\nSee `=v:code` now\nand `=v`"
    for value in HostileTextTests.texts.dropLast() {
      let pack = try Documents.Pack(
        cover: Cover(title: value, client: value, status: value, digest: value, facts: [.init(value, value)]),
        templates: TemplateSet([template(text)]), source: Answers([:]), parameters: ["v": .text(value)])
      let document = try pack.document("page", as: format)
      if format == .html {
        #expect(HTMLText(document).unexpected == [], "\(value)")
        continue
      }
      var reader = MarkdownReader(file: "x")
      let blocks = reader.read(document).compactMap { if case .block(let block) = $0 { block } else { nil } }
      guard blocks.count == 7, case .heading(2, let heading) = blocks[1],
        case .paragraph(let plain) = blocks[2],
        case .list(let bullets) = blocks[3], case .paragraph(let bullet)? = bullets.items.first?.first,
        case .list(let numbers) = blocks[4], case .paragraph(let number)? = numbers.items.first?.first,
        case .quote(let quoted) = blocks[5], case .paragraph(let quote)? = quoted.first,
        case .paragraph(let mixed) = blocks[6]
      else {
        Issue.record("\(value.debugDescription) changed the document's shape:\n\(document)")
        continue
      }
      #expect(heading == [.text(value)])
      #expect(plain == [.text(value)])
      #expect(bullet == [.text(value)])
      #expect(number == [.strong([.text(value)]), .text(" end")])
      #expect(quote == [.text(value)])
      #expect(words(mixed) == "See \(value) now↵and \(value)")
    }
  }

  @Test("what no format can carry is shown", arguments: NaughtyStrings.replaced)
  func replaced(captured: String, shown: String) throws {
    let parameters: [String: QueryValue] = ["v": .text(captured)]
    let pack = try Documents.Pack(
      cover: Cover(title: captured), templates: TemplateSet([template("| a |\n|---|\n| `=v` |")]),
      source: Answers([:]), parameters: parameters)
    #expect(try HTMLText(pack.document("page", as: .html)).rows == [[shown]])
    #expect(tables(try pack.document("page", as: .markdown)).first?.rows == [[[.text(shown)]]])
  }

  /// The tables of a Markdown text.
  private func tables(_ markdown: String) -> [Table<Placeholder>] {
    var reader = MarkdownReader(file: "x")
    return reader.read(markdown).compactMap {
      if case .block(.table(let table)) = $0 { table } else { nil }
    }
  }

  /// The words of inlines as cmark-gfm read them.
  private func words(_ inlines: [Inline<Placeholder>]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .link(_, let inner): words(inner)
      case .softBreak: "↵"
      case .placeholder(let placeholder): source(placeholder)
      default: "?"
      }
    }.joined()
  }

  /// A code span that looks like a placeholder is one to the reader of templates: its text again.
  private func source(_ placeholder: Placeholder) -> String {
    switch placeholder.source {
    case .column(let name, _): "=\(name)"
    case .statement(let statement): "sql \(statement.sql)"
    }
  }
}
