import Agreements
import CommandLineKit
import Diagnostics
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let baselineVerify = Command<Scene>(
    "verify", "Proves that baselines, votes and signatures are what they were",
    discussion: """
      Walks along the journal's chain of hashes, makes every state that was frozen again from the journal, takes its \
      digests anew, and compares them with those that were signed. With ssh-keygen at hand each signature is checked, \
      with --allowed-signers also whose it is (ssh-keygen(1), ALLOWED SIGNERS; a signer is named by email address, or \
      by reference).

      A chain proves itself only up to its end: somebody who made all of it anew would not be found, nor entries that \
      were cut off with all that they did. The digest and the hash that are printed, or signed, and kept elsewhere are \
      what it hangs on: --head, --entries and --kept compare them, and say what is missing.
      """,
    examples: [
      Example("plumbline baseline verify", "all of them"),
      Example("plumbline baseline verify v1 --allowed-signers signers", "one, and whose the signatures are"),
      Example(
        "plumbline baseline verify --entries 41 --head 5f3a9c0e41d2", "against what an earlier look printed"),
      Example("plumbline baseline verify --kept v1-sign-off", "against the folder that was sent"),
    ],
    positionals: [
      Positional(
        "baseline", "Only this one's digest and signatures are told.", arity: .optional,
        values: .dynamic("reference:baseline"))
    ],
    options: [.value("allowed-signers", "FILE", "Whose keys are whose.", values: .file)] + keptHeadOptions
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let baselines =
      try arguments.optionalPositional("baseline").map { [try Baseline.named($0, workbook)] }
      ?? Baseline.all(workbook)
    let kept = try scene.keptHeads(arguments)
    var problems = try workbook.examine() + Examination.problems(workbook)
    problems += try kept.compactMap { try $0.problem(workbook) }
    let signatures = try scene.signatures(under: baselines, workbook, arguments)
    problems += signatures.compactMap(\.problem)
    guard problems.isEmpty else { throw Problems(problems) }
    let head = try workbook.head()
    if arguments.flag("json") {
      scene.print(
        json: Node(
          baselines.map { baseline in
            Node(
              object: baseline.members + [
                ("sound", true),
                ("signatures", Node(signatures.filter { $0.baseline == baseline.fact.ref }.map(\.json))),
              ])
          }))
      return .done
    }
    for baseline in baselines {
      scene.print("\(baseline.fact.ref): sound, \(counted(baseline.count, "item")), digest \(baseline.digest)")
      for signature in signatures where signature.baseline == baseline.fact.ref {
        scene.print("  \(signature.kept.ref): \(signature.told)")
      }
    }
    let entries = counted(head.seq, "entry", "entries")
    scene.print("journal: sound, \(entries), head \(head.hash.map { "\($0)" } ?? "none")")
    for kept in kept { scene.print("kept: all of it is here (\(Visible.line(kept.source)))") }
    return .done
  }
}

/// A signature, and what OpenSSH says of it.
private struct CheckedSignature {
  /// What there is to say of it.
  enum Finding {
    /// It was not looked at: there is no ssh-keygen.
    case unseen
    /// The key signed it; whose that is was not asked.
    case byKey
    /// It is the signer's, as the file of allowed signers says.
    case bySigner
    case wrong(String)
  }

  let kept: KeptSignature
  let baseline: String
  let finding: Finding

  var told: String {
    switch finding {
    case .unseen: "of \(kept.of), not looked at: ssh-keygen is missing (apt-get install openssh-client)"
    case .byKey: "of \(kept.of), made by \(kept.key); nobody was asked whose key that is"
    case .bySigner: "of \(kept.of), made by \(kept.person) with \(kept.key)"
    case .wrong(let reason): reason
    }
  }

  var problem: Diagnostic? {
    guard case .wrong(let reason) = finding else { return nil }
    return Diagnostic(
      "signature-wrong", "\(kept.ref), the signature of \(kept.of), does not hold: \(reason).",
      remedies: ["plumbline baseline statement \(kept.of)"])
  }

  var json: Node {
    let word =
      switch finding {
      case .unseen: "not-looked-at"
      case .byKey: "good-key"
      case .bySigner: "good-signer"
      case .wrong: "wrong"
      }
    return Node(object: [
      ("ref", Node(kept.ref)), ("of", Node(kept.of)), ("person", Node(kept.person)), ("key", Node(kept.key)),
      ("finding", Node(word)),
    ])
  }
}

extension Scene {
  /// The signatures of these baselines and of the votes on them, checked as far as this machine can.
  fileprivate func signatures(
    under baselines: [Baseline], _ workbook: Workbook, _ arguments: CommandLineKit.Arguments
  ) throws -> [CheckedSignature] {
    let kept = try KeptSignature.all(workbook)
    guard !kept.isEmpty else { return [] }
    let keys: Keys?
    do throws(Diagnostic) { keys = try self.keys() } catch {
      // Who names the signers wants to know; for others the digests are proof enough.
      if arguments.value("allowed-signers") != nil { throw error }
      keys = nil
    }
    var statements: [String: (statement: String, baseline: String)] = [:]
    for baseline in baselines {
      statements[baseline.fact.ref] = (
        String(decoding: baseline.statement.canonical, as: UTF8.self), baseline.fact.ref
      )
    }
    for row in try workbook.reader().rows(
      "SELECT ref, statement, baseline FROM approval UNION ALL SELECT ref, statement, baseline FROM amendment"
    ).rows {
      guard let ref = row[0].displayed, case .text(let statement) = row[1], let baseline = row[2].displayed
      else { continue }
      if statements[baseline] != nil { statements[ref] = (statement, baseline) }
    }
    return try kept.compactMap { signature in
      guard let (statement, baseline) = statements[signature.of] else { return nil }
      return CheckedSignature(
        kept: signature, baseline: baseline,
        finding: try check(signature, statement, keys, arguments.value("allowed-signers")))
    }
  }

  private func check(
    _ kept: KeptSignature, _ statement: String, _ keys: Keys?, _ allowed: String?
  ) throws -> CheckedSignature.Finding {
    guard kept.statement.utf8.elementsEqual(statement.utf8) else {
      return .wrong("it signs something else than what was stated")
    }
    guard let keys else { return .unseen }
    guard let key = try keys.check(kept.armoured, of: Array(statement.utf8)) else {
      return .wrong("ssh-keygen says it is none of this statement")
    }
    guard key == kept.key else { return .wrong("another key made it: \(key)") }
    guard let allowed else { return .byKey }
    let names = [kept.email, kept.person].compactMap { $0 }
    let isTheirs = try keys.verify(
      kept.armoured, of: Array(statement.utf8), by: names, allowed: environment.path(allowed))
    return isTheirs
      ? .bySigner : .wrong("\(allowed) does not name this key for \(names.joined(separator: " or "))")
  }
}
