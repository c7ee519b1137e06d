public import Catalogue
internal import Database
import Diagnostics
public import Workbook

/// One thing that somebody still owes an answer to: an open gap, or a question that was asked of them.
public struct FollowUp: Sendable, Equatable {
  /// The reference of the person who is asked; nil when nobody knows whom to ask.
  public var person: String?
  /// How grave it is. A question that is overdue weighs as a major gap, one that is not as a minor.
  public var severity: GapSeverity
  /// The gap's name; nil for a question.
  public var gap: String?
  /// The reference of the fact that the answer goes to.
  public var about: String
  /// The attribute that the answer fills; nil when it takes more than one value to close.
  public var attribute: String?
  /// What is asked.
  public var question: String
  /// What an answer may be, in words.
  public var expects: String?
  /// What stands there now.
  public var present: String?
  /// By when, if a day was named.
  public var due: String?
  /// The command that records the answer.
  public var remedy: String
}

extension FollowUp {
  /// Everything that is owed: by person, those who owe the gravest first, then what has no person; within a
  /// person the gravest first, then the nearest day. Waived gaps are owed by nobody.
  ///
  /// A gap about a question that is itself listed under the same person is not told twice.
  public static func all(
    _ findings: [Finding], _ reader: Reader, today: CalendarDay
  ) throws -> [FollowUp] {
    let questions = try asked(reader, today)
    let listed = Set(questions.map { [$0.person, $0.about] })
    let present = try PresentValues(reader)
    let open = findings.filter { $0.waiver == nil && !listed.contains([$0.ask, $0.about]) }
    let gaps = try open.map { finding in
      let attribute = finding.fills.flatMap { present.attribute($0, of: finding.about) }
      return FollowUp(
        person: finding.ask, severity: finding.severity, gap: finding.gap, about: finding.about,
        attribute: attribute?.name, question: finding.question, expects: attribute?.type.answer,
        present: try attribute.flatMap { try present.value($0, of: finding.about) }, due: nil,
        remedy: finding.remedy)
    }
    return inOrder(gaps + questions)
  }

  /// The questions that are not answered yet.
  private static func asked(_ reader: Reader, _ today: CalendarDay) throws -> [FollowUp] {
    let sql = """
      SELECT ref, owner, text, due, answer, due < :today, about FROM question
      WHERE state IS NOT 'answered' ORDER BY due IS NULL, due, id
      """
    return try reader.rows(sql, named: ["today": .text("\(today)")]).rows.map { row in
      let ref = row[0].displayed ?? ""
      return FollowUp(
        person: row[1].displayed, severity: row[5] == .integer(1) ? .major : .minor, gap: nil, about: ref,
        attribute: "answer",
        question: (row[2].displayed ?? "") + (row[6].displayed.map { " (about \($0))" } ?? ""),
        expects: AttributeType.text.answer, present: row[4].displayed, due: row[3].displayed,
        remedy: "plumbline set \(ref) --state answered --answer ANSWER")
    }
  }

  private static func inOrder(_ all: [FollowUp]) -> [FollowUp] {
    var owed: [String: [Int]] = [:]
    for one in all {
      guard let person = one.person else { continue }
      owed[person, default: [0, 0, 0]][GapSeverity.allCases.count - 1 - one.severity.weight] += 1
    }
    let people = owed.keys.sorted {
      let (a, b) = (owed[$0] ?? [], owed[$1] ?? [])
      return a == b ? $0 < $1 : b.lexicographicallyPrecedes(a)
    }
    let rank = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1, $0) })
    return all.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      let (p, q) = (x.person.flatMap { rank[$0] } ?? .max, y.person.flatMap { rank[$0] } ?? .max)
      if p != q { return p < q }
      if x.severity != y.severity { return x.severity > y.severity }
      let (d, e) = (x.due ?? "9999", y.due ?? "9999")
      return d == e ? a.offset < b.offset : d < e
    }.map(\.element)
  }
}

/// What the attributes of facts hold now, read a kind's column at a time when first wanted.
private final class PresentValues {
  private let reader: Reader
  private let kinds: [String: String]
  private var columns: [String: [String: String]] = [:]

  init(_ reader: Reader) throws {
    self.reader = reader
    var kinds: [String: String] = [:]
    try reader.query("SELECT ref, kind FROM item") { row in kinds[try row.text(0)] = try row.text(1) }
    self.kinds = kinds
  }

  /// The attribute that a name means for a fact; nil where its kind has none of that name.
  func attribute(_ name: String, of ref: String) -> Attribute? {
    kinds[ref].flatMap { try? Catalogue.kind($0) }?.attribute(name)
  }

  func value(_ attribute: Attribute, of ref: String) throws -> String? {
    guard let name = kinds[ref] else { return nil }
    let kind = try Catalogue.kind(name)
    let key = "\(name) \(attribute.name)"
    if let column = columns[key] { return column[ref] }
    var column: [String: String] = [:]
    let sql = "SELECT ref, \"\(attribute.column)\" FROM \(kind.view)"
    for row in try reader.rows(sql).rows {
      guard let ref = row[0].displayed, let value = attribute.value(of: row[1]) else { continue }
      column[ref] = value.shown
    }
    columns[key] = column
    return column[ref]
  }
}

extension AttributeType {
  /// What an answer may be, to somebody who has never seen the workbook.
  fileprivate var answer: String {
    switch self {
    case .text: "your own words"
    case .integer, .decimal: "a number"
    case .date: "a day, as 2026-03-31"
    case .flag: "yes or no"
    case .email: "an email address"
    case .choice(let words): words.joined(separator: ", ")
    case .choices(let words): "one or more of \(words.joined(separator: ", "))"
    case .reference(let kinds), .references(let kinds):
      kinds.isEmpty ? "a name" : "the name of \(kinds.map { "a \($0)" }.joined(separator: " or "))"
    }
  }
}
