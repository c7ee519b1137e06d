import CommandLineKit
import Diagnostics
import Documents
import Files
import Method
import Terminal
import Workbook

extension Plumbline {
  /// Renders, and again whenever something changes that the pack is made of. What is wrong is told, and waited
  /// out: somebody is writing a template.
  static func watch(_ arguments: Arguments, _ scene: Scene) throws -> ExitStatus {
    let isStopped = scene.environment.interruptions.isNoted
    var (seen, changed) = (try Watched(arguments, scene), [String]())
    repeat {
      let clock = ContinuousClock()
      let began = clock.now
      if !changed.isEmpty { scene.say("Changed: \(changed.joined(separator: ", "))", arguments) }
      do {
        _ = try renderOnce(arguments, scene)
        let time = (began.duration(to: clock.now) / .milliseconds(1)).rounded()
        scene.say("Rendered in \(Int(time)) ms. Watching; Ctrl-C ends.", arguments)
      } catch {
        _ = report(error, scene)
        scene.say("Nothing was rendered. Watching; Ctrl-C ends.", arguments)
      }
      scene.out.flush()
      scene.environment.streams.err.flush()
      changed = try change(after: &seen, isStopped, arguments, scene)
    } while !changed.isEmpty
    scene.say("No longer watching.", arguments)
    return .done
  }

  /// Waits until something has changed and then kept still for a moment, for editors and captures write several
  /// times in a row. What changed, by name; nothing when it is time to stop.
  private static func change(
    after seen: inout Watched, _ isStopped: () -> Bool, _ arguments: Arguments, _ scene: Scene
  ) throws -> [String] {
    var latest = seen
    while true {
      if isStopped() { return [] }
      scene.environment.pause(0.25)
      let now = try Watched(arguments, scene)
      if now == latest, now != seen {
        defer { seen = now }
        return now.changed(since: seen)
      }
      latest = now
    }
  }
}

/// What a pack is made of, as it stood at one moment.
private struct Watched: Equatable {
  /// The stamps of the files, by path; nil of those that are not there.
  var files: [String: Files.Stamp?] = [:]
  /// The last entry of the workbook's journal.
  var entry: String?

  init(_ arguments: Arguments, _ scene: Scene) throws {
    let library = try scene.method(arguments)
    var paths = try library.paths(.templates)
    if let theme = arguments.value("theme") {
      paths.append(scene.environment.path(theme))
    } else if let theme = try scene.besideWorkbook("method/theme.yaml", arguments) {
      paths.append(theme)
    }
    for path in paths { files[path] = Files.stamp(path) }
    entry = try scene.workbook(arguments).reader().rows("SELECT max(seq) FROM history").rows.first?[0].displayed
  }

  func changed(since before: Watched) -> [String] {
    let paths = Set(files.keys).union(before.files.keys).sorted()
    let names = paths.filter { files[$0] != before.files[$0] }
    return (entry == before.entry ? [] : ["the workbook"]) + names
  }
}
