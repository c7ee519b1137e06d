import Catalogue
import CommandLineKit
import Diagnostics
import Files
import Gaps
import Method
import Terminal
import Workbook
import Workshops

/// The recording of a session in the docs: a short kick-off, led by the program itself at a clock that stands still.
struct SessionPage {
  let library: MethodLibrary

  /// The page as Markdown; the answers stand in `workshops/sample/session.answers`.
  func text() throws -> String {
    let answers = try Files.text(Files.join(library.builtIn, "workshops/sample/session.answers"))
    let start = "workshop start kick-off --facilitator ruth --scribe ben --attendee priya"
    let talk = MemoryOutput(width: 96)
    let stage = try Self.stage(library, answers, talk)
    for line in Self.before { try Self.run(line, stage) }
    // What a person sees is what the program writes; the answers are echoed as a terminal would.
    let begun = talk.text.utf8.count
    try Self.run(start + " --answers -", stage)
    let shown = String(decoding: talk.text.utf8.dropFirst(begun), as: UTF8.self)
    return """
      # A session

      The first minutes of a kick-off, as the program shows them: what follows `>` was typed. This page is made \
      by `plumbline docs` from `workshops/sample/session.answers`, and a test holds it in step. [Workshops](workshops.md) \
      tells what the keys do.

      ```text
      $ plumbline \(start)
      \(shown)
      ```

      What it wrote, a journal entry an answer:

      ```text
      \(try Self.history(stage.workbook))
      ```

      """
  }

  /// What was captured before the session.
  private static let before = [
    "add person \"Ruth Calloway\" --ref ruth --roles facilitator",
    "add person \"Ben Sato\" --ref ben --roles technical-lead",
    "add person \"Priya Raman\" --ref priya --roles sponsor",
  ]

  private static func stage(
    _ library: MethodLibrary, _ answers: String, _ talk: MemoryOutput
  ) throws -> (scene: Scene, workbook: Workbook) {
    let moment = Moment(seconds: 1_772_530_200)  // Tuesday 3 March 2026, 09:30 UTC
    var drawn: UInt64 = 1
    let environment = Environment(
      streams: Streams(out: talk.output, err: talk.output),
      variable: { ["PLUMBLINE_USER": "ben", "PLUMBLINE_METHOD": library.builtIn][$0] }, now: { moment },
      chance: {
        drawn += 1
        return drawn << 40
      }, executable: "", input: { () throws(Diagnostic) in Array(answers.utf8) })
    let workbook = try Workbook.inMemory(at: moment)
    try workbook.capture("init", by: Attribution(who: "ben", at: moment, chance: 1)) {
      try $0.add(Catalogue.engagement, ["name": .text("Billing to accounting")])
    }
    return (Scene(environment, workbook: workbook), workbook)
  }

  private static func run(_ line: String, _ stage: (scene: Scene, workbook: Workbook)) throws {
    guard Plumbline.run(try ShellWords.split(line).map(\.text), stage.scene) == .done else {
      throw Diagnostic(
        "session-refused", "The session of the docs cannot be made: `\(line)` is refused.",
        notes: ["its answers stand in workshops/sample/session.answers"])
    }
  }

  private static func history(_ workbook: Workbook) throws -> String {
    try workbook.journal().dropFirst(before.count + 1).map { Visible.line($0.summary) }.joined(separator: "\n")
  }
}
