import CommandLineKit
import Diagnostics
import Files
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let merge = Command<Scene>(
    "merge", "Brings in what was captured in a copy of this workbook",
    discussion: """
      Two groups, two laptops, one workbook: what the other has since both were one is taken. What both changed \
      differently is a conflict, and nothing is merged until somebody has said of each which holds: one by one with \
      --review, or in a table that --conflicts writes and --resolve reads back. Facts that both captured under one \
      number get another, with a note; those under one name are one. The other file is only read. Merging again \
      changes nothing, and who merges whom makes no difference.
      """,
    examples: [
      Example("plumbline merge group-b.plumb --dry-run", "what it would bring, and what is in conflict"),
      Example("plumbline merge group-b.plumb --review", "conflicts one by one"),
      Example("plumbline merge group-b.plumb --conflicts who.csv", "a table to fill in together"),
      Example("plumbline merge group-b.plumb --resolve who.csv", "and back"),
    ],
    positionals: [Positional("other", "The other workbook.", values: .file)],
    options: [
      .flag("review", "Asks of each conflict which of the two holds."),
      .value(
        "conflicts", "FILE", "Writes the conflicts as CSV, and merges nothing while there are any.",
        values: .file),
      .value("resolve", "FILE", "Reads that CSV, its last column filled in.", values: .file),
      .value(
        "rest", "SIDE", "Which side holds in every other conflict.", values: .choices(["mine", "theirs"])),
      .flag("dry-run", "Says what would change, and changes nothing."),
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let source = try MergeSource(
      scene.environment.path(arguments.positional("other")), into: workbook)
    let open = try workbook.plan(merging: source)
    guard !open.isNothing else {
      scene.tell(open, arguments)
      return .done
    }
    let choices = try scene.choices(open.conflicts, arguments)
    let plan = try choices.isEmpty ? open : workbook.plan(merging: source) { choices[$0.key] }
    if let file = arguments.value("conflicts") {
      let rows = try ConflictFile.write(workbook.plan(merging: source).conflicts, choices)
      try Files.write(Array(rows.utf8), to: scene.environment.path(file))
      scene.say("Wrote \(file).", arguments)
    }
    if plan.conflicts.isEmpty {
      try workbook.apply(
        plan, scene.summary, by: scene.attribution(arguments), rehearsing: arguments.flag("dry-run"))
    }
    scene.tell(plan, arguments)
    return plan.conflicts.isEmpty ? .done : .data
  }
}

/// The table of conflicts that goes out and comes back.
enum ConflictFile {
  static let columns = [
    "ref", "kind", "attribute", "was", "mine", "mine by", "theirs", "theirs by", "keep (mine, theirs or both)",
  ]

  static func write(_ conflicts: [MergeConflict], _ choices: [String: MergeConflict.Choice]) -> String {
    CSV.write(
      [columns]
        + conflicts.map { conflict in
          [
            conflict.ref, conflict.kind, conflict.attribute ?? "(removed on one side)", conflict.base ?? "",
            conflict.mine ?? "", conflict.mineBy?.told ?? "", conflict.theirs ?? "",
            conflict.theirsBy?.told ?? "",
            choices[conflict.key]?.rawValue ?? "",
          ]
        }, forSpreadsheet: true)
  }

