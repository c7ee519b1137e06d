import Testing

@testable import Database

@Suite("A connection")
struct ConnectionTests {
  struct Change: Error {}

  private func counter() throws -> Connection {
    let connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT")
    return connection
  }

  private func names(_ connection: Connection) throws -> [String] {
    try connection.all("SELECT name FROM item ORDER BY id") { row throws(DatabaseError) in try row.text(0) }
  }

  @Test("does all of a transaction or nothing of it")
  func rollback() throws {
    let connection = try counter()
    try connection.transaction { try connection.run("INSERT INTO item VALUES (1, 'kept')") }
    #expect(throws: Change.self) {
      try connection.transaction {
        try connection.run("INSERT INTO item VALUES (2, 'lost')")
        throw Change()
      }
    }
    let refused = #expect(throws: DatabaseError.self) {
      try connection.transaction {
        try connection.run("INSERT INTO item VALUES (3, 'lost too')")
        try connection.run("INSERT INTO item VALUES (4, 'kept')")
      }
    }
    #expect(refused?.kind == .constraint)
    #expect(refused?.code == 2067)  // SQLITE_CONSTRAINT_UNIQUE
    #expect(try names(connection) == ["kept"])
    try connection.transaction { try connection.run("INSERT INTO item VALUES (5, 'after')") }
    #expect(try names(connection) == ["kept", "after"])
  }

  @Test("runs the same query inside itself")
  func nested() throws {
    let connection = try counter()
    for name in ["a", "b", "c"] { try connection.run("INSERT INTO item (name) VALUES (?)", [.text(name)]) }
    let sql = "SELECT name FROM item WHERE id >= ? ORDER BY id"
    var pairs: [String] = []
    try connection.query(sql, [1]) { outer in
      let first = try outer.text(0)
      try connection.query(sql, [2]) { inner in pairs.append(first + (try inner.text(0))) }
    }
    #expect(pairs == ["ab", "ac", "bb", "bc", "cb", "cc"])
  }

  @Test("can use a statement again after its reader threw half way")
  func abandoned() throws {
    let connection = try counter()
    for name in ["a", "b"] { try connection.run("INSERT INTO item (name) VALUES (?)", [.text(name)]) }
    #expect(throws: Change.self) { try connection.query("SELECT name FROM item") { _ in throw Change() } }
    var seen = 0
    try connection.query("SELECT name FROM item") { _ in seen += 1 }
    #expect(seen == 2)
    // An unfinished reader would hold its lock on the table.
    try connection.execute("DROP TABLE item")
  }

  @Test("tells statements apart whose letters are composed differently")
  func composed() throws {
    let connection = try Connection(path: ":memory:", mode: .create)
    let lengths = try ["\u{212B}", "A\u{30A}"].map { letter in
      try connection.all("SELECT length('\(letter)')") { row throws(DatabaseError) in try row.integer(0) }
    }
    #expect(lengths == [[1], [2]])
  }

  @Test("keeps answering past the number of statements it remembers")
  func manyStatements() throws {
    let connection = try counter()
    for number in 0..<500 {
      let found = try connection.first("SELECT \(number)") { row throws(DatabaseError) in try row.integer(0) }
      #expect(found == Int64(number))
    }
  }

  @Test(
    "tells where in the SQL the mistake is",
    arguments: [
      ("SELECT nme FROM item", "no such column: nme", 7), ("SELECT\n  name\nFRM item", nil, nil),
      ("SELECT name FROM itm", "no such table: itm", nil),
    ] as [(String, String?, Int?)])
  func mistakes(sql: String, message: String?, offset: Int?) throws {
    let connection = try counter()
    let error = #expect(throws: DatabaseError.self) { try connection.run(sql) }
    #expect(error?.kind == .syntax)
    #expect(error?.sql == sql)
    if let message { #expect(error?.message == message) }
    if let offset { #expect(error?.offset == offset) }
  }

  @Test("never tells a bound value in an error")
  func secrets() throws {
    let connection = try counter()
    try connection.run("INSERT INTO item VALUES (?, ?)", [1, "hunter2"])
    let error = #expect(throws: DatabaseError.self) {
      try connection.run("INSERT INTO item VALUES (?, ?)", [2, "hunter2"])
    }
    #expect(error.map { "\($0)".contains("hunter2") } == false)
  }

  @Test(
    "takes one statement at a time",
    arguments: [
      "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE item", "SELECT 1;;\n-- x\n; SELECT", "SELECT 1; nonsense",
    ])
  func severalStatements(sql: String) throws {
    let error = #expect(throws: DatabaseError.self) { try counter().query(sql) { _ in } }
    #expect(error?.message == "there is more than one statement in it")
  }

  @Test(
    "does not mind what says nothing after a statement",
    arguments: [
      "SELECT 1;", "SELECT 1 ;\n", "SELECT 1; -- done", "SELECT 1; /* done */ ", "SELECT 1;\n-- a\n-- b\n",
    ])
  func trailing(sql: String) throws {
    var rows = 0
    try counter().query(sql) { _ in rows += 1 }
    #expect(rows == 1)
  }

  @Test("refuses what is no statement at all", arguments: ["", "  \n", "-- only a comment", ";"])
  func nothing(sql: String) throws {
    #expect(throws: DatabaseError.self) { try counter().run(sql) }
  }

  @Test("holds foreign keys")
  func foreignKeys() throws {
    let connection = try counter()
    try connection.execute("CREATE TABLE part (item INTEGER NOT NULL REFERENCES item (id)) STRICT")
    let error = #expect(throws: DatabaseError.self) { try connection.run("INSERT INTO part VALUES (9)") }
    #expect(error?.code == 787)  // SQLITE_CONSTRAINT_FOREIGNKEY
  }

  @Test("is refused where there is no file, or a folder")
  func cannotOpen() {
    for path in ["/nowhere/at/all.db", "/tmp"] {
      let error = #expect(throws: DatabaseError.self) { try Connection(path: path, mode: .readWrite) }
      #expect(error?.kind == .cannotOpen)
    }
  }
}
