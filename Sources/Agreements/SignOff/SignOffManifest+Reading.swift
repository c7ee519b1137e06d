import Diagnostics
import Digests
import Formats

extension SignOffManifest {
  /// Reads a manifest. What it says is not believed, only understood: every member is of its type, and every path
  /// leads to a file in the folder.
  init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
    let root = try JSON.parse(bytes, file: file, limits: Limits(depth: 14, bytes: 64 << 20, nodes: 2_000_000))
    let read = ManifestReader(file: file)
    guard root["format"]?.string == Self.format else {
      throw Diagnostic(
        "not-a-sign-off", "\(file) is no manifest of a folder for sign-off.",
        at: read.place(root["format"] ?? root),
        remedies: ["plumbline signoff pack BASELINE --to DIR"])
    }
    let version = try read.integer("version", root)
    guard version <= Self.version else {
      throw Diagnostic(
        "sign-off-too-new", "\(file) has version \(version); this program reads up to \(Self.version).",
        at: read.place(root), remedies: ["plumbline --version", "python3 check.py"])
    }
    title = try read.text("title", root)
    client = try read.optionalText("client", root)
    let packed = try read.object("packed", root)
    at = try read.text("at", packed)
    program = try read.text("by", packed)
    entries = try read.integer("entries", packed)
    head = try read.optionalText("head", packed)
    changed = try read.texts("changed", packed)
    baseline = try Frozen(read, root)
    previous = root["previous"].map(\.canonicalValue)
    amendments = try read.list("amendments", root) { (node) throws(Diagnostic) in
      Amendment(
        ref: try read.text("ref", node), file: try read.path("file", node),
        statement: try read.object("statement", node).canonicalValue)
    }
    roles = try read.list("roles", root) { (node) throws(Diagnostic) in try Role(read, node) }
    votes = try read.list("votes", root) { (node) throws(Diagnostic) in try Ballot(read, node) }
    signatures = try read.list("signatures", root) { (node) throws(Diagnostic) in try Signature(read, node) }
    absent = try read.list("absent", root) { (node) throws(Diagnostic) in
      Absence(what: try read.text("what", node), why: try read.text("why", node))
    }
    files = try read.list("files", root) { (node) throws(Diagnostic) in
      guard let digest = Digest(try read.text("sha256", node)) else {
        throw read.wrong(node["sha256"] ?? node, "64 hexadecimal digits in lower case, `sha256`")
      }
      return File(
        path: try read.path("path", node), bytes: try read.integer("bytes", node), digest: digest)
    }
    try refuseTwice(read, root)
  }

  /// One file is told of once, and so is one vote.
  private func refuseTwice(_ read: ManifestReader, _ root: Node) throws(Diagnostic) {
    for (name, all) in [
      ("files", files.map(\.path)), ("amendments", amendments.map(\.ref)), ("votes", votes.map(\.ref)),
      ("signatures", signatures.map(\.ref)),
    ] {
      var seen: Set<[UInt8]> = []
      for (index, one) in all.enumerated() where !seen.insert(Array(one.utf8)).inserted {
        throw read.wrong(
          root[name]?.sequence?[index] ?? root, "each of the \(name) once, but has `\(one)` again")
      }
    }
  }
}

extension SignOffManifest.Frozen {
  fileprivate init(_ read: ManifestReader, _ root: Node) throws(Diagnostic) {
    let node = try read.object("baseline", root)
    ref = try read.text("ref", node)
    at = try read.text("at", node)
    who = try read.text("who", node)
    openGaps = node["open-gaps"]?.int
    openBlockers = node["open-blockers"]?.int
    reason = try read.optionalText("reason", node)
    note = try read.optionalText("note", node)
    let statement = try read.object("statement", node)
    for name in ["baseline", "digest", "form", "head"] { _ = try read.text(name, statement) }
    for name in ["entry", "items"] { _ = try read.integer(name, statement) }
    self.statement = statement.canonicalValue
  }
}

extension SignOffManifest.Role {
  fileprivate init(_ read: ManifestReader, _ node: Node) throws(Diagnostic) {
    self.init(
      ref: try read.text("ref", node), role: try read.text("role", node),
      person: try read.optionalText("person", node), about: try read.optionalText("about", node),
      document: try read.optionalText("document", node), needed: try read.integer("needed", node),
      given: try read.integer("given", node), state: try read.text("state", node),
      votes: try read.texts("votes", node))
  }
}

