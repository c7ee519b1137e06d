import Diagnostics
import Files
import Foundation
import Testing

/// A folder that is removed with its test.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "files-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  subscript(_ name: String) -> String { "\(path)/\(name)" }

  func put(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: self[name]))
  }

  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? [] }
}

private func code(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return (error as? Diagnostic)?.code
  }
}

@Suite("Reading files")
struct ReadTests {
  @Test("Bytes come back as they are", arguments: [0, 1, 65_535, 65_536, 200_000])
  func bytes(count: Int) throws {
    let scratch = try Scratch()
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try scratch.put("a", bytes)
    #expect(try Files.read(scratch["a"]) == bytes)
  }

  @Test("The limit is kept, also when the size is not known beforehand")
  func limit() throws {
    let scratch = try Scratch()
    try scratch.put("a", Array(repeating: 1, count: 100))
    #expect(try Files.read(scratch["a"], limit: 100).count == 100)
    let error = #expect(throws: Diagnostic.self) { try Files.read(scratch["a"], limit: 99) }
    #expect(error?.code == "file-too-large")
    #expect(error?.summary.contains("99 bytes") == true)
    #expect(code { _ = try Files.read("/dev/zero", limit: 1 << 20) } == "file-too-large")
  }

  @Test("What is not there, a folder, and a name with a NUL are named errors")
  func errors() throws {
    let scratch = try Scratch()
    let missing = #expect(throws: Diagnostic.self) { try Files.read(scratch["none"]) }
    #expect(missing?.place == Place(file: scratch["none"]))
    #expect(missing?.summary.hasSuffix("cannot be read: No such file or directory.") == true)
    #expect(code { _ = try Files.read(scratch.path) } == "file-error")
    try scratch.put("ok", [1])
    #expect(code { _ = try Files.read(scratch["ok\0.txt"]) } == "file-error")
    #expect(!Files.exists(scratch["ok\0.txt"]))
    #expect(code { _ = try Files.read("") } == "file-error")
  }

  @Test("Text is UTF-8, without its byte order mark")
  func text() throws {
    let scratch = try Scratch()
    try scratch.put("a", [0xEF, 0xBB, 0xBF] + Array("é\r\n".utf8))
    #expect(try Files.text(scratch["a"]) == "é\r\n")
    try scratch.put("b", [])
    #expect(try Files.text(scratch["b"]) == "")
  }

  @Test(
    "What is not UTF-8 is refused with a command that mends it",
    arguments: [[0xE9], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF, 0xFE, 65, 0]] as [[UInt8]])
  func notText(bytes: [UInt8]) throws {
    let scratch = try Scratch()
    try scratch.put("my file", bytes)
    let error = #expect(throws: Diagnostic.self) { try Files.text(scratch["my file"]) }
    #expect(error?.code == "not-utf8")
    #expect(
      error?.remedies == ["iconv -f ISO-8859-1 -t UTF-8 '\(scratch["my file"])' > '\(scratch["my file"]).utf8'"]
    )
  }

  @Test("A folder is listed by bytes; none at all is empty, one that cannot be read is not")
  func list() throws {
    let scratch = try Scratch()
    for name in ["b", "a", "Z", ".hidden", "é", "10", "9"] { try scratch.put(name, []) }
    #expect(try Files.list(scratch.path) == [".hidden", "10", "9", "Z", "a", "b", "é"])
    #expect(try Files.list(scratch["none"]) == [])
    #expect(code { _ = try Files.list(scratch["a"]) } == "file-error")
  }
}

@Suite("Writing files")
struct WriteTests {
  @Test("A file is written whole, in folders that are made")
  func writes() throws {
    let scratch = try Scratch()
    let bytes = Array(repeating: UInt8(7), count: 300_000)
    try Files.write(bytes, to: scratch["x/y/z.bin"])
    #expect(try Files.read(scratch["x/y/z.bin"]) == bytes)
    #expect(try Files.list(scratch["x/y"]) == ["z.bin"])
  }

