public import Diagnostics

extension TemplateSet {
  /// What the columns and values of the pack are called that may be shown as open, the attributes whose questions a
  /// reader may have to be led to; each with the views that its queries read, or with `*` where it is an attribute of
  /// something else. No query is run; `source` tells their columns.
  public func attributesShown(_ source: any QuerySource) throws(Diagnostic) -> [String: Set<String>] {
    var shown: [String: Set<String>] = [:]
    try forEachColumn(source) { (column) in
      guard !column.style.optional else { return }
      for attribute in column.style.attributes.isEmpty ? [column.word] : column.style.attributes {
        shown[attribute, default: []].formUnion(column.style.of == nil ? column.views : ["*"])
      }
    }
    return shown
  }

  /// Attributes that columns are said to show and that are not among those known.
  func unknownAttributes(_ known: Set<String>, _ source: any QuerySource) throws(Diagnostic) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    try forEachColumn(source) { (column) in
      for name in column.style.attributes where !known.contains(name) {
        problems.append(
          Diagnostic(
            "unknown-attribute", "No attribute and no gap is called `\(name)`.", at: column.place,
            notes: didYouMean(name, known.sorted())))
      }
    }
    return problems
  }

  /// A column or value of a document.
  private struct Shown {
    var style: Column.Style
    var word: String
    var place: Place
    /// The views that its query reads.
    var views: Set<String>
  }

  /// Tells every column and value of every document.
  private func forEachColumn(
    _ source: any QuerySource, _ body: (Shown) -> Void
  ) throws(Diagnostic) {
    var ahead = templates.map { (parts: $0.parts, views: Set<String>()) }
    // A partial may be filled in for rows of several queries.
    var seen: Set<[String]> = []
    while let (parts, views) = ahead.popLast() {
      for part in parts {
        switch part {
        case .block(let block):
          var statements: [Statement] = []
          block.forEachInline { inline in
            guard case .placeholder(let placeholder) = inline else { return }
            switch placeholder.source {
            case .column(let name, let style):
              body(
                Shown(
                  style: style ?? Column.Style(), word: Column.word(name), place: placeholder.place,
                  views: views))
            case .statement(let statement): statements.append(statement)
            }
          }
          for statement in statements { try columns(of: statement, source, body) }
        case .query(let query):
          switch query.mode {
          case .table, .value: try columns(of: query.statement, source, body)
          case .each(let name):
            let views = query.statement.views
            if let partial = partials[name], seen.insert([name] + views.sorted()).inserted {
              ahead.append((partial.parts, views))
            }
          case .diagram, .chart: break
          }
        }
      }
    }
  }

  private func columns(
    of statement: Statement, _ source: any QuerySource, _ body: (Shown) -> Void
  ) throws(Diagnostic) {
    let nothing = Dictionary(statement.parameters.map { ($0.name, QueryValue.null) }) { first, _ in first }
    var aliases: [String] = []
    do throws(Diagnostic) {
      try source.run(statement.sql, parameters: nothing) { (columns) throws(Diagnostic) in
        aliases = columns
        return false
      } row: { _ in
      }
    } catch {
      throw statement.located(error)
    }
    let views = statement.views
    for (column, alias) in zip(try statement.columns(aliases), aliases) {
      body(Shown(style: column.style, word: column.word, place: statement.place(of: alias), views: views))
    }
  }
}

extension Statement {
  /// What stands after `from` and `join`.
  fileprivate var views: Set<String> {
    let words = sql.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }
    return Set(zip(words, words.dropFirst()).filter { $0.0 == "from" || $0.0 == "join" }.map { String($0.1) })
  }
}
