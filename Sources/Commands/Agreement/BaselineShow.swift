import Agreements
import CommandLineKit
import Database
import Diagnostics
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let baselineShow = Command<Scene>(
    "show", "Shows who agreed to a baseline, and what changed since",
    discussion: """
      The roles that have to agree and how far each has come; the votes, with their conditions and signatures; and \
      every item that is no longer what was agreed, with those that rest on it.
      """,
    examples: [
      Example("plumbline baseline show", "the newest"),
      Example("plumbline baseline show v1 --json", "one, for a program"),
    ],
    positionals: [
      Positional(
        "baseline", "The baseline; the newest if not said.", arity: .optional,
        values: .dynamic("reference:baseline"))
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let baseline = try Baseline.named(arguments.optionalPositional("baseline"), workbook)
    let sheet = try SignatureSheet(baseline, workbook)
    if arguments.flag("json") {
      scene.print(json: Node([sheet.json]))
    } else {
      scene.tell(sheet, arguments)
    }
    return .done
  }
}

/// Everything there is to say about a baseline.
private struct SignatureSheet {
  let baseline: Baseline
  let roles: [[SQLValue]]
  let votes: [[SQLValue]]
  let conditions: [[SQLValue]]
  let signatures: [KeptSignature]
  let changes: [Supersession.Entry]
  let standing: [StandingApproval]
  /// The amendment that froze it.
  let amendment: Amendment?
  /// The votes that count for a role that has to agree; nil where nobody has said which those are.
  let counting: Set<String>?

  private static let roleColumns = [
    "ref", "role", "person", "about", "document", "needed", "given", "state", "votes",
  ]
  private static let voteColumns = ["ref", "at", "person", "role", "vote", "about", "document", "meaning"]
  private static let conditionColumns = ["ref", "approval", "text", "owner", "due", "state", "met-on"]

  init(_ baseline: Baseline, _ workbook: Workbook) throws {
    self.baseline = baseline
    let reader = try workbook.reader()
    let id: [String: SQLValue] = ["id": .integer(baseline.fact.id)]
    roles =
      try reader.rows(
        """
        SELECT sign_off, role, person, about, document, needed, given, state, votes FROM sign_off_status
        WHERE baseline_id = :id ORDER BY sign_off_id
        """, named: id
      ).rows
    votes =
      try reader.rows(
        """
        SELECT a.ref, i.captured_at, a.person, a.role, a.vote, a.about, a.document, a.meaning
        FROM approval a JOIN item i ON i.id = a.id WHERE a.baseline_id = :id ORDER BY a.id
        """, named: id
      ).rows
    conditions =
      try reader.rows(
        """
        SELECT c.ref, c.approval, c.text, c.owner, c.due, c.state, c.met_on FROM condition c
        JOIN approval a ON a.id = c.approval_id WHERE a.baseline_id = :id ORDER BY c.id
        """, named: id
      ).rows
    amendment = try Amendment.all(reader).first { $0.baseline.id == baseline.fact.id }
    let wanted = Set(
      votes.compactMap { $0[0].displayed } + [baseline.fact.ref] + [amendment?.fact.ref].compactMap { $0 })
    signatures = try KeptSignature.all(workbook).filter { wanted.contains($0.of) }
    let votesThatCount = try reader.rows(
      "SELECT approval FROM sign_off_vote UNION SELECT approval FROM amendment_vote"
    ).rows
    counting = roles.isEmpty ? nil : Set(votesThatCount.compactMap { $0[0].displayed })
    changes = try Supersession(since: baseline, workbook).entries
    standing = try StandingApproval.all(workbook, reader).filter { $0.baseline.id == baseline.fact.id }
  }

  /// A vote that stands and what of it no longer holds; "replaced" for one that another has taken the place of.
  func holds(_ vote: String) -> String {
    guard let vote = standing.first(where: { $0.ref == vote }) else { return "replaced by a later vote" }
    guard counts(vote.ref) else {
      return isAsked(vote.role) ? "not counted" : "not counted: nobody asked for this role"
    }
    guard vote.isYes else { return "" }
    if !vote.superseded.isEmpty { return "superseded for \(vote.superseded.count)" }
    return vote.renewed.isEmpty ? "holds" : "agreed anew for \(vote.renewed.count)"
  }

  /// Whether a vote counts for any role that has to agree; all do where nobody has said which those are.
  func counts(_ vote: String) -> Bool { counting?.contains(vote) ?? true }

  private func isAsked(_ role: String) -> Bool {
    roles.contains { $0[1].displayed?.lowercased() == role.lowercased() }
  }

