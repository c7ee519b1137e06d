public import Diagnostics

/// The templates and partials that belong together, checked against one another.
public struct TemplateSet: Sendable {
  /// The templates in reading order.
  public let templates: [Template]
  /// Documents that are made on request and are no part of the pack.
  public let handouts: [Template]
  /// The tables of the pack as data, in their order: `DataTables` fills them.
  public let sheets: [Template]

  let partials: [String: Partial]

  /// Puts a set together; partials and templates that are referred to must be in it.
  public init(
    _ templates: [Template], handouts: [Template] = [], sheets: [Template] = [], partials: [Partial] = []
  ) throws(Diagnostic) {
    self.templates = templates.sorted { ($0.order, $0.name) < ($1.order, $1.name) }
    self.handouts = handouts.sorted { $0.name < $1.name }
    self.sheets = sheets.sorted { ($0.order, $0.name) < ($1.order, $1.name) }
    self.partials = Dictionary(partials.map { ($0.name, $0) }) { first, _ in first }
    var problems =
      repeated((templates + handouts).map { ($0.name, $0.path) })
      + repeated(partials.map { ($0.name, $0.path) })
    for template in self.templates + self.handouts { problems += check(template.parts, within: []) }
    try throwAll(problems)
  }

  /// The template of a name; the error names the nearest.
  public func template(_ name: String) throws(Diagnostic) -> Template {
    if let found = (templates + handouts).first(where: { $0.name == name }) { return found }
    throw Diagnostic(
      "unknown-document", "No document is called `\(name)`.",
      notes: didYouMean(name, templates.map(\.name))
        + ["The documents are \(templates.map(\.name).joined(separator: ", "))."], exit: .usage)
  }

  /// What is wrong with these names: files of two folders can have the same.
  private func repeated(_ files: [(name: String, path: String)]) -> [Diagnostic] {
    var first: [String: String] = [:]
    return files.compactMap { name, path in
      guard let other = first.updateValue(path, forKey: name) else { return nil }
      return Diagnostic(
        "template-twice", "Two templates are called `\(name)`.", at: Place(file: path),
        notes: ["The other is \(other)."])
    }
  }

  /// What is wrong with references from these parts, which stand within the named partials.
  private func check(_ parts: [Template.Part], within outer: [String]) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for part in parts {
      switch part {
      case .block(let block):
        block.forEachInline { problems += checkLink($0) }
      case .query(let query):
        problems += query.sources.flatMap { checkDestination($0) }
        guard case .each(let name) = query.mode else { continue }
        if outer.contains(name) {
          problems.append(
            Diagnostic(
              "partial-in-itself", "The partial `\(name)` is filled in within itself.",
              at: query.fence, notes: ["The way round is \((outer + [name]).joined(separator: " → "))."]))
        } else if let partial = partials[name] {
          problems += check(partial.parts, within: outer + [name])
        } else {
          problems.append(
            Diagnostic(
              "unknown-partial", "No partial is called `\(name)`.", at: query.fence,
              notes: didYouMean(name, partials.keys.sorted())))
        }
      }
    }
    return problems
  }

  private func checkLink(_ inline: Inline<Placeholder>) -> [Diagnostic] {
    guard case .link(let destination, _) = inline else { return [] }
    return checkDestination(destination)
  }

  private func checkDestination(_ destination: Destination) -> [Diagnostic] {
    guard case .document(let name, _, let place) = destination, !templates.contains(where: { $0.name == name })
    else { return [] }
    return [
      Diagnostic(
        "unknown-document", "No template is called `\(name).md`.", at: place,
        notes: didYouMean(name, templates.map(\.name)))
    ]
  }
}

extension Block {
  /// Calls `body` with every inline in the block, inner ones too.
  func forEachInline(_ body: (Inline<Hole>) -> Void) {
    switch self {
    case .heading(_, let inlines), .paragraph(let inlines): inlines.forEach { $0.forEach(body) }
    case .list(let list): list.items.joined().forEach { $0.forEachInline(body) }
    case .quote(let blocks): blocks.forEach { $0.forEachInline(body) }
    case .code, .rule, .drawing: break
    case .table(let table):
      (table.columns.map(\.title) + table.rows.joined()).joined().forEach { $0.forEach(body) }
    case .figures(let figures): figures.flatMap(\.value).forEach { $0.forEach(body) }
    }
  }
}

extension Inline {
  /// Calls `body` with this inline and those inside it.
  func forEach(_ body: (Inline<Hole>) -> Void) {
    body(self)
    switch self {
    case .emphasis(let inner), .strong(let inner), .link(_, let inner): inner.forEach { $0.forEach(body) }
    case .text, .code, .softBreak, .lineBreak, .state, .reference, .anchor, .pointer, .placeholder: break
    }
  }
}
