import Agreements
import CommandLineKit
import Diagnostics
import Formats
import Gaps
import Workbook

extension Plumbline {
  static let doctor = Command<Scene>(
    "doctor", "Examines the workbook and the method files",
    discussion: """
      SQLite looks for damage; the journal's chain of hashes is walked along, every fact is compared with what the \
      journal says, and every baseline and vote with what was frozen and stated. Entries that were cut off the end, \
      with all that they did, leave no trace in the file: a hash that was kept elsewhere, given with --head, --entries \
      or --kept, misses them.
      """,
    examples: [
      Example("plumbline doctor", "damage, broken references, method files that cannot be read"),
      Example("plumbline doctor --backup copy.plumb", "a safe copy, even while others write"),
      Example("plumbline doctor --kept v1-sign-off", "and whether all is there that was when this was packed"),
    ],
    options: [.value("backup", "FILE", "Puts a copy of the workbook here.", values: .file)] + keptHeadOptions
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    let kept = try scene.keptHeads(arguments)
    var problems = try workbook.examine() + Examination.problems(workbook)
    problems += try kept.compactMap { try $0.problem(workbook) }
    do { _ = try scene.findings(arguments, workbook.reader()) } catch let error as Problems {
      problems += error.all
    } catch let error as Diagnostic {
      problems.append(error)
    }
    if let copy = arguments.value("backup") { try workbook.backUp(to: scene.environment.path(copy)) }
    guard problems.isEmpty else { throw Problems(problems) }
    let entries = try workbook.journal().count
    if arguments.flag("json") {
      scene.print(
        json: Node([
          Node(object: [
            ("ref", "engagement"), ("workbook", Node(workbook.path)), ("sound", true),
            ("entries", Node(entries)),
          ])
        ]))
      return .done
    }
    scene.print(
      "\(workbook.path): sound, \(counted(entries, "journal entry", "journal entries")); the method's gaps can be read."
    )
    return .done
  }
}
