import Catalogue
import CommandLineKit
import Diagnostics
import Estimation
import Files
import Formats
import Gaps
import Method
import Terminal
import Workbook

/// Another scope than the one captured: clauses that are rehearsed on a copy, and facts that are not priced.
struct ScopeChange {
  /// What a person calls it.
  var name: String
  /// Clauses as typed: `drop flow payments`, `set xero --interface file`.
  var clauses: [String] = []
  /// References that are left out of the pricing, nothing else changed.
  var without: [String] = []
  /// Where it was said, for what is wrong with it.
  var place: Place?

  /// The words that a clause may begin with beside `drop`: the commands that capture.
  static let verbs = ["add", "set", "remove", "link", "map", "crosswalk", "decide", "waive", "park"]

  /// The changes of a command line: one for all `--what-if`, one for all `--without`, and those of the files.
  static func asked(_ arguments: Arguments, _ scene: Scene) throws -> [ScopeChange] {
    var changes: [ScopeChange] = []
    let clauses = arguments.values("what-if").map(\.trimmed)
    let without = arguments.values("without").flatMap { $0.split(separator: ",").map { String($0).trimmed } }
      .filter { !$0.isEmpty }
    if clauses.contains("") || (without.isEmpty && !arguments.values("without").isEmpty) {
      throw Diagnostic(
        "bad-value",
        "A scope that differs in nothing was asked for: `--\(clauses.contains("") ? "what-if" : "without")` is empty.",
        remedies: ["plumbline estimate --what-if 'drop flow REF'", "plumbline estimate --without REF"],
        exit: .usage)
    }
    if !clauses.isEmpty || !without.isEmpty {
      let words = clauses + (without.isEmpty ? [] : ["without \(without.joined(separator: ", "))"])
      changes.append(
        ScopeChange(name: words.joined(separator: "; "), clauses: clauses, without: without))
    }
    for file in arguments.values("scope") {
      let text = try Files.read(scene.environment.path(file))
      changes += try read(YAML.parse(text, file: file), file: file)
    }
    return changes
  }

  /// The scopes of a file: `scopes:`, a list of `name`, `what-if` (clauses) and `without` (references).
  private static func read(_ node: Node, file: String) throws -> [ScopeChange] {
    var checker = NodeChecker(file: file)
    checker.mapping(node, "the file", allowed: ["scopes"])
    var names: Set<String> = []
    let scopes = checker.sequence("scopes", of: node, "the file")
    if let list = node["scopes"], list.sequence?.isEmpty == true {
      checker.report("no-scopes", "The file has no scopes to compare.", at: list.position)
    }
    let changes = scopes.map { scope -> ScopeChange in
      checker.mapping(scope, "a scope", allowed: ["name", "what-if", "without"])
      let name = checker.text("name", of: scope, "a scope")
      func words(_ key: String) -> [String] {
        guard let value = scope[key], !value.isNull else { return [] }
        if let word = value.string { return [word] }
        return checker.sequence(key, of: scope, "scope `\(name)`").compactMap { word in
          if word.string == nil {
            checker.report("wrong-type", "`\(key)` holds \(word.kind), not a text.", at: word.position)
          }
          return word.string
        }
      }
      if !name.isEmpty, !names.insert(name).inserted {
        checker.report("duplicate-name", "Two scopes are called `\(name)`.", at: scope.position)
      }
      let (clauses, without) = (words("what-if"), words("without"))
      if clauses.isEmpty, without.isEmpty, scope.mapping != nil, scope["what-if"] == nil,
        scope["without"] == nil
      {
        checker.report(
          "nothing-changed", "Scope `\(name)` says neither `what-if` nor `without`.", at: scope.position)
      }
      return ScopeChange(
        name: name, clauses: clauses, without: without, place: checker.place(scope.position))
    }
    try checker.finish()
    return changes
  }
}

extension ScopeChange {
  /// What is wrong with a clause, told with the scope it stands in, and with what the clauses before it dropped.
  func located(_ error: Diagnostic, clause: Int?, dropped: [String]) -> Diagnostic {
    var error = error
    if place != nil { error.notes.append("in the scope `\(name)`") }
    error.place = error.place ?? place
    // A rehearsal asks for another scope; to capture what was mistyped would be no remedy.
    error.remedies.removeAll { $0.hasPrefix("plumbline add ") }
    if let clause {
      error.notes.append("the clause is `\(clauses[clause])`")
      if clause > 0 {
        error.notes.append("it comes after \(clauses[..<clause].map { "`\($0)`" }.joined(separator: ", "))")
      }
    }
    if !dropped.isEmpty {
      error.notes.append("the clauses before dropped \(dropped.count) facts: \(Self.told(dropped))")
    }
    return error
  }

