public import Diagnostics
public import Formats

/// What a system's own description says of its data: the representations, fields and code lists to
/// capture, and what could not be read plainly.
public struct SystemSchema: Sendable {
  /// The title the description gives itself.
  public var title: String?
  /// The version of the described interface.
  public var version: String?
  /// The format of the description, e.g. `openapi 3.0.0`.
  public var format: String
  /// The things the system knows, in the order of the file.
  public var representations: [RepresentationSchema] = []
  /// The enumerations, in the order they are met.
  public var codeLists: [CodeListSchema] = []
  /// Named schemas that are neither: a money amount, a list of tags. Fields that use them carry what
  /// they say.
  public var namedTypes: [String] = []
  /// Notes and warnings: united types, cut cycles, references that lead out of the file or nowhere.
  public var notes: [Diagnostic] = []
  /// Why the description may be cut off or be a part only, in words; nil if nothing says so. What such a
  /// description does not have, the system may well have.
  public var isDoubtful: String?

  /// Makes the schema of a system nothing is known of yet.
  public init(title: String? = nil, version: String? = nil, format: String) {
    self.title = title
    self.version = version
    self.format = format
  }
}

/// Where in a description something was found.
public enum SchemaSource: Sendable, Equatable {
  /// Under a name, among the named schemas.
  case component
  /// Only inside a request or response, e.g. of `POST /v1/invoices`.
  case operation(String)
}

/// A thing as one system knows it: an object with fields.
public struct RepresentationSchema: Sendable {
  /// Its name in the system.
  public var localName: String
  /// What the description says it is.
  public var definition: String?
  /// The field that identifies one, where that is plain.
  public var identifier: String?
  /// Its fields, each before those nested in it.
  public var fields: [FieldSchema] = []
  /// Where it was found.
  public var source: SchemaSource
  /// Where it begins in the file.
  public var position: Position

  /// Makes a representation without fields.
  public init(
    localName: String, definition: String? = nil, source: SchemaSource = .component, position: Position
  ) {
    self.localName = localName
    self.definition = definition
    self.source = source
    self.position = position
  }
}

/// One attribute of a representation.
///
/// The name says where it lies: `address.city` inside an object, `lines.data[].amount` inside every
/// element of an array, `rates{}.value` inside every value of a map.
public struct FieldSchema: Sendable {
  /// Its name, dotted as above.
  public var name: String
  /// The title the description gives it.
  public var label: String?
  /// `string`, `integer`, `number`, `boolean`, `object`, `array`, or `any` where nothing is said.
  ///
  /// Of several allowed types: `array` if one is an array, `object` if one has properties here, else the
  /// scalar one, `string` for mixed scalars; `alternatives` keeps them all.
  public var type: String
  /// The format word. For a reference to other representations `ref:` and their names with `|` between;
  /// `map` for an object of free names; for an array that of its elements.
  public var format: String?
  /// The type of an array's elements or a map's values.
  public var items: String?
  /// All types it may have, where it may have several.
  public var alternatives: [String] = []
  /// Whether it must be there.
  public var required = false
  /// Whether it may be null.
  public var nullable = false
  /// Whether only the system sets it.
  public var readOnly = false
  /// Whether it can be set but never read.
  public var writeOnly = false
  /// Whether it is going away.
  public var deprecated = false
  /// The most characters it takes.
  public var maxLength: Int?
  /// The value it gets when none is given.
  public var defaultValue: String?
  /// A value as an example.
  public var example: String?
  /// What the description says it means.
  public var meaning: String?
  /// The name of its code list.
  public var codeList: String?
  /// What sort of value it is, where type, format and name tell.
  public var fieldClass: FieldClass?
  /// The named schema it was taken over from (`allOf`, or an alternative), nil if it stands here.
  public var inheritedFrom: String?
  /// How many levels of nesting lie above it.
  public var depth = 0
  /// How many definitions in the file were united in it; one unless alternatives define it each.
  public var declarations = 1
  /// Where its name stands in the file.
  public var position: Position

  /// Makes a field.
  public init(name: String, type: String, position: Position) {
    self.name = name
    self.type = type
    self.position = position
  }
}

/// The values a field may take.
public struct CodeListSchema: Sendable {
  /// The name of the schema, or `representation.field` where it has none of its own.
  public var name: String
  /// Whether its name says that it holds the states of something.
  public var isStatus: Bool
  /// The values, in the order of the file.
  public var codes: [CodeSchema] = []
  /// Whether it is a named schema that several fields may share.
  public var isShared: Bool
  /// Where it was found.
  public var source: SchemaSource
  /// How many enumerations in the file were united in it.
  public var declarations: Int
  /// Where it begins in the file.
  public var position: Position

  /// Whether it allows one value only, as a type marker does; there is nothing to agree about it.
  public var isConstant: Bool { codes.count == 1 }
}

/// One value of a code list.
public struct CodeSchema: Sendable, Equatable {
  /// The value as it is sent.
  public var value: String
  /// A name for people.
  public var label: String?
  /// What it means.
  public var meaning: String?
}

extension SystemSchema {
  /// What was read, counted from the results.
  public struct Counts: Sendable, Equatable {
    /// Named schemas: representations, shared code lists and named types.
    public var schemas = 0
    /// Fields directly in a named schema.
    public var directFields = 0
    /// Definitions of fields in named schemas, nested ones too, those taken over from others not.
    public var fields = 0
    /// Enumerations in named schemas.
    public var enumerations = 0
    /// Representations found only in requests and responses.
    public var operationSchemas = 0
    /// Fields of those, nested ones too.
    public var operationFields = 0
  }

  /// What was read, counted from the results.
  public var counts: Counts {
    var counts = Counts(schemas: namedTypes.count)
    for representation in representations {
      let own = representation.fields.filter { $0.inheritedFrom == nil }
      if representation.source == .component {
        counts.schemas += 1
        counts.directFields += own.count { $0.depth == 0 }
        counts.fields += own.reduce(0) { $0 + $1.declarations }
      } else {
        counts.operationSchemas += 1
        counts.operationFields += own.count
      }
    }
    for list in codeLists where list.source == .component {
      if list.isShared { counts.schemas += 1 }
      counts.enumerations += list.declarations
    }
    return counts
  }
}