  @Test("Until it is committed nothing is seen, and a dropped one leaves no trace")
  func dropped() throws {
    let scratch = try Scratch()
    try scratch.put("a", [1])
    do {
      let file = try Replacement(scratch["a"])
      try file.write(Array(repeating: 2, count: 100_000))
      #expect(try Files.read(scratch["a"]) == [1])
    }
    #expect(scratch.names == ["a"])
    #expect(try Files.read(scratch["a"]) == [1])
  }

  @Test("Two replacements of one file do not mix")
  func two() throws {
    let scratch = try Scratch()
    let first = try Replacement(scratch["a"])
    let second = try Replacement(scratch["a"])
    try first.write([1, 1])
    try second.write([2])
    try second.commit()
    #expect(try Files.read(scratch["a"]) == [2])
    try first.commit()
    #expect(try Files.read(scratch["a"]) == [1, 1])
    #expect(scratch.names == ["a"])
  }

  @Test("A link laid under the temporary's name is not followed")
  func plantedLink() throws {
    let scratch = try Scratch()
    try scratch.put("victim", [9])
    symlink(scratch["victim"], scratch[".\(getpid())-0.part"])
    try Files.write([1], to: scratch["a"])
    #expect(try Files.read(scratch["victim"]) == [9])
    #expect(try Files.read(scratch["a"]) == [1])
  }

