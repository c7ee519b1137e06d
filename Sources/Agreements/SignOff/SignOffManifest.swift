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
    /// Whether no later vote on this baseline took its place.
    public var stands: Bool
    /// The file with what it states, byte by byte as it was signed.
    public var file: String
    /// What it states.
    public var statement: CanonicalValue
    /// Its conditions, in the order of the statement: reference, state, when met, who says so, shown by what.
    public var conditions: [CanonicalValue]
  }

  /// A signature, made with a key.
  public struct Signature: Sendable {
    /// Its reference.
    public var ref: String
    /// What was signed: a vote, or the baseline.
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
  /// What was frozen.
  public var baseline: Frozen
  /// What the baseline before it states.
  public var previous: CanonicalValue?
  /// Who has to agree.
  public var roles: [Role]
  /// Every vote on the baseline, oldest first.
  public var votes: [Ballot]
  /// Every signature of a vote or of the baseline, oldest first.
  public var signatures: [Signature]
  /// What could not be made.
  public var absent: [Absence] = []
  /// Every file but the manifest and the list for `sha256sum`, by path.
  public var files: [File] = []

  /// A member of what the baseline states.
  public func stated(_ name: String) -> String? { baseline.statement.text(name) }

  /// The digest of all that was frozen.
  public var digest: String { stated("digest") ?? "" }

  /// The votes that stand: of one person in one role, the newest on the same subject, or on everything, counts.
  static func standing(_ statements: [CanonicalValue]) -> [Bool] {
    statements.indices.map { index in
      let vote = statements[index]
      return !statements[(index + 1)...].contains { later in
        let isSame = later.sameSubject(as: vote)
        let isAll = later.member("about") == nil && later.member("document") == nil
        return later.text("person") == vote.text("person")
          && later.text("role")?.lowercased() == vote.text("role")?.lowercased() && (isAll || isSame)
      }
    }
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

  fileprivate func sameSubject(as other: CanonicalValue) -> Bool {
    ["about", "document"].allSatisfy { member($0)?.canonical == other.member($0)?.canonical }
  }
}
