import CommandLineKit
import Diagnostics
import Files
import Gaps
public import Method

extension Plumbline {
  static let docs = Command<Scene>(
    "docs", "Writes the reference pages: gaps, commands, schema, a session",
    discussion: """
      The pages follow from the gap files, the commands and the catalogue. With --check nothing is written: \
      what is not in step is told.
      """,
    examples: [Example("plumbline docs --to docs --check", "are the committed pages in step?")],
    options: [
      .value("to", "DIR", "The folder; docs if not said.", values: .folder),
      .flag("check", "Writes nothing, and tells what is not in step."),
    ]
  ) { arguments, scene in
    let folder = scene.environment.path(arguments.value("to") ?? "docs")
    let pages = try referencePages(scene.method(arguments))
    guard arguments.flag("check") else {
      for page in pages { try Files.write(Array(page.text.utf8), to: Files.join(folder, page.path)) }
      for stray in try strays(pages, folder) { try Files.remove(stray) }
      scene.print("\(pages.count) pages written to \(folder).")
      return .done
    }
    var wrong = pages.filter { (try? Files.text(Files.join(folder, $0.path))) != $0.text }.map(\.path)
    wrong += try strays(pages, folder)
    guard wrong.isEmpty else {
      throw Diagnostic(
        "docs-out-of-step", "\(wrong.count) pages are not in step with the program.",
        notes: Array(wrong.prefix(20)),
        remedies: ["plumbline docs --to \(folder)"])
    }
    scene.print("\(pages.count) pages are in step.")
    return .done
  }

  /// A page of the reference, and where it belongs below `docs`.
  public struct ReferencePage: Sendable {
    /// The path below the folder of the docs.
    public var path: String
    /// The Markdown.
    public var text: String
  }

  /// Every generated page.
  public static func referencePages(_ library: MethodLibrary) throws -> [ReferencePage] {
    let set = try GapSet(library)
    let manual = program.manual.map { ReferencePage(path: "commands/\($0.file)", text: $0.text) }
    return manual + GapPages(set).pages + [
      ReferencePage(path: "schema.md", text: SchemaPage().text),
      ReferencePage(path: "session.md", text: try SessionPage(library: library).text()),
    ]
  }

  /// Files in the generated folders that no page accounts for.
  private static func strays(_ pages: [ReferencePage], _ folder: String) throws -> [String] {
    let known = Set(pages.map(\.path))
    return try ["commands", "gaps"].flatMap { section in
      let path = Files.join(folder, section)
      guard Files.isFolder(path) else { return [String]() }
      return try Files.list(path).map { "\(section)/\($0)" }.filter { !known.contains($0) }
        .map { Files.join(folder, $0) }
    }
  }
}
