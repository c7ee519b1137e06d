import Diagnostics

extension Script.Section {
  /// What every sitting begins with: who is here, in which part, and who should be.
  static let attendance: Script.Section = {
    let people = """
      SELECT p.ref AS about, p.name FROM person p JOIN workshop w ON w.id = :sitting
      WHERE p.roles IS NULL AND (p.id IN (w.facilitator_id, w.scribe_id) OR EXISTS (
        SELECT 1 FROM link l WHERE l.from_id = w.id AND l.attribute = 'attendees' AND l.to_id = p.id))
      ORDER BY p.id
      """
    return Script.Section(
      title: "Who is here", purpose: "Whose word counts, and whose is missing.", minutes: 3,
      items: [
        question("facilitator", "Who leads?", why: "Whoever leads asks, and takes no side."),
        question("scribe", "Who types?", why: "It is hard to lead and to type at once."),
        question(
          "attendees", "Who else is here? Several are separated by commas.",
          why: "An answer is worth what the person who gives it may decide.",
          example: "tom-ashdown, Hannah Weiss"),
        Item(
          key: "roles", when: Condition(), place: place,
          body: .worklist(
            Worklist(
              source: .query(Script.Query(sql: people, place: place), kind: "person"),
              items: [role]))),
        Item(key: "presence", when: Condition(), place: place, body: .presence),
      ])
  }()

  private static let place = Place(file: "every workshop")

  private static let role: Item = {
    var item = question(
      "roles", "{name}: which part have they in this project?",
      why: "A script needs certain roles in the room; it tells which are missing.",
      example: "1, or business-owner")
    if case .question(var question) = item.body {
      question.of = nil
      item.body = .question(question)
    }
    return item
  }()

  private static func question(_ fills: String, _ ask: String, why: String, example: String? = nil) -> Item {
    var question = Question()
    question.fills = fills
    question.of = Wording("{sitting}")
    question.asking = Asking(ask: Wording(ask), why: Wording(why), example: example)
    // What the command said is not asked again.
    let when = Condition(parts: [Condition.Part(name: fills, wanted: .unknown)])
    return Item(key: fills, when: when, place: place, body: .question(question))
  }
}
