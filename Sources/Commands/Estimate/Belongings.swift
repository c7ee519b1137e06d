import Database
import Estimation
import Workbook

/// What each fact belongs to, by the views: the documented attribution of hours to entities, flows and systems.
///
/// - A representation belongs to its entity and its system; its fields and permissions go with it. A mapping goes
///   with the object that it fills. A code list, its codes and their crosswalk rows go with the objects
///   whose moved fields use it, those of the target for a row that has one.
/// - A flow belongs to its entity, and half to either system. Exceptions, signals and tests go with their flow,
///   or with the field, step or entity they name; effects go with their step.
/// - An object belongs to the flows that move its entity to or from its system; a mapping only to those that write
///   there. An entity or a system belongs to all flows that move it or touch it.
/// - What belongs to several is shared out evenly; what belongs to none is the project's.
struct Belongings {
  private let refs: [Int64: String]
  private let homes: [Int64: [Int64]]
  private let objects: [Int64: (entity: Int64?, system: Int64?)]
  private let flows: [Int64: (entity: Int64?, source: Int64?, target: Int64?)]
  private let movers: [Int64: [(flow: Int64, writes: Bool)]]
  private let kinds: [Int64: String]
  private let above: [Int64: Int64]
  private let steps: [Int64: (entity: Int64?, system: Int64?)]
  private let flowsOfEntity: [Int64: [Int64]]
  private let flowsOfSystem: [Int64: [Int64]]

  init(_ reader: Reader) throws {
    func rows(_ sql: String) throws -> [[Int64?]] {
      try reader.rows(sql).rows.map { $0.map { if case .integer(let id) = $0 { id } else { nil } } }
    }
    var (refs, kinds): ([Int64: String], [Int64: String]) = ([:], [:])
    try reader.query("SELECT id, ref, kind FROM item") { row in
      refs[try row.integer(0)] = try row.text(1)
      kinds[try row.integer(0)] = try row.text(2)
    }
    (self.refs, self.kinds) = (refs, kinds)
    homes = try rows(Self.homesSQL).reduce(into: [:]) { homes, row in
      if let id = row[0], let home = row[1] { homes[id, default: []].append(home) }
    }
    objects = try rows("SELECT id, entity_id, system_id FROM representation").reduce(into: [:]) {
      if let id = $1[0] { $0[id] = ($1[1], $1[2]) }
    }
    let flowRows = try rows("SELECT id, entity_id, source_id, target_id FROM flow ORDER BY id")
    flows = flowRows.reduce(into: [:]) { if let id = $1[0] { $0[id] = ($1[1], $1[2], $1[3]) } }
    flowsOfEntity = flowRows.reduce(into: [:]) {
      if let id = $1[0], let entity = $1[1] { $0[entity, default: []].append(id) }
    }
    flowsOfSystem = flowRows.reduce(into: [:]) { flows, row in
      for system in Set([row[2], row[3]].compactMap { $0 }) { flows[system, default: []].append(row[0] ?? 0) }
    }
    movers = try rows(
      """
      SELECT r.representation_id, r.flow_id, r.side = 'target' OR f.two_way IS 1
      FROM flow_representation r JOIN flow f ON f.id = r.flow_id ORDER BY r.flow_id
      """
    ).reduce(into: [:]) { movers, row in
      if let object = row[0], let flow = row[1] { movers[object, default: []].append((flow, row[2] == 1)) }
    }
    steps = try rows("SELECT id, entity_id, system_id FROM step").reduce(into: [:]) {
      if let id = $1[0] { $0[id] = ($1[1], $1[2]) }
    }
    above = try rows(Self.aboveSQL).reduce(into: [:]) {
      if let id = $1[0], let other = $1[1] { $0[id] = other }
    }
  }

  /// The parts of every fact, by every axis.
  func belonging() -> Belonging {
    var belonging = Belonging()
    for (id, ref) in refs {
      for axis in Belonging.Axis.allCases {
        // Which order the parts come in does not matter: each has an even share.
        for part in Set(parts(of: id, by: axis, depth: 0)) {
          if let name = refs[part] { belonging.add(ref, to: name, by: axis) }
        }
      }
    }
    return belonging
  }

  private func parts(of id: Int64, by axis: Belonging.Axis, depth: Int) -> [Int64] {
    if let homes = homes[id] {
      let isMapping = kinds[id] == "mapping"
      return homes.flatMap { parts(ofObject: $0, by: axis, writing: isMapping) }
    }
    switch (kinds[id], axis) {
    case ("entity", .entity), ("flow", .flow), ("system", .system): return [id]
    case ("flow", .entity): return [flows[id]?.entity].compactMap { $0 }
    case ("flow", .system): return [flows[id]?.source, flows[id]?.target].compactMap { $0 }
    case ("entity", .flow): return flowsOfEntity[id] ?? []
    case ("system", .flow): return flowsOfSystem[id] ?? []
    case ("system", .entity): return (flowsOfSystem[id] ?? []).compactMap { flows[$0]?.entity }
    case ("step", .entity): return [steps[id]?.entity].compactMap { $0 }
    case ("step", .system): return [steps[id]?.system].compactMap { $0 }
    case ("step", .flow): return (steps[id]?.entity).flatMap { flowsOfEntity[$0] } ?? []
    default: break
    }
    // An exception of a flow, a test of an exception: four steps up at most.
    guard let other = above[id], depth < 6 else { return [] }
    return parts(of: other, by: axis, depth: depth + 1)
  }

  private func parts(ofObject id: Int64, by axis: Belonging.Axis, writing: Bool) -> [Int64] {
    switch axis {
    case .entity: return [objects[id]?.entity].compactMap { $0 }
    case .system: return [objects[id]?.system].compactMap { $0 }
    case .flow:
      let all = movers[id] ?? []
      let writers = all.filter(\.writes)
      return (writing && !writers.isEmpty ? writers : all).map(\.flow)
    }
  }

  /// Each fact with the object, or objects, that it goes with.
  private static let homesSQL = """
    SELECT id, id FROM representation
    UNION SELECT id, representation_id FROM field
    UNION SELECT id, representation_id FROM permission
    UNION SELECT m.id, f.representation_id FROM mapping m JOIN field f ON f.id = m.target_id
    UNION SELECT m.id, f.representation_id FROM mapping m
      JOIN mapping_source s ON s.mapping_id = m.id JOIN field f ON f.id = s.field_id WHERE m.target_id IS NULL
    UNION SELECT f.code_list_id, f.representation_id FROM field f
      WHERE f.code_list_id IS NOT NULL AND f.id IN (SELECT field_id FROM moved_field)
    UNION SELECT c.id, f.representation_id FROM code c JOIN field f ON f.code_list_id = c.code_list_id
      WHERE f.id IN (SELECT field_id FROM moved_field)
    UNION SELECT v.id, f.representation_id FROM value_mapping v
      JOIN code c ON c.id = coalesce(v.target_id, v.source_id) JOIN field f ON f.code_list_id = c.code_list_id
      WHERE f.id IN (SELECT field_id FROM moved_field)
    """

  /// Each fact with the one that it goes with.
  private static let aboveSQL = """
    SELECT id, coalesce(flow_id, field_id, step_id, entity_id) FROM exception
    UNION ALL SELECT id, flow_id FROM signal
    UNION ALL SELECT id, of_id FROM test
    UNION ALL SELECT id, step_id FROM effect
    UNION ALL SELECT id, about_id FROM question
    UNION ALL SELECT id, about_id FROM risk
    UNION ALL SELECT id, about_id FROM debt
    """
}
