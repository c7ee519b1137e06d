import Catalogue
import Database
import Diagnostics
public import Workbook

/// One sitting of a workshop, as the workbook holds it.
public struct Sitting: Sendable {
  /// The fact, of kind `workshop`.
  public let fact: Fact
  /// The name of the script it follows.
  public let script: String
  /// What it was called.
  public let title: String
  /// What it works on, if its script is about one fact.
  public let about: Fact?
  /// The day, if known.
  public let date: String?
  /// When it began, in UTC.
  public let started: String?
  /// When it ended, in UTC; nil while it is open.
  public let ended: String?
  /// The people in the room: facilitator, scribe and attendees, by reference, each once.
  public let people: [String]

  /// The sittings that follow a script, oldest first.
  public static func all(_ workbook: Workbook, _ reader: Reader) throws -> [Sitting] {
    let found = try reader.rows("SELECT id FROM workshop WHERE script IS NOT NULL ORDER BY id").rows
    return try found.compactMap { row in
      guard case .integer(let id) = row[0] else { return nil }
      return try Sitting(id, workbook, reader)
    }
  }

  /// The sitting of an id; nil when it is gone or follows no script.
  public init?(_ id: Int64, _ workbook: Workbook, _ reader: Reader) throws {
    guard let record = try reader.record(of: id), record.fact.kind == "workshop",
      let script = record.value("script")?.words
    else { return nil }
    fact = record.fact
    self.script = script
    title = record.value("title")?.words ?? fact.ref
    about = try record.value("about").flatMap { try workbook.fact($0.words) }
    date = record.value("date")?.words
    started = record.value("started")?.words
    ended = record.value("ended")?.words
    var known: Set<String> = []
    people = ["facilitator", "scribe", "attendees"].flatMap { name -> [String] in
      guard case .references(let refs)? = record.value(name) else { return [] }
      return refs
    }.filter { known.insert($0).inserted }
  }
}

/// A role that a script needs, and whether somebody in the room has it.
public struct Presence: Sendable, Equatable {
  /// The role, and what it is needed for.
  public let role: Script.Role
  /// Who in the room has it, by name.
  public let here: [String]
  /// Who has it and is not in the room, by name.
  public let elsewhere: [String]
}

extension Script {
  /// Which of its roles are in the room and which are missing.
  public func presence(of people: [String], _ reader: Reader) throws -> [Presence] {
    let known = try reader.rows("SELECT ref, name, roles FROM person ORDER BY id").rows
    return roles.map { role in
      let having = known.filter { row in
        (row[2].displayed ?? "").split(separator: ",").contains(Substring(role.name))
      }
      let names = { (isHere: Bool) -> [String] in
        having.filter { people.contains($0[0].displayed ?? "") == isHere }.compactMap { $0[1].displayed }
      }
      return Presence(role: role, here: names(true), elsewhere: names(false))
    }
  }
}
