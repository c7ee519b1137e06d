import Catalogue
import Diagnostics
import Formats
import Testing

@Suite("The commands that look")
struct LookCommandTests {
  static let answers: [(line: String, keys: [String])] = [
    ("list system --json", ["ref", "kind", "said-by", "workshop", "evidence", "captured-by", "captured-at"]),
    ("show stripe.invoice.status --json", ["ref", "owner", "meaning", "captured-by", "referred-to-by"]),
    (
      "matrix --json",
      ["ref", "entity", "source", "target", "transform", "rule", "empty-rule", "state", "system-of-record"]
    ),
    ("matrix invoice --format json", ["ref", "source-system", "target-object", "decided-on", "questions"]),
    (
      "crosswalk --list stripe.invoice.status --json",
      ["ref", "source", "target", "relation", "when-none", "state"]
    ),
    ("history --json", ["ref", "seq", "action", "at", "who", "said-by", "workshop", "summary"]),
    ("history stripe --json", ["ref", "attribute", "old", "new", "at", "who", "said-by"]),
    ("status --json", ["ref", "dimensions", "entities", "flows", "processes", "trend", "questions"]),
    ("check --json", ["gap", "severity", "dimension", "about", "message", "question", "ask"]),
    ("next --json", ["gap", "severity", "dimension", "about", "message", "question", "ask"]),
    ("query 'select ref, name from system' --json", ["ref", "name"]),
    ("query 'select ref, name from system' --format json", ["ref", "name"]),
  ]

  @Test("answer in JSON with an array of objects of the method's names", arguments: answers.indices)
  func json(index: Int) throws {
    let (line, keys) = Self.answers[index]
    let outcome = try Stage.furnished().run(line)
    #expect(outcome.status == .done)
    let objects = try outcome.json()
    #expect(!objects.isEmpty)
    for object in objects {
      let found = Set(try #require(object.mapping).map(\.key))
      #expect(found.isSuperset(of: keys), "no \(Set(keys).subtracting(found))")
    }
  }

  @Test(
    "list every attribute of a kind in JSON", arguments: ["field", "flow", "person", "mapping", "exception"])
  func everyAttribute(kind: String) throws {
    let object = try #require(try Stage.furnished().run("list \(kind) --json").json().first)
    #expect(
      Set(try #require(object.mapping).map(\.key)).isSuperset(
        of: try Catalogue.kind(kind).attributes.map(\.name)))
  }

  @Test(
    "answer in JSON with an empty array when there is nothing",
    arguments: ["list debt", "matrix", "query 'select 1 from debt'"])
  func emptyJSON(line: String) throws {
    #expect(try Stage().run(line + " --json").json().isEmpty)
  }

  @Test("tell numbers, flags and lists as JSON has them, and what is not known as null")
  func types() throws {
    let stage = try Stage.furnished()
    try stage.play("set F-1 --retry-limit 3 --two-way no --enhancement-hours-per-year 7.5")
    let flow = try #require(try stage.run("list flow --json").json().first)
    #expect(flow["retry-limit"] == 3)
    #expect(flow["two-way"] == false)
    #expect(flow["enhancement-hours-per-year"] == 7.5)
    #expect(flow["entity"] == "invoice")
    #expect(flow["owner"] == .null)
    let person = try #require(try stage.run("list person --json").json().first)
    #expect(person["roles"] == ["business-owner"])
    #expect(person["speaks-for"] == ["xero"])
  }

  @Test(
    "list what a condition says",
    arguments: [
      ("owner is null", 3), ("owner = 'finance-lead'", 1), ("required", 1), ("code_list is not null", 2),
      ("1 --", 4),
      ("ref like 'stripe.%'", 2),
      ("representation_id in (select id from representation where entity = 'invoice')", 4),
    ])
  func conditions(condition: String, count: Int) throws {
    let outcome = try Stage.furnished().run(words: ["list", "field", "--where", condition, "--json"])
    #expect(try outcome.json().count == count)
  }

