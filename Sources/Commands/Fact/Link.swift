import Catalogue
import CommandLineKit
import Workbook

extension Plumbline {
  static let link = Command<Scene>(
    "link", "Says which representations stand for one entity",
    examples: [
      Example("plumbline link invoice stripe.invoice xero.Invoice", "both systems' invoices are one entity")
    ],
    positionals: [
      Positional("entity", "The entity.", values: .dynamic("reference:entity")),
      Positional(
        "representation", "The representations.", arity: .many(atLeast: 1),
        values: .dynamic("reference:representation")),
    ]
  ) { arguments, scene in
    let facts = try scene.capture(arguments) { capture in
      let entity = try capture.fact(arguments.positional("entity"), kinds: ["entity"])
      return try arguments.positionals("representation").map { typed in
        let fact = try capture.fact(typed, kinds: ["representation"])
        return try capture.set(fact, ["entity": .references([entity.ref])])
      }
    }
    try scene.answer(with: facts, arguments)
    return .done
  }
}
