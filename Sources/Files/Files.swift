public import Diagnostics
import Glibc

/// The file system, as far as Plumbline needs it: whole files read within a bound, written whole or not
/// at all, and folders listed in a fixed order. Every failure is a `Diagnostic` naming the path.
public enum Files {
  /// The bytes of a file; refuses folders, and files over `limit` bytes.
  public static func read(_ path: String, limit: Int = 256 << 20) throws(Diagnostic) -> [UInt8] {
    try checkName(path)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot be read", path, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("cannot be read", path, errno) }
    if status.st_mode & S_IFMT == S_IFDIR { throw failure("is a folder, not a file", path, EISDIR) }
    guard Int(status.st_size) <= limit else { throw tooLarge(path, limit) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size) + 1)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("cannot be read", path, errno)
      }
      bytes.append(contentsOf: buffer[..<count])
      guard bytes.count <= limit else { throw tooLarge(path, limit) }
    }
  }

  /// The first bytes of a file, as many as there are up to `count`.
  public static func head(_ path: String, count: Int) throws(Diagnostic) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot be read", path, errno) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    let got = pread(descriptor, &bytes, count, 0)
    guard got >= 0 else { throw failure("cannot be read", path, errno) }
    return Array(bytes[..<got])
  }

  /// What a symbolic link points to.
  public static func link(_ path: String) throws(Diagnostic) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink(path, &buffer, Int(PATH_MAX))
    guard count >= 0 else { throw failure("cannot be read", path, errno) }
    return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The text of a UTF-8 file, without its byte order mark.
  public static func text(_ path: String, limit: Int = 64 << 20) throws(Diagnostic) -> String {
    var bytes = try read(path, limit: limit)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostic(
        "not-utf8", "\(path) is not UTF-8 text.", at: firstWrong(bytes, path),
        remedies: ["iconv -f ISO-8859-1 -t UTF-8 \(shellQuoted(path)) > \(shellQuoted(path + ".utf8"))"])
    }
    return text
  }

  /// Where the first byte stands that is not of UTF-8 text.
  private static func firstWrong(_ bytes: [UInt8], _ path: String) -> Place {
    var line = 1
    for part in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      guard String(validating: part, as: UTF8.self) == nil else {
        line += 1
        continue
      }
      let good = zip(String(decoding: part, as: UTF8.self).utf8, part).prefix { $0 == $1 }.map(\.1)
      return Place(file: path, line: line, column: String(decoding: good, as: UTF8.self).count + 1)
    }
    return Place(file: path)
  }

  /// Writes a file whole or not at all: to a temporary beside it, synced, then renamed over it.
  public static func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
    let file = try Replacement(path)
    try file.write(bytes)
    try file.commit()
  }

  /// Appends to a file, in one piece; the file, if new, and its folder are made for the user's eyes alone.
  public static func append(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
    try checkName(path)
    let folder = Files.folder(of: path)
    if !folder.isEmpty, !isFolder(folder) {
      try makeFolder(Files.folder(of: folder))
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure("cannot be made", folder, errno) }
    }
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("cannot be written", path, errno) }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw failure("cannot be written", path, errno)
    }
  }

  /// The names in a folder, sorted by their bytes; empty when there is no such folder. One that cannot be
  /// read is an error, for taking it as empty would hide what is in it.
  public static func list(_ folder: String) throws(Diagnostic) -> [String] {
    try checkName(folder)
    guard let directory = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw failure("cannot be read", folder, errno)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Makes an empty file where nothing is; false, and nothing done, where something is already. Of several
  /// processes that ask at once, one is told true.
  public static func claim(_ path: String) throws(Diagnostic) -> Bool {
    try checkName(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      if errno == EEXIST { return false }
      throw failure("cannot be made", path, errno)
    }
    close(descriptor)
    return true
  }

  /// Whether anything is at this path.
  public static func exists(_ path: String) -> Bool { !hasNul(path) && access(path, F_OK) == 0 }

  /// Whether this process may write to what is at this path.
  public static func isWritable(_ path: String) -> Bool { !hasNul(path) && access(path, W_OK) == 0 }

  /// Whether a folder is at this path.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return !hasNul(path) && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a path leads to a plain file: no folder, device or pipe.
  public static func isPlainFile(_ path: String) -> Bool {
    var status = stat()
    return !hasNul(path) && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Where a path leads when every link in it is followed; nil when nothing is there.
  public static func resolved(_ path: String) -> String? {
    guard !hasNul(path), let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether two paths lead to one file.
  public static func isSame(_ path: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard !hasNul(path), !hasNul(other), stat(path, &first) == 0, stat(other, &second) == 0 else {
      return false
    }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  /// When a file was last written, and how long it is.
  public struct Stamp: Equatable, Sendable {
    var seconds: Int
    var nanoseconds: Int
    var length: Int64
  }

  /// The stamp of a file: another one tells that it was written. Nil where nothing is.
  public static func stamp(_ path: String) -> Stamp? {
    var status = stat()
    guard !hasNul(path), stat(path, &status) == 0 else { return nil }
    return Stamp(
      seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec, length: Int64(status.st_size))
  }

  /// Makes a folder and those above it.
  public static func makeFolder(_ path: String) throws(Diagnostic) {
    try checkName(path)
    guard !path.isEmpty, !isFolder(path) else { return }
    try makeFolder(folder(of: path))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw failure("cannot be made", path, errno) }
    guard isFolder(path) else { throw failure("cannot be made", path, ENOTDIR) }
  }

  /// Removes a file; it is no error if there is none.
  public static func remove(_ path: String) throws(Diagnostic) {
    try checkName(path)
    guard unlink(path) == 0 || errno == ENOENT else { throw failure("cannot be removed", path, errno) }
  }

  /// The folder part of a path, "" for a bare name, "/" for the root's children.
  public static func folder(of path: String) -> String {
    guard let slash = lastSlash(in: path) else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  public static func name(of path: String) -> String {
    lastSlash(in: path).map { String(path[path.utf8.index(after: $0)...]) } ?? path
  }

  /// `folder/name`, or `name` as it is when it is absolute or the folder is "".
  public static func join(_ folder: String, _ name: String) -> String {
    if folder.isEmpty || name.utf8.first == UInt8(ascii: "/") { return name }
    return folder.utf8.last == UInt8(ascii: "/") ? folder + name : "\(folder)/\(name)"
  }

  /// Refuses a path the system would cut at its NUL, and so take for another one.
  static func checkName(_ path: String) throws(Diagnostic) {
    if hasNul(path) {
      throw Diagnostic("file-error", "\(path) holds a NUL and so cannot be a file's name.")
    }
  }

  private static func hasNul(_ path: String) -> Bool { path.utf8.contains(0) }

  /// Looked for in bytes: as a Character, a slash with a combining mark after it is not a slash.
  private static func lastSlash(in path: String) -> String.Index? {
    path.utf8.lastIndex(of: UInt8(ascii: "/"))
  }

  static func tooLarge(_ path: String, _ limit: Int) -> Diagnostic {
    let most = limit >= 1 << 20 ? "\(limit >> 20) MB" : "\(limit) bytes"
    return Diagnostic(
      "file-too-large", "\(path) is larger than \(most), the most that is read.", at: Place(file: path))
  }

  static func failure(_ what: String, _ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      "file-error", "\(path) \(what): \(String(cString: strerror(code))).", at: Place(file: path))
  }
}
