public import Catalogue
import Database
import Diagnostics
import Digests
import Formats
public import Workbook

/// What a folder for sign-off has of the facts, the votes and the signatures, as files, with the manifest that tells of
/// them. Documents are added by whoever renders them.
public struct SignOffRecord {
  /// The manifest, as yet without files.
  public var manifest: SignOffManifest
  /// The files, by path.
  public private(set) var files: [(path: String, bytes: [UInt8])] = []

  /// Reads a workbook. `frozen` is the workbook as the baseline froze it, with nothing of later in it.
  public init(
    _ baseline: Baseline, previous: Baseline?, frozen: Workbook, today: Workbook, program: String,
    at moment: Moment
  ) throws {
    let reader = try today.reader()
    let engagement = try reader.rows("SELECT name, client FROM engagement").rows.first?.map(\.displayed)
    let head = try today.head()
    manifest = SignOffManifest(
      title: engagement?[0] ?? "", client: engagement?[1], at: "\(moment)", program: program,
      entries: Int(head.seq), head: head.hash.map { "\($0)" },
      changed: try Supersession(since: baseline, today).entries.filter { $0.how != .downstream }.map(\.ref),
      baseline: SignOffManifest.Frozen(
        ref: baseline.fact.ref, at: baseline.at, who: baseline.who, openGaps: baseline.openGaps,
        openBlockers: baseline.openBlockers, reason: baseline.reason, note: baseline.note,
        statement: baseline.statement), previous: previous?.statement,
      roles: try Self.roles(baseline, reader), amendments: try Self.amendments(baseline, reader),
      votes: try Self.votes(baseline, reader), signatures: [])
    files = [
      (SignOffManifest.facts, try Export.bytes(frozen)),
      (SignOffManifest.baselineStatement, baseline.statement.canonical),
      ("check.py", PackageResources.check_py),
    ]
    for amendment in manifest.amendments { files.append((amendment.file, amendment.statement.canonical)) }
    for vote in manifest.votes { files.append((vote.file, vote.statement.canonical)) }
    try addSignatures(baseline, reader)
  }

  /// The baseline, and those that it came from by amendments.
  private static let chain = """
    WITH RECURSIVE chain (id) AS (
      SELECT :id UNION SELECT m.amends_id FROM amendment m JOIN chain c ON m.baseline_id = c.id)
    """

  private static func amendments(
    _ baseline: Baseline, _ reader: Reader
  ) throws -> [SignOffManifest.Amendment] {
    try reader.rows(
      "\(chain) SELECT ref, statement FROM amendment WHERE baseline_id IN (SELECT id FROM chain) ORDER BY id",
      named: ["id": .integer(baseline.fact.id)]
    ).rows.map { row in
      let ref = row[0].displayed ?? ""
      let text: String
      if case .text(let stated) = row[1] { text = stated } else { text = "" }
      return SignOffManifest.Amendment(
        ref: ref, file: "statements/\(ref).json",
        statement: try JSON.parse(Array(text.utf8), file: ref).canonicalValue)
    }
  }

  private static func roles(_ baseline: Baseline, _ reader: Reader) throws -> [SignOffManifest.Role] {
    try reader.rows(
      """
      SELECT sign_off, role, person, about, document, needed, given, state, votes FROM sign_off_status
      WHERE baseline_id = :id ORDER BY sign_off_id
      """, named: ["id": .integer(baseline.fact.id)]
    ).rows.map { row in
      let text = row.map(\.displayed)
      return SignOffManifest.Role(
        ref: text[0] ?? "", role: text[1] ?? "", person: text[2], about: text[3], document: text[4],
        needed: text[5].flatMap { Int($0) } ?? 1, given: text[6].flatMap { Int($0) } ?? 0, state: text[7] ?? "",
        votes: text[8]?.split(separator: ",").map { String($0.drop { $0 == " " }) } ?? [])
    }
  }

