public import Diagnostics
import Glibc

extension Files {
  /// Lets somebody else, a library or another program, write a file whole or not at all: `body` is given the
  /// path of a temporary file in the same folder, with the same ending; when it returns, that file is synced
  /// and takes the place of the one at `path`. When it throws, nothing is left.
  public static func replace(
    _ path: String, by body: (String) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    try checkName(path)
    guard !isFolder(path) else { throw failure("is a folder, not a file", path, EISDIR) }
    let folder = folder(of: path)
    try makeFolder(folder)
    let name = name(of: path)
    let ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
    let temporary = join(folder, ".\(getpid())-\(UInt32.random(in: 0 ... .max)).part\(ending)")
    let unfinished = Unfinished(temporary)
    defer {
      unlink(temporary)
      unfinished.forget()
    }
    try body(temporary)
    let descriptor = open(temporary, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot be written", path, errno) }
    let synced = fsync(descriptor) == 0
    let code = errno
    close(descriptor)
    guard synced else { throw failure("cannot be written", path, code) }
    guard rename(temporary, path) == 0 else { throw failure("cannot be written", path, errno) }
  }

  /// Lends a new folder that nobody else can look into; it and the files in it are gone afterwards.
  public static func withTemporaryFolder<Result>(
    _ body: (String) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    var template = Array("/tmp/plumbline-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw failure("cannot be made", "/tmp/plumbline", errno) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
      for name in (try? list(folder)) ?? [] { unlink(join(folder, name)) }
      rmdir(folder)
    }
    return try body(folder)
  }
}
