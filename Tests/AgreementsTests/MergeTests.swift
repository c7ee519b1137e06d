import Catalogue
import Commands
import Diagnostics
import Digests
import Foundation
import Testing

@testable import Agreements
@testable import Database
@testable import Workbook

/// Two laptops with copies of one workbook.
private struct Pair {
  let a: Booth
  let b: Booth

  init(_ common: String = Booth.scope, a: String = "", b: String = "") throws {
    self.a = try Booth(common)
    self.b = try Booth("", workbook: self.a.workbook.rehearsal())
    try self.b.play(b)
    try self.a.play(a)
  }

  private init(_ a: Booth, _ b: Booth) { (self.a, self.b) = (a, b) }

  /// The same two again, as they are now.
  func copy() throws -> Pair {
    Pair(try Booth("", workbook: a.workbook.rehearsal()), try Booth("", workbook: b.workbook.rehearsal()))
  }

  @discardableResult
  static func merge(
    _ other: Booth, into booth: Booth,
    _ choose: @escaping (MergeConflict) -> MergeConflict.Choice? = { _ in nil }
  ) throws -> MergePlan {
    let plan = try booth.workbook.plan(merging: MergeSource(other.workbook), choices: choose)
    guard plan.conflicts.isEmpty else { return plan }
    let chance = UInt64.random(in: 0...UInt64.max)
    try booth.workbook.apply(
      plan, "merge other.plumb",
      by: Attribution(who: "ana", at: Moment(seconds: 1_790_000_000), chance: chance))
    return plan
  }

  /// Whichever is larger holds, and of lists both: whoever merges whom, the same is chosen.
  static func larger(_ conflict: MergeConflict) -> MergeConflict.Choice {
    conflict.both != nil ? .both : (conflict.mine ?? "") > (conflict.theirs ?? "") ? .mine : .theirs
  }
}

extension Booth {
  /// Somebody of a name captures something, on the word of another.
  fileprivate func change(
    _ who: String, _ summary: String, on saidBy: String? = nil, _ work: (Capture) throws -> Void
  ) throws {
    let by = Attribution(
      who: who, at: Moment(seconds: 1_785_000_000), chance: UInt64.random(in: 1 << 40...UInt64.max),
      saidBy: saidBy)
    try workbook.capture(summary, by: by) { try work($0) }
  }

  fileprivate func digest() throws -> Digest { try PlainFacts(workbook).digest }
}

@Suite("Merging")
struct MergeTests {
  @Test("takes what the other captured, changed and removed, and keeps what was captured here")
  func takes() throws {
    let pair = try Pair(
      a: "set F-1 --owner ana\nadd system Sage\nadd field stripe.invoice.note",
      b:
        "set F-1 --enhancement-hours-per-year 3\nadd system Odoo --said-by tom\nremove T-3\nadd field xero.Invoice.Note\nset xero --ref xero-uk"
    )
    let plan = try Pair.merge(pair.b, into: pair.a)
    #expect(plan.conflicts.isEmpty)
    #expect(try pair.a.value("SELECT owner FROM flow WHERE ref = 'F-1'") == "ana")
    #expect(try pair.a.value("SELECT count(*) FROM system") == "4")
    #expect(try pair.a.value("SELECT count(*) FROM item WHERE ref = 'T-3'") == "0")
    #expect(try pair.a.value("SELECT count(*) FROM item WHERE ref = 'xero-uk.Invoice.Note'") == "1")
    #expect(try pair.a.value("SELECT said_by FROM item WHERE ref = 'odoo'") == "tom")
    #expect(try pair.a.workbook.examine().isEmpty)
    #expect(try pair.a.workbook.journal().last?.summary == "merge other.plumb")
    #expect(try Pair.merge(pair.b, into: pair.a).isNothing, "merging again changes nothing")
    try pair.a.play("undo")
    #expect(try pair.a.value("SELECT count(*) FROM system") == "3")
  }

