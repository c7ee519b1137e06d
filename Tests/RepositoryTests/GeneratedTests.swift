import Commands
import Foundation
import Gaps
import Method
import Testing

@Suite("The generated pages")
struct GeneratedTests {
  static let pages: [Plumbline.ReferencePage] =
    (try? Plumbline.referencePages(MethodLibrary(builtIn: Repository.root.path, overlay: nil))) ?? []

  @Test("are there")
  func there() throws {
    #expect(Self.pages.count > 50)
    _ = try GapSet(MethodLibrary(builtIn: Repository.root.path, overlay: nil))
  }

  @Test("are in step with the program", arguments: pages.map(\.path))
  func inStep(path: String) throws {
    let page = try #require(Self.pages.first { $0.path == path })
    let committed = try? String(contentsOf: Repository.root.appending(path: "docs/\(path)"), encoding: .utf8)
    #expect(committed == page.text, "docs/\(path) is out of step: run `plumbline docs --to docs`")
  }
}
