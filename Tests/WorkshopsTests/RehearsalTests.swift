import Foundation
import Testing
import Workbook

@testable import Workshops

/// A whole sitting of each script on the sample, as it was rehearsed: every question and its answer, in order.
///
/// The rehearsals stand in `Tests/Fixtures/rehearsals`, a line a question: the question, a tab, what was typed. When
/// a script changes on purpose, they are rehearsed anew with PLUMBLINE_REHEARSE=1, which makes this test fail.
@Suite("A rehearsal of each script")
struct RehearsalTests {
  private static let folder = URL(filePath: Room.root).appending(path: "Tests/Fixtures/rehearsals")

  @Test("asks what was asked, and nothing else", arguments: SittingTests.abouts.keys.sorted())
  func rehearsal(name: String) throws {
    let file = Self.folder.appending(path: name + ".tsv")
    if ProcessInfo.processInfo.environment["PLUMBLINE_REHEARSE"] != nil {
      try record(name, file)
      Issue.record("rehearsed anew: look at what changed in \(file.path)")
      return
    }
    let text = try String(contentsOf: file, encoding: .utf8)
    let lines = text.split(separator: "\n").map { line -> (String, String) in
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return (parts[0], parts.count > 1 ? parts[1] : "")
    }
    let room = try Room(sample: ())
    let prompter = ScriptedPrompter(lines)
    let interview = try room.begin(name, about: SittingTests.abouts[name] ?? nil, prompter)
    #expect(try interview.run() == .finished)
    #expect(prompter.left == 0, "\(prompter.left) answers were left over")
    #expect(try room.workbook.examine().isEmpty)
    let sitting = try room.workbook.fact(try #require(room.sitting))
    let steps = try room.workbook.steps(of: sitting.id)
    let written = try room.workbook.journal().filter { $0.workshop == sitting.ref }
    #expect(
      Set(steps.compactMap(\.entry)).isSubset(of: Set(written.map(\.seq))),
      "each answer is an entry of the sitting")
    #expect(steps.contains { $0.outcome == .answered } && !written.isEmpty)
  }

  private func record(_ name: String, _ file: URL) throws {
    let room = try Room(sample: ())
    let improviser = Improviser(seed: 5, keys: ["-", "! Later", "@tom-ashdown"], limit: 400)
    let ending = try room.begin(name, about: SittingTests.abouts[name] ?? nil, improviser).run()
    #expect(ending == .finished, "\(name) has no end")
    let lines = zip(improviser.asked, improviser.replies).map { question, reply in
      String(question.prefix { !$0.isNewline }) + "\t" + reply
    }
    try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
  }
}
