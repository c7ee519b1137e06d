public import Diagnostics
import Files

extension Pack {
  /// The mark by which a file is known to be of a pack, near its beginning.
  static let mark = "plumbline render"

  /// Refuses to go on where a file of the pack would replace one that is not of a pack, as a README.md that
  /// somebody wrote.
  public func refuseStrangers(_ format: Format, in folder: String) throws(Diagnostic) {
    var strangers: [String] = []
    for path in paths(format, in: folder) where Files.exists(path) && !Files.isFolder(path) {
      let head = String(decoding: try Files.head(path, count: 2048), as: UTF8.self)
      if !head.isEmpty, !head.contains(Pack.mark) { strangers.append(path) }
    }
    guard let first = strangers.first else { return }
    throw Diagnostic(
      "not-of-a-pack", "\(first) is not of a pack, and would be replaced.", at: Place(file: first),
      notes: strangers.dropFirst().prefix(10).map { "So would \($0)." },
      remedies: ["plumbline render --to output/NAME", "plumbline render --force …"], exit: .usage)
  }

  /// The files that a format begins with or names after documents.
  private func paths(_ format: Format, in folder: String) -> [String] {
    let names =
      switch format {
      case .markdown: ["README.md"] + templates.map { $0.name + ".md" }
      case .html: ["index.html"]
      case .site: ["index.html"] + SitePlan(survey, names: templates.map(\.name)).files
      case .outline: ["outline.txt"]
      }
    return names.map { Files.join(folder, $0) }
  }
}
