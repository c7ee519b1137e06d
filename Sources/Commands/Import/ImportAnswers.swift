import CommandLineKit
import Diagnostics
import Files
import Formats
import Gaps
import Terminal
import Workbook

extension Plumbline {
  static let importAnswers = Command<Scene>(
    "answers", "Brings in a list of follow-ups with the answers that people wrote into it",
    discussion: """
      The list is that of `followups --format csv`. Each answer is captured on the word of the person who was \
      asked. Where somebody captured something else since the list was made, both are told and nothing is \
      overwritten. Bringing the same file in again changes nothing. Exit status 3 when anything was left out.
      """,
    examples: [
      Example("plumbline import answers answers.csv --dry-run", "what it would change"),
      Example("plumbline import answers answers.csv --overwrite F-1", "the file is right about F-1"),
    ],
    positionals: [Positional("file", "The list, with answers.", values: .file)],
    options: [
      .list(
        "overwrite", "REFS", "Facts for which the file is right, whatever was captured since; or `all`.",
        values: .dynamic("reference:")),
      .flag("dry-run", "Says what would change, and changes nothing."),
    ]
  ) { arguments, scene in
    let file = arguments.positional("file")
    let answers = try AnswerFile.read(Files.read(scene.environment.path(file)), file: file)
    let named = arguments.values("overwrite").flatMap { $0.split(separator: ",").map { String($0).trimmed } }
    let workbook = try scene.workbook(arguments)
    let overwriting = Set(try named.map { $0 == "all" ? $0 : try workbook.fact($0).ref })
    // An entry of the journal has one speaker: there is one for each person who answered.
    var people: [String?] = []
    for answer in answers where !people.contains(answer.person) { people.append(answer.person) }
    var report = AnswerReport()
    for person in people {
      let own = answers.filter { $0.person == person }
      do throws(Diagnostic) {
        if let person { _ = try workbook.fact(person, kinds: ["person"]) }
      } catch {
        report.refuse(own, error)
        continue
      }
      report += try scene.capture(arguments, saidBy: person, dryRun: arguments.flag("dry-run")) { capture in
        try capture.answer(own, overwriting: overwriting)
      }
    }
    report.tellSince(workbook)
    if arguments.flag("json") {
      scene.print(json: Node([report.json]))
    } else {
      scene.tell(report, arguments)
    }
    for refusal in report.refused { scene.environment.streams.report(refusal) }
    return report.conflicts.isEmpty && report.refused.isEmpty ? .done : .data
  }
}

extension Scene {
  fileprivate func tell(_ report: AnswerReport, _ arguments: Arguments) {
    let parts = [
      "\(report.filled.count) filled", "\(report.recorded.count) kept as answered questions",
      "\(report.same) as before", "\(report.conflicts.count) in conflict", "\(report.refused.count) refused",
    ]
    print(parts.joined(separator: ", ") + (arguments.flag("dry-run") ? " (nothing was changed)" : ""))
    for filled in report.filled {
      let before = filled.before.map { "\(Visible.line($0)) → " } ?? ""
      print("  \(Visible.line(filled.ref)) \(filled.attribute): \(before)\(Visible.line(filled.after))")
    }
    for ref in report.recorded { print("  \(ref): answered, and still to be captured where it belongs") }
    for conflict in report.conflicts {
      print("\(conflict.place): \(Visible.line(conflict.ref)) \(conflict.attribute) was changed meanwhile")
      print("  then:   \(Visible.line(conflict.was ?? "not known"))")
      print("  now:    \(Visible.line(conflict.now ?? "not known")) (\(Visible.line(conflict.since)))")
      print("  answer: \(Visible.line(conflict.answer))")
      let file = shellQuoted(arguments.positional("file"))
      print("  plumbline import answers \(file) --overwrite \(shellQuoted(conflict.ref))")
    }
  }
}

extension AnswerReport {
  fileprivate var json: Node {
    Node(object: [
      (
        "filled",
        Node(
          filled.map {
            Node(object: [
              ("ref", Node($0.ref)), ("attribute", Node($0.attribute)), ("before", Node($0.before)),
              ("after", Node($0.after)),
            ])
          })
      ),
      ("recorded", Node(recorded.map { Node($0) })), ("same", Node(same)),
      (
        "conflicts",
        Node(
          conflicts.map {
            Node(object: [
              ("ref", Node($0.ref)), ("attribute", Node($0.attribute)), ("was", Node($0.was)),
              ("now", Node($0.now)), ("since", Node($0.since)), ("answer", Node($0.answer)),
              ("line", Node($0.place.line)),
            ])
          })
      ),
      (
        "refused",
        Node(refused.map { Node(object: [("message", Node($0.summary)), ("line", Node($0.place?.line))]) })
      ),
    ])
  }
}
