import Database
public import Diagnostics
import Drawings
public import Method
public import Workbook

/// A workbook as the source of a pack.
public struct WorkbookSource: QuerySource {
  private let reader: Reader

  /// Reads through a reader, which is held to the present state of the workbook for as long as it lives.
  public init(_ reader: Reader) throws(Diagnostic) {
    self.reader = reader
    // As a column of numbers sets them.
    try reader.define("thousands", numeral)
    try reader.hold()
  }

  /// Runs one query.
  public func run(
    _ sql: String, parameters: [String: QueryValue], columns: ([String]) throws(Diagnostic) -> Bool,
    row: ([QueryValue]) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    struct Enough: Error {}
    do {
      try reader.query(
        sql, named: parameters.mapValues(\.stored), at: Place(file: ""),
        columns: { if try !columns($0) { throw Enough() } }
      ) { line in
        try row((0..<line.count).map { QueryValue(line.value($0)) })
      }
    } catch is Enough {
      return
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch {
      throw Diagnostic("internal", "Something unforeseen happened: \(error).")
    }
  }
}

extension QueryValue {
  fileprivate init(_ stored: SQLValue) {
    switch stored {
    case .null: self = .null
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .text(let text): self = .text(text)
    case .blob: self = .text(stored.displayed ?? "")
    }
  }

  fileprivate var stored: SQLValue {
    switch self {
    case .null: .null
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .text(let text): .text(text)
    }
  }
}

extension TemplateSet {
  /// The templates of a method; partials are those in the folder `partials`, documents made on
  /// request those in `handouts`,
  /// tables as data those in `sheets`.
  public init(_ library: MethodLibrary) throws(Diagnostic) {
    try self.init(try library.files(.templates))
  }

  /// The templates among these files.
  public init(_ files: [MethodFile]) throws(Diagnostic) {
    var templates: [Template] = []
    var handouts: [Template] = []
    var sheets: [Template] = []
    var partials: [Partial] = []
    for file in files {
      switch file.folder {
      case "partials": partials.append(try Partial(name: file.name, path: file.path, text: file.text))
      case "handouts": handouts.append(try Template(name: file.name, path: file.path, text: file.text))
      case "sheets": sheets.append(try Template(name: file.name, path: file.path, text: file.text))
      default: templates.append(try Template(name: file.name, path: file.path, text: file.text))
      }
    }
    try self.init(templates, handouts: handouts, sheets: sheets, partials: partials)
  }
}
