import Diagnostics
import Formats

extension OpenAPI {
  /// Which format a description is written in.
  struct Dialect {
    /// `openapi 3.0.0` or `swagger 2.0`.
    let name: String
    /// Whether it is Swagger 2.0.
    let isSwagger: Bool

    /// Where its named schemas stand.
    var schemasPath: [String] { isSwagger ? ["definitions"] : ["components", "schemas"] }

    /// Tells the format, or says what the file is instead.
    init(_ root: Node, file: String) throws(Diagnostic) {
      guard root.mapping != nil else {
        throw Self.refusal(
          file, at: root.position, reason: "It is \(root.kind), not a mapping that begins with `openapi:`.")
      }
      guard let entry = root.entry("openapi") ?? root.entry("swagger") else {
        throw Self.refusal(file, at: root.position, reason: Self.guess(root))
      }
      let version = entry.value.scalarText ?? ""
      isSwagger = entry.key == "swagger"
      name = "\(entry.key) \(version)"
      let isKnown =
        isSwagger ? version == "2" || version.hasPrefix("2.") : version == "3" || version.hasPrefix("3.")
      guard isKnown else {
        throw Diagnostic(
          "unsupported-version", "`\(entry.key)` is \(version.isEmpty ? entry.value.kind : "`\(version)`").",
          at: Place(file: file, line: entry.value.position.line, column: entry.value.position.column),
          notes: ["read are: openapi 3.0, openapi 3.1, swagger 2.0"])
      }
      try Self.requireContents(
        of: root, isSwagger ? ["paths", "definitions"] : ["paths", "components", "webhooks"], file)
    }

    /// Refuses a head without a body, which is what is left of a file cut off early.
    private static func requireContents(
      of root: Node, _ names: [String], _ file: String
    ) throws(Diagnostic) {
      guard names.allSatisfy({ root.entry($0) == nil }) else { return }
      let missing = names.map { "`\($0)`" }
      throw refusal(
        file, at: root.position,
        reason:
          "It has neither \(missing.dropLast().joined(separator: ", ")) nor \(missing.last!); it may be cut off."
      )
    }

    private static func refusal(_ file: String, at position: Position, reason: String) -> Diagnostic {
      Diagnostic(
        "not-openapi", "\(file) is no OpenAPI description.",
        at: Place(file: file, line: position.line, column: position.column), reason: reason,
        notes: ["read are: openapi 3.0, openapi 3.1, swagger 2.0"])
    }

    /// What a mapping without `openapi` or `swagger` probably is.
    private static func guess(_ root: Node) -> String {
      let signs: [(key: String, kind: String)] = [
        ("asyncapi", "an AsyncAPI description, of messages"), ("swaggerVersion", "a Swagger 1.2 description"),
        ("dependencies", "a package manifest"), ("devDependencies", "a package manifest"),
        ("$schema", "a JSON Schema"), ("$defs", "a JSON Schema"), ("properties", "a JSON Schema"),
        ("raml", "a RAML description"), ("services", "a Compose file"),
      ]
      let missing = "Neither `openapi` nor `swagger` stands at its top."
      guard let sign = signs.first(where: { root[$0.key] != nil }) else { return missing }
      return "\(missing) `\(sign.key)` says that it is \(sign.kind)."
    }
  }
}
