public import Diagnostics
import Glibc

/// A file being written beside the one it will replace. Until `commit` nothing is seen of it; a
/// replacement that is dropped leaves no trace.
public final class Replacement {
  private let path: String
  private let temporary: String
  private var descriptor: Int32
  private var pending: [UInt8] = []

  /// Opens a temporary file in the target's folder, which is made if need be.
  public init(_ path: String) throws(Diagnostic) {
    try Files.makeFolder(Files.folder(of: path))
    self.path = path
    temporary = Files.join(Files.folder(of: path), ".\(Files.name(of: path)).\(getpid()).part")
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Files.failure("cannot be written", path, errno) }
    pending.reserveCapacity(1 << 16)
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      unlink(temporary)
    }
  }

  /// Appends bytes; they go out in pieces of 64 KiB or more.
  public func write<Bytes: Sequence>(_ bytes: Bytes) throws(Diagnostic) where Bytes.Element == UInt8 {
    pending.append(contentsOf: bytes)
    if pending.count >= 1 << 16 { try flush() }
  }

  /// Syncs the file and puts it in place of the old one.
  public func commit() throws(Diagnostic) {
    try flush()
    guard fsync(descriptor) == 0 else { throw Files.failure("cannot be written", path, errno) }
    guard close(descriptor) == 0 else { throw Files.failure("cannot be written", path, errno) }
    descriptor = -1
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw Files.failure("cannot be written", path, code)
    }
  }

  private func flush() throws(Diagnostic) {
    var start = 0
    while start < pending.count {
      let count = pending.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + start, $0.count - start) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Files.failure("cannot be written", path, errno)
      }
      start += count
    }
    pending.removeAll(keepingCapacity: true)
  }
}
