import Agreements
import CommandLineKit
import Diagnostics
import Digests
import Documents
import Files
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let diff = Command<Scene>(
    "diff", "Shows what changed between two baselines, or since one",
    discussion: """
      By item, fact and attribute: what it was and what it is, who changed it last, on whose word, when, by which \
      command, and what was decided about it meanwhile. Without a name, what changed since the newest baseline. `now` \
      stands for the facts as they are. A fact that was renamed is changed, not gone and new.
      """,
    examples: [
      Example("plumbline diff", "since the newest baseline"),
      Example("plumbline diff v1 v2 --format md --to changes.md", "between two, as a document"),
      Example("plumbline diff v1 --about F-1 --json", "one flow, for a program"),
    ],
    positionals: [
      Positional(
        "from", "A baseline; the newest if not said.", arity: .optional, values: .dynamic("reference:baseline")),
      Positional(
        "until", "A baseline, or `now`; now if not said.", arity: .optional,
        values: .dynamic("reference:baseline")
      ),
    ],
    options: [
      .value("format", "FORMAT", "text if not said.", values: .choices(["text", "md", "json", "html"])),
      .list("about", "REF", "Only this item or fact.", values: .dynamic("reference:")),
      .value("to", "FILE", "Where to put it; on standard output if not said.", values: .file),
    ]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let span = try Span(arguments.optionalPositional("from"), arguments.optionalPositional("until"), workbook)
    var comparison = try span.comparison(workbook)
    let about = try arguments.values("about").map { try scene.reference($0, in: comparison, workbook) }
    if !about.isEmpty { comparison = comparison.about(about) }
    let format = arguments.flag("json") ? "json" : arguments.value("format") ?? "text"
    switch format {
    case "json": try scene.put(JSON.write(comparison.json(span)) + "\n", arguments)
    case "md", "html":
      let reader = try workbook.reader()
      try comparison.provide(to: reader)
      let page = try scene.handout(
        "changes", as: format == "html" ? .html : .markdown, arguments, reader, openBlockers: 0,
        parameters: ["from": .text(span.from), "to": .text(span.to)])
      try scene.put(page, arguments)
    default: try scene.put(scene.text(of: comparison, span), arguments)
    }
    return .done
  }
}

/// What is compared with what.
struct Span {
  /// The baseline it begins with.
  let first: Baseline
  /// The baseline it ends with; nil for the facts as they are.
  let last: Baseline?

  var from: String { first.fact.ref }
  var to: String { last?.fact.ref ?? "now" }

  /// Reads what a person named. The earlier one is always the first.
  init(_ from: String?, _ to: String?, _ workbook: Workbook) throws {
    guard from != "now" else {
      throw Diagnostic(
        "bad-value", "`now` comes last.", remedies: ["plumbline diff BASELINE now"], exit: .usage)
    }
    let a = try Baseline.named(from, workbook)
    let b = try to.flatMap { $0 == "now" ? nil : try Baseline.named($0, workbook) }
    guard let b, b.entry < a.entry else {
      (first, last) = (a, b)
      return
    }
    throw Diagnostic(
      "wrong-order", "\(b.fact.ref) is older than \(a.fact.ref).",
      remedies: ["plumbline diff \(shellQuoted(b.fact.ref)) \(shellQuoted(a.fact.ref))"], exit: .usage)
  }

  /// From a baseline to a later one, or to the facts as they are.
  init(from first: Baseline, to last: Baseline? = nil) {
    self.first = first
    self.last = last
  }

  /// What changed.
  func comparison(_ workbook: Workbook) throws -> Comparison {
    try Comparison(
      try first.workbook(workbook), try last?.workbook(workbook) ?? workbook, journal: workbook,
      after: first.entry, upTo: last?.entry)
  }
}

extension Scene {
  /// Writes a whole answer to the file of `--to`, or on standard output.
  func put(_ text: String, _ arguments: CommandLineKit.Arguments) throws {
    guard let path = arguments.value("to"), path != "-" else {
      out.write(text)
      return
    }
    try Files.write(Array(text.utf8), to: environment.path(path))
    say("Wrote \(path).", arguments)
  }