  @Test("A link stays a link, and the mode stays")
  func linkAndMode() throws {
    let scratch = try Scratch()
    try scratch.put("real", [1])
    chmod(scratch["real"], 0o640)
    symlink("real", scratch["link"])
    try Files.write([2], to: scratch["link"])
    #expect(try Files.read(scratch["real"]) == [2])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch["link"]) == "real")
    let mode = try FileManager.default.attributesOfItem(atPath: scratch["real"])[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test("Folders, devices and pipes are refused")
  func refused() throws {
    let scratch = try Scratch()
    mkfifo(scratch["pipe"], 0o600)
    #expect(code { try Files.write([1], to: scratch.path) } == "file-error")
    #expect(code { try Files.write([1], to: "/dev/null") } == "file-error")
    #expect(code { try Files.write([1], to: scratch["pipe"]) } == "file-error")
    #expect(code { try Files.write([1], to: scratch["a\0b"]) } == "file-error")
    #expect(scratch.names == ["pipe"])
  }

  @Test("The longest name that a file system allows is written")
  func longName() throws {
    let scratch = try Scratch()
    let name = String(repeating: "n", count: 255)
    try Files.write([1], to: scratch[name])
    #expect(scratch.names == [name])
    #expect(code { try Files.write([1], to: scratch[name + "n"]) } == "file-error")
    #expect(scratch.names == [name])
  }

  @Test("After the commit nothing more is taken")
  func afterCommit() throws {
    let scratch = try Scratch()
    let file = try Replacement(scratch["a"])
    try file.write([1])
    try file.commit()
    #expect(code { try file.commit() } == "file-error")
    #expect(try Files.read(scratch["a"]) == [1])
  }

  @Test("A folder cannot be made where a file is")
  func folders() throws {
    let scratch = try Scratch()
    try scratch.put("a", [])
    #expect(code { try Files.makeFolder(scratch["a"]) } == "file-error")
    #expect(code { try Files.makeFolder(scratch["a/b"]) } == "file-error")
    try Files.makeFolder(scratch["b/c/"])
    #expect(Files.isFolder(scratch["b/c"]))
    try Files.makeFolder("")
    try Files.makeFolder("/")
  }

  @Test("Removing what is not there is no error, removing a folder is")
  func remove() throws {
    let scratch = try Scratch()
    try scratch.put("a", [])
    try Files.remove(scratch["a"])
    try Files.remove(scratch["a"])
    #expect(!Files.exists(scratch["a"]))
    #expect(code { try Files.remove(scratch.path) } == "file-error")
  }
}

@Suite("Paths")
struct PathTests {
  @Test(
    "A path has a folder and a name",
    arguments: [
      ("a/b/c.md", "a/b", "c.md"), ("c.md", "", "c.md"), ("/c.md", "/", "c.md"), ("a/", "a", ""),
      ("/", "/", ""), ("", "", ""),
      ("a/\u{338}b", "a", "\u{338}b"), ("é/ü", "é", "ü"),
    ])
  func parts(path: String, folder: String, name: String) {
    #expect(Array(Files.folder(of: path).utf8) == Array(folder.utf8))
    #expect(Array(Files.name(of: path).utf8) == Array(name.utf8))
  }

  @Test(
    "Joining",
    arguments: [
      ("a", "b", "a/b"), ("a/", "b", "a/b"), ("", "b", "b"), ("a", "/b", "/b"), ("/", "b", "/b"),
      ("a/\u{338}", "b", "a/\u{338}/b"),
    ])
  func joins(folder: String, name: String, expected: String) {
    #expect(Array(Files.join(folder, name).utf8) == Array(expected.utf8))
  }
}

@Suite("A folder that is put in the place of another")
struct FolderReplacementTests {
  @Test("is seen when it is whole, and leaves nothing when it is dropped")
  func whole() throws {
    let scratch = try Scratch()
    do {
      let dropped = try FolderReplacement(scratch["a"])
      try Files.write([1], to: Files.join(dropped.path, "b/c"))
      #expect(scratch.names.count == 1 && !scratch.names.contains("a"))
    }
    #expect(scratch.names.isEmpty)
    let made = try FolderReplacement(scratch["a/"])
    try Files.write([1], to: Files.join(made.path, "b/c"))
    try made.commit()
    #expect(scratch.names == ["a"])
    #expect(try Files.read(scratch["a/b/c"]) == [1])
  }

  @Test("takes the place of what was there, which goes, or goes aside", arguments: [false, true])
  func replaced(isKept: Bool) throws {
    let scratch = try Scratch()
    try Files.write([1], to: scratch["a/old/file"])
    let made = try FolderReplacement(scratch["a"])
    try Files.write([2], to: Files.join(made.path, "new"))
    #expect(Files.exists(scratch["a/old/file"]))
    try made.commit(movingTo: isKept ? scratch["kept"] : nil)
    #expect(scratch.names == (isKept ? ["a", "kept"] : ["a"]))
    #expect(try Files.list(scratch["a"]) == ["new"])
    #expect(Files.exists(scratch["kept/old/file"]) == isKept)
  }

  @Test("is refused where a file or a link is")
  func refused() throws {
    let scratch = try Scratch()
    try scratch.put("file", [1])
    try Files.makeFolder(scratch["folder"])
    try FileManager.default.createSymbolicLink(atPath: scratch["link"], withDestinationPath: scratch["folder"])
    for name in ["file", "link", "link/"] {
      #expect(code { _ = try FolderReplacement(scratch[name]) } == "not-a-folder", "\(name)")
    }
    #expect(scratch.names == ["file", "folder", "link"])
  }
}

@Suite("What is in a folder")
struct InventoryTests {
  @Test("is told with all below it, and no link is followed")
  func everything() throws {
    let scratch = try Scratch()
    try Files.write([1, 2], to: scratch["a/b/c"])
    try FileManager.default.createSymbolicLink(atPath: scratch["a/out"], withDestinationPath: "/etc")
    try FileManager.default.createSymbolicLink(atPath: scratch["z"], withDestinationPath: scratch.path)
    mkfifo(scratch["pipe"], 0o600)
    let found = try Files.inventory(scratch.path)
    #expect(found.map(\.path) == ["a", "a/b", "a/b/c", "a/out", "pipe", "z"])
    #expect(found.map(\.kind) == [.folder, .folder, .file, .link, .other, .link])
    #expect(found[2].bytes == 2)
  }

  @Test("is refused when it is too much")
  func tooMuch() throws {
    let scratch = try Scratch()
    for name in ["a", "b", "c"] { try scratch.put(name, []) }
    #expect(try Files.inventory(scratch.path, most: 3).count == 3)
    #expect(code { _ = try Files.inventory(scratch.path, most: 2) } == "folder-too-large")
    try Files.makeFolder(scratch[Array(repeating: "d", count: 20).joined(separator: "/")])
    #expect(code { _ = try Files.inventory(scratch.path) } == "folder-too-large")
  }
}
