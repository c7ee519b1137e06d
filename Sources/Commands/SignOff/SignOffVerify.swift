import Agreements
import CommandLineKit
import Diagnostics
import Files
import Formats
import Terminal

extension Plumbline {
  static let signoffVerify = Command<Scene>(
    "verify", "Checks a folder that was packed for sign-off; needs no workbook",
    discussion: """
      Every file has the SHA-256 that the manifest tells, none is missing and none was added; the digest of every item \
      and of the whole follows from the facts, and these from their journal; each vote is on that digest and says what \
      was stated; each signature was made of that statement, by the key that is named. What is wrong is told with the \
      file, the item, the vote or the signature.

      Whose a key is, the folder cannot prove: compare the fingerprints with those that the signers tell, or give their \
      keys with --allowed-signers. Documents are not signed, only the facts they are made of: --manifest compares all \
      files with a SHA-256 that was told by another way.
      """,
    examples: [
      Example("plumbline signoff verify v1-sign-off", "what somebody sent"),
      Example("plumbline signoff verify v1-sign-off --allowed-signers signers", "and whose the signatures are"),
      Example("plumbline signoff verify v1-sign-off --digest 5f3a9c0e41d2", "against the minutes"),
    ],
    positionals: [Positional("dir", "The folder.", values: .folder)],
    options: [
      .value(
        "allowed-signers", "FILE", "Whose keys are whose (ssh-keygen(1), ALLOWED SIGNERS).", values: .file),
      .value("digest", "DIGITS", "The digest that was agreed to, or its first digits, as kept elsewhere."),
      .value("manifest", "DIGITS", "The SHA-256 of the manifest, or its first digits, as told by another way."),
    ]
  ) { arguments, scene in
    let name = arguments.positional("dir")
    let folder = try SignOffFolder(scene.environment.path(name), called: name)
    let examination = try SignOffExamination(folder)
    let signatures = try scene.check(examination.claims, arguments)
    let seals = try scene.check(examination.seals, of: examination.manifestBytes, arguments)
    let expectations = try scene.compare(examination, arguments)
    let problems =
      examination.problems + signatures.compactMap(\.problem) + seals.compactMap(\.problem) + expectations
    if arguments.flag("json") { scene.print(json: Node([examination.json(signatures, seals, problems)])) }
    guard problems.isEmpty else { throw Problems(told(problems)) }
    if !arguments.flag("json") { scene.tell(examination, signatures, seals, arguments) }
    return .done
  }
}

extension Plumbline {
  /// As many as somebody reads.
  fileprivate static func told(_ problems: [Diagnostic]) -> [Diagnostic] {
    guard problems.count > 100 else { return problems }
    return problems.prefix(99) + [
      Diagnostic("sign-off-altered", "And \(problems.count - 99) more; --json has them all.")
    ]
  }
}

/// A signature of a manifest, and what OpenSSH says of it.
private struct CheckedSeal {
  let seal: SignOffExamination.Seal
  /// The fingerprint of the key; nil when it is no signature of this manifest.
  let key: String?
  /// Whose key it is, where that was asked.
  let signer: String?
  let problem: Diagnostic?
}

/// A signature in a folder, and what OpenSSH says of it.
private struct CheckedClaim {
  let claim: SignOffExamination.Claim
  let folder: String
  let isTheirs: Bool
  let wrong: String?

  var problem: Diagnostic? {
    guard let wrong else { return nil }
    let signature = claim.signature
    return Diagnostic(
      "signature-wrong",
      "\(signature.ref), the signature of \(signature.of) by \(signature.person), does not hold: \(wrong).",
      at: Place(file: Files.join(folder, signature.file)))
  }
}

extension Scene {
  /// Has OpenSSH look at each signature.
  fileprivate func check(
    _ claims: [SignOffExamination.Claim], _ arguments: CommandLineKit.Arguments
  ) throws -> [CheckedClaim] {
    guard !claims.isEmpty else { return [] }
    let keys = try keys()
    let allowed = arguments.value("allowed-signers")
    let folder = arguments.positional("dir")
    return try claims.map { claim in
      let signature = claim.signature
      func wrong(_ reason: String) -> CheckedClaim {
        CheckedClaim(claim: claim, folder: folder, isTheirs: false, wrong: reason)
      }
      guard let key = try keys.check(claim.armoured, of: claim.statement) else {
        return wrong("ssh-keygen says it is none of \(signature.statement)")
      }
      guard key == signature.key else { return wrong("another key made it: \(key)") }
      guard let allowed else { return CheckedClaim(claim: claim, folder: folder, isTheirs: false, wrong: nil) }
      let names = [signature.signer, signature.person]
      guard
        try keys.verify(claim.armoured, of: claim.statement, by: names, allowed: environment.path(allowed))
      else { return wrong("\(allowed) does not name this key for \(names.joined(separator: " or "))") }
      return CheckedClaim(claim: claim, folder: folder, isTheirs: true, wrong: nil)
    }
  }

