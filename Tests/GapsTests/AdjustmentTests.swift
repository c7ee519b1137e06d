import Diagnostics
import Method
import Testing
import Workbook

@testable import Gaps

@Suite("A team's gaps.yaml")
struct AdjustmentTests {
  private func set(_ text: String) throws -> GapSet {
    let file = MethodFile(section: .gaps, name: "gaps", path: "own/gaps.yaml", text: text)
    let gaps = try ["system-unloved", "system-unseen"].map { try Gap(GapFileTests.file(name: $0)) }
    return GapSet(gaps, adjustments: try GapAdjustment.all(in: file, gaps.map(\.name)))
  }

  @Test("gives a gap another severity, or switches it off, and both can be seen")
  func changes() throws {
    let set = try set(
      "system-unloved: {severity: blocker, reason: love is all}\nsystem-unseen: {off: we have no eyes}\n")
    #expect(set.gaps.map(\.name) == ["system-unloved"])
    #expect(set.gaps[0].severity == .blocker)
    #expect(set.gaps[0].ownSeverity == .minor)
    #expect(set.switchedOff.map(\.name) == ["system-unseen"])
    #expect(set.adjusted.map { $0.adjustment?.reason } == ["love is all", "we have no eyes"])
    let error = #expect(throws: Diagnostic.self) { try set.gap("system-unseen") }
    #expect(error?.code == "gap-switched-off")
    #expect(error?.reason == "we have no eyes")
  }

  @Test("may hold comments only")
  func empty() throws {
    #expect(try set("# nothing yet\n").adjusted.isEmpty)
  }

  static let mistakes: [(text: String, code: String, line: Int, column: Int, note: String)] = [
    ("system-unlovd: {off: x}", "unknown-gap", 1, 1, "did you mean `system-unloved`?"),
    ("\nsystem-unseen: {severity: blockr, reason: x}", "bad-choice", 2, 27, "did you mean `blocker`?"),
    ("system-unseen: {severity: minor}", "missing-key", 1, 16, ""),
    ("system-unseen: {reason: x}", "missing-key", 1, 16, ""),
    ("system-unseen: {off: true}", "wrong-type", 1, 22, "off: why nobody here needs to ask this"),
    ("system-unseen: {of: x, severity: minor, reason: y}", "unknown-key", 1, 17, "did you mean `off`?"),
    ("system-unseen: {off: x, severity: minor}", "unknown-key", 1, 25, ""),
    ("system-unseen: minor", "wrong-type", 1, 16, ""), ("[a]", "wrong-type", 1, 1, ""),
  ]

  @Test("with a mistake is told where, and what is right", arguments: mistakes.indices)
  func mistake(index: Int) throws {
    let (text, code, line, column, note) = Self.mistakes[index]
    let problems = try #require(throws: Problems.self) { try set(text) }
    let problem = try #require(problems.all.first { $0.code == code }, "\(problems.all)")
    #expect(problem.place?.file == "own/gaps.yaml")
    #expect(problem.place?.line == line)
    #expect(problem.place?.column == column)
    if !note.isEmpty { #expect(problem.notes.contains(note), "\(problem.notes)") }
  }

  @Test("of very many names tells the nearest, or those akin, and never all of them")
  func manyNames() throws {
    let names = ExampleTests.files.map(\.name)
    for (wrong, right) in [
      ("field-without-ownr", "field-without-owner"), ("owner-unknown-of-field", "field-without-owner"),
    ] {
      let file = MethodFile(section: .gaps, name: "gaps", path: "gaps.yaml", text: "\(wrong): {off: x}")
      let problem = try #require(
        #require(throws: Problems.self) { try GapAdjustment.all(in: file, names) }.all.first)
      let told = problem.notes.joined(separator: "\n")
      #expect(told.contains(right), "\(told)")
      #expect(told.utf8.count < 600)
      #expect(problem.remedies == ["plumbline gaps list"])
    }
  }
}
