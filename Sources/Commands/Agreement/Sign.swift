import Agreements
import CommandLineKit
import Diagnostics
import Formats
import Workbook

extension Plumbline {
  static let baselineSign = Command<Scene>(
    "sign", "Signs a vote, a baseline or an amendment with the signer's own SSH key",
    discussion: """
      What is signed is the statement that `baseline statement` prints: it names the digest, so that it means \
      these facts and no others. A signature does not vote; `approve --sign` does both.
      """,
    examples: [Example("plumbline baseline sign AP-1 --as ana --key ~/.ssh/id_ed25519", "a vote cast before")],
    positionals: [
      Positional(
        "ref", "An approval, a baseline or an amendment.",
        values: .dynamic("reference:approval,baseline,amendment"))
    ],
    options: [
      .value("as", "PERSON", "Who signs.", values: .dynamic("reference:person")),
      .value("key", "KEY", "The file of the SSH key.", values: .file),
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    guard let typed = arguments.value("as"), let key = arguments.value("key") else {
      throw Diagnostic(
        "missing-option", "Who signs, and with which key?",
        remedies: [
          "plumbline baseline sign \(shellQuoted(arguments.positional("ref"))) --as PERSON --key FILE"
        ],
        exit: .usage)
    }
    let person = try workbook.fact(typed, kinds: ["person"])
    let (fact, statement) = try statement(of: arguments.positional("ref"), workbook)
    if fact.kind == "approval", let voter = try workbook.record(fact).value("person"),
      voter != .references([person.ref])
    {
      throw Diagnostic(
        "not-their-vote", "\(fact.ref) is not the vote of \(person.ref).",
        remedies: ["plumbline show \(fact.ref)"], exit: .usage)
    }
    let signature = try scene.keys().sign(Array(statement.utf8), with: key)
    let made = try workbook.capture(scene.summary, by: scene.attribution(arguments), sealing: true) {
      try $0.add(signature, of: fact, by: person, statement: statement)
    }
    try scene.answer(with: [made], arguments)
    return .done
  }

  static let baselineStatement = Command<Scene>(
    "statement", "Prints what a vote, a baseline or an amendment states, or a signature of it",
    discussion: """
      The bytes are exactly those that are signed: anyone with OpenSSH can verify them with \
      `ssh-keygen -Y verify -n plumbline -f ALLOWED_SIGNERS -I SIGNER -s SIGNATURE`.
      """,
    examples: [
      Example("plumbline baseline statement AP-1 > AP-1.json", "what was stated"),
      Example("plumbline baseline statement AP-1 --signature > AP-1.json.sig", "its newest signature"),
    ],
    positionals: [
      Positional(
        "ref", "An approval, a baseline or an amendment.",
        values: .dynamic("reference:approval,baseline,amendment"))
    ],
    options: [.flag("signature", "Prints the newest signature of it.")]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let (fact, statement) = try statement(of: arguments.positional("ref"), workbook)
    guard arguments.flag("signature") else {
      scene.out.write(statement)
      return .done
    }
    guard let newest = try KeptSignature.all(workbook).last(where: { $0.of == fact.ref }) else {
      throw Diagnostic(
        "no-signature", "\(fact.ref) is not signed.",
        remedies: ["plumbline baseline sign \(fact.ref) --as PERSON --key FILE"])
    }
    scene.out.write(newest.armoured)
    return .done
  }

  /// What a vote, a baseline or an amendment states.
  private static func statement(of typed: String, _ workbook: Workbook) throws -> (Fact, String) {
    let fact = try workbook.fact(typed, kinds: ["approval", "baseline", "amendment"])
    if fact.kind == "baseline" {
      return (
        fact, String(decoding: try Baseline.named(fact.ref, workbook).statement.canonical, as: UTF8.self)
      )
    }
    guard case .text(let statement)? = try workbook.record(fact).value("statement") else {
      throw Diagnostic("internal", "\(fact.ref) states nothing.")
    }
    return (fact, statement)
  }
}

/// A signature as it is kept.
struct KeptSignature {
  var ref: String
  var of: String
  var person: String
  var email: String?
  var key: String
  var statement: String
  var armoured: String
}

extension KeptSignature {
  /// Every signature, oldest first.
  static func all(_ workbook: Workbook) throws -> [KeptSignature] {
    var found: [KeptSignature] = []
    try workbook.reader().query(
      """
      SELECT s.ref, s."of", s.person, (SELECT email FROM person p WHERE p.id = s.person_id), s.key, s.statement,
        s.armoured FROM signature s ORDER BY s.id
      """
    ) { row in
      found.append(
        KeptSignature(
          ref: try row.text(0), of: try row.text(1), person: try row.text(2), email: try row.optionalText(3),
          key: try row.text(4), statement: try row.text(5), armoured: try row.text(6)))
    }
    return found
  }
}
