import Testing

@testable import Database

@Suite("A restricted connection")
struct RestrictedTests {
  private func connection() throws -> Connection {
    let connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute(
      "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO item VALUES (1, 'a')")
    try connection.execute("CREATE INDEX item_by_name ON item (name)")
    return connection
  }

  static let forbidden = [
    "INSERT INTO item VALUES (2, 'b')", "UPDATE item SET name = 'b'", "DELETE FROM item",
    "REPLACE INTO item VALUES (1, 'b')", "WITH x AS (SELECT 2 AS id) INSERT INTO item SELECT id, 'b' FROM x",
    "DROP TABLE item", "ALTER TABLE item RENAME TO gone", "CREATE TABLE other (a)",
    "CREATE TEMP TABLE other (a)",
    "CREATE TEMP VIEW other AS SELECT 1", "CREATE VIEW other AS SELECT 1", "CREATE INDEX other ON item (name)",
    "CREATE TEMP TRIGGER other AFTER INSERT ON item BEGIN DELETE FROM item; END",
    "CREATE VIRTUAL TABLE other USING fts5(a)", "ATTACH ':memory:' AS other",
    "ATTACH '/tmp/stolen.db' AS other",
    "DETACH main", "VACUUM", "VACUUM INTO '/tmp/stolen.db'", "REINDEX", "ANALYZE", "BEGIN", "BEGIN IMMEDIATE",
    "SAVEPOINT s", "PRAGMA user_version = 7", "PRAGMA query_only = OFF", "PRAGMA writable_schema = ON",
    "PRAGMA journal_mode = DELETE", "SELECT * FROM pragma_database_list",
    "SELECT load_extension('/tmp/evil.so')",
    "SELECT fts3_tokenizer('simple')",
  ]

  @Test("refuses all but reading, and changes nothing", arguments: forbidden)
  func forbids(sql: String) throws {
    let connection = try connection()
    #expect(throws: DatabaseError.self) { try connection.reading { try connection.query(sql) { _ in } } }
    let left = try connection.all("SELECT id, name FROM item") { row throws(DatabaseError) in row.values }
    #expect(left == [[1, "a"]])
    let objects = try connection.all(
      "SELECT name FROM sqlite_schema UNION ALL SELECT name FROM sqlite_temp_schema"
    ) {
      row throws(DatabaseError) in try row.text(0)
    }
    #expect(objects == ["item", "item_by_name"])
    let version = try connection.first("PRAGMA user_version") { row throws(DatabaseError) in try row.integer(0)
    }
    #expect(version == 0)
  }

  @Test("refuses a writing statement that was in use before")
  func rememberedStatement() throws {
    let connection = try connection()
    let sql = "INSERT INTO item (name) VALUES (?)"
    try connection.run(sql, ["b"])
    let error = #expect(throws: DatabaseError.self) {
      try connection.reading { try connection.run(sql, ["c"]) }
    }
    #expect(error?.kind == .denied)
    try connection.run(sql, ["d"])
    let names = try connection.all("SELECT name FROM item ORDER BY id") { row throws(DatabaseError) in
      try row.text(0)
    }
    #expect(names == ["a", "b", "d"])
  }

  @Test("stays restricted when it is restricted twice, and is free once lifted")
  func twice() throws {
    let connection = try connection()
    connection.restrict()
    connection.restrict()
    #expect(throws: DatabaseError.self) { try connection.run("DELETE FROM item") }
    try connection.reading { try connection.query("SELECT 1") { _ in } }
    #expect(throws: DatabaseError.self) { try connection.run("DELETE FROM item") }
    connection.lift()
    try connection.run("DELETE FROM item")
    #expect(connection.changes == 1)
  }

  @Test("may be dropped while restricted", arguments: 1...20)
  func dropped(round: Int) throws {
    let connection = try connection()
    connection.restrict()
    try connection.query("SELECT name FROM item") { _ in }
  }

  static let endless = [
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000) "
      + "SELECT count(*) FROM n a, n b, n c, n d",
  ]

  @Test("stops what does not end", arguments: endless)
  func bombs(sql: String) throws {
    let connection = try connection()
    connection.restrict(limit: 2)
    let error = #expect(throws: DatabaseError.self) {
      try connection.reading { try connection.query(sql) { _ in } }
    }
    #expect(error?.kind == .interrupted)
    var rows = 0
    try connection.reading { try connection.query("SELECT 1") { _ in rows += 1 } }
    #expect(rows == 1)
  }

  static let bulky = [
    "SELECT length(zeroblob(900000000))", "SELECT length(replace(hex(zeroblob(30000000)), '0', 'aaaaaaaa'))",
    "SELECT printf('%900000000d', 1)", "SELECT name LIKE '\(String(repeating: "%a", count: 2000))' FROM item",
  ]

  @Test("bounds what a single step may build or match", arguments: bulky)
  func values(sql: String) throws {
    let connection = try connection()
    var length = 0
    do {
      try connection.reading {
        try connection.query(sql) { row in if case .integer(let count) = row.value(0) { length = Int(count) } }
      }
    } catch is DatabaseError { return }
    // printf with too great a width yields nothing rather than an error.
    #expect(length <= 64 << 20)
  }

  @Test(
    "reads whatever a report needs",
    arguments: [
      "SELECT name FROM item", "WITH x AS (SELECT 1) SELECT * FROM x",
      "SELECT name FROM pragma_table_info('item')",
      "SELECT name FROM sqlite_schema", "SELECT upper(name), count(*) FROM item GROUP BY 1",
      "SELECT group_concat(name, ', ') OVER () FROM item", "SELECT value FROM json_each('[1]')", "VALUES (1)",
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT max(i) FROM n",
    ])
  func allows(sql: String) throws {
    let connection = try connection()
    var rows = 0
    try connection.reading { try connection.query(sql) { _ in rows += 1 } }
    #expect(rows > 0)
  }
}
