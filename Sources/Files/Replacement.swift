public import Diagnostics
import Glibc

/// A file being written beside the one it will replace. Until `commit` nothing is seen of it; a
/// replacement that is dropped leaves no trace.
///
/// A link stays a link: what it points to is replaced. The mode of an existing file is kept. Folders,
/// devices and pipes are refused, for a rename would put a plain file in their place.
public final class Replacement {
  private let path: String
  private let target: String
  private var temporary = ""
  private var descriptor: Int32 = -1
  private var unfinished: Unfinished?
  private var pending: [UInt8] = []

  /// Opens a temporary file in the target's folder, which is made if need be.
  public init(_ path: String) throws(Diagnostic) {
    self.path = path
    target = try Replacement.target(of: path)
    try Files.makeFolder(Files.folder(of: target))
    try openTemporary()
    var status = stat()
    if stat(target, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
    pending.reserveCapacity(1 << 16)
  }

  deinit { discard() }

  /// Appends bytes; they go out in pieces of 64 KiB or more. After a failure nothing more is taken.
  public func write<Bytes: Sequence>(_ bytes: Bytes) throws(Diagnostic) where Bytes.Element == UInt8 {
    pending.append(contentsOf: bytes)
    if pending.count >= 1 << 16 { try flush() }
  }

  /// Syncs the file and puts it in place of the old one.
  public func commit() throws(Diagnostic) {
    try flush()
    guard descriptor >= 0 else { throw Files.failure("cannot be written", path, EBADF) }
    guard fsync(descriptor) == 0 else { throw abandon(errno) }
    let closed = close(descriptor) == 0
    descriptor = -1  // Even a failed close has let go of it; closing again could hit another's file.
    defer { unfinished?.forget() }
    guard closed, rename(temporary, target) == 0 else {
      let code = errno
      unlink(temporary)
      throw Files.failure("cannot be written", path, code)
    }
  }

  /// The file a path leads to; refuses what is not a plain file.
  private static func target(of path: String) throws(Diagnostic) -> String {
    try Files.checkName(path)
    var status = stat()
    guard stat(path, &status) == 0 else { return path }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw Files.failure("is a folder, not a file", path, EISDIR)
    default:
      throw Diagnostic(
        "file-error", "\(path) is a device or a pipe, not a file that could be replaced.",
        at: Place(file: path))
    }
    return Files.resolved(path) ?? path
  }

  /// Takes the first free name. `O_EXCL` because in a shared folder somebody could have laid a link
  /// under a name that can be guessed, and because two replacements may be under way in one folder.
  private func openTemporary() throws(Diagnostic) {
    for attempt in 0..<1000 {
      temporary = Files.join(Files.folder(of: target), ".\(getpid())-\(attempt).part")
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 {
        unfinished = Unfinished(temporary)
        return
      }
      if errno != EEXIST { break }
    }
    throw Files.failure("cannot be written", path, errno)
  }

  private func flush() throws(Diagnostic) {
    guard descriptor >= 0 else { throw Files.failure("cannot be written", path, EBADF) }
    var start = 0
    while start < pending.count {
      let count = pending.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + start, $0.count - start) }
      if count < 0 {
        if errno == EINTR { continue }
        throw abandon(errno)
      }
      start += count
    }
    pending.removeAll(keepingCapacity: true)
  }

  private func abandon(_ code: Int32) -> Diagnostic {
    discard()
    return Files.failure("cannot be written", path, code)
  }

  private func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    unlink(temporary)
    unfinished?.forget()
  }
}
