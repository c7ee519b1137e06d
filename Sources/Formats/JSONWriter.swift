/// Writes values as JSON text.
struct JSONWriter {
  let style: JSON.Style
  var bytes: [UInt8] = []

  init(style: JSON.Style) { self.style = style }

  mutating func write(_ value: Node.Value, indent: Int) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .integer(let value): append(String(value))
    case .number(let value): append(value.isFinite ? String(value) : "null")
    case .string(let value): string(value)
    case .sequence(let elements):
      list("[", "]", elements, indent: indent) { $0.write($1.value, indent: indent + 1) }
    case .mapping(let entries):
      list("{", "}", entries, indent: indent) {
        $0.string($1.key)
        $0.append($0.style == .pretty ? ": " : ":")
        $0.write($1.value.value, indent: indent + 1)
      }
    }
  }

  private mutating func list<Element>(
    _ open: String, _ close: String, _ elements: [Element], indent: Int,
    write: (inout JSONWriter, Element) -> Void
  ) {
    append(open)
    for index in elements.indices {
      if index > 0 { append(",") }
      newLine(indent + 1)
      write(&self, elements[index])
    }
    if !elements.isEmpty { newLine(indent) }
    append(close)
  }

  private mutating func newLine(_ indent: Int) {
    guard style == .pretty else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * indent))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\n": append("\\n")
      case "\r": append("\\r")
      case "\t": append("\\t")
      case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": escape(scalar)
      default: bytes.append(contentsOf: UTF8.encode(scalar)!)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    let digits = String(scalar.value, radix: 16)
    append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
  }
}
