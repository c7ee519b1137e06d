import Catalogue
import Database
public import Workbook

/// What nobody has said and no gap asks for: the question of the catalogue, and whoever answers for the fact.
public struct OpenAttributes: Sendable {
  /// Whom an open attribute of a fact is asked of.
  public struct Question: Sendable, Equatable {
    /// What its row in the list of such questions is called: `sensitivity of a field`.
    public var place: String
    /// What is asked.
    public var words: String
    /// The reference of who answers for the fact; nil when nobody does.
    public var ask: String?
  }

  /// Who finds out whom to ask where nobody answers for a fact: the reference of whoever leads the sittings, or else
  /// of the sponsor.
  public let finder: String?

  /// Who answers for a fact, as places in `people`; -1 for nobody.
  private struct Answer {
    var kind: Int16 = 0
    var person: Int32
    /// The same for what those who run it know better.
    var technical: Int32
  }

  private var people: [String] = []
  private var answers: [String: Answer] = [:]
  private var questions: [[String: (place: String, words: String, isTechnical: Bool)]] = []

  /// Reads who answers for each fact, and puts beside the views, as `open_attribute`, every attribute that some
  /// fact lacks and no gap asks for, of those that are `shown`: by name, with the views that they are read from, `*` for
  /// any.
  public init(_ reader: Reader, _ findings: [Finding], shown: [String: Set<String>]) throws {
    finder = try OpenAttributes.finder(reader)
    let asked = Dictionary(grouping: findings.filter { $0.fills != nil }, by: \.about)
      .mapValues { Set($0.compactMap(\.fills)) }
    var known: [Int64: Answer] = [:]
    try reader.query("SELECT id, ref FROM person ORDER BY id") { row in
      let place = Int32(people.count)
      known[try row.integer(0)] = Answer(person: place, technical: place)
      people.append(try row.text(1))
    }
    var open: [String: [(attribute: Attribute, facts: Int)]] = [:]
    for kind in OpenAttributes.kinds {
      let attributes = OpenAttributes.attributes(of: kind)
      questions.append(
        Dictionary(
          uniqueKeysWithValues: attributes.map {
            ($0.name, (OpenAttributes.place($0, of: kind), $0.asked, kind.isTechnical($0)))
          }))
      // As many as there are bits in a number of SQLite.
      let listed = attributes.filter { OpenAttributes.isShown(shown[$0.name] ?? [], of: kind) }.prefix(62)
      open[kind.name] = try read(kind, Array(listed), asked, &known, reader)
    }
    try OpenAttributes.provide(open, to: reader)
  }

  /// Reads who answers for the facts of a kind, and how many lack each attribute that no gap asks for.
  private mutating func read(
    _ kind: Kind, _ attributes: [Attribute], _ asked: [String: Set<String>], _ known: inout [Int64: Answer],
    _ reader: Reader
  ) throws -> [(attribute: Attribute, facts: Int)] {
    var tallies = attributes.map { (attribute: $0, facts: 0) }
    let paths = kind.answeredBy
    let technical = kind.answeredTechnicallyBy.compactMap { paths.firstIndex(of: $0) }
    let number = Int16(questions.count - 1)
    var found: [Answer?] = Array(repeating: nil, count: paths.count)
    try reader.query(OpenAttributes.sql(kind, paths, attributes)) { row in
      let (id, ref) = (try row.integer(0), try row.text(1))
      for place in paths.indices { found[place] = try row.optionalInteger(place + 3).flatMap { known[$0] } }
      // A person answers for themself.
      var answer = known[id] ?? Answer(person: -1, technical: -1)
      answer.kind = number
      if paths.count > 0 {
        answer.person = found.lazy.compactMap { $0?.person }.first { $0 >= 0 } ?? -1
        answer.technical = technical.lazy.compactMap { found[$0]?.technical }.first { $0 >= 0 } ?? -1
      }
      known[id] = answer
      answers[ref] = answer
      let missing = try row.integer(2)
      if missing == 0 { return }
      let gaps = asked[ref] ?? []
      for (bit, attribute) in attributes.enumerated()
      where missing & (1 << bit) != 0 && !gaps.contains(attribute.name) {
        tallies[bit].facts += 1
      }
    }
    return tallies
  }

  /// What is asked of one attribute of a fact, the first of these that its kind has; nil when there is no such fact. An
  /// attribute that its kind has not is asked of whoever answers for the fact, and has no place.
  public func question(about ref: String, _ attributes: [String]) -> Question? {
    guard let answer = answers[ref] else { return nil }
    let question = attributes.lazy.compactMap { questions[Int(answer.kind)][$0] }.first
    let person = question?.isTechnical == true ? answer.technical : answer.person
    let ask = person < 0 ? nil : people[Int(person)]
    return Question(place: question?.place ?? ask ?? finder ?? "", words: question?.words ?? "", ask: ask)
  }

