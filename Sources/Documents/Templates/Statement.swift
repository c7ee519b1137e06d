import Diagnostics

/// The SQL of one query, where it stands, and the parameters it mentions.
struct Statement: Equatable, Sendable {
  var sql: String
  /// Where its first character stands.
  var place: Place
  /// Whether a column's name may end in `:anchor`.
  private(set) var mayAnchor = false
  /// The `:name`s in it, in their order, with their places.
  var parameters: [Parameter]

  struct Parameter: Equatable, Sendable {
    var name: String
    var place: Place
  }

  init(_ sql: String, at place: Place) throws(Diagnostic) {
    self.sql = sql
    self.place = place
    guard !isBlank(sql) else {
      throw Diagnostic("empty-query", "The query is empty.", at: place)
    }
    mayAnchor = sql.contains(":anchor")
    parameters = []
    parameters = findParameters()
  }

  /// The place in the template of a position in this statement.
  func place(line: Int, column: Int) -> Place {
    Place(
      file: place.file, line: place.line.map { $0 + line - 1 },
      column: line == 1 ? place.column.map { $0 + column - 1 } : column)
  }

  /// Where a column's name stands in this statement; where the statement begins, if it stands nowhere as it is.
  func place(of alias: String) -> Place {
    guard !alias.isEmpty, let found = sql.firstRange(of: "\"\(alias)\"") ?? sql.firstRange(of: alias) else {
      return place
    }
    let before = sql[..<found.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
    return place(line: before.count, column: (before.last?.count ?? 0) + 1)
  }

  /// Moves an error about this statement to where the statement stands in its file.
  func located(_ error: Diagnostic) -> Diagnostic {
    var error = error
    if let inner = error.place {
      guard inner.file.isEmpty else { return error }
      error.place = place(line: inner.line ?? 1, column: inner.column ?? 1)
    } else {
      error.place = place
    }
    return error
  }

  /// The same rows with only these columns, for a source to leave the others' work undone.
  func narrowed(to columns: [String]) -> String {
    let list = columns.map {
      "\"" + $0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
    var inner = Substring(sql)
    while let last = inner.last, last.isWhitespace || last == ";" { inner.removeLast() }
    // The line feed ends a trailing comment.
    return "select \(list.joined(separator: ", ")) from (\(inner)\n)"
  }

  /// Finds `:name` outside of strings, quoted names and comments.
  private func findParameters() -> [Parameter] {
    var found: [Parameter] = []
    var scanner = SQLScanner(sql)
    while let token = scanner.next() {
      found.append(Parameter(name: token.name, place: place(line: token.line, column: token.column)))
    }
    return found
  }
}

/// Finds the parameters of a SQL statement.
private struct SQLScanner {
  private let letters: [Unicode.Scalar]
  private var at = 0
  private var line = 1
  private var column = 1

  init(_ sql: String) { letters = Array(sql.unicodeScalars) }

  mutating func next() -> (name: String, line: Int, column: Int)? {
    while at < letters.count {
      switch letters[at] {
      case "'", "\"", "`": skip(after: [letters[at]])
      case "[": skip(after: ["]"])
      case "-" where peek == "-": skip(after: ["\n"])
      case "/" where peek == "*":
        advance()
        skip(after: ["*", "/"])
      case ":":
        let (line, column) = (line, column)
        advance()
        let start = at
        while at < letters.count, isWord(letters[at]) { advance() }
        if at > start {
          return (String(String.UnicodeScalarView(letters[start..<at])), line, column)
        }
      default: advance()
      }
    }
    return nil
  }

  private var peek: Unicode.Scalar? { at + 1 < letters.count ? letters[at + 1] : nil }

  private func isWord(_ letter: Unicode.Scalar) -> Bool {
    letter == "_" || letter.isDigit || letter.properties.isAlphabetic
  }

  private mutating func advance() {
    if letters[at] == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    at += 1
  }

  /// Leaves the current letter and everything up to and with `end`. (A doubled quote is two strings.)
  private mutating func skip(after end: [Unicode.Scalar]) {
    advance()
    while at < letters.count {
      let here = letters[at...].starts(with: end)
      advance()
      if here {
        for _ in 1..<max(1, end.count) where at < letters.count { advance() }
        return
      }
    }
  }
}
