import Drawings

/// The page around the articles: one file that asks nothing of the network and runs nothing.
struct HTMLPage {
  var cover: Cover
  var documents: [DocumentHead]

  /// Appends everything before the first article.
  func begin(_ output: inout Output) {
    appendHead(&output)
    output.append("<body>\n<a class=skip href=\"#main\">Skip to the text</a>\n")
    appendRail(&output)
    output.append("<main id=main>\n")
    appendCover(&output)
  }

  /// Appends everything after the last article.
  func end(_ output: inout Output) {
    output.append("<footer>")
    output.appendHTML(imprint)
    output.append("</footer>\n</main>\n</body>\n</html>\n")
  }

  /// The line at the foot of the page, and of every printed page.
  private var imprint: String {
    [cover.title, cover.standing, cover.date, cover.digest, cover.confidentiality].compactMap { $0 }
      .joined(separator: " · ")
  }

  private func appendHead(_ output: inout Output) {
    output.append(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
      base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <title>
      """)
    output.appendHTML([cover.title, cover.client].compactMap { $0 }.joined(separator: " – "))
    output.append("</title>\n<style>\n\(Stylesheet.screen)\(Stylesheet.states)\(Stylesheet.columns)")
    output.append(Drawing.stylesheet + Stylesheet.drawings)
    output.append("\(Stylesheet.print)@page{@bottom-left{content:\(cssString(imprint))}}\n</style>\n</head>\n")
  }

  private func appendRail(_ output: inout Output) {
    output.append("<nav class=rail aria-label=Contents><p><a href=\"#main\">")
    output.appendHTML(cover.title)
    output.append("</a></p><ol>\n")
    for document in documents {
      output.append("<li><a href=\"#\(HTMLInlines.id(document: document.name))\">")
      output.appendHTML(document.title)
      output.append("</a></li>\n")
    }
    output.append("</ol></nav>\n")
  }

  private func appendCover(_ output: inout Output) {
    output.append("<header class=cover>")
    element("p", "k", "Integration specification", &output)
    element("h1", nil, cover.title, &output)
    if let client = cover.client { element("p", "client", "For \(client)", &output) }
    output.append("<p class=standing>")
    element("b", (cover.openBlockers ?? 0) > 0 ? "B" : "x", cover.standing, &output)
    if let date = cover.date { element("span", nil, date, &output) }
    if let digest = cover.digest { element("code", nil, digest, &output) }
    output.append("</p>")
    if !cover.facts.isEmpty {
      output.append("<dl class=f>")
      for fact in cover.facts {
        output.append("<div>")
        element("dt", nil, fact.title, &output)
        element("dd", nil, fact.value, &output)
        output.append("</div>")
      }
      output.append("</dl>")
    }
    if let line = cover.confidentiality { element("p", "note", line, &output) }
    appendInside(&output)
    output.append("</header>\n")
  }

  /// The contents as paper needs them, where there is no rail.
  private func appendInside(_ output: inout Output) {
    output.append("<div class=inside><p class=k>In this pack</p><ol>\n")
    for (index, document) in documents.enumerated() {
      output.append("<li>")
      if let audience = document.audience { element("span", nil, "for \(audience)", &output) }
      output.append("\(index + 1) ")
      output.appendHTML(document.title)
      output.append("</li>\n")
    }
    output.append("</ol></div>")
  }

  private func element(_ name: String, _ style: String?, _ text: String, _ output: inout Output) {
    output.append(style.map { "<\(name) class=\($0)>" } ?? "<\(name)>")
    output.appendHTML(text)
    output.append("</\(name)>")
  }
}
