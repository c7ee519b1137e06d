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
      for (index, value) in enumeration.values.enumerated() {
        guard let text = value.scalarText ?? sample(value), seen.insert(text).inserted else { continue }
        list.codes.append(
          CodeSchema(
            value: text, label: explained.label(of: text, at: index),
            meaning: explained.meaning(of: text, at: index)))
      }
    }
    return list
  }
}

/// What a schema says of the values of its enumeration, in one of the ways in use.
private struct Explanations {
  private let schema: Node
  private let isConstant: Bool
  private let listed: [String: String]

  init(_ enumeration: Shape.Enumeration) {
    schema = enumeration.schema
    isConstant = enumeration.isConstant
    let values = Set(enumeration.values.compactMap(\.scalarText))
    listed = Self.listing(schema["description"]?.string ?? "", values)
  }

  /// `x-enum-varnames`, `x-enumNames`, `x-ms-enum`, or the title of a constant; nil where it only
  /// repeats the value.
  func label(of value: String, at index: Int) -> String? {
    let label =
      isConstant
      ? schema["title"]?.string
      : find(["x-enum-varnames", "x-enumNames", "x-enum-names"], value, index)
        ?? microsoft(value)?["name"]?.string
    return label == value ? nil : label
  }

  /// `x-enum-descriptions`, `x-enumDescriptions`, `x-ms-enum`, the description of a constant, or a list
  /// in the description.
  func meaning(of value: String, at index: Int) -> String? {
    if isConstant { return schema["description"]?.string }
    return find(["x-enum-descriptions", "x-enumDescriptions"], value, index)
      ?? microsoft(value)?["description"]?.string ?? listed[value]
  }

  private func find(_ keys: [String], _ value: String, _ index: Int) -> String? {
    for key in keys {
      guard let found = schema[key] else { continue }
      if let texts = found.sequence, texts.indices.contains(index) { return texts[index].scalarText }
      if let text = found[value]?.scalarText { return text }
    }
    return nil
  }

  private func microsoft(_ value: String) -> Node? {
    schema["x-ms-enum"]?["values"]?.sequence?.first { $0["value"]?.scalarText == value }
  }

  /// The values a description explains line by line: `* \`PAID\` - it was paid`. The mark at the front and
  /// what stands between value and text may vary; the value must be whole.
  private static func listing(_ description: String, _ values: Set<String>) -> [String: String] {
    var result: [String: String] = [:]
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
