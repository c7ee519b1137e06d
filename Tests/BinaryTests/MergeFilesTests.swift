import Foundation
import Testing

@Suite("Merging files")
struct MergeFilesTests {
  /// `acme.plumb` and its copy `b.plumb`, which disagree on three things.
  private func apart() throws -> Program {
    var program = try Program()
    program.variables = ["PLUMBLINE_WORKBOOK": "acme.plumb"]
    let done = try program.shell(
      """
      set -e
      export USER=ana
      $plumbline add person Ana
      $plumbline add person Tom
      $plumbline add system Stripe
      $plumbline add system Xero
      $plumbline add entity Invoice --system-of-record stripe
      $plumbline decide "Stripe is right" --about invoice --maker ana
      cp acme.plumb b.plumb
      export USER=bob
      $plumbline set stripe --workbook b.plumb --rate-limit 5 --said-by tom
      $plumbline set xero --workbook b.plumb --vendor "=1+1"
      $plumbline set D-1 --workbook b.plumb --about invoice,xero
      export USER=ana
      $plumbline set stripe --rate-limit 7
      $plumbline set xero --vendor Xero
      $plumbline set D-1 --about invoice,stripe
      """)
    try #require(done.status == 0, "\(done.err)")
    return program
  }

  static let others: [(make: String, status: Int32, hints: [String])] = [
    ("ln acme.plumb other.plumb", 2, ["is this workbook itself", "plumbline merge OTHER.plumb --workbook"]),
    ("ln -s acme.plumb other.plumb", 2, ["is this workbook itself"]),
    ("true", 3, ["no workbook at", "plumbline merge OTHER.plumb"]),
    ("mkdir other.plumb", 3, ["not a Plumbline workbook", "it is a folder"]),
    ("echo ref,keep > other.plumb", 3, ["not a Plumbline workbook", "plumbline import json"]),
    (
      "$plumbline export json --to other.plumb", 3,
      ["not a Plumbline workbook", "an export becomes a workbook"]
    ),
    ("head -c 5000 b.plumb > other.plumb", 3, ["other.plumb"]),
    (
      "$plumbline init other.plumb --name Other", 2,
      ["have no entry in common", "each with its own `init`", "cp "]
    ),
    (
      "cp b.plumb other.plumb; sqlite3 other.plumb 'PRAGMA user_version = 99'", 3,
      ["has schema version 99", "plumbline --version"]
    ),
    (
      "cp b.plumb other.plumb; sqlite3 other.plumb \"DROP TRIGGER journal_is_not_edited; UPDATE journal SET who = 'eve' WHERE seq = 9\"",
      3,
      ["Entry 9 of the journal is not as it was written", "nothing was merged", "plumbline doctor --workbook"]
    ),
    (
      "cp b.plumb other.plumb; sqlite3 other.plumb 'DROP TRIGGER journal_is_not_cut; DELETE FROM journal WHERE seq = 9'",
      3, ["Entry 9 of the journal is missing", "nothing was merged"]
    ),
    (
      "cp b.plumb other.plumb; sqlite3 other.plumb 'UPDATE fact_system SET rate_limit = 900 WHERE rate_limit = 5'",
      3,
      ["`stripe` is not what the journal says", "nothing was merged", "plumbline doctor --workbook"]
    ),
  ]

  @Test(
    "is refused of what is no honest copy, with what is wrong, where, and what to do", arguments: others.indices
  )
  func refused(index: Int) throws {
    let (make, status, hints) = Self.others[index]
    guard !make.contains("sqlite3") || FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") else {
      print("notice: there is no sqlite3 program; merging what was edited with it was not tried.")
      return
    }
    let program = try apart()
    try #require(try program.shell(make).status == 0)
    let before = try program.run("export", "json").out
    let outcome = try program.run("merge", "other.plumb", "--rest", "theirs")
    #expect(outcome.status == status, "\(make): \(outcome.err)")
    for hint in hints + ["other.plumb"] { #expect(outcome.err.contains(hint), "\(make): \(outcome.err)") }
    #expect(try program.run("export", "json").out == before, "nothing is merged")
  }

  static let tables: [(edit: String, hints: [String])] = [
    (
      "1s/^ref,/reference,/",
      ["no table of conflicts", "t.csv:1", "plumbline merge b.plumb --conflicts NEW.csv"]
    ),
    ("/^stripe/s/,$/,ours/", ["Here must be mine or theirs, not `ours`", "t.csv:3:", "--resolve t.csv"]),
    ("/^stripe/s/,$/,both/", ["Here must be mine or theirs, not `both`"]),
    ("/^D-1/s/,$/,either/", ["Here must be mine, theirs or both, not `either`", "t.csv:2:"]),
    (
      "/^stripe/s/,7,/,8,/;/^stripe/s/,$/,mine/",
      ["was changed since this table was written", "--conflicts NEW.csv"]
    ),
    ("/^stripe/s/^stripe/sage/;/^sage/s/,$/,mine/", ["`sage` rate-limit is no conflict any more", "t.csv:3"]),
    ("/^stripe/s/,[^,]*$//", ["This row has 8 cells; the first row has 9", "t.csv:3"]),
    ("/^stripe/{s/,$/,mine/;p;s/mine$/theirs/}", ["was decided above, as mine", "t.csv:4"]),
  ]

  @Test(
    "is refused of a table that was filled in wrongly, at its line, and changes nothing",
    arguments: tables.indices)
  func wrongTable(index: Int) throws {
    let (edit, hints) = Self.tables[index]
    let program = try apart()
    #expect(try program.run("merge", "b.plumb", "--conflicts", "t.csv").status == 3)
    try #require(try program.shell("sed -i -e 's/\\r$//' -e '\(edit)' t.csv").status == 0)
    let before = try program.run("export", "json").out
    let outcome = try program.run("merge", "b.plumb", "--resolve", "t.csv", "--rest", "mine")
    #expect(outcome.status == 3, "\(edit): \(outcome.err)")
    for hint in hints { #expect(outcome.err.contains(hint), "\(edit): \(outcome.err)") }
    #expect(try program.run("export", "json").out == before)
  }

  @Test("is done by a table that comes back filled in, once")
  func table() throws {
    let program = try apart()
    let done = try program.shell(
      """
      $plumbline merge b.plumb --conflicts t.csv > /dev/null
      sed -i -e 's/\\r$//' -e '/^stripe/s/,$/,Theirs /' -e '/^xero/s/,$/,theirs/' -e '/^D-1/s/,$/,both/' t.csv
      set -e
      $plumbline merge b.plumb --resolve t.csv
      $plumbline merge b.plumb
      $plumbline doctor
      $plumbline history stripe
      $plumbline query "SELECT rate_limit, vendor FROM system ORDER BY ref" --json
      $plumbline query "SELECT about FROM decision" --json
      """)
    #expect(done.status == 0, "\(done.err)")
    #expect(done.out.contains("Nothing to merge"))
    #expect(done.out.contains("bob (merged "), "\(done.out)")
    #expect(done.out.contains("=1+1") && done.out.contains("invoice, stripe, xero"), "\(done.out)")
  }
}
