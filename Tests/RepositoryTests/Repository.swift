import Foundation
import Testing

/// The files of this repository.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A file as text.
  struct Source: Sendable, CustomTestStringConvertible {
    let path: String
    let text: String
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var testDescription: String { path }

    /// The folder below `Sources` or `Tests`, which is the target; `CLibraries/CYAML` for a C library.
    var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    /// The modules that it imports.
    var imports: [String] {
      lines.compactMap { line in
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"), words[..<place].allSatisfy(isModifier),
          place + 1 < words.count
        else { return nil }
        return words[words.count - 1].split(separator: ".").first.map(String.init)
      }
    }

    private func isModifier(_ word: Substring) -> Bool {
      word.hasPrefix("@") || ["public", "internal", "package", "private", "fileprivate"].contains(word)
    }
  }

  /// The files below a folder with one of these endings, sorted.
  static func files(_ folder: String, _ endings: String...) -> [Source] {
    let base = root.appending(path: folder)
    let found = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return found.filter { name in endings.contains { name.hasSuffix($0) } }.sorted().compactMap { name in
      guard let text = try? String(contentsOf: base.appending(path: name), encoding: .utf8) else { return nil }
      return Source(path: "\(folder)/\(name)", text: text)
    }
  }

  static let sources = files("Sources", ".swift")
}
