import Diagnostics
import Formats

extension OpenAPIReader {
  /// Adds what `anyOf` or `oneOf` allows: one field cannot be two, so it may be any of them.
  ///
  /// Properties of all alternatives are kept; those required by each of them are required.
  mutating func unite(_ schemas: [Node], into shape: inout Shape, _ context: ShapeContext) throws(Diagnostic) {
    var variants: [Shape] = []
    for schema in schemas {
      var variant = Shape()
      var inner = context
      inner.level += 1
      try absorb(schema, into: &variant, inner)
      applyRequired(&variant)
      if variant.isOnlyNull {
        shape.isNullable = true
      } else {
        variants.append(variant)
      }
    }
    for variant in variants { shape.take(variant, isOnly: variants.count == 1) }
    shape.require(requiredEverywhere(variants))
    let formats = Set(variants.compactMap(\.format))
    if shape.format == nil, formats.count == 1 { shape.format = formats.first }
    noteAlternatives(variants, of: schemas, &shape)
  }

  private func requiredEverywhere(_ variants: [Shape]) -> Set<String> {
    var names: Set<String>?
    for variant in variants where !variant.properties.isEmpty {
      let own = Set(variant.properties.lazy.filter(\.isRequired).map(\.name))
      names = names?.intersection(own) ?? own
    }
    return names ?? []
  }

  private mutating func noteAlternatives(_ variants: [Shape], of schemas: [Node], _ shape: inout Shape) {
    guard variants.count > 1, let position = schemas.first?.position else { return }
    // `oneOf` of constants is how an enumeration with meanings is written.
    if variants.allSatisfy({ $0.enumerations.contains(where: \.isConstant) && $0.properties.isEmpty }) {
      return
    }
    var distinct = OrderedNames()
    for variant in variants { distinct.insert(variant.typeWord) }
    let words = distinct.names
    let summary: String
    if words.count > 1 {
      shape.alternatives.insert(all: distinct)
      summary = "`\(subject)` may be \(words.joined(separator: " or ")); it is kept as one."
    } else if variants.contains(where: { !$0.properties.isEmpty }) {
      summary = "`\(subject)` may be one of \(variants.count) objects; their fields are kept together."
    } else {
      return
    }
    notebook.note("types-united", summary, at: position, severity: .note)
  }
}

extension Shape {
  /// Adds an alternative; the only one speaks for the whole.
  fileprivate mutating func take(_ variant: Shape, isOnly: Bool) {
    for type in variant.types { addType(type) }
    for property in variant.properties {
      var property = property
      property.isRequired = false
      define(property, asAlternative: true)
    }
    items += variant.items
    values += variant.values
    // An alternative of only "" is how a form says that a field can be cleared.
    enumerations += variant.enumerations.filter { $0.values.contains { $0.string != "" } }
    references.insert(all: variant.references)
    externals.insert(all: variant.externals)
    refersToArray = refersToArray || variant.refersToArray
    isNullable = isNullable || variant.isNullable
    isMoney = isMoney || variant.isMoney
    isDate = isDate || variant.isDate
    if let length = variant.maxLength { maxLength = max(maxLength ?? 0, length) }
    defaultValue = defaultValue ?? variant.defaultValue
    example = example ?? variant.example
    guard isOnly else { return }
    title = title ?? variant.title
    description = description ?? variant.description
    isReadOnly = isReadOnly || variant.isReadOnly
    isWriteOnly = isWriteOnly || variant.isWriteOnly
    isDeprecated = isDeprecated || variant.isDeprecated
  }
}
