import Glibc

/// The core schema of YAML 1.2.2 (section 10.3.2): what a plain scalar means.
enum CoreSchema {
  static func resolve(_ text: UnsafeBufferPointer<UInt8>) -> Node.Value {
    guard let first = text.first else { return .null }
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      if ["~", "null", "Null", "NULL"].contains(where: { matches(text, $0) }) { return .null }
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      if ["true", "True", "TRUE"].contains(where: { matches(text, $0) }) { return .bool(true) }
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      if ["false", "False", "FALSE"].contains(where: { matches(text, $0) }) { return .bool(false) }
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
      if let number = number(text) { return number }
    default: break
    }
    return .string(String(decoding: text, as: UTF8.self))
  }

  private static func matches(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    word.utf8CodeUnitCount == text.count && memcmp(word.utf8Start, text.baseAddress!, text.count) == 0
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> Node.Value? {
    guard text.count <= 400 else { return nil }
    if text.count > 2, text[0] == UInt8(ascii: "0"),
      text[1] == UInt8(ascii: "x") || text[1] == UInt8(ascii: "o")
    {
      let digits = String(decoding: text.dropFirst(2), as: UTF8.self)
      guard digits.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") }) else { return nil }
      return Int(digits, radix: text[1] == UInt8(ascii: "x") ? 16 : 8).map(Node.Value.integer)
    }
    let unsigned = text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") ? text.dropFirst() : text[...]
    if unsigned.first == UInt8(ascii: "."), unsigned.count == 4 {
      let word = String(decoding: unsigned, as: UTF8.self)
      let isNegative = text[0] == UInt8(ascii: "-")
      if [".inf", ".Inf", ".INF"].contains(word) { return .number(isNegative ? -.infinity : .infinity) }
      if unsigned.count == text.count, [".nan", ".NaN", ".NAN"].contains(word) { return .number(.nan) }
    }
    guard let form = Decimal.form(unsigned) else { return nil }
    let written = String(decoding: text, as: UTF8.self)
    if form == .integer, let value = Int(written) { return .integer(value) }
    return Double(written).map(Node.Value.number)
  }
}

/// The shape of a decimal number as YAML and JSON write it.
enum Decimal {
  case integer, fractional

  /// `digits[.digits][e[±]digits]`, where one side of the point may be empty; nil for anything else.
  static func form(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Decimal? {
    var rest = text[...]
    func digits() -> Int {
      let count = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
      rest = rest.dropFirst(count)
      return count
    }
    var form = Decimal.integer
    var significant = digits()
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      form = .fractional
      significant += digits()
    }
    guard significant > 0 else { return nil }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
      form = .fractional
      guard digits() > 0 else { return nil }
    }
    return rest.isEmpty ? form : nil
  }
}
