import Diagnostics
import Formats

/// The facts about a document at the head of its template: YAML between two lines of `---`.
struct FrontMatter {
  var title: String
  var audience: String?
  var summary: String?
  var order: Int

  private static let names = ["title", "audience", "summary", "order"]

  /// Separates front matter and body. The body keeps the lines' numbers: front matter becomes empty lines.
  static func split(
    _ text: String, path: String
  ) throws(Diagnostic) -> (matter: FrontMatter?, body: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first.map(isFence) == true else { return (nil, text) }
    guard let end = lines.dropFirst().firstIndex(where: isFence) else {
      throw Diagnostic(
        "open-front-matter", "The front matter has no closing line of `---`.",
        at: Place(file: path, line: 1))
    }
    // The empty first line stands for the fence, so that positions are those of the file.
    let yaml = "\n" + lines[1..<end].joined(separator: "\n") + "\n"
    let matter = try FrontMatter(try YAML.parse(Array(yaml.utf8), file: path), path: path)
    let body = String(repeating: "\n", count: end + 1) + lines[(end + 1)...].joined(separator: "\n")
    return (matter, body)
  }

  private init(_ node: Node, path: String) throws(Diagnostic) {
    let top = Place(file: path, line: 1)
    guard let entries = node.mapping else {
      throw Diagnostic("bad-front-matter", "The front matter is not a list of names and values.", at: top)
    }
    for entry in entries where !FrontMatter.names.contains(entry.key) {
      throw Diagnostic(
        "unknown-front-matter", "Front matter has no `\(entry.key)`.",
        at: Place(file: path, line: entry.keyPosition.line, column: entry.keyPosition.column),
        notes: didYouMean(entry.key, FrontMatter.names)
          + ["The names are \(FrontMatter.names.joined(separator: ", "))."])
    }
    guard let title = node["title"]?.scalarText, !isBlank(title) else {
      throw Diagnostic("document-without-title", "The front matter has no title.", at: top)
    }
    self.title = title
    audience = node["audience"]?.scalarText
    summary = node["summary"]?.scalarText
    guard let order = node["order"] else {
      self.order = .max
      return
    }
    guard let number = order.int else {
      throw Diagnostic(
        "bad-front-matter", "The order is \(order.kind), not a whole number.",
        at: Place(file: path, line: order.position.line, column: order.position.column))
    }
    self.order = number
  }

  private static func isFence(_ line: Substring) -> Bool {
    line.hasPrefix("---") && line.dropFirst(3).allSatisfy(\.isWhitespace)
  }
}
