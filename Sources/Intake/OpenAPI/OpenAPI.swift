public import Diagnostics
public import Formats

/// OpenAPI 3.0 and 3.1 and Swagger 2.0 descriptions, read into representations, fields and code lists.
public enum OpenAPI {
  /// Whether requests and responses are read for objects that have no name of their own.
  public enum Operations: Sendable {
    /// Only when the named schemas hold no object, which is when there is nothing else to find.
    case automatic
    /// Always.
    case included
    /// Never.
    case omitted
  }

  /// How much a description may mean: references can make a small file mean exponentially much.
  struct Limits {
    /// How many schemas may be looked at, repetitions counted: some hundred times what the largest
    /// published descriptions need.
    var mostSchemas = 500_000
    /// How many fields there may be: fifty times the largest published.
    var mostFields = 200_000
  }

  /// Reads a parsed description.
  ///
  /// Every named schema is read as a representation, a shared code list, or a named type. `schemas` are
  /// patterns (`*`, `?`) of names to keep; a pattern that fits no name as written is tried in any case,
  /// and on requests and responses only when it fits no named schema.
  /// An object that stands only in a request or response becomes `<operationId>.request` or
  /// `.response`, as `operations` says: automatic is what a workshop wants, for beside named schemas those
  /// are envelopes of pages and forms, hundreds in a large interface.
  ///
  /// A description that seems cut off is read, and `SystemSchema.isDoubtful` says why it seems so.
  ///
  /// Errors: `not-openapi`, `unsupported-version`, `invalid-schema` (naming every broken place),
  /// `unknown-schema`, `too-deep`, `too-many-fields`, `too-many-references`. What can be read in spite of
  /// it is a note: `types-united`, `external-reference`, `unresolved-reference`, `reference-cycle`,
  /// `unknown-type`, `wrong-max-length`, `required-undeclared`, `required-ignored`, `reference-clash`, `operations-left-out`, `no-schemas`.
  public static func read(
    _ root: Node, file: String, schemas patterns: [String] = [], operations: Operations = .automatic
  ) throws(Diagnostic) -> SystemSchema {
    try read(root, file: file, schemas: patterns, operations: operations, limits: Limits())
  }

  /// Reads a parsed description within limits of one's own.
  static func read(
    _ root: Node, file: String, schemas patterns: [String] = [], operations: Operations = .automatic,
    limits: Limits
  ) throws(Diagnostic) -> SystemSchema {
    let dialect = try Dialect(root, file: file)
    var reader = OpenAPIReader(root, dialect, limits, file: file)
    let inline = reader.inlineSchemas()
    let names = reader.library.components.map(\.key)
    let inlineNames = inline.map(\.name)
    let tiers =
      switch operations {
      case .automatic: [names, inlineNames]
      case .included: [names + inlineNames]
      case .omitted: [names]
      }
    let selected = patterns.isEmpty ? nil : try Glob.select(patterns, from: tiers, file: file)

    try reader.readComponents { selected?.contains($0) ?? true }
    if let selected {
      for schema in inline where selected.contains(schema.name) { try reader.readInline(schema) }
    } else if operations == .included || (operations == .automatic && reader.representations.isEmpty) {
      for schema in inline { try reader.readInline(schema) }
    } else if operations == .automatic {
      reader.noteLeftOut(inline)
    }
    return try reader.finish()
  }
}

extension OpenAPIReader {
  /// The whole result; throws if the structure was broken anywhere.
  consuming func finish() throws(Diagnostic) -> SystemSchema {
    let info = root["info"]
    var result = SystemSchema(
      title: info?["title"]?.scalarText, version: info?["version"]?.scalarText, format: dialect.name)
    if representations.isEmpty, codeLists.isEmpty {
      notebook.note(
        "no-schemas", "The description holds no objects and no enumerations.", at: root.position)
    }
    result.isDoubtful = doubt()
    result.representations = representations
    result.codeLists = codeLists
    result.namedTypes = namedTypes
    for clash in FactNames(result).clashes {
      notebook.note(
        "reference-clash", "`\(clash.wanted)` is there already; this one is called `\(clash.given)`.",
        at: clash.position, reason: "Names with dots in them can make the same reference.")
    }
    result.notes = try notebook.finish()
    return result
  }
}
