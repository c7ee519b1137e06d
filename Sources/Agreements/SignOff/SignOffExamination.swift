public import Diagnostics
import Digests
import Files
import Formats

/// Whether a folder is what was packed for sign-off: what is wrong with it, and what there is to have OpenSSH look at.
/// It needs the folder and nothing else.
public struct SignOffExamination {
  /// A signature with the bytes that it is said to be of.
  public struct Claim {
    /// What the manifest says of it.
    public let signature: SignOffManifest.Signature
    /// The bytes that it is said to sign.
    public let statement: [UInt8]
    /// The signature.
    public let armoured: String
  }

  /// A signature of the manifest, and by that of every file.
  public struct Seal {
    /// The file with the signature.
    public let file: String
    /// The signature.
    public let armoured: String
  }

  /// What the folder says that it is.
  public let manifest: SignOffManifest
  /// The SHA-256 of the manifest: who has been told it by another way knows that every file is the one that was packed.
  public let manifestDigest: String
  /// What is wrong, file by file; empty when all is well.
  public private(set) var problems: [Diagnostic] = []
  /// The signatures whose bytes are at hand, for OpenSSH.
  public private(set) var claims: [Claim] = []
  /// The signatures of the manifest, for OpenSSH.
  public private(set) var seals: [Seal] = []
  /// Whether the facts were made again from their journal; not so when another version's data dictionary is needed.
  public private(set) var isReplayed = false

  /// The bytes of the manifest, which seals sign.
  public let manifestBytes: [UInt8]
  private let folder: SignOffFolder
  private var facts: FactsEvidence?

  /// Examines a folder. Throws when there is no manifest that could be understood.
  public init(_ folder: SignOffFolder) throws(Diagnostic) {
    self.folder = folder
    manifestBytes = try folder.read(SignOffManifest.name)
    manifestDigest = "\(Digest(of: manifestBytes))"
    manifest = try SignOffManifest(manifestBytes, file: Files.join(folder.name, SignOffManifest.name))
    compareFiles()
    compareSums()
    compareFacts()
    let standing = SignOffManifest.standing(manifest.votes.map(\.statement))
    for (vote, stands) in zip(manifest.votes, standing) { compare(vote, stands) }
    manifest.amendments.forEach { compare($0) }
    compareStatement(manifest.baseline.statement, SignOffManifest.baselineStatement, manifest.baseline.ref)
    manifest.roles.forEach { compare($0) }
    compareSigners(manifest.signatures.compactMap { compare($0) })
  }

  private mutating func tell(_ summary: String, _ file: String?, reason: String? = nil) {
    problems.append(folder.altered(summary, file, reason: reason))
  }

  // MARK: Files

  /// Every file is there and has its digest, and no other is there.
  private mutating func compareFiles() {
    for name in [SignOffManifest.facts, SignOffManifest.readme, SignOffManifest.signers]
    where !manifest.files.contains(where: { $0.path == name }) {
      tell("\(SignOffManifest.name) tells of no \(name), which every folder has.", SignOffManifest.name)
    }
    for file in manifest.files {
      do throws(Diagnostic) {
        let bytes = try folder.read(file.path)
        let digest = Digest(of: bytes)
        guard bytes.count != file.bytes || digest != file.digest else { continue }
        tell(
          "\(file.path) is not the file that was packed.", file.path,
          reason: bytes.count == file.bytes
            ? "its SHA-256 is \(digest), and \(SignOffManifest.name) says \(file.digest)"
            : "it has \(bytes.count) bytes, and \(SignOffManifest.name) says \(file.bytes)")
      } catch {
        problems.append(error)
      }
    }
    let known = Set(
      (manifest.files.map(\.path) + [SignOffManifest.name, SignOffManifest.sums]).map { Array($0.utf8) })
    for entry in folder.entries {
      switch entry.kind {
      case .folder: continue
      case .file: if !known.contains(Array(entry.path.utf8)) { compareStranger(entry.path) }
      case .link: tell("\(entry.path) is a link, and no link was packed.", entry.path)
      case .other: tell("\(entry.path) is no plain file, and only such were packed.", entry.path)
      }
    }
  }

