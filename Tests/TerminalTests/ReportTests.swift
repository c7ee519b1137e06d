import Diagnostics
import Terminal
import Testing

@Suite("Reports")
struct ReportTests {
  private let full = Diagnostic(
    "unknown-reference", "No system is called `strpe`.", at: Place(file: "a.csv", line: 3, column: 7),
    reason: "a field needs its system first", notes: ["Did you mean `stripe`?", "There are 2 systems."],
    remedies: ["plumbline add system strpe"])

  @Test("Everything a diagnostic knows is said")
  func whole() {
    #expect(
      Report.text(full) == """
        error: No system is called `strpe`.
          at a.csv:3:7
          because a field needs its system first
          - Did you mean `stripe`?
          - There are 2 systems.
          try: plumbline add system strpe

        """)
  }

  @Test("What is not known is left out", arguments: [Diagnostic.Severity.note, .warning, .error])
  func bare(severity: Diagnostic.Severity) {
    #expect(Report.text(Diagnostic("x", "So.", severity: severity)) == "\(severity.rawValue): So.\n")
  }

  @Test("Colour adds nothing to the words")
  func coloured() {
    let text = Report.text(full, Style(isOn: true))
    #expect(text.hasPrefix("\u{1B}[1;31merror:\u{1B}[0m No system"))
    #expect(text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == Report.text(full))
  }

  @Test("A hostile value can neither command the terminal nor forge a line of ours")
  func hostile() {
    let evil = "x\u{1B}[2J\nerror: all is lost\r\n  try: rm -rf ~\u{202E}"
    let text = Report.text(
      Diagnostic("x", evil, at: Place(file: evil), reason: evil, notes: [evil], remedies: [evil]))
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
    #expect(!text.contains("\u{202E}"))
    let lines = text.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("error:") }.count == 1)
    #expect(lines.filter { $0.hasPrefix("  try:") }.count == 1)
  }

  @Test("A remedy for several problems is said once, at the last")
  func together() {
    let problems = Problems([
      Diagnostic("a", "A.", remedies: ["x", "y"]), Diagnostic("b", "B.", remedies: ["y"]),
      Diagnostic("c", "C."),
    ])
    #expect(Report.text(problems) == "error: A.\n  try: x\nerror: B.\n  try: y\nerror: C.\n")
  }

  @Test("Streams report on standard error")
  func streams() {
    let (out, err) = (MemoryOutput(), MemoryOutput())
    let streams = Streams(out: out.output, err: err.output)
    streams.report(full)
    #expect(out.text == "")
    #expect(err.text == Report.text(full))
  }
}
