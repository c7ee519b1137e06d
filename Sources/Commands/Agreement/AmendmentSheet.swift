import Agreements
import Database
import Diagnostics
import Estimation
import Formats
import Terminal
import Workbook

/// Everything there is to say about an amendment.
struct AmendmentSheet {
  let ref: String
  let baseline: String
  let amends: String
  let reason: String
  let requestedBy: String
  let requestedOn: String?
  /// When it was made and by whom; nil for one that is not yet.
  let made: (at: String, who: String)?
  let items: [Supersession.Entry]
  let needs: [Amendment.Need]
  let estimate: EstimateChange?
  let comparison: Comparison
  let span: Span

  /// One that is in the workbook, changes and all.
  init(_ amendment: Amendment, _ workbook: Workbook) throws {
    ref = amendment.fact.ref
    baseline = amendment.baseline.ref
    amends = amendment.amends.ref
    reason = amendment.reason
    requestedBy = amendment.requestedBy
    requestedOn = amendment.requestedOn
    made = (amendment.at, amendment.who)
    items = amendment.items
    needs = amendment.needs
    estimate = amendment.estimate
    span = try Span(amendment.amends.ref, amendment.baseline.ref, workbook)
    comparison = try span.comparison(workbook)
  }

  /// One that is just being made.
  init(
    _ draft: AmendmentDraft, _ fact: Fact, _ baseline: Fact, _ comparison: Comparison, _ span: Span
  ) {
    ref = fact.ref
    self.baseline = baseline.ref
    amends = draft.amends.fact.ref
    reason = draft.reason
    requestedBy = draft.requestedBy.ref
    requestedOn = draft.requestedOn
    made = nil
    items = draft.items
    needs = draft.needs
    estimate = draft.estimate
    self.comparison = comparison
    self.span = span
  }

  /// What it touches, in a few words.
  var counts: String {
    let touched = items.count { $0.how != .downstream }
    let more = items.count { $0.how == .downstream && $0.kind != "document" }
    return "\(touched) item\(touched == 1 ? "" : "s") touched, "
      + (more == 0 ? "nothing more rests on them" : "\(more) more rest\(more == 1 ? "s" : "") on them")
  }

  /// How a vote that it needs is cast.
  func ballot(_ need: Amendment.Need) -> String {
    let role = shellQuoted(need.role)
    let who = need.people.count == 1 ? shellQuoted(need.people[0]) : "PERSON"
    return "  plumbline approve \(ref) --as \(who) --role \(role) --vote approve --meaning \"…\""
  }

  /// What a role has to agree to, in a few words.
  func subject(_ need: Amendment.Need) -> String {
    if let document = need.document { return "the document \(document)" }
    guard let about = need.about else { return "all of it" }
    return about.isEmpty ? "what is gone" : about.joined(separator: ", ")
  }
}

// MARK: The estimate

extension AmendmentSheet {
  /// Both estimates side by side, and the parts that grew, with the facts that they grew by.
  var figures: Sheet {
    guard let estimate else { return Sheet() }
    let (before, after) = (estimate.sides.before, estimate.sides.after)
    var table = Sheet.Section(
      id: "estimate", title: "What it does to the estimate",
      columns: [.words("Measure"), .number("Before", ""), .number("After", ""), .number("Difference", "")])
    func row(_ title: String, _ was: Double?, _ is_: Double?) {
      guard was != nil || is_ != nil else { return }
      var difference = Sheet.Cell.none
      if let was, let is_ { difference = .words((is_.whole - was.whole).signed) }
      table.rows.append([.words(title), .whole(was), .whole(is_), difference])
    }
    row("P50 (h)", before.p50, after.p50)
    row("P80 (h)", before.p80, after.p80)
    row("P50 (days of \(estimate.hoursPerDay.shown) h)", estimate.days(before.p50), estimate.days(after.p50))
    row("P80 (days of \(estimate.hoursPerDay.shown) h)", estimate.days(before.p80), estimate.days(after.p80))
    let money = estimate.currency ?? "money"
    row("Cost at P50 (\(money))", before.cost(before.p50), after.cost(after.p50))
    row("Cost at P80 (\(money))", before.cost(before.p80), after.cost(after.p80))
    row("Duration at P80 (weeks)", before.weeks, after.weeks)
    row("Year two (h)", before.yearTwo, after.yearTwo)
    row("Units priced", Double(before.items), Double(after.items))
    row("Open blockers and major gaps", Double(before.gaps), Double(after.gaps))
    table.notes = [
      "Both by the card \(estimate.card), with the same random numbers (seed \(estimate.seed), "
        + "\(estimate.trials.formattedGrouped) trials). Votes that are missing are not priced."
    ]
    if before.hourlyRate == nil, after.hourlyRate == nil {
      table.notes.append("Money is open: nobody has said what an hour costs (set engagement --hourly-rate).")
    }
    return Sheet(sections: [table] + (estimate.parts.isEmpty ? [] : [growth(estimate)]))
  }

