import Diagnostics
import Files
import Formats
import Foundation
import Testing

@testable import Documents

/// Whether `python3` can import openpyxl; reading a workbook back is skipped where it cannot.
private let openpyxlIsThere = (try? python(["-c", "import openpyxl"])) != nil

@Suite("Tables as data")
struct DataTablesTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "plumbline-\(UUID())").path
  private static let texts = NaughtyStrings.all.filter { !isBlank($0) }

  private static func sheet(_ name: String, _ sql: String, title: String? = nil) throws -> Template {
    try Template(
      name: name, path: "templates/sheets/\(name).md",
      text: "---\ntitle: \"\(title ?? name)\"\n---\n\n```sql table\n\(sql)\n```\n")
  }

  private let source = Answers([
    "select systems": .init(
      columns: ["Reference:anchor", "Name", "State:state", "Rate:number:optional", "Live:flag:optional"],
      rows: [
        ["stripe", "Stripe", "agreed", 100, 1], ["xero", .null, "proposed", .real(0.5), 0],
        ["=cmd|'/c calc'!A1", "2026-03-31", .null, .real(-2), .null],
      ]),
    "select flows": .init(
      columns: ["Reference:anchor", "Source:ref", "Note:optional", "Due:date:optional", "Class:optional"],
      rows: [
        ["F-1", "xero", "2026-03-31", "2026-03-31", .null], ["F-2", "nowhere", .null, "2026-02-30", "two"],
      ]),
    "select hours": .init(
      columns: ["What", "Hours:whole", "Share:percent"],
      rows: [
        ["all", .real(1817.81), .real(0.4829)], [.text(String(repeating: "word ", count: 60)), 3, .null],
      ]),
    "select texts": .init(
      columns: ["A", "B:code", "C:ref", "D:state"],
      rows: texts.map { [QueryValue](repeating: .text($0), count: 4) }),
  ])

  private func tables() throws -> DataTables {
    try DataTables(
      [
        Self.sheet("system", "select systems", title: "Systems"),
        Self.sheet("flow", "select flows", title: "Flows"),
        Self.sheet("hours", "select hours"),
        Self.sheet("text", "select texts", title: "A [very]: long/name of a sheet that must be cut"),
      ], source: source)
  }

  private let cover = DataTables.Cover(
    title: "Acme & Sons", client: "Acme", status: "Draft", created: 1_773_388_800, footer: "A & B",
    facts: [("Status", "Draft"), ("Client", "")])
  private static let many = (0..<40).map { "a-choice-\($0)" }

  private func write(_ name: String = "pack.xlsx") throws -> String {
    let path = Files.join(folder, name)
    try tables().writeSpreadsheet(to: path, cover) { table, column in
      switch (table, column) {
      case ("system", "State"): ["agreed", "proposed"]
      case ("flow", "Class"): Self.many
      default: []
      }
    }
    return path
  }

  @Test("CSV reads back as captured but for the apostrophe before what would run; nothing is an empty cell")
  func csv() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let paths = try tables().writeCSV(to: folder)
    #expect(paths.map { Files.name(of: $0) } == ["system.csv", "flow.csv", "hours.csv", "text.csv"])
    let rows = try paths.map { try CSV.parse(Files.read($0), file: $0).map { $0.map(\.text) } }
    #expect(
      rows[0] == [
        ["Reference", "Name", "State", "Rate", "Live"], ["stripe", "Stripe", "agreed", "100", "yes"],
        ["xero", "", "proposed", "0.5", "no"], ["'=cmd|'/c calc'!A1", "2026-03-31", "", "-2", ""],
      ])
    #expect(rows[2] == [["What", "Hours", "Share"], ["all", "1817.81", "0.4829"], [rows[2][2][0], "3", ""]])
    for (cell, text) in zip(rows[3].dropFirst().map { $0[0] }, Self.texts) {
      #expect(CSV.guarded(text) == cell)
      #expect(cell == text || cell == "'" + text)
    }
  }

  @Test(
    "a text that a spreadsheet would run is known by how it begins",
    arguments: [
      ("=1+1", "'=1+1"), ("+44 20", "'+44 20"), ("-", "'-"), ("@sum", "'@sum"), ("\t=1", "'\t=1"),
      ("\r\n=1", "'\r\n=1"), ("＝1", "'＝1"), ("'=1", "''=1"), ("''", "''"), ("it's", "it's"), ("a=1", "a=1"),
      ("", ""), ("1-2", "1-2"),
    ])
  func guarded(text: String, cell: String) {
    #expect(CSV.guarded(text) == cell)
  }

  @Test("JSON has numbers as numbers, yes and no as true and false, nothing as null")
  func json() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let nodes = try tables().writeJSON(to: folder).map { try JSON.parse(Files.read($0), file: $0) }
    #expect(nodes[0]["title"] == "Systems")
    #expect(nodes[0]["columns"]?.sequence?.count == 5)
    let rows = try #require(nodes[0]["rows"]?.sequence)
    #expect(rows[0]["Rate"] == 100)
    #expect(rows[0]["Live"] == true)
    #expect(rows[1]["Name"]?.isNull == true)
    #expect(nodes[2]["rows"]?.sequence?[0]["Hours"] == Node(1817.81))
    #expect(nodes[3]["rows"]?.sequence?.map { $0["A"]?.string } == Self.texts)
  }

  @Test(
    "an independent reader finds typed cells, links, filters, frozen headers and choices in the spreadsheet",
    .enabled(if: openpyxlIsThere, "python3 with openpyxl is not installed (apt-get install python3-openpyxl)"))
  func spreadsheet() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let book = try read(write())
    let systems = try #require(book["Systems"])
    #expect(systems["frozen"] == "B2", "the head and the reference stay in sight")
    #expect(systems["filter"] == "A1:E4")
    #expect(systems["repeated"] == "$1:$1")
    #expect(systems["choices"]?.sequence?.first?.sequence == ["\"agreed,proposed\"", "C2:C4"])
    let rows = try cells(systems)
    #expect(rows[1][3] == Read(100, "n"))
    #expect(rows[1][4] == Read("yes", "s"))
    #expect(rows[2][1] == Read("○ open", "s"), "nobody has decided it")
    #expect(rows[3][0] == Read("=cmd|'/c calc'!A1", "s"), "a text, and no formula")
    #expect(rows[3][1] == Read("2026-03-31", "s"), "a name, whatever it looks like")
    #expect(rows[3][4].value.isNull)
    let flows = try cells(#require(book["Flows"]))
    #expect(flows[1][1] == Read("xero", "s", link: "Systems!A3"))
    #expect(flows[1][2] == Read("2026-03-31", "s"))
    #expect(flows[1][3] == Read("2026-03-31", "date"))
    #expect(flows[2][3] == Read("2026-02-30", "s"), "no day of any calendar")
    #expect(flows[2][1] == Read("nowhere", "s"))
    let contents = try cells(#require(book["Contents"]))
    #expect(contents[1][0] == Read("About", "s", link: "About!A1"))
    #expect(contents[2][0] == Read("Systems", "s", link: "Systems!A1"))
    #expect(contents[3][1] == Read(2, "n"))
    let about = try cells(#require(book["About"]))
    #expect(about[1...2].map { $0[1] } == [Read("Draft", "s"), Read("○ open", "s")])
  }

  @Test(
    "numbers keep their digits and are shown as their columns say",
    .enabled(if: openpyxlIsThere, "python3 with openpyxl is not installed (apt-get install python3-openpyxl)"))
  func numberLooks() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sheet = try #require(try read(write())["hours"])
    let rows = try cells(sheet)
    #expect(rows[1][1] == Read(Node(1817.81), "n"))
    let looks = try #require(sheet["rows"]?.sequence?[1].sequence).map { $0["format"]?.string }
    #expect(looks[1...2] == ["#,##0", "0%"])
    let heights = try #require(sheet["heights"]?.sequence)
    #expect(heights[1].isNull, "one line is as high as it is")
    #expect(heights[2] == Node(90.0), "300 letters at 48 a line: six lines, of 15 points")
  }

  @Test(
    "choices that are too many for a rule stand on a sheet of their own",
    .enabled(if: openpyxlIsThere, "python3 with openpyxl is not installed (apt-get install python3-openpyxl)"))
  func manyChoices() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let book = try read(write())
    #expect(book["Flows"]?["choices"]?.sequence?.first?.sequence == ["'Choices'!$A$2:$A$41", "E2:E3"])
    let listed = try cells(#require(book["Choices"])).map { $0[0].value.string }
    #expect(listed == ["Flows: Class"] + Self.many)
  }

  @Test(
    "the workbook says what it is, and every page of it on paper",
    .enabled(if: openpyxlIsThere, "python3 with openpyxl is not installed (apt-get install python3-openpyxl)"))
  func properties() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let book = try read(write())
    let about = try #require(book[""])
    #expect(about["title"] == "Acme & Sons")
    #expect(about["status"] == "Draft")
    #expect(about["created"] == "2026-03-13T08:00:00")
    #expect(about["comments"]?.string?.contains("plumbline render") == true)
    let texts = try #require(book.mapping?.first { $0.key.hasPrefix("A ") }?.value)
    #expect(texts["footer"] == "A && B")
    #expect(texts["across"]?.sequence?.dropFirst() == [0, "landscape"], "as long as it is")
  }

  @Test(
    "hostile text stays text in a sheet",
    .enabled(if: openpyxlIsThere, "python3 with openpyxl is not installed (apt-get install python3-openpyxl)"))
  func hostile() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let book = try read(write())
    let name = try #require(book.mapping?.map(\.key).first { $0.hasPrefix("A ") })
    #expect(name.utf16.count <= 31)
    let rows = try cells(#require(book[name])).dropFirst()
    #expect(rows.count == Self.texts.count)
    for (row, text) in zip(rows, Self.texts) {
      for cell in row.prefix(3) {
        #expect(cell.type == "s")
        #expect(cell.value.string == asXML(readable(text)), "\(text.debugDescription)")
      }
    }
  }

  /// XML gives CR and CRLF as LF.
  private func asXML(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }

  @Test("the same tables give the same bytes")
  func sameBytes() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try Files.read(write("one.xlsx")) == Files.read(write("two.xlsx")))
  }

  @Test(
    "a sheet's template that is not one table is refused, with its place",
    arguments: [
      ("Words.", "not-one-table"), ("```sql value\nselect 1\n```", "not-one-table"),
      ("```sql table\nselect 1\n```\n\n```sql table\nselect 2\n```", "not-one-table"),
      ("```sql table\nselect :row\n```", "unknown-name"),
    ])
  func refusals(body: String, code: String) throws {
    let template = try Template(
      name: "x", path: "templates/sheets/x.md", text: "---\ntitle: X\n---\n\n\(body)\n")
    let error = #expect(throws: Diagnostic.self) { try DataTables([template], source: source) }
    #expect(error?.code == code)
    #expect(error?.place?.file == "templates/sheets/x.md")
  }

  @Test("what cannot be filled leaves nothing behind")
  func failure() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let tables = try DataTables([Self.sheet("x", "select nothing")], source: source)
    #expect(throws: Diagnostic.self) {
      try tables.writeSpreadsheet(to: Files.join(folder, "x.xlsx"), cover) { _, _ in [] }
    }
    #expect(throws: Diagnostic.self) { try tables.writeCSV(to: folder) }
    #expect(try Files.list(folder) == [])
  }

  // MARK: Reading back

  private struct Read: Equatable {
    var value: Node
    var type: String
    var link: String?

    init(_ value: Node, _ type: String, link: String? = nil) {
      self.value = value
      self.type = type
      self.link = link
    }
  }

  private func read(_ path: String) throws -> Node {
    let script = #filePath.replacing("DataTablesTests.swift", with: "read_xlsx.py")
    return try JSON.parse(Array(try python([script, path]).utf8), file: "read_xlsx.py")
  }

  private func cells(_ sheet: Node) throws -> [[Read]] {
    try #require(sheet["rows"]?.sequence).map { row in
      try #require(row.sequence).map { cell in
        Read(
          cell["value"] ?? .null, cell["type"]?.string ?? "",
          link: cell["link"]?.string?.replacing("'", with: ""))
      }
    }
  }
}

private struct PythonFailed: Error {}

/// What a Python program prints; an error when it cannot be run or fails.
private func python(_ arguments: [String]) throws -> String {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["python3"] + arguments
  let stdout = Pipe()
  process.standardOutput = stdout
  process.standardError = FileHandle.nullDevice
  try process.run()
  let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw PythonFailed() }
  return String(decoding: output, as: UTF8.self)
}