extension SignOffManifest.Ballot {
  fileprivate init(_ read: ManifestReader, _ node: Node) throws(Diagnostic) {
    guard let stands = node["stands"]?.bool else { throw read.wrong(node, "yes or no, `stands`") }
    let statement = try read.object("statement", node)
    for name in ["person", "name", "role", "vote", "meaning", "at"] { _ = try read.text(name, statement) }
    self.init(
      ref: try read.text("ref", node), stands: stands, file: try read.path("file", node),
      statement: statement.canonicalValue,
      conditions: try read.list("conditions", node) { (one) throws(Diagnostic) in
        _ = try read.text("ref", one)
        return one.canonicalValue
      })
  }
}

extension SignOffManifest.Signature {
  fileprivate init(_ read: ManifestReader, _ node: Node) throws(Diagnostic) {
    self.init(
      ref: try read.text("ref", node), of: try read.text("of", node),
      statement: try read.path("statement", node), file: try read.path("file", node),
      person: try read.text("person", node), name: try read.text("name", node),
      signer: try read.text("signer", node), key: try read.text("key", node))
  }
}

/// Takes members of a manifest by type, and says where one is not of it.
private struct ManifestReader {
  let file: String

  func text(_ key: String, _ node: Node) throws(Diagnostic) -> String {
    guard let text = node[key]?.string else { throw wrong(node[key] ?? node, "a text, `\(key)`") }
    return text
  }

  func optionalText(_ key: String, _ node: Node) throws(Diagnostic) -> String? {
    node[key] == nil ? nil : try text(key, node)
  }

  func integer(_ key: String, _ node: Node) throws(Diagnostic) -> Int {
    guard let number = node[key]?.int, number >= 0 else {
      throw wrong(node[key] ?? node, "a whole number from 0, `\(key)`")
    }
    return number
  }

  func object(_ key: String, _ node: Node) throws(Diagnostic) -> Node {
    guard let found = node[key], found.mapping != nil else {
      throw wrong(node[key] ?? node, "an object, `\(key)`")
    }
    return found
  }

  func list<Value>(
    _ key: String, _ node: Node, _ make: (Node) throws(Diagnostic) -> Value
  ) throws(Diagnostic) -> [Value] {
    guard let nodes = node[key]?.sequence else { throw wrong(node[key] ?? node, "a list, `\(key)`") }
    var values: [Value] = []
    for node in nodes { values.append(try make(node)) }
    return values
  }

  func texts(_ key: String, _ node: Node) throws(Diagnostic) -> [String] {
    try list(key, node) { (node) throws(Diagnostic) in
      guard let text = node.string else { throw wrong(node, "a text") }
      return text
    }
  }

  /// A path that leads to a file in the folder and nowhere else.
  func path(_ key: String, _ node: Node) throws(Diagnostic) -> String {
    let path = try text(key, node)
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      guard let first = part.utf8.first else { return false }
      return first != UInt8(ascii: ".") && first != UInt8(ascii: "-") && !part.utf8.contains { $0 < 0x20 }
        && !part.utf8.contains(UInt8(ascii: "\\")) && part.utf8.count <= 200
    }
    guard isPlain, parts.count <= 8 else { throw wrong(node[key] ?? node, "a path in the folder, `\(key)`") }
    return path
  }

  func place(_ node: Node) -> Place {
    Place(file: file, line: node.position.line, column: node.position.column)
  }

  func wrong(_ node: Node, _ wanted: String) -> Diagnostic {
    Diagnostic("bad-manifest", "Here \(file) must have \(wanted).", at: place(node))
  }
}

extension Node {
  /// The value as digests are taken of it. Nothing is written as `null` there, so here it becomes the one text that
  /// cannot be captured.
  var canonicalValue: CanonicalValue {
    switch value {
    case .null: .text("")
    case .bool(let flag): .flag(flag)
    case .integer(let number): .integer(Int64(number))
    case .number(let number): .decimal(number)
    case .string(let text): .text(text)
    case .sequence(let nodes): .list(nodes.map(\.canonicalValue))
    case .mapping(let entries):
      .object(entries.map { (name: $0.key, value: $0.value.canonicalValue) })
    }
  }
}
