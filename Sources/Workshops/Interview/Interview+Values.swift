import Catalogue
import Database
import Diagnostics
import Workbook

/// What names in a script stand for.
extension Interview {
  /// A fact by its id, as it is now; nil when it is gone.
  func fact(of id: Int64) throws -> Fact? {
    try world.workbook.fact(withID: id)
  }

  /// What a name in braces or in a condition stands for; nil for what is not known.
  func value(_ name: String, _ context: Context) throws -> String? {
    switch name {
    case "it": return context.it?.ref
    case "title": return try context.it.flatMap { try title(of: $0) }
    case "subject": return sitting?.about?.ref
    case "next": return try nextPlace(context)
    case "sitting": return sitting?.fact.ref
    case "subject-title": return try sitting?.about.flatMap { try title(of: $0) }
    default: break
    }
    if let it = context.it, (try? Catalogue.kind(it.kind))?.attribute(name) != nil,
      let record = try reader.record(of: it.id)
    {
      return record.value(name)?.words
    }
    return context.columns[name]
  }

  /// The place after the last step of the process at hand.
  private func nextPlace(_ context: Context) throws -> String? {
    let process = [context.it, sitting?.about].compactMap { $0 }.first { $0.kind == "process" }
    let found = try reader.rows(
      "SELECT coalesce(max(\"order\"), 0) + 1 FROM step WHERE process_id = :process",
      named: ["process": .optional(process?.id)])
    return found.rows.first?[0].displayed
  }

  /// Whether a condition holds of the fact at hand and the rows around it.
  func holds(_ condition: Condition, _ context: Context) throws -> Bool {
    try condition.parts.allSatisfy { part in
      let value = try value(part.name, context)
      switch part.wanted {
      case .known: return value != nil
      case .unknown: return value == nil
      case .oneOf(let words):
        guard let value else { return false }
        return words.contains(value) || words.contains { value.split(separator: ",").contains(Substring($0)) }
      }
    }
  }

  /// The words that people know a fact by, where its reference does not say them.
  func title(of fact: Fact) throws -> String? {
    guard let kind = try? Catalogue.kind(fact.kind), let record = try reader.record(of: fact.id) else {
      return nil
    }
    return record.value(kind.title)?.words
  }

  /// A fact in a line: its reference, and its title where that says more.
  func line(_ fact: Fact) throws -> String {
    guard let title = try title(of: fact), Reference.slug(title) != Reference.slug(fact.ref),
      !fact.ref.hasSuffix(title)
    else { return fact.ref }
    return "\(fact.ref) · \(title)"
  }
}

extension FactValue {
  /// The value as one would type it.
  var words: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .decimal(let number):
      number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    case .flag(let flag): flag ? "yes" : "no"
    case .references(let refs): refs.joined(separator: ", ")
    }
  }
}
