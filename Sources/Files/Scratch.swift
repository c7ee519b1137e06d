public import Diagnostics
import Glibc

/// Bytes put aside in a nameless file until they can be copied to where they belong: the body of a file
/// whose head depends on it. Gone with the value, whatever happens.
public final class Scratch {
  private let descriptor: Int32
  private let folder: String

  /// Opens a file without a name in a folder, which is made if need be.
  public init(in folder: String) throws(Diagnostic) {
    self.folder = folder
    try Files.makeFolder(folder)
    var template = Array(Files.join(folder, ".plumbline-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Files.failure("cannot be written", folder, errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
  }

  deinit { close(descriptor) }

  /// Appends bytes.
  public func write(_ bytes: [UInt8]) throws(Diagnostic) {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + start, bytes.count - start)
      }
      if written < 0, errno != EINTR { throw Files.failure("cannot be written", folder, errno) }
      start += max(written, 0)
    }
  }

  /// Hands everything written so far on, in pieces.
  public func copy(to take: ([UInt8]) throws(Diagnostic) -> Void) throws(Diagnostic) {
    var offset: off_t = 0
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = piece.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, offset) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Files.failure("cannot be read", folder, errno) }
      if count == 0 { return }
      try take(count == piece.count ? piece : Array(piece[..<count]))
      offset += off_t(count)
    }
  }
}