  /// Has OpenSSH look at each signature of the manifest.
  fileprivate func check(
    _ seals: [SignOffExamination.Seal], of manifest: [UInt8], _ arguments: CommandLineKit.Arguments
  ) throws -> [CheckedSeal] {
    guard !seals.isEmpty else { return [] }
    let keys = try keys()
    let allowed = arguments.value("allowed-signers").map(environment.path)
    return try seals.map { seal in
      let key = try keys.check(seal.armoured, of: manifest)
      let signer = try allowed.flatMap { try keys.signer(seal.armoured, of: manifest, allowed: $0) }
      let wrong =
        key == nil
        ? "ssh-keygen says it is none of \(SignOffManifest.name)"
        : allowed != nil && signer == nil ? "\(allowed ?? "") does not name its key" : nil
      return CheckedSeal(
        seal: seal, key: key, signer: signer,
        problem: wrong.map {
          Diagnostic(
            "signature-wrong", "\(seal.file), a signature of the manifest, does not hold: \($0).",
            at: Place(file: Files.join(arguments.positional("dir"), seal.file)))
        })
    }
  }

  /// The digests that were kept elsewhere, against those of the folder.
  fileprivate func compare(
    _ examination: SignOffExamination, _ arguments: CommandLineKit.Arguments
  ) throws -> [Diagnostic] {
    try [("digest", examination.manifest.digest), ("manifest", examination.manifestDigest)].compactMap {
      option, found in
      guard let told = arguments.value(option)?.lowercased() else { return nil }
      guard (8...64).contains(told.utf8.count), told.allSatisfy(\.isHexDigit) else {
        throw Diagnostic(
          "bad-value", "`--\(option)` takes 8 to 64 hexadecimal digits.",
          remedies: ["plumbline signoff verify DIR --\(option) \(found.prefix(12))"], exit: .usage)
      }
      guard !found.hasPrefix(told) else { return nil }
      return Diagnostic(
        "another-digest", "This is not what is kept elsewhere: the \(option) here is \(found).",
        reason: "it should begin with \(told)")
    }
  }

