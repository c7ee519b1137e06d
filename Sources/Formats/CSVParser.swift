import Diagnostics

/// One pass over the bytes of a CSV file.
struct CSVParser {
  private let text: SourceText
  private let bytes: UnsafeBufferPointer<UInt8>
  private let separator: UInt8
  private let limit: Int
  private var index = 0
  private var line = 1
  /// The offset at which this line would begin if every character on it were one byte.
  private var lineStart = 0

  init(_ text: SourceText, separator: UInt8, limit: Int) {
    self.text = text
    bytes = text.bytes
    self.separator = separator
    self.limit = limit
  }

  mutating func rows() throws(Diagnostic) -> [[CSV.Field]] {
    var rows: [[CSV.Field]] = []
    var count = 0
    while index < bytes.count {
      let row = try self.row()
      let isBlank = row.count == 1 && row[0].text.isEmpty && !row[0].isQuoted
      if isBlank, rows.first?.count != 1 { continue }
      rows.append(row)
      count += row.count
      guard count <= limit else {
        throw text.diagnostic(
          "too-many-values", "The file holds more than \(limit) cells.", at: row[0].position)
      }
    }
    return rows
  }

  private mutating func row() throws(Diagnostic) -> [CSV.Field] {
    var row = [try field()]
    while index < bytes.count, bytes[index] == separator {
      index += 1
      row.append(try field())
    }
    passLineEnd()
    return row
  }

  private mutating func field() throws(Diagnostic) -> CSV.Field {
    let place = position
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      return CSV.Field(text: try quoted(from: place), position: place, isQuoted: true)
    }
    let start = index
    while index < bytes.count, !endsField(bytes[index]) {
      guard bytes[index] != UInt8(ascii: "\"") else {
        throw text.diagnostic(
          "csv-syntax", "A quote stands inside a cell that has none around it.", at: position,
          reason: "Put the whole cell in quotes and double the ones inside.")
      }
      step()
    }
    return CSV.Field(
      text: String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self),
      position: place, isQuoted: false)
  }

  /// A cell in quotes; `index` is at the opening one.
  private mutating func quoted(from place: Position) throws(Diagnostic) -> String {
    index += 1
    var content: [UInt8] = []
    var from = index
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\"") {
        content.append(contentsOf: bytes[from..<index])
        index += 1
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
          return try closed(content)
        }
        from = index
        index += 1
      } else if bytes[index] == 0x0A || bytes[index] == 0x0D {
        passLineEnd()
      } else {
        step()
      }
    }
    throw text.diagnostic("truncated", "The quote that opens here is never closed.", at: place)
  }

  private func closed(_ content: [UInt8]) throws(Diagnostic) -> String {
    guard index == bytes.count || endsField(bytes[index]) else {
      throw text.diagnostic(
        "csv-syntax", "Text follows the closing quote of a cell.", at: position,
        reason: "A quote inside a cell is written twice.")
    }
    return String(decoding: content, as: UTF8.self)
  }

  private func endsField(_ byte: UInt8) -> Bool { byte == separator || byte == 0x0A || byte == 0x0D }

  private mutating func step() {
    if bytes[index] & 0xC0 == 0x80 { lineStart += 1 }
    index += 1
  }

  /// Passes LF, CRLF or CR.
  private mutating func passLineEnd() {
    guard index < bytes.count else { return }
    let isReturn = bytes[index] == 0x0D
    index += 1
    if isReturn, index < bytes.count, bytes[index] == 0x0A { index += 1 }
    line += 1
    lineStart = index
  }

  private var position: Position { Position(line: line, column: index - lineStart + 1) }
}
