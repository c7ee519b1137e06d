import Diagnostics
import Formats
import Foundation
import Testing
import Workbook

@Suite("The commands that check")
struct CheckCommandTests {
  private let stage: Stage

  init() throws { stage = try .furnished() }

  private func unowned() throws -> [Node?] {
    try stage.run("check field-without-owner --json").json().map { $0["about"] }
  }

  @Test("find what is missing, and whom to ask")
  func finds() throws {
    let finding = try #require(try stage.run("check field-without-owner --json").json().first)
    #expect(finding["gap"] == "field-without-owner")
    #expect(finding["severity"] == "blocker")
    #expect(finding["dimension"] == "semantics")
    #expect(finding["about"] == "stripe.invoice.total")
    #expect(finding["ask"] == "finance-lead")
    #expect(finding["message"]?.string?.contains("stripe.invoice.total") == true)
    #expect(finding["question"]?.string?.hasSuffix("?") == true)
    #expect(finding["remedy"] == "plumbline set stripe.invoice.total --owner PERSON")
  }

  @Test("tell worst first")
  func order() throws {
    let weights = ["blocker": 3, "major": 2, "minor": 1]
    let severities = try stage.run("check --json").json().map {
      $0["severity"]?.string.flatMap { weights[$0] } ?? 0
    }
    #expect(severities == severities.sorted(by: >))
  }

  @Test("fail only when asked to, and only from that severity on")
  func failOn() throws {
    #expect(try stage.run("check field-without-owner").status == .done)
    for severity in ["blocker", "major", "minor"] {
      #expect(try stage.run("check field-without-owner --fail-on \(severity)").status == .gaps)
    }
    try stage.play("set stripe.invoice.total --owner finance-lead\nset xero.Invoice.Total --owner finance-lead")
    #expect(try stage.run("check field-without-owner --fail-on minor").status == .done)
  }

  @Test(
    "narrow to a dimension, a fact with its parts, or a person",
    arguments: [
      ("--dimension semantics", ["stripe.invoice.total", "xero.Invoice.Total"]), ("--dimension production", []),
      ("--about stripe", ["stripe.invoice.total"]), ("--about stripe.invoice", ["stripe.invoice.total"]),
      ("--about xero.Invoice.Total", ["xero.Invoice.Total"]), ("--about stripe.invoice.status", []),
      ("--owner finance-lead", ["stripe.invoice.total"]),
    ])
  func narrows(option: String, about: [String]) throws {
    let found = try stage.run("check field-without-owner \(option) --json").json().compactMap {
      $0["about"]?.string
    }
    #expect(found == about)
  }

  @Test("pass over what is waived until its day is past")
  func waivers() throws {
    let line =
      "add waiver field-without-owner --about stripe.invoice.total --reason 'a sum' --granted-by finance-lead"
    #expect(try stage.run(line + " --until 2026-05-27").out == "WV-1\n")
    #expect(try unowned().count == 2, "its day was yesterday")
    try stage.play("set WV-1 --until 2026-05-28")
    #expect(try unowned() == ["xero.Invoice.Total"], "its day is today")
    #expect(try stage.run("check field-without-owner").out.contains("1 waived"))
    #expect(try stage.run("check field-without-owner --fail-on blocker").status == .gaps)
    try stage.play("waive field-without-owner xero.Invoice.Total --reason 'a sum'")
    #expect(try stage.run("check field-without-owner --fail-on blocker").status == .done)
    try stage.play("undo")
    #expect(try unowned() == ["xero.Invoice.Total"])
  }

  @Test("waive one gap of one fact only")
  func waiverOfAnother() throws {
    try stage.play("waive field-without-owner stripe.invoice.status --ahead --reason 'another field'")
    #expect(try unowned().count == 2)
  }

  static let nothing: [(line: String, tells: [String])] = [
    (
      "field-without-owner stripe.invoice.status",
      ["`field-without-owner` is not open about `stripe.invoice.status`.", "open about", "--ahead"]
    ),
    ("field-without-owner F-1", ["it is about field, and `F-1` is a flow", "plumbline explain F-1"]),
    (
      "exception-class-unconsidered F-1 --detail time-out",
      ["finds no `time-out` about `F-1`", "did you mean `timeout`?", "overload"]
    ),
    ("field-without-owner stripe.invoice.total --detail x", ["which has no --detail"]),
    ("field-without-owner stripe.invoice.total --until 2026-05-01", ["2026-05-01 is past"]),
  ]

