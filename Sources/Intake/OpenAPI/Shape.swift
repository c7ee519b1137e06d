import Formats

/// What a schema says when its references, `allOf`, `anyOf` and `oneOf` are taken together.
struct Shape {
  /// A property and everything said of it.
  struct Property {
    var name: String
    var position: Position
    /// Its definitions: all hold at once, or are alternatives.
    var definitions: [Node]
    var areAlternatives = false
    var isRequired = false
    /// The named schema it came from, nil for the one being read.
    var inheritedFrom: String?
    /// How many of the definitions stand in the schema being read.
    var declarations: Int
    /// References followed on the way to it; going through one of them again would never end.
    var chain: Set<String>

    init(name: String, position: Position, definitions: [Node], inheritedFrom: String?, chain: Set<String>) {
      self.name = name
      self.position = position
      self.definitions = definitions
      self.inheritedFrom = inheritedFrom
      self.chain = chain
      declarations = inheritedFrom == nil ? definitions.count : 0
    }
  }

  /// A schema below this one, of an array's elements or a map's values.
  struct Below {
    var node: Node
    /// The named schema it stands in, if that is not the one being read.
    var owner: String?
    /// References followed on the way to it.
    var chain: Set<String>
  }

  /// An enumeration.
  struct Enumeration {
    var values: [Node]
    /// The schema it stands in, which may carry labels and meanings.
    var schema: Node
    /// The code list it belongs to, if that is not the field's own.
    var owner: String?
    /// Whether it is a `const`, which is no enumeration of its own.
    var isConstant = false
  }

  var types: [String] = []
  var format: String?
  var title: String?
  var description: String?
  var isNullable = false
  var isReadOnly = false
  var isWriteOnly = false
  var isDeprecated = false
  var isMoney = false
  var isDate = false
  var maxLength: Int?
  var defaultValue: String?
  var example: String?
  private(set) var properties: [Property] = []
  private var indexes: [String: Int] = [:]
  var required: [(name: String, position: Position)] = []
  var items: [Below] = []
  var values: [Below] = []
  var enumerations: [Enumeration] = []
  /// The representations that references lead to, unless their properties were taken over.
  var references = OrderedNames()
  /// Those of them that stand in an `allOf`.
  var mergedReferences = 0
  /// Whether a reference leads to an array of the representation's objects.
  var refersToArray = false
  var externals = OrderedNames()
  /// The types it was united from, if from several.
  var alternatives = OrderedNames()
  /// References whose schemas are in it already.
  var merged: Set<String> = []

  /// Whether several objects must be merged rather than one be referred to.
  var mergesObjects: Bool { mergedReferences > 1 || (mergedReferences == 1 && !properties.isEmpty) }

  /// Adds a property; of one name all definitions hold at once, unless `asAlternative`.
  mutating func define(_ property: Property, asAlternative: Bool = false) {
    guard let index = indexes[property.name] else {
      indexes[property.name] = properties.count
      properties.append(property)
      return
    }
    let known = properties[index]
    if known.inheritedFrom != nil, property.inheritedFrom == nil {
      properties[index] = property
      properties[index].definitions += known.definitions
    } else {
      properties[index].definitions += property.definitions
      properties[index].declarations += property.declarations
    }
    properties[index].chain = known.chain.union(property.chain)
    properties[index].areAlternatives = known.areAlternatives || asAlternative
    properties[index].isRequired = known.isRequired || (property.isRequired && !asAlternative)
  }

  /// Marks properties that must be there.
  mutating func require(_ names: Set<String>) {
    for index in properties.indices where names.contains(properties[index].name) {
      properties[index].isRequired = true
    }
  }

  /// Whether it allows `null` and nothing else.
  var isOnlyNull: Bool {
    isNullable && types.isEmpty && properties.isEmpty && references.isEmpty && items.isEmpty && values.isEmpty
      && enumerations.allSatisfy { $0.values.allSatisfy(\.isNull) }
  }

  mutating func addType(_ type: String) {
    if !types.contains(type) { types.append(type) }
  }

  /// The one type word; see `FieldSchema.type`.
  var type: String {
    if refersToArray || types.contains("array") || (types.isEmpty && !items.isEmpty) { return "array" }
    // What has names of its own is an object, whatever else it may be; a mere reference is not.
    let hasNames = !properties.isEmpty || !values.isEmpty
    let scalars = hasNames ? [] : types.filter { $0 != "object" }
    switch scalars.count {
    case 0: break
    case 1: return scalars[0]
    default: return Set(scalars) == ["integer", "number"] ? "number" : "string"
    }
    if hasNames || !types.isEmpty || !references.isEmpty { return "object" }
    return enumerations.first?.values.first.map(Self.type(of:)) ?? "any"
  }

  /// `ref:` and names, `map`, or the written format.
  var formatWord: String? {
    if !references.isEmpty { return "ref:" + references.names.joined(separator: "|") }
    if !externals.isEmpty { return "ref:" + externals.names.joined(separator: "|") }
    if type == "object", properties.isEmpty, !values.isEmpty { return "map" }
    return format
  }

  /// The type in a list of alternatives.
  var typeWord: String { references.isEmpty ? type : formatWord ?? type }

  private static func type(of value: Node) -> String {
    switch value.value {
    case .bool: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .string: "string"
    case .sequence: "array"
    case .mapping: "object"
    case .null: "any"
    }
  }
}

/// Names in the order they came, each once.
struct OrderedNames {
  private(set) var names: [String] = []
  private var known: Set<String> = []

  var isEmpty: Bool { names.isEmpty }

  mutating func insert(_ name: String) {
    if known.insert(name).inserted { names.append(name) }
  }

  mutating func insert(all other: OrderedNames) {
    for name in other.names { insert(name) }
  }
}
