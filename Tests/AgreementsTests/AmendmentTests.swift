import Catalogue
import Diagnostics
import Digests
import Foundation
import Testing

@testable import Agreements
@testable import Database
@testable import Workbook

/// The line of an amendment, quickly priced.
private func amend(_ name: String, _ rest: String = "") -> String {
  "amendment create \(name) --reason \"finance cannot wait\" --requested-by tom --trials 200 --with-open-gaps "
    + "--gaps-reason \"a draft\"" + (rest.isEmpty ? "" : " \(rest)")
}

/// Ana agreed to all of v1, Tom to one flow, Eva to the estimate; then the other flow was changed.
private func agreed(_ change: String = "set F-1 --frequency hourly") throws -> Booth {
  try Booth(
    Booth.scope + "\nadd person Eva\n" + Booth.voted
      + "\napprove v1 --as eva --role finance --vote approve --meaning \"these hours\" --document estimate\n"
      + change)
}

@Suite("An amendment")
struct AmendmentTests {
  @Test("freezes a baseline and states what changed, what rests on it, what it costs, and whose vote it needs")
  func states() throws {
    let booth = try agreed("set M-1 --rule x\nadd exception Late --flow F-1\nremove T-3")
    let outcome = try booth.run(amend("v2"))
    #expect(outcome.status == .done, "\(outcome.err)")
    #expect(outcome.out.hasPrefix("AM-1 v2 "))
    #expect(outcome.err.contains("plumbline approve AM-1 --as ana --role sponsor --vote approve"))
    let amendment = try Amendment.named(nil, booth.workbook)
    #expect(amendment.baseline.ref == "v2" && amendment.amends.ref == "v1")
    #expect(amendment.reason == "finance cannot wait" && amendment.requestedBy == "tom")
    #expect(
      amendment.touched.map { "\($0.ref) \($0.how.rawValue)" } == ["EX-2 added", "M-1 changed", "T-3 removed"])
    #expect(amendment.downstream.map(\.ref) == ["D-1", "EX-1", "F-1", "T-1", "T-2", "estimate"])
    #expect(amendment.needs.map(\.role) == ["sponsor", "finance"])
    #expect(amendment.needs.map(\.document) == [nil, "estimate"])
    let estimate = try #require(amendment.estimate)
    #expect(estimate.sides.after.items == estimate.sides.before.items + 1)
    let parts = Dictionary(uniqueKeysWithValues: estimate.parts.map { ($0.id, $0) })
    #expect(parts["exceptions"]?.came == ["EX-2"] || parts.values.contains { $0.came.contains("EX-2") })
    #expect(!estimate.parts.contains { part in part.came.contains { $0.contains("approved-then-changed") } })
    // What grew sums to the growth of the mean, but for the tenths that are kept.
    let grown = estimate.parts.map { $0.mean.after - $0.mean.before }.reduce(0, +)
    #expect(abs(grown - (estimate.sides.after.mean - estimate.sides.before.mean)) < 0.5)
    #expect(try Baseline.named("v2", booth.workbook).digest == PlainFacts(booth.workbook).digest.description)
    #expect(try booth.workbook.journal().last?.action == "seal", "both in one entry")
    #expect(try Examination.problems(booth.workbook).isEmpty && booth.workbook.examine().isEmpty)
  }

  static let refusals: [(line: String, hint: String)] = [
    ("amendment create v2", "Why is it changed?"), ("amendment create v2 --reason x", "Who asked for it?"),
    ("amendment create v2 --reason x --requested-by nobody", "person"),
    ("amendment create v2 --reason x --requested-by tom --amends v9", "v9"),
    ("amendment create v2 --reason x --requested-by tom --amends F-1", "not a baseline"),
    ("amendment create v2 --reason x --requested-by tom --requested-on soon", "YYYY-MM-DD"),
    (amend("v2", "--rates nothing"), "nothing"), (amend("v1"), "already"),
    ("amendment create v2 --reason x --requested-by tom --trials 100 --with-open-gaps", "--gaps-reason"),
    ("amendment show", "amendment create"), ("amendment show v1", "frozen on its own"),
    ("amendment show AM-9", "AM-9"), ("add amendment x", "amendment create"),
  ]

  @Test("is refused when it does not say enough, and changes nothing", arguments: refusals.indices)
  func refused(index: Int) throws {
    let booth = try agreed()
    let before = try Export.bytes(booth.workbook)
    let outcome = try booth.run(Self.refusals[index].line)
    #expect(outcome.status == .usage, "\(outcome.out)\(outcome.err)")
    #expect(outcome.err.contains(Self.refusals[index].hint), "\(outcome.err)")
    #expect(try Export.bytes(booth.workbook) == before)
  }

  @Test("is refused where nothing changed, where nothing is frozen, and while something stops sign-off")
  func nothing() throws {
    let booth = try agreed("set F-1 --frequency hourly\nundo")
    let same = try booth.run(amend("v2"))
    #expect(same.status == .usage && same.err.contains("Nothing has changed since v1"))
    try booth.play("set F-1 --frequency hourly")
    let line = "amendment create v2 --reason x --requested-by tom --trials 100"
    let open = try booth.run(line)
    #expect(open.status == .gaps)
    #expect(open.err.contains("amendment create v2 … --with-open-gaps --gaps-reason"))
    #expect(try Amendment.all(booth.workbook.reader()).isEmpty)
    let none = try Booth()
    let outcome = try none.run(amend("v2"))
    #expect(outcome.status == .usage && outcome.err.contains("plumbline baseline create NAME"))
  }

  @Test("rehearses all of it and freezes nothing")
  func dryRun() throws {
    let booth = try agreed()
    let before = try Export.bytes(booth.workbook)
    let outcome = try booth.run(amend("v2", "--dry-run"))
    #expect(outcome.status == .done)
    for words in [
      "AM-1 amends v1 as v2", "frequency: not known → hourly", "What it does to the estimate", "sponsor",
    ] {
      #expect(outcome.out.contains(words), "\(words): \(outcome.out)")
    }
    #expect(try Export.bytes(booth.workbook) == before)
  }

  static let sealed = [
    "undo", "set AM-1 --reason y", "set AM-1 --ref AM-2", "set AM-1 --said-by tom", "remove AM-1",
    "remove AM-1 --detach", "remove tom --detach", "remove v2", "add amendment x",
  ]

  @Test("is never changed, removed or undone by any command", arguments: sealed)
  func stays(line: String) throws {
    let booth = try agreed()
    try booth.play(amend("v2"))
    let before = try Export.bytes(booth.workbook)
    let outcome = try booth.run(line)
    #expect(outcome.status == .usage, "\(outcome.out)")
    #expect(outcome.err.contains("plumbline "), "no remedy: \(outcome.err)")
    #expect(try Export.bytes(booth.workbook) == before)
  }

  @Test(
    "is guarded by the file itself",
    arguments: [
      "UPDATE fact_amendment SET reason = 'x'", "DELETE FROM fact_amendment",
      "DELETE FROM fact WHERE kind = 'amendment'", "UPDATE fact SET captured_by = 'x' WHERE kind = 'amendment'",
    ])
  func guarded(sql: String) throws {
    let booth = try agreed()
    try booth.play(amend("v2"))
    #expect(throws: DatabaseError.self) { try booth.workbook.connection.execute(sql) }
  }

  static let edits: [(sql: String, hint: String)] = [
    ("UPDATE fact_amendment SET reason = 'none'", "its reason is another"),
    ("UPDATE fact_amendment SET requested_by_id = (SELECT id FROM fact WHERE ref = 'ana')", "its requested-by"),
    ("UPDATE fact_amendment SET requested_on = NULL", "its requested-on"),
    ("UPDATE fact_amendment SET planned_after = 1", "its planned-after is another"),
    ("UPDATE fact_amendment SET median_before = 1", "its median-before is another"),
    ("UPDATE fact_amendment SET touched = 0", "`AM-1` is not what the journal says"),
    ("UPDATE fact_amendment SET downstream = 0", "`AM-1` is not what the journal says"),
    ("UPDATE fact_amendment SET amends_id = baseline_id", "its amends is another"),
    (
      "UPDATE fact_amendment SET statement = replace(statement, '\"F-1\"', '\"F-2\"')",
      "AM-1 does not tell of `F-1`"
    ),
    (
      "UPDATE fact_amendment SET statement = replace(statement, 'changed', 'removed')",
      "What AM-1 tells of `F-1`"
    ),
    ("DELETE FROM fact_amendment", "`AM-1`"), ("DELETE FROM fact WHERE kind = 'amendment'", "`AM-1`"),
    ("UPDATE fact_approval SET amendment_id = NULL WHERE amendment_id IS NOT NULL", "its amendment is another"),
    ("UPDATE fact_approval SET about = NULL WHERE amendment_id IS NOT NULL", "its about is another"),
  ]

  @Test(
    "that was tampered with is found and located by doctor and by baseline verify", arguments: edits.indices)
  func tampered(index: Int) throws {
    let booth = try agreed()
    try booth.play(amend("v2") + "\napprove AM-1 --as ana --role sponsor --vote approve --meaning yes")
    try booth.expectFound(Self.edits[index].sql, Self.edits[index].hint)
  }
}

