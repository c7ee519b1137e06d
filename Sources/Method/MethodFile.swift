/// A part of the method: a folder of files of one kind.
public enum Section: String, Sendable, CaseIterable {
  /// Questions nobody has asked yet: a query each.
  case gaps
  /// Facts that follow from others: a query each, whose rows a person accepts or leaves.
  case proposals
  /// Rate cards: what work costs.
  case rates
  /// Documents: Markdown with SQL in it.
  case templates
  /// Scripts of guided workshops.
  case workshops

  /// The extension of its files; others in the folder are not looked at.
  public var fileExtension: String {
    switch self {
    case .gaps, .proposals: "sql"
    case .rates, .workshops: "yaml"
    case .templates: "md"
    }
  }
}

/// One file of the method.
public struct MethodFile: Sendable, Equatable {
  /// Where a file was found.
  public enum Origin: Sendable, Equatable {
    /// It came with the program.
    case builtIn
    /// It stands in this folder, which overlays what came with the program.
    case overlay(String)
  }

  /// The section it belongs to.
  public var section: Section
  /// Its name without the extension, unique in its section.
  public var name: String
  /// The folder within the section that it stands in, e.g. `semantics`; nil when it stands in none.
  public var folder: String?
  /// Its path.
  public var path: String
  /// Where it was found.
  public var origin: Origin
  /// Its text.
  public var text: String

  /// The text as bytes, for the parsers.
  public var bytes: [UInt8] { Array(text.utf8) }

  /// Makes a file; of use where one is not read from a library, as in tests.
  public init(
    section: Section, name: String, folder: String? = nil, path: String, origin: Origin = .builtIn, text: String
  ) {
    self.section = section
    self.name = name
    self.folder = folder
    self.path = path
    self.origin = origin
    self.text = text
  }
}