  var json: Node {
    Node(
      object: baseline.members + [
        ("amendment", Node(amendment?.fact.ref)), ("amends", Node(amendment?.amends.ref)),
        ("roles", Node(roles.map { Node(row: $0, Self.roleColumns) })),
        (
          "approvals",
          Node(
            votes.map { row in
              let ref = row[0].displayed ?? ""
              let vote = standing.first { $0.ref == ref }
              return Node(
                object: zip(Self.voteColumns, row).map { ($0, Node($1.displayed)) } + [
                  ("stands", Node(vote != nil)), ("counts", Node(vote != nil && counts(ref))),
                  ("superseded", Node((vote?.superseded ?? []).map(\.json))),
                ])
            })
        ), ("conditions", Node(conditions.map { Node(row: $0, Self.conditionColumns) })),
        (
          "signatures",
          Node(
            signatures.map {
              Node(object: [
                ("ref", Node($0.ref)), ("of", Node($0.of)), ("person", Node($0.person)), ("key", Node($0.key)),
              ])
            })
        ), ("changes", Node(changes.map(\.json))),
      ])
  }
}

extension Supersession.Entry {
  /// As `baseline show --json` tells it.
  var json: Node {
    Node(object: [
      ("ref", Node(ref)), ("kind", Node(kind)), ("how", Node(how.rawValue)), ("because", Node(because)),
    ])
  }

  /// In a few words.
  var told: String { how == .downstream ? "rests on \(because ?? "what changed")" : how.rawValue }
}

extension Scene {
  fileprivate func tell(_ sheet: SignatureSheet, _ arguments: CommandLineKit.Arguments) {
    let baseline = sheet.baseline
    let style = environment.streams.outStyle
    print("\(style.paint(Visible.line(baseline.fact.ref), .bold)) \(baseline.digest)")
    print(
      "\(counted(baseline.count, "item")), frozen \(baseline.at) by \(Visible.line(baseline.who)) at entry \(baseline.entry)"
    )
    if let blockers = baseline.openBlockers, blockers > 0 {
      print(
        "\(counted(blockers, "blocker")) \(blockers == 1 ? "was" : "were") open: \(Visible.line(baseline.reason ?? "no reason given"))"
      )
    }
    if let note = baseline.note { print(Visible.line(note)) }
    if let amendment = sheet.amendment {
      print("\(amendment.fact.ref), which amends \(amendment.amends.ref): \(Visible.line(amendment.reason))")
    }
    tell(
      "Who has to agree", ["Role", "Of what", "Votes", "State"],
      sheet.roles.map { row in
        let text = row.map { $0.displayed ?? "" }
        let who = text[2].isEmpty ? text[1] : "\(text[1]) (\(text[2]))"
        return [who, text[3] + text[4], "\(text[6]) of \(text[5])", text[7]]
      }, arguments)
    let agreed = sheet.roles.count { $0[7].displayed?.hasPrefix("approved") == true }
    if !sheet.roles.isEmpty {
      print("\(agreed) of \(sheet.roles.count) \(sheet.roles.count == 1 ? "has" : "have") agreed.")
    }
    tell(
      "Votes", ["Vote", "When", "Who", "Role", "Says", "About", "Meaning", "Now"],
      sheet.votes.map { row in
        let text = row.map { $0.displayed ?? "" }
        return [
          text[0], text[1], text[2], text[3], text[4], text[5] + text[6], text[7], sheet.holds(text[0]),
        ]
      }, arguments)
    tell(
      "Conditions", ["Condition", "Of", "What", "Owner", "Due", "State"],
      sheet.conditions.map { $0.prefix(6).map { $0.displayed ?? "" } }, arguments)
    tell(
      "Signatures", ["Signature", "Of", "Who", "Key"],
      sheet.signatures.map { [$0.ref, $0.of, $0.person, $0.key] }, arguments)
    tell(
      "Changed since", ["Item", "Kind", "How"], sheet.changes.map { [$0.ref, $0.kind, $0.told] }, arguments)
    if sheet.changes.isEmpty { print("\nNothing has changed since.") }
  }

  private func tell(
    _ heading: String, _ columns: [String], _ rows: [[String]], _ arguments: CommandLineKit.Arguments
  ) {
    guard !rows.isEmpty else { return }
    print("\n\(heading)")
    var table = Table(columns.map { Table.Column($0) })
    for row in rows { table.add(row.map { Table.Cell($0.onOneLine) }) }
    print(table, arguments)
  }
}