  /// What a person means by a reference; it may be that of something that is gone.
  fileprivate func reference(_ typed: String, in comparison: Comparison, _ workbook: Workbook) throws -> String
  {
    if comparison.facts.contains(where: { $0.ref.hasSameBytes(as: typed) || $0.item.hasSameBytes(as: typed) }) {
      return typed
    }
    return try workbook.fact(typed).ref
  }

  /// For a person at a terminal.
  func text(of comparison: Comparison, _ span: Span) -> String {
    guard !comparison.facts.isEmpty else { return "Nothing changed from \(span.from) to \(span.to).\n" }
    let style = environment.streams.outStyle
    let counts = comparison.counts
    var text = "From \(Visible.line(span.from)) to \(Visible.line(span.to)): "
    text += "\(counts.added) added, \(counts.changed) changed, \(counts.removed) removed.\n"
    var item: String?
    for fact in comparison.facts {
      if item != fact.item {
        item = fact.item
        text += "\n\(style.paint(Visible.line(fact.item), .bold))\n"
      }
      let title = fact.title.map { " “\(Visible.line($0))”" } ?? ""
      text += "  \(fact.how.letter) \(fact.kind) \(Visible.line(fact.ref))\(title)\n"
      let source = fact.how == .removed ? fact.changes.prefix(1) : fact.changes[...]
      var told: JournalEntry?
      for change in source {
        if let attribute = change.attribute {
          let before = change.old.map { Visible.line($0.shown) } ?? "not known"
          let after = change.new.map { Visible.line($0.shown) } ?? "not known"
          text += "      \(attribute): " + (fact.how == .added ? after : "\(before) → \(after)") + "\n"
        }
        if let entry = change.entry, entry != told {
          told = entry
          text += "        \(entry.told)\n"
        }
      }
      if !fact.decisions.isEmpty { text += "      decided: \(fact.decisions.joined(separator: ", "))\n" }
    }
    return text
  }
}

extension JournalEntry {
  /// Who, on whose word, when, by which command.
  var told: String {
    let told =
      "\(Visible.line(first.at)) \(Visible.line(first.who))\(first.saidBy.map { ", said by \(Visible.line($0))" } ?? ""): "
      + Visible.line(first.summary)
    return origin == nil ? told : told + " (merged \(Visible.line(at)) by \(Visible.line(who)))"
  }

  /// When and by whom it was merged, of a change that was made in another workbook.
  var merging: (at: String, who: String)? { origin == nil ? nil : (at, who) }
}

extension Comparison {
  /// As `diff --json` tells it.
  func json(_ span: Span) -> Node {
    let counts = counts
    return Node(object: [
      ("from", Node(span.from)), ("to", Node(span.to)), ("added", Node(counts.added)),
      ("changed", Node(counts.changed)), ("removed", Node(counts.removed)),
      ("items", Node(items.map { Node(object: [("ref", Node($0.ref)), ("how", Node($0.how.rawValue))]) })),
      ("facts", Node(facts.map(\.json))),
    ])
  }
}

extension Comparison.FactChange {
  fileprivate var json: Node {
    Node(object: [
      ("ref", Node(ref)), ("kind", Node(kind)), ("item", Node(item)), ("title", Node(title)),
      ("how", Node(how.rawValue)), ("decisions", Node(decisions.map { Node($0) })),
      (
        "changes",
        Node(
          changes.map { change in
            Node(object: [
              ("attribute", Node(change.attribute)), ("old", change.old?.node ?? .null),
              ("new", change.new?.node ?? .null), ("seq", Node(change.entry?.seq)),
              ("at", Node(change.entry?.first.at)), ("who", Node(change.entry?.first.who)),
              ("said-by", Node(change.entry?.first.saidBy)),
              ("workshop", Node(change.entry?.first.workshop)),
              ("why", Node(change.entry?.first.summary)), ("merged-at", Node(change.entry?.merging?.at)),
              ("merged-by", Node(change.entry?.merging?.who)),
            ])
          })
      ),
    ])
  }
}

extension CanonicalValue {
  /// The value as JSON.
  var node: Node {
    switch self {
    case .text(let text): Node(text)
    case .integer(let number): Node(Int(number))
    case .decimal(let number): Node(number)
    case .flag(let flag): Node(flag)
    case .list(let values): Node(values.map(\.node))
    case .object(let members): Node(object: members.map { ($0.name, $0.value.node) })
    }
  }
}
