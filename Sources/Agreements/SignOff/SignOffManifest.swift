public import Digests

/// What is in a folder that was packed for sign-off: what was frozen, who voted and signed, and the digest of every
/// file (docs/agreement.md).
public struct SignOffManifest: Sendable {
  /// The name that such a manifest gives itself.
  public static let format = "plumbline-sign-off"
  /// The version that this program writes, and the newest that it reads.
  public static let version = 1
  /// The names of the two files that no digest of the manifest is of: it itself, and the list for `sha256sum`.
  public static let (name, sums) = ("manifest.json", "SHA256SUMS")
  /// The name of the signature of the manifest by whoever packed the folder.
  public static let seal = "manifest.json.sig"
  /// The names of the files that every folder has.
  public static let (facts, readme, signers) = ("facts.json", "README.txt", "allowed_signers")
  /// What a baseline states.
  public static let baselineStatement = "statements/baseline.json"

  /// The baseline, as it is known in the workbook.
  public struct Frozen: Sendable {
    /// Its reference.
    public var ref: String
    /// When it was made, in UTC, and by whom.
    public var at: String
    /// By whom.
    public var who: String
    /// How many gaps were open, how many of them stop sign-off.
    public var openGaps: Int?
    /// How many of these stop sign-off.
    public var openBlockers: Int?
    /// Why it was frozen with blockers open.
    public var reason: String?
    /// What else was said of it.
    public var note: String?
    /// What it states: its digests, and the end of the journal it was made on.
    public var statement: CanonicalValue
  }

  /// A role that has to agree, and how far it has come.
  public struct Role: Sendable {
    /// The reference of the sign-off.
    public var ref: String
    /// The role.
    public var role: String
    /// The one person who can vote in it.
    public var person: String?
    /// The one thing, or document, that it has to agree to.
    public var about: String?
    /// The one document.
    public var document: String?
    /// How many votes are needed, and how many say yes.
    public var needed: Int
    /// How many say yes.
    public var given: Int
    /// `missing`, `approved`, `approved-with-conditions`, `rejected`.
    public var state: String
    /// The votes that count.
    public var votes: [String]
  }

  /// A vote: what it states, and how it stands with its conditions.
  public struct Ballot: Sendable {
    /// Its reference.
    public var ref: String
    /// Whether no later vote on the same baseline took its place.
    public var stands: Bool
    /// The file with what it states, byte by byte as it was signed.
    public var file: String
    /// What it states.
    public var statement: CanonicalValue
    /// Its conditions, in the order of the statement: reference, state, when met, who says so, shown by what.
    public var conditions: [CanonicalValue]
  }

  /// An amendment that made the baseline, or one that it rests on.
  public struct Amendment: Sendable {
    /// Its reference.
    public var ref: String
    /// The file with what it states, byte by byte as it was signed.
    public var file: String
    /// What it states: why, what changed, what that costs, whose votes it needs.
    public var statement: CanonicalValue
  }

  /// A signature, made with a key.
  public struct Signature: Sendable {
    /// Its reference.
    public var ref: String
    /// What was signed: a vote, an amendment, or the baseline.
    public var of: String
    /// The file with the bytes that were signed.
    public var statement: String
    /// The file with the signature.
    public var file: String
    /// The reference of who signed, and that person's name.
    public var person: String
    /// That person's name.
    public var name: String
    /// What the signer is called in `allowed_signers`.
    public var signer: String
    /// The fingerprint of the key.
    public var key: String
  }

  /// Something that could not be made.
  public struct Absence: Sendable {
    /// What.
    public var what: String
    /// Why, and what would mend it.
    public var why: String

    /// Names what is missing, and why.
    public init(what: String, why: String) {
      self.what = what
      self.why = why
    }
  }

  /// A file.
  public struct File: Sendable {
    /// Its path in the folder.
    public var path: String
    /// How many bytes it has.
    public var bytes: Int
    /// Its SHA-256.
    public var digest: Digest
  }

