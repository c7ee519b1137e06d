import Catalogue
import CommandLineKit
import Database
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let show = Command<Scene>(
    "show", "Shows what is known of a fact, and what refers to it",
    examples: [Example("plumbline show stripe.invoice.status", "a field, its owner, its mappings")],
    positionals: [Positional("ref", "The fact.", values: .dynamic("reference:"))]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let record = try workbook.record(try workbook.fact(arguments.positional("ref")))
    let agreed = try Agreed(of: record.fact, workbook)
    let proof = try Proof(of: record.fact, workbook.reader())
    if arguments.flag("json") {
      scene.print(json: Node([record.json(withReferrers: true, proof: proof).adding("votes", agreed.json)]))
      return .done
    }
    let style = scene.environment.streams.outStyle
    scene.print("\(style.paint(Visible.line(record.fact.ref), .bold)) (\(record.fact.kind))")
    var table = Table([Table.Column("Attribute"), Table.Column("Value")])
    for (attribute, value) in record.values {
      if let value {
        table.add([Table.Cell(attribute.name), Table.Cell(value.shown.onOneLine)])
      } else if !Catalogue.provenance.contains(attribute) {
        table.add([Table.Cell(attribute.name, .dim), Table.Cell("not known", .dim)])
      }
    }
    scene.print(table, arguments)
    if !record.referrers.isEmpty {
      scene.print("\nReferred to by")
      var table = Table([Table.Column("Reference"), Table.Column("As its")])
      for referrer in record.referrers {
        table.add([Table.Cell(referrer.ref), Table.Cell(referrer.attribute)])
      }
      scene.print(table, arguments)
    }
    scene.tell(agreed, arguments)
    if !proof.lines.isEmpty {
      scene.print(record.fact.kind == "test" ? "\nWhat it proves" : "\nHow it is proved")
      scene.print(proof.table, arguments)
    }
    return .done
  }
}

extension String {
  /// With every run of white space, line breaks too, as one space.
  var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension FactRecord {
  /// As JSON: `ref`, `kind`, then every attribute by its name; null is not known.
  func json(withReferrers: Bool = false, proof: Proof? = nil) -> Node {
    var members: [(String, Node)] = [("ref", Node(fact.ref)), ("kind", Node(fact.kind))]
    for (attribute, value) in values { members.append((attribute.name, value.json(attribute.type))) }
    if withReferrers {
      members.append(
        (
          "referred-to-by",
          Node(referrers.map { Node(object: [("ref", Node($0.ref)), ("attribute", Node($0.attribute))]) })
        ))
    }
    if let proof { members.append(("proof", proof.json)) }
    return Node(object: members)
  }
}

extension FactValue? {
  /// Lists are arrays, flags true and false, numbers numbers, what is not known null.
  fileprivate func json(_ type: AttributeType) -> Node {
    switch (self, type) {
    case (nil, _): .null
    case (.flag(let flag)?, _): Node(flag)
    case (.integer(let number)?, _): Node(number)
    case (.decimal(let number)?, _): Node(number)
    case (.references(let refs)?, .reference): Node(refs.first)
    case (.references(let refs)?, _): Node(refs.map { Node($0) })
    case (.text(let text)?, .choices): Node(text.split(separator: ",").map { Node(String($0)) })
    case (.text(let text)?, _): Node(text)
    }
  }
}

extension Scene {
  /// Tells which facts were written: their references, or with `--json` all that is known of them.
  func answer(with facts: [Fact], _ arguments: CommandLineKit.Arguments) throws {
    if arguments.flag("json") {
      let workbook = try workbook(arguments)
      print(json: Node(try facts.map { try workbook.record($0).json() }))
    } else if !arguments.flag("quiet") {
      for fact in facts { print(Visible.line(fact.ref)) }
    }
  }
}
