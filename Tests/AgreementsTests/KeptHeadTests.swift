import Diagnostics
import Foundation
import Testing

@testable import Agreements
@testable import Workbook

/// A workbook whose newest entry was cut off together with what it did, as somebody does who knows how: nothing within
/// the file tells.
private struct Cut {
  let booth: Booth
  /// The end of the journal before that.
  let kept: JournalHead
  /// What was written then: an export, and the statement of a vote on a baseline that is gone too.
  let files: String

  init(_ folder: String) throws {
    booth = try Booth(Booth.scope + "\n" + Booth.voted)
    files = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for ref in ["v1", "AP-1"] {
      try Data(try booth.run("baseline statement \(ref)").out.utf8).write(
        to: URL(filePath: "\(folder)/\(ref).json"))
    }
    try booth.play("set stripe --vendor Stripe")
    kept = try booth.workbook.head()
    try Data(try Export.bytes(booth.workbook)).write(to: URL(filePath: "\(folder)/export.json"))
    try cut("UPDATE fact_system SET vendor = NULL WHERE vendor = 'Stripe'")
  }

  /// Takes the newest entry off the journal, and what it did out of the facts.
  func cut(_ undoing: String) throws {
    try booth.tamper(undoing)
    try booth.tamper("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
    try booth.tamper(
      "UPDATE journal_head SET (seq, hash) = (SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1)")
  }
}

@Suite("Entries cut off the end of the journal, with all that they did", .serialized)
struct KeptHeadTests {
  private let folder = NSTemporaryDirectory() + "plumbline-kept-\(UUID().uuidString)"

  @Test("leave no trace in the file, and are missed by what was kept elsewhere")
  func cut() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cut = try Cut(folder)
    let (hash, seq) = ("\(try #require(cut.kept.hash))", cut.kept.seq)
    for command in ["doctor", "baseline verify"] {
      #expect(try cut.booth.run(command).status == .done, "a chain proves only itself")
      for (words, hint) in [
        ("--head \(hash)", "No entry of the journal has the hash \(hash)"),
        ("--head \(hash.prefix(8).uppercased())", "No entry of the journal has the hash \(hash.prefix(8))"),
        ("--entries \(seq)", "Entry \(seq) of the journal is missing: it ends before it."),
        (
          "--entries \(seq + 2)",
          "Entries \(seq) to \(seq + 2) of the journal are missing: it ends before them."
        ),
        ("--entries \(seq) --head \(hash)", "Entry \(seq) of the journal is missing"),
        ("--kept \(folder)/export.json", "Entry \(seq) of the journal is missing"),
        (
          "--entries \(seq - 1) --head \(hash)", "Entry \(seq - 1) of the journal is not the one that was kept."
        ),
      ] {
        let outcome = try cut.booth.run("\(command) \(words)")
        #expect(outcome.status == .data, "\(command) \(words)")
        #expect(outcome.err.contains(hint), "\(command) \(words): \(outcome.err)")
        #expect(
          outcome.err.contains("the journal here ends at entry \(seq - 1)") || hint.contains("not the one"))
      }
      for words in [
        "--entries \(seq - 1)", "--entries 1", "--kept \(folder)/v1.json", "--kept \(folder)/AP-1.json",
        "--head \(try #require(cut.booth.workbook.head().hash))",
      ] { #expect(try cut.booth.run("\(command) \(words)").status == .done, "\(command) \(words)") }
    }
  }

  @Test("are missed although baseline and votes went with them, by the statement of either")
  func baselineGone() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cut = try Cut(folder)
    // The votes first, then the baseline, then the last entry before it.
    try cut.cut("DELETE FROM fact_approval WHERE about IS NOT NULL; DELETE FROM fact WHERE ref = 'AP-2'")
    try cut.cut(
      "DELETE FROM fact_condition; DELETE FROM fact_approval; DELETE FROM fact WHERE ref IN ('AP-1', 'CN-1')")
    try cut.cut(
      "DELETE FROM frozen_item; DELETE FROM frozen_gap; DELETE FROM fact_baseline; DELETE FROM fact WHERE ref = 'v1'"
    )
    #expect(
      try cut.booth.run("doctor --kept \(folder)/v1.json").status == .done, "what it was made on is still there"
    )
    try cut.cut("DELETE FROM fact_sign_off WHERE role = 'operations'; DELETE FROM fact WHERE ref = 'SO-2'")
    #expect(try cut.booth.run("doctor").status == .done)
    for (file, hint) in [("v1", "of the journal is missing"), ("AP-1", "No entry of the journal has the hash")]
    {
      let outcome = try cut.booth.run("doctor --kept \(folder)/\(file).json")
      #expect(outcome.status == .data && outcome.err.contains(hint), "\(outcome.err)")
    }
  }

  @Test(
    "are not looked for by what nobody could have kept",
    arguments: ["--head 12", "--head xyzxyzxyz", "--entries some", "--entries 0", "--entries -3"])
  func refused(words: String) throws {
    let outcome = try Booth().run("doctor \(words)")
    #expect(outcome.status == .usage)
    #expect(outcome.err.contains("--head") || outcome.err.contains("--entries"), "\(outcome.err)")
  }

  @Test("are not looked for by a file that tells no end", arguments: ["{}", "{\"head\": 7}", "[1]", "no"])
  func otherFile(text: String) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/x.json"))
    let outcome = try Booth().run("doctor --kept \(folder)/x.json")
    #expect(outcome.status == .data && outcome.err.contains("x.json"), "\(outcome.err)")
  }

  @Test("a vote that states another head than its baseline is found without anything kept")
  func stated() throws {
    let booth = try Booth(Booth.scope + "\n" + Booth.voted)
    try booth.tamper("UPDATE fact_approval SET statement = replace(statement, '\"head\":\"', '\"head\":\"0')")
    #expect(
      try Examination.problems(booth.workbook).contains {
        $0.summary == "AP-1 is not what was stated: its head is another."
      }
    )
    try booth.tamper("UPDATE fact_condition SET text = 'nothing'")
    #expect(
      try Examination.problems(booth.workbook).contains {
        $0.summary == "AP-1 is not what was stated: its conditions are others."
      })
  }
}
