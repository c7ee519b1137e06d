/// A kind of fact: what it is called, how one is referred to, and its attributes.
public struct Kind: Sendable, Equatable {
  /// How a fact of a kind gets its reference.
  public enum Naming: Sendable, Equatable {
    /// There is one in a workbook, and this is what it is called.
    case fixed(String)
    /// From its name: "Finance lead" is `finance-lead`.
    case slug(of: String)
    /// Its parent's reference, a separator, its own name and an ending: `stripe` `.` `invoice`.
    case child(of: String, name: String, separator: String, ending: String)
    /// A prefix and the next number: `EX-12`.
    case numbered(String)
  }

  /// The name in the method's terms, in kebab case: `value-mapping`.
  public let name: String
  /// The name of several.
  public let plural: String
  /// What it is, in a few words.
  public let summary: String
  /// How one is referred to.
  public let naming: Naming
  /// The attribute that a person knows it by, and that `add` takes as its argument.
  public let title: String
  /// Its attributes, in the method's order.
  public let attributes: [Attribute]

  init(
    _ name: String, plural: String? = nil, _ summary: String, _ naming: Naming, title: String,
    _ attributes: [Attribute]
  ) {
    self.name = name
    self.plural = plural ?? name + "s"
    self.summary = summary
    self.naming = naming
    self.title = title
    self.attributes = attributes
  }

  /// The attribute with a name, if there is one.
  public func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }

  /// The attribute that holds the fact this one is part of and goes with, if any.
  public var parent: String? {
    if case .child(let parent, _, _, _) = naming { parent } else { Self.parents[name] }
  }

  /// What people agree on when they agree on a row of this kind; nil for kinds without a state of agreement.
  public var agreed: Set<String>? {
    switch name {
    case "mapping":
      [
        "sources", "target", "direction", "transform", "rule", "empty-rule", "invalid-rule", "conflict-rule",
        "freshness-rule",
      ]
    case "value-mapping": ["source", "target", "relation", "when-none", "condition", "direction"]
    default: nil
    }
  }

  /// The name after its article: "an entity".
  public var withArticle: String { name.withArticle }

  /// The name of its public view: `value_mapping`.
  public var view: String { name.snakeCase }

  /// Kinds with references of their own that are nevertheless part of another fact.
  private static let parents = [
    "step": "process", "effect": "step", "signal": "flow", "permission": "representation",
    "value-mapping": "source",
  ]
}
