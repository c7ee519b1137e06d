public import Diagnostics
import Files
import Formats

/// Reading a theme from a file: YAML with names and values.
extension Theme {
  private static let names = ["logo", "logo-words", "client", "confidentiality", "accent", "accent-dark"]

  /// Reads a theme; everything that is wrong in it is in the error and its notes. A logo's path is taken from
  /// the folder that the theme is in.
  public init(file path: String) throws(Diagnostic) {
    let bytes = try Files.read(path, limit: 1 << 20)
    let node = try YAML.parse(bytes, file: path)
    guard let entries = node.mapping else {
      throw Diagnostic(
        "bad-theme", "The theme is not a list of names and values.", at: Place(file: path, line: 1),
        notes: ["The names are \(Theme.names.joined(separator: ", "))."])
    }
    var problems: [Diagnostic] = []
    for entry in entries where !Theme.names.contains(entry.key) {
      problems.append(
        Diagnostic(
          "unknown-theme-name", "A theme has no `\(entry.key)`.",
          at: Place(file: path, line: entry.keyPosition.line, column: entry.keyPosition.column),
          notes: didYouMean(entry.key, Theme.names)))
    }
    self.init()
    func place(_ node: Node) -> Place {
      Place(file: path, line: node.position.line, column: node.position.column)
    }
    func attempt(_ name: String, _ take: (String, Place) throws(Diagnostic) -> Void) {
      guard let value = node[name] else { return }
      do throws(Diagnostic) {
        guard let text = value.scalarText, !isBlank(text) else {
          throw Diagnostic("bad-theme", "`\(name)` is \(value.kind), not a text.", at: place(value))
        }
        try take(text, place(value))
      } catch {
        problems.append(error)
      }
    }
    attempt("client") { (text, _) in client = text }
    attempt("confidentiality") { (text, _) in confidentiality = text }
    attempt("logo") { (text, at) throws(Diagnostic) in
      logo = try Logo(file: Files.join(Files.folder(of: path), text), at: at)
    }
    attempt("logo-words") { (text, _) in logo?.words = text }
    attempt("accent") { (text, at) throws(Diagnostic) in
      palette = try Palette(accent: text, at: at)
      isColoured = true
    }
    attempt("accent-dark") { (text, at) throws(Diagnostic) in
      palette.accentOnDark = try Palette.accent(text, on: Palette.darkGrounds, towards: "white", at: at)
      isColouredOnDark = true
    }
    try throwAll(problems)
  }
}

extension Palette {
  /// Text of normal size needs so much contrast (WCAG 2.2, success criterion 1.4.3, level AA).
  static let leastContrast = 4.5

  /// A palette with an accent of somebody's own; on dark pages the same colour, as much lighter as it must be.
  init(accent text: String, at place: Place?) throws(Diagnostic) {
    accent = try Palette.accent(text, on: Palette.lightGrounds, towards: "black", at: place)
    let dark = Palette.darkGrounds.compactMap(Colour.init)
    accentOnDark = accent.legible(on: dark, contrast: 5.5, towards: Colour(255, 255, 255))
  }

  /// Reads an accent, which must be legible on these grounds and on their tint.
  static func accent(
    _ text: String, on grounds: [String], towards end: String, at place: Place?
  ) throws(Diagnostic) -> Colour {
    guard let colour = Colour(text) else {
      throw Diagnostic(
        "bad-colour", "`\(text)` is not a colour.", at: place, notes: ["A colour is written \"#0a5a54\"."])
    }
    let colours = grounds.compactMap(Colour.init)
    let contrast = colour.contrast(withEachOf: colours)
    if contrast >= leastContrast { return colour }
    let edge = end == "black" ? Colour(0, 0, 0) : Colour(255, 255, 255)
    let better = colour.legible(on: colours, contrast: leastContrast, towards: edge)
    throw Diagnostic(
      "faint-colour", "\(colour) cannot be read on the page: its contrast is \(rounded(contrast)) : 1.",
      at: place,
      reason: "Links and marks of place are set in it; level AA of WCAG asks for 4.5 : 1.",
      notes: ["The nearest that can be read is \(better)."])
  }

  private static func rounded(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded(.down))
    return "\(tenths / 10).\(tenths % 10)"
  }
}
