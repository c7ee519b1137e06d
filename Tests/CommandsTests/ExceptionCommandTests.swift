import Catalogue
import Diagnostics
import Formats
import Terminal
import Testing

@testable import Commands

@Suite("The exception catalogue, flow by flow")
struct ExceptionCommandTests {
  private func stage() throws -> Stage {
    let stage = try Stage()
    try stage.play(
      """
      add person Ana
      add flow "Invoices"
      add flow "Payments"
      add exception "Down" --flow F-1 --class target-unavailable --disposition handle --per-month 30 --impact low --detectability high
      add exception "Away" --flow F-1 --class maintenance-window --disposition escalate --likelihood low --per-month 99 --impact high --detectability low
      add exception "Slow" --flow F-1 --class timeout --disposition log --per-month 1 --impact medium
      add exception "Odd" --flow F-1 --class overload
      add exception "Odd too" --flow F-1 --class target-unavailable --disposition escalate
      add waiver exception-class-unconsidered --about F-1 --detail rate-limit --reason "three a day"
      add waiver exception-class-unconsidered --about F-1 --detail no-traffic --reason "for now" --until 2020-01-31
      add waiver exception-class-unconsidered --about F-2 --reason "not reached" --until 2099-01-31
      """)
    return stage
  }

  static let said = [
    ("target-unavailable", "escalated"), ("maintenance-window", "escalated"), ("timeout", "logged"),
    ("overload", "undecided"), ("rate-limit", "waived"), ("no-traffic", "unconsidered"),
    ("delayed", "unconsidered"),
  ]

  @Test("says what was said of each class, the least settled of several first", arguments: said)
  func states(failure: String, state: String) throws {
    let cells = try stage().run("exceptions coverage F-1 --json").json()
    #expect(cells.count == Catalogue.exceptionClasses.count)
    #expect(cells.first { $0["class"]?.string == failure }?["state"]?.string == state)
  }

  @Test("takes a waiver of the whole flow for each of its classes")
  func wholeFlow() throws {
    let cells = try stage().run("exceptions coverage F-2 --json").json()
    #expect(cells.allSatisfy { $0["state"] == "waived" && $0["waiver"] == "WV-3" })
  }

  @Test("fits the grid into any terminal, every class in it once", arguments: [20, 40, 60, 80, 200])
  func widths(columns: Int) throws {
    let stage = try stage()
    let grid = try CoverageGrid(stage.workbook.reader(), flows: [], today: CalendarDay("2026-03-17")!)
    let lines = grid.text(width: columns, style: .plain).split(separator: "\n").map(String.init)
    let drawn = lines.filter { $0.hasPrefix("F-1") }
    let letters = drawn.joined().dropFirst(0).filter { "HEL?w·".contains($0) }
    #expect(letters.count == 26 || drawn.joined().contains("…"))
    #expect(lines.prefix { !$0.hasPrefix("H ") }.allSatisfy { DisplayWidth.of($0) <= columns })
  }

  @Test("tells a class a line, with what stands behind it, for whoever wants it plain")
  func plain() throws {
    let lines = try stage().run("exceptions coverage F-1 --plain").out.split(separator: "\n")
    #expect(lines.count == 26)
    #expect(lines.first == "F-1 target-unavailable: escalated (EX-1, EX-5)")
    #expect(lines.contains("F-1 rate-limit: waived (WV-1)"))
  }

  @Test("counts every state under the grid")
  func counts() throws {
    let out = try stage().run("exceptions coverage").out
    #expect(out.contains("w    27  waived"))
    #expect(out.contains("?     1  undecided"))
    #expect(out.contains("26 no-traffic"))
  }

  @Test("ranks by likelihood, impact and how hard it is to notice; what is not known counts as the worst")
  func rank() throws {
    let rows = try stage().run("exceptions rank --json").json()
    #expect(rows.map { $0["ref"] } == ["EX-4", "EX-5", "EX-3", "EX-2", "EX-1"])
    #expect(rows.map { $0["priority"] } == [27, 27, 12, 9, 3])
    #expect(rows[2]["likelihood-score"] == 2 && rows[2]["detection-score"] == .null)
    #expect(rows[3]["likelihood-score"] == 1)
    #expect(try stage().run("exceptions rank").out.contains("2 × 2 × ?"))
  }

  @Test("holds no waiver of another gap, and none of another class, against a class")
  func otherWaivers() throws {
    let stage = try Stage()
    try stage.play(
      """
      add flow "Invoices"
      add waiver test-missing --about F-1 --detail overload --reason "x"
      add waiver exception-class-unconsidered --about F-1 --detail timeout --reason "x"
      """)
    let waived = try stage.run("exceptions coverage --json").json().filter { $0["state"] == "waived" }
    #expect(waived.map { $0["class"] } == ["timeout"])
  }

  @Test("says how to begin where there is no flow")
  func empty() throws {
    let outcome = try Stage().run("exceptions coverage")
    #expect(outcome.status == .done && outcome.out.isEmpty)
    #expect(outcome.err.contains("plumbline add flow"))
  }
}