  /// What no digest is of is a signature of the manifest, or was not packed.
  private mutating func compareStranger(_ path: String) {
    guard SignOffManifest.isSeal(path) else { return tell("\(path) was not packed.", path) }
    guard let bytes = try? folder.read(path),
      SSHSignature(armoured: String(decoding: bytes, as: UTF8.self)) != nil
    else { return tell("\(path) is no signature of OpenSSH.", path) }
    seals.append(Seal(file: path, armoured: String(decoding: bytes, as: UTF8.self)))
  }

  /// The list for `sha256sum` says what the manifest says.
  private mutating func compareSums() {
    let name = SignOffManifest.sums
    guard let bytes = try? folder.read(name) else { return problems.append(folder.missing(name)) }
    let expected = manifest.sums(manifestBytes)
    guard bytes != Array(expected.utf8) else { return }
    let told = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(told, wanted).prefix { $0.0 == $0.1 }.count
    let about = line < wanted.count && !wanted[line].isEmpty ? " of \(wanted[line].dropFirst(66))" : ""
    problems.append(
      Diagnostic(
        "sign-off-altered", "\(name) does not say what \(SignOffManifest.name) says\(about).",
        at: Place(file: Files.join(folder.name, name), line: line + 1), reason: "one of the two was changed"))
  }

  // MARK: Facts

  /// The digest that was signed follows from the facts, and these from their journal.
  private mutating func compareFacts() {
    let name = SignOffManifest.facts
    do throws(Diagnostic) {
      let file = try Import(folder.read(name), file: Files.join(folder.name, name))
      let evidence = FactsEvidence(file)
      facts = evidence
      problems += evidence.problems
      for (what, told, found) in [
        ("digest", manifest.digest, "\(evidence.digest)"),
        ("head", manifest.stated("head") ?? "", evidence.head.map { "\($0)" } ?? ""),
        ("form", manifest.stated("form") ?? "", PlainFacts.form),
        ("entry", "\(manifest.baseline.statement.integer("entry") ?? -1)", "\(evidence.entries)"),
        ("items", "\(manifest.baseline.statement.integer("items") ?? -1)", "\(evidence.items.count)"),
      ] where told != found {
        tell(
          "The \(what) of \(manifest.baseline.ref) is not that of the facts in \(name).", SignOffManifest.name,
          reason: "it is told as \(told), and is \(found)")
      }
      guard evidence.problems.isEmpty, file.hasOurSchema else { return }
      _ = try file.workbook()
      isReplayed = true
    } catch {
      problems.append(error)
    }
  }

  // MARK: Votes

  /// A vote is on these facts, and what the manifest says of it is what was stated.
  private mutating func compare(_ vote: SignOffManifest.Ballot, _ stands: Bool) {
    compareStatement(vote.statement, vote.file, vote.ref)
    if vote.stands != stands {
      tell(
        "\(vote.ref) is told to \(vote.stands ? "stand, and a later vote took its place" : "be replaced, and is not").",
        SignOffManifest.name)
    }
    guard let frozen = frozen(vote.statement.text("baseline")) else {
      // Without facts that was told before.
      if facts != nil {
        tell(
          "\(vote.ref) is a vote on `\(vote.statement.text("baseline") ?? "")`, which \(manifest.baseline.ref) is not.",
          vote.file)
      }
      return
    }
    for (name, found) in [
      ("digest", frozen.digest), ("head", frozen.head), ("form", manifest.stated("form") ?? ""),
    ] where vote.statement.text(name) != found {
      tell(
        "\(vote.ref) is a vote on something else: its \(name) is not that of \(vote.statement.text("baseline") ?? "").",
        vote.file, reason: "it states \(vote.statement.text(name) ?? "none")")
    }
    for pair in vote.statement.member("about")?.values ?? [] {
      guard let (ref, digest) = pair.pair else {
        tell("\(vote.ref) does not say what it is about.", vote.file)
        continue
      }
      if frozen.items[Array(ref.utf8)] != digest {
        tell("\(vote.ref) is about another `\(ref)` than the one in \(SignOffManifest.facts).", vote.file)
      }
    }
    if let (ref, digest) = vote.statement.member("amendment")?.pair,
      manifest.amendments.first(where: { $0.ref == ref })?.statement.digest.description != digest
    {
      tell("\(vote.ref) is a vote on another \(ref) than the one in statements/\(ref).json.", vote.file)
    }
    if vote.conditions.count != vote.statement.member("conditions")?.values.count ?? 0 {
      tell("\(vote.ref) has other conditions than were stated.", SignOffManifest.name)
    }
  }

