import Testing

@testable import Database

@Suite("A session")
struct SessionTests {
  struct Refusal: Error {}

  private let connection: Connection

  init() throws {
    connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute(
      """
      CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, weight REAL, bytes BLOB) STRICT;
      CREATE TABLE part (item INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE, position INTEGER NOT NULL,
        PRIMARY KEY (item, position)) STRICT, WITHOUT ROWID;
      INSERT INTO item VALUES (1, 'a', NULL, NULL), (2, 'b', 0.5, x'00ff');
      INSERT INTO part VALUES (1, 1), (1, 2);
      """)
  }

  private func content() throws -> [[SQLValue]] {
    try connection.all("SELECT * FROM item ORDER BY id") { row throws(DatabaseError) in row.values }
      + connection.all("SELECT * FROM part ORDER BY item, position") { row throws(DatabaseError) in row.values }
  }

  private func record(_ script: String) throws -> Changeset {
    let session = try Session(connection, tables: ["item", "part"])
    try connection.execute(script)
    return try session.changeset()
  }

  static let scripts = [
    "INSERT INTO item VALUES (3, 'żółć 👩🏽‍💻', 1e300, zeroblob(0))",
    "UPDATE item SET name = NULL, weight = 2 WHERE id = 2",
    "DELETE FROM item WHERE id = 1", "DELETE FROM item", "UPDATE item SET id = 9 WHERE id = 2",
    "DELETE FROM part WHERE position = 1; INSERT INTO part VALUES (2, 1); UPDATE item SET name = 'z'",
    "INSERT INTO item VALUES (4, 'gone again', 0, NULL); DELETE FROM item WHERE id = 4; UPDATE item SET weight = 7",
  ]

  @Test("tells a change that can be taken back and done again", arguments: scripts)
  func inverts(script: String) throws {
    let before = try content()
    let changeset = try record(script)
    let after = try content()
    #expect(after != before)
    for _ in 0..<3 {
      try connection.apply(changeset.inverted()) {}
      #expect(try content() == before)
      try connection.apply(changeset) {}
      #expect(try content() == after)
    }
    #expect(try changeset.inverted().inverted().changes().count == changeset.changes().count)
  }

  @Test("is empty when nothing changed in the end")
  func empty() throws {
    let nothing = try record("INSERT INTO item VALUES (5, 'x', 0, NULL); DELETE FROM item WHERE id = 5")
    #expect(nothing.isEmpty)
    #expect(try nothing.changes().isEmpty)
  }

  @Test("tells old and new values")
  func reads() throws {
    let changes = try record("UPDATE item SET name = 'c' WHERE id = 1; DELETE FROM item WHERE id = 2").changes()
    let updated = try #require(changes.first { $0.operation == .updated })
    #expect(updated.table == "item")
    #expect(updated.old[1] == "a")
    #expect(updated.new[1] == "c")
    #expect(updated.new[2] == nil)
    let deleted = try #require(changes.first { $0.operation == .deleted })
    #expect(deleted.old == [2, "b", .real(0.5), .blob([0, 255])])
    #expect(deleted.new.isEmpty)
  }

  static let conflicts = [
    ("UPDATE item SET name = 'c' WHERE id = 2", "UPDATE item SET name = 'd' WHERE id = 2"),
    ("INSERT INTO item VALUES (3, 'c', 0, NULL)", "DELETE FROM item WHERE id = 3"),
    ("DELETE FROM item WHERE id = 2", "INSERT INTO item VALUES (2, 'other', 0, NULL)"),
    ("UPDATE item SET name = 'c'; INSERT INTO part VALUES (2, 1)", "UPDATE item SET name = 'd' WHERE id = 2"),
  ]

  @Test("leaves everything as it is when the rows are no longer as it left them", arguments: conflicts)
  func conflict(script: String, meanwhile: String) throws {
    let changeset = try record(script)
    try connection.execute(meanwhile)
    let before = try content()
    let error = #expect(throws: DatabaseError.self) { try connection.apply(changeset.inverted()) {} }
    #expect(error?.kind == .conflict)
    #expect(try content() == before)
  }

  @Test("leaves everything as it is when the work alongside throws")
  func alongside() throws {
    let changeset = try record("DELETE FROM item WHERE id = 1")
    let before = try content()
    #expect(throws: Refusal.self) {
      try connection.apply(changeset.inverted()) {
        try connection.run("INSERT INTO item VALUES (8, 'h', 0, NULL)")
        throw Refusal()
      }
    }
    #expect(try content() == before)
  }

  @Test("does not leave a row that refers to what is not there")
  func danglingReference() throws {
    let changeset = try record("INSERT INTO item VALUES (3, 'c', 0, NULL)")
    try connection.execute("INSERT INTO part VALUES (3, 1)")
    let before = try content()
    let error = #expect(throws: DatabaseError.self) { try connection.apply(changeset.inverted()) {} }
    #expect(error?.kind == .conflict)
    #expect(try content() == before)
    // Foreign keys hold again afterwards.
    #expect(throws: DatabaseError.self) { try connection.run("INSERT INTO part VALUES (77, 1)") }
  }

  @Test("refuses bytes that are no changeset", arguments: [[0xFF], [0x41, 0x41]] as [[UInt8]])
  func garbage(bytes: [UInt8]) throws {
    let before = try content()
    #expect(throws: DatabaseError.self) { try Changeset(bytes: bytes).inverted() }
    #expect(throws: DatabaseError.self) { try Changeset(bytes: bytes).changes() }
    #expect(throws: (any Error).self) { try connection.apply(Changeset(bytes: bytes)) {} }
    #expect(try content() == before)
  }
}
