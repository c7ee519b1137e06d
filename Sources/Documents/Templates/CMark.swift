import CCMarkGFM
import Diagnostics

/// Reads Markdown into a tree. The only file that talks to cmark-gfm.
///
/// GitHub's tables are known; raw HTML, pictures, and links that could run something are refused. What
/// is wrong is gathered, so that one reading reports everything.
struct MarkdownReader {
  private let file: String
  private var lines: [Substring] = []
  private(set) var problems: [Diagnostic] = []

  /// Nothing a person would write nests deeper; the bound keeps recursion within the stack.
  private static let deepest = 40
  /// A template is prose. cmark-gfm is quadratic on some hostile texts, so their size is bounded.
  private static let largest = 1 << 20

  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

  init(file: String) { self.file = file }

  /// The parts of a text.
  mutating func read(_ text: String) -> [Template.Part] {
    guard text.utf8.count <= MarkdownReader.largest else {
      problems.append(
        Diagnostic("template-too-large", "The template is larger than 1 MB.", at: Place(file: file)))
      return []
    }
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    MarkdownReader.registered
    let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
    defer { cmark_parser_free(parser) }
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"))
    cmark_parser_feed(parser, text, text.utf8.count)
    guard let root = cmark_parser_finish(parser) else { return [] }
    defer { cmark_node_free(root) }
    var parts: [Template.Part] = []
    for node in children(root) {
      if let query = query(node) {
        parts.append(.query(query))
      } else if let block = block(node, depth: 0) {
        parts.append(.block(block))
      }
    }
    return parts
  }

  private typealias Node = OpaquePointer

  // MARK: Blocks

  private mutating func blocks(in parent: Node, depth: Int) -> [Block<Placeholder>] {
    guard depth < MarkdownReader.deepest else {
      report(
        "nested-too-deeply", "Lists and quotes are nested more than \(MarkdownReader.deepest) deep.", parent)
      return []
    }
    var blocks: [Block<Placeholder>] = []
    for node in children(parent) {
      if let block = block(node, depth: depth) { blocks.append(block) }
    }
    return blocks
  }

  private mutating func block(_ node: Node, depth: Int) -> Block<Placeholder>? {
    let type = cmark_node_get_type(node)
    if type == plumbline_table() { return .table(table(node)) }
    switch type {
    case CMARK_NODE_HEADING: return heading(node)
    case CMARK_NODE_PARAGRAPH: return .paragraph(inlines(in: node))
    case CMARK_NODE_BLOCK_QUOTE: return .quote(blocks(in: node, depth: depth + 1))
    case CMARK_NODE_LIST: return .list(list(node, depth: depth))
    case CMARK_NODE_THEMATIC_BREAK: return .rule
    case CMARK_NODE_CODE_BLOCK: return listing(node, depth: depth)
    case CMARK_NODE_HTML_BLOCK:
      report("raw-html", "A template cannot hold HTML.", node, reason: MarkdownReader.whyNoHTML)
    default:
      report("unknown-markdown", "A template cannot hold a `\(name(of: node))`.", node)
    }
    return nil
  }

  private mutating func heading(_ node: Node) -> Block<Placeholder> {
    let level = Int(cmark_node_get_heading_level(node))
    if level == 1 {
      report(
        "title-in-body", "A heading of the first level is the document's title.", node,
        notes: ["Put the title into the front matter (`title: …`), and begin headings with `##`."])
    }
    return .heading(level: level, inlines(in: node))
  }

  private mutating func list(_ node: Node, depth: Int) -> List<Placeholder> {
    let numbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    return List(
      start: numbered ? Int(cmark_node_get_list_start(node)) : nil,
      tight: cmark_node_get_list_tight(node) != 0,
      items: children(node).map { blocks(in: $0, depth: depth + 1) })
  }

  /// The query that a node of the top level is, if it is one.
  private mutating func query(_ node: Node) -> Query? {
    guard cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK else { return nil }
    do throws(Diagnostic) {
      let query = try Query(
        info: string(cmark_node_get_fence_info(node)), sql: string(cmark_node_get_literal(node)),
        fence: place(node))
      if query != nil, !isClosed(node) {
        throw Diagnostic(
          "open-fence", "The query that begins here has no closing fence.", at: place(node),
          notes: [
            "All that follows would be part of it. It ends with a line of as many backticks as it begins with."
          ])
      }
      return query
    } catch {
      problems.append(error)
      return nil
    }
  }

  /// Whether a fenced block ends with a fence, and not with the text.
  private func isClosed(_ node: Node) -> Bool {
    let first = Int(cmark_node_get_start_line(node)) - 1
    let last = Int(cmark_node_get_end_line(node)) - 1
    guard first < last, lines.indices.contains(last),
      let mark = lines[first].first(where: { "`~".contains($0) })
    else {
      return false
    }
    let width = lines[first].drop { $0 != mark }.prefix { $0 == mark }.count
    let bare = lines[last].drop { " \t>".contains($0) }
    return bare.prefix { $0 == mark }.count >= width
      && bare.drop { $0 == mark }.allSatisfy(\.isWhitespace)
  }

