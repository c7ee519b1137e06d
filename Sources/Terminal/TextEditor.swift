public import Diagnostics
import Glibc

/// A text made in the editor that a person is used to.
public enum TextEditor {
  /// Opens a text in an editor, waits for it, and tells what came of it; nil when the editor says it failed, which
  /// is how one gives up (`:cq`).
  ///
  /// - Parameters:
  ///   - command: the editor as the shell would run it, with its own options: `vim`, `code --wait`.
  ///   - folder: where the text stands meanwhile.
  public static func edit(
    _ text: String, with command: String, in folder: String
  ) throws(Diagnostic) -> String? {
    var template = Array("\(folder)/plumbline-XXXXXX.txt".utf8CString)
    let file = mkstemps(&template, 4)
    guard file >= 0 else { throw failure("A file for the editor cannot be made in \(folder)", errno) }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let bytes = Array(text.utf8)
    let written = write(file, bytes, bytes.count)
    close(file)
    guard written == bytes.count else { throw failure("\(path) cannot be written", errno) }
    // The shell splits the command; the path is an argument of its own, whatever is in it.
    let status = try run(["/bin/sh", "-c", "\(command) \"$1\"", "sh", path])
    // What a shell says of a program that it did not find, or may not run.
    guard ![126 << 8, 127 << 8].contains(status) else {
      throw Diagnostic(
        "editor-error", "The editor `\(command)` cannot be started.", notes: ["VISUAL or EDITOR names it"],
        exit: .usage)
    }
    return status == 0 ? try contents(of: path) : nil
  }

  private static func run(_ words: [String]) throws(Diagnostic) -> Int32 {
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for word in argv { free(word) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, words[0], nil, nil, &argv, environ)
    guard code == 0 else { throw failure("The editor cannot be started", code) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private static func contents(of path: String) throws(Diagnostic) -> String {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw failure("\(path) cannot be read", errno) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < 1 << 20 {
      let count = read(file, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func failure(_ what: String, _ code: Int32) -> Diagnostic {
    Diagnostic("editor-error", "\(what): \(String(cString: strerror(code))).", exit: .usage)
  }
}
