import Catalogue
import Diagnostics
import Foundation
import Testing

@testable import Agreements
@testable import Database
@testable import Workbook

@Suite("A baseline")
struct BaselineTests {
  @Test("is refused while something stops sign-off, each gap with its remedy, and changes nothing")
  func refused() throws {
    let booth = try Booth()
    let entries = try booth.workbook.journal().count
    let outcome = try booth.run("baseline create v1")
    #expect(outcome.status == .gaps)
    let blockers = try booth.run(
      "query \"select count(*) from open_gap where severity = 'blocker'\" --format csv"
    ).out
    let count = Int(blockers.split(separator: "\n").last?.filter(\.isNumber) ?? "") ?? 0
    #expect(count > 5)
    #expect(
      outcome.err.components(separatedBy: "error: ").count - 1 == count + 1, "each of them, and what to do")
    #expect(outcome.err.contains("plumbline set engagement --outcome"))
    #expect(outcome.err.contains("--with-open-gaps --reason"))
    #expect(try booth.run("baseline create v1 --with-open-gaps").status == .usage)
    #expect(try booth.workbook.journal().count == entries)
    #expect(try booth.run("baseline create v1 --with-open-gaps --reason x --dry-run").status == .done)
    #expect(try booth.workbook.journal().count == entries)
  }

  @Test("keeps what was open, why, and the digest of every item")
  func kept() throws {
    let booth = try Booth()
    _ = try booth.run("baseline create v1 --with-open-gaps --reason \"a first look\"")
    let baseline = try Baseline.named(nil, booth.workbook)
    let facts = try PlainFacts(booth.workbook)
    #expect(baseline.digest == facts.digest.description)
    #expect(baseline.count == facts.items.count)
    #expect(baseline.reason == "a first look")
    let gaps = try baseline.gaps(booth.workbook)
    #expect(gaps.count == baseline.openGaps && gaps.count { $0.severity == "blocker" } == baseline.openBlockers)
    #expect(gaps.contains { $0.gap == "engagement-without-outcome" && $0.about == "engagement" })
    #expect(try baseline.items(booth.workbook.reader()).count == facts.items.count)
    try booth.play("set stripe --rate-limit 7\nadd system CRM\nremove T-3\nremove F-2 --detach")
    #expect(try baseline.facts(booth.workbook).digest.description == baseline.digest)
    #expect(try Examination.problems(booth.workbook).isEmpty)
    #expect(try booth.run("baseline create v1 --with-open-gaps --reason x").err.contains("already"))
  }

  static let refusals = [
    "undo", "add baseline v9", "add approval x", "add condition x", "add signature x", "set v1 --name v2",
    "set v1 --ref v2", "set AP-1 --vote reject", "set AP-1 --evidence document", "set CN-1 --text x",
    "set CN-1 --due 2040-01-01", "set CN-1 --clear due", "remove v1", "remove AP-1", "remove CN-1 --detach",
    "remove ana --detach", "undo --said-by tom",
  ]

  @Test("and a vote are never changed, removed or undone by any command", arguments: refusals)
  func sealed(line: String) throws {
    let booth = try Booth(Booth.scope + "\n" + Booth.voted)
    let before = try Export.bytes(booth.workbook)
    let outcome = try booth.run(line)
    #expect(outcome.status == .usage, "\(outcome.out)")
    #expect(outcome.err.contains("plumbline "), "no remedy: \(outcome.err)")
    #expect(try Export.bytes(booth.workbook) == before)
  }

  static let statements = [
    "UPDATE fact_approval SET vote = 'reject'", "DELETE FROM fact_approval",
    "UPDATE fact_baseline SET digest = 'x'",
    "DELETE FROM fact WHERE kind = 'approval'", "DELETE FROM fact WHERE kind = 'condition'",
    "UPDATE fact SET captured_by = 'x' WHERE kind = 'baseline'", "UPDATE frozen_item SET ref = 'x'",
    "DELETE FROM frozen_item", "DELETE FROM frozen_gap", "UPDATE fact_condition SET due = NULL",
    "DELETE FROM fact_condition",
  ]

  @Test("and a vote are guarded by the file itself", arguments: statements)
  func guarded(sql: String) throws {
    let booth = try Booth(Booth.scope + "\n" + Booth.voted)
    #expect(throws: DatabaseError.self) { try booth.workbook.connection.execute(sql) }
  }

  @Test("lets what came after it be undone, and no more")
  func barrier() throws {
    let booth = try Booth(Booth.scope + "\nbaseline create v1 --with-open-gaps --reason x")
    try booth.play("set F-1 --owner tom\nset F-2 --owner tom\nundo\nundo\nredo\nundo")
    let outcome = try booth.run("undo")
    #expect(outcome.status == .usage)
    #expect(outcome.err.contains("sealed") && outcome.err.contains("baseline create v1"))
    #expect(try booth.run("redo").status == .done)
  }
}

