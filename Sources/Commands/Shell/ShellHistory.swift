import Diagnostics
import Files

/// The lines of earlier sessions and of this one.
///
/// A line is appended to the file when it is typed, so that shells side by side lose none of each other's.
/// A file that has grown long is cut down when a shell begins.
struct ShellHistory {
  /// As many lines as are kept.
  static let limit = 2_000

  /// Oldest first.
  private(set) var lines: [String] = []
  private let path: String?

  /// Reads the file: `$XDG_STATE_HOME/plumbline/history`, by default below `~/.local/state`
  /// (specifications.freedesktop.org/basedir-spec). Without a home there is none. A history is a comfort:
  /// one that cannot be read or written is done without.
  init(variable: (String) -> String?) {
    path = Self.path(variable)
    guard let path, Files.exists(path), let bytes = try? Files.read(path, limit: 16 << 20) else { return }
    lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    if lines.count > Self.limit * 2 {
      lines = lines.suffix(Self.limit)
      try? Files.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
    }
  }

  private static func path(_ variable: (String) -> String?) -> String? {
    // The specification has relative paths ignored.
    if let state = variable("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/plumbline/history" }
    guard let home = variable("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.local/state/plumbline/history"
  }

  /// Keeps a line, unless it is empty, the same as the last, or begins with a space, which in shells is how
  /// one asks for it not to be kept.
  mutating func add(_ line: String) {
    let isBlank = line.allSatisfy(\.isWhitespace)
    guard !isBlank, !line.hasPrefix(" "), !line.contains(where: \.isNewline), line != lines.last else { return }
    lines.append(line)
    if let path { try? Files.append(Array((line + "\n").utf8), to: path) }
  }
}
