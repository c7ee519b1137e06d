import CommandLineKit
import Diagnostics
import Files
import Formats
import Terminal
import Workbook
import Workshops

extension Plumbline {
  private static let transcript = Option.value(
    "transcript", "FILE", "Adds what is shown and typed, as it goes.", values: .file)

  static let workshopStart = Command<Scene>(
    "start", "Begins a sitting",
    discussion: """
      Says what it is for and who must be in the room, records the sitting, and asks. At every question these \
      keys work: Enter accepts what is shown, `<` goes back, `?` tells why, `-` leaves it open, `!` parks it, `u` \
      takes back, `@person` says on whose word, `=` notes a decision, `.` goes to the next section, `q` leaves. \
      With --answers the answers come from a file, a line each, for a rehearsal.
      """,
    examples: [
      Example(
        "plumbline workshop start kick-off --facilitator ruth --scribe ben --attendee tom", "a first sitting"),
      Example("plumbline workshop start semantic-inventory --about invoice", "one entity"),
    ],
    positionals: [Positional("script", "The script.", values: .dynamic("script"))],
    options: [
      .value("about", "REF", "What it works on.", values: .dynamic("reference:")),
      .value("facilitator", "PERSON", "Who leads.", values: .dynamic("reference:person")),
      .value("scribe", "PERSON", "Who types.", values: .dynamic("reference:person")),
      .list("attendee", "PERSON", "Who else is here.", values: .dynamic("reference:person")),
      .value("title", "TEXT", "What it is called; the script's title if not said."),
      .value("date", "YYYY-MM-DD", "The day; today if not said."), transcript,
    ]
  ) { arguments, scene in
    let script = try scene.script(arguments.positional("script"), arguments)
    let workbook = try scene.workbook(arguments)
    let prompter = try scene.someone(arguments, beginning(script, arguments), toChoose: script.about)
    if let open = try Sitting.all(workbook, workbook.reader()).last(where: {
      $0.isOpen && $0.script == script.name
    }) {
      prompter.say(
        .note(
          "\(open.fact.ref) follows the same script and is still open: plumbline workshop resume \(open.fact.ref)"
        ))
    }
    var plan = Sitting.Plan()
    plan.about = try scene.about(script, arguments, prompter)
    plan.title = arguments.value("title")
    plan.date = arguments.value("date")
    plan.facilitator = try arguments.value("facilitator").map { try scene.person($0, arguments, prompter) }
    plan.scribe = try arguments.value("scribe").map { try scene.person($0, arguments, prompter) }
    plan.attendees = try arguments.values("attendee").map { try scene.person($0, arguments, prompter) }
    let sitting = try Sitting.begin(
      script, plan, workbook, by: scene.attribution(arguments), summary: beginning(script, arguments))
    scene.introduce(script, sitting, prompter)
    return try scene.hold(script, sitting, prompter, arguments)
  }

  /// The command that began a sitting, without what is about this run of it.
  private static func beginning(_ script: Script, _ arguments: Arguments) -> String {
    let kept = ["about", "facilitator", "scribe", "attendee", "title", "date"]
    let given = arguments.given.filter { kept.contains($0.option.name) }
    return (["workshop", "start", script.name] + given.flatMap { ["--\($0.option.name)", $0.value] })
      .map(shellQuoted).joined(separator: " ")
  }

  static let workshopResume = Command<Scene>(
    "resume", "Goes on with a sitting, at the very question it was left at",
    examples: [Example("plumbline workshop resume W-2", "on another day, or another machine")],
    positionals: [
      Positional(
        "ref", "The sitting; the newest that is open if not said.", arity: .optional,
        values: .dynamic("reference:workshop"))
    ], options: [transcript]
  ) { arguments, scene in
    let sitting = try scene.sitting(arguments)
    guard sitting.ended == nil else {
      throw Diagnostic(
        "sitting-ended", "\(sitting.fact.ref) ended at \(sitting.ended ?? "").",
        remedies: [
          "plumbline workshop start \(sitting.script)", "plumbline set \(sitting.fact.ref) --clear ended",
        ], exit: .usage)
    }
    let script = try scene.script(sitting.script, arguments)
    let prompter = try scene.someone(arguments, "workshop resume \(sitting.fact.ref)")
    let standing = try sitting.standing(scene.workbook(arguments))
    let section = try scene.place(of: sitting, arguments)?.section
    prompter.say(
      .note(
        "\(sitting.title) (\(sitting.fact.ref)) goes on\(section.map { " in “\($0)”" } ?? ""): \(standing.words)."
      ))
    return try scene.hold(script, sitting, prompter, arguments)
  }

