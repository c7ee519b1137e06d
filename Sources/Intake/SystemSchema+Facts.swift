public import Catalogue

extension SystemSchema {
  /// What the description says, as facts of a system that goes by this reference: code lists and their
  /// codes, then each representation followed by its fields. A list of one value, as a type marker has, is
  /// nothing to agree about: its value becomes the example of the field. No two have one reference: see
  /// `reference-clash` among the notes.
  public func facts(of system: String) -> [ImportedFact] {
    let constants = Dictionary(
      codeLists.filter(\.isConstant).map { ($0.name, $0.codes[0].value) },
      uniquingKeysWith: { first, _ in first })
    let names = FactNames(self)
    var facts: [ImportedFact] = []
    for (list, codes) in zip(codeLists, names.codes) where !list.isConstant {
      facts += list.facts(of: system, as: names.lists[list.name] ?? list.name, codes)
    }
    for (index, representation) in representations.enumerated() {
      facts += representation.facts(
        of: system, as: names.representations[index], names.fields[index], constants, names.lists)
    }
    return facts
  }

  /// Which objects and lists, by reference, this description speaks for: its own, or, when it was read whole,
  /// everything of the system.
  public func covers(of system: String, whole: Bool) -> (String) -> Bool {
    if whole { return { $0.hasPrefix(system + ".") } }
    let own = Set(
      representations.map { "\(system).\($0.localName)" } + codeLists.map { "\(system).\($0.name)=" })
    return own.contains
  }
}

extension RepresentationSchema {
  fileprivate func facts(
    of system: String, as name: String, _ fieldNames: [String], _ constants: [String: String],
    _ lists: [String: String]
  ) -> [ImportedFact] {
    let ref = "\(system).\(name)"
    var values: [String: FactValue] = ["system": .references([system]), "local-name": .text(name)]
    values["definition"] = text(definition)
    values["identifier"] = text(identifier)
    return [ImportedFact(kind: "representation", ref: ref, values: values)]
      + zip(fieldsRequiredAsAWhole, fieldNames).map { $0.fact(of: ref, system, as: $1, constants, lists) }
  }
}

extension RepresentationSchema {
  /// The fields, a nested one required only if everything that it stands in is.
  private var fieldsRequiredAsAWhole: [FieldSchema] {
    var required: [String: Bool] = [:]
    return fields.map { field in
      var field = field
      if let dot = field.name.lastIndex(of: ".") {
        var parent = field.name[..<dot]
        while parent.hasSuffix("[]") || parent.hasSuffix("{}") { parent.removeLast(2) }
        field.required = field.required && required[String(parent)] ?? true
      }
      required[field.name] = field.required
      return field
    }
  }
}

extension FieldSchema {
  fileprivate func fact(
    of representation: String, _ system: String, as name: String, _ constants: [String: String],
    _ lists: [String: String]
  ) -> ImportedFact {
    var values: [String: FactValue] = [
      "representation": .references([representation]), "name": .text(name), "required": .flag(required),
    ]
    values["label"] = text(label)
    values["type"] = .text(items.map { "\(type) of \($0)" } ?? type)
    values["format"] = text(format)
    // What is not said of a field is usual, and would only fill the pages.
    if nullable { values["nullable"] = .flag(true) }
    if readOnly { values["read-only"] = .flag(true) }
    if deprecated { values["deprecated"] = .flag(true) }
    values["max-length"] = maxLength.map(FactValue.integer)
    values["default"] = text(defaultValue)
    values["example"] = text(example)
    values["meaning"] = text(codeList == nil ? meaning : meaning?.withoutListOfValues)
    if let codeList, let only = constants[codeList] {
      values["example"] = text(only)
    } else {
      values["code-list"] = codeList.map { .references(["\(system).\(lists[$0] ?? $0)="]) }
    }
    values["class"] = fieldClass.map { .text($0.rawValue) }
    return ImportedFact(kind: "field", ref: "\(representation).\(name)", values: values)
  }
}

extension CodeListSchema {
  fileprivate func facts(of system: String, as name: String, _ values: [String]) -> [ImportedFact] {
    let ref = "\(system).\(name)="
    var own: [String: FactValue] = ["system": .references([system]), "name": .text(name)]
    if isStatus { own["is-status"] = .flag(true) }
    let codes = zip(codes, values).map { code, value -> ImportedFact in
      var values: [String: FactValue] = ["code-list": .references([ref]), "value": .text(value)]
      values["label"] = text(code.label)
      values["meaning"] = text(code.meaning)
      return ImportedFact(kind: "code", ref: ref + value, values: values)
    }
    return [ImportedFact(kind: "code-list", ref: ref, values: own)] + codes
  }
}

extension String {
  /// Without lines like "* `open`: it was finalised", and what follows them: they are the meanings of codes.
  fileprivate var withoutListOfValues: String {
    var lines: [Substring] = []
    for line in split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let words = line.drop { $0 == " " }
      if words.hasPrefix("* `") || words.hasPrefix("- `") { break }
      lines.append(line)
    }
    return lines.isEmpty ? self : lines.joined(separator: "\n")
  }
}

/// A text that says something, without the blanks around it.
private func text(_ words: String?) -> FactValue? {
  guard let words = words?.trimmed, !words.isEmpty else { return nil }
  return .text(words)
}
