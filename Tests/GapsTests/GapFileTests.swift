import Diagnostics
import Gaps
import Method
import Testing
import Workbook

@Suite("A gap file")
struct GapFileTests {
  static let header = """
    title: a system is unloved
    severity: minor
    dimension: context
    about: system
    whom: anybody
    message: "Nobody loves {about}."
    question: Who loves {about}?
    why: Nobody mends what nobody loves.
    remedy: plumbline set {about} --purpose TEXT
    examples:
      - {capture: add system A, finds: [a]}
      - {capture: add system A --purpose love, finds: []}
    """
  static let query = "SELECT ref AS about, name FROM system WHERE purpose IS NULL"

  static func file(_ header: String = header, _ query: String = query, name: String = "system-unloved")
    -> MethodFile
  {
    MethodFile(section: .gaps, name: name, path: "gaps/\(name).sql", text: "/*\n\(header)\n*/\n\(query)\n")
  }

  @Test("holds what it is, whom to ask, why, and its proof")
  func sound() throws {
    let gap = try Gap(Self.file())
    #expect(gap.name == "system-unloved")
    #expect(gap.severity == .minor)
    #expect(gap.dimension == .context)
    #expect(gap.examples.map(\.finds) == [["a"], []])
    #expect(gap.query == Self.query)
    #expect(!gap.needsEstimate)
  }

  /// A header with one line put in place of another, and what is then wrong, where.
  static let mistakes: [(line: String, becomes: String, code: String, at: Int, note: String)] = [
    ("severity: minor", "severity: miner", "bad-choice", 3, "did you mean `minor`?"),
    ("severity: minor", "severty: minor", "unknown-key", 3, "did you mean `severity`?"),
    ("severity: minor", "", "missing-key", 2, ""),
    ("dimension: context", "dimension: contxt", "bad-choice", 4, "did you mean `context`?"),
    ("about: system", "about: [system]", "wrong-type", 5, ""), ("whom: anybody", "whom:", "missing-key", 2, ""),
    ("examples:", "examples: none\nother:", "wrong-type", 11, ""),
    ("why: Nobody mends what nobody loves.", "why: ''", "wrong-type", 9, ""),
    ("  - {capture: add system A --purpose love, finds: []}", "", "gap-unproved", 11, ""),
    ("  - {capture: add system A, finds: [a]}", "", "gap-unproved", 11, ""),
    (
      "  - {capture: add system A, finds: [a]}", "  - {capture: add system A, find: [a]}", "unknown-key", 12,
      "did you mean `finds`?"
    ),
    ("about: system", "about: system\nneeds: money", "bad-choice", 6, "allowed: estimate"),
  ]

  @Test("with a mistake in its header is told where, and what is right", arguments: mistakes.indices)
  func headerMistakes(index: Int) throws {
    let (line, becomes, code, at, note) = Self.mistakes[index]
    let header = Self.header.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { $0 == line ? (becomes.isEmpty ? [] : [becomes]) : [String($0)] }.joined(separator: "\n")
    try #require(header != Self.header)
    let problems = try #require(throws: Problems.self) { try Gap(Self.file(header)) }
    let problem = try #require(problems.all.first { $0.code == code }, "\(problems)")
    #expect(problem.place?.file == "gaps/system-unloved.sql")
    #expect(problem.place?.line == at)
    if !note.isEmpty { #expect(problem.notes.contains(note), "\(problem.notes)") }
  }

  @Test("with several mistakes is told all of them")
  func everything() throws {
    let problems = try #require(throws: Problems.self) {
      try Gap(Self.file("title: x\nseverity: bad\nexamples: []\nextra: 1"))
    }
    #expect(
      Set(problems.all.map(\.code)).isSuperset(of: ["bad-choice", "missing-key", "unknown-key", "gap-unproved"])
    )
  }

  @Test(
    "without a header, an end to it, or a query is refused",
    arguments: ["SELECT 1", "/* title: x", "/* title: x */ ", "/* [ */ SELECT 1", ""])
  func broken(text: String) throws {
    let file = MethodFile(section: .gaps, name: "x", path: "gaps/x.sql", text: text)
    let error = try #require(throws: (any Error).self) { try Gap(file) }
    let place = (error as? Diagnostic)?.place ?? (error as? Problems)?.all.first?.place
    #expect(place?.file == "gaps/x.sql")
    #expect(place?.line != nil)
  }

  /// Queries, and what is wrong with them once they are run. The query begins at line 15 of the file.
  static let queries: [(header: String, query: String, code: String, at: Int?, note: String)] = [
    (header, "SELECT ref FROM system", "unknown-placeholder", 7, "it yields ref"),
    (
      header.replacing("Nobody loves {about}.", with: "Nobody."), "SELECT ref AS abuot FROM system",
      "unknown-placeholder", 8, "did you mean {abuot}?"
    ),
    (header.replacing("{about}", with: "it"), "SELECT ref FROM system", "query-without-about", 15, ""),
    (
      header.replacing("Who loves {about}?", with: "Who loves {nme}?"), query, "unknown-placeholder", 8,
      "did you mean {name}?"
    ),
    (
      header, "SELECT ref AS about\nFROM system\nWHERE  prpose IS NULL", "bad-query", 17,
      "did you mean `purpose`?"
    ),
    (header, "SELECT ref AS about\nFROM sistem", "bad-query", nil, "did you mean `system`?"),
    (header, "SELECT 1; SELECT 2", "bad-query", nil, ""),
    (header, "DELETE FROM fact", "query-not-allowed", 15, ""),
    (header, "ATTACH '/tmp/x' AS x", "query-not-allowed", 15, ""),
    (header, "SELECT id AS about FROM system", "bad-column", 15, ""),
    (header, "SELECT NULL AS about", "bad-column", 15, ""),
    (header, "SELECT ref AS about FROM system WHERE name = :nobody", "bad-query", nil, ""),
  ]

  @Test("with a mistake in its query is told at the line of the file", arguments: queries.indices)
  func queryMistakes(index: Int) throws {
    let (header, query, code, at, note) = Self.queries[index]
    let gap = try Gap(Self.file(header, query))
    let workbook = try Workbook.inMemory()
    try workbook.addSystem("A")
    let error = try #require(throws: Diagnostic.self) {
      try GapSet([gap]).findings(workbook.reader(), today: .today) { _ in }
    }
    #expect(error.code == code, "\(error)")
    #expect(error.place?.file == "gaps/system-unloved.sql")
    if let at { #expect(error.place?.line == at) }
    if !note.isEmpty { #expect(error.notes.contains(note), "\(error.notes)") }
    #expect(try workbook.reader().rows("SELECT count(*) FROM system").rows == [[1]])
  }
}
