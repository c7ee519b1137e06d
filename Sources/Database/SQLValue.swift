/// One value of SQLite, as stored.
public enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  /// An optional text: nil is NULL.
  public static func optional(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }
  /// An optional integer: nil is NULL.
  public static func optional(_ number: Int64?) -> SQLValue { number.map(SQLValue.integer) ?? .null }

  /// The value as a person reads it; nil for NULL. Whole reals lose their ".0".
  public var displayed: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number):
      number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    case .text(let text): text
    case .blob(let bytes): "\(bytes.count) bytes"
    }
  }
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
  /// A text.
  public init(stringLiteral text: String) { self = .text(text) }
  /// An integer.
  public init(integerLiteral number: Int64) { self = .integer(number) }
  /// NULL.
  public init(nilLiteral: ()) { self = .null }
}
