import Diagnostics
import Documents
import Testing

@testable import Drawings

@Suite("A drawing in a document")
struct DrawingTests {
  static let diagram = ["kind", "id", "label", "note", "style", "from", "to", "two_way", "ref"]

  static var two: Answers {
    Answers([
      "d": .init(
        columns: diagram,
        rows: [
          ["node", "a", "Stripe", "right", "record", nil, nil, nil, "stripe"],
          ["node", "b", "Xero", nil, nil, nil, nil, nil, nil],
          ["edge", nil, "Invoice", nil, "strong", "a", "b", 1, nil],
          ["edge", nil, nil, nil, nil, "a", nil, nil, nil],
        ]),
      "select ref": .init(columns: ["Reference:anchor"], rows: [["stripe"]]),
      "c": .init(
        columns: ["x", "y", "label"], rows: [[100, 10, "P10"], [200, 90, nil], [150, nil, "Limit"]]),
      "b": .init(
        columns: ["label", "series", "value", "note"],
        rows: [["A", "done", 3, "3 of 4"], ["A", "open", 1, nil], ["B", "done", 2, nil]]),
      "t": .init(columns: ["label", "low", "middle", "high"], rows: [["Team", 80, 100, 160]]),
      "g": .init(
        columns: ["row", "column", "mark", "word"],
        rows: [
          ["timeout", "F-1", "done", "handled"], ["timeout", "F-2", nil, nil],
          ["overload", "F-2", "open", nil],
        ]),
      "none": .init(columns: diagram, rows: []),
    ])
  }

