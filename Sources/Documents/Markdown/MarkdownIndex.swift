/// The README.md of a pack: its cover, and the way to each document.
struct MarkdownIndex {
  var cover: Cover
  var documents: [DocumentHead]
  var files: [String]

  func append(to output: inout Output) {
    output.append("# ")
    text(cover.title, &output)
    let lines = [
      cover.client.map { "For \($0)" }, cover.outcome, cover.standing, cover.date, cover.digest,
      cover.confidentiality,
    ]
    for line in lines.compactMap({ $0 }) {
      output.append("\n\n")
      text(line, &output, startsLine: true)
    }
    output.append("\n")
    if !cover.facts.isEmpty { appendFacts(&output) }
    output.append("\n| | Document | For | In it |\n| --: | --- | --- | --- |\n")
    for (index, document) in documents.enumerated() {
      output.append("| \(index + 1) | [")
      text(document.title, &output)
      output.append("](\(percentEncoded(files[index]))) | ")
      text(document.audience ?? "—", &output)
      output.append(" | ")
      text(document.summary ?? "—", &output)
      output.append(" |\n")
    }
  }

  private func appendFacts(_ output: inout Output) {
    output.append("\n|")
    for fact in cover.facts { appendTitle(of: fact, &output) }
    output.append("\n|\(String(repeating: " --: |", count: cover.facts.count))\n|")
    for fact in cover.facts { cell(fact.value, &output) }
    output.append("\n")
  }

  private func appendTitle(of fact: Cover.Fact, _ output: inout Output) {
    guard let index = documents.firstIndex(where: { $0.name == fact.document }) else {
      return cell(fact.title, &output)
    }
    output.append(" [")
    text(fact.title, &output)
    output.append("](\(percentEncoded(files[index]))) |")
  }

  private func cell(_ value: String, _ output: inout Output) {
    output.append(" ")
    text(value, &output)
    output.append(" |")
  }

  private func text(_ text: String, _ output: inout Output, startsLine: Bool = false) {
    output.appendMarkdown(text, MarkdownPosition(startsLine: startsLine, atStart: true, atEnd: true))
  }
}
