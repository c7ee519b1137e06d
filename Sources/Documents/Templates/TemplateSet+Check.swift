public import Diagnostics
public import Method

extension TemplateSet {
  /// Everything that is wrong with files of templates: what cannot be read in each, what does not fit together,
  /// then, when all that is well, what each query is refused for. `source` answers the queries; `attributes` are those
  /// that columns may be said to show.
  ///
  /// Handouts read tables that only their commands provide, so their queries are not run.
  public static func problems(
    _ files: [MethodFile], attributes: Set<String>, source: () throws -> (any QuerySource)
  ) throws -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for file in files {
      do throws(Diagnostic) {
        if file.folder == "partials" {
          _ = try Partial(name: file.name, path: file.path, text: file.text)
        } else {
          _ = try Template(name: file.name, path: file.path, text: file.text)
        }
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { return problems }
    let set: TemplateSet
    do throws(Diagnostic) { set = try TemplateSet(files) } catch { return [error] }
    return set.problems(attributes: attributes, source: try source())
  }

  /// What the queries of each document and sheet are refused for; a document's parts are tried one by one, so
  /// that one mistake does not hide the next.
  private func problems(attributes: Set<String>, source: any QuerySource) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    func note(_ error: Diagnostic) { if !problems.contains(error) { problems.append(error) } }
    let filler = Filler(partials: partials, source: source, writer: NoWriter())
    for template in templates {
      for part in template.parts {
        do throws(Diagnostic) { try filler.fill([part], try Scope([:])) } catch { note(error) }
      }
    }
    if problems.isEmpty {
      do throws(Diagnostic) {
        try unknownAttributes(attributes, source).forEach(note)
        try unknownHeadings(source).forEach(note)
      } catch {
        note(error)
      }
    }
    for sheet in sheets {
      do throws(Diagnostic) {
        let tables = try DataTables([sheet], source: source)
        for table in tables.tables { try tables.fill(table, row: { _ in }) }
      } catch {
        note(error)
      }
    }
    return problems
  }
}

extension TemplateSet {
  /// Links to headings that are not there. Which headings a document has may hang on what was captured: there only one
  /// that is nearly right is taken for a mistake.
  private func unknownHeadings(_ source: any QuerySource) throws(Diagnostic) -> [Diagnostic] {
    let survey = try Survey(templates, partials: partials, source: source, scope: try Scope([:]))
    var problems: [Diagnostic] = []
    func look(_ destination: Destination) {
      guard case .document(let name, let slug?, let place) = destination,
        let index = templates.firstIndex(where: { $0.name == name }), !survey.slugs[index].contains(slug)
      else { return }
      let slugs = survey.slugs[index].sorted()
      let near = didYouMean(slug, slugs)
      if near.isEmpty, templates[index].hasChangingHeadings(partials) { return }
      problems.append(
        Diagnostic(
          "unknown-heading", "The document `\(name)` has no heading `#\(slug)`.", at: place, notes: near))
    }
    for part in templates.flatMap(\.parts) + partials.values.flatMap(\.parts) {
      switch part {
      case .block(let block):
        block.forEachInline { if case .link(let destination, _) = $0 { look(destination) } }
      case .query(let query): query.sources.forEach(look)
      }
    }
    return problems
  }
}

extension Template {
  /// Whether its headings hang on what was captured.
  fileprivate func hasChangingHeadings(_ partials: [String: Partial]) -> Bool {
    parts.contains { part in
      switch part {
      case .block(.heading(_, let inlines)):
        inlines.contains { if case .placeholder = $0 { true } else { false } }
      case .block: false
      case .query(let query): if case .each = query.mode { true } else { false }
      }
    }
  }
}
