import Diagnostics
import Formats

/// An object that stands in a request or response and has no name there.
struct InlineSchema {
  /// The name it is given: `<operationId>.request`, `<operationId>.response`.
  var name: String
  /// The request, e.g. `POST /v1/invoices`.
  var operation: String
  var node: Node
  var position: Position
}

extension OpenAPIReader {
  private static var methods: [String] {
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]
  }

  /// The schemas of all requests and responses that are not plain references, named.
  mutating func inlineSchemas() -> [InlineSchema] {
    var result: [InlineSchema] = []
    var names = UniqueNames(taken: library.components.map(\.key))
    for container in ["paths", "webhooks"] {
      for path in root[container]?.mapping ?? [] {
        let item = resolved(path.value)
        for operation in item.mapping ?? [] where Self.methods.contains(operation.key) {
          collect(operation, of: path.key, shared: item["parameters"], into: &result, &names)
        }
      }
    }
    return result
  }

  private mutating func collect(
    _ operation: Node.Entry, of path: String, shared: Node?, into result: inout [InlineSchema],
    _ names: inout UniqueNames
  ) {
    let verb = "\(operation.key.uppercased()) \(path)"
    let base = operation.value["operationId"]?.string ?? Self.name(from: operation.key, path)
    var found: [(suffix: String, node: Node)] = []
    if dialect.isSwagger {
      let parameters = (shared?.sequence ?? []) + (operation.value["parameters"]?.sequence ?? [])
      if let request = request(of: parameters.map { resolved($0) }) { found.append(("request", request)) }
    } else if let body = operation.value["requestBody"], let schema = schema(in: resolved(body)) {
      found.append(("request", schema))
    }
    var hasSuccess = false
    for response in operation.value["responses"]?.mapping ?? [] {
      guard let schema = schema(in: resolved(response.value)) else { continue }
      let isFirstSuccess = response.key.hasPrefix("2") && !hasSuccess
      hasSuccess = hasSuccess || isFirstSuccess
      found.append((isFirstSuccess ? "response" : "response.\(response.key)", schema))
    }
    for (suffix, node) in found where !isPlainReference(node) {
      result.append(
        InlineSchema(
          name: names.unique("\(base).\(suffix)"), operation: verb, node: node, position: node.position))
    }
  }

  /// Reads an inline schema if it has fields of its own.
  mutating func readInline(_ schema: InlineSchema) throws(Diagnostic) {
    subject = schema.name
    guard let kind = try kind(of: schema) else { return }
    let source = SchemaSource.operation(schema.operation)
    representations.append(
      try representation(schema.name, schema.node, kind: kind, source: source, position: schema.position))
  }

  /// What an inline schema becomes; nil if it has no fields of its own.
  private mutating func kind(of schema: InlineSchema) throws(Diagnostic) -> Kind? {
    let top = try shape(of: [schema.node], chain: [])
    guard top.properties.isEmpty else { return .object }
    let below = top.items + top.values
    guard !below.isEmpty else { return nil }
    let elements = try shape(of: below.map(\.node), areAlternatives: true, chain: [])
    return elements.properties.isEmpty ? nil : .rows
  }

  /// Says how many objects of requests and responses were not read, and how to have them.
  mutating func noteLeftOut(_ schemas: [InlineSchema]) {
    // A copy looks, for what is wrong with them is no news of what was read. One that cannot be looked
    // at holds something, too.
    var scout = self
    var count = 0
    for schema in schemas {
      do {
        if try scout.kind(of: schema) != nil { count += 1 }
      } catch {
        count += 1
      }
    }
    guard count > 0 else { return }
    notebook.note(
      "operations-left-out",
      count == 1
        ? "1 object that only a request or response has was left out."
        : "\(count) objects that only requests and responses have were left out.",
      at: root["paths"]?.position ?? root.position, severity: .note,
      remedies: ["plumbline import openapi \(shellQuoted(notebook.file)) --system SYSTEM --operations always"])
  }

  /// The schema of a body or response: that of JSON if there is one, then of a form, then the first.
  private func schema(in body: Node) -> Node? {
    if dialect.isSwagger { return body["schema"] }
    guard let types = body["content"]?.mapping else { return nil }
    let ranked = [
      types.first { $0.key.hasPrefix("application/json") }, types.first { $0.key.contains("+json") },
      types.first { $0.key.contains("form") }, types.first,
    ]
    return ranked.compactMap { $0 }.first?.value["schema"]
  }

  /// The body of a Swagger 2.0 request: the schema of its body parameter, or one made of its form fields.
  private func request(of parameters: [Node]) -> Node? {
    if let body = parameters.first(where: { $0["in"]?.string == "body" }) { return body["schema"] }
    let fields = parameters.filter { $0["in"]?.string == "formData" && $0["name"]?.string != nil }
    guard let first = fields.first else { return nil }
    var properties: [Node.Entry] = []
    var names: Set<String> = []
    var required: [Node] = []
    for field in fields {
      guard let name = field["name"], let text = name.string, names.insert(text).inserted
      else { continue }
      // `required` says of a parameter what it cannot say of a schema.
      let schema = Node(
        .mapping((field.mapping ?? []).filter { !["required", "in", "name"].contains($0.key) }),
        at: field.position)
      properties.append(Node.Entry(key: text, keyPosition: name.position, value: schema))
      if field["required"]?.bool == true { required.append(name) }
    }
    return Node(
      .mapping([
        Node.Entry(key: "type", value: "object"),
        Node.Entry(key: "properties", value: Node(.mapping(properties), at: first.position)),
        Node.Entry(key: "required", value: Node(.sequence(required), at: first.position)),
      ]), at: first.position)
  }

  /// What stands behind the reference of a body, response, parameter or path; itself if it is none.
  private mutating func resolved(_ node: Node) -> Node {
    var node = node
    var passed: Set<String> = []
    while true {
      guard let reference = node["$ref"]?.string, passed.insert(reference).inserted,
        case .inside(let target) = library.target(of: reference)
      else {
        return node
      }
      node = target
    }
  }

  /// Whether a schema only names another, or an array of them.
  private func isPlainReference(_ node: Node) -> Bool {
    if node["$ref"] != nil { return true }
    return node["type"]?.string == "array" && node["items"]?["$ref"] != nil
  }

  /// A name for an operation without one: `get_invoices_id` for `GET /invoices/{id}`.
  private static func name(from method: String, _ path: String) -> String {
    let parts = path.split { !$0.isLetter && !$0.isNumber }
    return ([method] + parts.map(String.init)).joined(separator: "_")
  }
}

/// Gives names out once; asked again for one, it adds `.2`, `.3` and so on.
private struct UniqueNames {
  private var taken: Set<String>
  private var next: [String: Int] = [:]

  init(taken: [String]) { self.taken = Set(taken) }

  mutating func unique(_ wanted: String) -> String {
    var name = wanted
    while !taken.insert(name).inserted {
      let number = next[wanted, default: 2]
      next[wanted] = number + 1
      name = "\(wanted).\(number)"
    }
    return name
  }
}
