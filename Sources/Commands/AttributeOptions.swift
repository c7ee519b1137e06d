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
    switch type {
    case .flag: return .answer(name, help, section: section)
    case .choice(let words): return .value(name, "WORD", help, values: .choices(words), section: section)
    case .choices(let words):
      return .list(
        name, "WORDS", help, values: .dynamic("words:\(words.joined(separator: ","))"), section: section)
    case .reference(let kinds):
      return .value(
        name, "REF", help, values: .dynamic("reference:\(kinds.joined(separator: ","))"), section: section)
    case .references(let kinds):
      return .list(
        name, "REFS", help, values: .dynamic("reference:\(kinds.joined(separator: ","))"), section: section)
    case .date: return .value(name, "YYYY-MM-DD", help, section: section)
    case .integer, .decimal: return .value(name, "NUMBER", help, section: section)
    case .email: return .value(name, "ADDRESS", help, section: section)
    case .text: return .value(name, "TEXT", help, section: section)
    }
  }
}
