import CommandLineKit
public import Diagnostics
import Formats
public import Gaps
import Workbook

extension Plumbline {
  static let gapsMutate = Command<Scene>(
    "mutate", "Tells which conditions of the gap files no example proves",
    discussion: """
      Each condition of a gap's query is removed, and then negated; some example must then fail. One that makes \
      no difference whatever is captured is listed in the gap file under `equivalent`, with the reason.
      """,
    examples: [Example("plumbline gaps mutate field-without-owner", "are its examples good enough?")],
    positionals: [Positional("gap", "Only these gaps.", arity: .many(atLeast: 0), values: .dynamic("gap"))]
  ) { arguments, scene in
    let set = try GapSet(scene.method(arguments))
    let names = arguments.positionals("gap")
    let wanted = try names.isEmpty ? set.gaps + set.switchedOff : names.map { name in try set.gap(name) }
    let results = try wanted.map { ($0.name, $0.mutants.count, try survivors($0, scene, arguments)) }
    try scene.tell(
      proofs: results, of: "gap", counting: "mutants",
      "\(results.reduce(0) { $0 + $1.1 }) mutants of \(wanted.count) gaps are caught.", arguments)
    return .done
  }

  /// The conditions of a gap that no example proves, and the mutants wrongly called equivalent.
  public static func survivors(_ gap: Gap, _ scene: Scene) throws -> [Diagnostic] {
    guard case .bare(let none) = try program.parse([]) else { return [] }
    return try survivors(gap, scene, none)
  }

  private static func survivors(
    _ gap: Gap, _ scene: Scene, _ arguments: Arguments
  ) throws -> [Diagnostic] {
    // An example is captured once, and asked by every mutant.
    let stages = try gap.examples.map { example in
      (stage: try rehearsal(of: example, gap, scene), finds: example.finds)
    }
    var problems: [Diagnostic] = []
    var needed: Set<Int> = []
    for mutant in gap.mutants {
      let excuses = gap.equivalents.indices.filter { gap.equivalents[$0].covers(mutant) }
      let isCaught = try stages.contains { stage, finds in
        try !holds(mutant.gap, stage, finds, arguments)
      }
      if isCaught { continue }
      needed.formUnion(excuses)
      if excuses.isEmpty { problems.append(unproved(mutant)) }
    }
    for (index, equivalent) in gap.equivalents.enumerated() where !needed.contains(index) {
      problems.append(
        Diagnostic(
          "not-equivalent", "No mutant of \(gap.name) needs to be excused by this.", at: equivalent.place,
          notes: [equivalent.condition, "either the query has no such condition, or the examples prove it"]))
    }
    return problems
  }

  /// Whether a mutant finds what an example says. One that cannot be run at all is told; one that takes too
  /// long does not.
  private static func holds(
    _ gap: Gap, _ stage: Scene, _ finds: [String], _ arguments: Arguments
  ) throws -> Bool {
    do {
      return try stage.findings(of: GapSet([gap]), arguments, stage.workbook(arguments).reader()).map(\.about)
        == finds
    } catch let diagnostic as Diagnostic where ["query-too-long", "bad-column"].contains(diagnostic.code) {
      return false
    }
  }

  private static func unproved(_ mutant: Mutant) -> Diagnostic {
    Diagnostic(
      "condition-unproved",
      "Every example of \(mutant.gap.name) holds with a condition \(mutant.change.rawValue).",
      at: mutant.place, notes: [mutant.condition], remedies: ["plumbline gaps mutate \(mutant.gap.name)"])
  }
}
