import Diagnostics
import Formats

extension OpenAPIReader {
  /// What a named schema becomes.
  enum Kind {
    /// A representation with its properties as fields.
    case object
    /// A representation whose fields are those of an array's elements or a map's values.
    case rows
    /// A shared code list.
    case list
    /// Something fields take what they say from.
    case type
  }

  /// Follows one reference and adds what is there.
  ///
  /// A named object is only named, unless its properties are to be taken over; anything else is read as
  /// if it stood here.
  mutating func follow(_ value: Node, into shape: inout Shape, _ context: ShapeContext) throws(Diagnostic) {
    guard let written = value.string else {
      notebook.fault("`$ref` must be a text; here is \(value.kind).", at: value.position)
      return
    }
    guard let end = library.end(of: written, at: value.position) else {
      noteCycle(at: value.position)
      return
    }
    let reference = end.reference
    switch end.target {
    case .outside:
      shape.externals.insert(reference)
      notebook.note(
        "external-reference", "`\(reference)` leads out of the file and is not followed.", at: end.position,
        notes: ["`\(subject)` is kept, without what stands there."])
    case .nowhere(let name):
      noteUnresolved(reference, name, at: end.position)
    case .component(let name, let node):
      try follow(component: name, node, at: end.position, into: &shape, context)
    case .inside(let node):
      var inner = context
      inner.owner = library.listName(of: reference)
      inner.inheritedFrom = inner.owner ?? reference
      try take(node, by: reference, at: end.position, into: &shape, inner)
    }
  }

  /// Says that a reference leads nowhere; `name` is that of the named schema it means.
  mutating func noteUnresolved(_ reference: String, _ name: String?, at position: Position) {
    let near = notebook.hasRoom(for: "unresolved-reference") ? name.flatMap(nearestComponent) : nil
    notebook.note(
      "unresolved-reference", "`\(reference)` leads nowhere.", at: position,
      notes: near.map { ["nearest: \($0)"] } ?? [])
  }

  private func nearestComponent(_ name: String) -> String? {
    nearest(to: name, in: library.components.lazy.map(\.key))
  }

  private mutating func follow(
    component name: String, _ node: Node, at position: Position, into shape: inout Shape,
    _ context: ShapeContext
  ) throws(Diagnostic) {
    var inner = context
    switch kind(of: name) {
    case .object where context.expands:
      inner.owner = nil
      inner.inheritedFrom = name
      inner.isBase = true
      try take(node, by: Self.key(name), at: position, into: &shape, inner)
    case .object, .rows:
      shape.references.insert(name)
      if kind(of: name) == .rows, kindOfRowsIsArray(node) {
        shape.refersToArray = true
      } else {
        shape.addType("object")
      }
      if context.isMerged { shape.mergedReferences += 1 }
    case .list, .type:
      inner.owner = name
      try take(node, by: Self.key(name), at: position, into: &shape, inner)
    }
  }

  /// Reads a schema by reference, unless it is being read already.
  private mutating func take(
    _ node: Node, by key: String, at position: Position, into shape: inout Shape, _ context: ShapeContext
  ) throws(Diagnostic) {
    var inner = context
    guard inner.chain.insert(key).inserted else {
      noteCycle(at: position)
      return
    }
    guard shape.merged.insert(key).inserted || !context.isMerged else { return }
    try absorb(node, into: &shape, inner)
  }

  private mutating func noteCycle(at position: Position) {
    notebook.note("reference-cycle", "`\(subject)` contains itself; the circle is cut here.", at: position)
  }

  /// The key under which a named schema is known while references are followed.
  static func key(_ name: String) -> String { "component \(name)" }

  /// What a named schema becomes; a name that is none is a type.
  mutating func kind(of name: String, level: Int = 0) -> Kind {
    if let known = kinds[name] { return known }
    guard let node = library.component(name), level < Self.deepest else { return .type }
    kinds[name] = .type  // As long as it is being found out: a circle of references has no properties.
    let kind = kind(of: node, level: level)
    kinds[name] = kind
    return kind
  }

  private mutating func kind(of node: Node, level: Int) -> Kind {
    if node["properties"]?.mapping != nil { return .object }
    if node["allOf"]?.sequence?.contains(where: { isObject($0, level: level + 1) }) == true { return .object }
    for keyword in ["anyOf", "oneOf"] {
      guard let members = node[keyword]?.sequence else { continue }
      let real = members.filter { $0["type"]?.string != "null" }
      if !real.isEmpty, real.allSatisfy({ isObject($0, level: level + 1) }) { return .object }
      if real.contains(where: { $0["properties"]?.mapping != nil }) { return .object }
    }
    for keyword in ["items", "additionalProperties"] {
      if let below = node[keyword], below["$ref"] == nil, below.mapping != nil,
        kind(of: below, level: level + 1) == .object, below["properties"] != nil || below["allOf"] != nil
      {
        return .rows
      }
    }
    if node["enum"]?.sequence != nil { return .list }
    let saysObject = node["type"]?.string == "object" || node["type"]?.sequence?.contains("object") == true
    return saysObject && node["additionalProperties"]?.mapping?.isEmpty != false ? .object : .type
  }

  private mutating func isObject(_ node: Node, level: Int) -> Bool {
    guard level < Self.deepest else { return false }
    guard let reference = node["$ref"]?.string else { return kind(of: node, level: level) == .object }
    guard let end = library.end(of: reference, at: node.position),
      case .component(let name, let target) = end.target
    else { return false }
    if kind(of: name, level: level + 1) == .object { return true }
    return target["$ref"] != nil && isObject(target, level: level + 1)
  }

  private func kindOfRowsIsArray(_ node: Node) -> Bool { node["items"] != nil }
}
