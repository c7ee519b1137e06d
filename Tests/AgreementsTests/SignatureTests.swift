import Diagnostics
import Foundation
import Testing

@testable import Workbook

@Suite("A detached signature", .serialized)
struct SignatureTests {
  private let folder = NSTemporaryDirectory() + "plumbline-keys-\(UUID().uuidString)"

  /// What OpenSSH's own program says; nil where it is not installed.
  private func keygen(_ words: [String], input: String = "") throws -> (status: Int32, out: String)? {
    let program = "/usr/bin/ssh-keygen"
    guard FileManager.default.isExecutableFile(atPath: program) else {
      print("notice: there is no ssh-keygen; signatures were not tried (apt-get install openssh-client).")
      return nil
    }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = words
    let (into, out) = (Pipe(), Pipe())
    process.standardInput = into
    process.standardOutput = out
    process.standardError = out
    try process.run()
    into.fileHandleForWriting.write(Data(input.utf8))
    try into.fileHandleForWriting.close()
    let said = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, said)
  }

  private func makeKey(_ name: String) throws -> String? {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = "\(folder)/\(name)"
    guard let made = try keygen(["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path]) else { return nil }
    try #require(made.status == 0, "\(made.out)")
    return path
  }

  private func allow(_ signer: String, _ key: String) throws -> String {
    let path = "\(folder)/allowed"
    let words = try String(contentsOfFile: key + ".pub", encoding: .utf8).split(separator: " ").prefix(2)
    try Data("\(signer) namespaces=\"plumbline\" \(words.joined(separator: " "))\n".utf8).write(
      to: URL(filePath: path))
    return path
  }

  @Test("is made with the vote, and anyone with OpenSSH verifies it on what is exported")
  func signed() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard let key = try makeKey("ana"), let other = try makeKey("eve") else { return }
    let booth = try Booth(Booth.scope + "\nbaseline create v1 --with-open-gaps --reason x")
    try booth.play("approve v1 --as ana --role sponsor --vote approve --meaning \"build this\" --sign \(key)")
    let statement = try booth.run("baseline statement AP-1").out
    let signature = "\(folder)/AP-1.sig"
    try Data(booth.run("baseline statement AP-1 --signature").out.utf8).write(to: URL(filePath: signature))
    let allowed = try allow("ana@example.org", key)
    let verify = ["-Y", "verify", "-n", "plumbline", "-f", allowed, "-I", "ana@example.org", "-s", signature]
    #expect(try keygen(verify, input: statement)?.status == 0)
    #expect(try keygen(verify, input: statement + " ")?.status != 0)

    #expect(try booth.run("baseline verify v1").out.contains("nobody was asked whose key that is"))
    #expect(
      try booth.run("baseline verify v1 --allowed-signers \(allowed)").out.contains("made by ana with SHA256:"))
    let stranger = try booth.run("baseline verify v1 --allowed-signers \(allow("ana@example.org", other))")
    #expect(
      stranger.status == .data && stranger.err.contains("does not name this key for ana@example.org or ana"))
    // A signature by reference, of the baseline itself.
    try booth.play("baseline sign v1 --as tom --key \(other)")
    #expect(try booth.run("baseline verify v1").out.components(separatedBy: "made by SHA256:").count == 3)
    #expect(try booth.run("baseline sign AP-1 --as tom --key \(other)").err.contains("not the vote of tom"))
  }

  @Test("is found when it, or what it signs, was edited")
  func edited() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard let key = try makeKey("ana"), let other = try makeKey("eve") else { return }
    for (sql, hint) in [
      ("UPDATE fact_signature SET statement = replace(statement, 'build', 'burn')", "signs something else"),
      ("UPDATE fact_signature SET \"key\" = 'SHA256:x'", "another key made it"),
      (
        "UPDATE fact_signature SET armoured = replace(armoured, 'U1NIU0lH', 'U1NIU0lI')",
        "none of this statement"
      ),
      (
        "UPDATE fact_approval SET statement = replace(statement, 'build', 'burn'), meaning = 'burn this'; "
          + "UPDATE fact_signature SET statement = replace(statement, 'build', 'burn')",
        "none of this statement"
      ),
    ] {
      let booth = try Booth(Booth.scope + "\nbaseline create v1 --with-open-gaps --reason x")
      try booth.play("approve v1 --as ana --role sponsor --vote approve --meaning \"build this\" --sign \(key)")
      try booth.tamper(sql)
      let outcome = try booth.run("baseline verify")
      #expect(outcome.status == .data)
      #expect(outcome.err.contains(hint), "\(sql): \(outcome.err)")
    }
    _ = other
  }

  @Test("is refused with ssh-keygen's own words when the key is none")
  func notAKey() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard try keygen(["-?"]) != nil else { return }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("no key".utf8).write(to: URL(filePath: "\(folder)/key"))
    let booth = try Booth(Booth.scope + "\nbaseline create v1 --with-open-gaps --reason x")
    let entries = try booth.workbook.journal().count
    let outcome = try booth.run("approve v1 --as ana --role x --vote approve --meaning y --sign \(folder)/key")
    #expect(outcome.status == .data && outcome.err.contains("ssh-keygen did not sign"))
    #expect(try booth.workbook.journal().count == entries)
  }
}
