import Diagnostics
import Formats
import Testing

@Suite("Diagnose")
struct DiagnoseCommandTests {
  private let stage: Stage

  init() throws { stage = try .furnished() }

  private func diagnosis(_ hours: Int) throws -> Node {
    try stage.play("set engagement --nature recovery --original-estimate-hours \(hours)")
    return try #require(try stage.run("diagnose --json").json().first)
  }

  private func sum(_ node: Node, _ key: String) throws -> Double {
    try #require(node["parts"]?.sequence).reduce(0) { $0 + ($1[key]?.double ?? 0) }
  }

  @Test("wants to know what was promised")
  func unanswered() throws {
    let outcome = try stage.run("diagnose")
    #expect(outcome.status == .unanswered)
    #expect(outcome.err.contains("--original-estimate-hours HOURS"))
  }

  @Test("spends the promise first on what everybody sees, and no more than it is", arguments: [1, 40, 80, 200])
  func spends(hours: Int) throws {
    let diagnosis = try diagnosis(hours)
    let parts = try #require(diagnosis["parts"]?.sequence)
    #expect(parts.first?["dimension"] == "connectivity")
    let mean = try #require(diagnosis["mean"]?.double)
    #expect(abs(try sum(diagnosis, "hours") - mean) < 0.5, "the parts add up to the whole")
    #expect(abs(try sum(diagnosis, "paid") - min(Double(hours), mean)) < 0.5)
    let shares = parts.map { ($0["paid"]?.double ?? 0) / max($0["hours"]?.double ?? 0, 0.001) }
    for (before, after) in zip(shares, shares.dropFirst()) where after > 0 {
      #expect(before > 0.99, "what comes first is paid before what comes next")
    }
  }

  @Test("names the dimension of which most was left out, with the gaps behind it")
  func names() throws {
    let diagnosis = try diagnosis(40)
    let parts = try #require(diagnosis["parts"]?.sequence)
    let most = parts.max { ($0["missing"]?.double ?? 0) < ($1["missing"]?.double ?? 0) }
    let name = try #require(diagnosis["left-out"]?.string)
    #expect(most?["dimension"]?.string == name)
    let counted = try #require(most?["gaps"]?.sequence).reduce(0) { $0 + ($1["count"]?.int ?? 0) }
    let checked = try stage.run("check --dimension \(name) --json").json().count { $0["severity"] != "minor" }
    #expect(counted == checked)
    let words = try stage.run("diagnose").out
    #expect(words.contains("Promised: 40 h."))
    #expect(words.contains("Most was left out of \(name):"))
    #expect(words.contains("It left nothing for"))
  }

  @Test("says that a promise that was large enough pays for all")
  func enough() throws {
    let diagnosis = try diagnosis(1_000_000)
    #expect(diagnosis["left-out"] == .null)
    #expect(diagnosis["in-words"] == "The promise pays for everything that is captured.")
  }

  @Test("sets hours really spent beside what was expected")
  func spent() throws {
    try stage.play("add actual --group semantics --hours 12\nadd actual --group semantics --hours 3")
    let part = try #require(try diagnosis(40)["parts"]?.sequence?.first { $0["dimension"] == "semantics" })
    #expect(part["spent"] == 15.0)
    #expect(try stage.run("diagnose").out.contains("Spent"))
  }
}
