public import Catalogue
import Database
public import Diagnostics
public import Method
public import Workbook

/// A fact that follows from others, for a person to accept.
public struct Proposal: Sendable {
  /// The rule that proposes it.
  public let rule: String
  /// What kind of fact it would be.
  public let kind: Kind
  /// What it would say: the attributes that are known, in the catalogue's order, as they would be typed.
  public let texts: [(name: String, text: String)]

  /// What it would say of one attribute.
  public func text(_ name: String) -> String? { texts.first { $0.name == name }?.text }

  /// Its values, checked as if they were typed. It is known by inference, which is what `assumption` says.
  public func values() throws(Problems) -> [String: FactValue?] {
    try kind.read(texts.map { (name: $0.name, texts: [$0.text]) } + [(name: "evidence", texts: ["assumption"])])
  }
}

/// The rules of a method that propose facts of one kind.
public struct ProposalSet: Sendable {
  /// The rules, by name.
  public let rules: [ProposalRule]

  /// Reads every proposal file of a method; tells everything that is wrong with any of them.
  public init(_ library: MethodLibrary) throws {
    var rules: [ProposalRule] = []
    var problems: [Diagnostic] = []
    for file in try library.files(.proposals) {
      do { rules.append(try ProposalRule(file)) } catch let error as Problems {
        problems += error.all
      } catch let error as Diagnostic {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    self.init(rules)
  }

  /// Puts rules together.
  public init(_ rules: [ProposalRule]) { self.rules = rules }

  /// Everything that these rules propose of a kind and that is not there yet: by the kind and age of what it is
  /// about, then in the order of the kind's words.
  ///
  /// A row is left out when a fact of its kind has the same subject and the same word: the same flow and metric,
  /// the same thing to prove and class. `flows` limits it to what belongs to some flows.
  public func proposals(_ kind: Kind, _ reader: Reader, today: CalendarDay, flows: [Fact] = []) throws
    -> [Proposal]
  {
    guard let subject = kind.subject, let sort = kind.sort else { return [] }
    let known = try Self.known(kind, subject, sort.attribute, reader)
    let places = try Self.places(flows, reader)
    var found: [(key: (Int, Int64, Int), proposal: Proposal)] = []
    for rule in rules where rule.kind.name == kind.name {
      for proposal in try rule.proposals(reader, today) {
        let (about, word) = (proposal.text(subject.name) ?? "", proposal.text(sort.attribute.name) ?? "")
        guard let place = places[about], !known.contains("\(about)\n\(word)") else { continue }
        found.append(((place.kind, place.id, sort.words.firstIndex(of: word) ?? sort.words.count), proposal))
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.proposal)
  }

  /// The subjects and words of the facts that are there.
  private static func known(
    _ kind: Kind, _ subject: Attribute, _ word: Attribute, _ reader: Reader
  ) throws -> Set<String> {
    let sql = "SELECT \"\(subject.column)\", \"\(word.column)\" FROM \(kind.view)"
    return Set(try reader.rows(sql).rows.map { "\($0[0].displayed ?? "")\n\($0[1].displayed ?? "")" })
  }

  /// Where facts come in the list, by reference; those of some flows only, if there are any.
  private static func places(
    _ flows: [Fact], _ reader: Reader
  ) throws -> [String: (kind: Int, id: Int64)] {
    let order = Dictionary(uniqueKeysWithValues: Self.order.enumerated().map { ($1, $0) })
    let filter =
      flows.isEmpty
      ? ""
      : " WHERE id IN (SELECT fact_id FROM flow_fact WHERE flow_id IN (\(flows.map { "\($0.id)" }.joined(separator: ", "))))"
    var places: [String: (kind: Int, id: Int64)] = [:]
    try reader.query("SELECT ref, kind, id FROM item\(filter)") { row in
      places[try row.text(0)] = (order[try row.text(1)] ?? order.count, try row.integer(2))
    }
    return places
  }

  /// Flows first, then what is in them.
  private static let order = ["flow", "mapping", "value-mapping", "effect", "exception"]
}

extension ProposalRule {
  /// The rows of this rule, each as a proposal; a column that the kind does not have is refused.
  func proposals(_ reader: Reader, _ today: CalendarDay) throws -> [Proposal] {
    var names: [String] = []
    var proposals: [Proposal] = []
    let order = Dictionary(uniqueKeysWithValues: kind.attributes.enumerated().map { ($1.name, $0) })
    try reader.query(
      sql, named: ["today": .text("\(today)")], at: sqlPlace, columns: { names = try attributes(of: $0) }
    ) { row in
      let texts = zip(names, row.values).compactMap { name, value in
        value.displayed.map { (name: name, text: $0) }
      }
      proposals.append(
        Proposal(rule: name, kind: kind, texts: texts.sorted { order[$0.name] ?? 0 < order[$1.name] ?? 0 }))
    }
    return proposals
  }

  private func attributes(of columns: [String]) throws(Diagnostic) -> [String] {
    let known = Dictionary(uniqueKeysWithValues: kind.attributes.map { ($0.column, $0.name) })
    var names: [String] = []
    for column in columns {
      guard let name = known[column] else {
        throw Diagnostic(
          "unknown-column", "\(kind.withArticle.capitalisedFirst) has no attribute `\(column)`.", at: sqlPlace,
          notes: nearest(to: column, in: known.keys.sorted()).map { ["did you mean `\($0)`?"] } ?? [])
      }
      names.append(name)
    }
    for needed in [kind.subject?.column, kind.sort?.attribute.column].compactMap({ $0 })
    where !columns.contains(needed) {
      throw Diagnostic("column-missing", "The query yields no column `\(needed)`.", at: sqlPlace)
    }
    return names
  }
}
