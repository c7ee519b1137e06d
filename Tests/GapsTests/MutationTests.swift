import Diagnostics
import Method
import Testing

@testable import Gaps

@Suite("The conditions of a query")
struct MutationTests {
  /// Queries, and the conditions that they have.
  static let queries: [(sql: String, conditions: [String])] = [
    ("SELECT 1", []),
    ("SELECT a FROM t WHERE a = 1", ["a = 1"]),
    (
      "SELECT a FROM t WHERE a = 1 AND b OR c GROUP BY d HAVING count(*) > 1 ORDER BY e",
      ["a = 1", "b", "c", "count(*) > 1"]
    ),
    (
      "SELECT a FROM t JOIN u ON t.id = u.id AND t.x LEFT JOIN v ON v.y WHERE z",
      ["t.id = u.id", "t.x", "v.y", "z"]
    ),
    ("SELECT a FROM t WHERE x BETWEEN 1 AND 2 AND y", ["x BETWEEN 1 AND 2", "y"]),
    ("SELECT a FROM t WHERE CASE WHEN p AND q THEN 1 END AND r", ["CASE WHEN p AND q THEN 1 END", "r"]),
    ("SELECT a FROM t WHERE (p OR q) AND NOT (r AND s)", ["(p OR q)", "p", "q", "NOT (r AND s)", "r", "s"]),
    (
      "SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.a AND u.b)",
      ["EXISTS (SELECT 1 FROM u WHERE u.a = t.a AND u.b)", "u.a = t.a", "u.b"]
    ),
    ("SELECT (SELECT x FROM u WHERE u.a) AS y FROM t WHERE b", ["b"]),
    ("WITH w AS (SELECT (SELECT 1 FROM u WHERE c) FROM t) SELECT a FROM w", ["c"]),
    (
      "SELECT a FROM t WHERE a = 'x AND y' -- OR z\n  AND \"or\" /* AND */ = 1",
      ["a = 'x AND y'", "\"or\" = 1"]
    ),
    ("SELECT a FROM t WHERE a UNION ALL SELECT b FROM u WHERE c", ["a", "c"]),
    ("SELECT a FROM t WHERE x IN (1, 2) AND y <> ''", ["x IN (1, 2)", "y <> ''"]),
  ]

  @Test("are the terms of WHERE, ON and HAVING, at any depth", arguments: queries.indices)
  func conditions(index: Int) throws {
    let (sql, expected) = Self.queries[index]
    let tokens = SQLTokens(sql)
    #expect(Set(Conditions(tokens).all.map { tokens.text($0.tokens) }) == Set(expected))
  }

  private func gap(_ query: String, _ header: String = "") throws -> Gap {
    try Gap(GapFileTests.file(GapFileTests.header + header, query))
  }

  @Test("are removed so that the others remain, or negated")
  func mutants() throws {
    let mutants = try gap("SELECT ref AS about\nFROM system WHERE purpose IS NULL AND\n(a OR b)").mutants
    let made = mutants.map {
      "\($0.change.rawValue) \($0.condition): \($0.gap.query.split(separator: "WHERE ")[1])"
    }
    #expect(
      made == [
        "removed purpose IS NULL: 1 AND\n(a OR b)",
        "negated purpose IS NULL: (NOT (purpose IS NULL)) AND\n(a OR b)",
        "removed (a OR b): purpose IS NULL AND\n1", "negated (a OR b): purpose IS NULL AND\n(NOT ((a OR b)))",
        "removed a: purpose IS NULL AND\n(0 OR b)", "negated a: purpose IS NULL AND\n((NOT (a)) OR b)",
        "removed b: purpose IS NULL AND\n(a OR 0)", "negated b: purpose IS NULL AND\n(a OR (NOT (b)))",
      ])
    #expect(mutants.map(\.place.line) == [16, 16, 17, 17, 17, 17, 17, 17])
  }

  @Test("that can make no difference are named in the header, with the reason")
  func equivalents() throws {
    let header =
      "\nequivalent:\n  - {condition: a  = 1, change: removed, reason: because}\n  - {condition: b, reason: x}"
    let gap = try gap("SELECT 1 AS about FROM t WHERE a = 1 AND b", header)
    let covered = gap.mutants.filter { mutant in gap.equivalents.contains { $0.covers(mutant) } }
    #expect(
      covered.map { "\($0.change.rawValue) \($0.condition)" } == ["removed a = 1", "removed b", "negated b"])
    #expect(throws: Problems.self) { try self.gap("SELECT 1", "\nequivalent: [{condition: a}]") }
  }
}