  @Test("calls what both changed differently a conflict, with both values and who")
  func conflicts() throws {
    let pair = try Pair(
      a: "set stripe --rate-limit 200\nset F-1 --owner ana\nremove T-1",
      b: "set stripe --rate-limit 300 --said-by tom\nset F-1 --owner ana\nset T-1 --then \"it is there\"")
    let before = try pair.a.digest()
    let plan = try Pair.merge(pair.b, into: pair.a)
    #expect(plan.conflicts.map(\.ref) == ["T-1", "stripe"])
    let limit = try #require(plan.conflicts.last)
    #expect(limit.attribute == "rate-limit")
    #expect([limit.base, limit.mine, limit.theirs] == ["100", "200", "300"])
    #expect(limit.mineBy?.summary == "set stripe --rate-limit 200")
    #expect(limit.theirsBy?.saidBy == "tom")
    #expect(plan.conflicts.first?.attribute == nil)
    #expect(plan.conflicts.first?.mine == nil)
    #expect(try pair.a.digest() == before, "nothing is merged while anything is open")
    try Pair.merge(pair.b, into: pair.a) { _ in .theirs }
    #expect(try pair.a.value("SELECT rate_limit FROM system WHERE ref = 'stripe'") == "300")
    #expect(try pair.a.value("SELECT count(*) FROM item WHERE ref = 'T-1'") == "1")
    #expect(try Pair.merge(pair.b, into: pair.a).isNothing)
    // What was decided here is news there, and no conflict again.
    #expect(try Pair.merge(pair.a, into: pair.b).conflicts.isEmpty)
    #expect(try pair.a.digest() == pair.b.digest())
  }

