import Diagnostics
import Files
import Formats
import Foundation
import Testing
import Workbook

@testable import Commands

@Suite("After the room")
struct FollowUpCommandTests {
  private let stage: Stage
  private let folder: String

  init() throws {
    (stage, folder) = try Stage.sessionInFolder()
  }

  /// The list as a spreadsheet gives it back: what `answer` says of a row stands in its answer column.
  private func sendBack(separator: String = ",", _ answer: ([String: String]) -> String?) throws {
    let list = try stage.run("followups --format csv").out
    let rows = try CSV.parse(Array(list.utf8), file: "list").map { $0.map(\.text) }
    let filled = rows.enumerated().map { index, row -> [String] in
      guard index > 0 else { return row }
      let cells = Dictionary(uniqueKeysWithValues: zip(rows[0], row))
      return rows[0].map { $0 == "answer" ? answer(cells) ?? "" : cells[$0] ?? "" }
    }
    let text = filled.map { row in
      row.map {
        "\"" + $0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
      }
      .joined(separator: separator)
    }.joined(separator: "\r\n")
    try Files.write(Array(text.utf8), to: Files.join(folder, "back.csv"))
  }

  private func owner(_ ref: String) throws -> Node? { try stage.run("show \(ref) --json").json()[0]["owner"] }

