import Foundation
import Testing

@Suite("A sitting that is killed")
struct KilledSittingTests {
  private static let script = """
    title: Long
    purpose: To be killed.
    minutes: 60
    roles: {sponsor: waits}
    sections:
      - title: All
        purpose: One after the other.
        minutes: 60
        items:
          - each: {kind: system, query: SELECT ref AS about FROM system ORDER BY id}
            items:
              - {fills: purpose, ask: "Question {it}:"}
    """

  private static let systems = 160
  private static let lives = 50

  private func prepared() throws -> Program {
    let program = try Program()
    let folder = program.folder.child("method/workshops")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(Self.script.utf8).write(to: URL(filePath: folder + "/long.yaml"))
    let lines = (0..<Self.systems).map { "add system s\($0)" }.joined(separator: "\n")
    #expect(try program.run("replay", "-", "--quiet", input: lines).status == 0)
    return program
  }

  /// The number of the question that is shown, once it is.
  private func question(_ terminal: PseudoTerminal) throws -> Int {
    try terminal.expect("Question s")
    try terminal.expect("\n> ")
    let shown = terminal.screen.components(separatedBy: "Question s").last ?? ""
    return try #require(Int(shown.prefix { $0.isNumber }))
  }

  @Test(
    "keeps every answer that was acknowledged, no half of one, and goes on at the right question",
    .timeLimit(.minutes(20)),
    arguments: [0x2545_F491_4F6C_DD1D, 0x9E37_79B9_7F4A_7C15, 0xBF58_476D_1CE4_E5B9, 0x94D0_49BB_1331_11EB]
      as [UInt64])
  func killed(seed: UInt64) throws {
    let program = try prepared()
    var state = seed
    func draw(_ count: UInt64) -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state % count
    }
    var expected = 0...0
    for life in 0..<Self.lives {
      let words = life == 0 ? ["workshop", "start", "long", "--plain"] : ["workshop", "resume", "--plain"]
      let terminal = try PseudoTerminal(words, in: program.folder.path, variables: ["PLUMBLINE_USER": "ben"])
      if life == 0 { for _ in 0..<3 { try terminal.send("-\r") } }
      var number = try question(terminal)
      try #require(expected.contains(number), "life \(life) goes on at \(number), not in \(expected)")
      for _ in 0..<draw(3) {
        try terminal.send("Answer \(number)\r")
        let next = try question(terminal)
        try #require(next == number + 1)
        number = next
      }
      // A line that nobody acknowledges, whole or half, and then the end at any moment.
      let line = "Answer \(number)\r"
      try terminal.send(draw(4) == 0 ? String(line.prefix(Int(draw(8)))) : line)
      usleep(useconds_t(draw(12_000)))
      terminal.signal(SIGKILL)
      _ = try terminal.wait()
      expected = number...(number + 1)
    }
    try check(program, upTo: expected)
  }

  private func check(_ program: Program, upTo expected: ClosedRange<Int>) throws {
    #expect(try program.run("doctor").status == 0)
    let out = try program.run(
      "query", "SELECT ref, purpose FROM system WHERE purpose IS NOT NULL ORDER BY id", "--format", "csv"
    ).out
    let rows = out.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
    #expect(expected.contains(rows.count))
    for (index, row) in rows.enumerated() { #expect(row == "s\(index),Answer \(index)") }
    let entries = try program.run(
      "query", "SELECT count(*) FROM history WHERE summary LIKE 'set s%'", "--format", "csv"
    ).out
    #expect(entries.contains("\(rows.count)"), "one entry an answer: \(entries)")
  }
}
