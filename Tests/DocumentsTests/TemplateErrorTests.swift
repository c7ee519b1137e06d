import Diagnostics
import Documents
import Method
import Testing

@Suite("What is wrong in a template is named with its place")
struct TemplateErrorTests {
  struct Case: CustomTestStringConvertible {
    var code: String
    var text: String
    /// Line in the text, counted without the front matter.
    var line: Int
    var column: Int
    var note: String?
    var testDescription: String { code }
  }

  static let unreadable: [Case] = [
    Case(code: "raw-html", text: "Fine.\n\n<script>alert(1)</script>", line: 3, column: 1),
    Case(code: "raw-html", text: "Some <b>bold</b>", line: 1, column: 6),
    Case(code: "raw-html", text: "<!-- remark -->", line: 1, column: 1),
    Case(code: "picture-in-template", text: "é ![x](https://e.org/x.png)", line: 1, column: 3),
    Case(code: "link-refused", text: "[x](javascript:alert(1))", line: 1, column: 1),
    Case(code: "link-refused", text: "[x](data:text/html,x)", line: 1, column: 1),
    Case(code: "link-refused", text: "[x](../secret.md)", line: 1, column: 1),
    Case(code: "title-in-body", text: "# Title again", line: 1, column: 1, note: "`##`"),
    Case(
      code: "unknown-query-mode", text: "a\n\n```sql tabel\nselect 1\n```", line: 3, column: 1,
      note: "Did you mean `table`?"),
    Case(
      code: "unknown-query-option", text: "```sql table capton=x\nselect 1\n```", line: 1, column: 1,
      note: "Did you mean `caption`?"),
    Case(code: "open-quote", text: "```sql table caption=\"x\nselect 1\n```", line: 1, column: 1),
    Case(code: "partial-not-named", text: "```sql each\nselect 1\n```", line: 1, column: 1),
    Case(code: "empty-query", text: "```sql table\n```", line: 2, column: 1),
    Case(code: "query-inside-block", text: "- a\n\n  ```sql table\n  select 1\n  ```", line: 3, column: 3),
    Case(code: "open-fence", text: "a\n\n```sql table\nselect 1\n\n## b", line: 3, column: 1),
    Case(code: "open-fence", text: "~~~~sql value\nselect 1\n~~~", line: 1, column: 1),
    Case(code: "unknown-query-mode", text: "```SQL tabel\nselect 1\n```", line: 1, column: 1, note: "`table`"),
    Case(code: "bad-placeholder", text: "Hé `=a b`", line: 1, column: 5),
    Case(
      code: "unknown-column-kind", text: "Hé `=a:stat`", line: 1, column: 5, note: "Did you mean `state`?"),
    Case(code: "nested-too-deeply", text: String(repeating: ">", count: 5000), line: 1, column: 40),
  ]

