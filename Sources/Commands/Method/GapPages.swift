import Gaps

/// The reference pages of the gaps: one a gap, and an index.
struct GapPages {
  let gaps: [Gap]

  init(_ set: GapSet) { gaps = set.gaps }

  var pages: [Plumbline.ReferencePage] {
    [Plumbline.ReferencePage(path: "gaps/README.md", text: index)]
      + gaps.map { Plumbline.ReferencePage(path: "gaps/\($0.name).md", text: page($0)) }
  }

  private var index: String {
    var text = """
      # Gaps

      A gap is a question nobody has asked yet: a query over the workbook whose rows are what is missing. \
      These pages are made from the files in `gaps/` by `plumbline docs`.

      A gap file is SQL that begins with a block comment of YAML:

      | key | what it says |
      | --- | --- |
      | `title` | what the defect is, in a line |
      | `severity` | `blocker` stops sign-off, `major` costs money if it stays, `minor` can wait |
      | `dimension` | \(Dimension.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")) |
      | `about` | the kind of fact that it is about |
      | `fills` | the attribute that the answer fills, if it is one |
      | `whom` | whom to ask, for when the query names nobody |
      | `message` | what is missing, in a sentence; `{column}` stands for a column of the query |
      | `question` | what to ask, as one would say it |
      | `why` | why it matters |
      | `remedy` | the command that closes it; values are quoted for a shell, but for `{option}` and `{options}`, which hold several words |
      | `examples` | captures with what the gap then finds: at least one that has it and one that has not; `schemas` names OpenAPI descriptions that a capture imports |
      | `equivalent` | conditions of the query that no example can prove, as `condition`, `change` (`removed` or `negated`; either if not said) and `reason` |

      The query yields a column `about` (a reference) and, where known, `ask` (the person). `:today` is the \
      present day. `plumbline gaps test` runs the examples; `plumbline gaps mutate` removes and negates \
      each condition of a query in turn, and tells which of them no example proves. A file of the same name in the folder \
      `method/gaps` beside the workbook takes the place of a built-in one.

      """
    for dimension in Dimension.allCases {
      let mine = gaps.filter { $0.dimension == dimension }
      guard !mine.isEmpty else { continue }
      text += "\n## \(dimension.rawValue.prefix(1).uppercased() + dimension.rawValue.dropFirst())\n\n"
      text += "| gap | severity | what it is |\n| --- | --- | --- |\n"
      for gap in mine {
        text += "| [\(gap.name)](\(gap.name).md) | \(gap.severity.rawValue) | \(cell(gap.title)) |\n"
      }
    }
    return text
  }

  private func page(_ gap: Gap) -> String {
    let fills = gap.fills.map { " The answer fills `\($0)`." } ?? ""
    var text = """
      # \(gap.name)

      \(sentence(gap.title)) **\(gap.severity.rawValue)**, \(gap.dimension.rawValue), about a \(gap.about).

      ## Why it matters

      \(gap.why.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n").trimmedLines)

      ## What to ask

      Ask \(gap.whom): \(gap.questionText)\(fills)

      ```
      \(gap.remedyText)
      ```

      ## Examples

      """
    for example in gap.examples {
      let verdict =
        example.finds.isEmpty
        ? "Not found" : "Found at " + example.finds.map { "`\($0)`" }.joined(separator: ", ")
      for (name, schema) in example.schemas.sorted(by: { $0.key < $1.key }) {
        text +=
          "\nThe description `\(name)`:\n\n```yaml\n\(String(decoding: schema, as: UTF8.self).trimmedLines)\n```\n"
      }
      text +=
        "\n\(verdict)\(example.note.map { ": \($0)" } ?? "").\n\n```\n\(example.capture.trimmedLines)\n```\n"
    }
    return text + "\n## Query\n\n```sql\n\(gap.query)\n```\n"
  }

  private func sentence(_ title: String) -> String { title.prefix(1).uppercased() + title.dropFirst() + "." }

  private func cell(_ text: String) -> String { text.split(separator: "|").joined(separator: "\\|") }
}

extension String {
  /// Without line breaks at the end.
  fileprivate var trimmedLines: String {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