@Suite("A vote")
struct VoteTests {
  static let wrong: [(line: String, hint: String)] = [
    ("approve v1 --as ana --role sponsor --vote approve", "meaning"),
    ("approve v1", "Who votes?"), ("approve v9 --as ana --role x --vote approve --meaning y", "v1"),
    ("approve v1 --as nobody --role x --vote approve --meaning y", "person"),
    ("approve v1 --as stripe --role x --vote approve --meaning y", "not a person"),
    ("approve v1 --as ana --role x --vote yes --meaning y", "approve-with-conditions"),
    ("approve v1 --as ana --role x --vote approve-with-conditions --meaning y", "needs a condition"),
    ("approve v1 --as ana --role x --vote approve --meaning y --condition z", "takes no conditions"),
    ("approve v1 --as ana --role x --vote approve --meaning y --about crm-x", "crm-x"),
    ("approve v1 --as ana --role x --vote approve --meaning y --about W-1", "not part of v1"),
    (
      "approve v1 --as ana --role x --vote approve-with-conditions --meaning y --condition a --condition b --owner tom "
        + "--owner ana --owner tom", "2 conditions"
    ),
    (
      "approve v1 --as ana --role x --vote approve-with-conditions --meaning y --condition a --due soon",
      "YYYY-MM-DD"
    ),
    ("approve v1 --as ana --role x --vote approve --meaning y --sign /nowhere/key", "no key"),
  ]

  @Test("is refused when it does not say enough, and changes nothing", arguments: wrong.indices)
  func refused(index: Int) throws {
    let booth = try Booth(
      Booth.scope + "\nadd workshop Kick-off\nbaseline create v1 --with-open-gaps --reason x")
    let entries = try booth.workbook.journal().count
    let outcome = try booth.run(Self.wrong[index].line)
    #expect(outcome.status == .usage)
    #expect(outcome.err.contains(Self.wrong[index].hint), "\(outcome.err)")
    #expect(try booth.workbook.journal().count == entries)
  }

