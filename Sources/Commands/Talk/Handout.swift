import CommandLineKit
import Diagnostics
import Documents
import Gaps
import Workbook

extension Scene {
  /// One of the method's handouts as text, Markdown or a whole HTML page. One in which nothing can be open need not
  /// know whom to ask.
  func handout(
    _ name: String, as format: Pack.Format, _ arguments: Arguments, _ reader: Reader, openBlockers: Int,
    parameters: [String: QueryValue] = [:], mayBeOpen: Bool = true
  ) throws -> String {
    let row =
      try reader.rows(
        "SELECT name, client, substr((SELECT max(at) FROM history), 1, 10), confidentiality FROM engagement"
      ).rows.first?.map(\.displayed) ?? [nil, nil, nil, nil]
    let open = mayBeOpen ? try openPoints(reader, [], OpenAttributes(reader, [], shown: [:])) : OpenPoints()
    let pack = try Pack(
      cover: Cover(
        title: row[0] ?? "Specification", client: row[1], openBlockers: openBlockers, date: row[2],
        confidentiality: row[3]),
      templates: try TemplateSet(method(arguments)), documents: [name], source: try WorkbookSource(reader),
      parameters: parameters, openPoints: open, people: try reader.namesOfPeople())
    return try pack.document(name, as: format)
  }
}
