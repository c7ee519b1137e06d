import Catalogue
import CommandLineKit
public import Diagnostics
import Formats
public import Gaps
import Method
import Terminal
import Workbook

extension Plumbline {
  static let gaps = Command<Scene>(
    "gaps", "Works on the gap files themselves",
    children: Children([gapsList, gapsTest, gapsMutate]))

  private static let gapsList = Command<Scene>(
    "list", "Lists the gaps of the method",
    examples: [Example("plumbline gaps list", "every question the method asks")]
  ) { arguments, scene in
    let set = try GapSet(scene.method(arguments))
    if arguments.flag("json") {
      scene.print(json: Node((set.gaps + set.switchedOff).map(\.json)))
      return .done
    }
    var table = Table(["Dimension", "Severity", "Gap", "What it is", "From"].map { Table.Column($0) })
    for gap in set.gaps + set.switchedOff {
      table.add(
        [
          gap.dimension.rawValue, gap.severityInWords, gap.name, gap.title,
          gap.file.isBuiltIn ? "" : gap.file.path,
        ]
        .map { Table.Cell($0) })
    }
    scene.print(table, arguments)
    if !set.adjusted.isEmpty { scene.print("") }
    scene.tellAdjusted(set.adjusted)
    return .done
  }

  private static let gapsTest = Command<Scene>(
    "test", "Runs the examples in the gap files",
    discussion:
      "Each example is captured into an empty workbook in memory; the gap must find exactly what it says.",
    examples: [Example("plumbline gaps test --method ./my-method", "a team's own gaps are proved")],
    positionals: [Positional("gap", "Only these gaps.", arity: .many(atLeast: 0), values: .dynamic("gap"))]
  ) { arguments, scene in
    let set = try GapSet(scene.method(arguments))
    let names = arguments.positionals("gap")
    let wanted = try names.isEmpty ? set.gaps + set.switchedOff : names.map { name in try set.gap(name) }
    let results = wanted.map { ($0.name, $0.examples.count, rehearse($0, scene, arguments)) }
    try scene.tell(
      proofs: results, of: "gap", counting: "examples",
      "\(wanted.reduce(0) { $0 + $1.examples.count }) examples of \(wanted.count) gaps hold.", arguments)
    return .done
  }

  /// What is wrong with the examples of a gap; empty when all hold.
  public static func rehearse(_ gap: Gap, _ scene: Scene) throws -> [Diagnostic] {
    guard case .bare(let none) = try program.parse([]) else { return [] }
    return rehearse(gap, scene, none)
  }

  private static func rehearse(_ gap: Gap, _ scene: Scene, _ arguments: Arguments) -> [Diagnostic] {
    gap.examples.flatMap { example in
      do { return try rehearse(example, gap, scene, arguments) } catch let problems as Problems {
        return problems.all
      } catch let diagnostic as Diagnostic {
        return [diagnostic]
      } catch {
        return [Diagnostic("internal", "Something unforeseen happened: \(error).", at: example.place)]
      }
    }
  }

  private static func rehearse(
    _ example: Gap.Example, _ gap: Gap, _ scene: Scene, _ arguments: Arguments
  ) throws -> [Diagnostic] {
    let stage = try rehearsal(of: example, gap, scene)
    let found = try stage.findings(of: GapSet([gap]), arguments, stage.workbook(arguments).reader()).map(
      \.about)
    guard found != example.finds else { return [] }
    return [
      Diagnostic(
        "example-fails", "An example of \(gap.name) does not hold.", at: example.place,
        notes: ["it says \(example.finds)", "the gap finds \(found)"],
        remedies: ["plumbline gaps test \(gap.name)"])
    ]
  }

  /// A stage on which an example is captured, in a workbook in memory.
  static func rehearsal(of example: Gap.Example, _ gap: Gap, _ scene: Scene) throws -> Scene {
    let talk = MemoryOutput()
    var environment = scene.environment
    environment.streams = Streams(out: MemoryOutput().output, err: talk.output)
    environment.ownFiles = example.schemas
    environment.lines = { _ in nil }
    let workbook = try Workbook.inMemory()
    let stage = Scene(environment, workbook: workbook)
    let by = Attribution(who: "example", at: environment.now(), chance: 0)
    try workbook.capture("init", by: by) { try $0.add(Catalogue.engagement, ["name": .text("Example")]) }
    for line in example.capture.split(whereSeparator: \.isNewline) {
      let words = try ShellWords.split(String(line)).map(\.text)
      guard words.isEmpty || run(words, stage) == .done else {
        throw Diagnostic(
          "example-refused", "The example's line `\(line)` is refused.", at: example.place, reason: talk.text,
          remedies: ["plumbline gaps test \(gap.name)"])
      }
    }
    return stage
  }
}

extension Gap {
  /// The severity, and what it was before a team changed it.
  fileprivate var severityInWords: String {
    if isOff { return "off (\(ownSeverity.rawValue))" }
    return severity == ownSeverity ? severity.rawValue : "\(severity.rawValue) (\(ownSeverity.rawValue))"
  }
}

extension MethodFile {
  var isBuiltIn: Bool { origin == .builtIn }
}