  private static func votes(_ baseline: Baseline, _ reader: Reader) throws -> [SignOffManifest.Ballot] {
    let rows = try reader.rows(
      "\(chain) SELECT id, ref, statement FROM approval WHERE baseline_id IN (SELECT id FROM chain) ORDER BY id",
      named: ["id": .integer(baseline.fact.id)]
    ).rows
    var votes: [SignOffManifest.Ballot] = []
    for row in rows {
      let ref = row[1].displayed ?? ""
      guard case .text(let text) = row[2] else { continue }
      let conditions = try reader.rows(
        "SELECT ref, state, met_on, met_by, proof FROM condition WHERE approval_id = :id ORDER BY id",
        named: ["id": row[0]]
      ).rows.map { row in
        CanonicalValue.object(
          known: zip(["ref", "state", "met-on", "met-by", "proof"], row).map { name, value in
            (name, value.displayed.map { .text($0) })
          })
      }
      votes.append(
        SignOffManifest.Ballot(
          ref: ref, stands: true, file: "statements/\(ref).json",
          statement: try JSON.parse(Array(text.utf8), file: ref).canonicalValue, conditions: conditions))
    }
    let standing = SignOffManifest.standing(votes.map(\.statement))
    for index in votes.indices { votes[index].stands = standing[index] }
    return votes
  }

  /// The signatures of the baseline, of the amendments that led to it and of the votes, and the keys they tell.
  private mutating func addSignatures(_ baseline: Baseline, _ reader: Reader) throws {
    let rows = try reader.rows(
      """
      \(Self.chain)
      SELECT s.ref, s."of", s.person, p.name, p.email, s.key, s.armoured, s.of_id
      FROM signature s JOIN person p ON p.id = s.person_id
      WHERE s.of_id = :id OR s.of_id IN (SELECT id FROM approval WHERE baseline_id IN (SELECT id FROM chain))
        OR s.of_id IN (SELECT id FROM amendment WHERE baseline_id IN (SELECT id FROM chain))
      ORDER BY s.id
      """, named: ["id": .integer(baseline.fact.id)]
    ).rows
    var signers: [(signer: String, signature: SSHSignature)] = []
    for row in rows {
      let text = row.map { $0.displayed ?? "" }
      guard let signature = SSHSignature(armoured: text[6]) else {
        throw Diagnostic(
          "signature-wrong", "\(text[0]) is no signature of OpenSSH.", remedies: ["plumbline baseline verify"])
      }
      let isOfBaseline = row[7] == .integer(baseline.fact.id)
      // Somebody who was renamed since is told as in the vote.
      let person = manifest.votes.first { $0.ref == text[1] }?.statement.text("person") ?? text[2]
      let signer = Self.signer(email: text[4], person: person, ref: text[0])
      manifest.signatures.append(
        SignOffManifest.Signature(
          ref: text[0], of: text[1],
          statement: isOfBaseline ? SignOffManifest.baselineStatement : "statements/\(text[1]).json",
          file: "signatures/\(text[0]).sig", person: person, name: text[3], signer: signer, key: text[5]))
      files.append(("signatures/\(text[0]).sig", Array(text[6].utf8)))
      signers.append((signer, signature))
    }
    files.append((SignOffManifest.signers, Array(SignOffManifest.signers(signers).utf8)))
  }

  /// What a signer is called in `allowed_signers`: by email address, or else by reference. There a name is a pattern,
  /// so one that is more than a word becomes that of the signature.
  private static func signer(email: String, person: String, ref: String) -> String {
    [email, person].first { name in
      !name.isEmpty
        && name.utf8.allSatisfy { byte in
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || "@.+-_".utf8.contains(byte)
        }
    } ?? ref
  }

  /// The manifest with every file that is in the folder, its bytes, and the list for `sha256sum`.
  public func sealed(_ files: [SignOffManifest.File]) -> (
    manifest: SignOffManifest, bytes: [UInt8], sums: String
  ) {
    var manifest = manifest
    manifest.files = files.sorted { $0.path.precedesInBytes($1.path) }
    let bytes = manifest.bytes()
    return (manifest, bytes, manifest.sums(bytes))
  }
}

extension SignOffManifest.File {
  /// Tells of a file by its bytes.
  public init(path: String, content: [UInt8]) {
    self.init(path: path, bytes: content.count, digest: Digest(of: content))
  }
}
