import CommandLineKit
import Files
import Terminal
import Workbook

/// How the workbook stands, as the prompt shows it.
struct Standing {
  /// The prompt: the workbook's name.
  mutating func prompt(_ scene: Scene, _ arguments: Arguments) -> String {
    let style = scene.environment.streams.errStyle
    guard let workbook = try? scene.workbook(arguments) else { return style.paint("plumbline", .bold) + "> " }
    return style.paint(Self.name(of: workbook), .bold) + "> "
  }

  private static func name(of workbook: Workbook) -> String {
    let name = Files.name(of: workbook.path)
    let bare = name.hasSuffix(".plumb") ? String(name.dropLast(6)) : name
    return bare == ":memory:" ? "plumbline" : Fitting.truncate(Visible.line(bare), to: 20)
  }
}
