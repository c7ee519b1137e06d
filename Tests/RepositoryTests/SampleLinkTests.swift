import Foundation
import Testing

/// The sample's Markdown as GitHub shows it: its anchors are computed here again, by what GitHub's own code does
/// (html-pipeline, `TableOfContentsFilter`), which shares nothing with ours.
@Suite("Every link in the sample's Markdown leads to a heading, by GitHub's rules")
struct SampleLinkTests {
  private static let folder = Repository.root.appending(path: "output/sample")

  private static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
    .filter { $0.hasSuffix(".md") }.sorted() ?? []

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The lines outside of code.
  private static func lines(_ name: String) throws -> [Substring] {
    var isCode = false
    return try text(name).split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if line.hasPrefix("```") { isCode.toggle() }
      return !isCode && !line.hasPrefix("```")
    }
  }

  /// The anchors of a file's headings, in order.
  private static func anchors(_ name: String) throws -> [String] {
    var seen: [String: Int] = [:]
    return try lines(name).compactMap { line in
      guard let heading = line.wholeMatch(of: /#{1,6} (.*)/) else { return nil }
      let words = shown(String(heading.1)).lowercased().unicodeScalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .decimalNumber, .nonspacingMark, .spacingMark, .enclosingMark: true
        default: scalar.properties.isAlphabetic || scalar == "-" || scalar == " "
        }
      }
      let slug = String(String.UnicodeScalarView(words)).replacing(" ", with: "-")
      defer { seen[slug, default: 0] += 1 }
      return seen[slug].map { "\(slug)-\($0)" } ?? slug
    }
  }

  /// What a reader sees of inline Markdown: links as their words, no marks.
  private static func shown(_ markdown: String) -> String {
    var text = markdown.replacing(/\[([^\]]*)\]\([^)]*\)/) { String($0.1) }
    var code: [Substring] = []
    text = text.replacing(/`([^`]*)`/) { match in
      code.append(match.1)
      return "\u{1}"
    }
    text = text.replacing(/\\([!-\/:-@\[-`{-~])/) { String($0.1) }.replacing("**", with: "")
    for one in code { text = text.replacing("\u{1}", with: one, maxReplacements: 1) }
    return text
  }

  @Test("the sample is there") func sample() { #expect(Self.names.count == 17) }

  @Test("and no link is broken", arguments: names)
  func links(name: String) throws {
    var known: [String: Set<String>] = [:]
    for file in Self.names { known[file] = Set(try Self.anchors(file)) }
    var count = 0
    for line in try Self.lines(name) {
      // Code may say anything: only what stands outside of it is a link.
      let line = line.replacing(/`[^`]*`/, with: "code")
      for link in line.matches(of: /\]\(([^)\s]*)\)/) where !link.1.contains("://") {
        let parts = link.1.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = parts[0].isEmpty ? name : String(parts[0])
        count += 1
        guard let anchors = known[file] else {
          // The contents also lead to the files beside them.
          #expect(FileManager.default.fileExists(atPath: Self.folder.appending(path: file).path), "\(link.1)")
          continue
        }
        guard parts.count == 2 else { continue }
        let anchor = parts[1].removingPercentEncoding ?? ""
        #expect(anchors.contains(anchor), "\(name): nothing in \(file) is called #\(anchor)")
      }
    }
    #expect(count > 0, "a page that leads nowhere")
  }
}