  /// An amendment leads from one baseline to another that are both in the facts, and states what the manifest says.
  private mutating func compare(_ amendment: SignOffManifest.Amendment) {
    compareStatement(amendment.statement, amendment.file, amendment.ref)
    for name in ["baseline", "amends"] {
      guard let (ref, digest) = amendment.statement.member(name)?.pair,
        facts == nil || frozen(ref)?.digest == digest
      else {
        tell(
          "\(amendment.ref) is not about the facts in \(SignOffManifest.facts): its \(name).", amendment.file)
        continue
      }
    }
  }

  /// What was frozen under a name: the facts themselves, or what they say was frozen before.
  private func frozen(_ ref: String?) -> (digest: String, head: String, items: [[UInt8]: String])? {
    guard let facts, let ref else { return nil }
    guard ref == manifest.baseline.ref else { return facts.earlier[Array(ref.utf8)] }
    return (manifest.digest, manifest.stated("head") ?? "", facts.items.mapValues { "\($0)" })
  }

  /// The file of a statement is, byte by byte, what the manifest tells.
  private mutating func compareStatement(_ statement: CanonicalValue, _ file: String, _ ref: String) {
    guard manifest.files.contains(where: { $0.path == file }) else {
      return tell("\(SignOffManifest.name) tells of no \(file), which \(ref) states.", SignOffManifest.name)
    }
    // A file that is missing was told before.
    guard let bytes = try? folder.read(file), bytes != statement.canonical else { return }
    var reason: String?
    if let stated = try? JSON.parse(bytes, file: file, limits: Limits(depth: 6, bytes: 1 << 24)),
      case .object(let members) = statement
    {
      let names = members.map(\.name).sorted()
      let differing = names.filter { stated[$0]?.canonicalValue.canonical != statement.member($0)?.canonical }
      reason = differing.isEmpty ? nil : "another \(differing.joined(separator: ", ")) was stated"
    }
    tell("\(ref) is not what was stated in \(file).", SignOffManifest.name, reason: reason)
  }

  /// How far a role has come follows from the votes.
  private mutating func compare(_ role: SignOffManifest.Role) {
    var told: [(person: String, vote: String)] = []
    for ref in role.votes {
      guard let vote = manifest.votes.first(where: { $0.ref == ref }),
        vote.statement.text("role")?.lowercased() == role.role.lowercased()
      else {
        tell("\(ref) is no vote of the role \(role.role) (\(role.ref)).", SignOffManifest.name)
        continue
      }
      if let person = role.person, vote.statement.text("person") != person {
        tell(
          "\(ref) is no vote of \(person), who alone can vote as \(role.role) (\(role.ref)).",
          SignOffManifest.name)
      }
      if !role.isAnswered(by: vote.statement, manifest.amendments) {
        tell(
          "\(ref) is a vote on less than the role \(role.role) (\(role.ref)) has to agree to.",
          SignOffManifest.name)
      }
      told.append((vote.statement.text("person") ?? "", vote.statement.text("vote") ?? ""))
    }
    // Leaving out a yes makes nothing look better than it is; leaving out a no does, unless the person has voted
    // on what the role is asked for since.
    let asked = manifest.votes.filter {
      role.asks($0.statement, on: manifest.baseline.ref, manifest.amendments)
    }
    for (index, vote) in asked.enumerated()
    where vote.stands && vote.statement.text("vote") == "reject" && !role.votes.contains(vote.ref)
      && !asked[(index + 1)...].contains(where: {
        $0.statement.text("person") == vote.statement.text("person")
      })
    {
      tell(
        "\(vote.ref) rejects as \(role.role), and the role (\(role.ref)) is told without it.",
        SignOffManifest.name)
    }
    let given = Set(told.filter { $0.vote == "approve" || $0.vote == "approve-with-conditions" }.map(\.person))
      .count
    let state =
      if told.contains(where: { $0.vote == "reject" }) { "rejected" } else if given < max(role.needed, 1) {
        "missing"
      } else if told.contains(where: { $0.vote == "approve-with-conditions" }) {
        "approved-with-conditions"
      } else { "approved" }
    if role.given != given || role.state != state {
      tell(
        "The role \(role.role) (\(role.ref)) is told to be \(role.state), and by its votes it is \(state).",
        SignOffManifest.name)
    }
  }

