import Diagnostics
import Documents
import Files
import Foundation
import Testing

@Suite("A pack is written whole")
struct PackTests {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pack-\(UUID().uuidString)").path

  private func pack(_ source: Answers, only: [String]? = nil) throws -> Pack {
    let first = try template("See [all](second.md#all-of-it) and `=a:ref`.", name: "first")
    let second = try template("## All of it\n\n```sql table\nselect ':anchor'\n```", name: "second", order: 2)
    return try Pack(
      cover: Cover(
        title: "Acme </title>", client: "A & B", openBlockers: 2, date: "1 May", digest: "sha256 12",
        confidentiality: "</style><script>", facts: [.init("P50", "3 h")]),
      templates: TemplateSet([second, first]), documents: only, source: source, parameters: ["a": "EX-1 é"])
  }

  private let good = Answers([
    "select ':anchor'": .init(columns: ["Reference:anchor", "Hours:number"], rows: [["EX-1 é", 2]])
  ])

  @Test("Markdown: a file a document, and a README that leads to them")
  func markdown() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let paths = try pack(good).write(.markdown, to: folder)
    #expect(paths == ["README.md", "first.md", "second.md"].map { "\(folder)/\($0)" })
    let readme = try Files.text(paths[0])
    let mark = "<!-- Written by plumbline render; what is changed here is lost with the next. -->\n\n"
    #expect(readme.hasPrefix(mark + "# Acme \\</title>\n\nFor A & B\n\nDraft – 2 open blockers\n"))
    #expect(readme.contains("| 1 | [Title](first.md) | — | — |"))
    #expect(
      try Files.text(paths[1])
        == mark + "# Title\n\nSee [all](second.md#all-of-it) and [`EX-1 é`](second.md#all-of-it).\n")
    #expect(
      try Files.text(paths[2])
        == mark + "# Title\n\n## All of it\n\n| Reference | Hours |\n| --- | --: |\n| `EX-1 é` | 2 |\n")
  }

  @Test("HTML: one file that asks nothing of the network, runs nothing but ours, and links to rows")
  func html() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let paths = try pack(good).write(.html, to: folder)
    #expect(paths == ["\(folder)/index.html"])
    let text = try Files.text(paths[0])
    let page = HTMLText(text)
    #expect(page.unexpected == [])
    #expect(page.policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
    #expect(!page.policy.contains("unsafe") && !text.contains("url(") && !text.contains("@import"))
    #expect(
      text.components(separatedBy: "<script").count == 2 && text.components(separatedBy: "<style").count == 2)
    #expect(page.links.filter { $0.hasPrefix("#") }.allSatisfy { page.ids.contains(String($0.dropFirst())) })
    #expect(page.links.contains("#EX-1%20%C3%A9"))
    #expect(page.rows == [["EX-1 é", "2"]])
    #expect(text.contains("<table class=\"n2\">"))
  }

  @Test("a site: its pages share style, script and index, and link by names of files")
  func site() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let section = try template(
      "## Thing `=a:anchor`\n\nWords &lt;b>.\n\n## Rest\n\nSee `=a:ref`.\n", name: "first")
    let pack = try Pack(
      cover: Cover(title: "Acme"), templates: TemplateSet([section]), source: Answers([:]),
      parameters: ["a": "EX-1 é"])
    let paths = try pack.write(.site, to: folder)
    let names = [
      "index.html", "first-ex-1--.html", "first.html", "assets/pack.css", "assets/pack.js", "assets/search.js",
    ]
    #expect(paths == names.map { "\(folder)/\($0)" })
    let (part, whole) = (try Files.text(paths[1]), try Files.text(paths[2]))
    #expect(HTMLText(part).unexpected == [] && HTMLText(whole).unexpected == [])
    #expect(HTMLText(whole).links.contains("first-ex-1--.html#EX-1%20%C3%A9"))
    #expect(HTMLText(part).ids.contains("EX-1%20%C3%A9") && part.contains("Words &lt;b&gt;."))
    #expect(!whole.contains("Words"))
    #expect(HTMLText(part).policy.hasPrefix("default-src 'none'; style-src 'self' file:;"))
    let index = try Files.text(paths[5])
    #expect(
      index.contains(
        "[\"first-ex-1--.html#EX-1%20%C3%A9\",\"Title\",\"EX-1 é\",\"Thing \",\"Words \\u003cb\\u003e."))
  }

  @Test(
    "a file that is not of a pack is not replaced unasked", arguments: [Pack.Format.markdown, .html, .site])
  func strangers(format: Pack.Format) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let pack = try pack(good)
    try pack.refuseStrangers(format, in: folder)
    let path = try pack.write(format, to: folder)[0]
    try pack.refuseStrangers(format, in: folder)
    try Files.write(Array("# My own\n".utf8), to: path)
    let found = try #require(problem { try pack.refuseStrangers(format, in: folder) })
    #expect(found.code == "not-of-a-pack")
    #expect(found.place?.file == path)
  }

  @Test("a document that is left out is not linked to")
  func partialPack() throws {
    let text = try pack(good, only: ["first"]).document("first", as: .markdown)
    #expect(text == "# Title\n\nSee all and `EX-1 é`.\n")
  }

  @Test("a source that fails midway leaves the old file as it was", arguments: [Pack.Format.markdown, .html])
  func failure(format: Pack.Format) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let before = try pack(good).write(format, to: folder).last ?? ""
    let text = try Files.text(before)
    var asked = 0
    let failing = Answers { _, sql in
      asked += 1
      return asked > 2 ? nil : .init(columns: ["Reference:anchor"], rows: [["new"]])
    }
    let found = try #require(problem { _ = try pack(failing).write(format, to: folder) })
    #expect(found.code == "sql-error")
    #expect(try Files.text(before) == text)
    #expect(try Files.list(folder).allSatisfy { !$0.hasSuffix(".part") })
  }

  @Test("the same facts make the same bytes")
  func sameBytes() throws {
    for format in Pack.Format.allCases {
      #expect(try pack(good).document("second", as: format) == pack(good).document("second", as: format))
    }
  }

  @Test("a table of thirty columns names them for paper, whatever they are called")
  func columnsForPaper() throws {
    let titles = (1...30).map { "\($0) \";}</style>" }
    let source = Answers(["select 1": .init(columns: titles, rows: [titles.map { .text($0) }])])
    let text = try Documents.Pack(
      cover: Cover(title: "P"), templates: TemplateSet([template("```sql table\nselect 1\n```")]),
      source: source
    ).document("page", as: .html)
    let page = HTMLText(text)
    #expect(page.unexpected == [])
    #expect(page.rows == [titles])
    #expect(text.contains("--c30:\"30 \\22 \\3b \\7d \\3c \\2f style\\3e \"}"))
  }
}
