import Foundation
import Testing

@Suite("The built program")
struct ProgramTests {
  @Test("tells its version")
  func version() throws {
    let outcome = try Program(false).run("--version")
    #expect(outcome.status == 0)
    #expect(outcome.out.hasPrefix("plumbline "))
    #expect(outcome.err.isEmpty)
  }

  @Test("ends with the status that scripts rely on")
  func statuses() throws {
    let program = try Program()
    #expect(program.folder.names == ["acme.plumb"])
    #expect(try program.run("add", "system", "Stripe").status == 0)
    #expect(try program.run("check", "--fail-on", "blocker").status == 1)
    #expect(try program.run("frobnicate").status == 2)
    #expect(try program.run("add", "system", "Stripe").status == 2)
    #expect(try program.run("list", "system", "--workbook", "none.plumb").status == 3)
    try Data("Dear Sir".utf8).write(to: URL(filePath: program.folder.child("notes.txt")))
    #expect(try program.run("list", "system", "-w", "notes.txt").status == 3)
  }

  @Test("puts data on standard output and talk on standard error")
  func streams() throws {
    let program = try Program()
    let added = try program.run("add", "system", "Stripe")
    #expect(added.out == "stripe\n")
    #expect(added.err.isEmpty)
    let refused = try program.run("show", "strpe")
    #expect(refused.out.isEmpty)
    #expect(refused.err.contains("did you mean `stripe`?"))
    #expect(!refused.err.contains("\u{1B}"), "no colour without a terminal")
  }

  @Test(
    "asks nothing without a terminal, whatever is missing",
    arguments: [
      ["add", "person"], ["workshop", "start", "kick-off"], ["map"], ["waive", "field-without-owner"], ["init"],
      ["import", "openapi"],
    ])
  func noPrompt(words: [String]) throws {
    let program = try Program()
    let process = program.process(words)
    let silent = Pipe()
    process.standardInput = silent
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // The pipe stays open: a program that asked would wait for ever.
    process.waitUntilExit()
    // What could have been asked is unanswered; what no question would have brought is wrong use.
    #expect(process.terminationStatus == (["add", "workshop"].contains(words[0]) ? 4 : 2))
    try silent.fileHandleForWriting.close()
  }

  @Test("ends in peace when nobody reads on")
  func closedPipe() throws {
    let program = try Program()
    let outcome = try program.shell(
      "set -o pipefail; \"$plumbline\" help add field | head -1; \"$plumbline\" list system --json | true")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.err.isEmpty)
  }

  @Test("says so when its output cannot be written")
  func fullOutput() throws {
    let outcome = try Program().shell("\"$plumbline\" --version > /dev/full")
    #expect(outcome.status == 3)
    #expect(outcome.err.contains("No space left on device"))
  }

  @Test("stands still at the clock it is given")
  func epoch() throws {
    var program = try Program(false)
    program.variables["SOURCE_DATE_EPOCH"] = "1780000000"
    _ = try program.run("init", "acme.plumb")
    #expect(try program.run("history", "--json").out.contains("2026-05-28T20:26:40Z"))
  }

  @Test(
    "works where its folder's name is strange",
    arguments: ["with space", "żółć", "-dash", "per%cent?", "quo'te"])
  func strangeFolders(name: String) throws {
    let program = try Program(false)
    try FileManager.default.createDirectory(
      atPath: program.folder.child(name), withIntermediateDirectories: true)
    #expect(try program.run("init", "./\(name)/acme.plumb").status == 0)
    #expect(try program.run("add", "system", "Stripe", "-w", "./\(name)/acme.plumb").out == "stripe\n")
  }
}
