import Catalogue
import Database
import Diagnostics
import Formats
import Gaps

/// How the items of a section are read.
extension ScriptReader {
  /// What every query of a script may name: what the sitting is about, and the day.
  static let parameters: [String: SQLValue] = ["subject": .null, "sitting": .null, "today": "1970-01-01"]

  mutating func items(_ key: String, of node: Node, _ what: String) -> [Item] {
    let items = check.sequence(key, of: node, what).compactMap { item($0) }
    return unambiguous(items)
  }

  /// The same items, those of one key told apart by a number.
  private func unambiguous(_ items: [Item]) -> [Item] {
    var counts: [String: Int] = [:]
    return items.map { item in
      var item = item
      counts[item.key, default: 0] += 1
      if let count = counts[item.key], count > 1 { item.key += " (\(count))" }
      return item
    }
  }

  private static let forms = ["say", "show", "add", "each", "map", "crosswalk", "fills", "on", "ask"]
  private static let asking = ["ask", "why", "example", "whom"]

  private mutating func item(_ node: Node) -> Item? {
    guard node.mapping != nil else {
      check.report("wrong-type", "An item is \(node.kind), not a mapping.", at: node.position)
      return nil
    }
    guard let form = Self.forms.first(where: { node[$0] != nil }) else {
      let near = node.mapping?.first.flatMap { nearest(to: $0.key, in: Self.forms) }
      check.report(
        "unknown-item", "The item does not say what it does.", at: node.position,
        notes: (near.map { ["did you mean `\($0)`?"] } ?? []) + [
          "one of: \(Self.forms.joined(separator: ", "))"
        ])
      return nil
    }
    // A question about another fact than the one at hand speaks of that one throughout.
    let outer = names
    defer { names = outer }
    if ["fills", "on", "ask"].contains(form), let of = node["of"] {
      known(Wording(of.string ?? ""), at: of.position)
      names.kind = subject(node)
    }
    let when = condition(node)
    guard let (key, body) = body(form, node) else { return nil }
    return Item(key: key, when: when, place: check.place(node.position), body: body)
  }

  private mutating func body(_ form: String, _ node: Node) -> (String, Item.Body)? {
    switch form {
    case "say":
      check.mapping(node, "a `say`", allowed: ["say", "when"])
      return wording("say", of: node).map { ("say", .say($0)) }
    case "show":
      check.mapping(node, "a `show`", allowed: ["show", "query", "when"])
      guard let title = wording("show", of: node), let value = check.value("query", of: node, "a `show`"),
        let query = query(value, "`query`")
      else { return nil }
      _ = columns(of: query)
      return ("show", .show(title: title, query))
    case "add": return open(node)
    case "each": return worklist(node)
    case "map", "crosswalk": return pairing(form, node)
    default: return question(node)
    }
  }

  private mutating func asking(_ node: Node) -> Asking {
    Asking(
      ask: wording("ask", of: node), why: wording("why", of: node), example: node["example"]?.scalarText,
      whom: wording("whom", of: node))
  }

  // MARK: Conditions

  private mutating func condition(_ node: Node) -> Condition {
    guard let when = node["when"], !when.isNull else { return Condition() }
    return Condition(
      parts: check.mapping(when, "`when`").compactMap { entry in
        known(entry.key, at: entry.keyPosition)
        let words =
          entry.value.sequence?.compactMap(\.scalarText) ?? entry.value.scalarText.map { [$0] } ?? []
        guard !words.isEmpty else {
          check.report(
            "wrong-type", "`\(entry.key)` of `when` is \(entry.value.kind), not a word or several.",
            at: entry.value.position)
          return nil
        }
        if words == ["known"] { return .init(name: entry.key, wanted: .known) }
        if words == ["unknown"] { return .init(name: entry.key, wanted: .unknown) }
        let attribute = names.kind?.attribute(entry.key)
        for word in words { allowed(word, attribute, at: entry.value.position) }
        return .init(name: entry.key, wanted: .oneOf(words.map { Self.plain($0, attribute) }))
      })
  }

  /// YAML's truth values are yes and no to people.
  private static func plain(_ word: String, _ attribute: Attribute?) -> String {
    guard attribute?.type == .flag else { return word }
    return word == "true" ? "yes" : word == "false" ? "no" : word
  }

