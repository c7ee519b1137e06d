import Formats

extension OpenAPIReader {
  /// Adds the code lists of a field, each under the schema that owns it or the field's own name; gives
  /// back the name of the first.
  mutating func addLists(_ enumerations: [Shape.Enumeration], origin: String, source: SchemaSource) -> String? {
    var names: [String] = []
    for enumeration in enumerations {
      let name = enumeration.owner ?? origin
      if !names.contains(name) { names.append(name) }
    }
    for name in names where listNames.insert(name).inserted {
      let own = enumerations.filter { ($0.owner ?? origin) == name }
      let isOwned = own.contains { $0.owner != nil }
      codeLists.append(codeList(name, own, source: isOwned ? .component : source))
    }
    return names.first
  }

  private mutating func codeList(
    _ name: String, _ enumerations: [Shape.Enumeration], source: SchemaSource
  ) -> CodeListSchema {
    var list = CodeListSchema(
      name: name, isStatus: isStatusName(nameWords(name.replacing("[]", with: ""))),
      isShared: kind(of: name) == .list,
      source: source, declarations: enumerations.count { !$0.isConstant },
      position: enumerations[0].schema.position)
    var seen: Set<String> = []
    for enumeration in enumerations {
      let explained = Explanations(enumeration)
      for value in enumeration.values {
        guard let text = value.scalarText ?? sample(value), seen.insert(text).inserted else { continue }
        list.codes.append(
          CodeSchema(
            value: text, label: explained.label(of: text),
            meaning: explained.meaning(of: text)))
      }
    }
    return list
  }
}

/// What a schema says of the values of its enumeration, in one of the ways in use.
private struct Explanations {
  private var labels: [String: String] = [:]
  private var meanings: [String: String] = [:]

  /// Labels come from `x-enum-varnames`, `x-enumNames`, `x-ms-enum`, or the title of a constant;
  /// meanings from `x-enum-descriptions`, `x-enumDescriptions`, `x-ms-enum`, the description of a
  /// constant, or a list in the description. The first that says something counts.
  init(_ enumeration: Shape.Enumeration) {
    let schema = enumeration.schema
    let values = enumeration.values.map { $0.scalarText ?? "" }
    if enumeration.isConstant, let value = values.first {
      labels[value] = schema["title"]?.string
      meanings[value] = schema["description"]?.string
      return
    }
    for key in ["x-enum-varnames", "x-enumNames", "x-enum-names"] { Self.add(schema[key], values, to: &labels) }
    for key in ["x-enum-descriptions", "x-enumDescriptions"] { Self.add(schema[key], values, to: &meanings) }
    for entry in schema["x-ms-enum"]?["values"]?.sequence ?? [] {
      guard let value = entry["value"]?.scalarText else { continue }
      labels[value] = labels[value] ?? entry["name"]?.string
      meanings[value] = meanings[value] ?? entry["description"]?.string
    }
    let listed = Self.listing(schema["description"]?.string ?? "", Set(values))
    meanings.merge(listed) { known, _ in known }
  }

  /// A name for people; nil where it would only repeat the value.
  func label(of value: String) -> String? { labels[value] == value ? nil : labels[value] }

  func meaning(of value: String) -> String? { meanings[value] }

  /// Texts in the order of the values, or by value.
  private static func add(_ node: Node?, _ values: [String], to result: inout [String: String]) {
    if let texts = node?.sequence {
      for (value, text) in zip(values, texts) where result[value] == nil { result[value] = text.scalarText }
    }
    for entry in node?.mapping ?? [] where result[entry.key] == nil {
      result[entry.key] = entry.value.scalarText
    }
  }

  /// The values a description explains line by line: `* \`PAID\` - it was paid`. The mark at the front and
  /// what stands between value and text may vary; the value must be whole.
  private static func listing(_ description: String, _ values: Set<String>) -> [String: String] {
    var result: [String: String] = [:]
    guard description.utf8.contains(0x0A) else { return result }  // One line lists nothing.
    for line in description.split(whereSeparator: \.isNewline) {
      guard let (value, meaning) = explained(line, values) else { continue }
      if result[value] == nil { result[value] = meaning }
    }
    return result
  }

  private static func explained(_ line: Substring, _ values: Set<String>) -> (String, String)? {
    let marks: Set<Character> = ["*", "-", "•", " ", "\t"]
    let quotes: Set<Character> = ["`", "'", "\"", "*"]
    let rest = line.drop { marks.contains($0) }
    for separator in [" - ", " – ", " — ", ": ", " = ", " => "] {
      guard let range = rest.firstRange(of: separator) else { continue }
      let value = rest[..<range.lowerBound].trimmed(of: quotes)
      let meaning = rest[range.upperBound...].trimmed(of: [" ", "\t"])
      if values.contains(value), !meaning.isEmpty { return (value, meaning) }
    }
    return nil
  }
}

extension Substring {
  /// Without these characters at both ends.
  func trimmed(of characters: Set<Character>) -> String {
    var rest = drop { characters.contains($0) }
    while let last = rest.last, characters.contains(last) { rest.removeLast() }
    return String(rest)
  }
}