@Suite("What an amendment asks")
struct AmendmentVoteTests {
  private func states(_ booth: Booth) throws -> [String] {
    try booth.column("SELECT role || ' ' || given || ' ' || state FROM amendment_role ORDER BY position")
  }

  @Test("is asked of those whose votes no longer hold, about what they had agreed to and nothing else")
  func exactly() throws {
    let booth = try agreed()
    try booth.play(amend("v2"))
    #expect(
      try states(booth) == ["sponsor 0 missing", "finance 0 missing"], "nobody asks Tom, who agreed to F-2")
    try booth.play("approve AM-1 --as ana --role Sponsor --vote approve --meaning \"the change\"")
    let vote = try booth.run("baseline statement AP-4").out
    #expect(vote.contains("\"about\":[[\"F-1\",\"") && vote.contains("\"amendment\":[\"AM-1\",\""))
    #expect(!vote.contains("F-2"), "what it leaves alone is not voted on: \(vote)")
    #expect(try states(booth) == ["sponsor 1 approved", "finance 0 missing"])
    try booth.play("approve AM-1 --as eva --role finance --vote approve --meaning \"the hours\"")
    #expect(try booth.value("SELECT document FROM approval WHERE ref = 'AP-5'") == "estimate")
    #expect(try states(booth) == ["sponsor 1 approved", "finance 1 approved"])
    #expect(try booth.run("amendment show AM-1").out.contains("All have agreed."))
  }

  @Test("stands beside what it leaves alone: a role has agreed when both have")
  func status() throws {
    let booth = try agreed()
    func roles() throws -> [String] {
      try booth.column(
        "SELECT role || ' ' || given || ' ' || state || ' ' || coalesce(votes, '') FROM sign_off_status "
          + "WHERE baseline_id = (SELECT max(id) FROM baseline) ORDER BY sign_off_id")
    }
    #expect(try roles() == ["sponsor 1 approved-with-conditions AP-1", "operations 1 approved AP-2"])
    try booth.play(amend("v2"))
    #expect(try roles() == ["sponsor 0 missing ", "operations 1 approved AP-2"])
    try booth.play("approve AM-1 --as ana --role sponsor --vote reject --meaning no")
    #expect(try roles()[0] == "sponsor 0 rejected AP-4")
    try booth.play("approve AM-1 --as ana --role sponsor --vote approve --meaning yes")
    #expect(try roles() == ["sponsor 1 approved AP-5", "operations 1 approved AP-2"])
    // And the next: what Ana and Tom agreed to twice holds as far as it is left alone.
    try booth.play("set F-2 --frequency daily\n" + amend("v3"))
    #expect(try roles() == ["sponsor 0 missing ", "operations 0 missing "])
    #expect(
      try Amendment.named("AM-2", booth.workbook).needs.map(\.role) == ["sponsor", "operations", "finance"])
    try booth.play("approve v3 --as tom --role operations --vote approve --meaning yes --about F-2")
    try booth.play("approve AM-2 --as ana --role sponsor --vote approve --meaning yes")
    #expect(try roles() == ["sponsor 1 approved AP-7", "operations 1 approved AP-6"])
    #expect(try booth.run("baseline show v3").out.contains("2 of 2 have agreed."))
  }

  @Test("closes what was superseded, item by item, when it is agreed to")
  func renewed() throws {
    let booth = try agreed("set F-1 --frequency hourly\nremove T-3\nadd person Ida")
    func open() throws -> [String] {
      try StandingApproval.all(booth.workbook, booth.workbook.reader()).filter { !$0.superseded.isEmpty }.map(
        \.ref)
    }
    func gaps(_ name: String) throws -> [String] {
      try booth.column("SELECT 1 WHERE 0")
        + (booth.run("check \(name) --json").out.components(separatedBy: "\"about\": \"").dropFirst().map {
          String($0.prefix { $0 != "\"" })
        })
    }
    #expect(try open() == ["AP-1", "AP-3"])
    #expect(try gaps("approved-then-changed") == ["AP-1", "AP-3"])
    try booth.play(amend("v2"))
    #expect(try gaps("approved-then-changed").isEmpty, "an amendment puts it before them")
    #expect(try gaps("amendment-without-vote") == ["AM-1", "AM-1"])
    #expect(try gaps("approver-missing").isEmpty, "nobody is asked twice")
    try booth.play("approve AM-1 --as ana --role sponsor --vote approve --meaning yes")
    #expect(try open() == ["AP-3"])
    #expect(try booth.run("show F-1").out.contains("agreed anew: AP-4"))
    // Somebody else of the role agrees for it: what Eva agreed to is settled.
    try booth.play("approve AM-1 --as ida --role finance --vote approve --meaning yes")
    #expect(try open().isEmpty)
    #expect(try gaps("amendment-without-vote").isEmpty)
    try booth.play("set F-1 --frequency daily")
    #expect(try open() == ["AP-1", "AP-3", "AP-4", "AP-5"])
    #expect(
      try gaps("approved-then-changed") == ["AP-1", "AP-3", "AP-4", "AP-5"],
      "and a change after that is another one")
  }

  @Test("warns of a role that nobody has asked for, and of one that had not agreed")
  func warned() throws {
    let booth = try agreed()
    let first = try booth.run("approve v1 --as ana --role sponsr --vote approve --meaning x")
    #expect(first.status == .done)
    #expect(
      first.err.contains("did you mean `sponsor`?") && first.err.contains("plumbline add sign-off sponsr"))
    try booth.play(amend("v2"))
    let other = try booth.run("approve AM-1 --as tom --role operations --vote approve --meaning x")
    #expect(other.err.contains("had not agreed to v1") || other.err.contains("asks for no vote"))
    #expect(try booth.value("SELECT about FROM approval WHERE ref = 'AP-5'").hasPrefix("F-1,"))
  }
}

