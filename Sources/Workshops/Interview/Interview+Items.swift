import Catalogue
import Database
import Diagnostics
import Gaps
import Workbook

/// One row of a worklist.
struct Row {
  var key: String
  var about: String
  var finding: Finding?
  var columns: [String: String]
}

/// How the way through a script is gone.
extension Interview {
  func run(_ items: [Item], _ path: [String], _ context: Context) throws {
    var first = 0
    if let key = seek.first {
      // A script that was changed meanwhile may not have the item any more: then its place is begun anew.
      if let index = items.firstIndex(where: { $0.key == key }) { first = index } else { seek = [] }
    }
    for (index, item) in items.enumerated().dropFirst(first) {
      var context = context
      if path.count == 1 { context.progress = (index + 1, items.count) }
      let isSought = !seek.isEmpty
      if isSought { seek.removeFirst() }
      if case .question(let question) = item.body, let of = question.of {
        context.it = try world.workbook.fact(try of.filled { try value($0, context) })
      }
      guard try isSought || holds(item.when, context) else { continue }
      try run(item, path + [item.key], context, isSought: isSought)
    }
  }

  private func run(_ item: Item, _ path: [String], _ context: Context, isSought: Bool) throws {
    switch item.body {
    case .say(let words): world.prompter.say(.text(try words.filled { try value($0, context) }))
    case .show(let title, let query): try show(title, query, context)
    case .question(let question): try run(question, path, context, isSought: isSought)
    case .open(let question): try run(question, path, context, isSought: isSought)
    case .worklist(let worklist): try run(worklist, path, context, isSought: isSought)
    case .pairing(let pairing): try run(pairing, path, context, isSought: isSought)
    case .presence: try tellPresence()
    }
  }

  /// Who of those that the script needs is here, and who is missing.
  func tellPresence() throws {
    guard let sitting, let now = try Sitting(sitting.fact.id, world.workbook, reader) else { return }
    for presence in try script.presence(of: now.people, reader) {
      let role = presence.role.name
      if !presence.here.isEmpty {
        world.prompter.say(.note("\(role): \(presence.here.joined(separator: ", "))"))
      } else {
        let others = presence.elsewhere.joined(separator: ", ")
        let known = others.isEmpty ? "nobody is known to be" : "\(others) would be"
        world.prompter.say(
          .refusal("\(role): missing, and \(known). \(presence.role.why.capitalisedFirst)", notes: []))
      }
    }
  }

  private func show(_ title: Wording, _ query: Script.Query, _ context: Context) throws {
    try world.prepare(reader, query.sql)
    let found = try reader.rows(query.sql, named: parameters, at: query.place)
    world.prompter.say(
      .table(
        title: try title.filled { try value($0, context) }, columns: found.columns,
        rows: found.rows.map { $0.map { $0.displayed ?? "" } }))
  }

  private func run(_ question: Question, _ path: [String], _ context: Context, isSought: Bool) throws {
    var step = trail.step(path)
    let isLive = step.map { $0.outcome == .reopened } ?? true
    if isSought, !seek.isEmpty {
      // The trail ends below this question, under the word that was chosen.
      let word = seek.removeFirst()
      return try branch(word, question, path, context)
    }
    if isLive { step = try ask(question, path, context) }
    if let word = step?.answer { try branch(word, question, path, context) }
  }

  private func branch(_ word: String, _ question: Question, _ path: [String], _ context: Context) throws {
    guard let branch = question.on.first(where: { $0.word == word }) else {
      seek = []
      return
    }
    try run(branch.items, path + [word], context)
  }

  private func run(_ question: OpenQuestion, _ path: [String], _ context: Context, isSought: Bool) throws {
    var number = 1
    if isSought, !seek.isEmpty {
      number = Int(seek.removeFirst().dropFirst()) ?? 1
      if try goOn(question, path, context, number) { return }
      number += 1
    }
    while !question.once || number == 1 {
      if try goOn(question, path, context, number) { return }
      number += 1
    }
  }

  /// One round of an open question; true when there are no more.
  private func goOn(
    _ question: OpenQuestion, _ path: [String], _ context: Context, _ number: Int
  ) throws -> Bool {
    let path = path + ["#\(number)"]
    var step = trail.step(path)
    if seek.isEmpty, step.map({ $0.outcome == .reopened }) ?? true {
      step = try add(question, path, context, number)
    }
    guard let id = step?.fact, let fact = try fact(of: id) else {
      seek = []
      return true
    }
    var inner = context
    inner.it = fact
    inner.finding = nil
    try run(question.items, path, inner)
    return false
  }

  private func run(_ pairing: Pairing, _ path: [String], _ context: Context, isSought: Bool) throws {
    var step = trail.step(path)
    if !(isSought && !seek.isEmpty), step.map({ $0.outcome == .reopened }) ?? true {
      step = try pair(pairing, path, context)
    }
    guard let id = step?.fact, let fact = try fact(of: id) else {
      seek = []
      return
    }
    var inner = context
    inner.it = fact
    inner.finding = nil
    try run(pairing.items, path, inner)
  }

  // MARK: Worklists

