public import Diagnostics

/// JSON (RFC 8259) read strictly, with positions, and written plainly.
public enum JSON {
  /// The value of a JSON file.
  ///
  /// No comments, no trailing commas, no duplicate keys, no half surrogate pairs. Errors: `json-syntax`,
  /// `truncated`, `empty-file`, `duplicate-key`, `too-deep`, `too-many-values`, `not-utf8`,
  /// `file-too-large`; each with file, line, column, and the line it is about.
  public static func parse(
    _ bytes: [UInt8], file: String, limits: Limits = .standard
  ) throws(Diagnostic) -> Node {
    try SourceText.with(bytes, file: file, limits: limits) { text throws(Diagnostic) in
      var parser = JSONParser(text, limits: limits)
      return try parser.document()
    }
  }

  /// How much room the written text takes.
  public enum Style: Sendable {
    /// One line, no blanks.
    case compact
    /// Two blanks a level, one member a line, a line feed at the end.
    case pretty
  }

  /// A value as JSON text: members in their order, whole numbers as whole numbers, and control
  /// characters, U+2028 and U+2029 escaped so that a terminal or a script cannot trip over them.
  ///
  /// Infinity and not-a-number, which JSON cannot say, are written `null`.
  public static func write(_ node: Node, style: Style = .pretty) -> String {
    var writer = JSONWriter(style: style)
    writer.write(node.value, indent: 0)
    if style == .pretty { writer.bytes.append(0x0A) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
