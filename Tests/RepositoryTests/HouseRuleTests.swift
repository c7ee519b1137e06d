import Foundation
import Testing

@Suite("The house rules")
struct HouseRuleTests {
  @Test(
    "keep commands from touching the world but through their environment",
    arguments: Repository.sources.filter { $0.target == "Commands" })
  func commands(source: Repository.Source) {
    for (index, line) in source.lines.enumerated() where !line.trimmed.hasPrefix("//") {
      for forbidden in ["exit(", "Date()", "FileManager", "readLine(", "fputs(", "SystemRandomNumberGenerator"]
      {
        let allowed = source.path.hasSuffix("Environment.swift") && forbidden == "SystemRandomNumberGenerator"
        #expect(allowed || !line.contains(forbidden), "\(source.path):\(index + 1)")
      }
      // A scene prints on its own stream; Swift's `print` could only be meant outside of one.
      let isOfScene = source.text.contains("extension Scene {") || source.path.hasSuffix("/Scene.swift")
      let bare = line.replacing("scene.print(", with: "")
      #expect(isOfScene || !bare.contains("print("), "\(source.path):\(index + 1)")
    }
  }

  @Test("keep files small enough to read", arguments: Repository.sources)
  func size(source: Repository.Source) {
    #expect(source.lines.count <= 400, "one idea a file")
  }

  @Test(
    "leave nothing for later",
    arguments: Repository.sources + Repository.files("gaps", ".sql") + Repository.files("templates", ".md")
      + Repository.files("rates", ".yaml") + Repository.files("script", ""))
  func later(source: Repository.Source) {
    for word in ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "Not implemented", "not yet implemented"] {
      #expect(!source.text.contains(word), "\(source.path) says \(word)")
    }
    #expect(!source.path.contains("Placeholder.swift"))
    #expect(!source.text.isEmpty)
  }

  @Test("trap on programmers' mistakes only", arguments: Repository.sources)
  func traps(source: Repository.Source) {
    for word in ["fatalError(", "try!", " as! "] {
      #expect(!source.text.contains(word), "\(source.path) says \(word)")
    }
  }

  @Test("name the licence, and hold its text")
  func licence() throws {
    let text = try String(contentsOf: Repository.root.appending(path: "LICENSE"), encoding: .utf8)
    #expect(text.contains("Apache License") && text.contains("Version 2.0, January 2004"))
    #expect(text.contains("END OF TERMS AND CONDITIONS"))
  }

  @Test("tests: leave no placeholder", arguments: Repository.files("Tests", ".swift"))
  func placeholders(source: Repository.Source) {
    #expect(!source.path.hasSuffix("/Placeholder.swift"))
  }
}

extension Substring {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
