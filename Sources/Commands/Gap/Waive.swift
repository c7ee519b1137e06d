import Catalogue
import CommandLineKit
import Diagnostics
import Gaps
import Workbook

extension Plumbline {
  static let waive = Command<Scene>(
    "waive", "Accepts one gap of one fact, with a reason and until a day",
    discussion: """
      A waiver is listed in the pack. When its day is past, the gap is open again. With --detail it accepts one \
      part only, where a gap finds several things about one fact: one class of the exceptions of a flow. A waiver \
      that would accept nothing, because the gap is not open there, is refused with what is; --ahead grants it \
      before there is anything to accept.
      """,
    examples: [
      Example(
        "plumbline waive field-without-meaning stripe.invoice.object --reason \"always invoice\" --by finance-lead",
        "accepted by name"),
      Example(
        "plumbline waive exception-class-unconsidered F-1 --detail maintenance-window --reason \"it has none\"",
        "one class of the checklist"),
    ],
    positionals: [
      Positional("gap", "The gap.", values: .dynamic("gap")),
      Positional("ref", "The fact.", values: .dynamic("reference:")),
    ],
    options: [
      .value("detail", "WORD", "Which part of it only."),
      .value("reason", "TEXT", "Why it is accepted."),
      .value("by", "PERSON", "Who accepts it.", values: .dynamic("reference:person")),
      .value("until", "DAY", "When it comes back, as YYYY-MM-DD."),
      .flag("ahead", "Although there is nothing to accept yet."),
    ]
  ) { arguments, scene in
    let gap = try GapSet(scene.method(arguments)).gap(arguments.positional("gap"))
    guard arguments.value("reason")?.trimmed.isEmpty == false else {
      throw Diagnostic(
        "missing-option", "Why is it accepted? Give --reason.",
        remedies: [
          "plumbline waive \(gap.name) \(shellQuoted(arguments.positional("ref"))) --reason \"…\" --by PERSON"
        ], exit: .unanswered)
    }
    let fact = try scene.workbook(arguments).fact(arguments.positional("ref"))
    if !arguments.flag("ahead") {
      try scene.refuseNothingToWaive(gap, fact, detail: arguments.value("detail"), arguments)
    }
    if let day = arguments.value("until"), day.count == 10, day < "\(scene.today)" {
      throw Diagnostic(
        "past-day", "\(day) is past: a waiver until then accepts nothing.",
        notes: ["`add waiver` records one that was granted at the time"], exit: .usage)
    }
    let kind = Catalogue.waiver
    let waiver = try scene.capture(arguments) { capture in
      var typed = [("gap", [gap.name]), ("about", [arguments.positional("ref")])]
      for (attribute, option) in [
        ("detail", "detail"), ("reason", "reason"), ("granted-by", "by"), ("until", "until"),
      ] {
        if let text = arguments.value(option) { typed.append((attribute, [text])) }
      }
      return try capture.add(kind, try kind.read(typed.map { (name: $0.0, texts: $0.1) }))
    }
    try scene.answer(with: [waiver], arguments)
    return .done
  }
}

extension Scene {
  /// Refuses a waiver of a gap that nobody has heard of: it would accept nothing, and look as if it did.
  func refuseUnknownGap(_ name: String?, _ arguments: Arguments) throws {
    guard let name else { return }
    _ = try GapSet(method(arguments)).gap(name)
  }

  /// Refuses a waiver of what is not open, or is accepted already, with what is open there.
  func refuseNothingToWaive(_ gap: Gap, _ fact: Fact, detail: String?, _ arguments: Arguments) throws {
    if let nothing = try nothingToWaive(gap, fact, detail: detail, arguments) { throw nothing }
  }

  /// What keeps a waiver from accepting anything; nil when it does.
  func nothingToWaive(_ gap: Gap, _ fact: Fact, detail: String?, _ arguments: Arguments) throws -> Diagnostic? {
    let reader = try workbook(arguments).reader()
    let set = try GapSet(method(arguments))
    let here = try findings(of: set, arguments, reader, only: [gap.name]).filter { $0.about == fact.ref }
    let meant = detail.map { word in here.filter { $0.details.contains(word) } } ?? here
    guard meant.isEmpty else {
      let known = meant.compactMap(\.waiver)
      return known.count == meant.count ? waivedAlready(gap, fact, detail, by: known[0]) : nil
    }
    if let detail, !here.isEmpty { return unknownDetail(detail, gap, fact, here.flatMap(\.details)) }
    let all = try findings(of: set, arguments, workbook(arguments).reader()).filter {
      $0.about == fact.ref && $0.waiver == nil
    }
    return notOpen(gap, fact, Self.unique(all.map(\.gap)))
  }

