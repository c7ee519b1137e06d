import Catalogue
import CommandLineKit
import Diagnostics
import Gaps
import Workbook

extension Plumbline {
  static let completions = Command<Scene>(
    "completions", "Prints the completion script of a shell",
    examples: [
      Example("plumbline completions bash > /etc/bash_completion.d/plumbline", "Tab completes references")
    ],
    positionals: [
      Positional("shell", "The shell.", values: .choices(CompletionScript.allCases.map(\.rawValue)))
    ]
  ) { arguments, scene in
    guard let script = CompletionScript(rawValue: arguments.positional("shell")) else { return .usage }
    scene.out.write(script.text(for: program.name))
    return .done
  }

  /// Answers a shell that asks what may follow.
  static func complete(_ words: [String], _ scene: Scene) -> ExitStatus {
    guard case .bare(let arguments)? = try? program.parse([]) else { return .done }
    let found = program.complete(words) { kind, beginning in
      (try? values(kind, beginning, scene, arguments)) ?? []
    }
    scene.out.write(found.text)
    return .done
  }

  /// What a `Values.dynamic` stands for, as far as it has these letters in it; references with what they are.
  static func candidates(
    _ kind: String, matching letters: String, _ scene: Scene, _ arguments: Arguments
  ) throws -> [CommandLineKit.Candidate] {
    guard kind.hasPrefix("reference:") else {
      return try values(kind, "", scene, arguments).map { CommandLineKit.Candidate($0) }
    }
    return try scene.workbook(arguments).facts(matching: letters, kinds: kinds(of: kind)).map { fact, title in
      CommandLineKit.Candidate(fact.ref, title ?? fact.kind)
    }
  }

  private static func kinds(of reference: String) -> [String] {
    reference.split(separator: ":").dropFirst().first?.split(separator: ",").map(String.init) ?? []
  }

  /// What a `Values.dynamic` stands for, here and now.
  private static func values(
    _ kind: String, _ beginning: String, _ scene: Scene, _ arguments: Arguments
  ) throws -> [String] {
    switch kind.split(separator: ":", maxSplits: 1).map(String.init) {
    case ["kind"]: return Catalogue.kinds.map(\.name)
    case ["rates"]: return try scene.method(arguments).files(.rates).map(\.name)
    case ["template"]: return try scene.method(arguments).files(.templates).map(\.name)
    case ["script"]: return try scene.method(arguments).names(.workshops)
    case ["gap"]: return try GapSet(scene.method(arguments)).gaps.map(\.name)
    case let parts where parts.first == "reference":
      return try scene.workbook(arguments).references(beginning: beginning, kinds: kinds(of: kind))
    case let parts where parts.first == "words" && parts.count == 2:
      return parts[1].split(separator: ",").map(String.init)
    default: return []
    }
  }
}
