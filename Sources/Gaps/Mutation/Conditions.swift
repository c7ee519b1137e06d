/// The conditions of a query: the terms of its WHERE, ON and HAVING clauses.
struct Conditions {
  /// One term.
  struct Condition {
    /// Its tokens.
    var tokens: Range<Int>
    /// Whether it is one of several that are joined by OR: without it the others remain.
    var isAlternative: Bool
  }

  private let query: SQLTokens
  /// Every condition, in the order of their clauses.
  private(set) var all: [Condition] = []

  private static let openers: Set<String> = ["WHERE", "ON", "HAVING"]
  /// What ends a clause, at its own depth.
  private static let enders: Set<String> = [
    "GROUP", "ORDER", "LIMIT", "HAVING", "WHERE", "UNION", "EXCEPT", "INTERSECT", "JOIN", "LEFT", "INNER",
    "CROSS", "NATURAL", "RIGHT", "FULL", "WINDOW", "ON", ",", ";",
  ]

  init(_ query: SQLTokens) {
    self.query = query
    let columns = outermostColumns()
    for (index, token) in query.tokens.enumerated() where Self.openers.contains(token.word) {
      guard !columns.contains(where: { $0.contains(index) }) else { continue }
      collect(index + 1..<end(of: index), isAlternative: false)
    }
  }

  /// The columns of each SELECT that is in no brackets.
  private func outermostColumns() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for (index, token) in query.tokens.enumerated() where token.word == "SELECT" && token.depth == 0 {
      let from = query.tokens[index...].firstIndex { $0.word == "FROM" && $0.depth == 0 }
      ranges.append(index..<(from ?? query.tokens.count))
    }
    return ranges
  }

  private func end(of opener: Int) -> Int {
    let depth = query.tokens[opener].depth
    return query.tokens[(opener + 1)...].firstIndex {
      $0.depth < depth || $0.depth == depth && Self.enders.contains($0.word)
    } ?? query.tokens.count
  }

  private mutating func collect(_ range: Range<Int>, isAlternative: Bool) {
    guard !range.isEmpty else { return }
    for word in ["OR", "AND"] {
      let terms = split(range, at: word)
      guard terms.count > 1 else { continue }
      for term in terms { collect(term, isAlternative: word == "OR") }
      return
    }
    all.append(Condition(tokens: range, isAlternative: isAlternative))
    guard let inner = inside(range) else { return }
    for word in ["OR", "AND"] {
      let terms = split(inner, at: word)
      guard terms.count > 1 else { continue }
      for term in terms { collect(term, isAlternative: word == "OR") }
      return
    }
  }

  /// The terms between a word at the outermost depth. The AND of a BETWEEN joins no terms, and what stands
  /// between CASE and END is one thing.
  private func split(_ range: Range<Int>, at word: String) -> [Range<Int>] {
    let depth = query.tokens[range.lowerBound].depth
    var terms: [Range<Int>] = []
    var (start, cases, betweens) = (range.lowerBound, 0, 0)
    for index in range where query.tokens[index].depth == depth {
      switch query.tokens[index].word {
      case "CASE": cases += 1
      case "END": cases -= 1
      case "BETWEEN" where cases == 0: betweens += 1
      case "AND" where betweens > 0 && cases == 0: betweens -= 1
      case word where cases == 0:
        terms.append(start..<index)
        start = index + 1
      default: break
      }
    }
    return terms + [start..<range.upperBound]
  }

  /// What stands in brackets that are all of a term, but for a NOT before them; nil for a query or another
  /// term.
  private func inside(_ range: Range<Int>) -> Range<Int>? {
    var open = range.lowerBound
    if query.tokens[open].word == "NOT" { open += 1 }
    guard open < range.upperBound - 1, query.tokens[open].word == "(" else { return nil }
    let close = query.tokens[(open + 1)...].firstIndex {
      $0.word == ")" && $0.depth == query.tokens[open].depth
    }
    guard close == range.upperBound - 1, !["SELECT", "WITH", "VALUES"].contains(query.tokens[open + 1].word)
    else {
      return nil
    }
    return open + 1..<range.upperBound - 1
  }
}
