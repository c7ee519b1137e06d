import Drawings
import Foundation
import Terminal
import Testing

@testable import Traces

@Suite("A workflow trace")
struct TraceTests {
  /// A trace with every decision, a branch, a step without a place, and something open.
  static let trace: ProcessTrace = {
    var trace = ProcessTrace(
      ref: "P-1", name: "Bill a customer", trigger: "An order is shipped", outcome: "The bill is paid",
      owner: "tom", perMonth: "240")
    trace.steps = [
      .init(
        ref: "ST-1", order: 1, system: "Shop", actor: "clerk", action: "Enters the bill", entity: "Bill",
        resultingState: "open",
        effects: [
          .init(
            ref: "EF-1", what: "The customer is mailed", sort: "notification", system: "Shop",
            decision: .invoke,
            firesTwiceRule: "once a bill", owner: "tom")
        ]),
      .init(ref: "ST-2", order: 2, system: "Books", action: "Posts it", condition: "over 0.00"),
      .init(
        ref: "ST-3", order: 2, system: "Shop", action: "Drops it", condition: "it is 0.00",
        effects: [
          .init(
            ref: "EF-2", what: "The books mail too", sort: "notification", system: "Books", condition: "always",
            decision: .suppress, mechanism: "posting does not mail", owner: "ana", reason: "one bill, one mail"),
          .init(
            ref: "EF-3", what: "VAT", sort: "calculation", decision: .override, mechanism: "sent with the line"),
          .init(ref: "EF-4", what: "The fee is booked", decision: .manual, owner: "ana"),
          .init(
            ref: "EF-5", what: "The boss approves", sort: "approval", decision: .undecided,
            reason: "four a year"),
        ]),
      .init(ref: "ST-4", action: "Files it"),
    ]
    trace.open = [
      "ST-4": [.init(name: "step-order-broken", text: "a step without a place", ask: "tom")],
      "EF-5": [.init(name: "Q-1", text: "Who approves?", ask: "ana", due: "2026-03-17")],
    ]
    return trace
  }()

  @Test(
    "is told as it was recorded",
    arguments: ["wide.txt", "narrow.txt", "plain.txt", "trace.dot", "trace.mermaid"])
  func golden(name: String) throws {
    let made =
      switch name {
      case "wide.txt": Self.trace.text(width: nil)
      case "narrow.txt": Self.trace.text(width: 40)
      case "plain.txt": Self.trace.plainText()
      case "trace.dot": Self.trace.graph.dot
      default: Self.trace.graph.mermaid
      }
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Golden/traces/\(name)")
    if ProcessInfo.processInfo.environment["PLUMBLINE_RECORD"] != nil {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try made.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("\(name) is recorded anew")
      return
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    #expect(
      made == recorded, "if that is meant: PLUMBLINE_RECORD=1 swift test --disable-xctest --filter TracesTests")
  }

  @Test("keeps to the width of the terminal", arguments: [20, 40, 80, 132])
  func width(columns: Int) {
    for line in Self.trace.text(width: columns).split(separator: "\n") {
      // What is drawn before a line is never cut, so very narrow ones stand out by that much.
      #expect(DisplayWidth.of(line) <= max(columns, 28))
    }
  }

  static let hostile = [
    "\"]; evil [label=\"x", "a\\", "\\N \\G", "<b>&amp;</b>", "%%{init: {}}%%", "```", "line\nbreak",
    "\u{1B}[31mred",
    "\u{202E}back", "end", "#quot;", "]-->b", "{ } | ;", "", "- a list", "1. a list",
  ]

  private func hostileTrace(_ text: String) -> ProcessTrace {
    var trace = ProcessTrace(ref: "P-1", name: text, trigger: text, outcome: text, owner: text)
    trace.steps = [
      .init(
        ref: "ST-1", order: 1, system: text, actor: text, action: text, condition: text, entity: text,
        resultingState: text,
        effects: [
          .init(ref: "EF-1", what: text, condition: text, decision: .undecided, mechanism: text, owner: text)
        ])
    ]
    return trace
  }

  @Test("lets no captured text out of its label in DOT", arguments: hostile)
  func dot(text: String) {
    let plain = hostileTrace("x").graph.dot
    #expect(Self.outside(hostileTrace(text).graph.dot) == Self.outside(plain))
  }

  @Test("lets no captured text out of its label in Mermaid", arguments: hostile)
  func mermaid(text: String) {
    let made = hostileTrace(text).graph.mermaid
    #expect(Self.outside(made) == Self.outside(hostileTrace("x").graph.mermaid))
    #expect(!made.contains("%%") && !made.contains("```") && !made.contains("\u{1B}"))
  }

  @Test("sends no command to a terminal", arguments: hostile)
  func terminal(text: String) {
    for made in [hostileTrace(text).text(width: 80), hostileTrace(text).plainText()] {
      #expect(!made.contains("\u{1B}") && !made.contains("\u{202E}"))
    }
  }

  /// What stands outside of double quotes; a backslash in them escapes the next character.
  private static func outside(_ text: String) -> String {
    var result = ""
    var (inside, escaped) = (false, false)
    for scalar in text.unicodeScalars {
      if !inside { result.unicodeScalars.append(scalar) }
      if escaped {
        escaped = false
      } else if inside, scalar == "\\" {
        escaped = true
      } else if scalar == "\"" {
        inside.toggle()
      }
    }
    return result
  }

  @Test("goes from every step of a place to every step of the next")
  func links() {
    let pairs = Self.trace.links.map { "\($0.from)>\($0.to)" }
    #expect(pairs == ["start>s0", "s0>s1", "s0>s2", "s1>s3", "s2>s3", "s3>finish"])
  }

  @Test("asks who decides an effect, else who answers for the process")
  func decider() {
    let effects = Self.trace.effects
    #expect(Self.trace.decider(of: effects[1]) == "ana")
    #expect(Self.trace.decider(of: effects[4]) == "tom")
  }
}
