public import Diagnostics
public import Drawings
import Files

/// A set of documents filled from one source: the specification pack.
public struct Pack {
  /// How a pack is written.
  public enum Format: String, CaseIterable, Sendable {
    /// A Markdown file for each document, and a README.md that leads to them.
    case markdown = "md"
    /// One HTML file with all documents, complete in itself.
    case html
    /// An HTML file for each document, and for each section that describes one fact; an index.html that leads
    /// to them, and what they share in `assets`.
    case site
    /// The documents' trees as indented text; for template authors and tests.
    case outline
  }

  let cover: Cover
  let theme: Theme
  let templates: [Template]
  let survey: Survey
  private let set: TemplateSet
  private let source: any QuerySource
  private let scope: Scope
  private let openPoints: OpenPoints
  private let people: [String: String]
  private let draughtsman: Draughtsman

  /// Prepares a pack of all templates, or of those named. Asks the queries that decide what can be
  /// linked to; the source must answer the same when the pack is written. References of these people are shown by
  /// their names.
  public init(
    cover: Cover, theme: Theme = Theme(), templates set: TemplateSet, documents names: [String]? = nil,
    source: any QuerySource, parameters: [String: QueryValue] = [:],
    openPoints: OpenPoints = OpenPoints(), people: [String: String] = [:],
    draughtsman: Draughtsman = Draughtsman(dot: nil)
  ) throws(Diagnostic) {
    var chosen = set.templates
    if let names {
      for name in names { _ = try set.template(name) }
      chosen = (chosen + set.handouts).filter { names.contains($0.name) }
    }
    self.cover = theme.applied(to: cover).readable
    self.theme = theme
    self.set = set
    self.source = source
    self.people = people.mapValues(readable).filter { !isBlank($0.value) }
    self.draughtsman = draughtsman
    templates = chosen
    scope = try Scope(parameters)
    let survey = try Survey(chosen, partials: set.partials, source: source, scope: scope)
    var openPoints = openPoints
    openPoints.hasPlace = { survey.anchors[$0] != nil }
    self.survey = survey
    self.openPoints = openPoints
  }

  /// Writes the pack into a folder, each file whole or not at all, and answers the paths, the one to
  /// open first in front.
  public func write(_ format: Format, to folder: String) throws(Diagnostic) -> [String] {
    switch format {
    case .markdown:
      let index = Files.join(folder, "README.md")
      var paths = [index]
      for position in templates.indices {
        let path = Files.join(folder, files[position])
        try write(to: path) { (output) throws(Diagnostic) in try fillMarkdown(position, marked(output)) }
        paths.append(path)
      }
      try write(to: index) { (output) throws(Diagnostic) in
        var output = marked(output)
        MarkdownIndex(cover: cover, documents: heads, files: files).append(to: &output)
        return output
      }
      return paths
    case .html:
      let path = Files.join(folder, "index.html")
      try writePage(to: path)
      return [path]
    case .site: return try writeSite(to: folder)
    case .outline:
      let path = Files.join(folder, "outline.txt")
      try write(to: path) { (output) throws(Diagnostic) in
        var output = output
        output.append("Written by \(Pack.mark)\n")
        return try fillOutline(output)
      }
      return [path]
    }
  }

  /// One document as text; for HTML, a page with that document alone.
  public func document(_ name: String, as format: Format) throws(Diagnostic) -> String {
    _ = try set.template(name)
    guard let position = templates.firstIndex(where: { $0.name == name }) else {
      throw Diagnostic("unknown-document", "The document `\(name)` is not part of this pack.", exit: .usage)
    }
    let output =
      switch format {
      case .markdown: try fillMarkdown(position, Output())
      case .html, .site: try page(of: position)
      case .outline: try fillOutline(Output(), only: position)
      }
    return String(decoding: output.bytes, as: UTF8.self)
  }

  // MARK: Formats

  /// The names of its documents, in their order.
  public var documentNames: [String] { templates.map(\.name) }

  var heads: [DocumentHead] { templates.enumerated().map { DocumentHead($1, index: $0) } }

  private var files: [String] { templates.map { $0.name + ".md" } }

  /// Begins a file of Markdown with what tells that it is ours; no reader shows it.
  private func marked(_ output: Output) -> Output {
    var output = output
    output.append("<!-- Written by \(Pack.mark); what is changed here is lost with the next. -->\n\n")
    return output
  }

  private func fillMarkdown(_ position: Int, _ output: Output) throws(Diagnostic) -> Output {
    let writer = MarkdownWriter(to: output, links: Links(survey), files: files)
    return try fill(position...position, writer).output
  }

  private func fillOutline(_ output: Output) throws(Diagnostic) -> Output { try fillOutline(output, only: nil) }

  private func fillOutline(_ output: Output, only: Int?) throws(Diagnostic) -> Output {
    try fill(range(only), OutlineWriter(to: output, links: Links(survey))).output
  }

  func range(_ only: Int?) -> ClosedRange<Int>? {
    if let only { return only...only }
    return templates.isEmpty ? nil : 0...templates.count - 1
  }

  /// A writer of pages; every drawing of these documents is laid out first, several at a time.
  func htmlWriter(
    to output: Output, _ inlines: HTMLInlines, for positions: ClosedRange<Int>?,
    medium: HTMLWriter.Medium = .screen
  ) throws(Diagnostic) -> HTMLWriter {
    draughtsman.prepare(try fill(positions, Gatherer(), purpose: .gatherDrawings).graphs)
    return HTMLWriter(to: output, inlines: inlines, draughtsman: draughtsman, medium: medium)
  }

  /// Fills documents, by index, with a writer.
  func fill<Writer: DocumentWriter>(
    _ positions: ClosedRange<Int>?, _ writer: Writer, purpose: Purpose = .write
  ) throws(Diagnostic) -> Writer {
    let filler = Filler(
      partials: set.partials, source: source, writer: writer, purpose: purpose, openPoints: openPoints,
      people: people)
    if let positions {
      for position in positions { try filler.fill(templates[position], index: position, scope: scope) }
    }
    return filler.writer
  }

  func write(
    to path: String, _ body: (Output) throws(Diagnostic) -> Output
  ) throws(Diagnostic) {
    let file = try Replacement(path)
    var output = try body(Output(to: file))
    try output.finish()
    try file.commit()
  }
}
