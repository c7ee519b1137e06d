import Drawings
import Testing

@testable import Documents

@Suite("A page for a program that knows less than a browser")
struct PlainPageTests {
  private func page(_ body: String, style: String = ":root{--accent:#0a5a54}") -> String {
    String(decoding: PlainPage.page(Array("<style>\(style)</style>\(body)".utf8)), as: UTF8.self)
  }

  @Test(
    "has the value of a variable where its name was",
    arguments: [
      (":root{--a:#fff}b{color:var(--a)}", "b{color:#fff}"),
      (":root{--a:var(--b);--b:1px solid red}b{border:var(--a)}", "b{border:1px solid red}"),
      ("b{color:var(--none,rgb(1,2,3))}", "b{color:rgb(1,2,3)}"),
      (":root{--a:\"x;}y\",serif}b{font:1px var(--a)}", "b{font:1px \"x;}y\",serif}"),
      (":root{--a:1}@media (prefers-color-scheme:dark){:root{--a:2}}b{z-index:var(--a)}", "b{z-index:1}"),
      (
        ":root{--a:1}:root[data-colours=dark]{--a:2}@media print{:root{--a:3}}b{z-index:var(--a)}",
        "b{z-index:3}"
      ),
      (":root{--a:1}/* one's own */:root{/* and { */--a:2}b{z-index:var(--a)}", "b{z-index:2}"),
      ("b{color:var(--a", "b{color:"),
    ])
  func values(style: String, found: String) {
    let values = StyleValues(Array(style.utf8))
    #expect(String(decoding: values.resolved(Array(style.utf8)), as: UTF8.self).hasSuffix(found))
  }

  @Test("ends at variables that name one another")
  func circle() {
    let style = Array(":root{--a:var(--b);--b:var(--a)}b{color:var(--a)}".utf8)
    #expect(StyleValues(style).resolved(style).count < 1_000)
  }

  @Test("has no name of a variable left, and the style of drawings in each of them")
  func drawings() {
    let drawing = "<svg class=\"dr\" width=\"9\"><text>a</text></svg>"
    let plain = page(drawing + drawing)
    #expect(!plain.contains("var("))
    #expect(plain.components(separatedBy: "<svg class=\"dr\" width=\"9\"><style>.dr{").count == 3)
    #expect(plain.contains("stroke:#0a5a54"), "a drawing has the accent of the page")
  }

  @Test("leads to places whose names are written in per cent")
  func addresses() {
    let links = "<a href=\"#gap%208\">8 %</a><a href=\"https://a.example/%20\">b</a><code id=\"gap%208\">"
    let plain = page(links)
    #expect(plain.hasSuffix(links.replacing("#gap%208", with: "#gap%25208")))
  }

  @Test("without a style is left alone", arguments: ["", "<p>x</p>", "<style>a", "<svg "])
  func others(html: String) {
    #expect(PlainPage.page(Array(html.utf8)) == Array(html.utf8))
  }
}