  @Test("each person's list has their gaps and their questions, gravest first")
  func lists() throws {
    try stage.play("park \"Who voids paid invoices?\" --owner finance-lead --due 2020-01-31 --about F-1")
    let list = try stage.run("followups finance-lead --json").json()
    #expect(list.allSatisfy { $0["person"] == "finance-lead" })
    let unowned = try #require(
      list.first { $0["about"] == "stripe.invoice.total" && $0["attribute"] == "owner" })
    #expect(unowned["gap"] == "field-without-owner")
    #expect(unowned["may-be"] == "the name of a person")
    let parked = try #require(list.first { $0["about"] == "Q-1" })
    #expect(parked["question"] == "Who voids paid invoices? (about F-1)")
    #expect(parked["severity"] == "major", "it is overdue")
    #expect(list.count { $0["about"] == "Q-1" } == 1, "the gap about it is the same question")
    let weights = ["blocker": 3, "major": 2, "minor": 1]
    let order = list.map { weights[$0["severity"]?.string ?? ""] ?? 0 }
    #expect(order == order.sorted(by: >))
  }

  @Test("answers come back, on the word of the person who was asked, an entry for each")
  func answers() throws {
    try stage.play("park \"Who voids paid invoices?\" --owner finance-lead")
    try sendBack { row in
      switch (row["about"], row["attribute"]) {
      case ("stripe.invoice.total", "owner"): "Finance lead"
      case ("Q-1", "answer"): "=nobody, \"yet\""
      case ("F-1", "mode"): "batch"
      default: nil
      }
    }
    let entries = try stage.workbook.journal().count
    let outcome = try stage.run("import answers back.csv")
    #expect(outcome.status == .done, "\(outcome.err)")
    #expect(
      outcome.out.hasPrefix("3 filled, 0 kept as answered questions, 0 as before, 0 in conflict, 0 refused"))
    #expect(try stage.workbook.journal().count == entries + 2, "one for each who answered")
    #expect(try owner("stripe.invoice.total") == "finance-lead")
    let question = try stage.run("show Q-1 --json").json()[0]
    #expect(question["answer"] == "=nobody, \"yet\"")
    #expect(question["state"] == "answered")
    #expect(question["said-by"] == "finance-lead")
    // The same file again changes nothing.
    #expect(
      try stage.run("import answers back.csv").out.hasPrefix(
        "0 filled, 0 kept as answered questions, 3 as before"))
    #expect(try stage.workbook.journal().count == entries + 2, "one for each who answered")
  }

  @Test("what was captured since is a conflict: both are told, nothing is overwritten silently")
  func conflicts() throws {
    try sendBack { $0["about"] == "stripe.invoice.total" && $0["attribute"] == "owner" ? "finance-lead" : nil }
    try stage.play("add person Ana\nset stripe.invoice.total --owner ana")
    let outcome = try stage.run("import answers back.csv")
    #expect(outcome.status == .data)
    #expect(outcome.out.contains("stripe.invoice.total owner was changed meanwhile"))
    #expect(outcome.out.contains("ana"))
    #expect(outcome.out.contains("plumbline import answers back.csv --overwrite stripe.invoice.total"))
    let newest = try #require(try stage.workbook.journal().last)
    #expect(outcome.out.contains("now:    ana (ana, \(newest.at))"), "the change, not the first capture")
    #expect(try owner("stripe.invoice.total") == "ana")
    #expect(try stage.run("import answers back.csv --overwrite stripe.invoice.total").status == .done)
    #expect(try owner("stripe.invoice.total") == "finance-lead")
  }

  @Test("an answer that is none is told with its line, and the others are captured")
  func refusals() throws {
    try sendBack(separator: ";") { row in
      switch (row["about"], row["attribute"]) {
      case ("stripe.invoice.total", "owner"): "Finance leed"
      case ("F-1", "mode"): "bach"
      case ("F-1", "trigger"): "an invoice is paid"
      default: nil
      }
    }
    let outcome = try stage.run("import answers back.csv")
    #expect(outcome.status == .data)
    #expect(outcome.out.hasPrefix("1 filled"))
    #expect(outcome.err.contains("did you mean `finance-lead`?"))
    #expect(outcome.err.contains("did you mean `batch`?"))
    #expect(outcome.err.contains("at back.csv:"))
    #expect(try stage.run("show F-1 --json").json()[0]["trigger"] == "an invoice is paid")
  }

  /// What spreadsheets make of the list when they save it.
  static let encodings: [(name: String, bytes: @Sendable (String) -> [UInt8])] = [
    (
      "UTF-16, little end first",
      { text in [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
    ),
    (
      "UTF-16, big end first",
      { text in [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }
    ),
    ("UTF-8 with a mark", { text in [0xEF, 0xBB, 0xBF] + Array(text.utf8) }),
    ("a line that names the separator", { text in Array(("sep=;\r\n" + text).utf8) }),
    ("old line ends", { text in Array(text.replacing("\r\n", with: "\r").utf8) }),
  ]

  @Test("answers come back as any spreadsheet saves them", arguments: encodings.indices)
  func savedBySpreadsheets(index: Int) throws {
    try sendBack(separator: ";") {
      $0["about"] == "F-1" && $0["attribute"] == "trigger" ? "Übergabe – 日本" : nil
    }
    let text = try Files.text(Files.join(folder, "back.csv")).replacing("\u{FEFF}", with: "")
    try Files.write(Self.encodings[index].bytes(text), to: Files.join(folder, "back.csv"))
    let outcome = try stage.run("import answers back.csv")
    #expect(outcome.status == .done, "\(outcome.err)")
    #expect(try stage.run("show F-1 --json").json()[0]["trigger"] == "Übergabe – 日本")
  }

  @Test("an encoding that cannot be told is refused with the way to another")
  func oldEncoding() throws {
    try Files.write(
      Array("about,question,answer\nF-1,x,".utf8) + [0xDC] + Array("bergabe\n".utf8),
      to: Files.join(folder, "a b.csv"))
    let outcome = try stage.run("import answers 'a b.csv'")
    #expect(outcome.status == .data)
    #expect(outcome.err.contains("at a b.csv:2"))
    #expect(outcome.err.contains("iconv -f WINDOWS-1252 -t UTF-8 'a b.csv' > answers-utf8.csv"))
  }

  @Test("an answer that takes more than one value is kept as a question that was answered")
  func wordsOnly() throws {
    try sendBack { $0["attribute"] == "" && $0["about"] == "F-1" ? "As far as I know, none." : nil }
    let before = try stage.run("list question --json").json().count
    let outcome = try stage.run("import answers back.csv --dry-run")
    let count = try #require(Int(outcome.out.split(separator: " ")[2]))
    try #require(count > 0)
    #expect(try stage.run("list question --json").json().count == before, "a dry run")
    try stage.play("import answers back.csv\nimport answers back.csv")
    let questions = try stage.run("list question --json").json()
    #expect(questions.count == before + count)
    #expect(questions.last?["state"] == "answered")
    #expect(questions.last?["about"] == "F-1")
  }

  @Test(
    "what is no list of follow-ups is refused and told",
    arguments: [
      ("a,b\n1,2\n", "missing-column"), ("about,question,answer,answer\n", "column-twice"),
      ("", "empty-file"), ("about,question,answer\n\"x", "truncated"),
      ("about,question,answer\nF-1\n", "ragged-row"),
    ])
  func notAList(text: String, code: String) throws {
    try Files.write(Array(text.utf8), to: Files.join(folder, "bad.csv"))
    let outcome = try stage.run("import answers bad.csv")
    #expect(outcome.status == .data)
    #expect(outcome.err.contains("bad.csv"), "\(code): \(outcome.err)")
  }

  @Test("a handout for each person, as a page or a list", arguments: ["md", "html", "csv", "text"])
  func files(format: String) throws {
    let outcome = try stage.run("followups --format \(format) --to out/")
    #expect(outcome.status == .done, "\(outcome.err)")
    let ending = format == "text" ? "txt" : format
    let text = try Files.text(Files.join(folder, "out/finance-lead.\(ending)"))
    #expect(text.contains("stripe.invoice.total"))
  }

  @Test("minutes tell who was there, what was decided, parked, captured and changed, without what was undone")
  func minutes() throws {
    try stage.play(
      """
      add workshop "Kick-off" --date 2026-03-03 --facilitator finance-lead --attendees finance-lead
      decide "Stripe is right about status" --about invoice --maker finance-lead --workshop W-1
      park "Who voids?" --about F-1 --owner finance-lead --workshop W-1
      add symptom "Typed twice" --workshop W-1 --said-by finance-lead
      set stripe --api-version 2024-06-20 --workshop W-1
      set stripe --rate-limit 100 --workshop W-1
      undo
      set xero --api-version 2
      add waiver exception-class-unconsidered --about F-1 --detail overload --reason "three a day" --workshop W-1
      """)
    let text = try stage.run("workshop minutes").out
    for wanted in [
      "overload", "Kick-off", "Stripe is right about status", "Who voids?", "Typed twice", "2024-06-20",
    ] {
      #expect(text.contains(wanted), "\(wanted) is missing: \(text)")
    }
    #expect(!text.contains("rate-limit"), "it was undone")
    let changes = try stage.run("workshop minutes W-1 --json").json()
    #expect(changes.contains { $0["ref"] == "stripe" && $0["attribute"] == "api-version" })
    #expect(!changes.contains { $0["ref"] == "xero" })
    #expect(try stage.run("workshop minutes --format html").out.contains("<!DOCTYPE html>"))
  }
}
