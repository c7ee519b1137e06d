public import Catalogue

extension SystemSchema {
  /// What the description says, as facts of a system that goes by this reference: code lists and their
  /// codes, then each representation followed by its fields. A list of one value, as a type marker has, is
  /// nothing to agree about: its value becomes the example of the field.
  public func facts(of system: String) -> [ImportedFact] {
    let constants = Dictionary(
      codeLists.filter(\.isConstant).map { ($0.name, $0.codes[0].value) },
      uniquingKeysWith: { first, _ in first })
    return codeLists.filter { !$0.isConstant }.flatMap { $0.facts(of: system) }
      + representations.flatMap { $0.facts(of: system, constants) }
  }

  /// The references that this description speaks for: those of its representations and lists and below,
  /// or, when it was read whole, everything of the system.
  public func covers(of system: String, whole: Bool) -> (String) -> Bool {
    if whole { return { $0.hasPrefix(system + ".") } }
    let roots = Set(
      representations.map { "\(system).\($0.localName)" } + codeLists.map { "\(system).\($0.name)" })
    return { ref in
      if roots.contains(ref) { return true }
      return ref.indices.contains { (ref[$0] == "." || ref[$0] == "=") && roots.contains(String(ref[..<$0])) }
    }
  }
}

extension RepresentationSchema {
  fileprivate func facts(of system: String, _ constants: [String: String]) -> [ImportedFact] {
    let ref = "\(system).\(localName)"
    var values: [String: FactValue] = ["system": .references([system]), "local-name": .text(localName)]
    values["definition"] = text(definition)
    values["identifier"] = text(identifier)
    return [ImportedFact(kind: "representation", ref: ref, values: values)]
      + fields.map { $0.fact(of: ref, system, constants) }
  }
}

extension FieldSchema {
  fileprivate func fact(
    of representation: String, _ system: String, _ constants: [String: String]
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
    values["meaning"] = text(meaning)
    if let codeList, let only = constants[codeList] {
      values["example"] = text(only)
    } else {
      values["code-list"] = codeList.map { .references(["\(system).\($0)="]) }
    }
    values["class"] = fieldClass.map { .text($0.rawValue) }
    return ImportedFact(kind: "field", ref: "\(representation).\(name)", values: values)
  }
}

extension CodeListSchema {
  fileprivate func facts(of system: String) -> [ImportedFact] {
    let ref = "\(system).\(name)="
    var values: [String: FactValue] = ["system": .references([system]), "name": .text(name)]
    if isStatus { values["is-status"] = .flag(true) }
    let codes = codes.map { code -> ImportedFact in
      // An empty value would have its list's reference.
      let value = code.value.isEmpty ? "\"\"" : code.value
      var values: [String: FactValue] = ["code-list": .references([ref]), "value": .text(value)]
      values["label"] = text(code.label)
      values["meaning"] = text(code.meaning)
      return ImportedFact(kind: "code", ref: ref + value, values: values)
    }
    return [ImportedFact(kind: "code-list", ref: ref, values: values)] + codes
  }
}

/// A text that says something, without the blanks around it.
private func text(_ words: String?) -> FactValue? {
  guard let words = words?.trimmed, !words.isEmpty else { return nil }
  return .text(words)
}
