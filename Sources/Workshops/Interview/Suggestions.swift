import Database
public import Workbook

/// Something that a field or a code may be paired with.
public struct Suggestion: Sendable, Equatable {
  /// Its reference.
  public var ref: String
  /// How likely it is, from 0 to 1.
  public var score: Double
  /// What speaks for it, in a few words.
  public var why: String

  /// A suggestion.
  public init(_ ref: String, score: Double, why: String) {
    self.ref = ref
    self.score = score
    self.why = why
  }
}

/// Whoever ranks the candidates of a pairing.
public protocol Suggesting {
  /// The fields on the other side that a field may be paired with, best first.
  func fields(for field: Fact, isSource: Bool, _ reader: Reader) throws -> [Suggestion]
  /// The codes of a list that a code may mean, best first.
  func codes(for code: Fact, in list: String, _ reader: Reader) throws -> [Suggestion]
}

/// Ranks by names: the same one, the same words in it, and types that can be copied.
public struct NameSuggestions: Suggesting {
  /// A ranking by names.
  public init() {}

  /// The fields of the same entity in other systems, by the words of their names.
  public func fields(for field: Fact, isSource: Bool, _ reader: Reader) throws -> [Suggestion] {
    // The other side: what represents the same entity in another system. Without an entity nothing is known.
    let sql = """
      SELECT f.ref, f.name, coalesce(f.label, ''), coalesce(f.type, ''), o.name, coalesce(o.label, ''),
        coalesce(o.type, ''), f.scope
      FROM field o
      JOIN representation mine ON mine.id = o.representation_id
      JOIN representation theirs ON theirs.entity_id = mine.entity_id AND theirs.system_id <> mine.system_id
      JOIN field f ON f.representation_id = theirs.id
      WHERE o.id = :field
      ORDER BY f.id
      """
    let rows = try reader.rows(sql, named: ["field": .integer(field.id)]).rows
    return ranked(
      rows.map { row in
        let words = row.map { $0.displayed ?? "" }
        return suggestion(
          words[0], theirs: [words[1], words[2]], mine: [words[4], words[5]],
          typesAgree: Self.family(words[3]) == Self.family(words[6]), isOut: words[7] == "out")
      })
  }

  /// The codes of the other list, by the words of their values and labels.
  public func codes(for code: Fact, in list: String, _ reader: Reader) throws -> [Suggestion] {
    let sql = """
      SELECT c.ref, c.value, coalesce(c.label, ''), o.value, coalesce(o.label, ''), c.in_use
      FROM code o, code c WHERE o.id = :code AND c.code_list = :list ORDER BY c.id
      """
    let rows = try reader.rows(sql, named: ["code": .integer(code.id), "list": .text(list)]).rows
    return ranked(
      rows.map { row in
        let words = row.map { $0.displayed ?? "" }
        return suggestion(
          words[0], theirs: [words[1], words[2]], mine: [words[3], words[4]], typesAgree: true,
          isOut: words[5] == "0")
      })
  }

  /// Best first; equally good ones in the order of their schema.
  private func ranked(_ found: [Suggestion]) -> [Suggestion] {
    found.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }.map(\.element)
  }

  private func suggestion(
    _ ref: String, theirs: [String], mine: [String], typesAgree: Bool, isOut: Bool
  ) -> Suggestion {
    var best = 0.0
    var why = ""
    for a in theirs where !a.isEmpty {
      for b in mine where !b.isEmpty {
        let (score, words) = Self.likeness(a, b)
        if score > best { (best, why) = (score, words) }
      }
    }
    if best > 0, !typesAgree { best *= 0.8 }
    if isOut {
      best *= 0.5
      why += (why.isEmpty ? "" : ", ") + "not in use here"
    }
    return Suggestion(ref, score: best, why: why)
  }

  /// How alike two names are: 1 for the same one, else by the words that both have.
  static func likeness(_ a: String, _ b: String) -> (Double, String) {
    let (x, y) = (words(a), words(b))
    if x == y { return (1, "same name") }
    if x.joined() == y.joined() { return (0.95, "same name") }
    let common = Set(x).intersection(y)
    guard !common.isEmpty else {
      // Status, state; amount, amt: the beginning of a word counts a little.
      let near = x.contains { word in
        y.contains { $0.count >= 3 && word.count >= 3 && ($0.hasPrefix(word) || word.hasPrefix($0)) }
      }
      return near ? (0.3, "a word in common") : (0, "")
    }
    // The last word of a name says what it is; the ones before say of what.
    let last = x.last == y.last ? 0.15 : 0
    let share = Double(common.count) / Double(Set(x).union(y).count)
    return (min(0.9, 0.25 + 0.6 * share + last), "`\(common.sorted().joined(separator: " "))` in both")
  }

  /// The words of a name: `invoiceTotal_amount` is invoice, total, amount.
  static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in name {
      let isBreak = !character.isLetter && !character.isNumber
      if isBreak || (character.isUppercase && wasLower) {
        if !word.isEmpty { words.append(word.lowercased()) }
        word = ""
      }
      if !isBreak { word.append(character) }
      wasLower = character.isLowercase || character.isNumber
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    return words
  }

  private static func family(_ type: String) -> String {
    switch type.lowercased() {
    case "integer", "int", "number", "decimal", "float", "double", "long": "number"
    case "boolean", "bool", "flag": "flag"
    default: "text"
    }
  }
}
