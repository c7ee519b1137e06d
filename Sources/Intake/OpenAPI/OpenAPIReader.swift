import Diagnostics
import Formats

/// Reads one description; what it finds gathers here.
struct OpenAPIReader {
  let root: Node
  let dialect: OpenAPI.Dialect
  let limits: OpenAPI.Limits
  var library: SchemaLibrary
  var notebook: Notebook
  var kinds: [String: Kind] = [:]
  var codeLists: [CodeListSchema] = []
  var listNames: Set<String> = []
  var namedTypes: [String] = []
  var representations: [RepresentationSchema] = []
  /// What is being read, for notes.
  var subject = ""
  var fieldCount = 0
  private var schemasSeen = 0

  init(_ root: Node, _ dialect: OpenAPI.Dialect, _ limits: OpenAPI.Limits, file: String) {
    self.root = root
    self.limits = limits
    self.dialect = dialect
    notebook = Notebook(file: file)
    library = SchemaLibrary(root: root, prefix: dialect.schemasPath)
    checkContainers()
  }

  /// Says where a mapping that everything hangs on is something else.
  private mutating func checkContainers() {
    var node = root
    for name in dialect.schemasPath {
      guard let next = node[name], let entries = mapping(next, named: name) else { break }
      node = next
      if name == dialect.schemasPath.last {
        for entry in entries where entry.value.mapping == nil && entry.value.bool == nil && !entry.value.isNull
        {
          notebook.fault(
            "The schema `\(entry.key)` must be a mapping; here is \(entry.value.kind).",
            at: entry.value.position)
        }
      }
    }
    if let paths = root["paths"] { _ = mapping(paths, named: "paths") }
  }

  /// Reads the named schemas for which `isWanted`.
  mutating func readComponents(where isWanted: (String) -> Bool) throws(Diagnostic) {
    for entry in library.components where isWanted(entry.key) {
      let name = entry.key
      switch kind(of: name) {
      case let kind where kind == .object || kind == .rows:
        representations.append(
          try representation(name, entry.value, kind: kind, source: .component, position: entry.keyPosition))
      default:
        subject = name
        try readType(name, entry.value)
      }
    }
  }

  /// A shared list, or a type; lists that stand inside it are named after it.
  private mutating func readType(_ name: String, _ node: Node) throws(Diagnostic) {
    if kind(of: name) == .type { namedTypes.append(name) }
    var shape = try shape(of: [node], owner: name, chain: [Self.key(name)])
    var enumerations = shape.enumerations
    // Lists inside arrays of arrays are as deep as the file nests.
    while !(shape.items + shape.values).isEmpty {
      let below = shape.items + shape.values
      let chain = below.reduce(into: Set([Self.key(name)])) { $0.formUnion($1.chain) }
      shape = try self.shape(of: below.map(\.node), areAlternatives: true, owner: name, chain: chain)
      enumerations += shape.enumerations
    }
    _ = addLists(enumerations, origin: name, source: .component)
  }

  /// Counts a schema that is looked at; refuses when they become too many or lie too deep.
  mutating func spend(at position: Position, level: Int) throws(Diagnostic) {
    schemasSeen += 1
    guard level <= Self.deepest else { throw tooDeep(at: position) }
    guard schemasSeen <= limits.mostSchemas else {
      throw Diagnostic(
        "too-many-references", "The references stand for more than \(limits.mostSchemas) schemas.",
        at: notebook.place(position),
        reason: "Schemas that contain one another several times over make a small file mean this many.")
    }
  }

  func tooDeep(at position: Position) -> Diagnostic {
    Diagnostic(
      "too-deep", "Schemas contain one another more than \(Self.deepest) levels deep.",
      at: notebook.place(position))
  }
}

extension OpenAPIReader {
  /// A mapping, or nil and a fault; nothing written is an empty one.
  mutating func mapping(_ node: Node, named name: String) -> [Node.Entry]? {
    if let entries = node.mapping { return entries }
    if !node.isNull { refuse(node, name, "a mapping") }
    return nil
  }

  /// A list, or nil and a fault; nothing written is an empty one.
  mutating func list(_ node: Node, named name: String) -> [Node]? {
    if let elements = node.sequence { return elements }
    if !node.isNull { refuse(node, name, "a list") }
    return nil
  }

  /// A text, or nil and a fault.
  mutating func text(_ node: Node, named name: String) -> String? {
    if let text = node.string { return text }
    if !node.isNull { refuse(node, name, "text") }
    return nil
  }

  mutating func refuse(_ node: Node, _ name: String, _ wanted: String) {
    let reason =
      node.sequence?.isEmpty == true && wanted == "a mapping" ? "An empty mapping is written `{}`." : nil
    notebook.fault("`\(name)` must be \(wanted); here is \(node.kind).", at: node.position, reason: reason)
  }

  /// A value as text to show: scalars as they are, short lists as JSON, objects not at all.
  func sample(_ node: Node) -> String? {
    if let text = node.scalarText { return text }
    guard node.sequence != nil else { return nil }
    let text = JSON.write(node, style: .compact)
    return text.utf8.count <= 500 ? text : nil
  }

  /// A description without blanks around it; nil if it says nothing.
  func meaning(_ node: Node) -> String? {
    guard let text = node.string else { return nil }
    let trimmed = text[...].trimmed(of: [" ", "\t", "\n", "\r", "\r\n"])
    return trimmed.isEmpty ? nil : trimmed
  }
}
