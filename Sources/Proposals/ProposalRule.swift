public import Catalogue
public import Diagnostics
import Formats
public import Method

/// A rule by which facts follow from others: a query whose rows a person accepts or leaves.
///
/// A proposal file is SQL that begins with a block comment of YAML: `title`, `kind` (what is proposed), `why`, and
/// `examples` that prove it. Each column of the query is an attribute of the kind, with `_` for `-`; several
/// references are joined by commas. What is not known is NULL and stays open in the fact. The parameter `:today` is
/// the day.
public struct ProposalRule: Sendable {
  /// One example: what is captured, and what is then proposed.
  public struct Example: Sendable {
    /// What it shows, if it needs saying.
    public let note: String?
    /// Commands, one a line, as in the shell.
    public let capture: String
    /// What is then proposed, in order: of each, some attributes and their texts. None when it shows how a
    /// proposal goes away.
    public let proposes: [[String: String]]
    /// Where it stands.
    public let place: Place
  }

  /// Its name: `signal-zero-traffic`.
  public let name: String
  /// What it proposes, in a line.
  public let title: String
  /// The kind of fact that is proposed.
  public let kind: Kind
  /// Why it is worth having.
  public let why: String
  /// Examples that prove it.
  public let examples: [Example]
  /// Where the file stands, and whose it is.
  public let file: MethodFile

  let sql: String
  let sqlPlace: Place

  /// Reads a proposal file; tells everything that is wrong with it.
  public init(_ file: MethodFile) throws {
    let annotated = try AnnotatedSQL(file)
    var check = NodeChecker(file: file.path)
    let header = annotated.header
    check.mapping(header, "the header", allowed: ["title", "kind", "why", "examples"])
    name = file.name
    self.file = file
    title = check.text("title", of: header, "the header")
    why = check.text("why", of: header, "the header")
    let word = check.text("kind", of: header, "the header")
    if !word.isEmpty, Self.known(word) == nil {
      check.unknown(
        "kind", word, among: Catalogue.kinds.map(\.name), at: header["kind"]?.position ?? header.position,
        code: "bad-choice")
    }
    examples = Self.examples(of: header, &check)
    sql = annotated.sql
    sqlPlace = Place(file: file.path, line: annotated.sqlLine)
    try check.finish()
    kind = try Catalogue.kind(word)
  }

  private static func known(_ name: String) -> Kind? { Catalogue.kinds.first { $0.name == name } }

  private static func examples(of header: Node, _ check: inout NodeChecker) -> [Example] {
    let examples = check.sequence("examples", of: header, "the header").map { node in
      check.mapping(node, "an example", allowed: ["note", "capture", "proposes"])
      let rows = check.sequence("proposes", of: node, "an example").map { row in
        Dictionary(
          check.mapping(row, "a proposal").map { ($0.key, $0.value.scalarText ?? "") },
          uniquingKeysWith: { _, last in last })
      }
      return Example(
        note: node["note"]?.string, capture: check.text("capture", of: node, "an example"), proposes: rows,
        place: check.place(node.position))
    }
    if examples.allSatisfy({ $0.proposes.isEmpty }) || examples.allSatisfy({ !$0.proposes.isEmpty }) {
      check.report(
        "proposal-unproved", "The examples do not prove the rule.",
        at: header.entry("examples")?.keyPosition ?? header.position,
        reason: "one must propose something, and one must not")
    }
    return examples
  }
}

extension Kind {
  /// The attribute that says what a fact of this kind is about: the flow of a signal, what a test proves.
  var subject: Attribute? {
    attributes.first { if case .reference = $0.type { $0.required } else { false } }
  }

  /// The attribute that says which of several it is: the metric of a signal, the class of a test.
  var sort: (attribute: Attribute, words: [String])? {
    for attribute in attributes { if case .choice(let words) = attribute.type { return (attribute, words) } }
    return nil
  }
}
