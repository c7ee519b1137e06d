import Catalogue
import CommandLineKit
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let list = Command<Scene>(
    "list", "Lists the facts of a kind",
    discussion: """
      A condition is SQL over the kind's view: the columns are the attributes with `_` for `-`; references \
      are their text, flags 1 or 0, and what is not known NULL.
      """,
    examples: [
      Example("plumbline list field --where 'owner is null'", "the fields that nobody owns"),
      Example("plumbline list flow --json", "every flow, with every attribute"),
    ],
    positionals: [Positional("kind", "What to list.", values: .dynamic("kind"))],
    options: [
      .value("where", "SQL", "Only those for which this holds."),
      .list("columns", "NAMES", "The attributes to show, separated by commas."),
    ]
  ) { arguments, scene in
    let kind = try Catalogue.kind(arguments.positional("kind"))
    let names = arguments.values("columns").flatMap { $0.split(separator: ",").map { String($0).trimmed } }
    for name in names where kind.attribute(name) == nil { throw kind.unknown(name) }
    let records = try scene.workbook(arguments).reader().records(kind, where: arguments.value("where"))
    if arguments.flag("json") {
      scene.print(json: Node(records.map { $0.json() }))
      return .done
    }
    let shown = names.isEmpty ? kind.worthShowing(records) : names
    var table = Table([Table.Column("Reference")] + shown.map { Table.Column($0) })
    for record in records {
      table.add(
        [Table.Cell(record.fact.ref)] + shown.map { Table.Cell(record.value($0)?.shown.onOneLine ?? "") })
    }
    scene.print(table, arguments)
    scene.say("\(records.count) \(records.count == 1 ? kind.name : kind.plural)", arguments)
    return .done
  }
}

extension Kind {
  /// The first attributes that some of these facts know, as many as a screen bears; names that are part of
  /// the reference are left out.
  fileprivate func worthShowing(_ records: [FactRecord]) -> [String] {
    var hidden: [String] = []
    if case .child(let parent, let name, _, _) = naming { hidden = [parent, name] }
    let known = attributes.filter { attribute in
      !hidden.contains(attribute.name) && records.contains { $0.value(attribute.name) != nil }
    }
    return known.prefix(6).map(\.name)
  }
}
