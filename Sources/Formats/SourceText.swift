import Diagnostics

/// The bytes of a file as a parser sees them: checked to be UTF-8 text of bounded size, without byte
/// order mark; makes diagnostics that show the line they are about.
struct SourceText {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: String

  /// Runs `body` over the checked text; the pointer is good only inside it.
  static func with<Result>(
    _ bytes: [UInt8], file: String, limits: Limits,
    _ body: (SourceText) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    guard bytes.count <= limits.bytes else {
      throw Diagnostic(
        "file-too-large", "\(file) has \(bytes.count) bytes; at most \(limits.bytes) are read.",
        at: Place(file: file))
    }
    var outcome: Swift.Result<Result, Diagnostic>?
    bytes.withUnsafeBufferPointer { whole in
      let skipped = whole.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      let text = SourceText(bytes: UnsafeBufferPointer(rebasing: whole[skipped...]), file: file)
      do throws(Diagnostic) {
        try text.checkEncoding()
        outcome = .success(try body(text))
      } catch {
        outcome = .failure(error)
      }
    }
    return try outcome!.get()
  }

  /// Refuses what is not UTF-8, and text with NUL bytes, which no text format allows.
  private func checkEncoding() throws(Diagnostic) {
    let marks: [(bytes: [UInt8], name: String)] = [
      ([0xFF, 0xFE], "UTF-16LE"), ([0xFE, 0xFF], "UTF-16BE"), ([0x50, 0x4B, 3, 4], "zip"),
      ([0x1F, 0x8B], "gzip"),
    ]
    if let mark = marks.first(where: { bytes.starts(with: $0.bytes) }) {
      let isArchive = !mark.name.hasPrefix("UTF")
      throw Diagnostic(
        "not-utf8", "\(file) is \(isArchive ? "a \(mark.name) archive" : "\(mark.name) text"), not UTF-8 text.",
        at: Place(file: file),
        remedies: isArchive
          ? [] : ["iconv -f \(mark.name) -t UTF-8 \(shellQuoted(file)) > \(shellQuoted(file + ".utf8"))"])
    }
    if let zero = bytes.firstIndex(of: 0) {
      throw diagnostic(
        "not-utf8", "\(file) is not text: it holds a NUL byte.", at: position(ofByte: zero), excerpt: false)
    }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw diagnostic(
        "not-utf8", "\(file) is not UTF-8 text.", at: position(ofByte: error.byteOffsets.lowerBound),
        reason: "The byte there begins no UTF-8 character.", excerpt: false)
    }
  }

  /// The position of a byte, counting line feeds; the end of the text is a position too.
  func position(ofByte offset: Int) -> Position {
    var line = 1
    var start = 0
    for index in 0..<min(offset, bytes.count) where bytes[index] == 0x0A {
      line += 1
      start = index + 1
    }
    var column = 1
    for index in start..<max(start, min(offset, bytes.count)) where bytes[index] & 0xC0 != 0x80 { column += 1 }
    return Position(line: line, column: column)
  }

  /// An error at a position, with the line and a caret as notes.
  func diagnostic(
    _ code: String, _ summary: String, at position: Position, reason: String? = nil, notes: [String] = [],
    excerpt: Bool = true
  ) -> Diagnostic {
    Diagnostic(
      code, summary, at: Place(file: file, line: position.line, column: position.column), reason: reason,
      notes: notes + (excerpt ? self.excerpt(at: position) : []))
  }

  /// The line of a position and a caret below its column: at most 76 characters of it, control
  /// characters shown as `·`.
  func excerpt(at position: Position) -> [String] {
    let width = 76
    guard let (from, column) = window(at: position, width: width) else { return [] }
    var line: [UInt8] = []
    var characters = 0
    var index = from
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D {
      let byte = bytes[index]
      if byte & 0xC0 != 0x80 {
        characters += 1
        if characters > width { break }
      }
      if byte == 0x09 {
        line.append(0x20)
      } else if byte < 0x20 || byte == 0x7F {
        line += [0xC2, 0xB7]
      } else {
        line.append(byte)
      }
      index += 1
    }
    let text = String(decoding: line, as: UTF8.self)
    if text.allSatisfy({ $0 == " " }) { return [] }
    return [text, String(repeating: " ", count: column) + "^"]
  }

  /// The byte at which to begin showing a position's line, and the characters from there to its column.
  private func window(at position: Position, width: Int) -> (from: Int, column: Int)? {
    var start = 0
    var line = 1
    while line < position.line {
      guard let feed = bytes[start...].firstIndex(of: 0x0A) else { return nil }
      start = feed + 1
      line += 1
    }
    var column = max(0, position.column - 1)
    var skip = column >= width ? column - width / 2 : 0
    column -= skip
    while skip > 0, start < bytes.count {
      start += 1
      while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
      skip -= 1
    }
    return (start, column)
  }
}
