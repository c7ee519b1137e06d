import Formats

/// The names under which facts of a description are known, so that no two have one reference.
///
/// Dots join the parts of a reference and may stand in names, too: the field `b.c` of `a` and the field
/// `c` of `a.b` would both be `a.b.c`. The later one gets ` (2)`, and so on. Representations and code
/// lists come before fields and codes, so that a field never takes the name of a whole object.
struct FactNames {
  /// A name that had to be changed.
  struct Clash {
    var wanted: String
    var given: String
    var position: Position
  }

  /// The names of code lists, by those in the description.
  private(set) var lists: [String: String] = [:]
  /// The values of each list's codes.
  private(set) var codes: [[String]] = []
  /// The names of the representations.
  private(set) var representations: [String] = []
  /// The names of each representation's fields.
  private(set) var fields: [[String]] = []
  private(set) var clashes: [Clash] = []
  private var taken: Set<String> = []

  init(_ schema: SystemSchema) {
    for list in schema.codeLists { lists[list.name] = unique(list.name, "", "=", at: list.position) }
    for representation in schema.representations {
      representations.append(unique(representation.localName, "", "", at: representation.position))
    }
    for list in schema.codeLists {
      let prefix = "\(lists[list.name] ?? list.name)="
      // An empty value would have its list's reference.
      codes.append(
        list.codes.map { unique($0.value.isEmpty ? "\"\"" : $0.value, prefix, "", at: list.position) })
    }
    for (representation, name) in zip(schema.representations, representations) {
      fields.append(representation.fields.map { unique($0.name, "\(name).", "", at: $0.position) })
    }
  }

  /// The name, numbered if what it makes with the words around it is taken.
  private mutating func unique(
    _ name: String, _ before: String, _ after: String, at position: Position
  ) -> String {
    var given = name
    var number = 1
    while !taken.insert(before + given + after).inserted {
      number += 1
      given = "\(name) (\(number))"
    }
    if number > 1 {
      clashes.append(
        Clash(wanted: before + name + after, given: before + given + after, position: position))
    }
    return given
  }
}
