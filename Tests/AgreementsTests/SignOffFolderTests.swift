import Diagnostics
import Digests
import Files
import Foundation
import Testing

@testable import Agreements
@testable import Workbook

/// A folder for sign-off in memory: the facts, the votes and the signatures of a small scope, without documents.
private struct Packed: Sendable {
  var files: [String: [UInt8]]
  var manifest: SignOffManifest

  /// A signature that OpenSSH made, of something else: who examines without OpenSSH cannot tell.
  static let armoured = """
    -----BEGIN SSH SIGNATURE-----
    U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgnurHXgorwG2acnPxvHZPK9hI3W
    7KDciJmyZHYqpypQIAAAAJcGx1bWJsaW5lAAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1l
    ZDI1NTE5AAAAQIVSMclgtt93ACpzL7FVihSJk3BmH594SfssFmjngn9XT5XM1kEsyclRyu
    LWbtr0M3/Xvo0T1gonccmOvX0oPAs=
    -----END SSH SIGNATURE-----

    """
  static let key = "SHA256:T8CrJovjrqF4EXeLR9ImzWAMsYWqaUbW3Pxq5G5wYhA"

  /// Each baseline's folder, packed once.
  private static let all = Result { () throws -> [String: Packed] in
    let booth = try Packed.voted()
    return [
      "v1": try Packed("v1", of: booth.workbook), "v2": try Packed("v2", of: booth.workbook),
      "again": try Packed("v1", of: booth.workbook), "v1a": try Packed("v1a", of: amended().workbook),
    ]
  }

  private static func voted() throws -> Booth {
    let booth = try Booth(Booth.scope + "\n" + Booth.voted)
    let vote = try Vote(
      booth.workbook, on: .named("v1", booth.workbook), by: "ana", role: "finance", vote: "approve",
      meaning: "these amounts", about: ["invoice", "F-1"], at: .init(seconds: 1_780_000_500))
    _ = try vote.cast(
      booth.workbook, "approve", by: .init(who: "ana", at: .init(seconds: 1_780_000_500), chance: 9),
      signature: Vote.Signature(key: key, armoured: armoured))
    try booth.play("set stripe --vendor Stripe\nbaseline create v2\nset xero --vendor Xero")
    return booth
  }

  private static func amended() throws -> Booth {
    let booth = try Booth(Booth.scope + "\n" + Booth.voted + "\nset stripe.invoice.memo --type text")
    _ = try booth.run(
      "amendment create v1a --reason \"we know more\" --requested-by tom --with-open-gaps --gaps-reason x")
    try booth.play("approve AM-1 --as ana --role sponsor --vote approve --meaning \"that too\"")
    let statement = try Amendment.named("AM-1", booth.workbook).statement
    try booth.workbook.capture(
      "baseline sign AM-1", by: .init(who: "ana", at: .init(seconds: 1_780_000_700), chance: 7), sealing: true
    ) {
      try $0.add(
        Vote.Signature(key: key, armoured: armoured), of: try $0.fact("AM-1"), by: try $0.fact("ana"),
        statement: statement)
    }
    return booth
  }

  init(_ name: String = "v1") throws {
    self = try #require(Self.all.get()[name])
  }

  /// What is packed of a baseline on which these lines vote, after `scope`.
  init(of lines: String) throws {
    let booth = try Booth(Booth.scope)
    try booth.play(lines)
    try self.init("v1", of: booth.workbook)
  }

  private init(_ name: String, of workbook: Workbook) throws {
    let baseline = try Baseline.named(name, workbook)
    let record = try SignOffRecord(
      baseline, previous: Baseline.all(workbook).last { $0.entry < baseline.entry },
      frozen: baseline.workbook(workbook), today: workbook, program: "plumbline test",
      at: .init(seconds: 1_780_001_000))
    manifest = record.manifest
    files = Dictionary(record.files.map { ($0.path, $0.bytes) }) { $1 }
    files["README.txt"] = Array(manifest.readme([]).utf8)
    seal()
  }

  /// The lists of digests made anew, as whoever packs does it, and whoever tampers and is not stupid.
  mutating func seal() {
    files["manifest.json"] = nil
    files["SHA256SUMS"] = nil
    manifest.files = files.map { .init(path: $0.key, content: $0.value) }.sorted {
      $0.path.precedesInBytes($1.path)
    }
    let bytes = manifest.bytes()
    files["manifest.json"] = bytes
    files["SHA256SUMS"] = Array(manifest.sums(bytes).utf8)
  }