  @Test("refuse a waiver that would accept nothing, with what is open there", arguments: nothing.indices)
  func nothingToWaive(index: Int) throws {
    let (line, tells) = Self.nothing[index]
    let outcome = try stage.run("waive \(line) --reason x")
    #expect(outcome.status == .usage)
    for words in tells { #expect(outcome.err.contains(words), "\(outcome.err)") }
    #expect(try stage.run("list waiver --json").json().isEmpty)
  }

  @Test("refuse a waiver of what is waived already, and name that one")
  func waivedTwice() throws {
    let line = "waive field-without-owner stripe.invoice.total --reason x"
    try stage.play(line)
    let outcome = try stage.run(line)
    #expect(outcome.status == .usage)
    #expect(outcome.err.contains("accepted already, by WV-1"))
    #expect(try stage.run(line + " --ahead").status == .done)
  }

  @Test("say of a waiver that is captured as a plain fact that it accepts nothing")
  func plainWaiver() throws {
    let outcome = try stage.run("add waiver field-without-owner --about stripe.invoice.status --reason x")
    #expect(outcome.status == .done)
    #expect(outcome.err.contains("WV-1 accepts nothing today"))
    #expect(try stage.run("add waiver field-without-owner --about stripe.invoice.total --reason x").err.isEmpty)
  }

  @Test("take in what hangs under a flow, and under an entity on both sides")
  func below() throws {
    func found(_ ref: String) throws -> Set<String> {
      Set(try stage.run("check --about \(ref) --json").json().compactMap { $0["about"]?.string })
    }
    try stage.play("add signal latency --flow F-1")
    #expect(try found("F-1").isSuperset(of: ["F-1", "SG-1"]))
    #expect(try found("invoice").contains("xero.Invoice.Total"))
    #expect(try !found("invoice").contains("F-1"), "a flow is asked about by itself")
  }

  @Test("waive one part of what a gap finds about a fact, and all of it")
  func details() throws {
    try stage.play(
      """
      add system Bank
      add representation bank.a
      add field bank.a.x --type string --max-length 10
      add field bank.a.y --type string --max-length 10
      map bank.a.x bank.a.y --state agreed --transform copy
      set bank.a.x --type integer
      set bank.a.y --type integer
      """)
    func open() throws -> [Node?] {
      try stage.run("check mapped-field-retyped --json").json().map { $0["detail"] }
    }
    #expect(try open() == ["bank.a.x type", "bank.a.y type"])
    try stage.play("waive mapped-field-retyped M-2 --detail 'bank.a.x type' --reason known")
    #expect(try open() == ["bank.a.y type"])
    try stage.play("waive mapped-field-retyped M-2 --reason 'all known'")
    #expect(try open().isEmpty)
  }

  @Test("refuse a waiver of a gap that nobody has heard of, however it is captured")
  func unknownGap() throws {
    for line in [
      "waive feild-without-owner stripe --reason x", "add waiver feild-without-owner --about stripe --reason x",
    ] {
      let outcome = try stage.run(line)
      #expect(outcome.status == .usage)
      #expect(outcome.err.contains("did you mean `field-without-owner`?"))
    }
    try stage.play("add waiver field-without-owner --about stripe.invoice.total --reason x")
    #expect(try stage.run("set WV-1 --gap feild-without-owner").status == .usage)
  }

  @Test("name a waiver whose day is past")
  func expired() throws {
    try stage.play("add waiver field-without-owner --about stripe.invoice.total --reason x --until 2026-05-01")
    let line = "Expired: WV-1, field-without-owner of stripe.invoice.total, ran out on 2026-05-01"
    #expect(try stage.run("check").out.contains(line))
    #expect(try stage.run("status").out.contains(line))
    #expect(try !stage.run("check --about xero").out.contains("Expired"))
    #expect(try stage.run("check field-without-owner").out.contains(line))
    #expect(try !stage.run("check field-without-meaning").out.contains("Expired"), "it is of another gap")
    #expect(try !stage.run("check --dimension production").out.contains("Expired"))
  }

  @Test(
    "refuse two formats at once, whatever the command",
    arguments: [
      "check --format csv --json", "followups --json --format md", "query 'select 1' --format csv --json",
    ])
  func twoFormats(line: String) throws {
    let outcome = try stage.run(line)
    #expect(outcome.status == .usage)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains("two formats"))
  }

  @Test("prove gap files in JSON, whatever comes of it")
  func proofs() throws {
    let row = try #require(try stage.run("gaps test field-without-owner --json").json().first)
    #expect(row["gap"] == "field-without-owner")
    #expect(row["holds"] == true)
    #expect((row["examples"]?.int ?? 0) > 1)
    #expect(try stage.run("gaps mutate field-without-owner --json").json()[0]["mutants"]?.int ?? 0 > 0)
    #expect(try !stage.run("proposals test --json").json().isEmpty)
  }

  static let subjects: [(word: String, tells: [String])] = [
    ("nosuch", ["Neither a gap nor a fact is called `nosuch`.", "plumbline gaps list"]),
    (
      "field-without-ownr",
      ["did you mean the gap `field-without-owner`?", "plumbline explain field-without-owner"]
    ),
    ("stripe.invoice.totl", ["did you mean the fact `stripe.invoice.total`?"]),
  ]

  @Test("explain refuses what is neither gap nor fact with the nearest of both", arguments: subjects.indices)
  func unknownSubject(index: Int) throws {
    let (word, tells) = Self.subjects[index]
    let outcome = try stage.run("explain \(word)")
    #expect(outcome.status == .usage)
    for words in tells { #expect(outcome.err.contains(words), "\(outcome.err)") }
  }

  @Test(
    "tell in each format, and take the status from what is told",
    arguments: ["json", "sarif", "junit", "csv", "text"])
  func formats(format: String) throws {
    let outcome = try stage.run("check field-without-owner --format \(format) --fail-on blocker")
    #expect(outcome.status == .gaps)
    #expect(outcome.out.contains("stripe.invoice.total"))
    #expect(try stage.run("check --format xlsx").status == .usage)
  }

  @Test("tell only what is new against an earlier answer")
  func baseline() throws {
    let folder = NSTemporaryDirectory() + "plumbline-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/before.json"
    try stage.run("check --json").out.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try stage.run("check --baseline \(file) --fail-on minor").status == .done)
    try stage.play("add system Bank")
    let news = try stage.run("check --baseline \(file) --json").json()
    #expect(!news.isEmpty)
    #expect(news.allSatisfy { $0["about"] == "bank" })
    #expect(try stage.run("check --baseline \(file)").out.contains("known before"))
    #expect(try stage.run("check --baseline \(folder)/none.json").status == .data)
  }

  @Test("explain a gap, with what is open of it here")
  func explainGap() throws {
    let outcome = try stage.run("explain field-without-owner")
    #expect(outcome.status == .done)
    for part in [
      "field-without-owner", "blocker, semantics", "Open here (2):",
      "plumbline set stripe.invoice.total --owner PERSON",
    ] {
      #expect(outcome.out.contains(part))
    }
  }

  @Test("explain a gap where there is no workbook")
  func explainNowhere() throws {
    let outcome = try Stage(directory: "/nowhere", inMemory: false).run("explain field-without-owner")
    #expect(outcome.status == .done)
    #expect(outcome.err.isEmpty)
  }

  @Test("explain what is open about a fact and its parts")
  func explainFact() throws {
    let outcome = try stage.run("explain stripe")
    #expect(outcome.out.contains("stripe.invoice.total moves"))
    #expect(!outcome.out.contains("xero.Invoice.Total moves"))
  }

  @Test("say what to ask next, as many as are wanted")
  func next() throws {
    #expect(try stage.run("next --json").json().count == 1)
    #expect(try stage.run("next --count 2 --json").json().count == 2)
    #expect(try stage.run("next").out.contains("plumbline "))
  }

  @Test("count in status what check finds")
  func status() throws {
    let open = try stage.run("check --json").json()
    let report = try #require(try stage.run("status --json").json().first)
    for row in try #require(report["dimensions"]?.sequence) {
      for severity in ["blocker", "major", "minor"] {
        let count = open.count { $0["dimension"] == row["ref"] && $0["severity"]?.string == severity }
        #expect(row[severity] == Node(count), "\(row["ref"]?.string ?? "") \(severity)")
      }
    }
    #expect(try stage.run("status").out.contains("Billing to accounting · Acme"))
  }

  @Test("list the gaps of the method, and find that their examples hold")
  func gaps() throws {
    #expect(try stage.run("gaps list").out.contains("field-without-owner"))
    let outcome = try stage.run("gaps test field-without-owner")
    #expect(outcome.status == .done)
    #expect(outcome.out == "2 examples of 1 gaps hold.\n")
  }
}
