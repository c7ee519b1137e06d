import Diagnostics
import Formats
import Testing
import Workbook

@Suite("Status")
struct StatusCommandTests {
  private let stage: Stage

  init() throws {
    stage = try Stage()
    try stage.play(
      """
      add person Ana --email a@example.org
      add system Billing --business-owner ana --technical-owner ana
      add system Books --business-owner ana --technical-owner ana
      add entity Invoice --definition "a claim on a customer, from draft to paid" --system-of-record billing --owner ana --match-key number --dispute-route "ask Ana"
      add representation billing.invoice --entity invoice
      add field billing.invoice.total
      add field billing.invoice.memo
      """)
  }

  private func report() throws -> Node { try #require(try stage.run("status --json").json().first) }

  private func row(_ list: String, _ ref: String) throws -> Node {
    try #require(try report()[list]?.sequence?.first { $0["ref"]?.string == ref })
  }

  @Test("counts a field only once a row of the matrix moves it")
  func inPlay() throws {
    let before = try row("entities", "invoice")
    #expect(before["decided"] == 1, "the entity itself")
    #expect(before["open"] == 1, "its object has no definition")
    try stage.play(
      "add representation books.Invoice\nadd field books.Invoice.Total\nmap billing.invoice.total books.Invoice.Total"
    )
    let after = try row("entities", "invoice")
    #expect(after["open"] == 3, "the object, the field that moves, and the row that moves it")
  }

  @Test("tells decided, open and waived apart, and what is waived is ready")
  func waived() throws {
    let open = try row("entities", "invoice")
    #expect(open["ready"] == 0.5)
    try stage.play("waive representation-without-definition billing.invoice --reason later --by ana")
    try stage.play("waive representation-without-grain billing.invoice --reason later --by ana")
    for gap in ["representation-without-verdict", "orphan-object"] {
      _ = try stage.run("waive \(gap) billing.invoice --reason later --by ana")
    }
    let now = try row("entities", "invoice")
    #expect(now["waived"] == 1)
    #expect(now["open"] == 0)
    #expect(now["ready"] == 1.0)
  }

  @Test("says nothing of the readiness of what is not there")
  func empty() throws {
    #expect(try row("dimensions", "exceptions")["ready"] == .null)
    #expect(try report()["flows"] == [])
  }

  @Test("takes a flow with its exceptions, signals and tests")
  func below() throws {
    try stage.play(
      """
      add flow Invoices --entity invoice
      add exception Late --flow F-1
      add signal latency --flow F-1
      add test --of EX-1 --class normal
      """)
    let flow = try row("flows", "F-1")
    let facts = ["decided", "open", "waived"].reduce(0) { $0 + (flow[$1]?.int ?? 0) }
    #expect(facts >= 3, "the flow, the exception, the signal")
    #expect(flow["name"] == "Invoices")
  }

  @Test("has no trend before the first sitting, and then tells what the last one closed and opened")
  func trend() throws {
    #expect(try report()["trend"] == .null)
    try stage.play("add workshop First")
    let before = try stage.run("check --json").json().count
    try stage.play(
      """
      set engagement --outcome "Books closed in two days" --workshop W-1
      add system Shop --workshop W-1
      set engagement --out-of-scope "Payroll"
      """)
    let trend = try #require(try report()["trend"])
    #expect(trend["sitting"] == "W-1")
    #expect(trend["before"] == Node(before))
    #expect(trend["now"] == Node(try stage.run("check --json").json().count))
    #expect(trend["closed"] == 2, "what came after the sitting counts as well")
    #expect(trend["opened"]?.int == (trend["now"]?.int ?? 0) - before + 2)
    try stage.play("undo")
    #expect(try report()["trend"]?["closed"] == 1)
  }

  @Test("takes no sitting for a yardstick that was left before anything was captured in it")
  func abandoned() throws {
    try stage.play(
      """
      add workshop First
      set engagement --outcome "Books closed in two days" --workshop W-1
      add workshop Second
      set W-2 --facilitator ana --workshop W-2
      """)
    #expect(try report()["trend"]?["sitting"] == "W-1")
    try stage.play("set engagement --nature new --workshop W-2")
    #expect(try report()["trend"]?["sitting"] == "W-2")
  }

  @Test("asks three questions, first the one whose answer decides most")
  func questions() throws {
    try stage.play(
      (1...5).map { "add exception \"Case \($0)\" --class delayed" }.joined(separator: "\n"))
    let questions = try #require(try report()["questions"]?.sequence)
    #expect(questions.count == 3)
    let decides = questions.map { $0["decides"]?.int ?? -1 }
    #expect(decides == decides.sorted(by: >))
    #expect(questions.allSatisfy { ($0["closes"]?.int ?? 0) >= ($0["decides"]?.int ?? 0) })
  }

  @Test("tells a person the three questions with the commands that answer them")
  func words() throws {
    let text = try stage.run("status").out
    #expect(text.contains("What would move it most:"))
    #expect(text.contains("\n1. "))
    #expect(text.contains("   plumbline "))
    #expect(text.contains("No trend yet"))
  }
}
