/// A fact as a schema tells it: what an importer makes of an OpenAPI file, a table definition, a list.
public struct ImportedFact: Sendable, Equatable {
  /// The name of its kind.
  public var kind: String
  /// Its reference, which follows from its name and its parent's.
  public var ref: String
  /// What the schema says of it. Attributes that it does not mention are not known to it.
  public var values: [String: FactValue]

  /// Describes a fact.
  public init(kind: String, ref: String, values: [String: FactValue]) {
    self.kind = kind
    self.ref = ref
    self.values = values
  }
}
