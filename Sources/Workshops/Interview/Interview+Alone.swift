public import Catalogue
import Diagnostics
public import Gaps
import Method
public import Workbook

extension Script {
  /// A script that asks nothing: for single questions outside of a sitting.
  public static let empty = Script(
    name: "", title: "", purpose: "", minutes: 1, about: nil, scope: nil, roles: [], sections: [],
    file: MethodFile(section: .workshops, name: "", path: "", text: ""))
}

extension Script {
  /// A script that asks what one gap asks, as the first of some scripts that asks it does; nil when it fills no
  /// attribute and none of them tells how it is asked.
  public static func asking(_ gap: Gap, as scripts: [Script]) -> Script? {
    let items = scripts.lazy.compactMap { script in
      script.sections.lazy.compactMap { $0.items.lazy.compactMap { $0.items(for: gap.name) }.first }.first
    }.first
    guard items != nil || gap.fills != nil else { return nil }
    let worklist = Worklist(source: .gaps([gap.name]), items: items ?? [])
    let item = Item(
      key: gap.name, when: Condition(), place: Place(file: gap.file.path), body: .worklist(worklist))
    var script = empty
    script.sections = [Section(title: gap.name, items: [item])]
    return script
  }
}

extension Item {
  /// What is asked about each row of a gap, here or below.
  fileprivate func items(for gap: String) -> [Item]? {
    switch body {
    case .worklist(let list):
      if case .gaps(let names) = list.source, names.contains(gap), !list.items.isEmpty { return list.items }
      return list.items.lazy.compactMap { $0.items(for: gap) }.first
    case .open(let question): return question.items.lazy.compactMap { $0.items(for: gap) }.first
    default: return nil
    }
  }
}

/// Single questions, outside of a sitting: what a command was not told.
extension Interview {
  /// One fact of a kind, by choice among those there are; nil when nobody would say.
  public func chooseFact(_ kind: String, ask: String) throws -> Fact? {
    let attribute = Attribute(asking: kind, .reference([kind]), ask)
    guard let value = try answer(attribute, ask: ask), case .references(let refs) = value else { return nil }
    return try world.workbook.fact(refs[0], kinds: [kind])
  }

  /// The fact of these kinds that a command's word means, as it would be taken in the talk itself: by the beginning
  /// of its name, with near misses asked about, a new one made on the spot. Nil when it was given up.
  public func resolve(_ typed: String, kinds: [String]) throws -> String? {
    let found: (ref: String, making: (kind: Kind, name: String, ref: String)?)?
    do { found = try reference(typed, kinds) } catch is Turn { return nil }
    if let new = found?.making { try make(new, saidBy: saidBy) }
    return found?.ref
  }

  /// The value of an attribute of a fact that is yet to be made; nil when nobody would say.
  public func answer(_ attribute: Attribute, ask: String? = nil) throws -> FactValue? {
    var prompt = prompt(for: attribute, ask: ask ?? attribute.asked)
    prompt.enter = "gives it up"
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
        for new in reading.making { try make(new, saidBy: saidBy) }
        if let value = reading.value { return value }
      } catch let error as Diagnostic where error.exit == .usage {
        refuse(error)
      }
    }
  }
}
