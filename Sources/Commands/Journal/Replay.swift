import CommandLineKit
import Diagnostics
import Files
import Terminal

extension Plumbline {
  static let replay = Command<Scene>(
    "replay", "Runs a recorded capture, line by line",
    discussion: """
      A capture is a text file of commands as one would type them, without the program's name; `#` begins a \
      comment. Each line is one command and one journal entry. It stops at the first line that is refused: \
      what came before stays, and --from LINE goes on from there.
      """,
    examples: [Example("plumbline replay workshops/sample/1-kick-off.capture", "a workshop, as it was typed")],
    positionals: [Positional("file", "The capture, or `-` for standard input.", values: .file)],
    options: [.value("from", "LINE", "Begins at this line.")]
  ) { arguments, scene in
    let name = arguments.positional("file")
    let from = try arguments.int("from", in: 1...1_000_000) ?? 1
    let bytes = try name == "-" ? scene.environment.input() : Files.read(scene.environment.path(name))
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostic("not-utf8", "\(name) is not UTF-8 text.", at: Place(file: name))
    }
    var shared = ["workbook", "method"].compactMap { name in arguments.value(name).map { "--\(name)=\($0)" } }
    // A capture says all there is to say.
    shared.append("--no-input")
    if !arguments.flag("json") { shared.append("--quiet") }
    var done = 0
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
    {
      guard index + 1 >= from else { continue }
      let place = Place(file: name, line: index + 1)
      if scene.environment.interruptions.isNoted() {
        throw Diagnostic(
          "interrupted", "Interrupted; the \(done) lines before this one are captured.", at: place,
          remedies: ["plumbline replay \(name) --from \(index + 1)"], exit: .interrupted)
      }
      guard let status = runLine(String(line), place, shared, scene) else { continue }
      guard status == .done || status == .gaps else {
        throw Diagnostic(
          "line-refused", "Line \(index + 1) of \(name) was refused; the \(done) before it are captured.",
          at: place,
          remedies: ["plumbline replay \(name) --from \(index + 1)"], exit: status)
      }
      done += 1
    }
    scene.say("\(done) commands replayed.", arguments)
    return .done
  }

  /// One line; nil when there is nothing on it. A capture cannot replay another, which would have no end.
  private static func runLine(
    _ line: String, _ place: Place, _ shared: [String], _ scene: Scene
  ) -> ExitStatus? {
    do {
      let words = try ShellWords.split(line, file: place.file, line: place.line).map(\.text)
      guard !words.isEmpty else { return nil }
      guard case .run(let command, let arguments) = try program.parse(shared + words) else { return .usage }
      if command.name == "replay" {
        throw Diagnostic("nested-replay", "A capture cannot replay another.", exit: .usage)
      }
      scene.line = words
      return try command.run(arguments, scene)
    } catch {
      return report(error, scene)
    }
  }
}
