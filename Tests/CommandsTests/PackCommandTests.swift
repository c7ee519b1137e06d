import Diagnostics
import Foundation
import Testing

@testable import Commands

@Suite("The commands for templates")
struct TemplateCommandTests {
  private static let folder = FileManager.default.temporaryDirectory

  private func scratch() throws -> String {
    let path = Self.folder.appending(path: "templates-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  @Test("list the sixteen documents in their reading order")
  func sixteen() throws {
    let documents = try Stage().run("template list --json").json().filter { $0["what"] == "document" }
    #expect(documents.compactMap { $0["order"]?.int } == Array(1...16))
    #expect(documents.allSatisfy { $0["built-in"] == true })
  }

  @Test("show the source as it is")
  func show() throws {
    let outcome = try Stage().run("template show sign-off")
    #expect(outcome.out == (try String(contentsOfFile: Stage.root + "/templates/sign-off.md", encoding: .utf8)))
    #expect(try Stage().run("template show sing-off").err.contains("did you mean `sign-off`?"))
  }

  @Test("find nothing wrong with the method's own, on an empty workbook and on a furnished one")
  func ownAreSound() throws {
    #expect(try Stage().run("template check").status == .done)
    #expect(try Stage.furnished().run("template check").status == .done)
  }

  @Test("name everything that is wrong with a file, each with its line and column")
  func everythingWrong() throws {
    let folder = try scratch()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = """
      ---
      title: Mine
      ---

      `=nobody` said so.

      ```sql table
      select nam from flow
      ```

      ```sql table
      select ref as "Reference:anchr" from flow
      ```
      """
    try text.write(toFile: folder + "/mine.md", atomically: true, encoding: .utf8)
    let outcome = try Stage().run("template check \(folder)/mine.md")
    #expect(outcome.status == .data)
    for place in ["mine.md:5:2", "mine.md:8:8", "mine.md:12:1"] {
      #expect(outcome.err.contains(place), "\(place)")
    }
    #expect(outcome.err.contains("id you mean `name`?"))
    #expect(outcome.err.contains("Did you mean `anchor`?"))
  }

  @Test("begin a template that is sound, copy one of ours, and leave alone what is there")
  func begin() throws {
    let folder = try scratch()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let stage = try Stage(directory: folder, inMemory: false)
    try stage.play("init acme.plumb\ntemplate new my-risks\ntemplate new summary\ntemplate check")
    #expect(FileManager.default.fileExists(atPath: folder + "/method/templates/my-risks.md"))
    #expect(try stage.run("template new my-risks").status == .usage)
    #expect(try stage.run("template new ../out").status == .usage)
    let listed = try stage.run("template list --json").json().filter { $0["built-in"] == false }
    #expect(listed.compactMap { $0["ref"]?.string }.sorted() == ["my-risks", "summary"])
  }

  @Test("say beside what is open whom to ask, and lead to the question")
  func whomToAsk() throws {
    let folder = try scratch()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let stage = try Stage.furnished()
    try stage.play("render --to \(folder)")
    let page = try String(contentsOfFile: folder + "/index.html", encoding: .utf8)
    let contracts = try String(contentsOfFile: folder + "/integration-contracts.md", encoding: .utf8)
    #expect(page.contains(#/<b class=o>open</b> <a class=l href="\#gap%20(\d+)" title="[^"]+">gap \1: ask /#))
    #expect(contracts.contains(#/○ open \[gap \d+: ask Finance lead\]\(gaps\.md\#/#))
  }
}

@Suite("The pack of the sample")
struct SamplePackTests {
  /// The places and links of its page, and the facts of its workbook.
  private struct Found {
    var ids: Set<String> = []
    var links: [String] = []
    var facts: [(kind: String, ref: String)] = []
    /// What an independent reader says of page one.
    var untraced = ""
  }

  private static let found: Result<Found, any Error> = Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sample-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sample = Stage.root + "/workshops/sample"
    let stage = try Stage()
    try stage.play(
      "import openapi \(sample)/schemas/stripe.json --system stripe\nimport openapi \(sample)/schemas/xero.yaml --system xero"
    )
    for name in try FileManager.default.contentsOfDirectory(atPath: sample).sorted()
    where name.hasSuffix(".capture") {
      try stage.play("replay \(sample)/\(name)")
    }
    try stage.play("render --format md,html,csv,json --to \(folder)")
    let script = #filePath.replacing("PackCommandTests.swift", with: "trace_page_one.py")
    let tracing = Process()
    tracing.executableURL = URL(filePath: "/usr/bin/env")
    tracing.arguments = ["python3", "-B", script, folder]
    let output = Pipe()
    tracing.standardOutput = output
    tracing.standardError = output
    try tracing.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let page = try String(contentsOfFile: folder + "/index.html", encoding: .utf8)
    var found = Found(untraced: String(decoding: said, as: UTF8.self))
    for match in page.matches(of: /\ id="([^"]*)"/) { found.ids.insert(decoded(String(match.1))) }
    for match in page.matches(of: /href="#([^"]*)"/) { found.links.append(decoded(String(match.1))) }
    found.facts = try stage.workbook.reader().rows("SELECT kind, ref FROM item").rows.map {
      ($0[0].displayed ?? "", $0[1].displayed ?? "")
    }
    return found
  }

  private static func decoded(_ text: String) -> String { text.removingPercentEncoding ?? text }

  @Test("has a place for every fact")
  func places() throws {
    let found = try Self.found.get()
    // A field that is in no row and of which nobody has spoken is counted, not shown.
    let lost = found.facts.filter { $0.kind != "field" && !found.ids.contains($0.ref) }
    #expect(lost.isEmpty, "\(lost)")
    let fields = found.facts.filter { $0.kind == "field" && found.ids.contains($0.ref) }
    #expect(fields.count > 80)
  }

  @Test("has no number on page one that an independent reader does not find in its tables")
  func pageOne() throws {
    #expect(try Self.found.get().untraced == "")
  }

  @Test("leads nowhere in vain")
  func dangling() throws {
    let found = try Self.found.get()
    #expect(found.links.allSatisfy { found.ids.contains($0) })
  }

  @Test(
    "leads from a field to its rows, from rows to flows, from flows to all that belongs to them, and back",
    arguments: [
      "stripe.invoice.number", "M-17", "F-2", "EX-1", "T-1", "SG-1", "EF-1", "PM-1", "X-1", "AP-1", "CN-1",
    ])
  func isLedTo(ref: String) throws {
    #expect(try Self.found.get().links.contains(ref))
  }
}
