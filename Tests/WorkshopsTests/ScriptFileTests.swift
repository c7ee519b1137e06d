import Diagnostics
import Foundation
import Method
import Testing

@testable import Workshops

@Suite("Script files")
struct ScriptFileTests {
  @Test("that came with the program are right, all seven")
  func builtIn() throws {
    let scripts = try Room.scripts.get()
    #expect(
      scripts.map(\.name) == [
        "exception-storm", "kick-off", "production-readiness", "semantic-inventory", "sign-off-review",
        "status-crosswalk", "workflow-trace",
      ])
    for script in scripts {
      #expect(!script.roles.isEmpty && !script.exit.isEmpty, "\(script.name)")
      let minutes = script.sections.reduce(0) { $0 + $1.minutes }
      #expect(abs(minutes - script.minutes) <= 5, "\(script.name): its sections take \(minutes) minutes")
    }
  }

  /// What is wrong with a line of a script, and where it is pointed at.
  @Test(
    "are refused with line, column and the nearest right name",
    arguments: [
      ("- {fills: outcom, of: engagement}", "outcome", "outcom,"),
      ("- {fills: nature, of: engagement, propose: nwe}", "new", "nwe"),
      ("- {add: sympton}", "symptom", "sympton"),
      ("- each: entity-without-onwer", "entity-without-owner", "entity-without-onwer"),
      ("- {add: symptom, items: [{fills: disposition, when: {class: re-typing}}]}", "re-keying", "re-typing"),
      ("- {add: symptom, items: [{fills: disposition, when: {clas: delay}}]}", "class", "clas:"),
      ("- {add: symptom, wiht: {class: delay}}", "with", "wiht"),
      ("- {add: symptom, with: {class: dealy}}", "delay", "dealy"),
      ("- {add: symptom, items: [{fills: class, ask: 'Is {titel} it?'}]}", "title", "'Is"),
      ("- {each: flow-without-source-or-target}", "items", "flow-without-source"),
      ("- {add: signal}", "flow", "{add"),
      ("- {each: {kind: flow, query: 'SELECT reff AS about FROM flow'}, items: [{fills: owner}]}", "ref", nil),
      ("- {each: {kind: flow, query: 'SELECT ref FROM flow'}, items: [{fills: owner}]}", "about", nil),
      ("- {fills: outcome}", "engagement", "outcome}"),
      ("- {asks: What}", "ask", "{asks"),
      ("- {map: sideways}", "allowed: from, to", "sideways"),
    ] as [(String, String, String?)])
  func refused(item: String, hint: String, token: String?) throws {
    do {
      _ = try script(item)
      Issue.record("\(item) was taken")
    } catch let problems as Problems {
      let all = problems.all.map { ([$0.summary] + $0.notes).joined(separator: " ") }.joined(separator: "\n")
      #expect(all.contains(hint), "\(all)")
      let place = try #require(problems.all.first?.place)
      #expect(place.file == "talk.yaml")
      #expect(place.line == 12, "\(place)")
      if let token, let at = item.range(of: token) {
        // The items of the test's script are indented by six.
        #expect(place.column == item.distance(from: item.startIndex, to: at.lowerBound) + 7, "\(place)")
      }
    }
  }

  @Test("point into a query that stands on lines of its own")
  func queryPlace() throws {
    let item = """
      - each:
          kind: flow
          query: |
            SELECT ref AS about
            FROM flwo
        items: [{fills: owner}]
      """
    #expect(throws: Problems.self) { try script(item) }
    do { _ = try script(item) } catch let problems as Problems {
      #expect(problems.all.first?.place?.line == 16)
      #expect(problems.all.first?.notes.first == "did you mean `flow`?")
    }
  }

  @Test("of a team take the place of ours")
  func overlay() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "workshops/kick-off.yaml",
      "title: Ours\npurpose: Ours.\nminutes: 5\nroles: {sponsor: pays}\nsections:\n"
        + "  - {title: A, purpose: B, minutes: 5, items: [{fills: outcome, of: engagement}]}\n")
    let library = MethodLibrary(builtIn: Room.root, overlay: folder.path)
    let scripts = try Script.all(library, Room.gaps.get())
    #expect(scripts.count == 7)
    #expect(scripts.first { $0.name == "kick-off" }?.title == "Ours")
  }
}
