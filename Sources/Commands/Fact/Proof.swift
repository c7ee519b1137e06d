import Formats
import Terminal
import Workbook

/// Which tests prove a fact, and what a test proves.
struct Proof {
  /// One thing that can be proved, with one test of it; without a test where there is none.
  struct Line {
    let fact: String
    let title: String
    let test: String?
    let sort: String?
    let then: String?
  }

  /// For a test what it proves; for a flow everything that belongs to it; for another fact itself.
  let lines: [Line]

  init(of fact: Fact, _ reader: Reader) throws {
    let wanted =
      switch fact.kind {
      case "test": "test_id = :id"
      case "flow": "fact_id IN (SELECT fact_id FROM flow_fact WHERE flow_id = :id)"
      case "mapping", "value-mapping", "effect", "exception": "fact_id = :id"
      default: "0"
      }
    lines = try reader.rows(
      """
      SELECT fact, fact_title, test, class, "then" FROM test_traceability WHERE \(wanted) ORDER BY fact_id, test_id
      """, named: ["id": .integer(fact.id)]
    ).rows.map { row in
      let text = row.map(\.displayed)
      return Line(fact: text[0] ?? "", title: text[1] ?? "", test: text[2], sort: text[3], then: text[4])
    }
  }

  /// A row a test, and one a thing that none proves.
  var table: Table {
    var table = Table(["What", "In words", "Test", "Class", "Then"].map { Table.Column($0) })
    for line in lines {
      table.add([
        Table.Cell(line.fact), Table.Cell(line.title.onOneLine),
        line.test.map { Table.Cell($0) } ?? Table.Cell("no test", .yellow), Table.Cell(line.sort ?? ""),
        Table.Cell(line.then?.onOneLine ?? ""),
      ])
    }
    return table
  }

  var json: Node {
    Node(
      lines.map {
        Node(object: [
          ("fact", Node($0.fact)), ("test", Node($0.test)), ("class", Node($0.sort)), ("then", Node($0.then)),
        ])
      })
  }
}
