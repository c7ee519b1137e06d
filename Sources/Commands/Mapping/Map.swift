import Catalogue
import CommandLineKit
import Diagnostics
import Workbook

extension Plumbline {
  static let map = Command<Scene>(
    "map", "Captures a row of the reconciliation matrix",
    discussion: """
      SOURCE is one field, several separated by commas (for a merge), or `-` for none (a constant). Without \
      TARGET the source field is set aside: say why with --state not-needed --rationale. A row with the same \
      fields is changed, not repeated.
      """,
    examples: [
      Example(
        "plumbline map stripe.invoice.total xero.Invoice.Total --transform format --rule \"cents to units\"",
        "a proposed row"),
      Example(
        "plumbline map stripe.invoice.object --state not-needed --rationale \"always invoice\"", "set aside"),
      Example("plumbline map - xero.Invoice.Type --transform constant --rule ACCREC", "a constant"),
    ],
    positionals: [
      Positional("source", "The field or fields read, or `-`.", values: .dynamic("reference:field")),
      Positional("target", "The field filled.", arity: .optional, values: .dynamic("reference:field")),
    ],
    options: mapping.options(without: ["sources", "target"])
  ) { arguments, scene in
    let fact = try scene.capture(arguments) { capture in
      let typed = arguments.positional("source")
      let sources = try isNone(typed) ? [] : capture.fields(typed)
      let target = try arguments.optionalPositional("target").flatMap { typed in
        isNone(typed) ? nil : try capture.fact(typed, kinds: ["field"])
      }
      if let target, sources.contains(target) {
        throw Diagnostic("mapped-to-itself", "`\(target.ref)` cannot be mapped to itself.", exit: .usage)
      }
      guard !sources.isEmpty || target != nil else {
        throw Diagnostic(
          "nothing-mapped", "A row needs a source or a target.", remedies: ["plumbline help map"], exit: .usage)
      }
      var values = try mapping.values(arguments)
      if let known = try capture.mapping(from: sources, to: target) { return try capture.set(known, values) }
      values["sources"] = .some(.references(sources.map(\.ref)))
      if let target { values["target"] = .some(.references([target.ref])) }
      if values["direction"] == nil, target != nil { values["direction"] = .some(.text("to-target")) }
      return try capture.add(mapping, values)
    }
    try scene.answer(with: [fact], arguments)
    return .done
  }

  /// Whether an end of a row is said to be none.
  static func isNone(_ typed: String) -> Bool { typed == "-" || typed == "none" }

  private static var mapping: Kind { Catalogue.mapping }
}

extension Capture {
  /// A field, or several separated by commas. A field whose own name has a comma is taken whole.
  func fields(_ typed: String) throws -> [Fact] {
    if let field = try? fact(typed, kinds: ["field"]) { return [field] }
    return try typed.split(separator: ",").map { try fact(String($0).trimmed, kinds: ["field"]) }
  }
}