  /// Says when a waiver that was captured as a plain fact accepts nothing: such a capture may tell of an earlier
  /// day, and is not refused.
  func warnOfNothingWaived(_ waiver: Fact, _ arguments: Arguments) throws {
    guard !arguments.flag("quiet") else { return }
    let workbook = try workbook(arguments)
    let record = try workbook.record(waiver)
    guard let name = record.value("gap")?.shown, let about = record.value("about")?.shown,
      let gap = try GapSet(method(arguments)).gaps.first(where: { $0.name == name })
    else { return }
    let reader = try workbook.reader()
    let found = try findings(arguments, reader, only: [gap.name]).filter { $0.about == about }
    let detail = record.value("detail")?.shown
    // A class of the checklist that is waived is not told any more.
    if detail != nil, name == "exception-class-unconsidered" { return }
    guard !found.contains(where: { detail.map($0.details.contains) ?? true }) else { return }
    environment.streams.report(
      Diagnostic(
        "nothing-to-waive",
        "\(waiver.ref) accepts nothing today: `\(name)`\(detail.map { " (\($0))" } ?? "") is not open about `\(about)`.",
        severity: .warning, remedies: ["plumbline explain \(shellQuoted(about))"]))
  }

  private static let ahead = "To grant it before there is anything to accept, add --ahead."

  private func waivedAlready(_ gap: Gap, _ fact: Fact, _ detail: String?, by waiver: String) -> Diagnostic {
    Diagnostic(
      "waived-already",
      "`\(gap.name)` of `\(fact.ref)`\(detail.map { " (\($0))" } ?? "") is accepted already, by \(waiver).",
      remedies: ["plumbline show \(waiver)", "plumbline set \(waiver) --until YYYY-MM-DD"], exit: .usage)
  }

  private func unknownDetail(_ detail: String, _ gap: Gap, _ fact: Fact, _ details: [String]) -> Diagnostic {
    let near = nearest(to: detail, in: details)
    let open =
      details.isEmpty
      ? "it finds one thing, which has no --detail" : "open are: \(details.joined(separator: ", "))"
    return Diagnostic(
      "nothing-to-waive", "`\(gap.name)` finds no `\(detail)` about `\(fact.ref)`.",
      notes: (near.map { ["did you mean `\($0)`?"] } ?? []) + [open, Self.ahead],
      remedies: ["plumbline check \(gap.name) --about \(shellQuoted(fact.ref))"], exit: .usage)
  }

  private func notOpen(_ gap: Gap, _ fact: Fact, _ open: [String]) -> Diagnostic {
    let kinds = gap.about.split(separator: " or ").map(String.init)
    let isOther = !kinds.contains(fact.kind)
    let article = (try? Catalogue.kind(fact.kind))?.withArticle ?? fact.kind
    let there =
      open.isEmpty
      ? "nothing is open about `\(fact.ref)`"
      : "open about `\(fact.ref)`: \(open.prefix(10).joined(separator: ", "))"
        + (open.count > 10 ? " and \(open.count - 10) more" : "")
    return Diagnostic(
      "nothing-to-waive", "`\(gap.name)` is not open about `\(fact.ref)`.",
      reason: isOther ? "it is about \(gap.about), and `\(fact.ref)` is \(article)" : nil,
      notes: (nearest(to: gap.name, in: open).map { ["did you mean `\($0)`?"] } ?? []) + [there]
        + (isOther ? [] : [Self.ahead]),
      remedies: ["plumbline explain \(shellQuoted(fact.ref))"], exit: .usage)
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Swift.Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}

extension Finding {
  /// The parts of it that a waiver may name: its detail, or, of a flow's checklist, the classes that it tells in
  /// one sentence and that are waived one by one.
  fileprivate var details: [String] {
    if let detail { return [detail] }
    guard gap == "exception-class-unconsidered" else { return [] }
    let words = Swift.Set(message.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init))
    return Catalogue.exceptionClasses.filter(words.contains)
  }
}
