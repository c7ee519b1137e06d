import Diagnostics
import Formats
import Testing

@testable import Method

@Suite("SQL with a header")
struct AnnotatedSQLTests {
  @Test("header and query are told apart, with the file's own lines")
  func reads() throws {
    let file = try AnnotatedSQL(
      """

      /*
      severity: blocker
      ask:
        - owner
      */

      -- who
      SELECT 1 /* not a header */

      """, file: "a.sql")
    #expect(file.header["severity"]?.string == "blocker")
    #expect(file.header["severity"]?.position == Position(line: 3, column: 11))
    #expect(file.header["ask"]?.sequence?.first?.position == Position(line: 5, column: 5))
    #expect(file.sql == "-- who\nSELECT 1 /* not a header */")
    #expect(file.sqlLine == 8)
  }

  @Test("a header may stand on the line that opens it")
  func oneLine() throws {
    let file = try AnnotatedSQL("/* a: 1 */ SELECT 1", file: "a.sql")
    #expect(file.header.entry("a")?.keyPosition == Position(line: 1, column: 4))
    #expect(file.sql == "SELECT 1")
    #expect(file.sqlLine == 1)
  }

  @Test(
    "what is wrong is told with its line",
    arguments: [
      ("", "header-missing", 1), ("\n\nSELECT 1", "header-missing", 3),
      ("-- a\n/* a: 1 */", "header-missing", 1),
      ("/", "header-missing", 1), ("/*", "header-unterminated", 1), ("\n/*/", "header-unterminated", 2),
      ("\n/* a: 1 *\n/", "header-unterminated", 2), ("/*\na: 1\n*/\n \n", "query-missing", 3),
      ("/*\n- a\n*/ SELECT 1", "header-not-a-mapping", 2), ("/*\na: 1\nb: [\n*/ SELECT 1", "", 3),
      ("\n\n/*\na: 1\na: 2\n*/ SELECT 1", "duplicate-key", 5), ("/**/ SELECT 1", "", 1),
    ])
  func wrong(text: String, code: String, line: Int) {
    let error = #expect(throws: Diagnostic.self) { try AnnotatedSQL(text, file: "a.sql") }
    if !code.isEmpty { #expect(error?.code == code) }
    #expect(error?.place?.file == "a.sql")
    // A YAML error may be seen on the line after the one that causes it.
    let found = error?.place?.line ?? line
    #expect(code.isEmpty ? (line...line + 1).contains(found) : found == line)
  }

  @Test("letters outside ASCII keep columns in characters")
  func unicode() throws {
    let file = try AnnotatedSQL("/* été: { naïve: 1 } */ SELECT 'é'", file: "a.sql")
    #expect(file.header.entry("été")?.value.entry("naïve")?.keyPosition == Position(line: 1, column: 11))
  }
}