  /// What was decided in a file. A row about something that is no conflict any more, or whose values are others by
  /// now, is refused: it was decided on something else.
  static func read(
    _ bytes: [UInt8], file: String, of conflicts: [MergeConflict], with other: String
  ) throws -> [String: MergeConflict.Choice] {
    let rows = try CSV.parse(bytes, file: file)
    var problems: [Diagnostic] = []
    var choices: [String: MergeConflict.Choice] = [:]
    let again = "plumbline merge \(shellQuoted(other)) --conflicts NEW.csv"
    func wrong(_ code: String, _ summary: String, _ field: CSV.Field, reason: String? = nil, remedy: String) {
      problems.append(
        Diagnostic(
          code, summary, at: Place(file: file, line: field.position.line, column: field.position.column),
          reason: reason, remedies: [remedy]))
    }
    guard let head = rows.first, head.map(\.text) == columns else {
      throw Diagnostic(
        "not-conflicts", "\(file) is no table of conflicts.", at: Place(file: file, line: 1),
        notes: ["its first line is \(CSV.write([columns]).trimmed)"],
        remedies: [again])
    }
    for row in rows.dropFirst() where row.contains(where: { !$0.text.isEmpty }) {
      let text = row.map { CSV.unguarded($0.text) }
      guard !text[8].isEmpty else { continue }
      let attribute = text[2].hasPrefix("(") ? nil : text[2]
      guard
        let conflict = conflicts.first(where: { $0.ref.hasSame(text[0]) && $0.attribute == attribute })
      else {
        wrong(
          "no-conflict", "`\(text[0])` \(text[2]) is no conflict any more.", row[0],
          reason: "it was captured, or merged, since this table was written", remedy: again)
        continue
      }
      guard let choice = conflict.choice(text[8].trimmed.lowercased()) else {
        wrong(
          "bad-choice", "Here must be \(conflict.words), not `\(Visible.line(text[8]))`.", row[8],
          remedy: "plumbline merge \(shellQuoted(other)) --resolve \(shellQuoted(file))")
        continue
      }
      guard (conflict.mine ?? "").hasSame(text[4]), (conflict.theirs ?? "").hasSame(text[6]) else {
        wrong(
          "changed-meanwhile", "`\(text[0])` \(text[2]) was changed since this table was written.", row[0],
          reason: "it was decided on other values than those of today", remedy: again)
        continue
      }
      if let before = choices[conflict.key], before != choice {
        wrong(
          "two-choices", "`\(text[0])` \(text[2]) was decided above, as \(before.rawValue).", row[8],
          remedy: "plumbline merge \(shellQuoted(other)) --resolve \(shellQuoted(file))")
      }
      choices[conflict.key] = choice
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return choices
  }
}

extension String {
  fileprivate func hasSame(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension Scene {
  /// What is said of each conflict: in a file, by whoever is asked, or of all the rest at once.
  fileprivate func choices(
    _ conflicts: [MergeConflict], _ arguments: CommandLineKit.Arguments
  ) throws -> [String: MergeConflict.Choice] {
    var choices: [String: MergeConflict.Choice] = [:]
    if let file = arguments.value("resolve") {
      choices = try ConflictFile.read(
        environment.read(file), file: file, of: conflicts, with: arguments.positional("other"))
    }
    if arguments.flag("review") {
      try review(conflicts.filter { choices[$0.key] == nil }, &choices, arguments)
    }
    if let rest = arguments.value("rest").flatMap(MergeConflict.Choice.init(rawValue:)) {
      for conflict in conflicts where choices[conflict.key] == nil { choices[conflict.key] = rest }
    }
    return choices
  }

  private func review(
    _ conflicts: [MergeConflict], _ choices: inout [String: MergeConflict.Choice],
    _ arguments: CommandLineKit.Arguments
  ) throws {
    guard !conflicts.isEmpty else { return }
    guard let reader = try lines(arguments) else {
      throw Diagnostic(
        "nobody-to-ask",
        conflicts.count == 1
          ? "There is a conflict, and nobody to ask."
          : "There are \(conflicts.count) conflicts, and nobody to ask.",
        remedies: ["plumbline merge … --conflicts FILE", "plumbline merge … --answers FILE --review"],
        exit: .unanswered)
    }
    let err = environment.streams.err
    for (index, conflict) in conflicts.enumerated() {
      err.write("\n\(index + 1) of \(conflicts.count): \(conflict.told)\n")
      var isAnswered = false
      while !isAnswered {
        let event = try reader.line(prompt: "\(conflict.words) (nothing: later)? ", initial: "") { typed in
          let fitting = conflict.possible.map(\.rawValue).filter { $0.hasPrefix(typed.lowercased()) }
          return Completion(replacing: 0, candidates: fitting.map { Candidate($0) })
        }
        let line: String
        switch event {
        case .line(let typed): line = typed
        case .givenUp: continue
        case .ended: return
        case .cancelled:
          throw Diagnostic("interrupted", "Interrupted; nothing was merged.", exit: .interrupted)
        }
        let word = line.trimmed.lowercased()
        let found = conflict.possible.first { !word.isEmpty && $0.rawValue.hasPrefix(word) }
        if let found { choices[conflict.key] = found }
        isAnswered = found != nil || word.isEmpty
      }
    }
  }

  fileprivate func tell(_ plan: MergePlan, _ arguments: CommandLineKit.Arguments) {
    if arguments.flag("json") { return print(json: plan.json) }
    if plan.isNothing { return print("Nothing to merge: everything there is here.") }
    let counts = "\(plan.counts.added) added, \(plan.counts.changed) changed, \(plan.counts.removed) removed"
    if plan.conflicts.isEmpty {
      print("\(counts)\(arguments.flag("dry-run") ? " (nothing was changed)" : "")")
    }
    for (conflict, choice) in plan.decided { print("  \(conflict.named): \(choice.rawValue)") }
    for note in plan.notes { print("  \(Visible.line(note))") }
    guard !plan.conflicts.isEmpty else { return }
    for conflict in plan.conflicts { print("\n\(conflict.told)") }
    say(
      "\n\(counted(plan.conflicts.count, "conflict")); nothing was merged. Decide with --review, or with --conflicts FILE and --resolve FILE.",
      arguments)
    if !plan.decided.isEmpty, arguments.value("conflicts") == nil {
      say("What was decided is not kept; with --conflicts FILE it would be.", arguments)
    }
  }
}

extension MergeConflict {
  fileprivate var named: String { "\(Visible.line(ref)) \(attribute ?? "as a whole")" }

  /// What may be said of it.
  fileprivate var possible: [Choice] { both == nil ? [.mine, .theirs] : [.mine, .theirs, .both] }

  /// The same in words.
  fileprivate var words: String { both == nil ? "mine or theirs" : "mine, theirs or both" }

  fileprivate func choice(_ word: String) -> Choice? { possible.first { $0.rawValue == word } }

  /// Both values, who and when.
  fileprivate var told: String {
    func side(_ name: String, _ value: String?, _ by: JournalEntry?) -> String {
      let shown =
        attribute == nil ? (value == nil ? "removed" : "kept") : value.map(Visible.line) ?? "not known"
      return "\n  \(name) \(shown)" + (by.map { "\n          \($0.told)" } ?? "")
    }
    let was = attribute == nil ? "" : "\n  was:    \(base.map(Visible.line) ?? "not known")"
    let together = both.map { "\n  both:   \(Visible.line($0))" } ?? ""
    return
      "\(kind) \(named)\(was)\(side("mine:  ", mine, mineBy))\(side("theirs:", theirs, theirsBy))\(together)"
  }

  fileprivate var json: Node {
    Node(object: [
      ("ref", Node(ref)), ("kind", Node(kind)), ("attribute", Node(attribute)), ("was", Node(base)),
      ("mine", Node(mine)), ("mine-by", mineBy?.json ?? .null), ("theirs", Node(theirs)),
      ("theirs-by", theirsBy?.json ?? .null), ("both", Node(both)),
    ])
  }
}

extension MergePlan {
  fileprivate var json: Node {
    Node(object: [
      ("merged", Node(conflicts.isEmpty && !isNothing)), ("added", Node(counts.added)),
      ("changed", Node(counts.changed)), ("removed", Node(counts.removed)),
      ("notes", Node(notes.map { Node($0) })), ("conflicts", Node(conflicts.map(\.json))),
    ])
  }
}
