/// Where a run of inlines stands in a Markdown file.
enum MarkdownContext {
  case paragraph
  case heading
  case cell
}

/// Writes running text as Markdown.
struct MarkdownInlines {
  var links: Links
  /// The files of the pack's documents, by index.
  let files: [String]

  /// Appends inlines that fill a block or a cell.
  mutating func append(_ inlines: [Inline<Never>], to output: inout Output, in context: MarkdownContext) {
    append(inlines, to: &output, in: context, startsLine: context == .paragraph)
  }

  private mutating func append(
    _ inlines: [Inline<Never>], to output: inout Output, in context: MarkdownContext, startsLine: Bool
  ) {
    for (index, inline) in inlines.enumerated() {
      let before = index > 0 ? inlines[index - 1] : nil
      let after = index + 1 < inlines.count ? inlines[index + 1] : nil
      let position = MarkdownPosition(
        startsLine: startsLine && before == nil,
        atStart: before?.isBreak ?? true, atEnd: after?.isBreak ?? true)
      switch inline {
      case .text(let text): output.appendMarkdown(text, position)
      case .emphasis(let inner): wrap(inner, in: "*", to: &output, context)
      case .strong(let inner): wrap(inner, in: "**", to: &output, context)
      case .code(let code): appendCode(code, to: &output, position, context)
      case .link(let destination, let inner): appendLink(destination, inner, to: &output, context)
      // A paragraph's own breaks are written by its block; those within emphasis need no line.
      case .softBreak, .lineBreak: output.append(" ")
      case .state(let state):
        output.append(state.kind.shape + " ")
        output.appendMarkdown(state.word, MarkdownPosition(atEnd: position.atEnd))
      case .reference(let ref): appendReference(ref, to: &output, position, context)
      case .pointer(let ref, let words, _): appendPointer(ref, words, to: &output, position, context)
      case .anchor(let ref):
        if links.isPlace(of: ref, inHeading: context == .heading) {
          appendCode(ref, to: &output, position, context)
        } else {
          appendReference(ref, to: &output, position, context)
        }
      }
    }
  }

  private mutating func wrap(
    _ inner: [Inline<Never>], in mark: String, to output: inout Output, _ context: MarkdownContext
  ) {
    output.append(mark)
    append(inner, to: &output, in: context, startsLine: false)
    output.append(mark)
  }

  /// A link where the pack has the reference's place, code where not. Inside a heading there is no link:
  /// GitHub would make its address part of nothing a reader sees, and outlines would break.
  private func appendReference(
    _ ref: String, to output: inout Output, _ position: MarkdownPosition, _ context: MarkdownContext
  ) {
    guard context != .heading, let target = links.target(of: ref) else {
      return appendCode(ref, to: &output, position, context)
    }
    output.append("[")
    appendCode(ref, to: &output, MarkdownPosition(atStart: true, atEnd: true), context)
    output.append("](\(address(target.document, target.slug)))")
  }

  private func appendPointer(
    _ ref: String, _ words: String, to output: inout Output, _ position: MarkdownPosition,
    _ context: MarkdownContext
  ) {
    guard context != .heading, let target = links.target(of: ref) else {
      return output.appendMarkdown(words, position)
    }
    output.append("[")
    output.appendMarkdown(words, MarkdownPosition(atStart: true, atEnd: true))
    output.append("](\(address(target.document, target.slug)))")
  }

  private mutating func appendLink(
    _ destination: Destination, _ inner: [Inline<Never>], to output: inout Output,
    _ context: MarkdownContext
  ) {
    let address: String
    switch destination {
    case .address(let url): address = "<\(percentEncoded(url, keeping: "!#$&'()*+,/:;=?@[]%~._-"))>"
    case .document(let name, let heading, _):
      guard let index = files.firstIndex(of: name + ".md") else {
        return append(inner, to: &output, in: context, startsLine: false)
      }
      address = self.address(index, links.heading(heading, of: index))
    }
    output.append("[")
    append(inner, to: &output, in: context, startsLine: false)
    output.append("](\(address))")
  }

  private func address(_ document: Int, _ slug: String?) -> String {
    let file = percentEncoded(files[document])
    return slug.map { "\(file)#\(percentEncoded($0))" } ?? file
  }

  /// A code span; as text where a span could not hold it exactly.
  private func appendCode(
    _ code: String, to output: inout Output, _ position: MarkdownPosition, _ context: MarkdownContext
  ) {
    if isPlainASCII(code) {
      output.append(byte: UInt8(ascii: "`"))
      output.append(code)
      return output.append(byte: UInt8(ascii: "`"))
    }
    guard fitsCodeSpan(code, context) else { return output.appendMarkdown(code, position) }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: code) + 1)
    let pad = code.hasPrefix("`") || code.hasSuffix("`") ? " " : ""
    let pieces = code.split(separator: "|", omittingEmptySubsequences: false)
    output.append(fence + pad + pieces.joined(separator: context == .cell ? "\\|" : "|") + pad + fence)
  }

  /// Whether nothing in this code needs thought: the case of nearly every reference.
  private func isPlainASCII(_ code: String) -> Bool {
    guard !code.isEmpty else { return false }
    var code = code
    return code.withUTF8 {
      $0.allSatisfy { $0 > 0x20 && $0 < 0x7F && ![0x5C, 0x60, 0x7C].contains($0) }
    }
  }

  /// Whether a code span gives this back exactly: not with line feeds, spaces at its edges, or controls;
  /// nor in a table with a backslash, which there also guards pipes.
  private func fitsCodeSpan(_ code: String, _ context: MarkdownContext) -> Bool {
    guard !code.isEmpty, code.first != " ", code.last != " " else { return false }
    return code.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && !$0.properties.isBidiControl && $0.value != 0x2028 && $0.value != 0x2029
        && !(context == .cell && $0 == "\\")
    }
  }
}

extension Inline {
  var isBreak: Bool {
    switch self {
    case .softBreak, .lineBreak: true
    case .text, .emphasis, .strong, .code, .link, .state, .reference, .anchor, .pointer, .placeholder: false
    }
  }
}

/// The length of the longest run of a character, for choosing a fence that is longer.
func longestRun(of character: Character, in text: String) -> Int {
  var longest = 0
  var run = 0
  for each in text {
    run = each == character ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}
