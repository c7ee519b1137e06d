import Catalogue
import CommandLineKit
import Diagnostics
import Workbook

extension Plumbline {
  static let set = Command<Scene>(
    "set", "Gives attributes of a fact new values",
    discussion: """
      The options are those of the fact's kind: `plumbline help add field` lists them for a field. What was \
      there before stays in the history.
      """,
    examples: [
      Example(
        "plumbline set stripe.invoice.status --owner finance-lead --meaning \"…\"", "an owner and a meaning"),
      Example("plumbline set engagement --outcome \"Books closed in two days\"", "the engagement's outcome"),
      Example("plumbline set F-1 --clear owner", "not known after all"),
      Example(
        "plumbline set 'xero.Contact.Addresses[].*' --scope in --owner tom", "many facts of a kind at once"),
    ],
    positionals: [
      Positional(
        "ref", "The facts; `*` stands for anything, within one kind of fact.", arity: .many(atLeast: 1),
        values: .dynamic("reference:"))
    ],
    options: everyAttribute + [
      .list("clear", "ATTRIBUTE", "Makes an attribute unknown again."),
      .value("ref", "WORD", "A new reference, for a kind that is named after its title."),
    ]
  ) { arguments, scene in
    guard !arguments.given.allSatisfy({ Self.isGlobal($0.option.name) }) else {
      throw Diagnostic(
        "nothing-to-set", "Nothing is said about `\(arguments.positionals("ref")[0])`.",
        remedies: [
          "plumbline set \(shellQuoted(arguments.positionals("ref")[0])) --ATTRIBUTE VALUE",
          "plumbline help set",
        ],
        exit: .usage)
    }
    // Only a waiver has a gap.
    if arguments.given.contains(where: { $0.option.name == "gap" }) {
      for name in arguments.values("gap") { try scene.refuseUnknownGap(name, arguments) }
    }
    let facts = try scene.capture(arguments) { capture in
      try arguments.positionals("ref").flatMap { try capture.facts($0, having: arguments.attributeNames) }.map {
        fact in
        try capture.set(fact, arguments)
      }
    }
    try scene.answer(with: facts, arguments)
    return .done
  }

  /// Whether an option says something about the command, and nothing about a fact.
  private static func isGlobal(_ name: String) -> Bool {
    !["said-by", "workshop"].contains(name) && program.options.contains { $0.name == name }
  }

  /// An option for each attribute name of any kind; which of them a fact takes is known once it is found.
  private static var everyAttribute: [Option] {
    var places = [String: Int](minimumCapacity: 256)
    var options: [Option] = []
    var types: [AttributeType] = []
    for kind in Catalogue.kinds {
      for attribute in kind.attributes {
        guard let place = places[attribute.name] else {
          places[attribute.name] = options.count
          options.append(attribute.option)
          types.append(attribute.type)
          continue
        }
        guard types[place] != attribute.type else { continue }
        // Where kinds differ in what it takes, it is taken as text here and checked by the kind.
        options[place] = .list(attribute.name, "VALUE", "depends on the kind", section: "Attributes")
      }
    }
    return options + (Catalogue.provenance.first { $0.name == "evidence" }.map { [$0.option] } ?? [])
  }
}

extension Capture {
  /// Sets what the options say.
  fileprivate func set(_ fact: Fact, _ arguments: Arguments) throws -> Fact {
    let kind = try Catalogue.kind(fact.kind)
    var values = try kind.values(arguments, given: fact)
    for name in arguments.values("clear") {
      guard kind.attribute(name) != nil else { throw kind.unknown(name) }
      values.updateValue(nil, forKey: name)
    }
    if arguments.value("ref") != nil, !kind.mayChooseReference {
      throw Diagnostic(
        "fixed-reference", "The reference of \(kind.withArticle) cannot be chosen.",
        notes: ["it follows from \(kind.origin)"], remedies: ["plumbline show \(shellQuoted(fact.ref))"],
        exit: .usage)
    }
    return try set(fact, values, ref: arguments.value("ref"))
  }
}

extension Kind {
  /// The values given to `set`; attributes of other kinds are refused by name.
  fileprivate func values(_ arguments: Arguments, given fact: Fact) throws(Problems) -> [String: FactValue?] {
    let own = Swift.Set(attributes.map(\.name) + ["evidence", "clear", "ref"])
    let strangers = arguments.given.filter {
      $0.option.section == "Attributes" && !own.contains($0.option.name)
    }
    guard strangers.isEmpty else { throw Problems(strangers.map { unknown($0.option.name) }) }
    return try values(arguments)
  }
}

extension Kind {
  /// What a reference of this kind is made from, in words.
  fileprivate var origin: String {
    switch naming {
    case .fixed: "its kind: a workbook has one"
    case .slug(let name): "its \(name)"
    case .child(let parent, let name, _, _): "its \(parent) and its \(name)"
    case .numbered: "the order of capture"
    }
  }
}

extension Arguments {
  /// The attributes that were given or cleared.
  fileprivate var attributeNames: [String] {
    given.filter { $0.option.section == "Attributes" && $0.option.name != "evidence" }.map(\.option.name)
      + values("clear")
  }
}
