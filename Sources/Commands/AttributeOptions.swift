import Catalogue
import CommandLineKit
import Diagnostics

/// The options of `add` and `set`, derived from the catalogue.
extension Kind {
  /// An option an attribute, in the catalogue's order, without those that are given by place.
  func options(without placed: [String] = []) -> [Option] {
    attributes.filter { !placed.contains($0.name) }.map(\.option)
      + [Catalogue.provenance.first { $0.name == "evidence" }?.option].compactMap { $0 }
  }

  /// The values that were given, checked against the catalogue; everything that is wrong is told.
  func values(_ arguments: Arguments, and placed: [String: String] = [:]) throws(Problems) -> [String:
    FactValue?]
  {
    var typed: [(name: String, texts: [String])] = placed.map { ($0.key, [$0.value]) }
    for given in arguments.given where attribute(given.option.name) != nil || given.option.name == "evidence" {
      if let index = typed.firstIndex(where: { $0.name == given.option.name }) {
        typed[index].texts.append(given.value)
      } else {
        typed.append((given.option.name, [given.value]))
      }
    }
    return try read(typed)
  }
}

extension Attribute {
  var option: Option {
    let section = "Attributes"
    let words = help.prefix(1).uppercased() + help.dropFirst() + (help.hasSuffix("?") ? "" : ".")
    switch type {
    case .flag: return .answer(name, words, section: section)
    case .choice(let choices):
      return .value(name, "WORD", words, values: .choices(choices), section: section)
    case .choices(let choices):
      return .list(
        name, "WORDS", "\(words) Some of: \(choices.joined(separator: ", ")).",
        values: .dynamic("words:\(choices.joined(separator: ","))"), section: section)
    case .reference(let kinds):
      return .value(
        name, "REF", words, values: .dynamic("reference:\(kinds.joined(separator: ","))"), section: section)
    case .references(let kinds):
      return .list(
        name, "REFS", words, values: .dynamic("reference:\(kinds.joined(separator: ","))"), section: section)
    case .date: return .value(name, "DAY", "\(words) As YYYY-MM-DD.", section: section)
    case .integer, .decimal: return .value(name, "NUMBER", words, section: section)
    case .email: return .value(name, "ADDRESS", words, section: section)
    case .text: return .value(name, "TEXT", words, section: section)
    }
  }
}