  @Test(
    "asks about a list that both changed, and takes what either put in without what either took out if told so")
  func lists() throws {
    let pair = try Pair(
      Booth.scope + "\nset D-1 --about invoice,F-1,F-2", a: "set D-1 --about F-1,invoice,M-1,EX-1",
      b: "set D-1 --about invoice,T-1,F-2,EX-1\nset M-1 --sources stripe.invoice.total,stripe.invoice.memo")
    let other = try pair.copy()
    let plan = try Pair.merge(pair.b, into: pair.a)
    let conflict = try #require(plan.conflicts.first)
    #expect(plan.conflicts.count == 1, "a list that one side changed is no conflict")
    #expect(conflict.ref == "D-1" && conflict.attribute == "about")
    #expect(conflict.base == "invoice, F-1, F-2")
    #expect(conflict.mine == "F-1, invoice, M-1, EX-1")
    #expect(conflict.both == "invoice, M-1, EX-1, T-1", "in the order in which what is new was captured")
    try Pair.merge(pair.b, into: pair.a) { _ in .both }
    try Pair.merge(other.a, into: other.b) { _ in .both }
    #expect(try pair.a.value("SELECT about FROM decision") == "invoice, M-1, EX-1, T-1")
    #expect(try pair.a.digest() == other.b.digest())
    #expect(try pair.a.workbook.examine().isEmpty)
    let limit = try Pair(a: "set stripe --rate-limit 1", b: "set stripe --rate-limit 2")
    #expect(
      try Pair.merge(limit.b, into: limit.a) { _ in .both }.conflicts.count == 1, "one number cannot be both")
  }

  @Test(
    "keeps who changed what in the other workbook, beside who merged, through undo, redo and a third workbook")
  func authors() throws {
    let pair = try Pair(a: "set F-2 --owner ana", b: "")
    let common = try pair.a.workbook.newestEntry() - 1
    try pair.b.change("bob", "set F-1 --owner tom", on: "ana") {
      try $0.set(try $0.fact("F-1"), ["owner": .references(["tom"])])
    }
    try pair.b.change("eve", "add system Odoo") {
      _ = try $0.add(try Catalogue.kind("system"), ["name": .text("Odoo")])
    }
    try pair.b.change("bob", "set odoo --vendor Odoo") {
      try $0.set(try $0.fact("odoo"), ["vendor": .text("Odoo")])
    }
    try pair.b.play("remove T-3")
    func told(_ booth: Booth, _ ref: String, _ attribute: String?) throws -> [String?] {
      let entry = try booth.workbook.history(of: ref).last { $0.attribute == attribute }?.entry
      return [entry?.who, entry?.origin?.who, entry?.origin?.saidBy, entry?.origin?.summary]
    }
    func expect(_ booth: Booth) throws {
      #expect(try told(booth, "F-1", "owner") == ["ana", "bob", "ana", "set F-1 --owner tom"])
      #expect(try told(booth, "odoo", nil) == ["ana", "eve", nil, "add system Odoo"])
      #expect(try told(booth, "odoo", "name") == ["ana", "eve", nil, "add system Odoo"])
      #expect(try told(booth, "odoo", "vendor") == ["ana", "bob", nil, "set odoo --vendor Odoo"])
      #expect(try told(booth, "T-3", nil)[3] == "remove T-3")
    }
    let third = try Booth("", workbook: pair.a.workbook.asOf(entry: common), seat: 3)
    try Pair.merge(pair.b, into: pair.a)
    try expect(pair.a)
    #expect(
      try told(pair.a, "F-2", "owner") == ["ana", nil, nil, nil], "what was changed here has no other author")
    try pair.a.play("undo\nredo")
    try expect(pair.a)
    let diff = try Comparison.between(third.workbook, pair.a.workbook, after: common)
    let owner = try #require(diff.rows.first { $0[3] == .text("F-1") && $0[8] == .text("owner") })
    #expect(owner[13] == .text("bob") && owner[16] == .text("set F-1 --owner tom"))
    // What was merged is handed on with its authors: to a third workbook they are those who changed it.
    try Pair.merge(pair.a, into: third)
    try expect(third)
    #expect(try third.workbook.examine().isEmpty)
    // In a conflict, too, it is they who are named.
    try third.play("set F-1 --owner ana")
    let fourth = try Booth("", workbook: pair.a.workbook.rehearsal(), seat: 4)
    try fourth.play("set F-1 --owner ana\nset F-1 --frequency hourly")
    try pair.a.play("set F-1 --frequency daily")
    let conflict = try #require(try Pair.merge(fourth, into: pair.a).conflicts.first)
    #expect(conflict.mineBy?.first.who == "ana" && conflict.attribute == "frequency")
    let out = try pair.a.run("history F-1").out
    #expect(out.contains("bob (merged ") && out.contains(" by ana)"), "\(out)")
  }

  @Test("gives one of two facts with one number another, the same on both sides")
  func renumbers() throws {
    let pair = try Pair(
      a: "add exception Late --flow F-1\nadd person Eva",
      b: "add exception Twice --flow F-2\nadd person Eva --email e@example.org")
    let copy = try pair.copy()
    let plan = try Pair.merge(pair.b, into: pair.a)
    #expect(plan.conflicts.isEmpty)
    #expect(plan.notes.count == 1)
    #expect(try pair.a.column("SELECT ref FROM exception ORDER BY ref") == ["EX-1", "EX-2", "EX-3"])
    #expect(try pair.a.value("SELECT email FROM person WHERE ref = 'eva'") == "e@example.org")
    try Pair.merge(copy.a, into: copy.b)
    #expect(try pair.a.digest() == copy.b.digest())
    #expect(try pair.a.workbook.examine().isEmpty)
    try pair.a.play("add exception Fourth --flow F-1")
    #expect(try pair.a.value("SELECT max(ref) FROM exception") == "EX-4")
  }

  @Test("keeps what one side removed and the other refers to, once somebody has said so")
  func references() throws {
    let pair = try Pair(a: "remove T-3\nremove F-2 --detach", b: "add exception Late --flow F-2")
    let plan = try Pair.merge(pair.b, into: pair.a)
    #expect(plan.conflicts.map(\.ref) == ["F-2"])
    try Pair.merge(pair.b, into: pair.a) { _ in .theirs }
    #expect(try pair.a.value("SELECT flow FROM exception WHERE title = 'Late'") == "F-2")
    #expect(try pair.a.workbook.examine().isEmpty)
  }

  @Test("opens again what one side agreed and the other changed")
  func reopens() throws {
    let pair = try Pair(
      a: "set M-1 --state agreed --decided-by ana", b: "set M-1 --rule \"as it is\"")
    #expect(try Pair.merge(pair.b, into: pair.a).conflicts.isEmpty)
    #expect(try pair.a.value("SELECT state FROM mapping WHERE ref = 'M-1'") == "proposed")
    #expect(try pair.a.value("SELECT rule FROM mapping WHERE ref = 'M-1'") == "as it is")
  }

  @Test("brings votes on a baseline that both have, for good, and leaves baselines of theirs")
  func votes() throws {
    let pair = try Pair(
      Booth.scope + "\n" + Booth.voted,
      b:
        "approve v1 --as ana --role finance --vote approve --meaning yes\nset F-1 --owner tom\nbaseline create v2\napprove v2 --as ana --role sponsor --vote approve --meaning more"
    )
    let plan = try Pair.merge(pair.b, into: pair.a)
    #expect(plan.conflicts.isEmpty)
    #expect(plan.notes.count == 2)
    #expect(
      try pair.a.column("SELECT meaning FROM approval ORDER BY id") == ["build this", "we can run it", "yes"])
    #expect(try pair.a.column("SELECT ref FROM baseline") == ["v1"])
    #expect(try pair.a.workbook.examine().isEmpty)
    #expect(try Examination.problems(pair.a.workbook).isEmpty)
    #expect(try pair.a.run("undo").status == .usage, "what was signed is not taken back")
    #expect(try Pair.merge(pair.b, into: pair.a).isNothing)
  }

  @Test("refuses two workbooks that never were one")
  func strangers() throws {
    let (a, b) = (try Booth("add person Eva"), try Booth("", workbook: .inMemory()))
    try b.workbook.capture("init", by: Attribution(who: "b", at: Moment(seconds: 5), chance: 9)) {
      try $0.add(Catalogue.engagement, ["name": .text("Another")])
    }
    #expect(throws: Diagnostic.self) { try Pair.merge(b, into: a) }
  }

  @Test("comes to the same facts in whatever order three are brought together", arguments: UInt64(1)...8)
  func order(seed: UInt64) throws {
    var chance = Chance(seed)
    let common = try Booth()
    var all: [[Booth]] = [[], []]
    for (seat, side) in ["a", "b", "c"].enumerated() {
      let booth = try Booth("", workbook: common.workbook.rehearsal(), seat: UInt64(seat + 2))
      for _ in 0..<20 { _ = try booth.run(chance.plainLine(side)) }
      for index in all.indices { all[index].append(try Booth("", workbook: booth.workbook.rehearsal())) }
    }
    for (booths, order) in zip(all, [[0, 1, 2], [2, 1, 0]]) {
      for from in order.dropFirst() {
        let plan = try Pair.merge(booths[from], into: booths[order[0]], Pair.larger)
        #expect(plan.conflicts.isEmpty)
      }
    }
    let differing = try Comparison.between(all[0][0].workbook, all[1][2].workbook)
    #expect(try all[0][0].digest() == all[1][2].digest(), "\(differing.rows)")
    #expect(try all[0][0].workbook.examine().isEmpty)
  }

  @Test("comes to the same whoever merges whom, and to nothing the second time", arguments: UInt64(1)...20)
  func commutes(seed: UInt64) throws {
    var chance = Chance(seed)
    let pair = try Pair()
    for _ in 0..<25 { _ = try pair.b.run(chance.line("b")) }
    for _ in 0..<25 { _ = try pair.a.run(chance.line("a")) }
    let other = try pair.copy()
    let before = try Comparison.between(pair.a.workbook, pair.a.workbook)
    #expect(before.facts.isEmpty)
    for (from, into) in [(pair.b, pair.a), (other.a, other.b)] {
      let plan = try Pair.merge(from, into: into, Pair.larger)
      #expect(plan.conflicts.isEmpty)
      #expect(try into.workbook.examine().isEmpty)
      #expect(try Pair.merge(from, into: into).isNothing)
    }
    #expect(try pair.a.digest() == other.b.digest())
    let back = try Pair.merge(pair.a, into: pair.b)
    #expect(back.conflicts.isEmpty)
    #expect(try pair.a.digest() == pair.b.digest())
    #expect(try Pair.merge(pair.b, into: pair.a).isNothing)
    // And those who merged each other at once have nothing to quarrel about.
    #expect(try Pair.merge(other.b, into: pair.a).conflicts.isEmpty)
    #expect(try pair.a.digest() == other.b.digest())
  }
}

