public import Diagnostics

/// The catalogue: the only description of what a workbook can hold.
///
/// Options, prompts, validation, completion, columns, JSON and the data dictionary in the docs are all
/// derived from it. The vocabulary is that of integration scoping practice: semantic inventory, workflow
/// trace, exception catalogue, reconciliation matrix, crosswalk.
public enum Catalogue {
  /// Every kind of fact, in the method's order.
  public static let kinds: [Kind] = context + semantics + workflow + production + talk + signOff

  /// The kind with a name (also its plural).
  public static func kind(_ name: String) throws(Diagnostic) -> Kind {
    if let kind = byName[name] ?? kinds.first(where: { $0.plural == name }) { return kind }
    let near = nearest(to: name, in: kinds.map(\.name) + kinds.map(\.plural))
    throw Diagnostic(
      "unknown-kind", "There is no kind of fact called `\(name)`.",
      notes: (near.map { ["did you mean `\($0)`?"] } ?? [])
        + ["the kinds are: \(kinds.map(\.name).joined(separator: ", "))"],
      remedies: ["plumbline help add"], exit: .usage)
  }

  /// What every fact keeps beside its own attributes.
  public static let provenance: [Attribute] = [
    Attribute("said-by", .reference(["person"]), "who said it", ask: "Who says so?"),
    Attribute("workshop", .reference(["workshop"]), "the sitting in which it was captured"),
    Attribute(
      "evidence", .choice(["interview", "configuration", "document", "sample", "observation", "assumption"]),
      "how it is known", ask: "How do we know?"),
    Attribute("captured-by", .text, "who typed it"),
    Attribute("captured-at", .text, "when, in UTC"),
  ]

  /// The attributes of `provenance` that a person may give.
  public static let givenProvenance = provenance.filter { !$0.name.hasPrefix("captured-") }

  private static let byName = Dictionary(uniqueKeysWithValues: kinds.map { ($0.name, $0) })
}

extension Catalogue {
  // The kinds that have commands of their own.
  /// A row of the reconciliation matrix.
  public static let mapping = known("mapping")
  /// A row of a crosswalk.
  public static let valueMapping = known("value-mapping")
  /// The project itself.
  public static let engagement = known("engagement")
  /// Something to be asked.
  public static let question = known("question")
  /// A choice that was made.
  public static let decision = known("decision")
  /// A gap accepted on purpose.
  public static let waiver = known("waiver")

  /// A frozen version of the facts.
  public static let baseline = known("baseline")
  /// A change to one.
  public static let amendment = known("amendment")
  /// A vote on one.
  public static let approval = known("approval")
  /// What a vote hangs on.
  public static let condition = known("condition")
  /// What a signer's key made of a statement.
  public static let signature = known("signature")

  private static func known(_ name: String) -> Kind {
    guard let kind = byName[name] else { preconditionFailure("the catalogue has no \(name)") }
    return kind
  }
}