  @Test("states who, what, and the digests it means; a part of an item means the item")
  func statement() throws {
    let booth = try Booth(Booth.scope + "\nbaseline create v1 --with-open-gaps --reason x")
    try booth.play(
      "approve v1 --as ana --role finance --vote approve-with-conditions --meaning \"these amounts\" --about "
        + "stripe.invoice.total --about F-1 --condition a --condition b --owner tom --due 2030-01-31")
    let told = try booth.run("baseline statement AP-1").out
    let invoice = try booth.value("SELECT digest FROM baseline_item WHERE ref = 'invoice'")
    #expect(told.hasPrefix("{\"about\":[[\"invoice\",\"\(invoice)\"],[\"F-1\",\""))
    #expect(told.contains("\"digest\":\"\(try Baseline.named("v1", booth.workbook).digest)\""))
    #expect(
      told.contains("\"conditions\":[{\"due\":\"2030-01-31\",\"owner\":\"tom\",\"text\":\"a\"},{\"due\":"))
    #expect(told.contains("\"name\":\"Ana\",\"person\":\"ana\",\"role\":\"finance\""))
    #expect(try booth.column("SELECT owner || due FROM condition") == ["tom2030-01-31", "tom2030-01-31"])
  }

  @Test("is replaced by a later one of the same person and role; a quorum counts people")
  func quorum() throws {
    let booth = try Booth(
      Booth.scope + "\nadd sign-off board --votes 2\nadd sign-off operations --about F-2\n"
        + "baseline create v1 --with-open-gaps --reason x")
    func states() throws -> [String] { try booth.column("SELECT given || ' ' || state FROM sign_off_status") }
    #expect(try states() == ["0 missing", "0 missing"])
    try booth.play("approve v1 --as ana --role Board --vote approve --meaning x")
    try booth.play("approve v1 --as ana --role board --vote approve --meaning again")
    #expect(try states() == ["1 missing", "0 missing"])
    try booth.play("approve v1 --as tom --role board --vote approve --meaning x")
    #expect(try states() == ["2 approved", "0 missing"])
    try booth.play("approve v1 --as tom --role operations --vote approve --meaning x --about F-1")
    #expect(try states()[1] == "0 missing", "another flow is not the one it has to agree to")
    try booth.play(
      "approve v1 --as tom --role operations --vote approve-with-conditions --meaning x --about F-2 --condition y"
    )
    #expect(try states()[1] == "1 approved-with-conditions")
    try booth.play("approve v1 --as tom --role board --vote reject --meaning \"no after all\"")
    #expect(try states()[0] == "1 rejected")
    #expect(try booth.column("SELECT ref FROM standing_approval") == ["AP-2", "AP-4", "AP-5", "AP-6"])
    let shown = try booth.run("baseline show v1").out
    #expect(shown.contains("1 of 2 have agreed."))
    #expect(shown.contains("replaced by a later vote"))
  }
}

@Suite("What a change supersedes")
struct SupersessionTests {
  private func entries(_ line: String) throws -> [String] {
    let booth = try Booth(Booth.scope + "\nbaseline create v1 --with-open-gaps --reason x")
    if !line.isEmpty { try booth.play(line) }
    return try Supersession(since: Baseline.named("v1", booth.workbook), booth.workbook).entries
      .map { "\($0.ref) \($0.how.rawValue)" + ($0.because.map { " \($0)" } ?? "") }
  }

  static let cases: [(line: String, expected: [String])] = [
    ("", []), ("add workshop Kick-off", []), ("set stripe --rate-limit 5\nundo", []),
    ("set stripe.invoice.memo --evidence document --said-by tom", []),
    // A field that nothing moves.
    ("set stripe.invoice.memo --meaning x", ["invoice changed", "estimate downstream invoice"]),
    // A field, its mapping, the flow that moves it, and what is tested and what is said of that.
    (
      "set stripe.invoice.total --meaning x",
      [
        "invoice changed", "D-1 downstream invoice", "EX-1 downstream invoice", "F-1 downstream invoice",
        "M-1 downstream invoice", "T-1 downstream invoice", "T-2 downstream invoice",
        "estimate downstream invoice",
      ]
    ),
    (
      "set M-1 --rule x",
      [
        "M-1 changed", "D-1 downstream M-1", "EX-1 downstream M-1", "F-1 downstream M-1", "T-1 downstream M-1",
        "T-2 downstream M-1", "estimate downstream M-1",
      ]
    ),
    (
      "set X-1 --condition x",
      [
        "X-1 changed", "D-1 downstream X-1", "EX-1 downstream X-1", "F-1 downstream X-1", "T-1 downstream X-1",
        "estimate downstream X-1",
      ]
    ),
    ("set T-1 --given x", ["T-1 changed", "estimate downstream T-1"]),
    (
      "set F-2 --owner tom",
      ["F-2 changed", "Q-1 downstream F-2", "T-3 downstream F-2", "estimate downstream F-2"]
    ),
    ("remove Q-1", ["Q-1 removed", "estimate downstream Q-1"]),
    ("add system CRM", ["crm added", "estimate downstream crm"]),
    ("set ana --email c@example.org", ["ana changed", "estimate downstream ana"]),
  ]