  static let workshopEnd = Command<Scene>(
    "end", "Ends a sitting, and tells what is still open of what it was for",
    examples: [Example("plumbline workshop end", "the newest that is open")],
    positionals: [
      Positional(
        "ref", "The sitting; the newest that is open if not said.", arity: .optional,
        values: .dynamic("reference:workshop"))
    ]
  ) { arguments, scene in
    let sitting = try scene.sitting(arguments)
    let workbook = try scene.workbook(arguments)
    let script = try scene.script(sitting.script, arguments)
    if sitting.ended == nil {
      try sitting.end(workbook, by: scene.attribution(arguments), summary: scene.summary)
    }
    let silent = Dialogue(
      LinesReader("", showing: MemoryOutput().output), on: scene.out,
      style: scene.environment.streams.outStyle, isPlain: arguments.flag("plain"))
    let interview = try Interview(script, sitting, scene.world(silent, arguments))
    let tests = try interview.tests(script.exit)
    if arguments.flag("json") {
      scene.print(json: Node(tests.map(\.json)))
    } else {
      let standing = try sitting.standing(workbook)
      let counts = standing.isEmpty ? "" : ": \(standing.words)"
      let ended = sitting.ended.map { "ended before, at \($0)" } ?? "has ended"
      scene.print(scene.indented("\(sitting.title) (\(sitting.fact.ref)) \(ended)\(counts).", by: 0))
      silent.say(.tests(title: script.title, tests))
    }
    return .done
  }

  static let workshopStatus = Command<Scene>(
    "status", "Lists the sittings and how far each has come",
    examples: [Example("plumbline workshop status", "which are open, and where they stand")]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let sittings = try Sitting.all(workbook, workbook.reader())
    if arguments.flag("json") {
      scene.print(json: Node(try sittings.map { $0.json(try $0.standing(workbook)) }))
      return .done
    }
    var table = Table(["Sitting", "Script", "Date", "What", "State"].map { Table.Column($0) })
    for sitting in sittings {
      let standing = try sitting.standing(workbook)
      let section = sitting.isOpen ? try scene.place(of: sitting, arguments)?.section : nil
      let state = sitting.ended.map { "ended \($0)" } ?? section.map { "open, in “\($0)”" } ?? "open"
      table.add(
        [
          sitting.fact.ref, sitting.script, sitting.date ?? "", sitting.title,
          standing.isEmpty ? state : "\(state): \(standing.words)",
        ].map { Table.Cell($0) })
    }
    scene.print(table, arguments)
    return .done
  }
}

extension Scene {
  /// Where a sitting goes on; nil when everything was asked, or its script is gone or wrong, which is told
  /// where it is to be followed.
  fileprivate func place(of sitting: Sitting, _ arguments: Arguments) throws -> Interview.Standpoint? {
    guard let script = try? script(sitting.script, arguments) else { return nil }
    let nobody = Dialogue(
      LinesReader("", showing: MemoryOutput().output), on: MemoryOutput().output, style: .plain, isPlain: true)
    return try Interview(script, sitting, world(nobody, arguments, sitting: sitting.fact)).place()
  }

  /// Whoever answers; refused when there is nobody, with what else must be said when the script works on one
  /// fact of a kind.
  fileprivate func someone(
    _ arguments: Arguments, _ command: String, toChoose kind: String? = nil
  ) throws -> Dialogue {
    if let prompter = try prompter(arguments) {
      if let file = arguments.value("transcript").map(environment.path) {
        // As it goes, so that a talk that breaks off has one too; another life adds to it.
        try Files.append([], to: file)
        prompter.transcribe = { try Files.append(Array($0.utf8), to: file) }
      }
      return prompter
    }
    let wanted = arguments.value("about") == nil ? kind : nil
    let refs = try wanted.map { try workbook(arguments).references(kinds: [$0], atMost: 10) } ?? []
    throw Diagnostic(
      "nobody-to-ask", "A workshop asks, and there is nobody to ask: no terminal, and no --answers.",
      notes: wanted.map { kind in
        ["it works on one \(kind), which --about names"]
          + (refs.isEmpty
            ? ["there is none yet"] : ["there is \(refs.map(Visible.line).joined(separator: ", "))"])
      } ?? [],
      remedies: (refs.isEmpty
        ? wanted.map { [$0 == "baseline" ? "plumbline baseline create NAME" : "plumbline add \($0) NAME"] }
          ?? [] : []) + [
          "plumbline \(command)\(wanted == nil ? "" : " --about \(refs.first.map(shellQuoted) ?? "REF")") --answers FILE"
        ], exit: .unanswered)
  }

