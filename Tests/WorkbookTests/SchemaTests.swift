import Catalogue
import Diagnostics
import Testing

@testable import Database
@testable import Workbook

@Suite("The schema")
struct SchemaTests {
  private let workbook: Workbook

  init() throws { workbook = try .inMemory() }

  private func rows(_ sql: String, _ values: [SQLValue] = []) throws -> [[SQLValue]] {
    try workbook.connection.all(sql, values) { row throws(DatabaseError) in row.values }
  }

  private func definition(_ table: String) throws -> String {
    try #require(rows("SELECT sql FROM sqlite_schema WHERE name = ?", [.text(table)]).first?[0].displayed)
  }

  @Test("has a strict table a kind with exactly the catalogue's columns", arguments: Catalogue.kinds)
  func columns(kind: Kind) throws {
    let found = try rows("SELECT name, type, \"notnull\" FROM pragma_table_info(?)", [.text(kind.table)])
    let wanted = kind.attributes.filter { !$0.type.isList }.map { attribute -> [SQLValue] in
      [.text(attribute.storedColumn), .text(attribute.type.storage), attribute.required ? 1 : 0]
    }
    #expect(found.first == ["id", "INTEGER", 0])
    #expect(Array(found.dropFirst()) == wanted)
    #expect(try definition(kind.table).hasSuffix("STRICT"))
  }

  @Test("holds each column to its type", arguments: Catalogue.kinds)
  func checks(kind: Kind) throws {
    let definition = try definition(kind.table)
    let keys = try rows(
      "SELECT \"from\", \"table\", on_delete FROM pragma_foreign_key_list(?)", [.text(kind.table)])
    #expect(keys.contains(["id", "fact", "CASCADE"]))
    var references = 1
    for attribute in kind.attributes {
      let column = attribute.storedColumn
      let name = column.quotedName
      switch attribute.type {
      case .choice(let words):
        let list = words.map { "'\($0)'" }.joined(separator: ", ")
        #expect(definition.contains("CHECK (\(name) IN (\(list)))"), "\(column)")
      case .flag: #expect(definition.contains("CHECK (\(name) IN (0, 1))"), "\(column)")
      case .integer, .decimal: #expect(definition.contains("CHECK (\(name) >= 0)"), "\(column)")
      case .date: #expect(definition.contains("CHECK (\(name) GLOB '[0-9][0-9][0-9][0-9]-"), "\(column)")
      case .reference(let kinds):
        references += 1
        let table = kinds.count == 1 ? try Catalogue.kind(kinds[0]).table : "fact"
        #expect(keys.contains([.text(column), .text(table), "NO ACTION"]), "\(column)")
      case .text, .email, .choices, .references: break
      }
    }
    #expect(keys.count == references, "a foreign key that no attribute has")
  }

  @Test("shows every attribute in the kind's view", arguments: Catalogue.kinds)
  func views(kind: Kind) throws {
    let names = Set(
      try rows("SELECT name FROM pragma_table_info(?)", [.text(kind.view)]).map { $0[0].displayed ?? "" })
    var wanted = ["id", "ref", "said_by_id", "evidence"]
    for attribute in kind.attributes {
      wanted.append(attribute.column)
      if case .reference = attribute.type { wanted.append(attribute.column + "_id") }
    }
    #expect(names == Set(wanted))
  }

  @Test("has every view that the architecture names, and each can be read")
  func composedViews() throws {
    let views = try rows("SELECT name FROM sqlite_schema WHERE type = 'view'").compactMap { $0[0].displayed }
    let named = [
      "field_dictionary", "reconciliation_matrix", "status_crosswalk", "flow_contract", "exception_catalogue",
    ]
    #expect(Set(views).isSuperset(of: named + ["item", "link", "history"]))
    for view in views { _ = try workbook.reader().rows("SELECT * FROM \(view) LIMIT 1") }
  }

  @Test("journals every table that holds facts")
  func journalled() throws {
    let tables = try rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('journal', 'journal_head', 'migration', 'sitting_step')"
    ).compactMap { $0[0].displayed }
    #expect(Set(tables) == Set(WorkbookSchema.factTables))
  }

  @Test("records each of its steps")
  func migrations() throws {
    let steps = try rows("SELECT version, name, at FROM migration ORDER BY version")
    #expect(steps == [[1, "tables", "1970-01-01T00:00:00Z"]])
    #expect(steps.count == WorkbookSchema.version)
  }

  /// What each version's tables and views come to, as `digest` counts. A version that was released is never
  /// changed here: another one is added.
  static let digests = [1: "44c557c88da5c12b"]

  @Test("is what its version says")
  func digest() throws {
    let statements = try rows("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
    let digest = Self.digest(statements.compactMap { $0[0].displayed }.joined(separator: "\n"))
    #expect(
      digest == Self.digests[WorkbookSchema.version],
      """
      The tables or views of schema version \(WorkbookSchema.version) changed, to \(digest). Workbooks of that \
      version keep the old ones: add a step to WorkbookSchema.steps, and its digest here. (Only before a \
      version is released may its digest be replaced; then record the fixture anew: see FixtureTests.)
      """)
  }

  /// FNV-1a, 64 bits (RFC 9923).
  private static func digest(_ text: String) -> String {
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}

extension AttributeType {
  /// What SQLite keeps it as.
  fileprivate var storage: String {
    switch self {
    case .integer, .flag, .reference: "INTEGER"
    case .decimal: "REAL"
    case .text, .date, .email, .choice, .choices, .references: "TEXT"
    }
  }
}