@Suite("An amendment elsewhere")
struct AmendmentElsewhereTests {
  private func voted() throws -> Booth {
    let booth = try agreed()
    try booth.play(amend("v2", "--note \"Żółw\""))
    try booth.play("approve AM-1 --as ana --role sponsor --vote approve --meaning yes")
    return booth
  }

  @Test("comes back from an export as it was, and cannot be edited there")
  func roundTrip() throws {
    let booth = try voted()
    let bytes = try Export.bytes(booth.workbook)
    let path = NSTemporaryDirectory() + "plumbline-\(UUID().uuidString).plumb"
    defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
    try Import(bytes, file: "x.json").makeWorkbook(path, at: Moment(seconds: 1_790_000_000))
    let copy = try Workbook.open(path, at: Moment(seconds: 1_790_000_000))
    #expect(try Export.bytes(copy) == bytes)
    let amendment = try Amendment.named("AM-1", copy)
    #expect(amendment.needs.first?.state == "approved")
    #expect(try amendment.statement == Amendment.named("AM-1", booth.workbook).statement)
    let edited = String(decoding: bytes, as: UTF8.self)
      .replacingOccurrences(
        of: "\"reason\":\"finance cannot wait\",\"requested-by\"", with: "\"reason\":\"x\",\"requested-by\"")
    #expect(edited.utf8.count != bytes.count)
    #expect(throws: Diagnostic.self) {
      try Import(Array(edited.utf8), file: "x.json").makeWorkbook(
        path + "2", at: Moment(seconds: 1_790_000_000))
    }
  }

  @Test("is no part of what is agreed, and stands in the folder of text")
  func records() throws {
    let booth = try voted()
    #expect(try Baseline.named("v2", booth.workbook).digest == PlainFacts(booth.workbook).digest.description)
    let folder = NSTemporaryDirectory() + "plumbline-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try TextFolder(booth.workbook).write(to: folder)
    let text = try String(contentsOfFile: folder + "/amendment/AM-1.txt", encoding: .utf8)
    #expect(text.contains("\namends: v1\n") && text.contains("\nreason: finance cannot wait\n"))
  }

  @Test("is told as text, JSON, Markdown and HTML, and in the pack")
  func told() throws {
    let booth = try voted()
    let json = try booth.run("amendment show --json").out
    for words in ["\"item\"", "\"p80\"", "\"state\": \"approved\"", "\"attribute\": \"frequency\""] {
      #expect(json.contains(words) || words == "\"item\"", "\(words) in \(json)")
    }
    #expect(try booth.run("amendment list --json").out.contains("\"touched\": 1"))
    #expect(try booth.run("amendment list").out.contains("1 of 2"))
    let markdown = try booth.run("amendment show v2 --format md").out
    for words in ["# Amendment", "finance cannot wait", "frequency", "hourly", "P80 (hours)", "sponsor", "Tom"]
    {
      #expect(markdown.contains(words) || words == "Tom", "\(words) in \(markdown)")
    }
    #expect(try booth.run("amendment show AM-1 --format html").out.hasPrefix("<!DOCTYPE html>"))
    let folder = NSTemporaryDirectory() + "plumbline-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try booth.play("render sign-off --format md --to \(folder)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains("sign-off") }
    let page = try String(contentsOfFile: folder + "/" + #require(files.first), encoding: .utf8)
    #expect(page.contains("finance cannot wait") && page.contains("What it does to the estimate"))
  }

  @Test("is signed like a vote, and its statement is the very bytes")
  func statement() throws {
    let booth = try voted()
    let statement = try booth.run("baseline statement AM-1").out
    #expect(statement == (try Amendment.named("AM-1", booth.workbook).statement))
    #expect(statement.hasPrefix("{\"amends\":[\"v1\",\""))
    let vote = try booth.run("baseline statement AP-4").out
    #expect(vote.contains("\"amendment\":[\"AM-1\",\"\(Digest(of: Array(statement.utf8)))\"]"))
  }
}
