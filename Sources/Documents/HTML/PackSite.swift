import Diagnostics
import Digests
import Files

/// The pack as a site of linked files, which works from a folder as from a server.
extension Pack {
  /// Writes the site and answers the paths, the one to open first in front. What all pages share, and the first
  /// page, come last: they hold what is only known when everything is written.
  func writeSite(to folder: String) throws(Diagnostic) -> [String] {
    let plan = SitePlan(survey, names: templates.map(\.name))
    let site = try Site(in: folder, plan: plan, cover: cover, theme: theme, documents: heads)
    let inlines = HTMLInlines(links: Links(survey), documents: templates.map(\.name), site: plan)
    let writer = try fill(range(nil), SiteWriter(site, htmlWriter(to: Output(), inlines, for: range(nil))))
    return try site.finish(paper: writer.paper)
  }
}

/// The files of a site as they are written.
final class Site {
  let plan: SitePlan
  private let folder: String
  private let cover: Cover
  private let theme: Theme
  private let documents: [DocumentHead]
  private let index: Replacement
  private var indexed = 0
  private var hash = RunningDigest()
  private var paths: [String] = []

  /// Begins a site; its index of search grows with it.
  init(
    in folder: String, plan: SitePlan, cover: Cover, theme: Theme, documents: [DocumentHead]
  ) throws(Diagnostic) {
    (self.folder, self.plan, self.cover, self.theme) = (folder, plan, cover, theme)
    self.documents = documents
    index = try Replacement(Files.join(folder, HTMLPage.indexFile))
    try index.write("/* Written by plumbline render. */\nwindow.plumblineIndex=[\n".utf8)
  }

  /// Adds an entry that search finds.
  func enter(_ address: String, group: String, ref: String, name: String, text: String) throws(Diagnostic) {
    let strings = [address, group, ref, name, text].map(javaScriptString).joined(separator: ",")
    try index.write("\(indexed == 0 ? "" : ",\n")[\(strings)]".utf8)
    indexed += 1
  }

  /// Begins a page about a document, or about a section of it.
  func page(of document: Int, title: String?) -> HTMLPage {
    HTMLPage(
      cover: cover, theme: theme, documents: documents,
      kind: .part(plan: plan, document: document, title: title))
  }

  /// Puts a finished page in its place. Its bytes count towards the digest of the site.
  func keep(_ bytes: [UInt8], as file: String) throws(Diagnostic) {
    hash.update(bytes)
    let path = Files.join(folder, file)
    try Files.write(bytes, to: path)
    paths.append(path)
  }

  /// Writes what all pages share, and the first page.
  func finish(paper: Paper) throws(Diagnostic) -> [String] {
    try index.write("\n];\n".utf8)
    try index.commit()
    let cover = cover.identified(by: hash.digest.description)
    let style = Stylesheet(
      palette: theme.palette, imprint: HTMLPage.imprint(cover), title: HTMLPage.runningTitle(cover),
      documents: nil, paper: paper)
    try Files.write(Array(style.text.utf8), to: Files.join(folder, HTMLPage.styleFile))
    try Files.write(Array(HTMLPage.script.utf8), to: Files.join(folder, HTMLPage.scriptFile))
    let page = HTMLPage(
      cover: cover, theme: theme, documents: documents, kind: .part(plan: plan, document: nil, title: nil))
    var output = Output()
    page.begin(&output)
    page.end(&output)
    let first = Files.join(folder, "index.html")
    try Files.write(output.bytes, to: first)
    let shared = [HTMLPage.styleFile, HTMLPage.scriptFile, HTMLPage.indexFile]
    return [first] + paths + shared.map { Files.join(folder, $0) }
  }
}

/// A string of JavaScript that is also safe within HTML and in any line (ECMA-262, string literals).
func javaScriptString(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\", "<", ">", "&", "\u{2028}", "\u{2029}":
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    case "\n", "\t", "\r": result += " "
    case "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
      result += "\\u" + String(scalar.value, radix: 16)
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
