public import Diagnostics

/// One document of a pack, before it is filled: a Markdown file with SQL in it.
///
/// `docs/templates.md` describes the format.
public struct Template: Sendable {
  /// What it is called: the file's name without `.md`.
  public let name: String
  /// The path it was read from, for messages.
  public let path: String
  /// The document's title.
  public let title: String
  /// Whom it is for.
  public let audience: String?
  /// One sentence on what a reader finds in it.
  public let summary: String?
  /// Its place in the reading order; equals are ordered by name.
  public let order: Int

  let parts: [Part]

  /// A block as it is, or a query to be replaced by blocks.
  enum Part: Equatable, Sendable {
    case block(Block<Placeholder>)
    case query(Query)
  }

  /// Reads a template; everything that is wrong in it is in the error and its notes.
  public init(name: String, path: String, text: String) throws(Diagnostic) {
    let (matter, body) = try FrontMatter.split(withLineFeeds(text), path: path)
    guard let matter else {
      throw Diagnostic(
        "no-front-matter", "\(path) does not begin with its title.",
        at: Place(file: path, line: 1),
        notes: ["A template begins with a line `---`, a line `title: …`, and a line `---`."])
    }
    self.name = name
    self.path = path
    title = matter.title
    audience = matter.audience
    summary = matter.summary
    order = matter.order
    parts = try readParts(body, path: path)
  }
}

/// A piece of a template that `sql each` fills in once a row.
public struct Partial: Sendable {
  /// What it is called: the file's name without `.md`.
  public let name: String
  /// The path it was read from, for messages.
  public let path: String

  let parts: [Template.Part]

  /// Reads a partial, which has no front matter.
  public init(name: String, path: String, text: String) throws(Diagnostic) {
    self.name = name
    self.path = path
    parts = try readParts(withLineFeeds(text), path: path)
  }
}

/// A text whose lines end in line feeds alone, as files from other systems do not.
private func withLineFeeds(_ text: String) -> String {
  guard text.utf8.contains(13) else { return text }
  return text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
}

private func readParts(_ text: String, path: String) throws(Diagnostic) -> [Template.Part] {
  var reader = MarkdownReader(file: path)
  let parts = reader.read(text)
  try throwAll(reader.problems)
  return parts
}

/// Throws the first of several errors, with the others as its notes.
func throwAll(_ problems: [Diagnostic]) throws(Diagnostic) {
  guard var first = problems.first else { return }
  for other in problems.dropFirst() {
    first.notes.append("Also \(other.place.map { "\($0): " } ?? "")\(other.summary)")
  }
  throw first
}
