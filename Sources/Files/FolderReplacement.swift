public import Diagnostics
import Glibc

/// A folder being filled beside the place it will have. Until `commit` nothing is seen of it; one that is dropped
/// leaves no trace.
public final class FolderReplacement {
  /// The folder to write into.
  public let path: String
  private let target: String
  private var isCommitted = false

  /// Makes an empty folder beside the target, whose own folder is made if need be. A target that is there and is no
  /// folder, or a link to one, is refused.
  public init(_ target: String) throws(Diagnostic) {
    var plain = Substring(target)
    while plain.utf8.count > 1, plain.hasSuffix("/") { plain = plain.dropLast() }
    self.target = String(plain)
    try Files.checkName(target)
    var status = stat()
    if lstat(self.target, &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
      let isLink = status.st_mode & S_IFMT == S_IFLNK
      throw Diagnostic(
        "not-a-folder", "\(target) is \(isLink ? "a link" : "a file"), not a folder.", at: Place(file: target),
        exit: .usage)
    }
    let parent = Files.folder(of: self.target)
    try Files.makeFolder(parent)
    path = Files.join(parent, ".\(getpid())-\(UInt32.random(in: 0 ... .max)).part")
    guard mkdir(path, 0o777) == 0 else { throw Files.failure("cannot be made", path, errno) }
  }

  deinit {
    if !isCommitted { Files.removeTree(path) }
  }

  /// Syncs what was written and puts the folder in its place. What was there goes: to `aside` when that is given,
  /// else for good.
  public func commit(movingTo aside: String? = nil) throws(Diagnostic) {
    for entry in try Files.inventory(path) { try sync(Files.join(path, entry.path)) }
    try sync(path)
    let old = aside ?? "\(path).old"
    let wasThere = Files.exists(target)
    if wasThere, rename(target, old) != 0 { throw Files.failure("cannot be replaced", target, errno) }
    guard rename(path, target) == 0 else {
      let code = errno
      if wasThere { rename(old, target) }
      throw Files.failure("cannot be made", target, code)
    }
    isCommitted = true
    if wasThere, aside == nil { Files.removeTree(old) }
    let parent = Files.folder(of: target)
    try sync(parent.isEmpty ? "." : parent)
  }

  private func sync(_ path: String) throws(Diagnostic) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw Files.failure("cannot be written", path, errno) }
    defer { close(descriptor) }
    // Some file systems cannot sync a folder.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw Files.failure("cannot be written", path, errno)
    }
  }
}
