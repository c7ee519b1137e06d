import Diagnostics
import Formats
import Foundation
import Testing

@Suite("The trace of a process")
struct TraceCommandTests {
  private static let session = """
    add person Tom
    add person Ana
    add system Shop
    add system Books --business-owner tom
    add entity Bill
    add process "Bill a customer" --trigger "An order is shipped" --owner tom
    add process "Close the month"
    add step "Enters the bill" --process P-1 --order 2 --system shop --entity bill --resulting-state open
    add step "Packs" --process P-1 --order 1 --system shop --actor clerk
    add effect "The books mail" --step ST-1 --system books --class notification --decision suppress --owner ana
    add effect "The boss approves" --step ST-1 --class approval
    park "Who approves?" --about EF-2 --owner ana --due 2026-03-17
    """

  private func stage() throws -> Stage {
    let stage = try Stage()
    try stage.play(Self.session)
    return stage
  }

  @Test("lists the processes with their counts")
  func list() throws {
    let stage = try stage()
    let objects = try stage.run("trace --json").json()
    #expect(objects.map { $0["ref"] } == ["P-1", "P-2"])
    #expect(objects[0]["steps"] == 2 && objects[0]["effects"] == 2 && objects[0]["undecided"] == 1)
    #expect(objects[1]["steps"] == 0)
    #expect(try stage.run("trace").out.contains("Close the month"))
  }

  @Test("shows the steps in their order, and what is open in its place")
  func text() throws {
    let lines = try stage().run("trace P-1").out.split(separator: "\n").map(String.init)
    let place = { (text: String) in lines.firstIndex { $0.contains(text) } ?? -1 }
    #expect(place("1. Packs") < place("2. Enters the bill"))
    #expect(place("suppress: The books mail") < place("effect-suppressed-without-mechanism"))
    #expect(place("effect-suppressed-without-mechanism") < place("undecided, ask tom: The boss approves"))
    #expect(place("undecided, ask tom") < place("Who approves? · ask ana by 2026-03-17"))
    #expect(place("suppress: The books mail") >= 0)
  }

  @Test("leaves out what was waived")
  func waived() throws {
    let stage = try stage()
    try stage.play("waive effect-suppressed-without-mechanism EF-1 --reason \"agreed\"")
    #expect(try !stage.run("trace P-1").out.contains("effect-suppressed-without-mechanism"))
  }

  @Test("answers in JSON with everything in it")
  func json() throws {
    let process = try #require(try stage().run("trace P-1 --format json").json().first)
    let steps = try #require(process["steps"]?.sequence)
    #expect(steps.map { $0["ref"] } == ["ST-2", "ST-1"])
    let effects = try #require(steps[1]["effects"]?.sequence)
    #expect(effects.map { $0["decision"] } == ["suppress", "undecided"])
    #expect(effects[1]["open"]?.sequence?.contains { $0["name"] == "Q-1" } == true)
  }

  @Test("can be written into a file, by every format", arguments: ["text", "json", "dot", "mermaid"])
  func files(format: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let stage = try Stage(directory: folder.path)
    try stage.play(Self.session)
    let shown = try stage.run("trace P-1 --format \(format)").out
    let outcome = try stage.run("trace P-1 --format \(format) --to trace.out")
    #expect(outcome.status == .done && outcome.out.isEmpty)
    #expect(try String(contentsOf: folder.appending(path: "trace.out"), encoding: .utf8) == shown)
  }

  private static let hasGraphviz = FileManager.default.isExecutableFile(atPath: "/usr/bin/dot")

  @Test("is drawn by Graphviz, hostile names and all", .enabled(if: hasGraphviz, "Graphviz is not installed"))
  func drawn() throws {
    let stage = try stage()
    try stage.play("set P-1 --name '\"]; x [URL=\"javascript:alert(1)\"] <script> & \\N'")
    let outcome = try stage.run("trace P-1 --format svg")
    #expect(outcome.status == .done, "\(outcome.err)")
    #expect(outcome.out.contains("<svg") && outcome.out.contains("Enters the bill"))
    #expect(!outcome.out.contains("<script") && !outcome.out.contains("xlink:href"))
  }

  @Test("names the package when Graphviz is not there")
  func missing() throws {
    let stage = try Stage(variables: ["PATH": "/nonexistent"])
    try stage.play(Self.session)
    let outcome = try stage.run("trace P-1 --format svg")
    #expect(outcome.status == .data)
    #expect(outcome.err.contains("apt-get install graphviz"))
  }

  @Test(
    "refuses what is no process, and a format of nothing",
    arguments: ["trace ST-1", "trace P-9", "trace --format dot", "trace P-1 --format png"])
  func refused(line: String) throws {
    #expect(try stage().run(line).status == .usage)
  }

  @Test("draws nothing for whoever wants one fact a line")
  func plain() throws {
    let out = try stage().run("trace P-1 --plain").out
    #expect(out.contains("EF-1; effect of ST-1, ✕ suppress: The books mail"))
    #expect(!out.contains("│") && !out.contains("├"))
  }
}