  mutating func replace(_ old: String, _ new: String, in file: String) {
    let text = String(decoding: files[file] ?? [], as: UTF8.self)
    #expect(text.contains(old), "\(file) has no \(old)")
    files[file] = Array(text.replacing(old, with: new).utf8)
  }

  func examined() throws -> SignOffExamination { try SignOffExamination(SignOffFolder(files, called: "dir")) }

  /// What is wrong, each as "place: summary; reason".
  func problems() -> [String] {
    let all: [Diagnostic]
    do { all = try examined().problems } catch { all = [error as! Diagnostic] }
    return all.map { "\($0.place.map { "\($0)" } ?? ""): \($0.summary) \($0.reason ?? "")" }
  }
}

@Suite("A folder for sign-off")
struct SignOffFolderTests {
  @Test(
    "takes an honest folder for one: who votes was renamed after the freeze; a narrower yes follows a no",
    arguments: [
      """
      add sign-off operations --person tom
      baseline create v1
      set tom --ref thomas
      approve v1 --as thomas --role operations --vote reject --meaning "not yet"
      """,
      """
      add sign-off operations --about invoice --person tom
      baseline create v1
      approve v1 --as tom --role operations --vote reject --meaning "not all of it"
      approve v1 --as tom --role operations --vote approve --about invoice --meaning "this I can run"
      """,
    ])
  func honest(lines: String) throws {
    #expect(try Packed(of: lines).problems() == [])
  }

  @Test("rests on a reference that who has voted keeps")
  func voterKeepsReference() throws {
    let booth = try Booth(Booth.scope)
    try booth.play(
      """
      add sign-off operations --person tom
      baseline create v1
      approve v1 --as tom --role operations --vote approve --meaning "we run it"
      set tom --name Thomas
      """)
    let outcome = try booth.run("set tom --ref thomas")
    #expect(outcome.status == .usage && outcome.err.contains("AP-1 was stated under it"), "\(outcome.err)")
  }

  @Test("proves itself, without the workbook")
  func sound() throws {
    for name in ["v1", "v2"] {
      let examined = try Packed(name).examined()
      #expect(examined.problems.isEmpty, "\(examined.problems)")
      #expect(examined.isReplayed)
      #expect(examined.manifest.baseline.ref == name)
    }
    let manifest = try Packed().examined().manifest
    #expect(manifest.votes.map(\.ref) == ["AP-1", "AP-2", "AP-3"])
    #expect(manifest.roles.map(\.state) == ["approved-with-conditions", "approved"])
    #expect(manifest.changed == ["stripe", "xero"], "what the workbook has moved on by since")
    #expect(try Packed().examined().claims.map(\.signature.signer) == ["ana@example.org"])
    #expect(try Packed("v2").examined().manifest.previous?.text("baseline") == "v1")
  }

  @Test("is the same bytes whenever it is packed of the same, and says nothing of the machine")
  func reproducible() throws {
    #expect(try Packed("v1").files == Packed("again").files)
    for (name, bytes) in try Packed().files {
      #expect(!String(decoding: bytes, as: UTF8.self).contains(NSTemporaryDirectory()), "\(name)")
    }
  }

  @Test("has the facts as they were frozen, whatever was captured since")
  func frozen() throws {
    let facts = String(decoding: try Packed().files["facts.json"] ?? [], as: UTF8.self)
    #expect(!facts.contains("\"vendor\""))
    #expect(facts.contains("\"digest\": \"\(try Packed().manifest.digest)\""))
  }

  @Test("of an amended baseline has the amendment, and the votes from before that still count")
  func amended() throws {
    var packed = try Packed("v1a")
    let examined = try packed.examined()
    #expect(examined.problems.isEmpty, "\(examined.problems)")
    #expect(examined.manifest.amendments.map(\.ref) == ["AM-1"])
    #expect(
      examined.claims.map { "\($0.signature.of) \($0.signature.statement)" } == ["AM-1 statements/AM-1.json"])
    #expect(examined.manifest.votes.map { $0.statement.text("baseline") } == ["v1", "v1", "v1a"])
    #expect(examined.manifest.roles.map(\.votes) == [["AP-3"], ["AP-2"]])
    #expect(examined.manifest.roles.map(\.state) == ["approved", "approved"])

