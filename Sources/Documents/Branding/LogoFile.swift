import Diagnostics
import Files

extension Logo {
  /// More than this is a photograph, not a logo; it stands in every copy of the pack.
  private static let most = 512 << 10

  /// Reads a PNG, JPEG or SVG file, known by its content whatever its name.
  init(file path: String, at place: Place?) throws(Diagnostic) {
    let bytes: [UInt8]
    do throws(Diagnostic) {
      bytes = try Files.read(path, limit: Logo.most)
    } catch {
      throw Diagnostic(
        "bad-logo", "The logo cannot be used: \(error.summary)", at: place,
        notes: ["A logo is a PNG, JPEG or SVG file of at most 512 KiB."])
    }
    self.bytes = bytes
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      type = "image/png"
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      type = "image/jpeg"
    } else if let text = String(validating: bytes, as: UTF8.self), Logo.isSVG(text) {
      if let fault = Logo.fault(in: text) {
        throw Diagnostic(
          "unsafe-logo", "\(path) holds \(fault), which a picture in a pack must not.", at: place,
          notes: ["Export it as a plain SVG, or as a PNG."])
      }
      type = "image/svg+xml"
    } else {
      throw Diagnostic(
        "bad-logo", "\(path) is no picture that a pack can hold.", at: place,
        notes: ["A logo is a PNG, JPEG or SVG file, known by its content whatever its name."])
    }
  }

  /// Reads the logo that an engagement names. A workbook may come from somebody else, so only a file of the
  /// workbook's own folder, or of one in it, is read.
  init(named name: String, in folder: String?) throws(Diagnostic) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard let folder, !parts.contains(""), !parts.contains(".."), !name.utf8.contains(0) else {
      throw Diagnostic(
        "bad-logo", "The logo is not a file beside the workbook: \(readable(name))",
        remedies: ["plumbline set engagement --logo logo.svg"])
    }
    let path = Files.join(folder, name)
    // A folder may come from somebody else too, and a link in it lead anywhere.
    if let file = Files.resolved(path), let home = Files.resolved(folder.isEmpty ? "." : folder) {
      guard file.hasPrefix(home.hasSuffix("/") ? home : home + "/"), Files.isPlainFile(file) else {
        throw Diagnostic(
          "bad-logo", "The logo is a link to somewhere else, or no file: \(readable(name))",
          remedies: ["plumbline set engagement --logo logo.svg"])
      }
    }
    try self.init(file: path, at: nil)
  }

  private static func isSVG(_ text: String) -> Bool {
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return (start.hasPrefix("<svg") || start.hasPrefix("<?xml") || start.hasPrefix("<!--"))
      && text.contains("<svg")
  }

  private static let forbidden: Set = [
    "script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "audio", "video", "set",
    "animate", "animatetransform", "animatemotion",
  ]

  /// What in an SVG could run, ask the network, or hide either. A browser would ignore it within a picture; other
  /// programs that a pack is converted with may not.
  private static func fault(in text: String) -> String? {
    let text = text.lowercased()
    for piece in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
      let name = piece.prefix { $0.isLetter || $0.isNumber || "-_:.".contains($0) }
      let local = String(name.split(separator: ":").last ?? "")
      if forbidden.contains(local) { return "an element `\(local)`" }
    }
    // An escape of CSS could spell what is looked for below.
    if text.contains("\\") { return "a backslash" }
    if text.contains("<!doctype") || text.contains("<!entity") { return "a document type" }
    if text.contains("<?xml-stylesheet") || text.contains("@import") { return "a style sheet from elsewhere" }
    for attribute in attributes(text) {
      if attribute.name.hasPrefix("on") { return "the attribute `\(attribute.name)`" }
      let value = attribute.value.filter { !$0.isWhitespace }
      let isLink = attribute.name == "href" || attribute.name.hasSuffix(":href") || attribute.name == "src"
      if isLink, !value.hasPrefix("#"), !value.hasPrefix("data:image/png"), !value.hasPrefix("data:image/jpeg")
      {
        return "a link to elsewhere"
      }
    }
    var rest = text.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }[...]
    while let range = rest.firstRange(of: "url(") {
      rest = rest[range.upperBound...]
      if !rest.hasPrefix("#") { return "a link to elsewhere" }
    }
    return nil
  }

  /// Every `name="value"` in a text, also where it only looks like one: refusing too much does no harm.
  private static func attributes(_ text: String) -> [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    var rest = text[...]
    while let sign = rest.firstIndex(of: "=") {
      let before = rest[..<sign].reversed().drop { $0.isWhitespace }
      let name = String(before.prefix { $0.isLetter || $0.isNumber || "-_:.".contains($0) }.reversed())
      var after = rest[rest.index(after: sign)...].drop { $0.isWhitespace }
      rest = rest[rest.index(after: sign)...]
      guard let quote = after.first else { break }
      after = after.dropFirst()
      let isQuoted = quote == "\"" || quote == "'"
      found.append((name, String(isQuoted ? after.prefix { $0 != quote } : after.prefix { !$0.isWhitespace })))
    }
    return found
  }
}