  /// References in the order in which people count, the first of many.
  static func told(_ refs: [String]) -> String {
    let sorted = refs.sorted { key($0) < key($1) }
    return sorted.prefix(12).joined(separator: ", ") + (refs.count > 12 ? " and \(refs.count - 12) more" : "")
  }

  private static func key(_ ref: String) -> (String, Int, String) {
    let letters = ref.prefix { $0.isLetter || $0 == "-" }
    return (String(letters), Int(ref.dropFirst(letters.count)) ?? 0, ref)
  }
}

/// A scope that was played through, to be laid beside others.
struct ComparedScope {
  let change: ScopeChange
  let pricing: Pricing
  let estimate: Estimate
  /// What went with what was dropped.
  let dropped: [String]
}

extension Scene {
  /// Plays another scope through, on a copy of the workbook in memory.
  func rehearse(
    _ change: ScopeChange, _ arguments: Arguments, card: String, _ play: Play
  ) throws -> ComparedScope {
    let copy = try workbook(arguments).rehearsal()
    let stage = Scene(rehearsing(), workbook: copy)
    var dropped: [String] = []
    for (index, clause) in change.clauses.enumerated() {
      do {
        dropped += try stage.run(clause, arguments, change.place)
      } catch let error as Diagnostic {
        throw change.located(error, clause: index, dropped: dropped)
      }
    }
    // The talk of the simulation is this scene's again: a line on the terminal that tells how far it is.
    let show = Scene(environment, workbook: copy)
    let reader = try copy.reader()
    guard !change.without.isEmpty else {
      let appraisal = try show.appraise(arguments, reader, card: card, play)
      return ComparedScope(
        change: change, pricing: appraisal.pricing, estimate: appraisal.estimate, dropped: dropped)
    }
    let findings = try show.findingsBeforeEstimate(arguments, reader)
    let refs = try change.without.map { ref in
      do {
        return try copy.fact(ref).ref
      } catch let error as Diagnostic {
        throw change.located(error, clause: nil, dropped: dropped)
      }
    }
    let pricing = try show.pricing(arguments, reader, findings, card: card).without(refs)
    return ComparedScope(
      change: change, pricing: pricing, estimate: try show.simulate(pricing, play, arguments), dropped: dropped)
  }

  /// This world with nobody to hear: what commands say while they are rehearsed is of no use.
  private func rehearsing() -> Environment {
    var environment = environment
    environment.streams = Streams(out: MemoryOutput().output, err: MemoryOutput().output)
    return environment
  }

  /// Runs one clause; tells what was dropped.
  private func run(_ clause: String, _ arguments: Arguments, _ place: Place?) throws -> [String] {
    let words = try ShellWords.split(clause).map(\.text)
    guard let verb = words.first else { return [] }
    if verb == "drop" { return try drop(Array(words.dropFirst()), clause, arguments, place) }
    guard ScopeChange.verbs.contains(verb) else {
      throw Diagnostic(
        "unknown-clause", "A what-if cannot begin with `\(verb)`.", at: place,
        notes: (nearest(to: verb, in: ["drop"] + ScopeChange.verbs).map { ["did you mean `\($0)`?"] } ?? [])
          + [
            "it begins with drop, or with a command that captures: \(ScopeChange.verbs.joined(separator: ", "))"
          ],
        remedies: ["plumbline estimate --what-if 'drop flow REF'"], exit: .usage)
    }
    line = words
    guard case .run(let command, let parsed) = try Plumbline.program.parse(words) else {
      throw Diagnostic("unknown-clause", "`\(clause)` is not a clause.", at: place, exit: .usage)
    }
    _ = try command.run(parsed, self)
    return []
  }