  /// Notes a word that a choice does not have.
  private mutating func allowed(_ word: String, _ attribute: Attribute?, at position: Position) {
    switch attribute?.type {
    case .choice(let words)?, .choices(let words)?:
      if !words.contains(word) {
        check.unknown("\(attribute?.name ?? "word")", word, among: words, at: position, code: "bad-choice")
      }
    case .flag?:
      if !["yes", "no", "true", "false"].contains(word) {
        check.unknown("answer", word, among: ["yes", "no"], at: position, code: "bad-choice")
      }
    default: break
    }
  }

  /// The values that are written along with an answer.
  private mutating func with(_ node: Node, _ kind: Kind?) -> [(attribute: String, value: Wording)] {
    guard let with = node["with"], !with.isNull else { return [] }
    return check.mapping(with, "`with`").compactMap { entry in
      guard let value = wording(entry.value, "`\(entry.key)`") else { return nil }
      if let kind, let attribute = attribute(entry.key, of: kind, at: entry.keyPosition), value.names.isEmpty {
        allowed(value.text, attribute, at: entry.value.position)
        let plain = Self.plain(value.text, attribute)
        return (entry.key, plain == value.text ? value : Wording(plain))
      }
      return (entry.key, value)
    }
  }

  // MARK: The forms

  private mutating func question(_ node: Node) -> (String, Item.Body)? {
    check.mapping(
      node, "a question",
      allowed: ["fills", "of", "kind", "propose", "with", "on", "when"] + Self.asking)
    var question = Question()
    question.asking = asking(node)
    question.of = node["of"]?.string.map { Wording($0) }
    let kind = names.kind
    if let fills = node["fills"] {
      question.fills = fills.string
      if let kind, let name = fills.string, let attribute = attribute(name, of: kind, at: fills.position),
        let propose = node["propose"], let word = propose.scalarText, !word.contains("{")
      {
        allowed(word, attribute, at: propose.position)
      }
      if kind == nil, names.columns != nil {
        check.report(
          "no-fact-at-hand", "`fills` says which attribute, and nothing says of which fact.",
          at: fills.position,
          notes: ["`of: engagement`, or stand within an `add` or an `each`"])
      }
    } else if question.asking.ask == nil {
      check.report("missing-key", "A question that fills nothing needs its `ask`.", at: node.position)
    }
    question.propose = wording("propose", of: node)
    question.with = with(node, kind)
    if let on = node["on"], !on.isNull {
      for entry in check.mapping(on, "`on`") { question.on.append(branch(entry)) }
    }
    let key = question.fills.map { $0 } ?? "choice"
    return (key, .question(question))
  }

  /// The kind of the fact that a question is about.
  private mutating func subject(_ node: Node) -> Kind? {
    if let stated = node["kind"] { return kind(stated) }
    guard let of = node["of"]?.string else { return names.kind }
    if of == "engagement" { return Catalogue.engagement }
    if of == "{it}" { return names.kind }
    check.report(
      "missing-key", "Where `of` is not the engagement, `kind` must say what it is.", at: node.position)
    return nil
  }

  /// A word of `on`: the items it leads to, or a mapping of `note` and `items`.
  private mutating func branch(_ entry: Node.Entry) -> (word: String, note: String, items: [Item]) {
    let what = "`\(entry.key)` of `on`"
    if entry.value.mapping != nil {
      check.mapping(entry.value, what, allowed: ["note", "items"])
      let items = entry.value["items"] == nil ? [] : items("items", of: entry.value, what)
      return (entry.key, entry.value["note"]?.string ?? "", items)
    }
    guard !entry.value.isNull else { return (entry.key, "", []) }
    let holder = Node(.mapping([Node.Entry(key: "items", value: entry.value)]), at: entry.value.position)
    return (entry.key, "", items("items", of: holder, what))
  }

  private mutating func open(_ node: Node) -> (String, Item.Body)? {
    check.mapping(
      node, "an `add`", allowed: ["add", "again", "fills", "with", "once", "items", "when"] + Self.asking)
    guard let value = check.value("add", of: node, "an `add`"), let kind = kind(value) else { return nil }
    let fills = node["fills"]?.string ?? kind.title
    if let given = node["fills"] { _ = attribute(fills, of: kind, at: given.position) }
    let with = with(node, kind)
    for required in kind.attributes where required.required {
      // A path like stripe.invoice names parent and child at once.
      if required.name == fills { continue }
      if case .child(let parent, _, _, _) = kind.naming, required.name == parent { continue }
      if !with.contains(where: { $0.attribute == required.name }) {
        check.report(
          "missing-key", "A \(kind.name) cannot be without its \(required.name), and nothing says it.",
          at: node.position, notes: ["`with: {\(required.name): …}`"])
      }
    }
    var question = OpenQuestion(kind: kind.name, fills: fills, with: with)
    question.asking = asking(node)
    question.again = wording("again", of: node)
    question.once = node["once"]?.bool ?? false
    question.items = within(kind: kind, columns: []) { reader in
      node["items"] == nil ? [] : reader.items("items", of: node, "an `add`")
    }
    return ("add \(kind.name)", .open(question))
  }

