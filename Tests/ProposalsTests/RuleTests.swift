import Catalogue
import Commands
import Diagnostics
import Foundation
import Method
import Terminal
import Testing

@testable import Proposals

@Suite("The method's proposals")
struct RuleTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let files = (try? MethodLibrary(builtIn: root, overlay: nil).files(.proposals)) ?? []

  @Test("are there, and their files can be read")
  func readable() throws {
    #expect(Self.files.count > 20)
    _ = try ProposalSet(MethodLibrary(builtIn: Self.root, overlay: nil))
  }

  @Test("propose what their examples say, and nothing else", arguments: files.map(\.name))
  func examples(name: String) throws {
    let rule = try ProposalRule(try #require(Self.files.first { $0.name == name }))
    #expect(name.hasPrefix(rule.kind.name + "-") && rule.file.folder == rule.kind.name)
    for failure in try Plumbline.rehearse(rule, Self.scene()) {
      Issue.record("\(failure.summary) \(failure.reason ?? "") \(failure.notes.joined(separator: "; "))")
    }
  }

  static let wrong: [(String, String)] = [
    ("bad-choice", "SELECT 'F-1' AS flow, 'volume' AS metric"),
    ("unknown-column", "SELECT 'F-1' AS flow, 'volume' AS metric, 1 AS alert_wen"),
    ("column-missing", "SELECT 'F-1' AS flow"),
    ("bad-query", "SELECT flo AS flow, 'volume' AS metric FROM flow"),
  ]

  @Test("of a team that are wrong are refused with what is wrong", arguments: wrong)
  func refused(code: String, sql: String) throws {
    let kind = code == "bad-choice" ? "signl" : "signal"
    let text = """
      /*
      title: t
      kind: \(kind)
      why: w
      examples:
        - capture: add flow X
          proposes:
            - flow: F-1
        - capture: add flow X
          proposes: []
      */
      \(sql)
      """
    let file = MethodFile(section: .proposals, name: "x", path: "x.sql", text: text)
    do {
      let failures = try Plumbline.rehearse(ProposalRule(file), Self.scene())
      #expect(failures.isEmpty == false)
      Issue.record("\(failures.map(\.code)) are told, and nothing is thrown")
    } catch let problems as Problems {
      #expect(problems.all.map(\.code).contains(code))
    } catch let diagnostic as Diagnostic {
      #expect(diagnostic.code == code)
    }
  }

  private static func scene() -> Scene {
    var drawn: UInt64 = 0
    return Scene(
      Environment(
        streams: Streams(out: MemoryOutput().output, err: MemoryOutput().output), variable: { _ in nil },
        now: { Moment(seconds: 1_780_000_000) },
        chance: {
          drawn += 1 << 32
          return drawn
        }, executable: root + "/.build/debug/plumbline", input: { () throws(Diagnostic) in [] }))
  }
}
