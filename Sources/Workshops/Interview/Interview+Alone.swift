public import Catalogue
import Diagnostics
import Method
public import Workbook

extension Script {
  /// A script that asks nothing: for single questions outside of a sitting.
  public static let empty = Script(
    name: "", title: "", purpose: "", minutes: 1, about: nil, scope: nil, roles: [], sections: [],
    file: MethodFile(section: .workshops, name: "", path: "", text: ""))
}

/// Single questions, outside of a sitting: what a command was not told.
extension Interview {
  /// One fact of a kind, by choice among those there are; nil when nobody would say.
  public func chooseFact(_ kind: String, ask: String) throws -> Fact? {
    let attribute = Attribute(asking: kind, .reference([kind]), ask)
    guard let value = try answer(attribute, ask: ask), case .references(let refs) = value else { return nil }
    return try world.workbook.fact(refs[0], kinds: [kind])
  }

  /// The value of an attribute of a fact that is yet to be made; nil when nobody would say.
  public func answer(_ attribute: Attribute, ask: String? = nil) throws -> FactValue? {
    var prompt = prompt(for: attribute, ask: ask ?? attribute.asked)
    if case .reference(let kinds) = attribute.type, !kinds.isEmpty {
      let refs = try world.workbook.references(beginning: "", kinds: kinds)
      if refs.count <= 20 { prompt.choices = try refs.map { Choice($0, note: try note(of: $0)) } }
    }
    while true {
      let given: String?
      do { given = try aside(prompt, why: attribute.help.capitalisedFirst) } catch is Turn { return nil }
      guard let given else { return nil }
      if given.isEmpty { return nil }
      do {
        guard let reading = try read(given, for: attribute, choices: prompt.choices) else { continue }
        for new in reading.making {
          try world.workbook.capture(summary(["add", new.kind.name, new.name]), by: world.attribution(saidBy)) {
            _ = try $0.add(new.kind, [new.kind.title: .text(new.name)])
          }
        }
        if let value = reading.value { return value }
      } catch let error as Diagnostic where error.exit == .usage {
        world.prompter.say(.refusal(error.summary, notes: error.notes))
      }
    }
  }
}
