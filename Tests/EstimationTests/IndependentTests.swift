import Formats
import Foundation
import Testing

@testable import Estimation

/// The Python that can import numpy: Debian's, which `script/test` installs it for, before another on the path.
/// The comparison is skipped where none can.
private let interpreter: String? = ["/usr/bin/python3", "python3"].first {
  (try? python($0, ["-c", "import numpy"], input: "")) != nil
}

@Suite("An independent implementation")
struct IndependentTests {
  @Test(
    "agrees within 1% at P10, P50, P80 and P90",
    .enabled(if: interpreter != nil, "python3 with numpy is not installed (apt-get install python3-numpy)"),
    arguments: [
      (ReferenceCase.medium, nil, 0), (.medium, Scope.Readiness.mid, 6), (.simple, .raw, 20),
      (.sample, .mid, 128),
    ])
  func agrees(reference: ReferenceCase, readiness: Scope.Readiness?, gaps: Int) throws {
    let card = Cards.standard
    let scope = Scope(reference.units, gaps: gaps, readiness: readiness)
    let estimate = try Simulation(trials: 60_000, threads: 2).estimate(scope, at: card)
    let question = question(card, reference.units, gaps: gaps, ratio: readiness.map { card.discovery[$0] })
    let output = try python(
      #require(interpreter), [#filePath.replacing("IndependentTests.swift", with: "independent.py")],
      input: question)
    let answer = try JSON.parse(Array(output.utf8), file: "independent.py").sequence ?? []
    let ours = [estimate.p10, estimate.p50, estimate.p80, estimate.p90]
    try #require(answer.count == ours.count)
    for (mine, other) in zip(ours, answer) { #expect(abs(mine / (try #require(other.double)) - 1) < 0.01) }
  }

  func question(_ card: RateCard, _ units: [String: Int], gaps: Int, ratio: Double?) -> String {
    func figures(_ triple: Triple) -> [Node] { [Node(triple.low), Node(triple.likely), Node(triple.high)] }
    let items = card.lines.compactMap { line in
      units[line.id].map { Node([Node(line.group)] + figures(line.hours) + [Node($0)]) }
    }
    return JSON.write(
      Node(object: [
        "trials": 400_000, "common": Node(card.correlation.common), "group": Node(card.correlation.group),
        "ratio": Node(ratio), "items": Node(items), "resolve": Node(figures(card.resolve.hours) + [Node(gaps)]),
        "overheads": Node(card.overheads.map { Node(figures($0.hours)) }),
      ]))
  }
}

private struct PythonFailed: Error {}

/// What a Python program prints; an error when it cannot be run or fails.
private func python(_ interpreter: String, _ arguments: [String], input: String) throws -> String {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [interpreter] + arguments
  let (stdin, stdout) = (Pipe(), Pipe())
  process.standardInput = stdin
  process.standardOutput = stdout
  process.standardError = FileHandle.nullDevice
  try process.run()
  try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try stdin.fileHandleForWriting.close()
  let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw PythonFailed() }
  return String(decoding: output, as: UTF8.self)
}
