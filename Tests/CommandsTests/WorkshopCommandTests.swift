import Diagnostics
import Files
import Formats
import Foundation
import Testing
import Workbook

@testable import Commands

@Suite("The commands of a workshop")
struct WorkshopCommandTests {
  private let stage: Stage
  private let folder: String

  init() throws {
    (stage, folder) = try Stage.sessionInFolder()
  }

  /// Holds a sitting with these answers, and leaves it.
  private func hold(_ script: String, _ answers: [String]) throws {
    let name = "answers-\(UUID())"
    try Files.write(Array((answers + ["q"]).joined(separator: "\n").utf8), to: Files.join(folder, name))
    let outcome = try stage.run("workshop \(script) --answers \(name)")
    try #require(outcome.status == .done, "\(outcome.err)")
  }

  @Test("status and resume name the section of the next question, not of the last")
  func section() throws {
    // The attendance is passed, and nothing of the first section is.
    try hold("start kick-off", ["-", "-", "-"])
    #expect(try stage.run("workshop status").out.contains("open, in “What it is for”"))
    let fresh = try Stage(directory: folder, sharing: stage)
    try Files.write(Array("q\n".utf8), to: Files.join(folder, "leave"))
    #expect(try fresh.run("workshop resume --answers leave").err.contains("goes on in “What it is for”"))
  }

  @Test("end ends a sitting once, says when it had ended, and counts nothing that was not asked")
  func end() throws {
    try hold("start kick-off", ["-", "-", "-", "Books closed"])
    let first = try stage.run("workshop end W-1")
    #expect(first.status == .done)
    #expect(first.out.contains("Kick-off (W-1) has ended: 1 answered, 3 left open, 0 parked."))
    let entries = try stage.workbook.journal().count
    let second = try stage.run("workshop end W-1")
    #expect(second.status == .done)
    #expect(second.out.contains("Kick-off (W-1) ended before, at 2026-"))
    #expect(try stage.workbook.journal().count == entries, "it has ended once")
    // One that was written down by hand was never asked anything.
    try stage.play("add workshop 'By hand' --script kick-off")
    let byHand = try stage.run("workshop end W-2")
    #expect(byHand.out.contains("By hand (W-2) has ended."), "\(byHand.out)")
    #expect(try stage.run("show W-2 --json").json()[0]["ended"] != .null)
  }

  @Test("people are named at the start as in the talk: by the beginning of a name, or as a new one")
  func people() throws {
    try stage.play("add person 'Ruth Calloway'")
    try hold("start kick-off --facilitator ruth --scribe finance --attendee Nina", [""])
    let sitting = try stage.run("show W-1 --json").json()[0]
    #expect(sitting["facilitator"] == "ruth-calloway")
    #expect(sitting["scribe"] == "finance-lead")
    #expect(sitting["attendees"]?.sequence == ["nina"])
  }

  @Test("a script about one fact says so where there is nobody to ask, with what it could be about")
  func about() throws {
    let outcome = try stage.run("workshop start exception-storm")
    #expect(outcome.status == .unanswered)
    #expect(outcome.err.contains("it works on one flow, which --about names"))
    #expect(outcome.err.contains("plumbline workshop start exception-storm --about F-1 --answers FILE"))
    let none = try Stage().run("workshop start exception-storm")
    #expect(none.err.contains("plumbline add flow NAME"))
    #expect(
      try stage.run("workshop start exception-storm --about F-1").err.contains("--about F-1 --answers FILE"))
  }

  @Test("what is very long is not read out again, and where to see it whole is told")
  func long() throws {
    try stage.play("set engagement --outcome '\(String(repeating: "Wort ", count: 2_000))end'")
    try Files.write(Array("-\n-\n-\nq\n".utf8), to: Files.join(folder, "answers"))
    let talk = try stage.run("workshop start kick-off --answers answers").err
    #expect(talk.contains("…"))
    #expect(talk.contains("plumbline show engagement shows all of it"))
    #expect(talk.utf8.count < 6_000)
  }
}