  /// A listing. A query that stands here is inside something, or wrong and reported already.
  private mutating func listing(_ node: Node, depth: Int) -> Block<Placeholder>? {
    if depth > 0, query(node) != nil {
      report(
        "query-inside-block", "A query stands inside a list or a quote.", node,
        reason: "Its rows are written as they come, which only the top level of a template can do.",
        notes: ["Use `sql each=PARTIAL` outside, with the list item in the partial."])
      return nil
    }
    return .code(
      language: string(cmark_node_get_fence_info(node)), text: string(cmark_node_get_literal(node)))
  }

  private mutating func table(_ node: Node) -> Table<Placeholder> {
    let count = Int(cmark_gfm_extensions_get_table_columns(node))
    let alignments = cmark_gfm_extensions_get_table_alignments(node)
    var rows = children(node).map { children($0).map { inlines(in: $0) } }
    let titles = rows.isEmpty ? [] : rows.removeFirst()
    let columns = (0..<count).map { index in
      Table<Placeholder>.Heading(
        title: index < titles.count ? titles[index] : [], alignment: alignment(alignments?[index]))
    }
    return Table(columns: columns, rows: rows)
  }

  private func alignment(_ letter: UInt8?) -> Alignment {
    switch letter {
    case UInt8(ascii: "r"): .trailing
    case UInt8(ascii: "c"): .centre
    default: .leading
    }
  }

  // MARK: Inlines

  private mutating func inlines(in parent: Node, depth: Int = 0) -> [Inline<Placeholder>] {
    guard depth < MarkdownReader.deepest else {
      report(
        "nested-too-deeply", "Emphasis and links are nested more than \(MarkdownReader.deepest) deep.", parent)
      return []
    }
    var inlines: [Inline<Placeholder>] = []
    for node in children(parent) {
      if let inline = inline(node, depth: depth) { inlines.append(inline) }
    }
    return inlines
  }

  private mutating func inline(_ node: Node, depth: Int) -> Inline<Placeholder>? {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: return .text(string(cmark_node_get_literal(node)))
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_LINEBREAK: return .lineBreak
    case CMARK_NODE_EMPH: return .emphasis(inlines(in: node, depth: depth + 1))
    case CMARK_NODE_STRONG: return .strong(inlines(in: node, depth: depth + 1))
    case CMARK_NODE_CODE: return code(node)
    case CMARK_NODE_LINK: return link(node, depth: depth)
    case CMARK_NODE_HTML_INLINE:
      report("raw-html", "A template cannot hold HTML.", node, reason: MarkdownReader.whyNoHTML)
    case CMARK_NODE_IMAGE:
      report(
        "picture-in-template", "A template cannot hold a picture.", node,
        reason: "A pack is complete in itself and asks nothing of the network.")
    default:
      report("unknown-markdown", "A template cannot hold a `\(name(of: node))`.", node)
    }
    return nil
  }

  private mutating func code(_ node: Node) -> Inline<Placeholder>? {
    let text = string(cmark_node_get_literal(node))
    do throws(Diagnostic) {
      return try Placeholder(code: text, at: place(node)).map { .placeholder($0) } ?? .code(text)
    } catch {
      problems.append(error)
      return .code(text)
    }
  }

  private mutating func link(_ node: Node, depth: Int) -> Inline<Placeholder>? {
    let url = string(cmark_node_get_url(node))
    guard let destination = Destination(url, at: place(node)) else {
      report(
        "link-refused", "A link cannot lead to `\(url)`.", node,
        notes: ["A link is http:, https: or mailto:, or another template: `gaps.md`, `gaps.md#by-owner`."])
      return nil
    }
    return .link(to: destination, inlines(in: node, depth: depth + 1))
  }

  // MARK: The library's nodes

  private func children(_ node: Node) -> [Node] {
    var children: [Node] = []
    var next = cmark_node_first_child(node)
    while let child = next {
      children.append(child)
      next = cmark_node_next(child)
    }
    return children
  }

  private func string(_ bytes: UnsafePointer<CChar>?) -> String { bytes.map { String(cString: $0) } ?? "" }

  private func name(of node: Node) -> String { string(cmark_node_get_type_string(node)) }

  /// Where a node begins; a code span, where its content begins. The library counts bytes, people characters.
  private func place(_ node: Node) -> Place {
    let line = Int(cmark_node_get_start_line(node))
    let bytes = Int(cmark_node_get_start_column(node)) - 1
    guard lines.indices.contains(line - 1), bytes >= 0 else { return Place(file: file, line: line) }
    let before = String(decoding: lines[line - 1].utf8.prefix(bytes), as: UTF8.self)
    return Place(file: file, line: line, column: before.count + 1)
  }

  private static let whyNoHTML = "Templates are written in every format, so they hold Markdown only."

  private mutating func report(
    _ code: String, _ summary: String, _ node: Node, reason: String? = nil, notes: [String] = []
  ) {
    problems.append(Diagnostic(code, summary, at: place(node), reason: reason, notes: notes))
  }
}

extension Destination {
  /// Reads a link's destination; nil when it may not be used.
  init?(_ url: String, at place: Place) {
    let lower = url.lowercased()
    if ["https://", "http://", "mailto:"].contains(where: lower.hasPrefix) {
      self = .address(url)
      return
    }
    let parts = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let file = parts.first, file.hasSuffix(".md"), !file.contains("/"), !file.contains(":") else {
      return nil
    }
    self = .document(name: String(file.dropLast(3)), heading: parts.count > 1 ? parts[1] : nil, place: place)
  }
}
