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
    /// What a fact's row or section leads to.
    var around: [String: Set<String>] = [:]
    /// Pairs of facts that must lead to each other, by what they are.
    var pairs: [(what: String, one: String, other: String)] = []
    /// What stands around each open value that leads to no question.
    var unasked: [String] = []
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
    found.around = surroundings(page)
    found.pairs = try stage.workbook.reader().rows(pairs).rows.map {
      ($0[0].displayed ?? "", $0[1].displayed ?? "", $0[2].displayed ?? "")
    }
    found.unasked = unasked(page)
    return found
  }

  /// Which facts belong together: the way from a field to what proves that it arrives.
  private static let pairs = """
    SELECT 'field and mapping', f.ref, m.ref FROM mapping_field x JOIN field f ON f.id = x.field_id
      JOIN mapping m ON m.id = x.mapping_id WHERE m.state <> 'not-needed'
    UNION ALL SELECT 'mapping and flow', m.ref, f.ref FROM flow_fact x JOIN mapping m ON m.id = x.fact_id
      JOIN flow f ON f.id = x.flow_id WHERE m.state NOT IN ('rejected', 'not-needed')
    UNION ALL SELECT 'value mapping and flow', m.ref, f.ref FROM flow_fact x JOIN value_mapping m ON m.id = x.fact_id
      JOIN flow f ON f.id = x.flow_id
    UNION ALL SELECT 'flow and exception', flow, ref FROM exception WHERE flow IS NOT NULL
    UNION ALL SELECT 'field and exception', field, ref FROM exception WHERE field IS NOT NULL
    UNION ALL SELECT 'exception and test', of, ref FROM test WHERE of_id IN (SELECT id FROM exception)
    UNION ALL SELECT 'mapping and test', of, ref FROM test WHERE of_id IN (SELECT id FROM mapping)
    UNION ALL SELECT 'value mapping and test', of, ref FROM test WHERE of_id IN (SELECT id FROM value_mapping)
    UNION ALL SELECT 'flow and test', of, ref FROM test WHERE of_id IN (SELECT id FROM flow)
    UNION ALL SELECT 'effect and test', of, ref FROM test WHERE of_id IN (SELECT id FROM effect)
    UNION ALL SELECT 'flow and signal', flow, ref FROM signal
    UNION ALL SELECT 'entity and flow', entity, ref FROM flow WHERE entity IS NOT NULL
    """

  /// What the row that a fact's reference stands in leads to, and the section that its heading begins.
  private static func surroundings(_ page: String) -> [String: Set<String>] {
    var around: [String: Set<String>] = [:]
    func note(_ text: Substring, of ids: [String]) {
      let led = text.matches(of: /href="#([^"]*)"/).map { decoded(String($0.1)) }
      for id in ids { around[id, default: []].formUnion(led) }
    }
    for row in page.split(separator: "\n") where row.hasPrefix("<tr>") {
      // A row of a fact that has its place elsewhere begins with a link to it.
      let own = row.matches(of: /<code id="([^"]*)">/).map { decoded(String($0.1)) }
      let first = row.prefixMatch(of: /<tr><td><a href="#([^"]*)">/).map { [decoded(String($0.1))] } ?? []
      note(row, of: own + first)
    }
    for section in page.components(separatedBy: "<h3 class=own ").dropFirst() {
      let own = section.components(separatedBy: "<h3")[0]
      let ids = own.matches(of: /<code id="([^"]*)">/).map { decoded(String($0.1)) }
      guard let id = ids.first else { continue }
      note(own[...], of: [id])
      // What stands in a fact's own section is there at once, and leads to all that the section does.
      around[id, default: []].formUnion(ids)
      note(own[...], of: ids.filter { $0.hasPrefix("X-") })
      for inner in ids { around[inner, default: []].insert(id) }
    }
    return around
  }

  /// What stands around each open value of a page beside which nobody is named to be asked.
  fileprivate static func unasked(_ page: String) -> [String] {
    page.matches(of: /<b class=o>open<\/b>/).compactMap { match in
      let rest = page[match.range.upperBound...].prefix(200)
      if rest.hasPrefix(" <a class=l href=\"#") { return nil }
      // Questions and conditions are open by what was captured, and have their words and their owner in the same row.
      let row = page[..<match.range.lowerBound].components(separatedBy: "<tr>").last ?? ""
      if row.contains("<code id=\"CN-") || row.contains("<code id=\"Q-") { return nil }
      return String(row.suffix(200)) + "open" + rest
    }
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

  @Test("leads from a field to its mappings, to their flows, to exceptions and to tests, and all the way back")
  func bothWays() throws {
    let found = try Self.found.get()
    #expect(Set(found.pairs.map(\.what)).count >= 10)
    let broken = found.pairs.flatMap { what, one, other in
      [(one, other), (other, one)].filter { found.around[$0.0]?.contains($0.1) != true }
        .map { "\(what): \($0.0) does not lead to \($0.1)" }
    }
    #expect(broken.isEmpty, "\(broken.count) of \(found.pairs.count): \(broken.prefix(20))")
  }

  @Test("names beside every open value whom to ask, and leads to the question")
  func asksEverywhere() throws {
    let unasked = try Self.found.get().unasked
    #expect(unasked.isEmpty, "\(unasked.count): \(unasked.prefix(5))")
  }

  @Test(
    "names whom to ask in a scope of little or nothing too, leads nowhere in vain, and leaves no section without a word",
    arguments: [
      "", "add entity Invoice", "add flow Paid", "add process Billing", "add exception Late", "add system Xero",
      "add person Ana --roles facilitator",
      "add system Xero\nadd representation xero.Invoice\nadd field xero.Invoice.Total --scope in",
      Stage.session,
    ])
  func littleOrNothing(session: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "little-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let stage = try Stage()
    try stage.play(session + "\nrender --to \(folder)")
    let page = try String(contentsOfFile: folder + "/index.html", encoding: .utf8)
    // Where nobody is known at all there is nobody to lead to, and the words say so.
    let unasked = Self.unasked(page).filter { !$0.contains(/open (nobody is known to ask|.* finds out whom)/) }
    #expect(unasked.isEmpty, "\(unasked.prefix(5))")
    let ids = Set(page.matches(of: /\ id="([^"]*)"/).map { Self.decoded(String($0.1)) })
    let vain = page.matches(of: /href="#([^"]*)"/).map { Self.decoded(String($0.1)) }.filter {
      !ids.contains($0)
    }
    #expect(vain.isEmpty, "\(vain)")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".md") {
      let lines = try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n")
      for (line, next) in zip(lines, lines.dropFirst() + ["# end"])
      where line.hasPrefix("#") && next.hasPrefix("#") {
        // A heading of a deeper level is what its section begins with, and so is that of a fact.
        #expect(
          next.contains("`") || next.prefix { $0 == "#" }.count > line.prefix { $0 == "#" }.count,
          "\(name): nothing under \(line)")
      }
      let dashes = lines.indices.filter { lines[$0].hasPrefix("| --") || lines[$0].hasPrefix("| :-") }
      for index in dashes {
        #expect(index + 1 < lines.count && lines[index + 1].hasPrefix("|"), "\(name): a table without rows")
      }
      #expect(!lines.contains("None recorded."), "\(name) does not say what was not recorded")
    }
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
