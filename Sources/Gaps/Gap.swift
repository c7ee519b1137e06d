public import Diagnostics
internal import Formats
public import Method

/// A gap: a question nobody has asked yet, as a query whose rows are what is missing.
///
/// A gap file is SQL that begins with a block comment of YAML (see `docs/gaps/README.md` for its keys). The query
/// yields one row a finding, with a column `about` (a reference); a column `ask` names the person to ask; any
/// other column may be named in braces by the message, the question and the remedy.
public struct Gap: Sendable {
  /// One example: what is captured, and what the gap then finds.
  public struct Example: Sendable {
    /// What it shows, if it needs saying.
    public let note: String?
    /// Descriptions of systems, by the name under which the capture imports them.
    public let schemas: [String: [UInt8]]
    /// Commands, one a line, as in the shell.
    public let capture: String
    /// The references that the gap then finds, in order; none when it shows how it is closed.
    public let finds: [String]
    /// Where it stands.
    public let place: Place
  }

  /// Its name, after the defect: `field-without-owner`.
  public let name: String
  /// What it is, in a line.
  public let title: String
  /// How grave it is, as the team that uses it sees it.
  public internal(set) var severity: GapSeverity
  /// What the team's `gaps.yaml` changed about it, if anything.
  public internal(set) var adjustment: GapAdjustment?
  /// The part of the scope that it leaves open.
  public let dimension: Dimension
  /// The kind of fact that its findings are about.
  public let about: String
  /// The attribute that the answer fills, if it is one.
  public let fills: String?
  /// Whom to ask, in words, for when the query names nobody.
  public let whom: String
  /// Whether its query reads the estimate, which is made of what the other gaps find.
  public let needsEstimate: Bool
  /// Why it matters.
  public let why: String
  /// Examples that prove it; some find it and some do not.
  public let examples: [Example]
  /// Where the file stands, and whose it is.
  public let file: MethodFile

  let message: Phrase
  let question: Phrase
  let remedy: Phrase
  /// Mutants of its query that nothing can tell from it, with why.
  public let equivalents: [Equivalent]
  var sql: String
  let sqlPlace: Place

  /// How grave its file says it is.
  public let ownSeverity: GapSeverity

  /// The query, as written.
  public var query: String { sql }
  /// Where the query begins.
  public var queryPlace: Place { sqlPlace }
  /// The question, its placeholders in braces.
  public var questionText: String { question.text }
  /// The command that closes it, its placeholders in braces.
  public var remedyText: String { remedy.text }

  /// Reads a gap file; tells everything that is wrong with it.
  public init(_ file: MethodFile) throws {
    let annotated = try AnnotatedSQL(file)
    var check = NodeChecker(file: file.path)
    let header = annotated.header
    let what = "the header"
    check.mapping(header, what, allowed: Self.keys)
    name = file.name
    self.file = file
    title = check.text("title", of: header, what)
    ownSeverity = check.word("severity", of: header) ?? .major
    severity = ownSeverity
    dimension = check.word("dimension", of: header) ?? .context
    about = check.text("about", of: header, what)
    fills = header["fills"]?.string
    needsEstimate = check.needsEstimate(header)
    whom = check.text("whom", of: header, what)
    why = check.text("why", of: header, what)
    message = check.phrase("message", of: header)
    question = check.phrase("question", of: header)
    remedy = check.phrase("remedy", of: header)
    examples = Self.examples(of: header, &check)
    equivalents = Self.equivalents(of: header, &check)
    sql = annotated.sql
    sqlPlace = Place(file: file.path, line: annotated.sqlLine)
    try check.finish()
  }

  private static let keys = [
    "title", "severity", "dimension", "about", "fills", "needs", "whom", "message", "question", "why", "remedy",
    "examples", "equivalent",
  ]

  private static func equivalents(of header: Node, _ check: inout NodeChecker) -> [Equivalent] {
    guard header["equivalent"] != nil else { return [] }
    return check.sequence("equivalent", of: header, "the header").map { node in
      let what = "an equivalent"
      check.mapping(node, what, allowed: ["condition", "change", "reason"])
      let change: Mutant.Change? = node["change"] == nil ? nil : check.word("change", of: node, what)
      let tokens = SQLTokens(check.text("condition", of: node, what))
      return Equivalent(
        condition: tokens.text(tokens.tokens.indices), change: change,
        reason: check.text("reason", of: node, what), place: check.place(node.position))
    }
  }

  private static func examples(of header: Node, _ check: inout NodeChecker) -> [Example] {
    let examples = check.sequence("examples", of: header, "the header").map { node in
      check.mapping(node, "an example", allowed: ["note", "schemas", "capture", "finds"])
      let schemas = node["schemas"].map { check.mapping($0, "the schemas of an example") } ?? []
      return Example(
        note: node["note"]?.string,
        schemas: Dictionary(
          schemas.map { ($0.key, Array(($0.value.string ?? "").utf8)) }, uniquingKeysWith: { $1 }),
        capture: check.text("capture", of: node, "an example"),
        finds: check.sequence("finds", of: node, "an example").compactMap(\.string),
        place: check.place(node.position))
    }
    if examples.allSatisfy({ $0.finds.isEmpty }) || examples.allSatisfy({ !$0.finds.isEmpty }) {
      check.report(
        "gap-unproved", "The examples do not prove the gap.",
        at: header.entry("examples")?.keyPosition ?? header.position,
        reason: "one must have the gap, and one must not")
    }
    return examples
  }
}

extension NodeChecker {
  /// The case of an enumeration that a key names.
  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, of node: Node, _ what: String = "the header"
  ) -> Word? where Word.RawValue == String {
    guard let value = value(key, of: node, what) else { return nil }
    if let word = value.string.flatMap(Word.init(rawValue:)) { return word }
    unknown(
      key, value.scalarText ?? "", among: Word.allCases.map(\.rawValue), at: value.position, code: "bad-choice")
    return nil
  }

  /// Whether the header says `needs: estimate`, the only thing that a gap may need.
  fileprivate mutating func needsEstimate(_ node: Node) -> Bool {
    guard let needs = node["needs"] else { return false }
    if needs.string != "estimate" {
      unknown("need", needs.scalarText ?? "", among: ["estimate"], at: needs.position, code: "bad-choice")
    }
    return true
  }

  /// The text under a key, with its placeholders.
  fileprivate mutating func phrase(_ key: String, of node: Node) -> Phrase {
    let position = node[key]?.position ?? node.position
    return Phrase(text(key, of: node, "the header"), key: key, place: place(position))
  }
}
