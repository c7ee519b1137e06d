import Diagnostics
import Formats

extension OpenAPIReader {
  /// Where in a representation fields are being added.
  private struct Place {
    /// The name above, "" at the top.
    var name = ""
    /// The same, as code lists are named after it: it begins with the schema that declares the fields.
    var origin: String
    var inheritedFrom: String?
    var depth = 0
    var chain: Set<String>
  }

  /// Reads an object schema with its fields.
  mutating func representation(
    _ name: String, _ node: Node, kind: Kind, source: SchemaSource, position: Position
  ) throws(Diagnostic) -> RepresentationSchema {
    subject = name
    let key = source == .component ? [Self.key(name)] : []
    let context = ShapeContext(expands: true, chain: Set(key))
    var shape = try shape(of: [node], areAlternatives: false, context)
    let definition = shape.description
    if kind == .rows {
      let below = (shape.items + shape.values).map(\.node)
      shape = try self.shape(of: below, areAlternatives: true, context)
    }
    noteUndeclared(shape)
    var result = RepresentationSchema(
      localName: name, definition: definition, source: source, position: position)
    let found = try children(of: shape, at: Place(origin: name, chain: context.chain), into: &result)
    _ = addLists(shape.enumerations + found.enumerations, origin: name, source: source)
    result.identifier = identifier(of: result, node)
    return result
  }

  /// Adds the fields of a shape and of what lies below it; the enumerations of elements and values are
  /// handed back, for they are the field's own.
  private mutating func children(
    of shape: Shape, at place: Place, into result: inout RepresentationSchema
  ) throws(Diagnostic) -> (enumerations: [Shape.Enumeration], below: Shape?) {
    guard place.depth <= Self.deepest else { throw tooDeep(at: result.position) }
    for property in shape.properties { try add(property, at: place, into: &result) }
    var enumerations: [Shape.Enumeration] = []
    var first: Shape?
    for (schemas, mark) in [(shape.items, "[]"), (shape.values, "{}")] where !schemas.isEmpty {
      var inner = place
      inner.name += mark
      inner.origin += mark
      inner.depth += 1
      for schema in schemas { inner.chain.formUnion(schema.chain) }
      let below = try self.shape(
        of: schemas.map(\.node), areAlternatives: true, owner: schemas[0].owner, chain: inner.chain)
      let deeper = try children(of: below, at: inner, into: &result)
      enumerations += below.enumerations + deeper.enumerations
      if first == nil { first = below }
    }
    return (enumerations, first)
  }

  /// Adds one field, and after it those nested in it.
  private mutating func add(
    _ property: Shape.Property, at place: Place, into result: inout RepresentationSchema
  ) throws(Diagnostic) {
    fieldCount += 1
    guard fieldCount <= limits.mostFields else {
      throw Diagnostic(
        "too-many-fields", "The description has more than \(limits.mostFields) fields.",
        at: notebook.place(property.position),
        reason: "References that contain one another can make a small file mean this many.")
    }
    var inner = place
    inner.name = place.name.isEmpty ? property.name : "\(place.name).\(property.name)"
    inner.origin = "\(property.inheritedFrom ?? place.origin).\(property.name)"
    inner.inheritedFrom = property.inheritedFrom ?? place.inheritedFrom
    inner.chain.formUnion(property.chain)
    subject = "\(result.localName).\(inner.name)"
    let shape = try shape(
      of: property.definitions, areAlternatives: property.areAlternatives, chain: inner.chain)
    noteUndeclared(shape)
    let index = result.fields.count
    result.fields.append(field(property, shape, inner))
    inner.depth += 1
    let found = try children(of: shape, at: inner, into: &result)
    let source: SchemaSource = inner.inheritedFrom == nil ? result.source : .component
    let list = addLists(shape.enumerations + found.enumerations, origin: inner.origin, source: source)
    complete(&result.fields[index], shape, below: found.below, codeList: list)
  }

  private func field(_ property: Shape.Property, _ shape: Shape, _ place: Place) -> FieldSchema {
    var field = FieldSchema(name: place.name, type: shape.type, position: property.position)
    field.label = shape.title
    field.format = shape.formatWord
    field.alternatives = shape.alternatives.names
    field.required = property.isRequired
    field.nullable = shape.isNullable
    field.readOnly = shape.isReadOnly
    field.writeOnly = shape.isWriteOnly
    field.deprecated = shape.isDeprecated
    field.maxLength = shape.maxLength
    field.defaultValue = shape.defaultValue
    field.example = shape.example
    field.meaning = shape.description
    field.inheritedFrom = place.inheritedFrom
    field.depth = place.depth
    field.declarations = max(1, property.declarations)
    return field
  }

  /// Adds what is known only when the elements of an array have been read.
  private func complete(_ field: inout FieldSchema, _ shape: Shape, below: Shape?, codeList: String?) {
    field.codeList = codeList
    if shape.refersToArray {
      field.items = "object"
    } else if let below {
      field.items = below.type
      if field.type == "array" { field.format = below.formatWord }
    }
    let hinted = shape.isMoney ? "money" : shape.isDate ? "date" : field.format
    field.fieldClass = FieldClass.of(
      type: field.type, format: hinted, name: field.name, hasCodeList: codeList != nil)
  }

  /// Says which names stand in `required` and nowhere in `properties`.
  private mutating func noteUndeclared(_ shape: Shape) {
    guard !shape.required.isEmpty, shape.references.isEmpty, shape.externals.isEmpty else { return }
    let names = Set(shape.properties.map(\.name))
    for (name, position) in shape.required where !names.contains(name) {
      notebook.note(
        "required-undeclared", "`\(subject)` requires `\(name)`, which it does not declare.", at: position)
    }
  }

  /// The field that identifies a record: the one the description marks, `id`, or `<Name>ID`.
  private func identifier(of representation: RepresentationSchema, _ node: Node) -> String? {
    for key in ["x-identifier", "x-primary-key", "x-key"] {
      if let name = node[key]?.string { return name }
    }
    let own = representation.fields.filter {
      $0.depth == 0 && ["string", "integer", "number"].contains($0.type)
    }
    let marked = markedProperties(of: node)
    if let field = own.first(where: { marked.contains($0.name) }) { return field.name }
    if let id = own.first(where: { $0.name.lowercased() == "id" }) { return id.name }
    let wanted = nameWords(representation.localName) + ["id"]
    return own.first { nameWords($0.name) == wanted }?.name
  }

  private func markedProperties(of node: Node) -> Set<String> {
    let marked = (node["properties"]?.mapping ?? []).filter { entry in
      ["x-identifier", "x-primary-key"].contains { entry.value[$0]?.bool == true }
    }
    return Set(marked.map(\.key))
  }
}
