/// A value of which a digest can be taken: what JSON can say, with one way to write it down.
public indirect enum CanonicalValue: Sendable {
  /// Text, its code points as they are: nothing is normalised.
  case text(String)
  /// A whole number.
  case integer(Int64)
  /// Any other number.
  case decimal(Double)
  /// Yes or no.
  case flag(Bool)
  /// Values in an order that means something.
  case list([CanonicalValue])
  /// Values by name. What is not known has no name here: there is no null.
  case object([(name: String, value: CanonicalValue)])

  /// The members of an object, without those that are nil.
  public static func object(known members: [(String, CanonicalValue?)]) -> CanonicalValue {
    .object(members.compactMap { name, value in value.map { (name: name, value: $0) } })
  }

  /// The canonical form as bytes: the JSON Canonicalization Scheme (RFC 8785), but for whole numbers, which
  /// keep all their digits beyond 2⁵³ too.
  public var canonical: [UInt8] {
    var writer = CanonicalWriter(isGuarded: false)
    writer.write(self)
    return writer.bytes
  }

  /// The same value for a file: also JSON on one line in the same order, but characters that could steer a
  /// terminal are escaped.
  public var guarded: [UInt8] {
    var writer = CanonicalWriter(isGuarded: true)
    writer.write(self)
    return writer.bytes
  }

  /// The digest of the canonical form.
  public var digest: Digest { Digest(of: canonical) }
}

extension String {
  /// Whether this comes before another by its bytes in UTF-8; Swift's own order would take different
  /// spellings of one character for the same.
  public func precedesInBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }

  /// Whether both are the same bytes in UTF-8.
  public func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

private struct CanonicalWriter {
  let isGuarded: Bool
  var bytes: [UInt8] = []

  mutating func write(_ value: CanonicalValue) {
    switch value {
    case .text(let text): string(text)
    case .integer(let number): append(String(number))
    case .decimal(let number): append(Self.number(number))
    case .flag(let flag): append(flag ? "true" : "false")
    case .list(let values):
      append("[")
      for (index, value) in values.enumerated() {
        if index > 0 { append(",") }
        write(value)
      }
      append("]")
    case .object(let members):
      append("{")
      for (index, member) in members.sorted(by: { $0.name.precedesInBytes($1.name) }).enumerated() {
        if index > 0 { append(",") }
        string(member.name)
        append(":")
        write(member.value)
      }
      append("}")
    }
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func string(_ text: String) {
    append("\"")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\u{08}": append("\\b")
      case "\t": append("\\t")
      case "\n": append("\\n")
      case "\u{0C}": append("\\f")
      case "\r": append("\\r")
      case "\u{00}"..."\u{1F}": escape(scalar)
      case "\u{7F}"..."\u{9F}", "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        if isGuarded { escape(scalar) } else { bytes.append(contentsOf: UTF8.encode(scalar)!) }
      default: bytes.append(contentsOf: UTF8.encode(scalar)!)
      }
    }
    append("\"")
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    let digits = String(scalar.value, radix: 16)
    append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
  }

  /// A number as ECMAScript writes it (ECMA-262, Number::toString): the shortest digits that read back as
  /// the same number, with an exponent from 10²¹ on and below 10⁻⁶.
  private static func number(_ number: Double) -> String {
    guard number.isFinite else { return "\"\(number)\"" }
    guard number != 0 else { return "0" }
    let sign = number < 0 ? "-" : ""
    // Swift writes the same shortest digits, in another layout: "12.5", "5.0", "1e-07".
    let parts = abs(number).description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
    var point = mantissa[0].count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    var digits = String(mantissa[0]) + fraction
    let zeros = digits.prefix { $0 == "0" }.count
    digits.removeFirst(zeros)
    point -= zeros
    while digits.hasSuffix("0") { digits.removeLast() }
    let count = digits.count
    if count <= point, point <= 21 { return sign + digits + String(repeating: "0", count: point - count) }
    if point > 0, point <= 21 { return sign + digits.prefix(point) + "." + digits.dropFirst(point) }
    if point > -6, point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    let exponent = point - 1
    let tail = count > 1 ? "." + digits.dropFirst() : ""
    return "\(sign)\(digits.prefix(1))\(tail)e\(exponent < 0 ? "-" : "+")\(abs(exponent))"
  }
}
