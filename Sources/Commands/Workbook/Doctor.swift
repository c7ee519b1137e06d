import Agreements
import CommandLineKit
import Diagnostics
import Formats
import Gaps
import Workbook

extension Plumbline {
  static let doctor = Command<Scene>(
    "doctor", "Examines the workbook and the method files",
    examples: [
      Example("plumbline doctor", "damage, broken references, method files that cannot be read"),
      Example("plumbline doctor --backup copy.plumb", "a safe copy, even while others write"),
    ],
    options: [.value("backup", "FILE", "Puts a copy of the workbook here.", values: .file)]
  ) { arguments, scene in
    let workbook = try scene.workbook(arguments)
    var problems = try workbook.examine() + Examination.problems(workbook)
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
    scene.print("\(workbook.path): sound, \(entries) journal entries; the method's gaps can be read.")
    return .done
  }
}