  @Test("when it is read", arguments: unreadable)
  func reading(_ example: Case) throws {
    let found = try #require(problem { _ = try template(example.text) })
    #expect(found.code == example.code)
    #expect(found.place?.description == "templates/page.md:\(example.line + 4):\(example.column)")
    if let note = example.note { #expect(found.notes.joined().contains(note)) }
  }

  static let unfillable: [Case] = [
    Case(code: "unknown-column", text: "Of `=cliemt`.", line: 1, column: 5, note: "Did you mean `client`?"),
    Case(
      code: "unknown-column", text: "| a |\n|---|\n| é `=cliemt` |", line: 3, column: 6,
      note: "Did you mean `client`?"),
    Case(
      code: "unknown-column", text: "```sql table\nselect ':no', \":x\" -- :y\n  from t where a = :cliant\n```",
      line: 3, column: 20, note: "Did you mean `client`?"),
    Case(code: "sql-error", text: "```sql table\nselect x from t\n```", line: 2, column: 8),
    Case(code: "sql-error", text: "In `sql select x from t` it is", line: 1, column: 16),
    Case(code: "several-rows", text: "`sql select two`", line: 1, column: 6),
    Case(code: "several-columns", text: "`sql select wide`", line: 1, column: 6),
    Case(
      code: "unknown-column-kind", text: "```sql table\nselect kind\n```", line: 2, column: 1,
      note: "Did you mean `number`?"),
    Case(code: "unknown-partial", text: "```sql each=lime\nselect 1\n```", line: 1, column: 1, note: "`line`"),
    Case(code: "unknown-document", text: "See [x](pages.md).", line: 1, column: 5, note: "`page`"),
    Case(
      code: "unknown-column", text: "```sql each=line\nselect none\n```", line: -4, column: 2,
      note: "Did you mean `name`?"),
    Case(code: "partial-in-itself", text: "```sql each=loop\nselect 1\n```", line: -4, column: 1),
  ]

  @Test("when it is filled", arguments: unfillable)
  func filling(_ example: Case) throws {
    let source = Answers([
      "select two": .init(columns: ["x"], rows: [[1], [2]]),
      "select wide": .init(columns: ["x", "y"], rows: [[1, 2]]),
      "select kind": .init(columns: ["x:numbr"], rows: [[1]]),
      "select none": .init(columns: ["name"], rows: []),
    ])
    let found = try #require(
      problem {
        _ = try pack(
          example.text, partials: ["line": "`=nme`", "loop": "```sql each=loop\nselect 1\n```"],
          source: source, parameters: ["client": "Acme"]
        ).document("page", as: .outline)
      })
    #expect(found.code == example.code)
    #expect(found.place?.line == max(example.line + 4, 1))
    #expect(found.place?.column == example.column)
    if let note = example.note { #expect(found.notes.joined().contains(note)) }
  }

  @Test("everything that is wrong is reported, not the first thing")
  func everything() throws {
    let found = try #require(problem { _ = try template("<b>\n\n![x](y)\n\n[z](javascript:1)") })
    #expect(found.notes.filter { $0.hasPrefix("Also templates/page.md:") }.count == 2)
  }

  @Test(
    "front matter is checked",
    arguments: [
      ("Text", "no-front-matter"), ("---\ntitle: x\n", "open-front-matter"),
      ("---\norder: 1\n---\n", "document-without-title"),
      ("---\ntitle: x\norder: soon\n---\n", "bad-front-matter"),
      ("---\ntitle: x\naudiense: y\n---\n", "unknown-front-matter"), ("---\n- x\n---\n", "bad-front-matter"),
    ])
  func frontMatter(text: String, code: String) throws {
    let found = try #require(problem { _ = try Template(name: "a", path: "a.md", text: text) })
    #expect(found.code == code)
    if code == "unknown-front-matter" {
      #expect(found.place == Place(file: "a.md", line: 3, column: 1))
      #expect(found.notes.contains("Did you mean `audience`?"))
    }
  }

  @Test(
    "and lines may end as on another system",
    arguments: ["\r\n", "\r"])
  func lineEnds(end: String) throws {
    let text = ["---", "title: T", "---", "", "`=a:stat`", ""].joined(separator: end)
    let found = try #require(problem { _ = try Template(name: "a", path: "a.md", text: text) })
    #expect(found.place == Place(file: "a.md", line: 5, column: 2))
    let partial = try #require(
      problem { _ = try Partial(name: "a", path: "a.md", text: "x" + end + end + "`=a:stat`") })
    #expect(partial.place == Place(file: "a.md", line: 3, column: 2))
  }

  @Test(
    "a check finds what a rendering would only leave out",
    arguments: [
      ("[x](other.md#seccond)", "unknown-heading", 4, 1, "Did you mean `second`?"),
      ("```sql value sources=\"other.md#first\"\nselect\n```", "unknown-heading", 4, 1, nil),
      ("```sql table\nselect \"w:=ownr\"\n```", "unknown-attribute", 5, 8, "Did you mean `owner`?"),
    ] as [(String, String, Int, Int, String?)])
  func checked(text: String, code: String, line: Int, column: Int, note: String?) throws {
    let source = Answers([
      "select \"w:=ownr\"": .init(columns: ["w:=ownr"], rows: []), "select": .init(columns: ["n"], rows: [[1]]),
    ])
    let files = [("page", text), ("other", "## Second\n\nx")].map { name, text in
      MethodFile(
        section: .templates, name: name, folder: nil, path: "\(name).md", origin: .builtIn,
        text: "---\ntitle: T\n---\n" + text)
    }
    let problems = try TemplateSet.problems(files, attributes: ["owner"]) { source }
    #expect(problems.map(\.code) == [code])
    #expect(problems.first?.place == Place(file: "page.md", line: line, column: column))
    if let note { #expect(problems.first?.notes.contains(note) == true) }
  }

  @Test("two templates of one name are refused")
  func twice() throws {
    let found = try #require(
      problem { _ = try TemplateSet([template("a", name: "x"), template("b", name: "x")]) })
    #expect(found.code == "template-twice")
  }

  @Test("a document that is not there is named with the nearest")
  func unknownDocument() throws {
    let found = try #require(problem { _ = try pack("x").document("pag", as: .markdown) })
    #expect(found.notes.contains("Did you mean `page`?"))
  }
}