  private func run(_ worklist: Worklist, _ path: [String], _ context: Context, isSought: Bool) throws {
    if isSought, !seek.isEmpty {
      let key = seek.removeFirst()
      let step = trail.steps.last
      let about = key.split(separator: " ", maxSplits: 1).last.map(String.init) ?? key
      let row = Row(
        key: key, about: step?.context["about"] ?? about, finding: nil, columns: step?.context ?? [:])
      let done = trail.keys(below: path)
      let waiting = try rows(of: worklist, path).count { !done.contains($0.key) }
      try run(row, worklist, path, context, (done.count, done.count + waiting))
    }
    var known: Set<String> = []
    while true {
      let done = trail.keys(below: path)
      let list = try rows(of: worklist, path)
      let waiting = list.filter { !done.contains($0.key) && !known.contains($0.key) }
      // Answers may have brought new rows: the list is done when looking again finds none.
      if waiting.isEmpty {
        guard lists[path] != nil, !list.isEmpty else { return }
        lists[path] = nil
        let fresh = try rows(of: worklist, path).filter { !done.contains($0.key) && !known.contains($0.key) }
        if fresh.isEmpty { return }
        continue
      }
      for (index, row) in waiting.enumerated() {
        known.insert(row.key)
        guard try isOpen(row, worklist) else { continue }
        try run(row, worklist, path, context, (done.count + index + 1, done.count + waiting.count))
      }
    }
  }

  private func run(
    _ row: Row, _ worklist: Worklist, _ path: [String], _ context: Context,
    _ progress: (number: Int, total: Int)
  ) throws {
    guard let fact = try? world.workbook.fact(row.about) else {
      seek = []
      return
    }
    var inner = context
    inner.it = fact
    inner.finding = row.finding
    inner.columns.merge(row.columns) { $1 }
    inner.columns["about"] = row.about
    inner.progress = progress
    try run(worklist.items.isEmpty ? try ownQuestion(row, worklist) : worklist.items, path + [row.key], inner)
  }

  /// What the gap itself asks about its row.
  private func ownQuestion(_ row: Row, _ worklist: Worklist) throws -> [Item] {
    let name = row.finding?.gap ?? row.columns["gap"] ?? ""
    let gap = try world.gaps.gap(name)
    guard let fills = gap.fills else { return [] }
    var question = Question()
    question.fills = fills
    question.asking.ask = (row.finding?.question ?? row.columns["question"]).map(Wording.init(literal:))
    question.asking.why = Wording(literal: gap.why)
    return [Item(key: fills, when: Condition(), place: Place(file: gap.file.path), body: .question(question))]
  }

  /// The rows of a worklist, looked up once.
  private func rows(of worklist: Worklist, _ path: [String]) throws -> [Row] {
    if let known = lists[path] { return known }
    let rows: [Row]
    switch worklist.source {
    case .gaps(let names): rows = try gapRows(names)
    case .query(let query, _): rows = try queryRows(query)
    }
    lists[path] = rows
    return rows
  }

  /// The rows of several gaps, those about one fact together.
  private func gapRows(_ names: [String]) throws -> [Row] {
    var rows: [Row] = []
    for name in names {
      let gap = try world.gaps.gap(name)
      try world.prepare(reader, gap.query)
      for row in try gap.rows(reader, today: world.today, where: scopeCondition, named: parameters) {
        rows.append(Self.row(row))
      }
    }
    var places: [String: Int] = [:]
    for row in rows where places[row.about] == nil { places[row.about] = places.count }
    return rows.enumerated().sorted {
      (places[$0.element.about] ?? 0, $0.offset) < (places[$1.element.about] ?? 0, $1.offset)
    }.map(\.element)
  }

  private static func row(_ row: GapRow) -> Row {
    var columns = row.columns
    columns["question"] = row.finding.question
    columns["message"] = row.finding.message
    columns["gap"] = row.finding.gap
    columns["ask"] = row.finding.ask
    return Row(
      key: "\(row.finding.gap) \(row.finding.about)", about: row.finding.about, finding: row.finding,
      columns: columns)
  }

  private func queryRows(_ query: Script.Query, where condition: String? = nil, about: String? = nil) throws
    -> [Row]
  {
    try world.prepare(reader, query.sql)
    let sql = condition.map { "SELECT * FROM (\(query.sql)\n) WHERE \($0)" } ?? query.sql
    let named = about.map { parameters.merging(["row": .text($0)]) { $1 } } ?? parameters
    let found = try reader.rows(sql, named: named, at: query.place)
    return found.rows.compactMap { values in
      var columns: [String: String] = [:]
      for (name, value) in zip(found.columns, values) { columns[name] = value.displayed }
      guard let about = columns["about"] else { return nil }
      let key = columns["key"].map { "\($0) \(about)" } ?? "row \(about)"
      return Row(key: key, about: about, finding: nil, columns: columns)
    }
  }

  /// Whether a row is still there: answers, and others who capture, may have closed it meanwhile.
  private func isOpen(_ row: Row, _ worklist: Worklist) throws -> Bool {
    let subject = parameters.merging(["row": .text(row.about)]) { $1 }
    switch worklist.source {
    case .gaps:
      guard let name = row.finding?.gap else { return true }
      let gap = try world.gaps.gap(name)
      try world.prepare(reader, gap.query)
      let rows = try gap.rows(
        reader, today: world.today, where: "about = :row", named: subject)
      return !rows.isEmpty
    case .query(let query, _):
      let rows = try queryRows(query, where: "about = :row", about: row.about)
      return rows.contains { $0.key == row.key }
    }
  }
}