  @Test("is outlined as its words")
  func outlined() throws {
    let text = "```sql diagram caption=\"Flows\"\nd\n```\n\n```sql chart=bars\nb\n```"
    #expect(
      try outline(text, source: Self.two) == #"""
        drawing "Flows" "A diagram of 3 boxes and 2 arrows."
          "Stripe (right)" " " ref("stripe") | "↔" | "Xero" | "Invoice"
          "Stripe (right)" " " ref("stripe") | "→" | "○ open" | "—"
        drawing "2 bars, one under the other."
          "A" | "3" | "1" | "3 of 4" | "██████████████████▒▒▒▒▒▒"
          "B" | "2" | "0" | "—" | "████████████"
        """#)
  }

  @Test("is Mermaid in Markdown where that says the same, and a table where it does not")
  func markdown() throws {
    let text =
      "```sql diagram caption=\"Flows\"\nd\n```\n\n```sql chart=tornado unit=\"hours\"\nt\n```\n\n```sql chart=grid\ng\n```"
    #expect(
      try pack(text, source: Self.two).document("page", as: .markdown) == """
        # Title

        **Flows**

        ```mermaid
        flowchart LR
          n0[["Stripe<br>right"]]
          n1["Xero"]
          n2{{"○ open"}}
          n0 <==>|"Invoice"| n1
          n0 --> n2
          classDef undecided stroke:#b97f1c,stroke-dasharray:2 3
          class n2 undecided
        ```

        | What | Low, hours | Middle, hours | High, hours |
        | --- | --: | --: | --: |
        | Team | 80 | 100 | 160 |

        | What | F-1 | F-2 |
        | --- | --- | --- |
        | timeout | ● handled | none |
        | overload | none | ○ open |

        """)
  }

  @Test("is SVG with a name and its words beside it in HTML; what nobody can lay out is words alone")
  func html() throws {
    let html = try pack(
      "## Sure\n\n```sql chart=curve unit=\"hours\"\nc\n```\n\n```sql diagram\nd\n```", source: Self.two
    )
    .document("page", as: .html)
    #expect(
      html.contains(
        "<figure class=\"fig curve\"><div class=ds role=region tabindex=0 aria-label=\"Chart – Sure\"><svg class=\"dr m4\" role=\"img\""
      ))
    #expect(html.contains("<desc id=\"page_2fsure:d1-d\">A rising curve. Marked: P10; Limit.</desc>"))
    #expect(html.contains("<details><summary>The same in words</summary><div class=\"t\" role=region"))
    #expect(
      html.contains(
        "<figure class=fig><p class=note>This pack was made without Graphviz, which lays drawings out. "
          + "In place of a drawing, the same in words:</p><div"))
  }

  @Test("links to places that the pack has")
  func links() throws {
    let source = Answers([
      "select ref": .init(columns: ["Reference:anchor"], rows: [["F-1"]]),
      "g": .init(
        columns: ["row", "column", "mark", "ref"],
        rows: [["a", "b", "done", "F-1"], ["a", "c", "done", "F-2"]]),
      "select ':anchor'": .init(columns: ["Reference:anchor"], rows: [["F-1"]]),
    ])
    let html = try pack("```sql table\nselect ':anchor'\n```\n\n```sql chart=grid\ng\n```", source: source)
      .document("page", as: .html)
    #expect(html.contains("<a class=\"da\" href=\"#F-1\">"))
    #expect(!html.contains("href=\"#F-2\""))
  }

  @Test("of nothing says so")
  func nothing() throws {
    #expect(
      try outline("```sql diagram empty=\"No flow.\"\nnone\n```", source: Self.two) == "paragraph \"No flow.\"")
  }

  @Test("of more rows than can be drawn says so, and stops nothing")
  func tooMany() throws {
    let rows = (0...5_000).map { [QueryValue.text("\($0)"), 1] }
    let source = Answers(["b": .init(columns: ["label", "value"], rows: rows)])
    #expect(
      try outline("```sql chart=bars\nb\n```", source: source)
        == "paragraph \"There are more than 5000 things to draw here, too many for one drawing.\"")
  }

  struct Mistake: CustomTestStringConvertible {
    var code: String
    var mode: String
    var columns: [String]
    var rows: [[QueryValue]] = []
    var says: String
    var testDescription: String { "\(code): \(says)" }
  }

  static let mistakes = [
    Mistake(
      code: "unknown-drawing-column", mode: "diagram", columns: ["kind", "lable"], says: "Did you mean `label`?"
    ),
    Mistake(code: "missing-drawing-column", mode: "diagram", columns: ["id"], says: "yields no column `kind`"),
    Mistake(code: "missing-drawing-column", mode: "chart=curve", columns: ["x"], says: "yields no column `y`"),
    Mistake(
      code: "bad-drawing-row", mode: "diagram", columns: ["kind", "id"], rows: [["nod", "a"]],
      says: "Did you mean `node`?"),
    Mistake(
      code: "bad-drawing-row", mode: "diagram", columns: ["kind"], rows: [["node"]], says: "needs an `id`"),
    Mistake(
      code: "bad-drawing-row", mode: "diagram", columns: ["kind"], rows: [[nil]], says: "`kind` is nothing"),
    Mistake(
      code: "bad-drawing-row", mode: "diagram", columns: ["kind", "id", "style"],
      rows: [["node", "a", "recrd"]],
      says: "Did you mean `record`?"),
    Mistake(
      code: "bad-drawing-row", mode: "diagram", columns: ["kind", "id", "from", "to"],
      rows: [["node", "alpha", nil, nil], ["edge", nil, "alpha", "alpah"]], says: "Did you mean `alpha`?"),
    Mistake(
      code: "bad-drawing-row", mode: "diagram", columns: ["kind", "id", "group"], rows: [["node", "a", "g"]],
      says: "no group has that id"),
    Mistake(
      code: "bad-drawing-row", mode: "chart=curve", columns: ["x", "y"], rows: [[1, 101]],
      says: "is to be 0 to 100"),
    Mistake(
      code: "bad-drawing-row", mode: "chart=curve", columns: ["x", "y"], rows: [[nil, 1]],
      says: "`x` is nothing"),
    Mistake(
      code: "bad-drawing-row", mode: "chart=bars", columns: ["label", "value"], rows: [["a", "many"]],
      says: "`value` is many, which is not a number"),
    Mistake(
      code: "bad-drawing-row", mode: "chart=bars", columns: ["label", "value"], rows: [["a", 1], ["b", -1]],
      says: "Row 2"),
    Mistake(
      code: "bad-drawing-row", mode: "chart=tornado", columns: ["label", "low", "middle", "high"],
      rows: [["a", 1, 2, 3], ["b", 1, 3, 4]], says: "not that of the first row"),
    Mistake(
      code: "bad-drawing-row", mode: "chart=grid", columns: ["row", "column", "mark"],
      rows: [["a", "b", "done"], ["a", "b", "open"]], says: "filled by a row before"),
    Mistake(
      code: "bad-drawing-row", mode: "chart=grid", columns: ["row", "column", "mark"],
      rows: [["a", "b", "dune"]],
      says: "Did you mean `done`?"),
  ]

  @Test("whose rows are wrong is named with file, line and column", arguments: mistakes)
  func wrong(_ mistake: Mistake) throws {
    let source = Answers(["q": .init(columns: mistake.columns, rows: mistake.rows)])
    let found = try #require(
      problem { _ = try outline("Text.\n\n```sql \(mistake.mode)\nq\n```", source: source) })
    #expect(found.code == mistake.code)
    #expect(found.place?.description == "templates/page.md:8:1")
    #expect((found.summary + found.notes.joined()).contains(mistake.says), "\(found)")
  }

  @Test(
    "whose fence is wrong is named with file, line and column",
    arguments: [
      ("chart", "unknown-chart", "the kinds are curve, tornado, bars, grid"),
      ("chart=pie", "unknown-chart", "`pie`"), ("chart=cruve", "unknown-chart", "Did you mean `curve`?"),
      ("diagram direction=\"up\"", "unknown-direction", "to the right or down"),
      ("diagram unit=\"h\"", "unknown-query-option", "caption, empty and direction"),
      ("diagarm", "unknown-query-mode", "Did you mean `diagram`?"),
    ])
  func fence(info: String, code: String, says: String) throws {
    let found = try #require(problem { _ = try template("```sql \(info)\nq\n```") })
    #expect(found.code == code && found.place?.description == "templates/page.md:5:1")
    #expect((found.summary + found.notes.joined(separator: " ")).contains(says), "\(found)")
  }
}