  private mutating func worklist(_ node: Node) -> (String, Item.Body)? {
    check.mapping(node, "an `each`", allowed: ["each", "items", "when"])
    guard let each = check.value("each", of: node, "an `each`") else { return nil }
    if each.mapping != nil { return queryList(each, node) }
    let named = (each.sequence ?? [each]).compactMap { gap($0) }
    guard let first = named.first else { return nil }
    if node["items"] == nil {
      for gap in named where gap.fills == nil {
        check.report(
          "gap-fills-nothing", "`\(gap.name)` fills no attribute: `items` must say what to ask.",
          at: each.position)
      }
    }
    // A gap may be about one of two kinds; then only what both have can be named.
    let kind = try? Catalogue.kind(first.about)
    let columns: Set<String>? = columns(of: named)
    let items = within(kind: kind, columns: columns) { reader in
      node["items"] == nil ? [] : reader.items("items", of: node, "an `each`")
    }
    return ("each \(first.name)", .worklist(Worklist(source: .gaps(named.map(\.name)), items: items)))
  }

  /// What rows of several gaps all have.
  private mutating func columns(of gaps: [Gap]) -> Set<String>? {
    var common: Set<String>?
    for gap in gaps {
      guard let own = columns(of: Script.Query(sql: gap.query, place: gap.queryPlace)) else { continue }
      common = common.map { $0.intersection(own) } ?? Set(own)
    }
    return (common ?? []).union(["question", "message", "ask", "gap"])
  }

  private mutating func queryList(_ each: Node, _ node: Node) -> (String, Item.Body)? {
    check.mapping(each, "`each`", allowed: ["query", "kind"])
    guard let value = check.value("query", of: each, "`each`"), let query = query(value, "`query`"),
      let stated = check.value("kind", of: each, "`each`"), let kind = kind(stated)
    else { return nil }
    let columns = columns(of: query)
    if let columns, !columns.contains("about") {
      check.report("query-without-about", "The query yields no column `about`.", at: value.position)
    }
    let items = within(kind: kind, columns: columns.map(Set.init)) { reader in
      reader.items("items", of: node, "an `each`")
    }
    return ("each \(kind.name)", .worklist(Worklist(source: .query(query, kind: kind.name), items: items)))
  }

  private mutating func pairing(_ form: String, _ node: Node) -> (String, Item.Body)? {
    check.mapping(
      node, "a `\(form)`",
      allowed: form == "map"
        ? ["map", "items", "when"] + Self.asking : ["crosswalk", "items", "when"] + Self.asking)
    guard let value = check.value(form, of: node, "a `\(form)`") else { return nil }
    let ends: Pairing.Ends
    if form == "crosswalk" {
      guard let list = wording(value, "`crosswalk`") else { return nil }
      ends = .code(into: list)
    } else {
      guard ["from", "to"].contains(value.string ?? "") else {
        check.unknown(
          "end", value.scalarText ?? "", among: ["from", "to"], at: value.position, code: "bad-choice")
        return nil
      }
      ends = value.string == "from" ? .fromField : .toField
    }
    var pairing = Pairing(ends: ends)
    pairing.asking = asking(node)
    let kind = form == "map" ? Catalogue.mapping : Catalogue.valueMapping
    pairing.items = within(kind: kind, columns: []) { reader in
      node["items"] == nil ? [] : reader.items("items", of: node, "a `\(form)`")
    }
    return (form, .pairing(pairing))
  }

  /// Reads what stands within a new fact or row: its own names count, and the columns around it.
  private mutating func within<Result>(
    kind: Kind?, columns: Set<String>?, _ read: (inout ScriptReader) -> Result
  ) -> Result {
    let outer = names
    names.kind = kind
    names.hasFact = true
    names.columns = columns.flatMap { own in outer.columns.map { $0.union(own) } }
    defer { names = outer }
    return read(&self)
  }
}
