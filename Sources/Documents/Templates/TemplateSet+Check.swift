public import Diagnostics
public import Method

extension TemplateSet {
  /// Everything that is wrong with files of templates: what cannot be read in each, what does not fit together,
  /// then, when all that is well, what each query is refused for. `source` answers the queries.
  ///
  /// Handouts read tables that only their commands provide, so their queries are not run.
  public static func problems(
    _ files: [MethodFile], source: () throws -> (any QuerySource)
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
    return set.problems(source: try source())
  }

  /// What the queries of each document and sheet are refused for; a document's parts are tried one by one, so
  /// that one mistake does not hide the next.
  private func problems(source: any QuerySource) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    func note(_ error: Diagnostic) { if !problems.contains(error) { problems.append(error) } }
    let filler = Filler(partials: partials, source: source, writer: NoWriter())
    for template in templates {
      for part in template.parts {
        do throws(Diagnostic) { try filler.fill([part], try Scope([:])) } catch { note(error) }
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