  @Test(
    "list only reads, whatever the condition",
    arguments: ["1) ; DROP TABLE fact; --", "1); DELETE FROM fact; select (1"])
  func injection(condition: String) throws {
    let stage = try Stage.furnished()
    #expect(stage.run(words: ["list", "field", "--where", condition]).status != .done)
    #expect(try stage.run("list field --json").json().count == 4)
  }

  @Test("list the columns that are wanted, under the attributes' names")
  func columns() throws {
    let outcome = try Stage.furnished().run("list system --columns name,business-owner")
    let lines = outcome.out.split(separator: "\n")
    #expect(lines.contains { $0.contains("business-owner") })
    #expect(lines.contains { $0.contains("Stripe") && $0.contains("finance-lead") })
    #expect(outcome.err == "2 systems\n")
  }

  @Test("show what is not known, and who refers to a fact")
  func show() throws {
    let outcome = try Stage.furnished().run("show stripe.invoice.total")
    #expect(outcome.out.contains("not known"))
    #expect(outcome.out.contains("Referred to by"))
    #expect(outcome.out.contains("M-1"))
  }

  @Test("show the matrix as a table, as Markdown, as CSV", arguments: ["table", "md", "csv"])
  func matrix(format: String) throws {
    let outcome = try Stage.furnished().run("matrix invoice --format \(format)")
    #expect(outcome.status == .done)
    #expect(outcome.out.contains("M-1"))
    #expect(outcome.out.contains("cents to units"))
    if format == "csv" { #expect(outcome.out.hasPrefix("ref,entity,source,")) }
    if format == "md" {
      #expect(outcome.out.split(separator: "\n").contains { $0.hasPrefix("|") && $0.contains("---") })
    }
  }

  @Test("tell a history of a fact from old to new")
  func history() throws {
    let stage = try Stage.furnished()
    try stage.play("set stripe --vendor A\nset stripe --vendor B")
    let changes = try stage.run("history stripe --json").json().filter { $0["attribute"] == "vendor" }
    #expect(changes.map { $0["old"] } == [.null, "A"])
    #expect(changes.map { $0["new"] } == ["A", "B"])
    #expect(try stage.run("history stripe").out.contains("A → B"))
  }

  @Test(
    "refuse a query that is more than reading",
    arguments: ["delete from fact", "attach '/tmp/x' as x", "vacuum into '/tmp/x'", "pragma user_version = 7"])
  func onlyReading(sql: String) throws {
    let outcome = try Stage.furnished().run(words: ["query", sql])
    #expect(outcome.status == .data)
    #expect(outcome.err.contains("may only read"))
  }

  @Test("answer a query as CSV that no spreadsheet takes for a formula")
  func csv() throws {
    let stage = try Stage()
    try stage.play("add system '=1+2' --ref evil --vendor 'a,\"b\"'")
    let outcome = try stage.run("query 'select name, vendor from system' --format csv")
    #expect(outcome.out.contains("\"a,\"\"b\"\"\""))
    let lines = outcome.out.split(whereSeparator: \.isNewline)
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { !$0.hasPrefix("=") && !$0.hasPrefix("\"=") })
  }

  @Test("answer questions about what is open")
  func openGaps() throws {
    let rows = try Stage.furnished().run(
      "query \"select about, ask from open_gap where gap = 'field-without-owner' order by about\" --json"
    ).json()
    #expect(rows.map { $0["about"] } == ["stripe.invoice.total", "xero.Invoice.Total"])
    #expect(rows.map { $0["ask"] } == ["finance-lead", .null])
  }

  @Test("say that a sound workbook is sound")
  func doctor() throws {
    let outcome = try Stage.furnished().run("doctor")
    #expect(outcome.status == .done)
    #expect(outcome.out.contains("sound, 25 journal entries"))
  }

  @Test("draw nothing and colour nothing for whoever wants one fact a line")
  func plain() throws {
    let outcome = try Stage.furnished().run("list system --plain")
    #expect(outcome.out.contains("Stripe"))
    #expect(!outcome.out.contains("│") && !outcome.out.contains("──") && !outcome.out.contains("\u{1B}"))
  }
}
