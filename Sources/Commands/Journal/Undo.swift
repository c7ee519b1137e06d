import CommandLineKit
import Formats
import Terminal
import Workbook

extension Plumbline {
  static let undo = Command<Scene>(
    "undo", "Takes back the newest command that still stands",
    discussion: "The journal keeps both: what was captured and that it was taken back.",
    examples: [Example("plumbline undo", "the last command never happened")]
  ) { arguments, scene in
    let entry = try scene.workbook(arguments).undo(by: scene.attribution(arguments))
    scene.answer(with: entry, "Taken back", arguments)
    return .done
  }

  static let redo = Command<Scene>(
    "redo", "Does again what was undone last",
    discussion: "Capturing anything after an undo forgets what could have been redone.",
    examples: [Example("plumbline redo", "it did happen after all")]
  ) { arguments, scene in
    let entry = try scene.workbook(arguments).redo(by: scene.attribution(arguments))
    scene.answer(with: entry, "Done again", arguments)
    return .done
  }
}

extension Scene {
  /// Tells which command was taken back or done again.
  fileprivate func answer(with entry: JournalEntry, _ words: String, _ arguments: Arguments) {
    if arguments.flag("json") {
      print(json: Node([entry.json]))
    } else {
      print("\(words): \(Visible.line(entry.summary))")
    }
  }
}