/// Lines that somebody types without thinking; many are refused.
private struct Chance {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return values[Int(state % UInt64(values.count))]
  }

  /// Nothing that is called by a number, shares its name with another kind, is renamed or goes: which of three facts
  /// gets another name hangs on who comes first.
  mutating func plainLine(_ side: String) -> String {
    let word = pick(["one", "two", "three", side])
    return pick([
      "add system \(word)", "add entity e-\(word)", "set F-\(pick([1, 2])) --owner \(pick(["ana", "tom"]))",
      "add field \(pick(["stripe.invoice", "xero.Invoice", "xero.Contact"])).\(word) --type \(pick(["text", "date"]))",
      "set stripe --rate-limit \(pick([1, 2, 3]))", "set \(word) --vendor \(pick(["Ltd", "Inc"]))",
      "set stripe.invoice.memo --meaning \(word)", "set M-1 --rule \(word)", "set EX-1 --severity high",
      "set D-1 --about \(pick(["invoice", "F-1", "invoice,F-2", "F-2,F-1", "M-1,invoice"]))", "undo",
    ])
  }

  mutating func line(_ side: String) -> String {
    let word = pick(["one", "two", "three", side])
    return pick([
      "add system \(word)", "add exception \(word) --flow \(pick(["F-1", "F-2", "F-3"]))", "add person \(word)",
      "add entity \(word)", "add field \(pick(["stripe.invoice", "xero.Invoice", "xero.Contact"])).\(word)",
      "set F-\(pick([1, 2])) --owner \(pick(["ana", "tom"]))", "set stripe --rate-limit \(pick([1, 2, 3]))",
      "set \(pick(["stripe", "xero", "tom", "invoice"])) --ref \(word)",
      "remove \(pick(["EX-1", "T-1", "T-2", "M-1", "D-1"])) --detach",
      "remove \(pick(["xero.Contact", "stripe.invoice.memo", "F-2", "P-1"])) --detach",
      "set stripe.invoice.memo --meaning \(word)", "set D-1 --about \(pick(["invoice", "F-1", "F-2,F-1"]))",
      "set M-1 --state agreed --decided-by ana", "set M-1 --rule \(word)", "set EX-1 --severity high",
      "add test --of \(pick(["F-1", "F-2", "M-1"])) --class \(pick(["normal", "missing"]))", "undo",
      "add flow \(word) --source stripe --target xero",
      "park \(word) --about \(pick(["F-1", "F-2", "invoice"]))",
    ])
  }
}

