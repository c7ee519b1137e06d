import Catalogue
import CommandLineKit
import Diagnostics
import Terminal
import Workbook

extension Plumbline {
  static let crosswalk = Command<Scene>(
    "crosswalk", "Captures a row of a status or reference crosswalk, or shows one",
    discussion: """
      A value is written FIELD=VALUE or LIST=VALUE. Without TARGET the value has no counterpart: say what \
      happens with --when-none. A row with the same ends is changed, not repeated. With --list, the whole \
      crosswalk of a list is shown, what is open included.
      """,
    examples: [
      Example(
        "plumbline crosswalk stripe.invoice.status=open xero.Invoice.Status=AUTHORISED --relation equivalent",
        "one value means the other"),
      Example(
        "plumbline crosswalk stripe.invoice.status=uncollectible --relation none --when-none review",
        "it has none"),
      Example("plumbline crosswalk --list stripe.invoice.status", "the crosswalk so far"),
    ],
    positionals: [
      Positional("source", "The value on one side.", arity: .optional, values: .dynamic("reference:code")),
      Positional(
        "target", "The value on the other side.", arity: .optional, values: .dynamic("reference:code")),
    ],
    options: row.options(without: ["source", "target"]) + [
      .value("list", "LIST", "Shows the crosswalk of this list.", values: .dynamic("reference:code-list"))
    ]
  ) { arguments, scene in
    if let list = arguments.value("list") { return try showCrosswalk(list, arguments, scene) }
    guard let typed = arguments.optionalPositional("source") else {
      throw Diagnostic(
        "missing-argument", "The value to map is missing.",
        remedies: ["plumbline crosswalk LIST=VALUE LIST=VALUE", "plumbline crosswalk --list LIST"], exit: .usage
      )
    }
    let fact = try scene.capture(arguments) { capture in
      let source = try capture.fact(typed, kinds: ["code"])
      let target = try arguments.optionalPositional("target").flatMap { typed in
        isNone(typed) ? nil : try capture.fact(typed, kinds: ["code"])
      }
      if target == source {
        throw Diagnostic("mapped-to-itself", "`\(source.ref)` cannot be mapped to itself.", exit: .usage)
      }
      var values = try row.values(arguments)
      if let known = try capture.valueMapping(from: source, to: target) {
        return try capture.set(known, values)
      }
      values["source"] = .some(.references([source.ref]))
      values["target"] = .some(target.map { .references([$0.ref]) })
      if values["direction"] == nil { values["direction"] = .some(.text("to-target")) }
      if values["relation"] == nil, target == nil { values["relation"] = .some(.text("none")) }
      return try capture.add(row, values)
    }
    try scene.answer(with: [fact], arguments)
    return .done
  }

  private static var row: Kind { Catalogue.valueMapping }

  /// Every value of the list with its counterparts; a value with none is shown as open.
  private static func showCrosswalk(
    _ typed: String, _ arguments: Arguments, _ scene: Scene
  ) throws -> ExitStatus {
    let workbook = try scene.workbook(arguments)
    var list = try workbook.fact(typed, kinds: ["code-list", "field"])
    if list.kind == "field" {
      guard case .references(let refs)? = try workbook.record(list).value("code-list") else {
        throw Diagnostic(
          "no-code-list", "`\(list.ref)` has no code list.",
          remedies: ["plumbline set \(list.ref) --code-list LIST"],
          exit: .usage)
      }
      list = try workbook.fact(refs[0])
    }
    let sql = """
      SELECT c.ref AS source, c.meaning, x.relation, x.target, x.condition, x.when_none AS "when-none",
        coalesce(x.state, CASE c.in_use WHEN 0 THEN 'not in use' ELSE 'open' END) AS state, x.ref
      FROM code c LEFT JOIN status_crosswalk x ON x.source_id = c.id
      WHERE c.code_list_id = :list ORDER BY c.id, x.id
      """
    let found = try workbook.reader().rows(sql, named: ["list": .integer(list.id)])
    scene.answer(found.columns, found.rows, arguments)
    return .done
  }
}
