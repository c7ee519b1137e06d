import Catalogue
import CommandLineKit
import Diagnostics
import Workbook

extension Plumbline {
  static let add = Command<Scene>(
    "add", "Captures a new fact",
    discussion: """
      Almost everything may be unknown at first: what is left out is a gap that `check` finds and `next` asks. \
      The reference of the new fact is printed.
      """,
    examples: [
      Example("plumbline add system Stripe --interface rest", "a system, from now on `stripe`"),
      Example(
        "plumbline add person \"Finance lead\" --roles business-owner --speaks-for xero", "somebody to ask"),
      Example(
        "plumbline add exception \"Voided after payment\" --disposition escalate", "an exception, `EX-1`"),
    ],
    children: Children(
      entries: {
        Catalogue.kinds.filter { $0.name != "engagement" && $0.isAdded }.map { .init($0.name, $0.summary) }
      },
      find: { name in (try? Catalogue.kind(name)).flatMap { $0.name == "engagement" ? nil : adding($0) } }))

  private static func adding(_ kind: Kind) -> Command<Scene> {
    let place = kind.placed
    return Command(
      kind.name, kind.summary.prefix(1).uppercased() + kind.summary.dropFirst(),
      positionals: place.map { [$0.positional.mayBeAsked] } ?? [],
      options: kind.options(without: place?.attributes ?? [])
        + (kind.mayChooseReference ? [.value("ref", "WORD", "The reference, if not made from the name.")] : [])
    ) { arguments, scene in
      if kind.name == "waiver" {
        try scene.refuseUnknownGap(place.map { arguments.positional($0.positional.name) }, arguments)
      }
      // What is not added is refused as it stands.
      let asked = try kind.isAdded ? scene.askForMissing(kind, arguments) : (placed: nil, values: [:])
      let fact = try scene.capture(arguments) { capture in
        var placed: [String: String] = [:]
        if let place, let given = arguments.optionalPositional(place.positional.name) ?? asked.placed {
          placed = try place.read(given, capture)
        }
        return try capture.add(
          kind, try kind.values(arguments, and: placed).merging(asked.values) { given, _ in given },
          ref: kind.mayChooseReference ? arguments.value("ref") : nil)
      }
      try scene.answer(with: [fact], arguments)
      if kind.name == "waiver" { try scene.warnOfNothingWaived(fact, arguments) }
      try scene.goOn(with: fact, arguments)
      return .done
    }
  }
}

extension Kind {
  /// Whether a fact of this kind is captured with `add`; what is signed has commands of its own.
  fileprivate var isAdded: Bool { sealed == .nothing }

  /// The argument of `add`, if this kind takes one, and the attributes that it fills.
  var placed: Placed? {
    switch naming {
    case .child(let parent, let name, _, _): return Placed(kind: self, attributes: [parent, name])
    case .fixed, .slug, .numbered:
      guard attribute(title)?.required == true else { return nil }
      return Placed(kind: self, attributes: [title])
    }
  }

  var mayChooseReference: Bool { if case .slug = naming { true } else { false } }
}

/// What `add` takes by place: a name, or a path like `stripe.invoice.status` that names parent and child.
struct Placed: Sendable {
  let kind: Kind
  let attributes: [String]

  var positional: Positional {
    guard attributes.count == 2 else {
      let attribute = kind.attribute(attributes[0])
      if case .choice(let words)? = attribute?.type {
        return Positional(attributes[0], attribute?.help ?? "", values: .choices(words))
      }
      return Positional(attributes[0], attribute?.help ?? "")
    }
    return Positional("ref", "Where it belongs and what it is called, in one: \(example).")
  }

  private var example: String {
    switch kind.name {
    case "representation": "stripe.invoice"
    case "field": "stripe.invoice.status"
    case "code-list": "stripe.invoice.status="
    default: "stripe.invoice.status=paid"
    }
  }

  func read(_ typed: String, _ capture: Capture) throws -> [String: String] {
    guard attributes.count == 2 else { return [attributes[0]: typed] }
    let (parent, name) = try capture.split(typed, as: kind)
    return [attributes[0]: parent.ref, attributes[1]: name]
  }
}

extension Positional {
  /// The same argument, which is asked for when it is left out.
  fileprivate var mayBeAsked: Positional {
    var copy = self
    copy.arity = .optional
    return copy
  }
}