  /// `drop flow payments`: the fact and all that belongs to nothing else goes. The word of the kind may be left out.
  private func drop(
    _ words: [String], _ clause: String, _ arguments: Arguments, _ place: Place?
  ) throws -> [String] {
    let kind = words.count == 2 ? Catalogue.kinds.first { $0.name == words[0] } : nil
    guard words.count == 1 || kind != nil else {
      throw Diagnostic(
        "unknown-clause", "`\(clause)` does not say what to drop.", at: place,
        remedies: ["plumbline estimate --what-if 'drop flow REF'"], exit: .usage)
    }
    let belonging = try Belongings(workbook(arguments).reader()).belonging()
    return try capture(arguments) { capture in
      let fact = try capture.fact(words.last ?? "", kinds: kind.map { [$0.name] } ?? [])
      let others = try belonging.wholly(of: fact.ref).sorted().map { try capture.fact($0) }
      return try capture.drop([fact] + others).map(\.ref)
    }
  }

  /// What is missing, but for gaps about the estimate and those that are named.
  func findingsBeforeEstimate(
    _ arguments: Arguments, _ reader: Reader, without names: Swift.Set<String> = []
  ) throws -> [Finding] {
    let set = try GapSet(method(arguments))
    try provideApprovals(for: set, of: workbook(arguments), to: reader)
    let wanted = set.gaps.filter { !$0.needsEstimate && !names.contains($0.name) }.map(\.name)
    return try set.findings(reader, today: today, only: wanted) { _ in }
  }
}

/// Scopes side by side.
struct ScopeComparison {
  let scopes: [ComparedScope]

  /// A row a measure, a column a scope; the first is the one captured.
  var sheet: Sheet {
    var table = Sheet.Section(
      id: "scopes", title: "Scopes side by side",
      columns: [.words("Measure")] + scopes.map { .number($0.change.name, "") })
    func row(_ title: String, _ cell: (ComparedScope) -> Sheet.Cell) {
      table.rows.append([.words(title)] + scopes.map(cell))
    }
    let first = scopes[0]
    row("Items") { .whole(Double($0.pricing.scope.items.count)) }
    row("Open blockers and major gaps") { .whole(Double($0.pricing.scope.gaps.count)) }
    row("Readiness") { .words($0.pricing.scope.readiness?.rawValue ?? "–") }
    for (index, name) in ["P10", "P50", "P80", "P90"].enumerated() {
      row("\(name) (h)") { .whole($0.estimate.percentiles[index].hours) }
    }
    row("P80 against the first (h)") { .whole($0.estimate.p80.whole - first.estimate.p80.whole) }
    if first.estimate.hourlyRate != nil {
      row("Cost at P80 (\(first.pricing.currency ?? "money"))") {
        .whole($0.estimate.cost($0.estimate.p80.whole))
      }
    }
    for part in first.estimate.groups {
      row("\(part.title), mean of the work itself (h)") { scope in
        scope.estimate.groups.firstIndex { $0.id == part.id }.map {
          .whole(Double(scope.estimate.told.groups[$0]))
        } ?? .none
      }
    }
    row("Duration at P80 (weeks)") { .whole($0.estimate.duration?.weeks.percentile(0.8)) }
    if scopes.contains(where: { $0.pricing.deadline != nil && $0.estimate.duration != nil }) {
      row("Deadline kept in (% of runs)") { scope in
        guard let duration = scope.estimate.duration, let weeks = scope.pricing.weeksToDeadline else {
          return .none
        }
        return .percent(duration.probability(within: weeks))
      }
    }
    row("Year two (h)") { .whole($0.estimate.runCost.hours) }
    for scope in scopes where !scope.dropped.isEmpty {
      let count = scope.dropped.count
      table.notes.append(
        "\(scope.change.name): \(count) fact\(count == 1 ? "" : "s") went: \(ScopeChange.told(scope.dropped)).")
    }
    for scope in scopes.dropFirst() where scope.pricing.scope.readiness != first.pricing.scope.readiness {
      let words = [first, scope].map { $0.pricing.scope.readiness?.rawValue ?? "nothing" }
      table.notes.append(
        "\(scope.change.name): discovery is taken as \(words[1]), not \(words[0]), so that how much may still turn up "
          + "differs as well, and with it every percentile.")
    }
    table.notes.append(
      "The same random numbers are drawn for what the scopes have in common, so what differs is the scope.")
    return Sheet(sections: [table])
  }

  /// For a program: an estimate a scope, under its name.
  var json: Node {
    Node(
      scopes.map { scope in
        Node(object: [
          ("scope", Node(scope.change.name)), ("what-if", Node(scope.change.clauses.map { Node($0) })),
          ("without", Node(scope.change.without.map { Node($0) })),
          ("dropped", Node(scope.dropped.map { Node($0) })), ("estimate", scope.estimate.json(scope.pricing)),
        ])
      })
  }
}
