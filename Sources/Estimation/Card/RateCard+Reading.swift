public import Diagnostics
public import Formats
public import Method

extension RateCard {
  /// Reads a card of the library; a file that is no YAML is one problem.
  ///
  /// A card that begins with `extends: NAME` states only what differs from that card. One that extends its own
  /// name means the card that came with the program.
  public init(_ file: MethodFile, among library: MethodLibrary? = nil) throws(Problems) {
    try self.init(file, library, above: [])
  }

  private init(_ file: MethodFile, _ library: MethodLibrary?, above: [String]) throws(Problems) {
    let node: Node
    var base: RateCard?
    do throws(Diagnostic) {
      node = try YAML.parse(file.bytes, file: file.path)
      if above.contains(file.path) {
        throw Diagnostic(
          "card-extends-itself", "The card `\(file.name)` extends itself.", at: Place(file: file.path, line: 1),
          notes: [(above.drop { $0 != file.path } + [file.path]).joined(separator: " extends ")])
      }
      if let name = node["extends"]?.string, let library {
        let position = node["extends"]?.position ?? node.position
        let place = Place(file: file.path, line: position.line, column: position.column)
        let below = try Self.file(name, under: file, library, place)
        do throws(Problems) {
          base = try RateCard(below, library, above: above + [file.path])
        } catch { throw error.all[0] }
      }
    } catch {
      throw Problems([error])
    }
    try self.init(node, name: file.name, file: file.path, base: base, text: file.text)
  }

  /// The card that another extends.
  private static func file(
    _ name: String, under file: MethodFile, _ library: MethodLibrary, _ place: Place
  ) throws(Diagnostic) -> MethodFile {
    let among = name == file.name ? MethodLibrary(builtIn: library.builtIn, overlay: nil) : library
    do throws(Diagnostic) {
      return try among.file(.rates, named: name)
    } catch {
      var error = error
      error.place = place
      throw error
    }
  }

  /// Reads a card and checks it whole: every problem is told with its line and column.
  public init(
    _ node: Node, name: String, file: String, base: RateCard? = nil, text: String = ""
  ) throws(Problems) {
    var reader = RateCardReader(file: file, base: base, text: text)
    self = reader.card(node, name: name)
    try reader.checker.finish()
  }
}
