import Catalogue
import Commands
import Diagnostics
import Foundation
import Gaps
import Method
import Terminal
import Testing

@Suite("The method's gaps")
struct ExampleTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let files = (try? MethodLibrary(builtIn: root, overlay: nil).files(.gaps)) ?? []

  @Test("are there, and their files can be read")
  func readable() throws {
    #expect(Self.files.count > 100)
    _ = try GapSet(MethodLibrary(builtIn: Self.root, overlay: nil))
  }

  @Test("find what their examples say, and nothing else", arguments: files.map(\.name))
  func examples(name: String) throws {
    let gap = try Gap(try #require(Self.files.first { $0.name == name }))
    for failure in try Plumbline.rehearse(gap, Self.scene()) { Self.record(failure) }
  }

  @Test(
    "prove every condition of their queries: without it, or with it negated, an example fails",
    arguments: files.map(\.name))
  func mutants(name: String) throws {
    let gap = try Gap(try #require(Self.files.first { $0.name == name }))
    for survivor in try Plumbline.survivors(gap, Self.scene()) { Self.record(survivor) }
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
        }, executable: root + "/.build/debug/plumbline",
        input: { () throws(Diagnostic) in [] }))
  }

  private static func record(_ failure: Diagnostic) {
    Issue.record(
      "\(failure.place?.description ?? ""): \(failure.summary) \(failure.reason ?? "") \(failure.notes.joined(separator: "; "))"
    )
  }

  @Test(
    "stand in the folder of their dimension, are named after the defect, and speak of what is there",
    arguments: files.map(\.name))
  func wording(name: String) throws {
    let file = try #require(Self.files.first { $0.name == name })
    let gap = try Gap(file)
    #expect(file.folder == gap.dimension.rawValue)
    for kind in gap.about.split(separator: " or ") { _ = try Catalogue.kind(String(kind)) }
    if let fills = gap.fills {
      let known = Catalogue.provenance.map(\.name) + Catalogue.kinds.flatMap { $0.attributes.map(\.name) }
      #expect(known.contains(fills))
    }
    #expect(gap.remedyText.hasPrefix("plumbline "))
    #expect(!gap.title.hasSuffix("."))
  }
}