  /// What a sitting works on, if its script is about one fact.
  fileprivate func about(
    _ script: Script, _ arguments: Arguments, _ prompter: Dialogue
  ) throws -> Fact? {
    guard let kind = script.about else {
      guard let given = arguments.value("about") else { return nil }
      throw Diagnostic(
        "about-nothing", "\(script.title) works on the whole scope, not on `\(given)` alone.", exit: .usage)
    }
    if let typed = arguments.value("about") { return try workbook(arguments).fact(typed, kinds: [kind]) }
    let empty = try Interview(Script.empty, nil, world(prompter, arguments))
    guard let fact = try empty.chooseFact(kind, ask: "\(script.title) works on one \(kind). Which?") else {
      throw Diagnostic(
        "unanswered", "Which \(kind) it works on is not said.",
        remedies: ["plumbline workshop start \(script.name) --about \(kind.uppercased())"], exit: .unanswered)
    }
    return fact
  }

  /// Who is meant, as the talk itself would take it; what nobody settles is refused as it was typed.
  fileprivate func person(_ typed: String, _ arguments: Arguments, _ prompter: Dialogue) throws -> String {
    let aside = try Interview(Script.empty, nil, world(prompter, arguments))
    return try aside.resolve(typed, kinds: ["person"]) ?? workbook(arguments).fact(typed, kinds: ["person"]).ref
  }

  /// The sitting that is meant: the one named, or the newest that is open.
  fileprivate func sitting(_ arguments: Arguments) throws -> Sitting {
    let workbook = try workbook(arguments)
    let reader = try workbook.reader()
    if let typed = arguments.optionalPositional("ref") {
      let fact = try workbook.fact(typed, kinds: ["workshop"])
      if let sitting = try Sitting(fact.id, workbook, reader) { return sitting }
      throw Diagnostic("no-script", "\(fact.ref) follows no script.", exit: .usage)
    }
    if let open = try Sitting.all(workbook, reader).last(where: \.isOpen) { return open }
    throw Diagnostic(
      "no-open-sitting", "No sitting is open.",
      remedies: ["plumbline workshop list", "plumbline workshop start SCRIPT"], exit: .usage)
  }

  fileprivate func introduce(_ script: Script, _ sitting: Sitting, _ prompter: Dialogue) {
    prompter.say(
      .heading(
        "\(sitting.title) (\(sitting.fact.ref))", purpose: script.purpose.trimmedEnd,
        notes: ["\(script.minutes) minutes"]))
    prompter.say(
      .text("In the room must be: \(script.roles.map { "\($0.name) (\($0.why))" }.joined(separator: "; "))."))
  }

  /// Leads a sitting until everything is asked or somebody leaves.
  fileprivate func hold(
    _ script: Script, _ sitting: Sitting, _ prompter: Dialogue, _ arguments: Arguments
  ) throws -> ExitStatus {
    let workbook = try workbook(arguments)
    let interview = try Interview(script, sitting, world(prompter, arguments, sitting: sitting.fact))
    let ref = sitting.fact.ref
    let ending: Interview.Ending
    do { ending = try interview.run() } catch let problems as Problems {
      // A full disk, another program that writes: what was answered before is kept.
      guard var last = problems.all.last else { throw problems }
      last.remedies.append("plumbline workshop resume \(ref)")
      throw Problems(problems.all.dropLast() + [last])
    }
    let standing = try sitting.standing(workbook)
    switch ending {
    case .left:
      prompter.say(
        .note("Left: \(standing.words). Everything is kept; plumbline workshop resume \(ref) goes on."))
    case .finished:
      try sitting.end(workbook, by: attribution(arguments), summary: "workshop end \(ref)")
      prompter.say(.tests(title: script.title, try interview.tests(script.exit)))
      prompter.say(.note("\(sitting.title) has ended: \(standing.words)."))
    }
    if ending == .finished, arguments.value("answers") != nil, let left = try lines(arguments) as? LinesReader,
      left.remaining > 0
    {
      throw Diagnostic(
        "answers-left-over", "\(left.remaining) answers were left over.",
        remedies: ["plumbline workshop status"],
        exit: .usage)
    }
    return .done
  }
}

extension Sitting {
  var isOpen: Bool { ended == nil && started != nil }

  fileprivate func json(_ standing: Standing) -> Node {
    Node(object: [
      ("ref", Node(fact.ref)), ("script", Node(script)), ("title", Node(title)), ("about", Node(about?.ref)),
      ("date", Node(date)), ("started", Node(started)), ("ended", Node(ended)),
      ("people", Node(people.map { Node($0) })), ("section", Node(standing.section)),
      ("answered", Node(standing.answered)), ("skipped", Node(standing.skipped)),
      ("parked", Node(standing.parked)),
      ("minutes", Node(standing.minutes)),
    ])
  }
}

extension Sitting.Standing {
  fileprivate var isEmpty: Bool { answered + skipped + parked == 0 }
  fileprivate var words: String { "\(answered) answered, \(skipped) left open, \(parked) parked" }
}

extension ExitTest {
  fileprivate var json: Node {
    Node(object: [("gap", Node(gap)), ("title", Node(title)), ("open", Node(open.map { Node($0) }))])
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
