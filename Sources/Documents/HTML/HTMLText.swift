extension Output {
  /// Appends text so that an HTML parser reads back exactly this text, also within a quoted attribute.
  /// Directional controls become entities, as in Markdown, so that they cannot garble the source.
  mutating func appendHTML(_ text: String) {
    var text = text
    text.withUTF8 { text in
      var start = 0
      for index in 0..<text.count {
        let length: Int
        let written: String
        if let escape = escape(text[index]) {
          (written, length) = (escape, 1)
        } else if text[index] == 0xE2, let entity = directionalEntity(text, at: index) {
          (written, length) = (entity, 3)
        } else {
          continue
        }
        append(bytes: text[start..<index])
        append(written)
        start = index + length
      }
      append(bytes: text[start...])
    }
  }
}

@inline(__always)
private func escape(_ byte: UInt8) -> String? {
  // Nothing that needs an escape lies above `>`; most letters do.
  if byte > UInt8(ascii: ">") { return nil }
  switch byte {
  case UInt8(ascii: "<"): return "&lt;"
  case UInt8(ascii: ">"): return "&gt;"
  case UInt8(ascii: "&"): return "&amp;"
  case UInt8(ascii: "\""): return "&quot;"
  default: return nil
  }
}

/// Whether text could change the direction of what stands beside it, and so needs to be isolated.
func turnsDirection(_ text: String) -> Bool {
  var text = text
  // All right-to-left scripts, and the directional controls, lie above U+058F.
  if text.withUTF8({ $0.allSatisfy { $0 < 0xD6 } }) { return false }
  return text.unicodeScalars.contains {
    switch $0.value {
    case 0x0590...0x08FF, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFB1D...0xFDFF,
      0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }
}

/// A CSS string. Everything but letters, digits and spaces is escaped, so that it can end neither the
/// string nor the style element.
func cssString(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    if scalar == " " || scalar.isDigit || scalar.isASCII && scalar.properties.isAlphabetic {
      result.unicodeScalars.append(scalar)
    } else {
      result += "\\\(String(scalar.value, radix: 16)) "
    }
  }
  return result + "\""
}
