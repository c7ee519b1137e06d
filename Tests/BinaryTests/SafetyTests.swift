import Foundation
import Testing

@Suite("What the built program keeps safe")
struct SafetyTests {
  static let isRoot = geteuid() == 0

  @Test("is every fact of many processes that capture at once")
  func manyWriters() throws {
    let program = try Program()
    let processes = try (1...20).map { number in
      let process = program.process(["add", "system", "System \(number)"])
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      return process
    }
    for process in processes {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    let refs = try program.run(
      "query", "select group_concat(ref, ' ') from (select ref from system order by ref)", "--format", "csv"
    ).out
    for number in 1...20 { #expect(refs.contains("system-\(number)")) }
    #expect(try program.run("doctor").out.contains("21 journal entries"))
  }

  @Test("is one workbook when two begin it at once")
  func twoBeginners() throws {
    for _ in 0..<5 {
      let program = try Program(false)
      let processes = try (1...4).map { number in
        let process = program.process(["init", "acme.plumb", "--name", "Number \(number)"])
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
      }
      for process in processes { process.waitUntilExit() }
      #expect(processes.map(\.terminationStatus).sorted() == [0, 3, 3, 3])
      #expect(try program.run("doctor").status == 0)
    }
  }

  @Test("is a sound workbook of whole commands when the program is killed", arguments: [30, 80, 150, 300])
  func killed(milliseconds: UInt32) throws {
    let program = try Program()
    let lines = (1...300).flatMap {
      ["add system 'S\($0)'", "add representation s\($0).thing --grain 'one per \($0)'"]
    }
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: program.folder.child("long.capture")))
    let process = program.process(["replay", "long.capture"])
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    usleep(milliseconds * 1_000)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let doctor = try program.run("doctor")
    #expect(doctor.status == 0, "\(doctor.err)")
    let counts = try program.run(
      "query", "select (select count(*) from item) as facts, (select count(*) from history) as entries",
      "--format", "csv"
    ).out
    let row = counts.split(whereSeparator: \.isNewline).last?.split(separator: ",") ?? []
    #expect(row.count == 2 && row[0] == row[1], "a fact a command, both or neither: \(row)")
    // What was captured is there to go on from.
    let next = (Int(row.last ?? "1") ?? 1)
    #expect(try program.run("replay", "long.capture", "--from", "\(next)", "--quiet").status == 0)
    #expect(try program.run("query", "select count(*) from item", "--format", "csv").out.contains("601"))
  }

  @Test(
    "is the workbook on a disk that is full, which is told",
    .enabled(if: isRoot, "needs root, to mount a small disk"))
  func fullDisk() throws {
    let program = try Program(false)
    let disk = try Mount(at: program.folder.child("disk"), "-t", "tmpfs", "-o", "size=1m", "tmpfs")
    #expect(try program.run("init", "disk/acme.plumb").status == 0)
    #expect(try program.run("add", "system", "Stripe", "-w", "disk/acme.plumb").status == 0)
    var outcome = try program.run("--version")
    for number in 0..<50 where outcome.status == 0 {
      outcome = try program.run(
        "add", "risk", "Risk \(number)", "--response", String(repeating: "x", count: 50_000), "-w",
        "disk/acme.plumb")
    }
    #expect(outcome.status == 3)
    #expect(outcome.err.contains("disk is full") || outcome.err.contains("disk failed"), "\(outcome.err)")
    #expect(try program.run("show", "stripe", "-w", "disk/acme.plumb").status == 0)
    #expect(try program.run("doctor", "-w", "disk/acme.plumb").status == 0)
    withExtendedLifetime(disk) {}
  }

  @Test(
    "is the workbook on a disk that cannot be written, which is told",
    .enabled(if: isRoot, "needs root, to mount a disk for reading only"))
  func readOnly() throws {
    let program = try Program(false)
    let disk = try Mount(at: program.folder.child("disk"), "-t", "tmpfs", "-o", "size=4m", "tmpfs")
    #expect(try program.run("init", "disk/acme.plumb").status == 0)
    try disk.remount("ro")
    let before = try Data(contentsOf: URL(filePath: program.folder.child("disk/acme.plumb")))
    for words in [["add", "system", "Stripe"], ["undo"]] {
      let process = program.process(words + ["-w", "disk/acme.plumb"])
      let err = Pipe()
      process.standardError = err
      try process.run()
      let talk = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 3)
      #expect(talk.contains("cannot be opened for writing"), "\(talk)")
    }
    let begun = try program.run("init", "disk/other.plumb")
    #expect(begun.status == 3)
    #expect(begun.err.contains("Read-only file system"))
    #expect(try Data(contentsOf: URL(filePath: program.folder.child("disk/acme.plumb"))) == before)
  }
}

/// A file system mounted for one test, gone with it.
final class Mount {
  private let path: String

  init(at path: String, _ options: String...) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Self.run("mount", options + [path])
  }

  deinit { try? Self.run("umount", ["--lazy", path]) }

  func remount(_ option: String) throws { try Self.run("mount", ["-o", "remount,\(option)", path]) }

  private static func run(_ tool: String, _ words: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [tool] + words
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(tool) \(words) was refused")
  }
}
