import Testing

@testable import Database

@Suite("Values and rows")
struct ValueTests {
  static let values: [SQLValue] = [
    .null, .integer(0), .integer(.min), .integer(.max), .real(0.1), .real(-0.0), .real(.infinity),
    .real(.greatestFiniteMagnitude), .real(.leastNonzeroMagnitude), .text(""), .text("O'Brien \"x\" ; --"),
    .text("a\0b"), .text("\0"), .text("👩🏽‍💻 żółć\n\t\r\u{202E}"), .text(String(repeating: "x", count: 100_000)),
    .blob([]),
    .blob([0]), .blob([0, 255, 128, 0]),
  ]

  @Test("come back as they were bound", arguments: values)
  func roundTrip(value: SQLValue) throws {
    let connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute("CREATE TABLE kept (value ANY) STRICT")
    try connection.run("INSERT INTO kept VALUES (?)", [value])
    let found = try connection.first("SELECT value FROM kept") { row throws(DatabaseError) in row.value(0) }
    #expect(found == value)
  }

  @Test("come back as they were bound by name")
  func named() throws {
    let connection = try Connection(path: ":memory:", mode: .create)
    var found: [[SQLValue]] = []
    var columns: [String] = []
    try connection.query(
      "SELECT :b AS second, :a AS first, :b", named: ["a": "x", "b": 7, "unused": nil],
      columns: { columns = $0 },
      row: { found.append($0.values) })
    #expect(columns.prefix(2) == ["second", "first"])
    #expect(found == [[7, "x", 7]])
  }

  @Test("are not taken for another number of parameters, nor for one nobody gave")
  func arity() throws {
    let connection = try Connection(path: ":memory:", mode: .create)
    let few = #expect(throws: DatabaseError.self) { try connection.run("SELECT ?, ?", ["one"]) }
    #expect(few?.message == "takes 2 values, was given 1")
    let none = #expect(throws: DatabaseError.self) {
      try connection.query("SELECT :who", named: [:], columns: { _ in }, row: { _ in })
    }
    #expect(none?.message == "no such parameter: :who")
  }

  @Test(
    "are shown as a person writes them",
    arguments: [
      (SQLValue.null, nil), (.integer(-3), "-3"), (.real(4), "4"), (.real(-0.0), "0"), (.real(0.1), "0.1"),
      (.real(1e300), "1e+300"), (.real(.infinity), "inf"), (.text("a"), "a"), (.blob([1, 2]), "2 bytes"),
    ] as [(SQLValue, String?)])
  func displayed(value: SQLValue, text: String?) {
    #expect(value.displayed == text)
  }

  static let wrong: [(sql: String, reader: @Sendable (borrowing Row) throws -> Void, message: String)] = [
    ("SELECT 1 AS age", { _ = try $0.text(0) }, "column age is not text"),
    ("SELECT NULL AS name", { _ = try $0.text(0) }, "column name is not text"),
    ("SELECT '1' AS age", { _ = try $0.integer(0) }, "column age is not an integer"),
    ("SELECT 1.5 AS age", { _ = try $0.integer(0) }, "column age is not an integer"),
    ("SELECT NULL AS age", { _ = try $0.integer(0) }, "column age is not an integer"),
    ("SELECT 'x' AS rate", { _ = try $0.number(0) }, "column rate is not a number"),
    ("SELECT 'x' AS bytes", { _ = try $0.blob(0) }, "column bytes is not a blob"),
    ("SELECT 1 AS a, x'00' AS name", { _ = try $0.optionalText(1) }, "column name is not text"),
    ("SELECT 1 AS a, 'x' AS n", { _ = try $0.optionalInteger(1) }, "column n is not an integer"),
  ]

  @Test("of another type than the reader's are refused by the column's name", arguments: wrong.indices)
  func wrongType(index: Int) throws {
    let (sql, reader, message) = Self.wrong[index]
    let connection = try Connection(path: ":memory:", mode: .create)
    let error = #expect(throws: DatabaseError.self) { try connection.query(sql) { try reader($0) } }
    #expect(error?.kind == .wrongType)
    #expect(error?.message == message)
    #expect(error?.sql == sql)
  }

  @Test("may be missing where the reader says so, and a whole number is a number")
  func optional() throws {
    let connection = try Connection(path: ":memory:", mode: .create)
    let found = try connection.first("SELECT NULL, NULL, 3, 2.5") { row throws(DatabaseError) in
      (try row.optionalText(0), try row.optionalInteger(1), try row.number(2), try row.number(3), row.count)
    }
    let row = try #require(found)
    #expect(row == (nil, nil, 3, 2.5, 4))
  }
}

@Suite("A function of one number")
struct FunctionTests {
  @Test(
    "makes a text of a number, nothing of nothing, and leaves text alone",
    arguments: [("1", "<1.0>"), ("2.5", "<2.5>"), ("'3'", "<3.0>"), ("null", nil), ("'x'", "x")]
      as [(String, String?)])
  func define(sql: String, expected: String?) throws {
    let connection = try Connection(path: ":memory:", mode: .create)
    try connection.define("marked") { "<\($0)>" }
    connection.restrict()
    var found: [String?] = []
    try connection.query("SELECT marked(\(sql))") { found.append(try $0.optionalText(0)) }
    #expect(found == [expected])
  }
}
