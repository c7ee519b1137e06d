public import Diagnostics

extension CSV {
  /// The bytes of a file as a spreadsheet may have saved it, as UTF-8, and what stands between its cells.
  ///
  /// UTF-16 with its mark is what Excel calls "Unicode text". A first line `sep=;`, which Excel reads and some
  /// programs write, is believed and blanked, so that positions stay right. The old encodings of Windows and the
  /// Mac cannot be told apart, and a guess would change names without a word: they are refused with the way out.
  /// Errors: `not-utf8`.
  public static func fromSpreadsheet(
    _ bytes: [UInt8], file: String
  ) throws(Diagnostic) -> (bytes: [UInt8], separator: Separator) {
    var text = try utf8(bytes, file: file)
    let start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = text[start...].prefix { $0 != 0x0A && $0 != 0x0D }
    if let said = declared(first) {
      text.replaceSubrange(first.indices, with: [])
      return (text, said)
    }
    return (text, mostFrequent(in: first))
  }

  /// What `sep=` says, if the line says it.
  private static func declared(_ line: ArraySlice<UInt8>) -> Separator? {
    guard line.count == 5,
      line.prefix(4).map({ $0 | 0x20 }).elementsEqual("sep".utf8.map { $0 } + [0x3D | 0x20])
    else { return nil }
    return line.last.flatMap(Separator.init(rawValue:))
  }

  /// What stands most often in the first line.
  private static func mostFrequent(in header: ArraySlice<UInt8>) -> Separator {
    let all: [Separator] = [.comma, .semicolon, .tab]
    let counts = all.map { separator in header.count { $0 == separator.rawValue } }
    return all[counts.indices.max { counts[$0] < counts[$1] } ?? 0]
  }

  private static func utf8(_ bytes: [UInt8], file: String) throws(Diagnostic) -> [UInt8] {
    let isLittle = bytes.starts(with: [0xFF, 0xFE])
    if isLittle || bytes.starts(with: [0xFE, 0xFF]) {
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
        isLittle
          ? UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
          : UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
      }
      guard let text = String(validating: units, as: UTF16.self) else {
        throw Diagnostic("not-utf8", "\(file) begins as UTF-16 text and is none.", at: Place(file: file))
      }
      return Array(text.utf8)
    }
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) == nil,
      !bytes.starts(with: [0x50, 0x4B, 3, 4])
    else { return bytes }
    let line = 1 + bytes.prefix(invalid(bytes)).count { $0 == 0x0A }
    let name = shellQuoted(file)
    throw Diagnostic(
      "not-utf8", "\(file) is not UTF-8 text.", at: Place(file: file, line: line),
      reason: "Spreadsheets save plain CSV in an old encoding of the computer's own.",
      notes: ["in Excel: Save As, CSV UTF-8 (Comma delimited)", "if it was saved by Excel on Windows:"],
      remedies: ["iconv -f WINDOWS-1252 -t UTF-8 \(name) > answers-utf8.csv"])
  }

  /// How many bytes are UTF-8 before the first that is not.
  private static func invalid(_ bytes: [UInt8]) -> Int {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return bytes.count
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}