  // MARK: Reading

  private static var kinds: [Kind] {
    Catalogue.kinds.filter { $0.name == "person" } + Catalogue.inOrderOfAnswering
  }

  /// The views that show facts of a kind besides its own.
  private static let composed = [
    "field": "field_dictionary", "mapping": "reconciliation_matrix", "value-mapping": "status_crosswalk",
    "exception": "exception_catalogue", "flow": "flow_contract", "permission": "permission_matrix",
  ]

  private static let views = Set(Catalogue.kinds.map(\.view) + composed.values)

  /// Whether facts of a kind are among what these views show. What is read from the estimate is about the project.
  private static func isShown(_ views: Set<String>, of kind: Kind) -> Bool {
    if views.contains("*") || views.contains(kind.view) { return true }
    if let other = composed[kind.name], views.contains(other) { return true }
    return kind == Catalogue.engagement && !views.isSubset(of: Self.views)
  }

  /// What can be asked of a fact: its attributes, and how it is known.
  private static func attributes(of kind: Kind) -> [Attribute] {
    kind.attributes + Catalogue.provenance.filter { $0.name == "evidence" }
  }

  private static func place(_ attribute: Attribute, of kind: Kind) -> String {
    "\(attribute.name) of \(kind.withArticle)"
  }

  /// The id and reference of every fact of a kind, which attributes it lacks as bits, and the facts that lead to who
  /// answers for it.
  private static func sql(_ kind: Kind, _ answerers: [String], _ attributes: [Attribute]) -> String {
    let missing = attributes.enumerated().map { "((\(absence($1))) << \($0))" }
    let leads = answerers.compactMap(kind.attribute).map { attribute in
      attribute.type.isList
        ? "(SELECT to_id FROM link WHERE from_id = k.id AND attribute = '\(attribute.name)' ORDER BY position LIMIT 1)"
        : "\"\(attribute.column)_id\""
    }
    var mask = missing.isEmpty ? "0" : missing.joined(separator: " | ")
    if kind.name == "field" { mask = "CASE WHEN \(inPlay) THEN \(mask) ELSE 0 END" }
    let columns = ["id", "ref", mask] + leads
    return "SELECT \(columns.joined(separator: ", ")) FROM \"\(kind.view)\" k ORDER BY id"
  }

  private static func absence(_ attribute: Attribute) -> String {
    switch attribute.type {
    case .references:
      "NOT EXISTS (SELECT 1 FROM link WHERE from_id = k.id AND attribute = '\(attribute.name)')"
    case .reference: "\"\(attribute.column)_id\" IS NULL"
    default: "\"\(attribute.column)\" IS NULL"
    }
  }

  /// Nobody is asked of a field that is out of scope, or of which nobody has spoken.
  private static let inPlay = """
    scope IS NOT 'out' AND (scope IS NOT NULL OR owner_id IS NOT NULL
      OR EXISTS (SELECT 1 FROM moved_field m WHERE m.field_id = k.id))
    """

  private static func finder(_ reader: Reader) throws -> String? {
    try reader.rows(
      """
      SELECT coalesce(
        (SELECT ref FROM person WHERE ',' || replace(roles, ' ', '') || ',' LIKE '%,facilitator,%' ORDER BY id LIMIT 1),
        (SELECT facilitator FROM workshop WHERE facilitator IS NOT NULL ORDER BY id DESC LIMIT 1),
        (SELECT sponsor FROM engagement),
        (SELECT ref FROM person WHERE ',' || replace(roles, ' ', '') || ',' LIKE '%,sponsor,%' ORDER BY id LIMIT 1))
      """
    ).rows.first?[0].displayed
  }

  // MARK: Providing

  private static func provide(_ open: [String: [(attribute: Attribute, facts: Int)]], to reader: Reader) throws
  {
    var rows: [[SQLValue]] = []
    for kind in Catalogue.kinds {
      for (attribute, facts) in open[kind.name] ?? [] where facts > 0 {
        let ref = kind == Catalogue.engagement ? kind.name : "REF"
        rows.append([
          .integer(Int64(rows.count + 1)), .text(kind.name), .text(attribute.name),
          .text(place(attribute, of: kind)), .text(attribute.asked), .integer(Int64(facts)),
          .text(attribute.type.expectation),
          .optional(kind.sealed == .everything ? nil : "plumbline set \(ref) --\(attribute.name) …"),
        ])
      }
    }
    try reader.provide("open_attribute", columns: columns, rows: rows)
  }

  /// An empty `open_attribute`, for queries that are only looked at.
  public static func provideNothing(to reader: Reader) throws {
    try reader.provide("open_attribute", columns: columns, rows: [])
  }

  private static let columns =
    "position INTEGER PRIMARY KEY, kind, attribute, place, question, facts, expects, remedy"
}
