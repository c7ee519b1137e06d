import Agreements
import CommandLineKit
import Database
import Diagnostics
import Files
import Formats
import Programs
import Terminal
import Workbook

/// OpenSSH's `ssh-keygen`, which signs and verifies (its manual: "-Y sign", "-Y verify").
struct Keys {
  /// What a signature is for: one made for anything else is no signature of a baseline.
  static let namespace = "plumbline"

  let program: String
  let environment: [String]
  /// The path of a file that may be made and removed.
  let scratch: String

  /// Signs some bytes with a key of the person's own; a passphrase is asked for by `ssh-keygen` itself.
  func sign(_ statement: [UInt8], with key: String) throws -> Vote.Signature {
    guard Files.exists(key) else {
      throw Diagnostic(
        "no-key", "There is no key at \(key).", at: Place(file: key),
        remedies: ["ssh-keygen -t ed25519 -f \(shellQuoted(key))"], exit: .usage)
    }
    let (status, output, complaint) = try run(
      ["-Y", "sign", "-n", Self.namespace, "-f", key], statement, seconds: 300)
    guard status == 0, output.starts(with: "-----BEGIN SSH SIGNATURE-----".utf8) else {
      throw Diagnostic(
        "not-signed", "ssh-keygen did not sign; nothing was recorded.", at: Place(file: key),
        reason: complaint.isEmpty ? "it ended with status \(status)" : Visible.line(complaint), exit: .data)
    }
    let armoured = String(decoding: output, as: UTF8.self)
    guard let fingerprint = try check(armoured, of: statement) else {
      throw Diagnostic("not-signed", "What ssh-keygen wrote is no signature of it.", at: Place(file: key))
    }
    return Vote.Signature(key: fingerprint, armoured: armoured)
  }

  /// The fingerprint of the key that made a signature; nil when it is none of these bytes.
  func check(_ armoured: String, of statement: [UInt8]) throws -> String? {
    try withFile(armoured) { file in
      let (status, output, _) = try run(
        ["-Y", "check-novalidate", "-n", Self.namespace, "-s", file], statement, seconds: 20)
      guard status == 0 else { return nil }
      let words = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      return words.first { $0.hasPrefix("SHA256:") }.map(String.init)
    }
  }

  /// Whether a file of allowed signers names this key for one of these names.
  func verify(_ armoured: String, of statement: [UInt8], by names: [String], allowed: String) throws -> Bool {
    try withFile(armoured) { file in
      try names.contains { name in
        try run(
          ["-Y", "verify", "-n", Self.namespace, "-f", allowed, "-I", name, "-s", file], statement, seconds: 20
        ).status == 0
      }
    }
  }

  /// Under which name a file of allowed signers has the key that made a signature; nil when under none.
  func signer(_ armoured: String, of statement: [UInt8], allowed: String) throws -> String? {
    try withFile(armoured) { file in
      let (status, output, _) = try run(["-Y", "find-principals", "-f", allowed, "-s", file], [], seconds: 20)
      guard status == 0 else { return nil }
      let names = String(decoding: output, as: UTF8.self).split(whereSeparator: { $0 == "," || $0.isNewline })
      return try names.map(String.init).first { name in
        try run(
          ["-Y", "verify", "-n", Self.namespace, "-f", allowed, "-I", name, "-s", file], statement, seconds: 20
        ).status == 0
      }
    }
  }

  private func withFile<Result>(_ text: String, _ work: (String) throws -> Result) throws -> Result {
    try Files.write(Array(text.utf8), to: scratch)
    defer { try? Files.remove(scratch) }
    return try work(scratch)
  }

  private func run(
    _ words: [String], _ input: [UInt8], seconds: Double
  ) throws -> (status: Int32, output: [UInt8], complaint: String) {
    let job = Job(program, words, input: input, environment: environment, seconds: seconds, mostOutput: 1 << 20)
    switch job.run() {
    case .ended(let status, let output, let complaint): return (status, output, complaint)
    case .tooSlow: throw Diagnostic("program-too-slow", "ssh-keygen gave no answer in \(Int(seconds)) seconds.")
    case .tooLong: throw Diagnostic("program-too-long", "ssh-keygen gave no end of an answer.")
    case .notStarted(let reason):
      throw Diagnostic("program-not-started", "\(program) cannot be started.", reason: reason)
    }
  }
}

extension Scene {
  /// `ssh-keygen`, or a refusal that names its package.
  func keys() throws(Diagnostic) -> Keys {
    guard let program = findProgram("ssh-keygen", along: environment.variable("PATH")) else {
      throw Diagnostic(
        "no-ssh-keygen", "There is no `ssh-keygen` here, which signs and verifies.",
        remedies: ["apt-get install openssh-client"])
    }
    let handedOn = ["HOME", "SSH_AUTH_SOCK", "SSH_ASKPASS", "SSH_ASKPASS_REQUIRE", "DISPLAY", "TERM"]
    let folder = environment.variable("TMPDIR") ?? "/tmp"
    return Keys(
      program: program,
      environment: ["LC_ALL=C", "PATH=\(environment.variable("PATH") ?? "/usr/bin:/bin")"]
        + handedOn.compactMap { name in environment.variable(name).map { "\(name)=\($0)" } },
      scratch: Files.join(folder, "plumbline-\(String(environment.chance(), radix: 16)).sig"))
  }
}
