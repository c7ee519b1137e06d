import Diagnostics

/// A strict JSON parser over bytes; it nests on the builder's stack, not on the call stack.
struct JSONParser {
  private let text: SourceText
  private let bytes: UnsafeBufferPointer<UInt8>
  private var builder: NodeBuilder
  private var index = 0
  private var line = 1
  /// The offset at which this line would begin if every character on it were one byte.
  private var lineStart = 0

  init(_ text: SourceText, limits: Limits) {
    self.text = text
    bytes = text.bytes
    builder = NodeBuilder(text, limits: limits, mergesKeys: false)
  }

  mutating func document() throws(Diagnostic) -> Node {
    skipBlanks()
    guard index < bytes.count else {
      throw Diagnostic("empty-file", "\(text.file) is empty.", at: Place(file: text.file, line: 1, column: 1))
    }
    repeat {
      try value()
      try afterValue()
    } while builder.isOpen
    skipBlanks()
    guard index == bytes.count else { throw unexpected("the end of the file") }
    return builder.root!
  }

  /// One scalar, or the beginning of a sequence or mapping up to its first value.
  private mutating func value() throws(Diagnostic) {
    skipBlanks()
    let place = position
    guard index < bytes.count else { throw unexpected("a value") }
    switch bytes[index] {
    case UInt8(ascii: "{"): try open(mapping: true, close: UInt8(ascii: "}"), at: place)
    case UInt8(ascii: "["): try open(mapping: false, close: UInt8(ascii: "]"), at: place)
    case UInt8(ascii: "\""): try builder.add(.string(try string()), at: place)
    case UInt8(ascii: "t"): try word("true", .bool(true), at: place)
    case UInt8(ascii: "f"): try word("false", .bool(false), at: place)
    case UInt8(ascii: "n"): try word("null", .null, at: place)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try builder.add(try number(), at: place)
    default: throw unexpected("a value")
    }
  }

  private mutating func open(mapping: Bool, close: UInt8, at place: Position) throws(Diagnostic) {
    index += 1
    try builder.begin(mapping: mapping, at: place)
    skipBlanks()
    if index < bytes.count, bytes[index] == close {
      index += 1
      try builder.end()
    } else if mapping {
      try key()
      try value()
    } else {
      try value()
    }
  }

  /// Closes what ends here, or passes the comma to the next value.
  private mutating func afterValue() throws(Diagnostic) {
    while builder.isOpen {
      skipBlanks()
      let close = builder.isInMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
      guard index < bytes.count, bytes[index] == close || bytes[index] == UInt8(ascii: ",") else {
        throw unexpected(builder.isInMapping ? "`,` or `}`" : "`,` or `]`")
      }
      index += 1
      if bytes[index - 1] == close {
        try builder.end()
      } else {
        if builder.isInMapping { try key() }
        return
      }
    }
  }

  private mutating func key() throws(Diagnostic) {
    skipBlanks()
    let place = position
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
    builder.key(try string(), at: place)
    skipBlanks()
    guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { throw unexpected("`:`") }
    index += 1
  }

  private mutating func word(
    _ word: StaticString, _ value: Node.Value, at place: Position
  ) throws(Diagnostic) {
    let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[index...].starts(with: expected) else { throw unexpected("a value") }
    index += expected.count
    try builder.add(value, at: place)
  }

  private mutating func number() throws(Diagnostic) -> Node.Value {
    let start = index
    while index < bytes.count, Self.isNumberByte(bytes[index]) { index += 1 }
    let written = bytes[start..<index]
    let unsigned = written.first == UInt8(ascii: "-") ? written.dropFirst() : written
    let startsWithZero = unsigned.first == UInt8(ascii: "0")
    let second = unsigned.dropFirst().first ?? UInt8(ascii: ".")
    let pointIsBare = unsigned.indices.contains {
      unsigned[$0] == UInt8(ascii: ".")
        && ($0 == unsigned.startIndex || $0 + 1 == unsigned.endIndex || !Self.isDigit(unsigned[$0 + 1]))
    }
    guard written.count <= 400, let form = Decimal.form(unsigned), !pointIsBare,
      !(startsWithZero && Self.isDigit(second))
    else {
      index = start
      throw unexpected("a number")
    }
    let digits = String(decoding: written, as: UTF8.self)
    if form == .integer, let value = Int(digits) { return .integer(value) }
    return .number(Double(digits)!)
  }

  /// A quoted text; `index` is at the opening quote.
  private mutating func string() throws(Diagnostic) -> String {
    let open = index
    index += 1
    var from = index
    var unescaped: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        defer { index += 1 }
        let last = UnsafeBufferPointer(rebasing: bytes[from..<index])
        if unescaped.isEmpty { return String(decoding: last, as: UTF8.self) }
        unescaped.append(contentsOf: last)
        return String(decoding: unescaped, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        unescaped.append(contentsOf: bytes[from..<index])
        unescaped.append(contentsOf: UTF8.encode(try escape())!)
        from = index
        continue
      }
      guard byte >= 0x20 else {
        throw text.diagnostic(
          "json-syntax", "A control character stands in a text; it is written `\\n`, `\\t` or `\\u00…`.",
          at: position)
      }
      if byte & 0xC0 == 0x80 { lineStart += 1 }
      index += 1
    }
    throw text.diagnostic(
      "truncated", "The file ends inside the text that begins here.", at: text.position(ofByte: open))
  }

  /// One escaped character, with both halves of a surrogate pair.
  private mutating func escape() throws(Diagnostic) -> Unicode.Scalar {
    let place = position
    func wrong(_ summary: String) -> Diagnostic { text.diagnostic("json-syntax", summary, at: place) }
    guard index + 1 < bytes.count else {
      throw text.diagnostic("truncated", "The file ends inside a text.", at: place)
    }
    let letter = bytes[index + 1]
    index += 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw wrong("JSON knows no such escape.")
    }
    guard let first = hexadecimal() else { throw wrong("`\\u` needs four hexadecimal digits.") }
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, index + 1 < bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 else {
      throw wrong("Half of a surrogate pair stands alone.")
    }
    index += 2
    guard let second = hexadecimal(), (0xDC00...0xDFFF).contains(second) else {
      throw wrong("Half of a surrogate pair stands alone.")
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))!
  }

  private mutating func hexadecimal() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { return nil }
      value = value << 4 | UInt32(digit)
    }
    index += 4
    return value
  }

  private mutating func skipBlanks() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x0A:
        index += 1
        line += 1
        lineStart = index
      case 0x20, 0x09, 0x0D: index += 1
      default: return
      }
    }
  }

  private var position: Position { Position(line: line, column: index - lineStart + 1) }

  private func unexpected(_ expected: String) -> Diagnostic {
    guard index < bytes.count else {
      let since = builder.openedAt.map { "What is open begins at line \($0.line), column \($0.column)." }
      return text.diagnostic(
        "truncated", "The file ends where \(expected) must follow.", at: position, reason: since)
    }
    return text.diagnostic("json-syntax", "Here must be \(expected).", at: position)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): true
    default: isDigit(byte)
    }
  }
}
