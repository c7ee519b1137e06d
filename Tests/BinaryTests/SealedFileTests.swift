import Foundation
import Testing

@Suite("A workbook that was edited with the sqlite3 program")
struct SealedFileTests {
  private func signed() throws -> Program {
    let program = try Program()
    let done = try program.shell(
      """
      set -e
      $plumbline add person Ana
      $plumbline add system Stripe
      $plumbline add sign-off sponsor
      $plumbline baseline create v1 --with-open-gaps --reason "a first look"
      $plumbline approve v1 --as ana --role sponsor --vote reject --meaning "not yet"
      $plumbline set stripe --vendor Stripe
      $plumbline baseline verify
      """)
    try #require(done.status == 0, "\(done.err)")
    #expect(done.out.contains("journal: sound, 7 entries, head "))
    return program
  }

  static let edits: [(sql: String, isRefused: Bool, hint: String)] = [
    ("UPDATE fact_approval SET vote = 'approve'", true, "not edited"),
    ("DELETE FROM fact_approval", true, "not removed"),
    ("DELETE FROM journal WHERE seq = 6", true, "only added to"),
    (
      "DROP TRIGGER approval_stays; UPDATE fact_approval SET vote = 'approve'", false,
      "`AP-1` is not what the journal"
    ),
    (
      "DROP TRIGGER journal_is_not_cut; DELETE FROM journal WHERE seq = 3", false,
      "Entry 3 of the journal is missing"
    ),
    ("DROP TRIGGER journal_is_not_cut; DELETE FROM journal WHERE seq = 7", false, "Entry 7, the last"),
    (
      "DROP TRIGGER journal_is_not_edited; UPDATE journal SET who = 'eve' WHERE seq = 2", false,
      "Entry 2 of the journal is not as it was written"
    ),
    ("UPDATE fact_system SET vendor = 'Another'", false, "`stripe` is not what the journal says"),
  ]

  @Test("is guarded, or what was edited is found and located", arguments: edits.indices)
  func edited(index: Int) throws {
    let (sql, isRefused, hint) = Self.edits[index]
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") else {
      print("notice: there is no sqlite3 program; editing with it was not tried.")
      return
    }
    let program = try signed()
    let edit = try program.shell("sqlite3 acme.plumb \"\(sql)\"")
    #expect((edit.status != 0) == isRefused)
    guard !isRefused else {
      #expect(edit.err.contains(hint))
      #expect(try program.run("doctor").status == 0)
      return
    }
    for words in [["doctor"], ["baseline", "verify"]] {
      let outcome = try program.shell("$plumbline \(words.joined(separator: " "))")
      #expect(outcome.status == 3)
      #expect(outcome.err.contains(hint), "\(outcome.err)")
    }
  }

  @Test("is the same after an export and an import, byte for byte of a second export")
  func roundTrip() throws {
    let program = try signed()
    let done = try program.shell(
      """
      set -e
      $plumbline export json --to a.json
      $plumbline import json a.json b.plumb
      $plumbline export json --workbook b.plumb > b.json
      cmp a.json b.json
      $plumbline doctor --workbook b.plumb
      sed -i 's/not yet/go ahead/' a.json
      ! $plumbline import json a.json c.plumb
      ! test -e c.plumb
      ! $plumbline import json b.json b.plumb
      """)
    #expect(done.status == 0, "\(done.err)")
    #expect(done.err.contains("a.json:"))
    #expect(done.err.contains("b.plumb is already there"))
  }
}