  private func growth(_ estimate: EstimateChange) -> Sheet.Section {
    var section = Sheet.Section(
      id: "growth", title: "What it grew by",
      columns: [
        .words("Part"), .number("Items before", ""), .number("Items after", ""), .number("Mean before", "h"),
        .number("Mean after", "h"), .number("Difference", "h"), .words("Because of"),
      ])
    for part in estimate.parts {
      section.rows.append([
        .words(part.title), .whole(part.items.map { Double($0.before) }),
        .whole(part.items.map { Double($0.after) }), .whole(part.mean.before), .whole(part.mean.after),
        .words((part.mean.after.whole - part.mean.before.whole).signed), .words(Self.causes(part)),
      ])
    }
    let (before, after) = (estimate.sides.before.mean, estimate.sides.after.mean)
    section.rows.append([
      "Mean of the whole", .none, .none, .whole(before), .whole(after),
      .words((after.whole - before.whole).signed), "",
    ])
    return section
  }

  /// The facts that came into a part and went out of it.
  private static func causes(_ part: EstimateChange.Part) -> String {
    func told(_ refs: [String], _ what: String) -> String? {
      guard !refs.isEmpty else { return nil }
      let rest = refs.count > 6 ? " and \(refs.count - 6) more" : ""
      return "\(what) \(refs.prefix(6).joined(separator: ", "))\(rest)"
    }
    return [told(part.came, "came:"), told(part.went, "went:")].compactMap { $0 }.joined(separator: "; ")
  }
}

// MARK: For programs

extension AmendmentSheet {
  /// As `amendment show --json` tells it.
  var json: Node {
    Node(object: [
      ("ref", Node(ref)), ("baseline", Node(baseline)), ("amends", Node(amends)), ("reason", Node(reason)),
      ("requested-by", Node(requestedBy)), ("requested-on", Node(requestedOn)), ("at", Node(made?.at)),
      ("who", Node(made?.who)), ("items", Node(items.map(\.json))),
      ("estimate", estimate.map(Self.json) ?? .null), ("votes", Node(needs.map(Self.json))),
      ("changes", comparison.json(span)),
    ])
  }

  /// As `amendment list --json` tells one.
  static func json(_ amendment: Amendment) -> Node {
    let sides = amendment.estimate?.sides
    return Node(object: [
      ("ref", Node(amendment.fact.ref)), ("baseline", Node(amendment.baseline.ref)),
      ("amends", Node(amendment.amends.ref)), ("reason", Node(amendment.reason)),
      ("requested-by", Node(amendment.requestedBy)), ("requested-on", Node(amendment.requestedOn)),
      ("at", Node(amendment.at)), ("who", Node(amendment.who)), ("touched", Node(amendment.touched.count)),
      ("downstream", Node(amendment.downstream.count { $0.kind != "document" })),
      ("p80-before", Node(sides?.before.p80)), ("p80-after", Node(sides?.after.p80)),
      ("votes", Node(amendment.needs.map(json))),
    ])
  }

  private static func json(_ need: Amendment.Need) -> Node {
    Node(object: [
      ("role", Node(need.role)), ("people", Node(need.people.map { Node($0) })),
      ("about", need.about.map { Node($0.map { Node($0) }) } ?? .null), ("document", Node(need.document)),
      ("needed", Node(need.needed)), ("given", Node(need.given)), ("state", Node(need.state)),
      ("by", Node((need.votes ?? "").split(separator: ",").map { Node(String($0).trimmed) })),
    ])
  }

  private static func json(_ estimate: EstimateChange) -> Node {
    func side(_ side: EstimateChange.Side) -> Node {
      Node(object: [
        ("p50", Node(side.p50)), ("p80", Node(side.p80)), ("mean", Node(side.mean)),
        ("days-p50", Node(estimate.days(side.p50))), ("days-p80", Node(estimate.days(side.p80))),
        ("cost-p50", Node(side.cost(side.p50))), ("cost-p80", Node(side.cost(side.p80))),
        ("weeks-p80", Node(side.weeks)), ("year-two", Node(side.yearTwo)), ("items", Node(side.items)),
        ("gaps", Node(side.gaps)),
      ])
    }
    return Node(object: [
      ("card", Node(estimate.card)), ("seed", Node(estimate.seed)), ("trials", Node(estimate.trials)),
      ("currency", Node(estimate.currency)), ("before", side(estimate.sides.before)),
      ("after", side(estimate.sides.after)),
      (
        "parts",
        Node(
          estimate.parts.map { part in
            Node(object: [
              ("id", Node(part.id)), ("title", Node(part.title)), ("items-before", Node(part.items?.before)),
              ("items-after", Node(part.items?.after)), ("mean-before", Node(part.mean.before)),
              ("mean-after", Node(part.mean.after)), ("came", Node(part.came.map { Node($0) })),
              ("went", Node(part.went.map { Node($0) })),
            ])
          })
      ),
    ])
  }
}