  /// What the scope is called, and whose it is.
  public var title: String
  /// Whose it is.
  public var client: String?
  /// When the folder was packed, in UTC.
  public var at: String
  /// The program that packed it.
  public var program: String
  /// How many entries the journal had then, and the hash of the last.
  public var entries: Int
  /// The hash of the last entry then.
  public var head: String?
  /// The items that were no longer as they were frozen.
  public var changed: [String]
  /// What was frozen.
  public var baseline: Frozen
  /// What the baseline before it states.
  public var previous: CanonicalValue?
  /// Who has to agree.
  public var roles: [Role]
  /// The amendments by which the baseline came from one that was agreed to on its own, oldest first.
  public var amendments: [Amendment]
  /// Every vote on the baseline, and on those that it came from by amendments, oldest first.
  public var votes: [Ballot]
  /// Every signature of a vote, of an amendment or of the baseline, oldest first.
  public var signatures: [Signature]
  /// What could not be made.
  public var absent: [Absence] = []
  /// Every file but the manifest and the list for `sha256sum`, by path.
  public var files: [File] = []

  /// A member of what the baseline states.
  public func stated(_ name: String) -> String? { baseline.statement.text(name) }

  /// The digest of all that was frozen.
  public var digest: String { stated("digest") ?? "" }

  /// Whether somebody has asked for the role of a vote, where anybody has been asked for at all.
  public func asks(_ vote: Ballot) -> Bool {
    let role = vote.statement.text("role")?.lowercased()
    return roles.isEmpty || roles.contains { $0.role.lowercased() == role }
  }

  /// Whether a vote on the baseline itself, that no later one replaced, is counted for any role.
  public func counts(_ vote: Ballot) -> Bool {
    roles.isEmpty || !vote.stands || vote.statement.text("baseline") != baseline.ref
      || roles.contains { $0.votes.contains(vote.ref) }
  }

  /// Whether a file is a signature of the manifest itself: of whoever packed the folder, or of who got it. No digest
  /// can be of it, for it is made last.
  static func isSeal(_ path: String) -> Bool {
    path.hasPrefix(name + ".") && path.hasSuffix("sig") && !path.utf8.contains(UInt8(ascii: "/"))
  }

  /// Which votes stand: of one person in one role, the newest on the same subject of a baseline, or on all of it,
  /// counts.
  static func standing(_ statements: [CanonicalValue]) -> [Bool] {
    var later: Set<[UInt8]> = []
    let fromTheLast = statements.reversed().map { vote in
      let voter: [CanonicalValue] = [
        .text(vote.text("baseline") ?? ""), .text(vote.text("person") ?? ""),
        .text(vote.text("role")?.lowercased() ?? ""),
      ]
      var subject = ["about", "document"].map { vote.member($0) }
      // Of what an amendment took away nothing is left to name.
      subject.append(subject.allSatisfy { $0 == nil } ? vote.member("amendment") : nil)
      let none = CanonicalValue.text("")
      let all = CanonicalValue.list(voter + [none, none, none]).canonical
      let own = CanonicalValue.list(voter + subject.map { $0 ?? none }).canonical
      defer { later.insert(own) }
      return !later.contains(all) && !later.contains(own)
    }
    return fromTheLast.reversed()
  }

  /// The list for `sha256sum -c`, given the manifest's bytes: every file by path, the manifest among them.
  func sums(_ manifest: [UInt8]) -> String {
    let all = files.map { ($0.path, $0.digest) } + [(Self.name, Digest(of: manifest))]
    return all.sorted { $0.0.precedesInBytes($1.0) }.map { "\($1)  \($0)\n" }.joined()
  }

  /// The keys, each under the name of whose it is said to be, as `ssh-keygen -Y verify` reads them: a line a signer
  /// and key, in the order of the signatures.
  static func signers(_ signatures: [(signer: String, signature: SSHSignature)]) -> String {
    var lines: [String] = []
    for (signer, signature) in signatures {
      let line = "\(signer) namespaces=\"plumbline\" \(signature.publicKey)\n"
      if !lines.contains(line) { lines.append(line) }
    }
    return lines.joined()
  }
}

extension CanonicalValue {
  /// The member of an object.
  func member(_ name: String) -> CanonicalValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text under a name of an object.
  public func text(_ name: String) -> String? {
    guard case .text(let text)? = member(name) else { return nil }
    return text
  }

  /// The whole number under a name of an object.
  public func integer(_ name: String) -> Int? {
    guard case .integer(let number)? = member(name) else { return nil }
    return Int(number)
  }

  /// The values of a list.
  var values: [CanonicalValue] {
    guard case .list(let values) = self else { return [] }
    return values
  }

  /// A list of two texts: a reference and a digest.
  var pair: (ref: String, digest: String)? {
    guard case .list(let words) = self, words.count == 2, case .text(let ref) = words[0],
      case .text(let digest) = words[1]
    else { return nil }
    return (ref, digest)
  }
}