extension Comparison {
  fileprivate static func between(_ a: Workbook, _ b: Workbook, after entry: Int? = nil) throws -> Comparison {
    try Comparison(a, b, journal: b, after: try entry ?? b.newestEntry())
  }
}

@Suite("The folder of text")
struct TextFolderTests {
  @Test("is written once, brought up to date, and leaves what others put there")
  func folder() throws {
    let folder = NSTemporaryDirectory() + "plumbline-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let booth = try Booth()
    let first = try TextFolder(booth.workbook).write(to: folder)
    #expect(first.written.contains("flow/F-1.txt"))
    #expect(try TextFolder(booth.workbook).write(to: folder).written.isEmpty)
    try FileManager.default.createDirectory(atPath: folder + "/notes", withIntermediateDirectories: true)
    try "mine".write(toFile: folder + "/notes/mine.txt", atomically: true, encoding: .utf8)
    try booth.play("set F-1 --owner ana\nremove T-3")
    let second = try TextFolder(booth.workbook).write(to: folder)
    #expect(second.written == ["flow/F-1.txt"])
    #expect(second.removed == ["test/T-3.txt"])
    let flow = try String(contentsOfFile: folder + "/flow/F-1.txt", encoding: .utf8)
    #expect(flow.contains("\nowner: ana\n"))
    #expect(FileManager.default.fileExists(atPath: folder + "/notes/mine.txt"))
    try "mine".write(toFile: folder + "/test/T-9.txt", atomically: true, encoding: .utf8)
    for _ in 0..<6 { try booth.play("add test --of F-1 --class normal") }
    #expect(throws: Diagnostic.self) { try TextFolder(booth.workbook).write(to: folder) }
  }
}

