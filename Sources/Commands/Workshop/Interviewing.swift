import Agreements
import Catalogue
import CommandLineKit
import Diagnostics
import Files
import Gaps
import Method
import Terminal
import Workbook
import Workshops

extension Scene {
  /// Whoever answers, as an interview wants them; nil when there is nobody.
  func prompter(_ arguments: Arguments) throws -> Dialogue? {
    guard let lines = try lines(arguments) else { return nil }
    return Dialogue(
      lines, on: environment.streams.err, style: environment.streams.errStyle, isPlain: arguments.flag("plain"))
  }

  /// What an interview needs of this scene.
  func world(_ prompter: any Prompter, _ arguments: Arguments, sitting: Fact? = nil) throws -> InterviewWorld {
    var world = InterviewWorld(
      workbook: try workbook(arguments), gaps: try GapSet(method(arguments)), prompter: prompter,
      attribution: { said in
        var by = self.attribution(arguments)
        if let said { by.saidBy = said }
        if let sitting { by.workshop = sitting.ref }
        return by
      }, seconds: { self.environment.now().seconds }, today: today)
    if let edit = environment.edit { world.edit = { try edit($0) } }
    world.prepare = { reader, sql in
      if sql.contains("superseded_item") { try StandingApproval.provide(self.workbook(arguments), to: reader) }
      guard sql.contains("open_gap") || sql.contains("estimate_") else { return }
      let findings = try self.provideGaps(reader, arguments)
      guard sql.contains("estimate_") else { return }
      let pricing = try self.pricing(arguments, reader, findings)
      try reader.provide(pricing.estimate(trials: pricing.trialsForGaps, seed: 1), pricing)
    }
    return world
  }

  /// A method file by its path, as one that is being written.
  func methodFile(_ section: Section, at path: String) throws -> MethodFile {
    let place = environment.path(path)
    let name = Files.name(of: place)
    let end = "." + section.fileExtension
    return MethodFile(
      section: section, name: name.hasSuffix(end) ? String(name.dropLast(end.count)) : name, path: path,
      origin: .overlay(Files.folder(of: place)), text: try Files.text(place))
  }

  /// Every script of the method.
  func scripts(_ arguments: Arguments) throws -> [Script] {
    let library = try method(arguments)
    return try Script.all(library, GapSet(library))
  }

  /// The script of a name; an unknown one is refused with the nearest.
  func script(_ name: String, _ arguments: Arguments) throws -> Script {
    let library = try method(arguments)
    return try Script(try library.file(.workshops, named: name), GapSet(library))
  }
}
