import Catalogue
import Diagnostics
import Formats
public import Gaps
public import Method
import Workbook

extension Script {
  /// Reads a script file; tells everything that is wrong with it.
  ///
  /// `gaps` are those it may name. Its queries are run once, on an empty workbook.
  public init(_ file: MethodFile, _ gaps: GapSet) throws {
    var reader = ScriptReader(file, gaps, try Workbook.inMemory().reader())
    let root = try YAML.parse(file.bytes, file: file.path)
    self = reader.script(root)
    try reader.check.finish()
  }

  /// Every script of a method, by name; tells everything that is wrong with any of them.
  public static func all(_ library: MethodLibrary, _ gaps: GapSet) throws -> [Script] {
    var scripts: [Script] = []
    var problems: [Diagnostic] = []
    for file in try library.files(.workshops) where file.folder == nil {
      do { scripts.append(try Script(file, gaps)) } catch let error as Problems {
        problems += error.all
      } catch let error as Diagnostic {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return scripts
  }
}

/// The reading of one script. What is wrong is noted and stood in for, so that the rest is checked as well.
struct ScriptReader {
  let file: MethodFile
  let gaps: GapSet
  let reader: Reader
  var check: NodeChecker
  /// What the items being read may name: the fact at hand, and the columns of the rows around them.
  var names = Names()

  struct Names {
    /// The kind of the fact at hand; nil when there is none.
    var kind: Kind?
    /// The columns of the rows around; nil when they cannot be known.
    var columns: Set<String>? = []
    /// Whether there is a fact at hand, of whatever kind.
    var hasFact = false
    /// Whether the sitting is about a fact.
    var hasAbout = false
  }

  init(_ file: MethodFile, _ gaps: GapSet, _ reader: Reader) {
    self.file = file
    self.gaps = gaps
    self.reader = reader
    check = NodeChecker(file: file.path)
  }

  mutating func script(_ node: Node) -> Script {
    check.mapping(
      node, "the script", allowed: ["title", "purpose", "minutes", "about", "scope", "roles", "sections"])
    let about = node["about"].flatMap { kind($0)?.name }
    names.hasAbout = about != nil
    names.kind = about.flatMap { try? Catalogue.kind($0) }
    let scope = node["scope"].flatMap { query($0, "`scope`") }
    if let scopeNode = node["scope"], about == nil {
      check.report(
        "scope-without-about", "`scope` needs `about`, which says what one sitting is about.",
        at: scopeNode.position)
    }
    let sections = check.sequence("sections", of: node, "the script").map { section($0) }
    unique(sections.map(\.title), node, "section")
    return Script(
      name: file.name, title: check.text("title", of: node, "the script"),
      purpose: check.text("purpose", of: node, "the script").unwrapped, minutes: minutes(node, "the script"),
      about: about, scope: scope, roles: roles(node), sections: sections, file: file)
  }

  private mutating func minutes(_ node: Node, _ what: String) -> Int {
    Int(check.number("minutes", of: node, what, in: 1...600, standIn: 1))
  }

  private mutating func roles(_ node: Node) -> [Script.Role] {
    guard let roles = check.value("roles", of: node, "the script") else { return [] }
    var known: [String] = []
    if case .choices(let words)? = (try? Catalogue.kind("person"))?.attribute("roles")?.type { known = words }
    return check.mapping(roles, "`roles`").map { entry in
      if !known.contains(entry.key) {
        check.unknown("role", entry.key, among: known, at: entry.keyPosition, code: "unknown-role")
      }
      return Script.Role(name: entry.key, why: entry.value.string ?? "")
    }
  }

  private mutating func section(_ node: Node) -> Script.Section {
    check.mapping(node, "a section", allowed: ["title", "purpose", "minutes", "exit", "items"])
    let title = check.text("title", of: node, "a section")
    let what = "section `\(title)`"
    let exit = node["exit"] == nil ? [] : check.sequence("exit", of: node, what).compactMap { gap($0)?.name }
    return Script.Section(
      title: title, purpose: check.text("purpose", of: node, what).unwrapped, minutes: minutes(node, what),
      exit: exit,
      items: items("items", of: node, what))
  }

  // MARK: Names that must exist

  mutating func gap(_ node: Node) -> Gap? {
    guard let name = node.string else {
      check.report("wrong-type", "A gap's name is \(node.kind), not a text.", at: node.position)
      return nil
    }
    if let gap = gaps.gaps.first(where: { $0.name == name }) {
      guard gap.needsEstimate else { return gap }
      check.report(
        "gap-needs-estimate", "`\(name)` needs the estimate, which is not made in the middle of a talk.",
        at: node.position)
      return nil
    }
    check.unknown("gap", name, among: gaps.gaps.map(\.name), at: node.position, code: "unknown-gap")
    return nil
  }

  mutating func kind(_ node: Node) -> Kind? {
    if let kind = node.string.flatMap({ try? Catalogue.kind($0) }) { return kind }
    check.unknown(
      "kind of fact", node.scalarText ?? "", among: Catalogue.kinds.map(\.name), at: node.position,
      code: "unknown-kind")
    return nil
  }

  /// The attribute of a name, of a kind; nil, and noted, when there is none.
  mutating func attribute(_ name: String, of kind: Kind, at position: Position) -> Attribute? {
    if let found = kind.attribute(name) ?? Catalogue.givenProvenance.first(where: { $0.name == name }) {
      return found
    }
    check.unknown(
      "attribute of a \(kind.name)", name, among: kind.attributes.map(\.name), at: position,
      code: "unknown-attribute")
    return nil
  }

  mutating func unique(_ titles: [String], _ node: Node, _ what: String) {
    var known: Set<String> = []
    for title in titles where !known.insert(title).inserted {
      check.report("duplicate-name", "Two are called \(what) `\(title)`.", at: node.position)
    }
  }

  // MARK: Queries and wordings

  /// A query, run once so that what is wrong with it is known.
  mutating func query(_ node: Node, _ what: String) -> Script.Query? {
    guard let sql = node.string else {
      check.report("wrong-type", "\(what) is \(node.kind), not a text.", at: node.position)
      return nil
    }
    // The text of a block begins on the line below its mark.
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = node.position.line
    let isBlock =
      line >= 1 && line <= lines.count
      && lines[line - 1].dropFirst(max(0, node.position.column - 1)).first.map { "|>".contains($0) } ?? false
    return Script.Query(
      sql: sql,
      place: Place(
        file: file.path, line: isBlock ? line + 1 : line, column: isBlock ? nil : node.position.column))
  }

  /// The columns that a query yields; nil, and noted, when it is refused.
  mutating func columns(of query: Script.Query) -> [String]? {
    do {
      try provide(query.sql)
      return try reader.rows(query.sql, named: Self.parameters, at: query.place).columns
    } catch let diagnostic as Diagnostic {
      var position = Position.none
      if let place = diagnostic.place, let line = place.line {
        position = Position(line: line, column: place.column ?? 1)
      }
      check.report(
        diagnostic.code, diagnostic.summary, at: position, reason: diagnostic.reason, notes: diagnostic.notes)
    } catch {
      check.report("bad-query", "A query cannot be run: \(error).", at: .none)
    }
    return nil
  }

  /// The tables that the program provides, empty.
  private func provide(_ sql: String) throws {
    if sql.contains("open_gap") { try reader.provide([Finding]()) }
    guard sql.contains("estimate_") else { return }
    try reader.provide("estimate_total", columns: "name, hours, days, cost, weeks", rows: [])
    try reader.provide("estimate_figure", columns: "name, value", rows: [])
  }

  /// The text under a key, with names in braces that there are.
  mutating func wording(_ key: String, of node: Node) -> Wording? {
    guard let value = node[key], !value.isNull else { return nil }
    return wording(value, "`\(key)`")
  }

  mutating func wording(_ value: Node, _ what: String) -> Wording? {
    guard let text = value.scalarText else {
      check.report("wrong-type", "\(what) is \(value.kind), not a text.", at: value.position)
      return nil
    }
    let wording = Wording(text)
    known(wording, at: value.position)
    return wording
  }

  mutating func known(_ wording: Wording, at position: Position) {
    for name in wording.names { known(name, at: position) }
  }

  /// Notes a name in braces, or of a condition, that nothing here has.
  mutating func known(_ name: String, at position: Position) {
    guard let columns = names.columns else { return }
    var allowed = columns
    if let kind = names.kind {
      allowed.formUnion(kind.attributes.map(\.name))
      allowed.insert("next")
    }
    if names.kind != nil || names.hasFact { allowed.formUnion(["it", "title"]) }
    allowed.insert("sitting")
    if names.hasAbout { allowed.formUnion(["subject", "subject-title"]) }
    guard !allowed.contains(name) else { return }
    check.unknown("name here", name, among: allowed.sorted(), at: position, code: "unknown-placeholder")
  }
}
