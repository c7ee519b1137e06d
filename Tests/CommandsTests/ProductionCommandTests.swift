import Diagnostics
import Formats
import Testing

@Suite("Permissions, signals and tests")
struct ProductionCommandTests {
  private func stage() throws -> Stage {
    let stage = try Stage()
    try stage.play(
      """
      add person Ana
      add system Shop
      add system Books
      add entity Bill
      add representation shop.bill --entity bill
      add representation books.Bill --entity bill
      add permission "Service account" --representation books.Bill --create yes --update no
      add flow "Bills" --entity bill --source shop --target books --mode asynchronous --silent-for-at-most "2 hours" --alert-to ana --retry-limit 3
      add flow "Orders" --source shop --target books
      add exception "Refused" --flow F-1 --class value-rejected --disposition escalate --owner ana
      """)
    return stage
  }

  @Test("show rights by actor and record, and the records that nobody may touch")
  func permissions() throws {
    let rows = try stage().run("permissions --json").json()
    #expect(rows.map { $0["representation"] } == ["books.Bill", "shop.bill"])
    #expect(rows[0]["create"] == 1 && rows[0]["update"] == 0 && rows[0]["delete"] == .null)
    #expect(rows[0]["written-by"] == "F-1" && rows[0]["read-by"] == .null)
    #expect(rows[1]["actor"] == .null && rows[1]["read-by"] == "F-1")
    let outcome = try stage().run("permissions")
    #expect(outcome.out.contains("nobody said"))
    #expect(outcome.err.contains("1 of the records have no permission"))
    #expect(try stage().run("permissions books.Bill --json").json().count == 1)
  }

  @Test("are proposed from what is known, and written only when they are accepted")
  func accepting() throws {
    let stage = try stage()
    let before = try stage.run("signals propose --json").json()
    let zero = try #require(before.first { $0["flow"] == "F-1" && $0["metric"] == "zero-traffic" })
    #expect(zero["alert-when"] == "Nothing for 2 hours")
    #expect(zero["alert-to"] == "ana")
    #expect(zero["dashboard"] == .null)
    #expect(try stage.run("list signal --json").json().isEmpty)

    let entries = try stage.run("history --json").json().count
    let number = try #require(zero["number"]?.scalarText)
    #expect(try stage.run("signals propose --accept \(number)").out == "SG-1\n")
    #expect(try stage.run("history --json").json().count == entries + 1)
    let signal = try #require(try stage.run("list signal --json").json().first)
    #expect(signal["metric"] == "zero-traffic" && signal["evidence"] == "assumption")
    #expect(try stage.run("signals propose --json").json().count == before.count - 1)
  }

  @Test(
    "are accepted all at once, taken back at once, and then proposed no more", arguments: ["signal", "test"])
  func all(kind: String) throws {
    let stage = try stage()
    let count = try stage.run("\(kind)s propose --json").json().count
    #expect(count > 5)
    let rehearsed = try stage.run("\(kind)s propose --accept all --dry-run")
    #expect(rehearsed.err.contains("nothing was captured"))
    #expect(try stage.run("list \(kind) --json").json().isEmpty)
    try stage.play("\(kind)s propose --accept all")
    #expect(try stage.run("list \(kind) --json").json().count == count)
    #expect(try stage.run("\(kind)s propose --json").json().isEmpty)
    #expect(try stage.run("\(kind)s propose").err.contains("Nothing to propose"))
    try stage.play("undo")
    #expect(try stage.run("list \(kind) --json").json().isEmpty)
  }

  @Test("are proposed for some flows only, with what belongs to them")
  func someFlows() throws {
    let stage = try stage()
    let mine = try stage.run("tests propose F-1 --json").json().compactMap { $0["of"]?.string }
    #expect(Set(mine) == ["F-1", "EX-1"])
    #expect(mine.last == "EX-1")
    let others = try stage.run("tests propose F-2 --json").json().compactMap { $0["of"]?.string }
    #expect(Set(others) == ["F-2"])
  }

  @Test("take several numbers and ranges, each once")
  func numbers() throws {
    let stage = try stage()
    try stage.play("tests propose --accept 3,1-2,2")
    #expect(try stage.run("list test --json").json().count == 3)
  }

  @Test(
    "refuse numbers that are none",
    arguments: ["0", "999", "2-1", "x", "1-", "-1", "1-2-3", "18446744073709551616"])
  func badNumbers(typed: String) throws {
    let stage = try stage()
    let outcome = stage.run(words: ["tests", "propose", "--accept=\(typed)"])
    #expect(outcome.status == .usage)
    #expect(try stage.run("list test --json").json().isEmpty)
  }

  @Test("are shown with what they prove, and facts with what proves them")
  func traceability() throws {
    let stage = try stage()
    try stage.play("add test --of EX-1 --class rejected --then \"it waits\"")
    #expect(try stage.run("show EX-1").out.contains("How it is proved"))
    #expect(try stage.run("show T-1").out.contains("What it proves"))
    let flow = try #require(try stage.run("show F-1 --json").json().first?["proof"]?.sequence)
    #expect(flow.map { $0["fact"] } == ["F-1", "EX-1"])
    #expect(flow.map { $0["test"] } == [.null, "T-1"])
    #expect(try stage.run("show ana").out.contains("proved") == false)
  }

  @Test("trace both ways in a view")
  func view() throws {
    let stage = try stage()
    try stage.play("add test --of F-1 --class normal\nadd test --of F-1 --class duplicate")
    let rows = try stage.run(
      "query 'select fact, test from test_traceability order by fact_id, test_id' --json"
    ).json()
    #expect(rows.map { $0["fact"] } == ["F-1", "F-1", "F-2", "EX-1"])
    #expect(rows.map { $0["test"] } == ["T-1", "T-2", .null, .null])
  }
}
