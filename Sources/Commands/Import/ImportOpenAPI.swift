import Catalogue
import CommandLineKit
import Diagnostics
import Files
import Formats
import Intake
import Terminal
import Workbook

extension Plumbline {
  static let importing = Command<Scene>(
    "import", "Brings in what a system's own description says, and the answers that people sent back",
    children: Children([importOpenAPI, importAnswers]))

  private static let importOpenAPI = Command<Scene>(
    "openapi", "Brings in an OpenAPI 3.0 or 3.1 or Swagger 2.0 description",
    discussion: """
      Schemas become representations and fields, enumerations code lists. Importing again updates what still \
      follows the schema and tells what was added, changed and removed; what people captured is never \
      overwritten or dropped. A system that is not there yet is added.
      """,
    examples: [
      Example("plumbline import openapi stripe.json --system stripe", "every schema of the file"),
      Example(
        "plumbline import openapi stripe.json --system stripe --schemas 'invoice,customer*' --dry-run",
        "what some of them would bring"),
    ],
    positionals: [Positional("file", "The description, in JSON or YAML.", values: .file)],
    options: [
      .value("system", "SYSTEM", "The system it describes.", values: .dynamic("reference:system")),
      .list("schemas", "PATTERNS", "Only schemas of these names; `*` and `?` stand for anything."),
      .value(
        "operations", "WHICH",
        "Objects that only requests and responses have: when nothing is named, always, or never.",
        values: .choices(["auto", "always", "never"])),
      .flag("dry-run", "Says what would change, and changes nothing."),
      .flag("remove", "Removes what the file no longer has, even if that is most of the system."),
    ]
  ) { arguments, scene in
    guard let system = arguments.value("system") else {
      throw Diagnostic(
        "missing-option", "Which system does it describe?",
        remedies: ["plumbline import openapi \(shellQuoted(arguments.positional("file"))) --system NAME"],
        exit: .usage)
    }
    let file = arguments.positional("file")
    let patterns = arguments.values("schemas").flatMap { $0.split(separator: ",").map { String($0).trimmed } }
    let schema = try read(file, patterns, arguments, scene)
    let dryRun = arguments.flag("dry-run")
    let (fact, report) = try scene.capture(arguments, dryRun: dryRun) { capture in
      let fact = try capture.system(system, schema)
      let report = try capture.merge(
        schema.facts(of: fact.ref), source: Files.name(of: file),
        covers: schema.covers(of: fact.ref, whole: patterns.isEmpty))
      if !arguments.flag("remove"), !dryRun { try refuse(report, file, schema) }
      return (fact, report)
    }
    scene.tell(report, fact, schema, arguments)
    return .done
  }

  /// Refuses what looks like half a file: one that would take away more than a third of the system, or
  /// anything at all where it is plain that something is missing.
  private static func refuse(_ report: ImportReport, _ file: String, _ schema: SystemSchema) throws(Diagnostic)
  {
    let lost = report.removed.count + report.gone.count
    let known = lost + report.unchanged + report.changed.count
    guard lost > 0, lost * 3 > known || schema.isDoubtful != nil else { return }
    throw Diagnostic(
      "half-a-file",
      "\(file) lacks \(lost) of the \(known) facts that an earlier import brought; nothing was changed.",
      at: Place(file: file),
      reason: schema.isDoubtful ?? "that is more than a third; a file cut short looks like this",
      notes: report.removed.prefix(5).map { $0 },
      remedies: [
        "plumbline import openapi \(shellQuoted(file)) --system … --dry-run",
        "plumbline import openapi \(shellQuoted(file)) --system … --remove",
      ])
  }

  /// Reads the file; its tree is gone before the capture begins.
  private static func read(
    _ file: String, _ patterns: [String], _ arguments: Arguments, _ scene: Scene
  ) throws -> SystemSchema {
    let bytes = try Files.read(scene.environment.path(file))
    let operations: OpenAPI.Operations =
      switch arguments.value("operations") {
      case "always": .included
      case "never": .omitted
      default: .automatic
      }
    return try OpenAPI.read(
      try Document.parse(bytes, file: file), file: file, schemas: patterns, operations: operations)
  }
}

extension Capture {
  /// The system that a description is of, added if it is not there yet.
  fileprivate func system(_ typed: String, _ schema: SystemSchema) throws -> Fact {
    if let fact = try? fact(typed, kinds: ["system"]) { return fact }
    var values: [String: FactValue?] = ["interface": .text("rest")]
    if let version = schema.version { values["api-version"] = .some(.text(version)) }
    values["name"] = .some(
      .text(typed == typed.lowercased() ? typed.prefix(1).uppercased() + typed.dropFirst() : typed))
    return try add(try Catalogue.kind("system"), values)
  }
}

extension Scene {
  /// What an import did: data as JSON, or counts and the first of each for a person.
  fileprivate func tell(
    _ report: ImportReport, _ system: Fact, _ schema: SystemSchema, _ arguments: Arguments
  ) {
    if arguments.flag("json") {
      print(json: Node([report.json(of: system)]))
    } else {
      print(
        "\(report.added.count) added, \(report.changed.count) changed, \(report.removed.count) removed, "
          + "\(report.unchanged) as before" + (arguments.flag("dry-run") ? " (nothing was changed)" : ""))
      show("changed", report.changed.map(\.sentence))
      show("kept as people said it", report.kept.map(\.sentence))
      show("removed", report.removed)
      show("gone from the schema, kept because people spoke of it", report.gone)
    }
    guard !arguments.flag("quiet") else { return }
    var counts: [String: Int] = [:]
    for note in schema.notes { counts[note.code, default: 0] += 1 }
    for (code, count) in counts.sorted(by: { $0.key < $1.key }) {
      guard let first = schema.notes.first(where: { $0.code == code }) else { continue }
      environment.streams.report(first)
      if count > 1 { environment.streams.err.write("  and \(count - 1) more of the kind\n") }
    }
  }

  private func show(_ title: String, _ lines: [String]) {
    guard !lines.isEmpty else { return }
    print("\(title):")
    for line in lines.prefix(20) { print("  \(Visible.line(line))") }
    if lines.count > 20 { print("  and \(lines.count - 20) more") }
  }
}

extension ImportReport {
  fileprivate func json(of system: Fact) -> Node {
    Node(object: [
      ("ref", Node(system.ref)), ("added", Node(added.map { Node($0) })),
      ("changed", Node(changed.map(\.json))),
      ("kept", Node(kept.map(\.json))), ("removed", Node(removed.map { Node($0) })),
      ("gone", Node(gone.map { Node($0) })), ("unchanged", Node(unchanged)),
    ])
  }
}

extension ImportReport.Difference {
  fileprivate var sentence: String { "\(ref) \(attribute): \(shown(before)) → \(shown(after))" }

  private func shown(_ text: String?) -> String {
    guard let text else { return "not known" }
    let isFlag = Catalogue.kinds.contains { $0.attribute(attribute)?.type == .flag }
    return isFlag ? (text == "1" ? "yes" : "no") : text
  }

  fileprivate var json: Node {
    Node(object: [
      ("ref", Node(ref)), ("attribute", Node(attribute)), ("before", Node(before)), ("after", Node(after)),
    ])
  }
}
