public import Diagnostics
import Files

/// The method as files: those that came with the program, replaced file by file by a team's own.
///
/// A folder holds `gaps/ proposals/ rates/ templates/ workshops/`; a section's files stand in it or one folder below.
/// A file of the overlay takes the place of the built-in one of the same name, whatever folder either
/// stands in, or is added. Names that begin with a dot, and other extensions than the section's, are not
/// looked at.
public struct MethodLibrary: Sendable, Equatable {
  /// The folder that came with the program.
  public let builtIn: String
  /// The folder that overlays it, if there is one.
  public let overlay: String?

  /// Names the two folders; nothing is read yet.
  public init(builtIn: String, overlay: String?) {
    self.builtIn = builtIn
    self.overlay = overlay
  }

  /// Every file of a section, sorted by name.
  public func files(_ section: Section) throws(Diagnostic) -> [MethodFile] {
    var files: [MethodFile] = []
    for entry in try entries(section) { files.append(try entry.read(section)) }
    return files
  }

  /// The names of a section's files, sorted; those in a folder of the section left out.
  public func names(_ section: Section) throws(Diagnostic) -> [String] {
    try entries(section).filter { $0.folder == nil }.map(\.name)
  }

  /// The paths of a section's files, sorted by name, without reading them.
  public func paths(_ section: Section) throws(Diagnostic) -> [String] { try entries(section).map(\.path) }

  /// The file of a name; an unknown one is refused with the nearest.
  public func file(_ section: Section, named name: String) throws(Diagnostic) -> MethodFile {
    let entries = try entries(section)
    if let entry = entries.first(where: { $0.name == name }) { return try entry.read(section) }
    let near = nearest(to: name, in: entries.map(\.name))
    throw Diagnostic(
      "unknown-method-file", "There is no `\(name)` among the \(section.rawValue).",
      notes: (near.map { ["did you mean `\($0)`?"] } ?? [])
        + ["looked in " + folders(section).map(\.path).joined(separator: " and ")],
      exit: .usage)
  }

  /// The files `gaps.yaml`, in which a team changes gaps without copying them: the built-in one, if there is
  /// one, then the overlay's.
  public func adjustments() throws(Diagnostic) -> [MethodFile] {
    var files: [MethodFile] = []
    for (folder, origin) in [(builtIn, MethodFile.Origin.builtIn)]
      + (overlay.map { [($0, .overlay($0))] } ?? [])
    {
      let path = Files.join(folder, "gaps.yaml")
      guard Files.exists(path) else { continue }
      files.append(
        MethodFile(section: .gaps, name: "gaps", path: path, origin: origin, text: try Files.text(path)))
    }
    return files
  }

  /// The files of a section by name, without reading them.
  private func entries(_ section: Section) throws(Diagnostic) -> [Entry] {
    var entries: [String: Entry] = [:]
    for layer in folders(section) {
      var mine: [String: Entry] = [:]
      for entry in try Self.listing(layer.path, section, layer.origin) {
        if let other = mine.updateValue(entry, forKey: entry.name) { throw Self.twice(section, other, entry) }
      }
      entries.merge(mine) { _, own in own }
    }
    return entries.values.sorted { $0.name < $1.name }
  }

  private func folders(_ section: Section) -> [(path: String, origin: MethodFile.Origin)] {
    [(Files.join(builtIn, section.rawValue), .builtIn)]
      + (overlay.map { [(Files.join($0, section.rawValue), .overlay($0))] } ?? [])
  }

  private static func listing(
    _ folder: String, _ section: Section, _ origin: MethodFile.Origin
  ) throws(Diagnostic) -> [Entry] {
    var entries: [Entry] = []
    func take(_ path: String, below: String?) {
      guard let name = stem(Files.name(of: path), section.fileExtension) else { return }
      entries.append(Entry(name: name, folder: below, path: path, origin: origin))
    }
    for name in try Files.list(folder) where !name.hasPrefix(".") {
      let path = Files.join(folder, name)
      if Files.isFolder(path) {
        for inner in try Files.list(path) where !inner.hasPrefix(".") {
          let path = Files.join(path, inner)
          if !Files.isFolder(path) { take(path, below: name) }
        }
      } else {
        take(path, below: nil)
      }
    }
    return entries
  }

  private static func stem(_ name: String, _ fileExtension: String) -> String? {
    guard name.hasSuffix("." + fileExtension), name.count > fileExtension.count + 1 else { return nil }
    return String(name.dropLast(fileExtension.count + 1))
  }

  private static func twice(_ section: Section, _ first: Entry, _ second: Entry) -> Diagnostic {
    Diagnostic(
      "method-file-twice", "Two of the \(section.rawValue) are called `\(first.name)`.",
      at: Place(file: second.path), reason: "A name stands for one file in a section, whatever its folder.",
      notes: ["the other is \(first.path)"])
  }

  /// A file that was found but not read.
  private struct Entry {
    var name: String
    var folder: String?
    var path: String
    var origin: MethodFile.Origin

    func read(_ section: Section) throws(Diagnostic) -> MethodFile {
      MethodFile(
        section: section, name: name, folder: folder, path: path, origin: origin, text: try Files.text(path))
    }
  }
}