  // MARK: Signatures

  /// A signature is by the key that is told, and of what was stated; the signature itself, for the list of signers.
  private mutating func compare(
    _ signature: SignOffManifest.Signature
  ) -> (signer: String, signature: SSHSignature)? {
    let ballot = manifest.votes.first { $0.ref == signature.of }
    let file =
      ballot?.file ?? manifest.amendments.first { $0.ref == signature.of }?.file
      ?? (signature.of == manifest.baseline.ref ? SignOffManifest.baselineStatement : nil)
    guard signature.statement == file else {
      tell(
        "\(signature.ref) signs \(signature.statement), which \(signature.of) does not state.",
        SignOffManifest.name)
      return nil
    }
    if let ballot, ballot.statement.text("person") != signature.person {
      tell(
        "\(signature.ref) is told to be by \(signature.person), and \(signature.of) is not their vote.",
        SignOffManifest.name)
    }
    guard let statement = try? folder.read(signature.statement), let bytes = try? folder.read(signature.file)
    else {
      if !manifest.files.contains(where: { $0.path == signature.file }) {
        tell("\(SignOffManifest.name) tells of no \(signature.file).", SignOffManifest.name)
      }
      return nil
    }
    let armoured = String(decoding: bytes, as: UTF8.self)
    guard let parsed = SSHSignature(armoured: armoured) else {
      tell("\(signature.ref), the signature of \(signature.of), is no signature of OpenSSH.", signature.file)
      return nil
    }
    guard parsed.fingerprint == signature.key else {
      tell(
        "\(signature.ref), the signature of \(signature.of), was made by another key.", signature.file,
        reason: "by \(parsed.fingerprint), and \(SignOffManifest.name) says \(signature.key)")
      return nil
    }
    claims.append(Claim(signature: signature, statement: statement, armoured: armoured))
    return (signature.signer, parsed)
  }

  /// The list of signers has the keys of these signatures and no others.
  private mutating func compareSigners(_ signatures: [(signer: String, signature: SSHSignature)]) {
    let name = SignOffManifest.signers
    guard signatures.count == manifest.signatures.count, let bytes = try? folder.read(name),
      bytes != Array(SignOffManifest.signers(signatures).utf8)
    else { return }
    tell("\(name) does not have the keys of the signatures under the names of the signers.", name)
  }
}

extension SignOffManifest.Role {
  /// Whether a vote is on what this role has to agree to: on all, on its item, on its document, or on an amendment.
  ///
  /// A vote about all the items that an amendment changed is one on the amendment too.
  fileprivate func isAnswered(
    by vote: CanonicalValue, _ amendments: [SignOffManifest.Amendment]
  ) -> Bool {
    let items = vote.member("about")?.values.compactMap(\.pair?.ref)
    if let items, amendments.contains(where: { $0.isCovered(by: vote, items) }) { return true }
    if let document = vote.text("document") { return document == self.document }
    if vote.member("amendment") != nil { return true }
    guard let items else { return true }
    return about.map { about in items.contains { $0.hasSameBytes(as: about) } } ?? false
  }

  /// Whether a vote on a baseline is one that this role was asked for.
  fileprivate func asks(
    _ vote: CanonicalValue, on baseline: String, _ amendments: [SignOffManifest.Amendment]
  ) -> Bool {
    vote.text("baseline") == baseline && vote.member("amendment") == nil
      && vote.text("role")?.lowercased() == role.lowercased()
      && (person == nil || vote.text("person") == person) && isAnswered(by: vote, amendments)
  }
}

extension SignOffManifest.Amendment {
  /// Whether a vote on the baseline that it made is about every item that it changed and that is still there.
  fileprivate func isCovered(by vote: CanonicalValue, _ items: [String]) -> Bool {
    let changed = (statement.member("items")?.values ?? []).filter {
      $0.text("how") != "removed" && $0.text("kind") != "document"
    }
    return statement.member("baseline")?.pair?.ref == vote.text("baseline") && !changed.isEmpty
      && changed.allSatisfy { one in items.contains { $0.hasSameBytes(as: one.text("item") ?? "") } }
  }
}
