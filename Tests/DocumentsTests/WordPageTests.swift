import Foundation
import Testing

@testable import Documents

@Suite("The page for a word processor")
struct WordPageTests {
  private func word(_ body: String, showsDrawings: Bool = true) -> WordPage {
    let head = "<html><head><title>Scope – Acme</title><style>:root{--accent:#123456}</style></head>"
    let page =
      "\(head)<body><nav class=rail>no</nav><main id=\"main:\">\(body)</main><footer>v1 &amp; more</footer></body>"
    return WordPage(Array(page.utf8), showsDrawings: showsDrawings)
  }

  private func text(_ page: WordPage) -> String { String(decoding: page.page, as: UTF8.self) }

  @Test(
    "says with styles and markup what a browser is told by classes",
    arguments: [
      ("<h2 id=\"a/\">A</h2>", "<h1 id=\"p1\">A</h1>\n"),
      ("<p>one\ntwo</p>", "<p>one<br>two</p>\n"),
      ("<b class=o>open</b>", "<span data-custom-style=\"State open\">&#160;○&#160;open&#160;</span>"),
      ("<b>bold</b>", "<b>bold</b>"),
      ("<code id=\"gap%208\">gap 8</code>", "<span id=\"p1\"></span><code>gap 8</code>"),
      (
        "<a href=\"#x\">x</a><code id=\"x\">x</code>",
        "<a href=\"#p1\">x</a><span id=\"p1\"></span><code>x</code>"
      ),
      ("<a class=l href=\"https://e.org\" title=\"t\">x</a>", "<a href=\"https://e.org\">x</a>"),
      ("<nav class=c><ul><li>no</li></ul></nav>", ""), ("<script>no</script>", ""),
      ("<time>2026-03-17</time>", "2026-03-17"),
      ("<figcaption id=\"c\">T</figcaption>", "<div data-custom-style=\"Table Title\"><p>T</p></div>\n"),
    ])
  func words(html: String, found: String) {
    let page = text(word(html))
    #expect(page.hasSuffix("<body>\n\(found)</body></html>\n"), "\(page)")
  }

  @Test("has tables as wide as the paper, numbers on the right, and room where somebody signs")
  func tables() {
    let page = text(
      word(
        """
        <table class="n2"><colgroup><col class=y20><col class=y60></colgroup><thead><tr><th>A</th><th>B</th></tr></thead>\
        <tbody><tr><td>a</td><td>1</td></tr></tbody></table>\
        <table class="sg"><thead><tr><th>Who</th></tr></thead><tbody><tr><td>…</td></tr></tbody></table>
        """))
    #expect(page.contains("<colgroup><col style=\"width:25.0%\"><col style=\"width:75.0%\"></colgroup>"))
    #expect(page.contains("<td>a</td><td style=\"text-align:right\">1</td>"))
    #expect(page.contains("<th>Who</th>"))
    #expect(page.contains("<td><div data-custom-style=\"Table Signature\"><p>…</p></div></td>"))
  }

  @Test("turns the sections of documents with wide tables, and the paper of the last stands in the reference")
  func sections() {
    let wide = "<article><div class=\"t w u\"><table></table></div></article>"
    let page = word("<article><p>a</p></article>\(wide)<article><p>b</p></article>\(wide)")
    let ends = text(page).components(separatedBy: "w:sectPr&gt;").filter { $0.contains("w:pgSz") }
    #expect(ends.map { $0.contains("landscape") } == [false, false, true, false], "the cover's is the first")
    #expect(ends.map { $0.contains("titlePg") } == [true, false, false, false])
    #expect(String(decoding: page.reference, as: UTF8.self).contains("w:orient=\"landscape\""))
  }

  @Test("shows drawings as pictures that stand alone, or the same in words")
  func drawings() {
    let figure = """
      <figure class=fig><div class=ds><svg class="dr tall" viewBox="0 0 100 900" width="100" height="900">\
      <title>T</title><desc>D "q"</desc><path class="n"/></svg></div><details><summary>s</summary><p>words</p></details></figure>
      """
    let page = word("<article><p>a</p>\(figure)</article>")
    #expect(page.drawings.map(\.name) == ["drawing-1"])
    let svg = String(decoding: page.drawings[0].svg, as: UTF8.self)
    #expect(svg.contains("xmlns=\"http://www.w3.org/2000/svg\"><style>.dr{") && svg.contains("stroke:#123456"))
    #expect(!svg.contains("var("))
    #expect(text(page).contains("<img src=\"drawing-1.png\" alt=\"T: D 'q'\" width="))
    #expect(!text(page).contains("words"))
    let plain = word("<article><p>a</p>\(figure)</article>", showsDrawings: false)
    #expect(plain.drawings.isEmpty && text(plain).contains("<p>words</p>") && !text(plain).contains("<img"))
  }

  @Test("keeps contents that Word can renew, and key figures as a table")
  func cover() {
    let page = text(
      word(
        """
        <header class=cover><p class=k>Kind</p><h1>Scope</h1><dl class=f><div><dt>Hours</dt><dd>9</dd></div><div><dt>Cost</dt>\
        <dd>8</dd></div></dl><div class=inside><p class=k>In this pack</p><ol>
        <li><span>for all</span><a class=l href="#a/">1 A &amp; B</a></li>
        <li><a class=l href="#b/">2 C</a></li>
        </ol></div></header><article><p class=k>1 · For all</p><h2 id="a/">A &amp; B</h2></article>
        """))
    #expect(page.contains("<title>Scope</title>"))
    #expect(page.contains("<th>Hours</th><th>Cost</th></tr></thead>"))
    #expect(page.contains("TOC \\o &quot;1-1&quot;"))
    #expect(page.contains("1 A &amp;amp; B"))
    #expect(!page.contains("for all") && page.contains("w:anchor=&quot;p1&quot;"))
    #expect(page.contains("<h1 id=\"p1\">A &amp; B</h1>"))
    #expect(page.contains("<div data-custom-style=\"Eyebrow\"><p>1 · For all</p></div>"))
  }

  @Test("takes its styles from a file that others can read, with what every page says")
  func reference() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).docx")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(word("<p>x</p>").reference).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      import sys, zipfile, xml.dom.minidom
      z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
      for n in z.namelist(): xml.dom.minidom.parseString(z.read(n))
      print(z.read('word/footer1.xml').decode(), z.read('word/styles.xml').decode())
      """, file.path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(said.contains("v1 &amp; more") && said.contains("123456"))
    #expect(!said.contains("ACCENT") && !said.contains("STATES"))
  }

  @Test(
    "of anything ends",
    arguments: ["", "<", "<main", "<main><svg ", "<main><table><td", "<style>", "<main><a href=\"#"])
  func anything(html: String) {
    #expect(!WordPage(Array(html.utf8), showsDrawings: true).page.isEmpty)
  }

  @Test(
    "has the sums of a ZIP archive right",
    arguments: [("", 0), ("123456789", 0xCBF4_3926)] as [(String, UInt32)])
  func sums(text: String, sum: UInt32) {
    #expect(Archive.sum(Array(text.utf8)) == sum)
  }
}
