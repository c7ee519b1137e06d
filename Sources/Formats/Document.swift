public import Diagnostics

/// A file that may be JSON or YAML.
public enum Document {
  /// The value of a file: YAML when its name ends in `.yaml` or `.yml`, else JSON when it begins with
  /// `{` or `[`, else YAML.
  ///
  /// Web pages and PDF files are refused by name (`not-data`); other errors are those of `JSON.parse` and
  /// `YAML.parse`.
  public static func parse(
    _ bytes: [UInt8], file: String, limits: Limits = .standard
  ) throws(Diagnostic) -> Node {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[start]) { start += 1 }
    try refuseOthers(bytes[start...], file: file)
    let isNamedYAML = [".yaml", ".yml"].contains { file.lowercased().hasSuffix($0) }
    let looksLikeJSON =
      start < bytes.count && (bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "["))
    return looksLikeJSON && !isNamedYAML
      ? try JSON.parse(bytes, file: file, limits: limits) : try YAML.parse(bytes, file: file, limits: limits)
  }

  /// Refuses what people fetch by mistake: the login page instead of the file, the manual as PDF.
  private static func refuseOthers(_ bytes: ArraySlice<UInt8>, file: String) throws(Diagnostic) {
    let kind: String? =
      if bytes.first == UInt8(ascii: "<") {
        "a web page or XML"
      } else if bytes.starts(with: "%PDF-".utf8) {
        "a PDF document"
      } else {
        nil
      }
    guard let kind else { return }
    throw Diagnostic(
      "not-data", "\(file) is \(kind), not YAML or JSON.", at: Place(file: file, line: 1, column: 1),
      reason: "A download that needs a login often saves the login page under the name of the file.")
  }
}