  /// What holds, and what nobody can tell from the folder alone.
  fileprivate func tell(
    _ examination: SignOffExamination, _ signatures: [CheckedClaim], _ seals: [CheckedSeal],
    _ arguments: CommandLineKit.Arguments
  ) {
    let manifest = examination.manifest
    let statement = manifest.baseline.statement
    let title = [manifest.title, manifest.client].compactMap { $0 }.joined(separator: ", ")
    print("\(Visible.line(title)): \(Visible.line(manifest.baseline.ref))")
    print("facts: sound, \(counted(Int(statement.integer("items") ?? 0), "item")), digest \(manifest.digest)")
    print(
      "journal: sound, \(counted(Int(statement.integer("entry") ?? 0), "entry", "entries")), head \(manifest.stated("head") ?? "")"
        + (examination.isReplayed ? "" : " (not replayed: another version's data dictionary)"))
    print("files: \(manifest.files.count), all as they were packed at \(Visible.line(manifest.at))")
    print("manifest: \(examination.manifestDigest)")
    for seal in seals {
      let whose =
        seal.signer.map { ", the key of \(Visible.line($0))" } ?? "; nobody was asked whose key that is"
      print("  \(Visible.line(seal.seal.file)): all of it signed with \(seal.key ?? "")\(whose)")
    }
    if !manifest.changed.isEmpty {
      let shown = manifest.changed.prefix(8).map(Visible.line).joined(separator: ", ")
      let rest = manifest.changed.count > 8 ? " and \(manifest.changed.count - 8) more" : ""
      print("since: when it was packed, the workbook had moved on: \(shown)\(rest)")
    }
    for vote in manifest.votes { print(told(vote, in: manifest, signatures)) }
    let votes = Set(manifest.votes.map(\.ref))
    for signature in signatures where !votes.contains(signature.claim.signature.of) {
      print("\(Visible.line(signature.claim.signature.of)): \(signature.told)")
    }
    for role in manifest.roles {
      let who = [role.role, role.person.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")
      print("role \(Visible.line(who)): \(role.state), \(role.given) of \(role.needed)")
    }
    for absence in manifest.absent { print("not in it: \(Visible.line("\(absence.what), \(absence.why)"))") }
    if manifest.votes.isEmpty { say("Nobody had voted when it was packed.", arguments) }
    if signatures.isEmpty, seals.isEmpty {
      say("Nothing in it is signed with a key: it proves that it is whole, not who made it.", arguments)
    } else if !signatures.allSatisfy(\.isTheirs) || !seals.allSatisfy({ $0.signer != nil }) {
      say(
        "Whose these keys are is not proved: compare the fingerprints with those the signers tell.", arguments)
    }
  }

  private func told(_ vote: SignOffManifest.Ballot, in manifest: SignOffManifest, _ signatures: [CheckedClaim])
    -> String
  {
    func text(_ name: String) -> String { Visible.line(vote.statement.text(name) ?? "") }
    var told =
      "\(Visible.line(vote.ref)): \(text("vote")) by \(text("name")) as \(text("role")), “\(text("meaning"))”"
    if vote.statement.text("baseline") != manifest.baseline.ref { told += "; on \(text("baseline"))" }
    if !vote.stands { told += "; a later vote took its place" }
    if !manifest.asks(vote) {
      told += "; nobody has asked for this role, so it does not count"
    } else if !manifest.counts(vote) {
      told += "; not counted for a role"
    }
    for signature in signatures where signature.claim.signature.of == vote.ref {
      told += "\n  \(signature.told)"
    }
    return told
  }
}

extension CheckedClaim {
  fileprivate var told: String {
    let signature = claim.signature
    return isTheirs
      ? "signed with \(signature.key), the key of \(Visible.line(signature.person))"
      : "signed with \(signature.key); nobody was asked whose key that is"
  }
}

extension SignOffExamination {
  /// As `signoff verify --json` tells it.
  fileprivate func json(
    _ signatures: [CheckedClaim], _ seals: [CheckedSeal], _ problems: [Diagnostic]
  ) -> Node {
    Node(object: [
      ("ref", Node(manifest.baseline.ref)), ("sound", Node(problems.isEmpty)),
      ("digest", Node(manifest.digest)),
      ("head", Node(manifest.stated("head"))), ("items", Node(manifest.baseline.statement.integer("items"))),
      ("manifest", Node(manifestDigest)), ("replayed", Node(isReplayed)), ("files", Node(manifest.files.count)),
      ("votes", Node(manifest.votes.map(\.json))),
      (
        "signatures",
        Node(
          signatures.map { checked in
            let signature = checked.claim.signature
            return Node(object: [
              ("ref", Node(signature.ref)), ("of", Node(signature.of)), ("person", Node(signature.person)),
              ("key", Node(signature.key)),
              ("finding", Node(checked.wrong != nil ? "wrong" : checked.isTheirs ? "good-signer" : "good-key")),
            ])
          })
      ),
      (
        "seals",
        Node(
          seals.map {
            Node(object: [("file", Node($0.seal.file)), ("key", Node($0.key)), ("signer", Node($0.signer))])
          })
      ), ("changed", Node(manifest.changed.map { Node($0) })),
      (
        "roles",
        Node(
          manifest.roles.map { role in
            Node(object: [("ref", Node(role.ref)), ("role", Node(role.role)), ("state", Node(role.state))])
          })
      ),
      (
        "problems",
        Node(
          problems.map { problem in
            Node(object: [
              ("code", Node(problem.code)), ("file", Node(problem.place?.file)),
              ("line", Node(problem.place?.line)),
              ("what", Node(problem.summary)), ("why", Node(problem.reason)),
            ])
          })
      ),
    ])
  }
}

extension SignOffManifest.Ballot {
  fileprivate var json: Node {
    Node(
      object: [("ref", Node(ref)), ("stands", Node(stands))]
        + ["person", "name", "role", "vote", "meaning", "at"].map { ($0, Node(statement.text($0))) })
  }
}
