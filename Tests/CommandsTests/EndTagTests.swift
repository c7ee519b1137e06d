import Testing

@testable import Commands

@Suite("HTML for a reader that wants end tags")
struct EndTagTests {
  @Test(
    "has one for each cell, head and body of a table, and nothing else",
    arguments: [
      (
        "<table><thead><tr><th scope=col>A<th scope=col>B</thead><tbody>\n<tr><td>1<td>&lt;td></tr>\n</table><p>x</p>",
        "<table><thead><tr><th scope=col>A</th><th scope=col>B</th></tr></thead><tbody>\n"
          + "<tr><td>1</td><td>&lt;td></td></tr>\n</tbody></table><p>x</p>"
      ),
      ("<p>no table</p>", "<p>no table</p>"), ("", ""), ("<thead", "<thead"),
    ])
  func endTags(given: String, closed: String) {
    #expect(String(decoding: withEndTagsOfTables(Array(given.utf8)), as: UTF8.self) == closed)
  }
}
