import Formats

/// The named schemas of a description, and where its references lead.
struct SchemaLibrary {
  /// Where a reference leads.
  enum Target {
    /// To a named schema.
    case component(String, Node)
    /// To another place in the file.
    case inside(Node)
    /// Out of the file.
    case outside
    /// To nothing; the name it gives, if it is one of a named schema.
    case nowhere(name: String?)
  }

  /// Where a chain of schemas that are nothing but references ends.
  struct End {
    /// The last reference of the chain.
    var reference: String
    /// Where that stands.
    var position: Position
    /// What it leads to.
    var target: Target
  }

  /// The named schemas in the order of the file.
  let components: [Node.Entry]
  private let root: Node
  private let prefix: [String]
  private let byName: [String: Int]
  /// Positions of names in the large mappings that references have led through, by pointer.
  private var indexes: [String: [String: Int]] = [:]
  /// The ends of the chains followed so far, by every reference on the way; nil for circles.
  private var ends: [String: End?] = [:]

  /// `prefix`: the path of the named schemas, `components`, `schemas` or `definitions`.
  init(root: Node, prefix: [String]) {
    self.root = root
    self.prefix = prefix
    var node: Node? = root
    for name in prefix { node = node?[name] }
    components = node?.mapping ?? []
    byName = Dictionary(components.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The named schema, if there is one.
  func component(_ name: String) -> Node? { byName[name].map { components[$0].value } }

  /// Follows a reference once, without following those it leads to.
  mutating func target(of reference: String) -> Target {
    guard reference.first == "#" else { return .outside }
    let fragment = reference.dropFirst()
    guard fragment.isEmpty || fragment.first == "/" else { return .nowhere(name: nil) }
    let tokens = Self.tokens(fragment)
    if tokens.count == prefix.count + 1, tokens.starts(with: prefix) {
      let name = tokens[prefix.count]
      if let node = component(name) { return .component(name, node) }
      return .nowhere(name: name)
    }
    return node(at: tokens).map(Target.inside) ?? .nowhere(name: nil)
  }

  /// Follows a reference past schemas that are nothing but another reference; nil if they go in a circle.
  ///
  /// Such schemas only rename: however many there are, nothing nests.
  mutating func end(of reference: String, at position: Position) -> End? {
    if let known = ends[reference] { return known }
    var end = End(reference: reference, position: position, target: target(of: reference))
    var passed: Set<String> = []
    var result: End?
    while true {
      guard let next = end.target.alias, let text = next.string else {
        result = end
        break
      }
      guard passed.insert(end.reference).inserted else { break }
      if let known = ends[text] {
        result = known
        break
      }
      end = End(reference: text, position: next.position, target: target(of: text))
    }
    // What is on the way leads to the same end; a chain is walked once, not once a member.
    for reference in passed { ends.updateValue(result, forKey: reference) }
    return result
  }

  /// The name a code list takes from a reference into a named schema: `Invoice.status` for
  /// `#/components/schemas/Invoice/properties/status`.
  func listName(of reference: String) -> String? {
    let tokens = Self.tokens(reference.dropFirst())
    guard tokens.count > prefix.count, tokens.starts(with: prefix) else { return nil }
    var name = tokens[prefix.count]
    var rest = tokens.dropFirst(prefix.count + 1)
    while let keyword = rest.popFirst() {
      if keyword == "properties", let property = rest.popFirst() {
        name += ".\(property)"
      } else if keyword == "items" {
        name += "[]"
      } else {
        return nil
      }
    }
    return name.hasSuffix("[]") ? String(name.dropLast(2)) : name
  }

  private mutating func node(at tokens: [String]) -> Node? {
    var node = root
    var path = ""
    for token in tokens {
      switch node.value {
      case .mapping(let entries):
        guard let index = position(of: token, in: entries, at: path) else { return nil }
        node = entries[index].value
      case .sequence(let elements):
        guard let index = Int(token), elements.indices.contains(index) else { return nil }
        node = elements[index]
      default: return nil
      }
      path += "\0\(token)"
    }
    return node
  }

  /// Looks small mappings through and keeps an index of large ones, so that a thousand references into
  /// one mapping of thousands stay cheap.
  private mutating func position(of name: String, in entries: [Node.Entry], at path: String) -> Int? {
    guard entries.count > 16 else { return entries.firstIndex { $0.key == name } }
    if let index = indexes[path] { return index[name] }
    let index = Dictionary(entries.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    indexes[path] = index
    return index[name]
  }

  /// The parts of a JSON pointer in a fragment (RFC 6901, section 6).
  static func tokens(_ fragment: Substring) -> [String] {
    fragment.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { token in
      guard token.contains("%") || token.contains("~") else { return String(token) }
      return unescaped(percentDecoded(token))
    }
  }

  private static func percentDecoded(_ token: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = token.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, let code = UInt8(String(rest.prefix(2))!, radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  private static func unescaped(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "~"), let code = rest.first,
        code == UInt8(ascii: "0") || code == UInt8(ascii: "1")
      {
        result.append(code == UInt8(ascii: "0") ? UInt8(ascii: "~") : UInt8(ascii: "/"))
        rest.removeFirst()
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension SchemaLibrary.Target {
  /// The reference that is all there is at the target.
  fileprivate var alias: Node? {
    switch self {
    case .component(_, let node), .inside(let node):
      guard let entries = node.mapping, entries.count == 1, entries[0].key == "$ref" else { return nil }
      return entries[0].value
    case .outside, .nowhere: return nil
    }
  }
}
