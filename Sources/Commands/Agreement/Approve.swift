import Agreements
import Catalogue
import CommandLineKit
import Diagnostics
import Documents
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let approve = Command<Scene>(
    "approve", "Casts a person's vote on a baseline",
    discussion: """
      A vote covers everything that was frozen, or with --about only some items, or with --document one document. \
      On an amendment it covers what of the change the role had agreed to before. \
      It is never changed or taken back: another vote of the same person in the same role takes its place. With \
      --sign the statement is signed by the signer's own SSH key, and anyone with OpenSSH can verify it.
      """,
    examples: [
      Example(
        "plumbline approve v1 --as ana --role sponsor --vote approve --meaning \"build this\"", "all of it"),
      Example(
        "plumbline approve v1 --as tom --role operations --vote approve-with-conditions --meaning \"we can run it\" "
          + "--condition \"the runbook is tried once\" --owner mia --due 2026-04-30", "with a condition"),
      Example(
        "plumbline approve v1 --as ana --role finance --vote approve --meaning \"these amounts\" --about invoice "
          + "--sign ~/.ssh/id_ed25519", "one entity, signed"),
      Example(
        "plumbline approve AM-1 --as ana --role sponsor --vote approve --meaning \"the change, and its cost\"",
        "what was changed since"),
    ],
    positionals: [
      Positional("baseline", "A baseline or an amendment.", values: .dynamic("reference:baseline,amendment"))
    ],
    options: [
      .value("as", "PERSON", "Who votes.", values: .dynamic("reference:person")),
      .value("role", "ROLE", "In which role."),
      .value(
        "vote", "VOTE", "What the vote says.",
        values: .choices(["approve", "approve-with-conditions", "reject", "abstain"])),
      .value("meaning", "TEXT", "What the signer means by it, in their words."),
      .list("about", "REF", "Only this item.", values: .dynamic("reference:")),
      .value("document", "NAME", "Only this document of the pack.", values: .dynamic("document")),
      .list("condition", "TEXT", "Something that has to be so."),
      .list("owner", "PERSON", "Who sees to the condition.", values: .dynamic("reference:person")),
      .list("due", "YYYY-MM-DD", "By when it has to be so."),
      .value("sign", "KEY", "The file of the SSH key that signs.", values: .file),
      .flag("dry-run", "Prints the statement, and casts no vote."),
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let vote = try vote(arguments, workbook, scene)
    if arguments.flag("dry-run") {
      scene.print(String(decoding: vote.statement.canonical, as: UTF8.self))
      return .done
    }
    let signature = try arguments.value("sign").map {
      try scene.keys().sign(vote.statement.canonical, with: $0)
    }
    let (approval, conditions) = try vote.cast(
      workbook, scene.summary, by: scene.attribution(arguments), signature: signature)
    try scene.answer(with: [approval] + conditions, arguments)
    if let last = try Baseline.all(workbook).last, last.fact.id != vote.baseline.fact.id {
      scene.say("\(last.fact.ref) is newer than \(vote.baseline.fact.ref).", arguments)
    }
    for warning in try warnings(vote, workbook) { scene.environment.streams.report(warning) }
    return .done
  }

  private static func vote(_ arguments: Arguments, _ workbook: Workbook, _ scene: Scene) throws -> Vote {
    var missing: [Diagnostic] = []
    for (name, question) in [
      ("as", "Who votes?"), ("role", "In which role?"), ("vote", "What does the vote say?"),
      ("meaning", "What does the signer mean by it?"),
    ] where arguments.value(name)?.trimmed.isEmpty != false {
      missing.append(
        Diagnostic(
          "missing-option", "\(question) Give --\(name).", remedies: ["plumbline help approve"], exit: .usage))
    }
    guard missing.isEmpty else { throw Problems(missing) }
    if let name = arguments.value("document") {
      _ = try TemplateSet(scene.method(arguments)).template(name)
      guard arguments.values("about").isEmpty else {
        throw Diagnostic(
          "about-and-document",
          "A vote is on items, with --about, or on a document, with --document; not on both.",
          remedies: ["plumbline approve …, once for each"], exit: .usage)
      }
    }
    let subject = try workbook.fact(arguments.positional("baseline"), kinds: ["baseline", "amendment"])
    let amendment = subject.kind == "amendment" ? try Amendment.named(subject.ref, workbook) : nil
    return try Vote(
      workbook, on: Baseline.named(amendment?.baseline.ref ?? subject.ref, workbook),
      by: arguments.value("as") ?? "", role: (arguments.value("role") ?? "").trimmed,
      vote: arguments.value("vote") ?? "", meaning: (arguments.value("meaning") ?? "").trimmed,
      about: arguments.values("about"), document: arguments.value("document"),
      amendment: amendment, conditions: try conditions(arguments, workbook), at: scene.environment.now())
  }

  /// What a voter should know: a vote that nobody asked for counts for nothing that has to be agreed.
  private static func warnings(_ vote: Vote, _ workbook: Workbook) throws -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    let asked = try workbook.reader().rows("SELECT DISTINCT role FROM sign_off ORDER BY role").rows
      .compactMap { $0[0].displayed }
    let isAsked = asked.contains { $0.lowercased() == vote.role.lowercased() }
    if !asked.isEmpty, !isAsked {
      warnings.append(
        Diagnostic(
          "role-not-asked", "Nobody has asked for the role \(Visible.line(vote.role)); the vote is kept.",
          severity: .warning,
          notes: (nearest(to: vote.role, in: asked).map { ["did you mean `\($0)`?"] } ?? [])
            + ["those that have to agree are \(asked.joined(separator: ", "))"],
          remedies: ["plumbline add sign-off \(shellQuoted(vote.role))"]))
    }
    if let amendment = vote.amendment, amendment.need(of: vote.role) == nil {
      warnings.append(
        Diagnostic(
          "role-not-asked",
          "\(Visible.line(vote.role)) had not agreed to \(amendment.amends.ref), so \(amendment.fact.ref) asks for "
            + "no vote of it; the vote is on all that it changes.", severity: .warning,
          remedies: ["plumbline amendment show \(amendment.fact.ref)"]))
    }
    return warnings
  }

  /// The conditions, each with the owner and the day of the same place; one owner or day is that of all.
  private static func conditions(_ arguments: Arguments, _ workbook: Workbook) throws -> [Vote.Condition] {
    let texts = arguments.values("condition")
    func each(_ name: String) throws -> [String?] {
      let given = arguments.values(name)
      if given.isEmpty { return texts.map { _ in nil } }
      if given.count == 1, !texts.isEmpty { return texts.map { _ in given[0] } }
      guard given.count == texts.count else {
        throw Diagnostic(
          "conditions-and-\(name)",
          "\(counted(texts.count, "condition")), and --\(name) is given \(counted(given.count, "time")).",
          remedies: ["plumbline approve … --condition \"…\" --owner PERSON --due DAY --condition …"],
          exit: .usage)
      }
      return given
    }
    let owners = try each("owner").map { typed in try typed.map { try workbook.fact($0, kinds: ["person"]).ref }
    }
    let days = try each("due")
    for day in days.compactMap({ $0 }) where CalendarDay(day) == nil {
      _ = try Catalogue.condition.attribute("due")?.read([day])
    }
    return texts.indices.map { Vote.Condition(text: texts[$0], owner: owners[$0], due: days[$0]) }
  }
}
