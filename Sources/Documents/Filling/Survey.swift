import Diagnostics

/// What a first pass over the pack learns: the headings of each document, and where references lead.
///
/// It fills only what can hold a heading or an anchor; links in the second pass then know their ends,
/// and rows still stream.
struct Survey {
  /// The headings of each document, in order.
  fileprivate(set) var headings: [[Heading]] = []
  /// The place of each reference that has one.
  fileprivate(set) var anchors: [String: AnchorPlace] = [:]
  /// The slugs of the headings of each document.
  private(set) var slugs: [Set<String>] = []

  struct Heading: Equatable {
    var level: Int
    /// Its words, for a list of contents: without the reference that it may be the place of.
    var label: String
    /// Its slug, unique in the document.
    var slug: String
  }

  /// Fills the documents of a pack with a surveyor.
  init(
    _ templates: [Template], partials: [String: Partial], source: any QuerySource, scope: Scope
  ) throws(Diagnostic) {
    let filler = Filler(
      partials: partials, source: source, writer: Surveyor(survey: Survey()), purpose: .survey)
    for (index, template) in templates.enumerated() {
      try filler.fill(template, index: index, scope: scope)
    }
    self = filler.writer.survey
    slugs = headings.map { Set($0.map(\.slug)) }
  }

  private init() {}
}

/// Where the anchor of a reference stands.
struct AnchorPlace: Equatable {
  /// The document's index.
  var document: Int
  /// The number of the heading it stands in or under, from 1; 0 above the first.
  var heading: Int
  /// Whether it is part of that heading. Such a place wins over a mere mention in a table.
  var inHeading: Bool
}

/// Notes headings and anchors.
private struct Surveyor: DocumentWriter {
  var survey: Survey
  private var slugs = Slugs()
  private var document = 0

  init(survey: Survey) { self.survey = survey }

  mutating func begin(_ document: DocumentHead) {
    self.document = document.index
    survey.headings.append([])
    slugs = Slugs()
    _ = slugs.slug(document.title)
  }

  mutating func write(_ block: Block<Never>) {
    if case .heading(let level, let inlines) = block {
      let label = inlines.filter { if case .anchor = $0 { false } else { true } }.plainText
      survey.headings[document].append(
        Survey.Heading(level: level, label: label, slug: slugs.slug(inlines.plainText)))
      for inline in inlines { inline.forEach { note($0, inHeading: true) } }
    } else {
      block.forEachInline { note($0, inHeading: false) }
    }
  }

  func beginTable(_ table: TableHead) {}

  mutating func row(_ cells: [[Inline<Never>]]) {
    for cell in cells {
      for inline in cell { note(inline, inHeading: false) }
    }
  }

  func endTable() {}
  func endDocument() {}

  private mutating func note(_ inline: Inline<Never>, inHeading: Bool) {
    guard case .anchor(let ref) = inline else { return }
    if let known = survey.anchors[ref], known.inHeading || !inHeading { return }
    survey.anchors[ref] = AnchorPlace(
      document: document, heading: survey.headings[document].count, inHeading: inHeading)
  }
}

extension Template.Part {
  /// Whether a survey must look at this: it may hold a heading or an anchor.
  func mayAnchor(_ partials: [String: Partial]) -> Bool {
    switch self {
    case .block(.heading): return true
    case .block(let block):
      var may = false
      block.forEachInline { if $0.mayAnchor { may = true } }
      return may
    case .query(let query):
      if query.statement.mayAnchor { return true }
      guard case .each(let name) = query.mode else { return false }
      return partials[name]?.parts.contains { $0.mayAnchor(partials) } ?? false
    }
  }
}

extension Inline<Placeholder> {
  fileprivate var mayAnchor: Bool {
    guard case .placeholder(let placeholder) = self else { return false }
    return switch placeholder.source {
    case .column(_, let style): style.map { $0.kind == .anchor } ?? true
    case .statement(let statement): statement.mayAnchor
    }
  }
}
