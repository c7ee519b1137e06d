public import Terminal

extension ProcessTrace {
  /// The trace as an indented tree for this many terminal columns; nil does not wrap.
  public func text(width: Int?, style: Style = .plain) -> String {
    var page = TreePage(width: width, style: style)
    page.line("", "", "\(ref) \(name)", .bold)
    for words in headings { page.line("", "  ", words) }
    for thing in open[ref] ?? [] { page.line("", "  ", thing.words, .yellow) }
    if steps.isEmpty { page.line("", "  ", "No step has been traced.", .yellow) }
    for (index, step) in steps.enumerated() {
      let isLast = index == steps.count - 1
      let bar = isLast ? "   " : "│  "
      page.line("│", "│", "")
      page.line(isLast ? "└─ " : "├─ ", bar, "\(step.place) \(step.action)", .bold)
      let inner = bar + (step.effects.isEmpty ? "   " : "│  ")
      for words in step.lines() { page.line(inner, inner + "  ", words) }
      for thing in open[step.ref] ?? [] { page.line(inner, inner + "  ", thing.words, .yellow) }
      for (index, effect) in step.effects.enumerated() {
        let isLast = index == step.effects.count - 1
        let below = bar + (isLast ? "     " : "│    ")
        page.line(bar + (isLast ? "└─ " : "├─ "), below, headline(effect), effect.decision.look)
        for words in effect.lines() { page.line(below, below + "  ", words) }
        for thing in open[effect.ref] ?? [] { page.line(below, below + "  ", thing.words, .yellow) }
      }
    }
    return page.text
  }

  /// The trace with one fact a line and nothing drawn.
  public func plainText(style: Style = .plain) -> String {
    var page = TreePage(width: nil, style: style)
    func tell(_ ref: String, _ parts: [String]) {
      page.line("", "", (["\(ref)"] + parts).joined(separator: "; "))
      for thing in open[ref] ?? [] { page.line("", "", "\(ref); \(thing.words)") }
    }
    tell(ref, ["process: \(name)"] + headings)
    for step in steps {
      tell(step.ref, ["step \(step.place) \(step.action)"] + step.lines(withRef: false))
      for effect in step.effects {
        tell(effect.ref, ["effect of \(step.ref), \(headline(effect))"] + effect.lines(withRef: false))
      }
    }
    return page.text
  }

  private var headings: [String] {
    [
      trigger.map { "starts when: \($0)" }, outcome.map { "ends when: \($0)" },
      [perMonth.map { "\($0) a month" }, owner.map { "owner \($0)" }].compactMap { $0 }.joined(
        separator: " · "),
    ].compactMap { $0 }.filter { !$0.isEmpty }
  }

  /// The symbol and the word of the decision, what happens, and whom to ask where it is not decided.
  private func headline(_ effect: Effect) -> String {
    let decision = "\(effect.decision.symbol) \(effect.decision.rawValue)"
    guard effect.decision == .undecided else { return "\(decision): \(effect.what)" }
    return "\(decision), ask \(decider(of: effect) ?? "whoever knows"): \(effect.what)"
  }
}

extension ProcessTrace.Step {
  /// Its place and a full stop; a dash where it has none.
  var place: String { "\(order.map(String.init) ?? "–")." }

  /// What is known of it, a line each.
  func lines(withRef: Bool = true) -> [String] {
    let left =
      entity.map { entity in resultingState.map { "\(entity) → \($0)" } ?? entity }
      ?? resultingState.map { "→ \($0)" }
    let facts = [withRef ? ref : nil, system.map { "in \($0)" }, actor.map { "by \($0)" }, left].compactMap {
      $0
    }
    return [condition.map { "only if: \($0)" }, facts.joined(separator: " · ")].compactMap { $0 }.filter {
      !$0.isEmpty
    }
  }
}

extension ProcessTrace.Effect {
  /// What is known of it, a line each.
  func lines(withRef: Bool = true) -> [String] {
    let facts = [withRef ? ref : nil, sort, system.map { "in \($0)" }].compactMap { $0 }
    var lines = [condition.map { "only if: \($0)" }, facts.joined(separator: " · ")].compactMap { $0 }
    lines.removeAll(where: \.isEmpty)
    if let mechanism { lines.append("both sides stay right by: \(mechanism)") }
    if let firesTwiceRule { lines.append("not twice, since: \(firesTwiceRule)") }
    if decision != .undecided, let owner {
      lines.append("decided by \(owner)\(reason.map { ": \($0)" } ?? "")")
    } else if let reason {
      lines.append("because: \(reason)")
    }
    return lines
  }
}

extension ProcessTrace.OpenThing {
  /// What is open and whom to ask, on one line.
  var words: String {
    let whom = ask.map { " · ask \($0)" } ?? ""
    return "! open, \(name): \(text)\(whom)\(due.map { " by \($0)" } ?? "")"
  }
}

extension ProcessTrace.Decision {
  fileprivate var look: Style.Look {
    switch self {
    case .invoke: .green
    case .suppress: .red
    case .override: .magenta
    case .manual: .blue
    case .undecided: .yellow
    }
  }
}

/// Lines with something drawn before them, wrapped to the width and made harmless.
private struct TreePage {
  let width: Int?
  let style: Style
  var text = ""

  /// A line after `first`; what does not fit goes on after `rest`.
  mutating func line(_ first: String, _ rest: String, _ words: String, _ looks: Style.Look...) {
    let harmless = Visible.line(words)
    let room = width.map { max(16, $0 - DisplayWidth.of(rest)) }
    let parts = room.map { Fitting.wrap(harmless, to: $0) } ?? [harmless]
    for (index, part) in parts.enumerated() {
      text += (index == 0 ? first : rest) + style.paint(part, looks) + "\n"
    }
  }
}
