import Diagnostics
import Formats

/// How a schema is being read into a shape.
struct ShapeContext {
  /// Whether a reference to an object takes over its properties instead of naming it.
  var expands = false
  /// Whether this is a member of an `allOf`.
  var isMerged = false
  /// The named schema whose properties are being taken over.
  var inheritedFrom: String?
  /// Whether that schema is a base or an alternative, which speaks of itself and not of this one.
  var isBase = false
  /// The code list that enumerations met here belong to.
  var owner: String?
  /// References already followed on the way to here.
  var chain: Set<String> = []
  /// How many schemas lie around this one.
  var level = 0
}

extension OpenAPIReader {
  /// How deep schemas may refer to and contain one another.
  static var deepest: Int { 100 }

  /// The shape of a property or of the elements of an array. A single referenced object stays a
  /// reference; several, or one with properties added, are merged.
  mutating func shape(
    of definitions: [Node], areAlternatives: Bool = false, owner: String? = nil, chain: Set<String>
  ) throws(Diagnostic) -> Shape {
    var context = ShapeContext(owner: owner, chain: chain)
    let first = try shape(of: definitions, areAlternatives: areAlternatives, context)
    guard first.mergesObjects else { return first }
    context.expands = true
    return try shape(of: definitions, areAlternatives: areAlternatives, context)
  }

  mutating func shape(
    of definitions: [Node], areAlternatives: Bool, _ context: ShapeContext
  ) throws(Diagnostic) -> Shape {
    var shape = Shape()
    if areAlternatives, definitions.count > 1 {
      try unite(definitions, into: &shape, context)
    } else {
      for definition in definitions { try absorb(definition, into: &shape, context) }
    }
    applyRequired(&shape)
    return shape
  }

  /// Adds what one schema says to a shape.
  mutating func absorb(_ schema: Node, into shape: inout Shape, _ context: ShapeContext) throws(Diagnostic) {
    try spend(at: schema.position, level: context.level)
    guard let entries = schema.mapping else {
      // `true` and `false` are schemas since 3.1, an empty one is common in YAML.
      if schema.bool == nil, !schema.isNull {
        notebook.fault("A schema must be a mapping; here is \(schema.kind).", at: schema.position)
      }
      return
    }
    var members: [(keyword: String, value: Node)] = []
    for entry in entries {
      switch entry.key {
      case "$ref", "allOf", "anyOf", "oneOf": members.append((entry.key, entry.value))
      default: absorb(entry, of: schema, into: &shape, context)
      }
    }
    var inner = context
    inner.level += 1
    for member in members {
      if member.keyword == "$ref" {
        try follow(member.value, into: &shape, inner)
      } else if let schemas = list(member.value, named: member.keyword) {
        if member.keyword == "allOf" || schemas.count == 1 {
          inner.isMerged = true
          for part in schemas { try absorb(part, into: &shape, inner) }
        } else {
          inner.isMerged = context.isMerged
          try unite(schemas, into: &shape, inner)
        }
      }
    }
  }