@Suite("What changed")
struct ComparisonTests {
  @Test("applied to the one state gives the other", arguments: UInt64(1)...8)
  func applied(seed: UInt64) throws {
    var chance = Chance(seed)
    let booth = try Booth()
    let entry = try booth.workbook.newestEntry()
    for _ in 0..<40 { _ = try booth.run(chance.line("a")) }
    let before = try booth.workbook.asOf(entry: entry)
    let changes = try Comparison(before, booth.workbook, journal: booth.workbook, after: entry)
    typealias Facts = [String: [String: [UInt8]]]
    func plain(_ workbook: Workbook) throws -> Facts {
      Dictionary(
        uniqueKeysWithValues: try PlainFacts(workbook).facts.filter { !$0.isRecord }.map { fact in
          (fact.ref, Dictionary(uniqueKeysWithValues: fact.attributes.map { ($0.name, $0.value.canonical) }))
        })
    }
    var facts = try plain(before)
    // All that were renamed leave their places before anything takes one.
    var moved: Facts = [:]
    for fact in changes.facts {
      let old = fact.changes.first { $0.attribute == "ref" }?.old?.shown ?? fact.ref
      moved[fact.ref + (fact.how == .removed ? "\u{0}" : "")] = facts.removeValue(forKey: old)
    }
    for fact in changes.facts where fact.how != .removed {
      var attributes = moved[fact.ref] ?? [:]
      for change in fact.changes {
        guard let name = change.attribute, name != "ref" else { continue }
        attributes[name] = change.new?.canonical
      }
      facts[fact.ref] = attributes
    }
    #expect(facts == (try plain(booth.workbook)))
    // What reads another way only because what it refers to was renamed was changed by nobody.
    for change in changes.facts.flatMap(\.changes) where [nil, "ref"].contains(change.attribute) {
      #expect(change.entry.map { $0.seq > entry } ?? false)
    }
  }

  @Test("tells a rename as one, the decision beside the change, and who on whose word")
  func told() throws {
    let booth = try Booth(
      Booth.scope
        + "\nbaseline create v1\nset tom --ref thomas\nset F-1 --owner ana --said-by thomas\ndecide \"Ana runs it\" --about F-1 --maker ana"
    )
    let outcome = try booth.run("diff")
    #expect(outcome.out.contains("ref: tom → thomas"))
    #expect(outcome.out.contains("owner: not known → ana"))
    #expect(outcome.out.contains("said by thomas"))
    #expect(outcome.out.contains("decided: D-2"))
    #expect(try booth.run("diff v1 v1").out == "Nothing changed from v1 to v1.\n")
    #expect(try booth.run("diff now").status == .usage)
    #expect(try booth.run("diff --format md").out.contains("# What changed"))
  }
}
