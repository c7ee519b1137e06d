import Catalogue
import Database
import Diagnostics
import Digests
import Formats
public import Workbook

/// A change to what was agreed, as it was put before those who agreed: what and why, what it costs, whose vote it needs.
///
/// It freezes a new baseline. What of the one before it leaves alone stays agreed; for the rest those who had
/// agreed vote anew.
public struct Amendment: Sendable {
  /// Votes that it needs: those of a role, on what of it that role had agreed to.
  public struct Need: Sendable, Equatable {
    /// The role.
    public var role: String
    /// The references of those who had agreed in it.
    public var people: [String]
    /// The items to agree to, by reference; nil for all that the amendment changes. Empty when all of them are gone.
    public var about: [String]?
    /// The one document to agree to.
    public var document: String?
    /// How many people have to agree.
    public var needed: Int
    /// How many have.
    public var given = 0
    /// The references of the votes that count, joined by commas.
    public var votes: String?
    /// `missing`, `rejected`, `approved` or `approved-with-conditions`.
    public var state = "missing"

    /// Whether enough have agreed.
    public var isSettled: Bool { state.hasPrefix("approved") }

    /// Whether an item is among those to agree to.
    func covers(_ ref: String) -> Bool { about?.contains { $0.hasSameBytes(as: ref) } ?? true }
  }

  /// The fact that it is in the workbook.
  public let fact: Fact
  /// The baseline that froze the facts with it.
  public let baseline: Fact
  /// The baseline that it changes.
  public let amends: Fact
  /// Why.
  public let reason: String
  /// The reference of who asked for it.
  public let requestedBy: String
  /// The day on which that was.
  public let requestedOn: String?
  /// When it was made, in UTC.
  public let at: String
  /// Who made it.
  public let who: String
  /// What came, changed or went, then what rests on that.
  public let items: [Supersession.Entry]
  /// The votes that it needs.
  public let needs: [Need]
  /// What it does to the estimate; nil where nothing is priced.
  public let estimate: EstimateChange?
  /// All of it in canonical form: what a signature of it signs.
  public let statement: String

  /// What came, changed or went.
  public var touched: [Supersession.Entry] { items.filter { $0.how != .downstream } }
  /// What rests on that.
  public var downstream: [Supersession.Entry] { items.filter { $0.how == .downstream } }

  /// The items that a need is about and that are there to be agreed to, by reference.
  public func wanted(_ need: Need) -> [String] {
    need.about ?? all
  }

  /// Every item of it that is there to be agreed to, by reference.
  var all: [String] { items.filter { $0.how != .removed && !$0.isEstimate }.map(\.ref) }

  /// What a role has to agree to: what somebody of that role had agreed to; of several, the most.
  public func need(of role: String) -> Need? {
    let own = needs.filter { $0.role.lowercased() == role.lowercased() }
    return own.first { $0.about == nil && $0.document == nil } ?? own.first
  }

  /// Every amendment, oldest first.
  public static func all(_ reader: Reader) throws -> [Amendment] {
    let standing = try standing(reader)
    let rows = try reader.rows(
      """
      SELECT a.id, a.ref, a.baseline_id, a.baseline, a.amends_id, a.amends, a.reason, a.requested_by, a.requested_on,
        i.captured_at, i.captured_by, a.statement
      FROM amendment a JOIN item i ON i.id = a.id ORDER BY a.id
      """
    ).rows
    return rows.map { row in
      let text = row.map { $0.displayed ?? "" }
      func fact(_ place: Int, _ kind: String) -> Fact {
        guard case .integer(let id) = row[place] else { return Fact(id: 0, kind: kind, ref: text[place + 1]) }
        return Fact(id: id, kind: kind, ref: text[place + 1])
      }
      // One that somebody has edited tells nothing; the examination of the workbook says so.
      let told = (try? JSON.parse(Array(text[11].utf8), file: text[1])) ?? Node([])
      return Amendment(
        fact: fact(0, "amendment"), baseline: fact(2, "baseline"), amends: fact(4, "baseline"), reason: text[6],
        requestedBy: text[7], requestedOn: row[8].displayed, at: text[9], who: text[10],
        items: (told["items"]?.sequence ?? []).compactMap(Supersession.Entry.init),
        needs: standing[text[1]] ?? [], estimate: told["estimate"].flatMap(EstimateChange.init),
        statement: text[11])
    }
  }

  /// The votes that each needs and has, by its reference.
  private static func standing(_ reader: Reader) throws -> [String: [Need]] {
    var found: [String: [Need]] = [:]
    try reader.query(
      """
      SELECT amendment, role, people, about, document, needed, given, votes, state FROM amendment_role
      WHERE amendment IS NOT NULL ORDER BY amendment_id, position
      """
    ) { row in
      let about = try row.optionalText(3).map { try JSON.parse(Array($0.utf8), file: "about").texts }
      found[try row.text(0), default: []].append(
        Need(
          role: try row.text(1),
          people: (try row.optionalText(2) ?? "").split(separator: ", ").map(String.init),
          about: about, document: try row.optionalText(4), needed: Int(try row.integer(5)),
          given: Int(try row.integer(6)), votes: try row.optionalText(7), state: try row.text(8)))
    }
    return found
  }

  /// The amendment that a person means, by its reference or by that of its baseline; the newest when nothing is said.
  public static func named(_ typed: String?, _ workbook: Workbook) throws -> Amendment {
    let all = try all(try workbook.reader())
    guard let typed else {
      if let last = all.last { return last }
      throw Diagnostic(
        "no-amendment", "There is no amendment yet.",
        remedies: ["plumbline amendment create NAME --reason \"…\" --requested-by PERSON"], exit: .usage)
    }
    let fact = try workbook.fact(typed, kinds: ["amendment", "baseline"])
    if let found = all.first(where: { $0.fact.id == fact.id || $0.baseline.id == fact.id }) { return found }
    throw Diagnostic(
      "no-amendment", "\(fact.ref) is no amendment: it was frozen on its own.",
      notes: all.isEmpty ? [] : ["the amendments are \(all.map(\.fact.ref).joined(separator: ", "))"],
      remedies: ["plumbline baseline show \(shellQuoted(fact.ref))", "plumbline amendment list"], exit: .usage)
  }
}

extension Supersession.Entry {
  /// Whether it is the estimate, which is no item.
  var isEstimate: Bool { kind == "document" }

  /// As an amendment states it, with the digest of what is agreed to; nil where there is none.
  func canonical(_ digest: Digest?) -> CanonicalValue {
    .object(known: [
      ("because", because.map { .text($0) }), ("digest", digest.map { .text("\($0)") }),
      ("how", .text(how.rawValue)), ("item", .text(ref)), ("kind", .text(kind)),
    ])
  }

  fileprivate init?(_ node: Node) {
    guard let ref = node["item"]?.string, let kind = node["kind"]?.string,
      let how = node["how"]?.string.flatMap(How.init(rawValue:))
    else { return nil }
    self.init(ref: ref, kind: kind, how: how, because: node["because"]?.string)
  }
}
