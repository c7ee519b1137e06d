public import Diagnostics
public import Formats

/// An SQL file that begins with a block comment of YAML: what the query is for, then the query.
///
/// ```sql
/// /*
/// severity: blocker
/// question: Who owns it?
/// */
/// SELECT …
/// ```
/// The header ends at the first `*/`, so no value in it can hold those two characters.
public struct AnnotatedSQL: Sendable {
  /// The header, a mapping; its positions are those in the file.
  public var header: Node
  /// The query, without blanks around it.
  public var sql: String
  /// The line of the file on which the query begins.
  public var sqlLine: Int

  /// Reads a method file; what is wrong with it is told with its line.
  public init(_ file: MethodFile) throws(Diagnostic) { try self.init(file.text, file: file.path) }

  /// Reads a text; `file` is what messages call it.
  public init(_ text: String, file: String) throws(Diagnostic) {
    let bytes = Array(text.utf8)
    let open = bytes.firstIndex { !Self.isBlank($0) } ?? bytes.count
    guard bytes[open...].starts(with: Array("/*".utf8)) else {
      throw Diagnostic(
        "header-missing", "The file does not begin with a header.",
        at: Place(file: file, line: Self.line(of: open, in: bytes)),
        reason: "An SQL file of the method begins with a block comment, /* … */, that holds YAML.")
    }
    guard let close = (open + 2..<max(open + 2, bytes.count - 1)).first(where: { Self.closes($0, bytes) })
    else {
      throw Diagnostic(
        "header-unterminated", "The header that begins here has no end.",
        at: Place(file: file, line: Self.line(of: open, in: bytes)), reason: "No */ follows.")
    }
    // Blanks in place of what stands before the header keep its positions true.
    let blanks = bytes[..<(open + 2)].map { $0 == 0x0A ? $0 : 0x20 }
    header = try YAML.parse(blanks + bytes[(open + 2)..<close], file: file)
    guard header.mapping != nil else {
      throw Diagnostic(
        "header-not-a-mapping", "The header is \(header.kind), not a mapping of names to values.",
        at: Place(file: file, line: max(1, header.position.line), column: max(1, header.position.column)))
    }
    let rest = bytes[(close + 2)...]
    guard let first = rest.firstIndex(where: { !Self.isBlank($0) }),
      let last = rest.lastIndex(where: { !Self.isBlank($0) })
    else {
      throw Diagnostic(
        "query-missing", "There is no query after the header.",
        at: Place(file: file, line: Self.line(of: close, in: bytes)))
    }
    sql = String(decoding: bytes[first...last], as: UTF8.self)
    sqlLine = Self.line(of: first, in: bytes)
  }

  private static func closes(_ index: Int, _ bytes: [UInt8]) -> Bool {
    bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/")
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func line(of index: Int, in bytes: [UInt8]) -> Int {
    1 + bytes[..<index].count { $0 == 0x0A }
  }
}