  /// Adds what one keyword says.
  private mutating func absorb(
    _ entry: Node.Entry, of schema: Node, into shape: inout Shape, _ context: ShapeContext
  ) {
    let value = entry.value
    // What a base says of itself is not said of those who build on it.
    let speaks = !context.isBase
    switch entry.key {
    case "type": absorbType(value, into: &shape)
    case "format": shape.format = shape.format ?? text(value, named: "format")
    case "title": if speaks { shape.title = shape.title ?? value.string }
    case "description": if speaks { shape.description = shape.description ?? meaning(value) }
    case "nullable", "x-nullable": if value.bool == true { shape.isNullable = true }
    case "readOnly": if value.bool == true { shape.isReadOnly = true }
    case "writeOnly": if value.bool == true { shape.isWriteOnly = true }
    case "deprecated": if value.bool == true { shape.isDeprecated = true }
    case "maxLength":
      if let length = maxLength(value) { shape.maxLength = max(shape.maxLength ?? 0, length) }
    case "default": if speaks { shape.defaultValue = shape.defaultValue ?? sample(value) }
    case "example": if speaks { shape.example = shape.example ?? sample(value) }
    case "examples": if speaks { shape.example = shape.example ?? value.sequence?.first.flatMap(sample) }
    case "properties": absorbProperties(value, into: &shape, context)
    case "required": absorbRequired(value, into: &shape)
    case "items":
      if let several = value.sequence {
        shape.items += several.map { Shape.Below(node: $0, owner: context.owner, chain: context.chain) }
      } else {
        shape.items.append(Shape.Below(node: value, owner: context.owner, chain: context.chain))
      }
    case "prefixItems":
      shape.items += (list(value, named: "prefixItems") ?? []).map {
        Shape.Below(node: $0, owner: context.owner, chain: context.chain)
      }
    case "additionalProperties":
      if value.mapping?.isEmpty == false {
        shape.values.append(Shape.Below(node: value, owner: context.owner, chain: context.chain))
      }
      if value.bool == nil, value.mapping == nil {
        refuse(value, "additionalProperties", "a schema or a truth value")
      }
    case "patternProperties":
      if let patterns = mapping(value, named: "patternProperties") {
        shape.values += patterns.map { Shape.Below(node: $0.value, owner: context.owner, chain: context.chain) }
      }
    case "enum": absorbEnumeration(value, of: schema, into: &shape, context)
    case "const":
      shape.enumerations.append(
        Shape.Enumeration(values: [value], schema: schema, owner: context.owner, isConstant: true))
    case "x-is-money": if value.bool == true { shape.isMoney = true }
    case "x-is-msdate", "x-is-msdate-time": if value.bool == true { shape.isDate = true }
    default: break
    }
  }

  /// A number of characters; anything else is noted. A whole number may be written `80.0` (JSON Schema 4.2.3).
  private mutating func maxLength(_ value: Node) -> Int? {
    if value.isNull { return nil }
    let length = value.int ?? value.double.flatMap { Int(exactly: $0) }
    if let length, length >= 0 { return length }
    let written = sample(value) ?? value.kind
    notebook.note(
      "wrong-max-length", "`\(written)` is no number of characters; this `maxLength` is ignored.",
      at: value.position, reason: "It is a whole number, 0 or more.")
    return nil
  }

  private mutating func absorbType(_ value: Node, into shape: inout Shape) {
    let words = value.sequence ?? [value]
    for word in words {
      guard let name = word.string else {
        if word.isNull { continue }
        notebook.fault(
          "`type` must be a word\(value.sequence == nil ? "" : " or a list of words"); here is \(word.kind).",
          at: word.position)
        continue
      }
      if name == "null" {
        shape.isNullable = true
      } else {
        if !Self.typeWords.contains(name) {
          notebook.note(
            "unknown-type", "`\(name)` is no type of OpenAPI.", at: word.position,
            notes: nearest(to: name, in: Self.typeWords.sorted()).map { ["nearest: \($0)"] } ?? [])
        }
        shape.addType(name)
      }
    }
  }

  private static var typeWords: Set<String> {
    ["string", "integer", "number", "boolean", "object", "array", "file"]
  }

  private mutating func absorbProperties(_ value: Node, into shape: inout Shape, _ context: ShapeContext) {
    guard let entries = mapping(value, named: "properties") else { return }
    for entry in entries {
      shape.define(
        Shape.Property(
          name: entry.key, position: entry.keyPosition, definitions: [entry.value],
          inheritedFrom: context.inheritedFrom, chain: context.chain))
    }
  }

  private mutating func absorbRequired(_ value: Node, into shape: inout Shape) {
    if value.bool != nil {
      notebook.note(
        "required-ignored",
        "`required` is a list of names beside `properties`; the truth value here says nothing.",
        at: value.position)
      return
    }
    for name in list(value, named: "required") ?? [] {
      guard let text = text(name, named: "required") else { continue }
      shape.required.append((text, name.position))
    }
  }

  private mutating func absorbEnumeration(
    _ value: Node, of schema: Node, into shape: inout Shape, _ context: ShapeContext
  ) {
    guard let values = list(value, named: "enum") else { return }
    if values.contains(where: \.isNull) { shape.isNullable = true }
    shape.enumerations.append(Shape.Enumeration(values: values, schema: schema, owner: context.owner))
  }

  /// Marks the properties that `required` names.
  func applyRequired(_ shape: inout Shape) { shape.require(Set(shape.required.map(\.name))) }
}
