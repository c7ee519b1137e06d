public import Diagnostics
import Files

/// A folder that was packed for sign-off, as somebody got it: nothing of it is believed.
public struct SignOffFolder {
  /// What it is called in messages.
  public let name: String
  /// Everything in it.
  let entries: [Files.Entry]
  private let content: (String) throws(Diagnostic) -> [UInt8]

  /// Looks into a folder. Refused where there is none, or one in which nothing tells that it was packed for sign-off.
  public init(_ path: String, called name: String) throws(Diagnostic) {
    guard Files.isFolder(path) else {
      throw Diagnostic(
        "no-folder", "There is no folder \(name).", at: Place(file: name),
        remedies: ["plumbline signoff verify DIR"], exit: .usage)
    }
    self.name = name
    entries = try Files.inventory(path)
    content = { (file) throws(Diagnostic) in try Files.read(Files.join(path, file)) }
    guard has(SignOffManifest.name) else {
      throw Diagnostic(
        "not-a-sign-off", "\(name) is no folder for sign-off: it has no \(SignOffManifest.name).",
        at: Place(file: name), remedies: ["plumbline signoff pack BASELINE --to DIR"])
    }
  }

  /// A folder that is in memory only.
  init(_ files: [String: [UInt8]], called name: String) {
    self.name = name
    entries = files.keys.sorted { $0.precedesInBytes($1) }.map {
      Files.Entry(path: $0, kind: .file, bytes: files[$0]?.count ?? 0)
    }
    content = { (file) throws(Diagnostic) in
      guard let bytes = files[file] else { throw Diagnostic("file-error", "\(file) is not here.") }
      return bytes
    }
  }

  /// The files that its manifest tells of, itself and the list for `sha256sum` among them.
  public var packedFiles: [String] {
    get throws(Diagnostic) {
      let manifest = try SignOffManifest(
        read(SignOffManifest.name), file: Files.join(name, SignOffManifest.name))
      return manifest.files.map(\.path) + [SignOffManifest.name, SignOffManifest.sums]
    }
  }

  /// The bytes of one of its plain files; nothing else is ever opened.
  func read(_ file: String) throws(Diagnostic) -> [UInt8] {
    guard has(file) else { throw missing(file) }
    return try content(file)
  }

  func has(_ file: String) -> Bool {
    entries.contains { $0.kind == .file && $0.path.hasSameBytes(as: file) }
  }

  func missing(_ file: String) -> Diagnostic { altered("\(file) is missing.", file) }

  func altered(_ summary: String, _ file: String?, reason: String? = nil) -> Diagnostic {
    Diagnostic(
      "sign-off-altered", summary, at: Place(file: file.map { Files.join(name, $0) } ?? name), reason: reason)
  }
}
