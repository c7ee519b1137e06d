/// Writes running text as HTML.
struct HTMLInlines {
  var links: Links
  /// The names of the pack's documents, by index.
  let documents: [String]
  /// The files of a site; nil when everything is in one.
  var site: SitePlan?
  /// The file being written, of a site.
  var page = ""
  /// Whether a reference says where it may be broken: on paper, where nothing scrolls.
  var breaksReferences = false

  /// The id of a reference's place, and what follows `#` in links to it: identical bytes, so that a
  /// browser's first and literal comparison finds it.
  static func id(of ref: String) -> String { percentEncoded(ref) }

  /// The id of a document's top, or of a heading in it. The slash keeps these apart from references; a heading
  /// without a letter has the slug "" and is told from the top by a sign that no slug has.
  static func id(document: String, heading: String? = nil) -> String {
    "\(percentEncoded(document))/\(heading.map { $0.isEmpty ? "~" : percentEncoded($0) } ?? "")"
  }

  /// Appends the inlines of a cell. A cell isolates the direction of its text by itself.
  mutating func appendCell(_ inlines: [Inline<Never>], to output: inout Output) {
    if inlines.count == 1, case .text(let text) = inlines[0] {
      // A day is never broken at its hyphens.
      if isDay(text) { wrap("<time>", text, "</time>", to: &output) } else { output.appendHTML(text) }
    } else {
      append(inlines, to: &output)
    }
  }

  /// Appends inlines.
  mutating func append(_ inlines: [Inline<Never>], to output: inout Output, inHeading: Bool = false) {
    for inline in inlines {
      switch inline {
      case .text(let text): appendIsolated(text, to: &output)
      case .emphasis(let inner): wrap(inner, "<em>", "</em>", to: &output, inHeading)
      case .strong(let inner): wrap(inner, "<strong>", "</strong>", to: &output, inHeading)
      case .code(let code): wrap("<code>", code, "</code>", to: &output)
      case .link(let destination, let inner): appendLink(destination, inner, to: &output, inHeading)
      case .softBreak: output.append(" ")
      case .lineBreak: output.append("<br>")
      case .state(let state): wrap("<b class=\(state.kind.cssClass)>", state.word, "</b>", to: &output)
      case .reference(let ref): appendReference(ref, to: &output)
      case .pointer(let ref, let words, let note): appendPointer(ref, words, note, to: &output)
      case .anchor(let ref):
        if links.isPlace(of: ref, inHeading: inHeading) {
          append(reference: ref, "<code id=\"\(HTMLInlines.id(of: ref))\">", "</code>", to: &output)
        } else {
          appendReference(ref, to: &output)
        }
      }
    }
  }

  private func appendIsolated(_ text: String, to output: inout Output) {
    if turnsDirection(text) {
      wrap("<bdi>", text, "</bdi>", to: &output)
    } else {
      output.appendHTML(text)
    }
  }

  private func wrap(_ open: String, _ text: String, _ close: String, to output: inout Output) {
    output.append(open)
    output.appendHTML(text)
    output.append(close)
  }

  private mutating func wrap(
    _ inner: [Inline<Never>], _ open: String, _ close: String, to output: inout Output, _ inHeading: Bool
  ) {
    output.append(open)
    append(inner, to: &output, inHeading: inHeading)
    output.append(close)
  }

  /// References are the links without a class: they are by far the most.
  private func appendReference(_ ref: String, to output: inout Output) {
    if links.target(of: ref) == nil {
      append(reference: ref, "<code>", "</code>", to: &output)
    } else {
      output.append("<a href=\"")
      appendAddress(of: ref, to: &output)
      append(reference: ref, "\">", "</a>", to: &output)
    }
  }

  private func append(reference: String, _ open: String, _ close: String, to output: inout Output) {
    guard breaksReferences else { return wrap(open, reference, close, to: &output) }
    output.append(open)
    var rest = reference[...]
    while let end = rest.utf8.firstIndex(where: ColumnSize.isBreak) {
      let next = rest.utf8.index(after: end)
      output.appendHTML(String(rest[..<next]))
      rest = rest[next...]
      if !rest.isEmpty { output.append("<wbr>") }
    }
    output.appendHTML(String(rest))
    output.append(close)
  }

  private func appendPointer(_ ref: String, _ words: String, _ note: String?, to output: inout Output) {
    if links.target(of: ref) == nil {
      appendIsolated(words, to: &output)
    } else {
      output.append("<a class=l href=\"")
      appendAddress(of: ref, to: &output)
      output.append("\"")
      if let note {
        output.append(" title=\"")
        output.appendHTML(note)
        output.append("\"")
      }
      output.append(">")
      appendIsolated(words, to: &output)
      output.append("</a>")
    }
  }

  /// What a link to a reference's place says.
  func address(of ref: String) -> String { file(of: ref) + "#" + HTMLInlines.id(of: ref) }

  /// The same, written without making a text of it: there may be a hundred thousand of them.
  private func appendAddress(of ref: String, to output: inout Output) {
    if site != nil { output.append(file(of: ref)) }
    output.append("#")
    output.append(HTMLInlines.id(of: ref))
  }

  private func file(of ref: String) -> String {
    guard let site, let place = links.place(of: ref) else { return "" }
    return relative(site.file(document: place.document, heading: place.heading))
  }

  /// What a link to a document's top, or to a heading in it, says.
  func address(document: Int, heading: String?) -> String {
    let heading = links.heading(heading, of: document)
    var file = ""
    if let site {
      let number = heading.flatMap { slug in links.headings(of: document).firstIndex { $0.slug == slug } }
      file = site.file(document: document, heading: number.map { $0 + 1 } ?? 0)
    }
    return relative(file) + "#" + HTMLInlines.id(document: documents[document], heading: heading)
  }

  private func relative(_ file: String) -> String { file == page ? "" : percentEncoded(file) }

  private mutating func appendLink(
    _ destination: Destination, _ inner: [Inline<Never>], to output: inout Output, _ inHeading: Bool
  ) {
    switch destination {
    case .address(let url):
      output.append("<a class=l rel=noreferrer href=\"")
      output.appendHTML(percentEncoded(url, keeping: "!#$&'()*+,/:;=?@[]%~._-"))
    case .document(let name, let heading, _):
      // A document that is not part of this pack cannot be led to.
      guard let document = documents.firstIndex(of: name) else {
        return append(inner, to: &output, inHeading: inHeading)
      }
      output.append("<a class=l href=\"\(address(document: document, heading: heading))")
    }
    wrap(inner, "\">", "</a>", to: &output, inHeading)
  }
}

/// Whether a text is a day, `2026-03-17`, and nothing else.
private func isDay(_ text: String) -> Bool {
  guard text.utf8.count == 10 else { return false }
  var text = text
  return text.withUTF8 { bytes in
    bytes.indices.allSatisfy { index in
      index == 4 || index == 7
        ? bytes[index] == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
    } && (UInt8(ascii: "0")...UInt8(ascii: "1")).contains(bytes[5])
      && (UInt8(ascii: "0")...UInt8(ascii: "3")).contains(bytes[8])
  }
}

extension State.Kind {
  /// A class of one letter: there may be a hundred thousand of them.
  var cssClass: String {
    switch self {
    case .open: "o"
    case .proposed: "p"
    case .agreed: "a"
    case .deferred: "d"
    case .rejected: "r"
    case .blocker: "B"
    case .major: "M"
    case .minor: "m"
    case .plain: "x"
    }
  }
}
