import Catalogue
import CommandLineKit
import Diagnostics
import Terminal
import Workbook
import Workshops

/// What `add` was not told and a fact cannot be without: asked where there is somebody to ask.
extension Scene {
  /// The argument and the required attributes that were left out, as somebody answered them.
  ///
  /// Without anybody to ask, what is missing is named with the way to say it, and the status is 4.
  func askForMissing(
    _ kind: Kind, _ arguments: Arguments
  ) throws -> (placed: String?, values: [String: FactValue?]) {
    let place = kind.placed
    let isPlaced = place.map { arguments.optionalPositional($0.positional.name) != nil } ?? true
    let given = Set(arguments.given.map(\.option.name))
    let missing = kind.attributes.filter { attribute in
      attribute.required && attribute.initial == nil && !given.contains(attribute.name)
        && !(place?.attributes.contains(attribute.name) ?? false)
    }
    guard !isPlaced || !missing.isEmpty else { return (nil, [:]) }
    guard let prompter = try prompter(arguments) else {
      throw unanswered(kind, isPlaced ? nil : place, missing)
    }
    let interview = try Interview(Script.empty, nil, world(prompter, arguments))
    var placed: String?
    if !isPlaced, let place {
      let name = Attribute(asking: place.positional.name, .text, place.positional.help)
      let attribute = place.attributes.count == 1 ? kind.attribute(place.attributes[0]) ?? name : name
      placed = try interview.answer(attribute)?.typed
      if placed == nil { throw unanswered(kind, place, missing) }
    }
    var values: [String: FactValue?] = [:]
    for attribute in missing {
      guard let value = try interview.answer(attribute) else { throw unanswered(kind, nil, [attribute]) }
      values[attribute.name] = .some(value)
    }
    return (placed, values)
  }

  private func unanswered(_ kind: Kind, _ place: Placed?, _ missing: [Attribute]) -> Diagnostic {
    let name = place?.positional.name
    let options = missing.map { "--\($0.name) \($0.option.placeholder)" }
    let words = [name.map { "its \($0)" }].compactMap { $0 } + missing.map { "its \($0.name) (--\($0.name))" }
    return Diagnostic(
      "missing-value", "\(kind.withArticle.capitalisedFirst) needs \(words.joined(separator: " and ")).",
      reason: "there is nobody to ask",
      remedies: [
        (["plumbline add \(kind.name)"] + [name?.uppercased()].compactMap { $0 } + options).joined(
          separator: " ")
      ], exit: .unanswered)
  }

  /// Goes on asking about a new fact where the method has a wizard for its kind, unless the command said already
  /// what the wizard would begin with.
  func goOn(with fact: Fact, _ arguments: Arguments) throws {
    guard !arguments.flag("json"), !arguments.flag("quiet") else { return }
    let given = Set(arguments.given.map(\.option.name))
    guard given.isDisjoint(with: ["entity", "trigger", "mode"]) else { return }
    let name = "add-\(fact.kind)"
    guard fact.kind == "flow", let prompter = try prompter(arguments) else { return }
    let script = try script(name, arguments)
    prompter.say(
      .note("\(fact.ref) is captured. \(script.purpose) q leaves; plumbline next goes on with what is open."))
    _ = try Interview(script, nil, world(prompter, arguments), it: fact).run()
  }
}

extension FactValue {
  /// The value as one would type it.
  fileprivate var typed: String? {
    switch self {
    case .text(let text): text
    case .references(let refs): refs.joined(separator: ",")
    case .integer(let number): "\(number)"
    case .decimal(let number): "\(number)"
    case .flag(let flag): flag ? "yes" : "no"
    }
  }
}