    packed.manifest.amendments[0].statement = packed.manifest.amendments[0].statement.with(
      "reason", .text("none"))
    packed.files["statements/AM-1.json"] = packed.manifest.amendments[0].statement.canonical
    packed.seal()
    #expect(
      packed.problems().contains { $0.contains("AP-3 is a vote on another AM-1") }, "\(packed.problems())")
    var other = try Packed("v1a")
    other.manifest.votes[0].statement = other.manifest.votes[0].statement.with("digest", .text(Self.digits))
    other.files["statements/AP-1.json"] = other.manifest.votes[0].statement.canonical
    other.seal()
    #expect(
      other.problems().contains {
        $0.contains("AP-1 is a vote on something else: its digest is not that of v1")
      })
  }

  static let names = [
    "README.txt", "SHA256SUMS", "allowed_signers", "check.py", "facts.json", "manifest.json",
    "signatures/SIG-1.sig", "statements/AP-1.json", "statements/AP-2.json", "statements/AP-3.json",
    "statements/baseline.json",
  ]

  @Test("names the file of which one byte is another", arguments: names, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  func oneByte(name: String, tenth: Int) throws {
    var packed = try Packed()
    #expect(packed.files.keys.sorted() == Self.names)
    var bytes = try #require(packed.files[name])
    bytes[(bytes.count - 1) * tenth / 9] ^= 0x01
    packed.files[name] = bytes
    let problems = packed.problems()
    #expect(problems.contains { $0.hasPrefix("dir/\(name)") || $0.hasPrefix("dir/SHA256SUMS") }, "\(problems)")
    if name != "manifest.json" {
      #expect(problems.contains { $0.hasPrefix("dir/\(name)") }, "\(problems)")
    }
  }

  @Test("names the file that is missing", arguments: names)
  func missing(name: String) throws {
    var packed = try Packed()
    packed.files[name] = nil
    #expect(packed.problems().contains { $0.contains("\(name) is missing") }, "\(packed.problems())")
  }

  @Test(
    "names the file that was added", arguments: ["notes.txt", "statements/AP-9.json", ".hidden", "SHA256SUMS~"])
  func added(name: String) throws {
    var packed = try Packed()
    packed.files[name] = [1]
    #expect(packed.problems() == ["dir/\(name): \(name) was not packed. "])
  }

  @Test("takes in signatures of its manifest, which no list can have, and nothing else under their names")
  func seals() throws {
    var packed = try Packed()
    packed.files["manifest.json.sig"] = Array(Packed.armoured.utf8)
    packed.files["manifest.json.tom.sig"] = Array(Packed.armoured.utf8)
    let examined = try packed.examined()
    #expect(
      examined.problems.isEmpty && examined.seals.map(\.file) == ["manifest.json.sig", "manifest.json.tom.sig"])
    packed.files["manifest.json.tom.sig"] = [1]
    #expect(
      packed.problems() == ["dir/manifest.json.tom.sig: manifest.json.tom.sig is no signature of OpenSSH. "])
  }

  // MARK: Who makes the lists of digests anew

  private static let digits = String(repeating: "0", count: 64)

  /// What somebody does who edits files and then makes manifest and list anew, and how it is found all the same.
  private static let forgeries: [(String, @Sendable (inout Packed) -> Void, hint: String)] = [
    (
      "a fact", { $0.replace("cents to units", "units to cents", in: "facts.json") },
      "The item `M-1` in dir/facts.json is not what its digest is of"
    ),
    (
      "a digest of an item",
      { $0.replace("\"items\": [\n{\"digest\":\"", "\"items\": [\n{\"digest\":\"0", in: "facts.json") },
      "is not what its digest is of"
    ),
    (
      "the head of the journal",
      { $0.replace("\"seq\":3,", "\"seq\":3,\"workshop\":\"WS-1\",", in: "facts.json") },
      "Entry 3 of the journal is not as it was written"
    ),
    (
      "who captured", { $0.replace("\"captured-by\":\"ana\"", "\"captured-by\":\"eve\"", in: "facts.json") },
      "is not what its journal says"
    ),
    (
      "the digest in the manifest",
      { packed in
        let digest = packed.manifest.digest
        packed.manifest.baseline.statement = packed.manifest.baseline.statement.with("digest", .text(digits))
        packed.files["statements/baseline.json"] = packed.manifest.baseline.statement.canonical
        #expect(digest != digits)
      }, "The digest of v1 is not that of the facts in facts.json"
    ),
    (
      "a vote, with its statement left",
      { $0.manifest.votes[1].statement = $0.manifest.votes[1].statement.with("vote", .text("reject")) },
      "AP-2 is not what was stated in statements/AP-2.json. another vote was stated"
    ),
    (
      "a statement, with the manifest left",
      { $0.replace("we can run it", "we run it", in: "statements/AP-2.json") },
      "AP-2 is not what was stated in statements/AP-2.json. another meaning was stated"
    ),
    (
      "a vote of another baseline",
      { packed in
        let statement = packed.manifest.votes[1].statement.with("digest", .text(digits))
        packed.manifest.votes[1].statement = statement
        packed.files["statements/AP-2.json"] = statement.canonical
      }, "AP-2 is a vote on something else: its digest is not that of v1"
    ),
    (
      "what a vote is about",
      { packed in
        let about = CanonicalValue.list([.list([.text("F-1"), .text(digits)])])
        packed.manifest.votes[2].statement = packed.manifest.votes[2].statement.with("about", about)
        packed.files["statements/AP-3.json"] = packed.manifest.votes[2].statement.canonical
      }, "AP-3 is about another `F-1`"
    ),
    ("a condition", { $0.manifest.votes[0].conditions = [] }, "AP-1 has other conditions than were stated"),
    (
      "whether a vote stands", { $0.manifest.votes[0].stands = false },
      "AP-1 is told to be replaced, and is not"
    ),
    (
      "how far a role has come", { $0.manifest.roles[0].state = "approved" },
      "The role sponsor (SO-1) is told to be approved, and by its votes it is approved-with-conditions"
    ),
    (
      "which votes a role has", { $0.manifest.roles[0].votes = ["AP-2"] },
      "AP-2 is no vote of the role sponsor"
    ),
    (
      "that a role was rejected",
      { packed in
        packed.manifest.votes[2].statement = packed.manifest.votes[2].statement.with("vote", .text("reject"))
          .with("role", .text("operations")).with("about", nil)
        packed.files["statements/AP-3.json"] = packed.manifest.votes[2].statement.canonical
      }, "AP-3 rejects as operations, and the role (SO-2) is told without it"
    ),
    (
      "who alone can vote in a role", { $0.manifest.roles[1].person = "ana" },
      "AP-2 is no vote of ana, who alone can vote as operations (SO-2)"
    ),
    (
      "what a role has to agree to", { $0.manifest.roles[1].about = nil },
      "AP-2 is a vote on less than the role operations (SO-2) has to agree to"
    ),
    (
      "whose signature it is", { $0.manifest.signatures[0].person = "tom" },
      "SIG-1 is told to be by tom, and AP-3 is not their vote"
    ),
    (
      "what a signature is of",
      {
        $0.manifest.signatures[0].of = "AP-1"
        $0.manifest.signatures[0].person = "ana"
      }, "SIG-1 signs statements/AP-3.json, which AP-1 does not state"
    ),
    (
      "the key", { $0.manifest.signatures[0].key = "SHA256:x" },
      "SIG-1, the signature of AP-3, was made by another key"
    ),
    (
      "the keys of the signers", { $0.replace("AAAA", "AAAB", in: "allowed_signers") },
      "allowed_signers does not have the keys of the signatures"
    ),
    (
      "a signature", { $0.files["signatures/SIG-1.sig"] = Array("x".utf8) },
      "SIG-1, the signature of AP-3, is no signature of OpenSSH"
    ),
    (
      "that there is a statement",
      { $0.files["statements/AP-1.json"] = nil }, "manifest.json tells of no statements/AP-1.json"
    ),
    ("that there are facts", { $0.files["facts.json"] = nil }, "manifest.json tells of no facts.json"),
  ]

  @Test("is found out although the lists were made anew", arguments: forgeries.indices)
  func forged(index: Int) throws {
    let (what, forge, hint) = Self.forgeries[index]
    var packed = try Packed()
    forge(&packed)
    packed.seal()
    #expect(packed.problems().contains { $0.contains(hint) }, "\(what): \(packed.problems())")
  }

  @Test("cannot tell what nobody signed: a vote by name alone, a document, a role")
  func notFound() throws {
    var packed = try Packed()
    let statement = packed.manifest.votes[1].statement.with("vote", .text("reject"))
    packed.manifest.votes[1].statement = statement
    packed.files["statements/AP-2.json"] = statement.canonical
    packed.manifest.roles[1].state = "rejected"
    packed.manifest.roles[1].given = 0
    packed.files["README.txt"] = Array("All is well.".utf8)
    packed.seal()
    // This is what docs/agreement.md and README.txt say, and what --manifest and a signed manifest are for.
    #expect(packed.problems().isEmpty, "\(packed.problems())")
    #expect(try packed.examined().manifestDigest != Packed().examined().manifestDigest)
  }

  @Test("is checked by its digests where its data dictionary is another's")
  func otherSchema() throws {
    var packed = try Packed()
    packed.replace("\"schema\": \(WorkbookSchema.version),", "\"schema\": 99,", in: "facts.json")
    packed.seal()
    let examined = try packed.examined()
    #expect(examined.problems.isEmpty && !examined.isReplayed)
    packed.replace("cents to units", "units to cents", in: "facts.json")
    packed.seal()
    #expect(packed.problems().contains { $0.contains("`M-1`") })
  }

  // MARK: Hostile folders

  private static let hostile = [
    ("\"path\":\"README.txt\"", "\"path\":\"../README.txt\""),
    ("\"path\":\"README.txt\"", "\"path\":\"/etc/passwd\""),
    ("\"path\":\"README.txt\"", "\"path\":\"a/../../b\""), ("\"path\":\"README.txt\"", "\"path\":\"\""),
    ("\"path\":\"README.txt\"", "\"path\":\"a//b\""), ("\"path\":\"README.txt\"", "\"path\":\"a\\\\b\""),
    ("\"path\":\"README.txt\"", "\"path\":\"a\\u0000b\""), ("\"path\":\"README.txt\"", "\"path\":\"-rf\""),
    ("\"path\":\"README.txt\"", "\"path\":\"facts.json\""), ("\"path\":\"README.txt\"", "\"path\":7"),
    ("\"file\":\"signatures/SIG-1.sig\"", "\"file\":\"../SIG-1.sig\""),
    ("\"file\":\"statements/AP-1.json\"", "\"file\":\"/dev/zero\""), ("\"bytes\":", "\"bytes\":-"),
    ("\"version\": 1", "\"version\": 2"), ("\"version\": 1", "\"version\": \"1\""),
    ("\"format\": \"plumbline-sign-off\"", "\"format\": \"x\""), ("\"roles\": [", "\"roles\": [[],"),
    ("\"votes\": [", "\"votes\": [{},"), ("\"stands\":true", "\"stands\":1"),
    ("\"sha256\":\"", "\"sha256\":\"G"),
    ("\"ref\":\"AP-2\"", "\"ref\":\"AP-1\""), ("\"title\": ", "\"title\": [[[[[[[[[[[["),
    ("\"baseline\": {", "\"baseline\": {\"ref\":null,"),
  ]

  @Test("whose manifest is hostile is refused with the place", arguments: hostile.indices)
  func hostileManifest(index: Int) throws {
    var packed = try Packed()
    let (old, new) = Self.hostile[index]
    packed.replace(old, new, in: "manifest.json")
    let refusal = #expect(throws: Diagnostic.self) { _ = try packed.examined() }
    #expect(
      refusal?.exit == .data && refusal?.place?.file == "dir/manifest.json", "\(String(describing: refusal))")
    #expect(refusal?.place?.line != nil)
  }

  @Test("of which the manifest is cut anywhere is refused or told, and nothing falls over", arguments: 0..<40)
  func cutManifest(fortieth: Int) throws {
    var packed = try Packed()
    let bytes = try #require(packed.files["manifest.json"])
    packed.files["manifest.json"] = Array(bytes.prefix(bytes.count * fortieth / 40))
    #expect(packed.problems().count == 1)
  }

  @Test("of which the facts are cut anywhere is told, and nothing falls over", arguments: 0..<20)
  func cutFacts(twentieth: Int) throws {
    var packed = try Packed()
    let bytes = try #require(packed.files["facts.json"])
    packed.files["facts.json"] = Array(bytes.prefix(bytes.count * twentieth / 20))
    packed.seal()
    #expect(packed.problems().contains { $0.hasPrefix("dir/facts.json") }, "\(packed.problems())")
  }

  @Test("is refused where it is none", arguments: ["none", "empty"])
  func none(name: String) throws {
    let folder = NSTemporaryDirectory() + "plumbline-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder + "/empty", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let refusal = #expect(throws: Diagnostic.self) { _ = try SignOffFolder("\(folder)/\(name)", called: name) }
    #expect(refusal?.remedies.isEmpty == false)
  }

  // MARK: Parts

  @Test("tells which votes stand: the newest of a person in a role on the same, or on everything")
  func standing() {
    func vote(_ person: String, _ role: String, about: String? = nil) -> CanonicalValue {
      .object(known: [
        ("person", .text(person)), ("role", .text(role)), ("about", about.map { .list([.text($0)]) }),
      ])
    }
    #expect(SignOffManifest.standing([vote("a", "x"), vote("a", "X")]) == [false, true])
    #expect(SignOffManifest.standing([vote("a", "x"), vote("b", "x"), vote("a", "y")]) == [true, true, true])
    #expect(SignOffManifest.standing([vote("a", "x"), vote("a", "x", about: "F-1")]) == [true, true])
    #expect(SignOffManifest.standing([vote("a", "x", about: "F-1"), vote("a", "x")]) == [false, true])
    #expect(
      SignOffManifest.standing([vote("a", "x", about: "F-1"), vote("a", "x", about: "F-1")]) == [false, true])
  }

  @Test("reads whose key made a signature, of any kind of key")
  func fingerprints() throws {
    let ed25519 = try #require(SSHSignature(armoured: Packed.armoured))
    #expect(ed25519.fingerprint == Packed.key && ed25519.namespace == "plumbline")
    #expect(
      ed25519.publicKey == "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ7qx14KK8BtmnJz8bx2TyvYSN1uyg3IiZsmR2KqcqUC")
    let ecdsa = try #require(
      SSHSignature(
        armoured: """
          -----BEGIN SSH SIGNATURE-----
          U1NIU0lHAAAAAQAAAGgAAAATZWNkc2Etc2hhMi1uaXN0cDI1NgAAAAhuaXN0cDI1NgAAAE
          EET0wnYlvyK4r5dtyJi8CoHAkYpBNDYJbpYSHG0FGXjho9fTg0OW0aXLD6/yv0/9J36xFu
          YzEYzr98efqYBZAyTwAAAAlwbHVtYmxpbmUAAAAAAAAABnNoYTUxMgAAAGQAAAATZWNkc2
          Etc2hhMi1uaXN0cDI1NgAAAEkAAAAhANofNUQp9JFaOrk/YNbNk4v30ZVuWQsinRkbC1QE
          nBzeAAAAIEh3d2QTd8gS8wBK/EZTMwX3wQvh2Jy7qF0UFb8TAKoC
          -----END SSH SIGNATURE-----
          """))
    #expect(ecdsa.fingerprint == "SHA256:DkSfs4bpnn1SeGcSqQC8TT28ZgSK3BpPuScUwdd/E6M")
  }

  @Test("takes nothing for a signature that is none, cut anywhere")
  func noSignature() throws {
    let lines = Packed.armoured.split(separator: "\n")
    let body = lines.dropFirst().dropLast().joined()
    for count in stride(from: 0, to: 100, by: 4) {
      let cut = [String(lines[0]), String(body.prefix(count)), String(lines[lines.count - 1])]
      #expect(SSHSignature(armoured: cut.joined(separator: "\n")) == nil, "\(count)")
    }
    for text in ["", "x", "-----BEGIN SSH SIGNATURE-----", String(Packed.armoured.dropLast(4))] {
      #expect(SSHSignature(armoured: text) == nil)
    }
    // A length that reaches beyond the end.
    let far = Array("SSHSIG".utf8) + [0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 1]
    #expect(
      SSHSignature(
        armoured: "-----BEGIN SSH SIGNATURE-----\n\(Base64.text(far))\n-----END SSH SIGNATURE-----\n") == nil)
  }

  @Test("has a README that tells a stranger how to check it, without characters that steer a terminal")
  func readme() throws {
    var packed = try Packed()
    packed.manifest.title = "Billing\u{1B}[31m\nto accounting"
    packed.manifest.absent = [.init(what: "PDF", why: "`chromium` is needed")]
    let text = packed.manifest.readme([("index.html", "open this one")])
    for part in [
      packed.manifest.digest, "sha256sum -c SHA256SUMS", "python3 check.py", "-I ana@example.org",
      "-s signatures/SIG-1.sig < statements/AP-3.json", Packed.key, "There is no PDF", "index.html",
      "2 items have changed since",
    ] { #expect(text.contains(part), "\(part)") }
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 110 })
    packed.manifest.signatures = []
    #expect(packed.manifest.readme([]).contains("No vote in this folder is signed with a key"))
  }
}

extension CanonicalValue {
  /// The same object with another value under a name.
  fileprivate func with(_ name: String, _ value: CanonicalValue?) -> CanonicalValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { $0.name != name } + (value.map { [(name: name, value: $0)] } ?? []))
  }
}
