public import Diagnostics
import Glibc

extension Files {
  /// One thing that lies in a folder or below it.
  public struct Entry: Equatable, Sendable {
    /// What a thing is.
    public enum Kind: Sendable {
      /// A plain file.
      case file
      /// A folder.
      case folder
      /// A symbolic link, to whatever.
      case link
      /// A device, a pipe, a socket.
      case other
    }

    /// Its path from the folder.
    public var path: String
    /// What it is.
    public var kind: Kind
    /// How many bytes a plain file has.
    public var bytes: Int

    /// Tells of a thing.
    public init(path: String, kind: Kind, bytes: Int) {
      self.path = path
      self.kind = kind
      self.bytes = bytes
    }
  }

  /// Everything in a folder and below it, by path, folders before what is in them. No link is followed, so that
  /// nothing outside is looked at. A folder with more than `most` things, or deeper than 16, is refused.
  public static func inventory(_ folder: String, most: Int = 10_000) throws(Diagnostic) -> [Entry] {
    var found: [Entry] = []
    try take(folder, below: "", depth: 0, most, &found)
    return found
  }

  private static func take(
    _ folder: String, below path: String, depth: Int, _ most: Int, _ found: inout [Entry]
  ) throws(Diagnostic) {
    for name in try list(path.isEmpty ? folder : join(folder, path)) {
      let inner = path.isEmpty ? name : "\(path)/\(name)"
      var status = stat()
      let kind: Entry.Kind
      if lstat(join(folder, inner), &status) == 0 {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        default: kind = .other
        }
      } else {
        // A name that is no UTF-8 cannot be asked for again.
        kind = .other
      }
      found.append(Entry(path: inner, kind: kind, bytes: kind == .file ? Int(status.st_size) : 0))
      guard found.count <= most, depth < 16 else {
        throw Diagnostic(
          "folder-too-large", "\(folder) holds more than \(most) files, or folders more than 16 deep.",
          at: Place(file: folder))
      }
      if kind == .folder { try take(folder, below: inner, depth: depth + 1, most, &found) }
    }
  }

  /// Removes a folder with all that is in it. No link is followed; what cannot be removed stays.
  static func removeTree(_ folder: String) {
    for entry in ((try? inventory(folder, most: 1 << 20)) ?? []).reversed() {
      let path = join(folder, entry.path)
      _ = entry.kind == .folder ? rmdir(path) : unlink(path)
    }
    rmdir(folder)
  }
}
