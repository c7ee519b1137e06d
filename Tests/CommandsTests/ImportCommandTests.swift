import Foundation
import Testing

@Suite("Importing an OpenAPI description")
struct ImportCommandTests {
  /// A folder with a description of the given objects, each with the given fields.
  private func folder(_ objects: [(String, [String])], references: [String] = []) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "plumbline-\(UUID())").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try write(objects, references, to: path)
    return path
  }

  private func write(_ objects: [(String, [String])], _ references: [String] = [], to folder: String) throws {
    let schemas = objects.map { name, fields in
      let properties =
        fields.map { "\"\($0)\": {\"type\": \"string\"}" }
        + references.map { "\"\($0)\": {\"$ref\": \"#/components/schemas/\($0)\"}" }
      return "\"\(name)\": {\"type\": \"object\", \"properties\": {\(properties.joined(separator: ","))}}"
    }
    let text = """
      {"openapi": "3.0.0", "info": {"title": "Books", "version": "1"}, "paths": {},
       "components": {"schemas": {\(schemas.joined(separator: ","))}}}
      """
    try text.write(toFile: folder + "/books.json", atomically: true, encoding: .utf8)
  }

  @Test("adds a system with its objects and fields, once")
  func adds() throws {
    let folder = try folder([("Invoice", ["Number", "Total"])])
    let stage = try Stage(directory: folder)
    #expect(
      try stage.run("import openapi books.json --system books").out.hasPrefix("3 added, 0 changed, 0 removed"))
    #expect(
      try stage.run("import openapi books.json --system books").out.hasPrefix("0 added, 0 changed, 0 removed"))
    #expect(
      try stage.run("list field --json").json().map { $0["ref"]?.string } == [
        "books.Invoice.Number", "books.Invoice.Total",
      ])
  }

  @Test("says what it would do, and does nothing, in a dry run")
  func dryRun() throws {
    let stage = try Stage(directory: try folder([("Invoice", ["Number"])]))
    #expect(try stage.run("import openapi books.json --system books --dry-run").out.contains("2 added"))
    let told = try stage.run("import openapi books.json --system books --dry-run --json -q").json()
    #expect(told.map { $0["ref"]?.string } == ["books"] && told[0]["added"]?.sequence?.count == 2)
    #expect(try stage.run("list system --json").json().isEmpty)
  }

  @Test("refuses what looks like half a file, unless it is meant")
  func half() throws {
    let folder = try folder([("Invoice", ["A", "B", "C"]), ("Contact", ["D", "E", "F"])])
    let stage = try Stage(directory: folder)
    try stage.play("import openapi books.json --system books")
    try write([("Invoice", ["A"])], to: folder)
    let refused = try stage.run("import openapi books.json --system books")
    #expect(refused.status == .data)
    #expect(refused.err.contains("lacks 6 of the 8 facts"))
    #expect(try stage.run("list field --json").json().count == 6)
    #expect(try stage.run("import openapi books.json --system books --remove").out.contains("6 removed"))
    #expect(try stage.run("list field --json").json().count == 1)
  }

  @Test("takes nothing away on the word of a file whose references lead nowhere")
  func adrift() throws {
    let folder = try folder([("Invoice", ["A", "B", "C", "D", "E", "F"])])
    let stage = try Stage(directory: folder)
    try stage.play("import openapi books.json --system books")
    try write([("Invoice", ["A", "B", "C", "D", "E"])], ["Contact"], to: folder)
    let refused = try stage.run("import openapi books.json --system books")
    #expect(refused.status == .data)
    #expect(refused.err.contains("leads to a schema that is not in the file"))
  }

  @Test("of some schemas leaves the others alone, also those whose names begin alike")
  func some() throws {
    let folder = try folder([("Invoice", ["A"]), ("Invoice.Line", ["B"])])
    let stage = try Stage(directory: folder)
    try stage.play("import openapi books.json --system books")
    #expect(
      try stage.run("import openapi books.json --system books --schemas Invoice").out
        .hasPrefix("0 added, 0 changed, 0 removed"))
    #expect(try stage.run("list field --json").json().count == 2)
  }

  @Test("keeps what people said against what the description says now")
  func keeps() throws {
    let folder = try folder([("Invoice", ["A", "B", "C", "D"])])
    let stage = try Stage(directory: folder)
    try stage.play(
      """
      import openapi books.json --system books
      set books.Invoice.A --type money
      set books.Invoice.D --meaning "said in the room"
      """)
    try write([("Invoice", ["A", "B", "C"])], to: folder)
    #expect(try stage.run("import openapi books.json --system books").status == .done)
    #expect(try stage.run("show books.Invoice.A --json").json()[0]["type"] == "money")
    #expect(try stage.run("show books.Invoice.D --json").json()[0]["meaning"] == "said in the room")
  }
}