  @Test("is exactly what was touched and what rests on that", arguments: cases.indices)
  func exactly(index: Int) throws {
    #expect(try entries(Self.cases[index].line) == Self.cases[index].expected, "\(Self.cases[index].line)")
  }

  @Test("is told for each vote by what it covers")
  func byVote() throws {
    let booth = try Booth(Booth.scope + "\n" + Booth.voted)
    try booth.play("set M-1 --rule x")
    let votes = try StandingApproval.all(booth.workbook, booth.workbook.reader())
    #expect(votes.map { $0.superseded.isEmpty } == [false, true])
    #expect(
      try booth.run(
        "query \"select approval, item, how, because from superseded_item where item = 'F-1'\" --format csv"
      ).out
        .contains("AP-1,F-1,downstream,M-1"))
    #expect(try booth.run("baseline show v1").out.contains("superseded for 7"))
    #expect(try booth.run("check approved-then-changed --json").out.contains("AP-1"))
    try booth.play("undo")
    #expect(try !booth.run("check approved-then-changed --json").out.contains("AP-1"))
  }
}

@Suite("What was signed and tampered with")
struct SignedTamperingTests {
  static let edits: [(sql: String, hint: String)] = [
    (
      "UPDATE fact_approval SET vote = 'approve' WHERE vote LIKE '%conditions'",
      "`AP-1` is not what the journal says"
    ),
    ("UPDATE fact_approval SET meaning = 'anything'", "`AP-1` is not what the journal says"),
    ("UPDATE fact_approval SET person_id = (SELECT id FROM fact WHERE ref = 'tom')", "`AP-1`"),
    ("UPDATE fact_approval SET about = NULL WHERE about IS NOT NULL", "`AP-2`"),
    ("DELETE FROM fact_approval WHERE about IS NOT NULL", "`AP-2`"),
    ("DELETE FROM fact WHERE kind = 'condition'", "`CN-1`"),
    ("UPDATE fact_condition SET due = '2040-01-01'", "`CN-1`"),
    ("UPDATE fact_baseline SET reason = 'none was needed'", "`v1`"),
    ("UPDATE frozen_item SET digest = zeroblob(32) WHERE ref = 'F-1'", "The digest that v1 keeps of `F-1`"),
    ("DELETE FROM frozen_item WHERE ref = 'F-1'", "v1 has lost its item `F-1`"),
    (
      "INSERT INTO frozen_item SELECT baseline_id, 'F-9', kind, digest FROM frozen_item WHERE ref = 'F-1'",
      "`F-9`"
    ),
    ("DELETE FROM frozen_gap WHERE position = 1", "`v1`"),
    ("UPDATE journal SET changeset = zeroblob(length(changeset)) WHERE seq = 8", "Entry 8 of the journal"),
    ("DELETE FROM journal WHERE action = 'seal'", "missing"),
  ]

  @Test("is found and located by doctor and by baseline verify", arguments: edits.indices)
  func found(index: Int) throws {
    let booth = try Booth(Booth.scope + "\n" + Booth.voted + "\nset F-1 --owner tom")
    try booth.expectFound(Self.edits[index].sql, Self.edits[index].hint)
  }

  @Test("is found when facts and journal were edited together before a baseline, by what the baseline keeps")
  func consistent() throws {
    // The whole chain made anew, as somebody could who knows how: the vote's own words still tell.
    let booth = try Booth(Booth.scope + "\n" + Booth.voted)
    let honest = try Baseline.named("v1", booth.workbook)
    let forged = try Booth(
      Booth.scope.replacingOccurrences(of: "cents to units", with: "units to cents") + "\n" + Booth.voted)
    #expect(try Examination.problems(forged.workbook).isEmpty, "a chain without an anchor proves only itself")
    let other = try Baseline.named("v1", forged.workbook)
    #expect(other.digest != honest.digest && other.head != honest.head, "and the printed digest is the anchor")
  }
}
