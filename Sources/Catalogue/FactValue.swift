public import Diagnostics

/// A value as an attribute holds it. Nil, wherever one is optional, is "not known".
public enum FactValue: Hashable, Sendable {
  case text(String)
  case integer(Int)
  case decimal(Double)
  case flag(Bool)
  /// References as typed, not yet looked up; one of them for a single reference.
  case references([String])
}

/// What numbers are taken for: money, hours and counts of all that people do, with room to spare, so that no sum of
/// them leaves the integers.
private let decimals = 1e-6...1e12

extension Attribute {
  /// Reads what a person typed. Several texts are the several values of a list.
  ///
  /// Nothing at all, and `unknown` where that is no choice, is nil: not known. Anything that breaks the
  /// type or the choice is refused with what is allowed and the nearest match.
  public func read(_ texts: [String]) throws(Diagnostic) -> FactValue? {
    let trimmed = texts.map(\.trimmed).filter { !$0.isEmpty }
    guard let text = trimmed.last else { return nil }
    guard !trimmed.contains(where: { $0.utf8.contains(0) }) else {
      throw refusal(text, notes: ["it holds a NUL character"])
    }
    switch type {
    case .text: return .text(text)
    case .integer: return try whole(text)
    case .decimal:
      guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }), let number = Double(text) else {
        throw refusal(text)
      }
      guard number == 0 || decimals.contains(number) else {
        throw refusal(text, notes: ["at most 1000000000000, at least a millionth"])
      }
      return .decimal(number)
    case .date:
      guard CalendarDay(text) != nil else { throw refusal(text) }
      return .text(text)
    case .flag: return try flag(text)
    case .email:
      guard isAddress(text) else { throw refusal(text) }
      return .text(text)
    case .choice(let words): return .text(try choice(text, among: words))
    case .choices(let words):
      var chosen: Set<String> = []
      for part in trimmed.flatMap(\.commaSeparated) { chosen.insert(try choice(part, among: words)) }
      return .text(words.filter(chosen.contains).joined(separator: ","))
    case .reference: return .references([text])
    case .references: return .references(trimmed.flatMap(\.commaSeparated))
    }
  }

  private func whole(_ text: String) throws(Diagnostic) -> FactValue {
    guard let number = Int(text.filter { $0 != "_" && $0 != " " }), number >= 0 else { throw refusal(text) }
    return .integer(number)
  }

  private func flag(_ text: String) throws(Diagnostic) -> FactValue? {
    switch text.lowercased() {
    case "yes", "y", "true", "1": return .flag(true)
    case "no", "n", "false", "0": return .flag(false)
    case "unknown", "?": return nil
    default: throw refusal(text)
    }
  }

  private func choice(_ text: String, among words: [String]) throws(Diagnostic) -> String {
    let lower = text.lowercased()
    if words.contains(lower) { return lower }
    var notes = nearest(to: lower, in: words).map { ["did you mean `\($0)`?"] } ?? []
    notes.append("allowed: \(words.joined(separator: ", "))")
    throw refusal(text, notes: notes)
  }

  private func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !text.contains { $0.isWhitespace }
  }

  private func refusal(_ text: String, notes: [String] = []) -> Diagnostic {
    Diagnostic(
      "bad-value", "`\(text)` is no value for \(name): it takes \(type.expectation).", notes: notes,
      exit: .usage)
  }
}

extension Kind {
  /// Reads the values that a person typed for attributes of this kind; tells everything that is wrong.
  public func read(_ typed: [(name: String, texts: [String])]) throws(Problems) -> [String: FactValue?] {
    var values: [String: FactValue?] = [:]
    var problems: [Diagnostic] = []
    for (name, texts) in typed {
      guard let attribute = attribute(name) ?? Catalogue.givenProvenance.first(where: { $0.name == name })
      else {
        problems.append(unknown(name))
        continue
      }
      do throws(Diagnostic) {
        values.updateValue(try attribute.read(texts), forKey: name)
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return values
  }

  /// The refusal of an attribute that this kind does not have.
  public func unknown(_ name: String) -> Diagnostic {
    let near = nearest(to: name, in: attributes.map(\.name))
    return Diagnostic(
      "unknown-attribute", "\(self.withArticle.capitalisedFirst) has no attribute `\(name)`.",
      notes: near.map { ["did you mean `\($0)`?"] } ?? [], remedies: ["plumbline help add \(self.name)"],
      exit: .usage)
  }
}

extension String {
  /// Without white space at either end.
  public var trimmed: String {
    guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }

  var commaSeparated: [String] { split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty } }
}
