import Diagnostics
import Documents
import Testing

@Suite("Beside what is open stands whom to ask")
struct OpenPointTests {
  private func outline(_ text: String, _ source: Answers, parameters: [String: QueryValue] = [:]) throws
    -> String
  {
    let gap = OpenPoint(
      about: "F-1", attribute: "mode", place: "gap 3", ask: "Ana", question: "How do they wait?", label: "gap 3"
    )
    let untested = OpenPoint(
      about: "F-1", attribute: "flow-untested", place: "gap 4", ask: nil, finder: "Ben", label: "gap 4")
    let waived = OpenPoint(about: "F-2", attribute: "mode", acceptedBy: "WV-1")
    let points = OpenPoints([gap, untested, waived]) { about, attributes in
      OpenPoint(
        about: about ?? "", attribute: attributes[0], place: "\(attributes[0]) of \(about ?? "all")",
        ask: about == "F-9" ? nil : "Cem")
    }
    let pack = try Pack(
      cover: Cover(title: "P"), templates: TemplateSet([template(text)]), source: source,
      parameters: parameters,
      openPoints: points)
    return try pack.document("page", as: .outline)
  }

  @Test(
    "of the gap, of the waiver, or else of whoever answers for the fact",
    arguments: [
      ("F-1", "Mode", "gap 3: ask Ana: How do they wait?\""),
      ("F-1", "Tests:refs:=flow-untested", "\"gap 4: Ben finds out whom to ask\""),
      ("F-1", "How:=mode", "gap 3: ask Ana: "), ("F-1", "How:=tests:=mode", "gap 3: ask Ana: "),
      ("F-2", "Mode", "\"accepted, WV-1\""),
      ("F-3", "Mode", "\"ask Cem\""), ("F-9", "Mode", "\"nobody is known to ask\""),
    ])
  func asked(ref: String, column: String, words: String) throws {
    let source = Answers(["select": .init(columns: ["ref", column], rows: [[.text(ref), nil]])])
    let shown = try outline("```sql table\nselect\n```", source)
    #expect(shown.contains(words), "\(shown)")
  }

  @Test("with the question a link away where the pack has it, and else in place")
  func question() throws {
    let columns = ["ref", "Mode"]
    let source = Answers([
      "select": .init(columns: columns, rows: [["F-1", nil]]),
      "gaps \"No.:anchor\"": .init(columns: ["No.:anchor"], rows: [["gap 3"]]),
    ])
    let led = try outline("```sql table\nselect\n```\n\n```sql table\ngaps \"No.:anchor\"\n```", source)
    #expect(led.contains(#""gap 3: ask Ana" to ref("gap 3" → 0#) noted "How do they wait?""#), "\(led)")
  }

  @Test("and of nobody where there is a value, or nothing is a proper answer")
  func settled() throws {
    let columns = ["ref", "Mode", "Growth:optional", "State:state"]
    let source = Answers(["select": .init(columns: columns, rows: [["F-1", "batch", nil, "agreed"]])])
    #expect(try !outline("```sql table\nselect\n```", source).contains("ask"))
  }

  @Test("of the fact in another column, where the attribute is that fact's")
  func ofAnother() throws {
    let source = Answers([
      "select": .init(
        columns: ["Reference:anchor", "Source field:ref", "Owner:ref:=source-field.owner"],
        rows: [["M-1", "a.b", nil]])
    ])
    let pack = try Pack(
      cover: Cover(title: "P"), templates: TemplateSet([template("```sql table\nselect\n```")]), source: source,
      openPoints: OpenPoints { about, attributes in
        OpenPoint(about: "", attribute: "", place: "x", ask: "\(attributes[0]) of \(about ?? "")")
      })
    #expect(try pack.document("page", as: .outline).contains("ask owner of a.b"))
  }

  @Test(
    "of the next place where the first is empty, in figures, in running text, and of the project where there is no fact"
  )
  func elsewhere() throws {
    let source = Answers([
      "rows": .init(
        columns: ["Row:anchor:optional", "Value:anchor", "Means"],
        rows: [[nil, "F-1", nil], [nil, "F-2", nil]]),
      "figure": .init(columns: ["Cost:number:=hourly-rate"], rows: [[nil]]),
      "one": .init(columns: ["client"], rows: [[nil]]),
    ])
    #expect(try outline("```sql table\nrows\n```", source).contains("\"means of F-2\""))
    #expect(try outline("```sql value\nfigure\n```", source).contains("\"hourly-rate of all\""))
    #expect(try outline("`sql one`", source).contains("\"client of all\""))
    #expect(try outline("`=v`", source, parameters: ["v": nil]).contains("\"v of all\""))
  }

  @Test("and a column that is not there is named with the nearest, at its place")
  func wrongColumn() throws {
    let source = Answers(["select  \"X:=sorce.owner\"": .init(columns: ["source", "X:=sorce.owner"], rows: [])])
    let found = try #require(
      problem { _ = try outline("```sql table\nselect\n \"X:=sorce.owner\"\n```", source) })
    #expect(found.notes.contains("Did you mean `source`?"))
    #expect(found.place == Place(file: "templates/page.md", line: 7, column: 2))
  }
}
