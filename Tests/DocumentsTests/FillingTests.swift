import Diagnostics
import Documents
import Testing

@Suite("Templates are filled in the tree")
struct FillingTests {
  @Test("prose stays as it is")
  func prose() throws {
    let text = """
      ## Two *ways* here

      A `code` and a [link](https://example.org).
      Next line.

      - one
      - two

      > said

      ```json
      {}
      ```
      """
    #expect(
      try outline(text) == """
        heading 2 #two-ways-here "Two " emphasis("ways") " here"
        paragraph "A " code("code") " and a " link(https://example.org "link") "." ↵ "Next line."
        list tight
          item
            paragraph "one"
          item
            paragraph "two"
        quote
          paragraph "said"
        code json "{}\\n"
        """)
  }

  @Test("a table shows titles, kinds, and what is undecided")
  func table() throws {
    let source = Answers([
      "select ref as \":anchor\" from field": .init(
        columns: ["ref:anchor", "Owner", "Length:number:optional", "State:state", "entity_ref"],
        rows: [["f-1", "Ann", 12, "agreed", "invoice"], ["f-2", nil, nil, "  ", ""]])
    ])
    let text = "```sql table caption=\"All fields\"\nselect ref as \":anchor\" from field\n```"
    #expect(
      try outline(text, source: source) == """
        rows "All fields" [Reference:anchor, Owner:text, Length:number:optional, State:state, Entity:ref]
          anchor("f-1") | "Ann" | "12" | agreed("agreed") | ref("invoice")
          anchor("f-2") | open("open") | "—" | open("open") | open("open")
        """)
  }

  @Test(
    "a table without rows says so", arguments: [("", "None recorded."), (" empty=\"No field.\"", "No field.")])
  func emptyTable(option: String, words: String) throws {
    let source = Answers(["select 1": .init(columns: ["one"], rows: [])])
    #expect(try outline("```sql table\(option)\nselect 1\n```", source: source) == "paragraph \"\(words)\"")
  }

  @Test("a partial is filled once a row, and its queries get the row's columns")
  func each() throws {
    let source = Answers { parameters, sql in
      switch sql {
      case "select * from entity":
        .init(columns: ["ref", "name"], rows: [["invoice", "Invoice"], ["payment", "Payment"]])
      case "select f from field where entity = :ref":
        .init(columns: ["f"], rows: parameters["ref"] == "invoice" ? [["total"]] : [])
      default: nil
      }
    }
    let partial = """
      ## `=name` `=ref:anchor`

      For `=client`.

      ```sql table
      select f from field where entity = :ref
      ```
      """
    #expect(
      try outline(
        "```sql each=entity\nselect * from entity\n```", partials: ["entity": partial], source: source,
        parameters: ["client": "Acme"]) == """
          heading 2 #invoice-invoice "Invoice" " " anchor("invoice")
          paragraph "For " "Acme" "."
          rows [F:text]
            "total"
          heading 2 #payment-payment "Payment" " " anchor("payment")
          paragraph "For " "Acme" "."
          paragraph "None recorded."
          """)
  }

  @Test("items of one partial make one list")
  func listsJoin() throws {
    let source = Answers(["select n from t": .init(columns: ["n"], rows: [["a"], ["b"]])])
    #expect(
      try outline("```sql each=line\nselect n from t\n```", partials: ["line": "- `=n`"], source: source) == """
        list tight
          item
            paragraph "a"
          item
            paragraph "b"
        """)
  }

  @Test("a condition is a partial over a query with one row or none")
  func condition() throws {
    let source = Answers(["select 1": .init(columns: ["one"], rows: [])])
    let text = "```sql each=line empty=\"Nothing is open.\"\nselect 1\n```"
    #expect(
      try outline(text, partials: ["line": "Some are."], source: source) == "paragraph \"Nothing is open.\"")
  }

  @Test("a link gives way to the links of the value in it: none stands in another")
  func linkInLink() throws {
    #expect(
      try outline("[of `=who:ref`](https://example.org)", parameters: ["who": "ann"])
        == #"paragraph "of " ref("ann")"#)
  }

  @Test("values stand in headings, links and cells")
  func inlineValues() throws {
    let source = Answers(["select count(*) from gap": .init(columns: ["count(*)"], rows: [[3]])])
    let text = """
      ## `sql select count(*) from gap` gaps

      [of `=client`](https://example.org)

      | Client | State |
      | --- | --- |
      | `=client` | `=nobody:state` |
      """
    #expect(
      try outline(text, source: source, parameters: ["client": "Acme", "nobody": nil]) == """
        heading 2 #3-gaps "3" " gaps"
        paragraph link(https://example.org "of " "Acme")
        table ["Client", "State"]
          "Acme" | open("open")
        """)
  }

  @Test("`sql value` shows the figures of one row, and those of none as open")
  func figures() throws {
    let source = Answers([
      "select 1": .init(columns: ["P50", "P80"], rows: [[12, 20]]),
      "select 2": .init(columns: ["Sponsor"], rows: []),
    ])
    #expect(
      try outline("```sql value\nselect 1\n```\n\n```sql value\nselect 2\n```", source: source) == """
        figures
          "P50" "12"
          "P80" "20"
        figures
          "Sponsor" open("open")
        """)
  }

  @Test("a captured value is text, whatever it looks like")
  func valuesAreText() throws {
    let value = "## <b>*x*</b> | `=client` [a](b) ```sql"
    #expect(
      try outline("`=v`", parameters: ["v": .text(value)]) == "paragraph \"\(value)\"")
  }

  @Test("words in round brackets stand in place of a reference; elsewhere brackets are text")
  func wordsForReferences() throws {
    let source = Answers([
      "select 1": .init(
        columns: ["a:ref", "b:refs", "c:code", "d"],
        rows: [["(none needed)", "(not asked)", "(none)", "(x)"], ["(a", "a)", "b", "c"]])
    ])
    #expect(
      try outline("```sql table\nselect 1\n```", source: source) == """
        rows [A:ref, B:refs, C:code, D:text]
          "none needed" | "not asked" | code("(none)") | "(x)"
          ref("(a") | ref("a)") | code("b") | "c"
        """)
  }

  @Test("references lead to their anchor in any document, headings before tables")
  func references() throws {
    let source = Answers([
      "select ':anchor'": .init(columns: ["ref:anchor", "rel:refs"], rows: [["a", "b, c"], ["b", "a"]]),
      "select 2": .init(columns: ["ref:ref"], rows: [["a"], ["b"], ["c"]]),
    ])
    let first = try template(
      "## Used\n\n```sql table\nselect 2\n```\n\n```sql table\nselect ':anchor'\n```", name: "one")
    let second = try template("## The `=first:anchor`", name: "two", order: 2)
    let pack = try Pack(
      cover: Cover(title: "P"), templates: TemplateSet([second, first]), source: source,
      parameters: ["first": "a"])
    #expect(
      try pack.document("one", as: .outline) == """
        document one "Title"
          heading 2 #used "Used"
          rows [Reference:ref]
            ref("a" → 1#the-a)
            ref("b" → 0#used)
            ref("c")
          rows [Reference:anchor, Rel:refs]
            ref("a" → 1#the-a) | ref("b" → 0#used) ", " ref("c")
            anchor("b") | ref("a" → 1#the-a)

        """)
    #expect(try pack.document("two", as: .outline).contains("heading 2 #the-a \"The \" anchor(\"a\")"))
  }

  @Test("the survey asks only for the anchors, and leaves out what holds none")
  func survey() throws {
    let source = Answers([
      "select a as \":anchor\" -- all": .init(columns: [":anchor", "x"], rows: [["r", "y"]]),
      "select plain": .init(columns: ["x"], rows: []),
    ])
    _ = try pack(
      "```sql table\nselect plain\n```\n\n```sql table\nselect a as \":anchor\" -- all\n```", source: source)
    #expect(
      source.asked == [
        "select a as \":anchor\" -- all", "select \":anchor\" from (select a as \":anchor\" -- all )",
      ])
  }
}