@Suite("What was agreed")
struct AgreementTests {
  @Test(
    "is proposed again when a part of it changes",
    arguments: [
      ("--rule 'as it is'", "proposed"), ("--transform copy", "proposed"), ("--empty-rule 'send 0'", "agreed"),
      ("--rule 'as it is' --state agreed", "agreed"), ("--rule 'cents to units'", "agreed"),
      ("--rationale because", "agreed"), ("--rule 'as it is' --decided-by finance-lead", "agreed"),
    ])
  func reopened(change: String, state: String) throws {
    let stage = try Stage.furnished()
    try stage.play("set M-1 --decided-by finance-lead --decided-on 2026-03-05\nset M-1 \(change)")
    let row = try stage.run("show M-1 --json").json()[0]
    #expect(row["state"]?.string == state)
    #expect((row["decided-by"]?.string == nil) == (state == "proposed"))
  }
}

@Suite("The pack and the estimate, as commands")
struct PackCommandTests {
  @Test("are the same for the same workbook, seed and day")
  func same() throws {
    let stage = try Stage.furnished()
    let first = try stage.run("estimate --json --seed 7 --trials 2000")
    #expect(first.status == .done)
    #expect(try stage.run("estimate --json --seed 7 --trials 2000").out == first.out)
    let figures = try first.json()[0]
    let percentiles = ["p10", "p50", "p80", "p90"].compactMap { figures[$0]?.double }
    #expect(percentiles.count == 4 && percentiles == percentiles.sorted() && percentiles[0] > 0)
  }

  @Test("refuse trials and seeds that are none", arguments: ["--trials 0", "--trials abc", "--seed -1"])
  func refused(option: String) throws {
    #expect(try Stage.furnished().run("estimate \(option)").status == .usage)
  }

  @Test("write every document, or those named, and refuse what there is not")
  func render() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "plumbline-\(UUID())").path
    let stage = try Stage.furnished()
    #expect(try stage.run("render --to \(folder) -q").status == .done)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.contains("index.html") && files.contains("summary.md") && files.count == 18)
    #expect(try stage.run("render summary --format html --to \(folder)/one").status == .done)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/one") == ["index.html"])
    let wrong = try stage.run("render sumary --to \(folder)")
    #expect(wrong.status == .usage && wrong.err.contains("summary"))
    #expect(try stage.run("render --format odt --to \(folder)").status == .usage)
    #expect(try stage.run("render --to ''").status == .usage)
  }

  @Test("leave a stranger's file alone unless forced, and make a site when asked")
  func strangersAndSite() throws {
    let stage = try Stage()
    let folder = NSTemporaryDirectory() + "plumbline-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "<p>mine".write(toFile: folder + "/index.html", atomically: true, encoding: .utf8)
    let refused = try stage.run("render summary --format html --to \(folder) -q")
    #expect(refused.status == .usage && refused.err.contains("is not of a pack"))
    #expect(try String(contentsOfFile: folder + "/index.html", encoding: .utf8) == "<p>mine")
    let outcome = try stage.run("render summary --format html --multi --force --to \(folder) -q")
    #expect(outcome.status == .done && outcome.out.contains("\(folder)/assets/search.js"))
    #expect(try stage.run("render summary --format html --to \(folder) -q").status == .done)
  }

  @Test("show what is undecided as open, in place")
  func open() throws {
    let stage = try Stage.furnished()
    let folder = FileManager.default.temporaryDirectory.appending(path: "plumbline-\(UUID())").path
    try stage.play("render --format md --to \(folder) -q")
    let summary = try String(contentsOfFile: folder + "/summary.md", encoding: .utf8)
    #expect(summary.contains("- **Outcome:** ○ open"))
  }
}

@Suite("The beginning")
struct BeginningTests {
  @Test("cannot be taken back")
  func kept() throws {
    let stage = try Stage()
    let refused = try stage.run("undo")
    #expect(refused.status == .usage)
    #expect(try stage.run("show engagement --json").json().count == 1)
  }
}
