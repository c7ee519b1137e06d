import Database
public import Workbook

extension ProcessTrace {
  /// Reads the trace of a process, with the questions that are parked or open about any part of it.
  public init(_ process: Fact, _ reader: Reader) throws {
    let id: [String: SQLValue] = ["process": .integer(process.id)]
    let head = try reader.rows(
      "SELECT name, \"trigger\", outcome, owner, per_month FROM process WHERE id = :process", named: id
    ).rows.first?.map(\.displayed)
    self.init(
      ref: process.ref, name: head?[0] ?? "", trigger: head?[1], outcome: head?[2], owner: head?[3],
      perMonth: head?[4])
    var places: [String: Int] = [:]
    for row in try reader.rows(Self.stepQuery, named: id).rows {
      let text = row.map(\.displayed)
      places[text[0] ?? ""] = steps.count
      steps.append(
        Step(
          ref: text[0] ?? "", order: text[1].flatMap { Int($0) }, system: text[2], actor: text[3],
          action: text[4] ?? "", condition: text[5], entity: text[6], resultingState: text[7]))
    }
    for row in try reader.rows(Self.effectQuery, named: id).rows {
      let text = row.map(\.displayed)
      guard let place = places[text[0] ?? ""] else { continue }
      steps[place].effects.append(
        Effect(
          ref: text[1] ?? "", what: text[2] ?? "", sort: text[3], system: text[4], condition: text[5],
          decision: text[6].flatMap(Decision.init) ?? .undecided, mechanism: text[7], firesTwiceRule: text[8],
          owner: text[9], reason: text[10]))
    }
    for row in try reader.rows(Self.questionQuery, named: id).rows {
      let text = row.map(\.displayed)
      open[text[0] ?? "", default: []].append(
        OpenThing(name: text[1] ?? "", text: text[2] ?? "", ask: text[3], due: text[4]))
    }
  }

  private static let stepQuery = """
    SELECT s.ref, s."order", y.name, s.actor, s.action, s.condition, e.name, s.resulting_state
    FROM step s
    LEFT JOIN system y ON y.id = s.system_id
    LEFT JOIN entity e ON e.id = s.entity_id
    WHERE s.process_id = :process
    ORDER BY s."order" IS NULL, s."order", s.id
    """

  private static let effectQuery = """
    SELECT s.ref, e.ref, e.what, e.class, y.name, e.condition, e.decision, e.mechanism, e.fires_twice_rule,
      e.owner, e.reason
    FROM step s
    JOIN effect e ON e.step_id = s.id
    LEFT JOIN system y ON y.id = coalesce(e.system_id, s.system_id)
    WHERE s.process_id = :process
    ORDER BY e.id
    """

  private static let questionQuery = """
    SELECT q.about, q.ref, q.text, q.owner, q.due
    FROM question q
    WHERE q.state IS NOT 'answered'
      AND (q.about_id = :process
        OR q.about_id IN (SELECT s.id FROM step s WHERE s.process_id = :process)
        OR q.about_id IN (SELECT e.id FROM step s JOIN effect e ON e.step_id = s.id WHERE s.process_id = :process))
    ORDER BY q.id
    """
}

/// A process in a list: how far it has been traced.
public struct TracedProcess: Sendable, Equatable {
  /// The reference of the process.
  public var ref: String
  /// What it is called.
  public var name: String
  /// The person who answers for it.
  public var owner: String?
  /// How many steps it has.
  public var steps: Int
  /// How many effects those set off.
  public var effects: Int
  /// How many of these nobody has decided.
  public var undecided: Int

  /// Every process, in the order of capture.
  public static func all(_ reader: Reader) throws -> [TracedProcess] {
    try reader.rows(
      """
      SELECT p.ref, p.name, p.owner, count(DISTINCT s.id), count(e.id),
        count(CASE WHEN coalesce(e.decision, 'undecided') = 'undecided' THEN e.id END)
      FROM process p
      LEFT JOIN step s ON s.process_id = p.id
      LEFT JOIN effect e ON e.step_id = s.id
      GROUP BY p.id ORDER BY p.id
      """
    ).rows.map { row in
      let text = row.map(\.displayed)
      let number = { (index: Int) in text[index].flatMap { Int($0) } ?? 0 }
      return TracedProcess(
        ref: text[0] ?? "", name: text[1] ?? "", owner: text[2], steps: number(3), effects: number(4),
        undecided: number(5))
    }
  }
}
