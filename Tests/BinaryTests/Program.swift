import Foundation
import Testing

/// The built program, as somebody runs it from a shell.
struct Program {
  /// Where the build put it: beside the bundle of these tests.
  static let path: String = {
    #if os(Linux)
      let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    #else
      let bundle = Bundle.main.bundleURL
    #endif
    return bundle.appending(path: "plumbline").path
  }()

  struct Outcome {
    let status: Int32
    let out: String
    let err: String
  }

  let folder: TemporaryFolder
  var variables: [String: String] = [:]

  /// A folder with a workbook in it.
  init(_ begin: Bool = true) throws {
    folder = try TemporaryFolder()
    try #require(FileManager.default.isExecutableFile(atPath: Self.path), "\(Self.path) is not built")
    if begin { try #require(try run("init", "acme.plumb", "--name", "Acme").status == 0) }
  }

  func process(_ words: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: Self.path)
    process.arguments = words
    process.currentDirectoryURL = URL(filePath: folder.path)
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PLUMBLINE_") }
    environment.merge(variables) { $1 }
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    return process
  }

  /// Runs it to its end, with its outputs in files so that neither can fill a pipe.
  func run(_ words: String..., input: String? = nil) throws -> Outcome {
    let process = process(words)
    let (out, err) = (folder.child("out-\(UUID())"), folder.child("err-\(UUID())"))
    for file in [out, err] { try Data().write(to: URL(filePath: file)) }
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: out))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: err))
    if let input {
      let file = folder.child("in-\(UUID())")
      try Data(input.utf8).write(to: URL(filePath: file))
      process.standardInput = try FileHandle(forReadingFrom: URL(filePath: file))
    }
    try process.run()
    process.waitUntilExit()
    defer { for file in [out, err] { try? FileManager.default.removeItem(atPath: file) } }
    return Outcome(
      status: process.terminationStatus, out: try String(contentsOfFile: out, encoding: .utf8),
      err: try String(contentsOfFile: err, encoding: .utf8))
  }

  /// Runs a line of a shell in the folder; `$plumbline` is the program.
  func shell(_ line: String) throws -> Outcome {
    let process = process(["-c", line])
    process.executableURL = URL(filePath: "/bin/bash")
    process.environment?["plumbline"] = Self.path
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let talk = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, out: text, err: talk)
  }
}

/// A folder of its own for one test, gone with it.
final class TemporaryFolder {
  let path = FileManager.default.temporaryDirectory.appending(path: "plumbline-\(UUID().uuidString)").path

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func child(_ name: String) -> String { path + "/" + name }
  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
}
