import Digests

/// The page around the articles: it asks nothing of the network, and runs nothing but our own script.
struct HTMLPage {
  var cover: Cover
  var theme: Theme
  var documents: [DocumentHead]
  /// How the page is styled and where its links lead.
  var kind: Kind

  enum Kind {
    /// Everything in one file, with this style.
    case whole(style: Stylesheet)
    /// One of the files of a site, about the document of this index or, with nil, about the pack.
    case part(plan: SitePlan, document: Int?, title: String?)
  }

  /// Where a site keeps what its pages share.
  static let (styleFile, scriptFile, indexFile) = ("assets/pack.css", "assets/pack.js", "assets/search.js")

  static let script = String(decoding: PackageResources.page_js, as: UTF8.self)
  private static let scriptHash = hash("\n" + script)

  /// Appends everything before the first article.
  func begin(_ output: inout Output) {
    appendHead(&output)
    let branded = theme.logo == nil ? "" : " class=branded"
    output.append("<body\(branded)>\n<a class=skip href=\"#main:\">Skip to the text</a>\n")
    appendRail(&output)
    output.append("<main id=\"main:\">\n")
    switch kind {
    case .whole, .part(_, document: nil, _): appendCover(&output)
    case .part: break
    }
  }

  /// Appends everything after the last article.
  func end(_ output: inout Output) {
    output.append("<footer>")
    output.appendHTML(HTMLPage.imprint(cover))
    output.append("</footer>\n</main>\n</body>\n</html>\n")
  }

  /// The line at the foot of the page, and of every printed page.
  static func imprint(_ cover: Cover) -> String {
    let digest = cover.digest.map { $0.count > 30 ? $0.prefix(23) + "…" : $0 }
    return [cover.version, cover.standing, cover.date, digest, cover.confidentiality].compactMap { $0 }
      .joined(separator: " · ")
  }

  /// What is at the head of every printed page.
  static func runningTitle(_ cover: Cover) -> String {
    [cover.title, cover.client].compactMap { $0 }.joined(separator: " – ")
  }

  // MARK: Head

  private func appendHead(_ output: inout Output) {
    var root = "<html lang=en>"
    var sources: (style: String, script: String)
    var links: String
    switch kind {
    case .whole(let style):
      let text = "\n\(style.text)"
      sources = (HTMLPage.hash(text), HTMLPage.scriptHash)
      links = "<style>\(text)</style>\n<script>\n\(HTMLPage.script)</script>\n"
    case .part:
      root = "<html lang=en data-index=\"\(HTMLPage.indexFile)\">"
      // Browsers differ on whether a file is of one origin with the page beside it.
      sources = ("'self' file:", "'self' file:")
      links = """
        <link rel=stylesheet href="\(HTMLPage.styleFile)">
        <script src="\(HTMLPage.scriptFile)"></script>

        """
    }
    output.append(
      """
      <!DOCTYPE html>
      \(root)
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src \(sources.style); \
      script-src \(sources.script); img-src data:; base-uri 'none'; form-action 'none'">
      <meta name="generator" content="\(Pack.mark)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <title>
      """)
    output.appendHTML(title)
    output.append("</title>\n\(links)</head>\n")
  }

  private var title: String {
    var parts = [cover.title, cover.client]
    if case .part(_, let document, let section) = kind {
      parts = [section ?? document.map { documents[$0].title }] + parts
    }
    return parts.compactMap { $0 }.joined(separator: " – ")
  }

  /// What a Content-Security-Policy calls the one style or script it permits (CSP level 3, hash-source).
  static func hash(_ text: String) -> String {
    "'sha256-\(Base64.text(Digest(of: Array(text.utf8)).bytes))'"
  }

  // MARK: Rail

  private func appendRail(_ output: inout Output) {
    // Where no cover has the heading of the first level, the rail has it.
    let heading = if case .part(_, _?, _) = kind { "h1" } else { "p" }
    output.append("<nav class=rail aria-label=Contents><\(heading)><a href=\"")
    if case .part = kind { output.append("index.html") } else { output.append("#main:") }
    output.append("\">")
    output.appendHTML(cover.title)
    output.append("</a></\(heading)><div class=rail-tools></div><ol>\n")
    for (index, document) in documents.enumerated() {
      output.append("<li><a href=\"\(address(index))\"")
      if case .part(_, index, let section) = kind {
        output.append(" aria-current=\(section == nil ? "page" : "true")")
      }
      output.append(">")
      output.appendHTML(document.title)
      output.append("</a></li>\n")
    }
    output.append("</ol></nav>\n")
  }

  private func address(_ index: Int) -> String {
    switch kind {
    case .whole: "#\(HTMLInlines.id(document: documents[index].name))"
    case .part(let plan, _, _): plan.documents[index]
    }
  }

  // MARK: Cover

  private func appendCover(_ output: inout Output) {
    output.append("<header class=cover>")
    if let logo = theme.logo { append(logo, &output) }
    element("p", "k", "Integration specification", &output)
    element("h1", nil, cover.title, &output)
    if let client = cover.client { element("p", "client", "For \(client)", &output) }
    if let outcome = cover.outcome { element("p", "outcome", outcome, &output) }
    output.append("<p class=standing>")
    element("b", (cover.openBlockers ?? 0) > 0 ? "B" : "x", cover.standing, &output)
    if let version = cover.version { element("span", nil, version, &output) }
    if let date = cover.date { element("span", nil, date, &output) }
    output.append("</p>")
    if !cover.facts.isEmpty {
      output.append("<dl class=f>")
      for fact in cover.facts {
        output.append("<div>")
        append(titleOf: fact, &output)
        element("dd", nil, fact.value, &output)
        output.append("</div>")
      }
      output.append("</dl>")
    }
    if let line = cover.confidentiality { element("p", "note", line, &output) }
    appendInside(&output)
    if let digest = cover.digest { element("p", "digest", "Digest \(digest)", &output) }
    output.append("</header>\n")
  }

  /// The title of a figure leads to the document that has its table, where the pack has that.
  private func append(titleOf fact: Cover.Fact, _ output: inout Output) {
    guard let index = documents.firstIndex(where: { $0.name == fact.document }) else {
      return element("dt", nil, fact.title, &output)
    }
    output.append("<dt><a class=l href=\"\(address(index))\">")
    output.appendHTML(fact.title)
    output.append("</a></dt>")
  }

  private func append(_ logo: Logo, _ output: inout Output) {
    output.append("<div class=plate><img class=logo alt=\"")
    output.appendHTML(logo.words ?? cover.client ?? "Logo")
    output.append("\" src=\"\(logo.address)\"></div>")
  }

  /// The contents, as paper needs them, where there is no rail, and the first page of a site.
  private func appendInside(_ output: inout Output) {
    var style = "inside"
    if case .part = kind { style = "\"inside seen\"" }
    output.append("<div class=\(style)><p class=k>In this pack</p><ol>\n")
    for (index, document) in documents.enumerated() {
      output.append("<li>")
      if let audience = document.audience { element("span", nil, "for \(audience)", &output) }
      output.append("<a class=l href=\"\(address(index))\">\(index + 1) ")
      output.appendHTML(document.title)
      output.append("</a></li>\n")
    }
    output.append("</ol></div>")
  }

  private func element(_ name: String, _ style: String?, _ text: String, _ output: inout Output) {
    output.append(style.map { "<\(name) class=\($0)>" } ?? "<\(name)>")
    output.appendHTML(text)
    output.append("</\(name)>")
  }
}
