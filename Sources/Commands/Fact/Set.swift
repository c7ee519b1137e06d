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
    let facts = try scene.capture(arguments) { capture in
      try arguments.positionals("ref").flatMap { try capture.facts($0) }.map { fact in
        try capture.set(fact, arguments)
      }
    }
    try scene.answer(with: facts, arguments)
    return .done
  }

  /// An option for each attribute name of any kind; which of them a fact takes is known once it is found.
  private static var everyAttribute: [Option] {
    var attributes: [String: Attribute] = [:]
    var disputed: Swift.Set<String> = []
    for kind in Catalogue.kinds {
      for attribute in kind.attributes {
        let other = attributes.updateValue(attribute, forKey: attribute.name)
        if let other, other.type != attribute.type { disputed.insert(attribute.name) }
      }
    }
    attributes["evidence"] = Catalogue.provenance.first { $0.name == "evidence" }
    return attributes.values.sorted { $0.name < $1.name }.map { attribute in
      // Where kinds differ in what it takes, it is taken as text here and checked by the kind.
      disputed.contains(attribute.name)
        ? .list(attribute.name, "VALUE", "depends on the kind", section: "Attributes") : attribute.option
    }
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
        "fixed-reference", "The reference of a \(kind.name) cannot be chosen.",
        notes: ["it follows from \(kind.origin)"], exit: .usage)
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
