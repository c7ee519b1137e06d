import CommandLineKit
import Diagnostics
import Foundation
import Testing

@Suite("Completion")
struct CompletionTests {
  func complete(_ words: [String]) -> [String] {
    sample.complete(words) { kind, _ in
      switch kind {
      case "field": ["stripe.invoice.id", "stripe.invoice.total", "erp.bill.id"]
      case "person": ["dana", "dana k", "lee"]
      case "ref": ["EX-1", "stripe"]
      default: []
      }
    }.candidates.map(\.word)
  }

  @Test(
    "Words, values and options are offered where they may stand",
    arguments: [
      ([""], ["init", "add", "map", "show", "workshop", "help"]),
      (["a"], ["add"]),
      (["--json", "i"], ["init"]),
      (["add", ""], ["field", "system"]),
      (["add", "f"], ["field"]),
      (["help", "w"], ["workshop"]),
      (["help", "workshop", ""], ["start", "end"]),
      (["workshop", "start", ""], ["kick-off", "inventory"]),
      (["workshop", "start", "kick-off", ""], []),
      (["map", "st"], ["stripe.invoice.id", "stripe.invoice.total"]),
      (["map", "x", "erp"], ["erp.bill.id"]),
      (["map", "x", "y", "erp"], ["erp.bill.id"]),
      (["show", ""], ["EX-1", "stripe"]),
      (["show", "x", ""], []),
      (["map", "--state", ""], ["proposed", "agreed", "rejected"]),
      (["map", "--state", "a"], ["agreed"]),
      (["map", "--state=a"], ["--state=agreed"]),
      (["map", "--state=agreed", "--st"], []),
      (["map", "--note", "x", "--no"], ["--note", "--no-input"]),
      (["add", "field", "x", "--owner", "d"], ["dana", "dana k"]),
      (["add", "field", "--owner=l"], ["--owner=lee"]),
      (["add", "field", "--req"], ["--required"]),
      (["add", "field", "--no-r"], ["--no-required"]),
      (["add", "field", "--required", ""], ["yes", "no", "unknown"]),
      (["add", "field", "--required", "u"], ["unknown"]),
      (["init", "--f"], ["--force"]),
      (["init", "--bogus", "--f"], ["--force"]),
      (["nonsense", ""], []),
      (["show", "--", "--"], []),
      (["--he"], ["--help"]),
      ([], ["init", "add", "map", "show", "workshop", "help"]),
    ])
  func offers(words: [String], expected: [String]) {
    #expect(complete(words) == expected)
  }

  @Test("A file is left to the shell")
  func files() {
    #expect(sample.complete(["--workbook", "x"]).paths == .file)
    #expect(sample.complete(["--workbook=x"]).paths == .file)
    #expect(sample.complete(["--workbook", ""]).text == ":file\n")
  }

  @Test("The beginning that was typed is handed to who lists values")
  func beginning() {
    let seen = Seen()
    _ = sample.complete(["add", "field", "--owner=da"]) { kind, beginning in
      seen.asked.append("\(kind) \(beginning)")
      return []
    }
    #expect(seen.asked == ["person da"])
  }

  private final class Seen { var asked: [String] = [] }

  @Test("Candidates that no shell could take are left out, help stays in its line")
  func lines() {
    let found = Completions([
      Candidate("a\nb"), Candidate("ok", "two\nlines\tx"), Candidate("\u{1B}[0m"),
    ])
    #expect(found.text == "ok\ttwo lines x\n")
  }

  @Test("Callbacks carry the words, or bash's line")
  func callback() throws {
    for words in [["__complete", "--", "add", ""], ["__complete", "--line", "plumb add "]] {
      guard case .complete(let words) = try sample.parse(words) else {
        Issue.record("no completion")
        return
      }
      #expect(words == ["add", ""])
    }
  }

  @Test("Every shell accepts its script", arguments: CompletionScript.allCases)
  func accepted(script: CompletionScript) throws {
    let paths = ["/usr/bin", "/bin", "/usr/local/bin"].map { "\($0)/\(script.rawValue)" }
    guard let shell = paths.first(where: FileManager.default.isExecutableFile(atPath:)) else { return }
    let text = script.text(for: "plumb-line")
    #expect(text.contains("_plumb_line") && !text.contains("FUNCTION") && !text.contains("PROGRAM"))
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: shell)
    process.arguments = ["-n"]
    process.standardInput = pipe
    try process.run()
    pipe.fileHandleForWriting.write(Data(text.utf8))
    try pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
