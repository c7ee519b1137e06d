/// Captured text with what no format can carry made visible: control characters become their pictures
/// (NUL is shown as ␀), line ends become line feeds, noncharacters U+FFFD. An override of direction, by which
/// `exe.txt` may be passed off as `txt.exe`, is shown by its name, ⟨U+202E⟩. Everything else stays as it is.
func readable(_ text: String) -> String {
  var text = text
  if text.withUTF8({ $0.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }) { return text }
  var result = String.UnicodeScalarView()
  var afterReturn = false
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x0A where afterReturn: break
    case 0x0D: result.append("\n")
    case 0x09, 0x0A: result.append(scalar)
    case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value)!)
    case 0x7F: result.append("\u{2421}")
    case 0x80...0x9F, 0xFDD0...0xFDEF: result.append("\u{FFFD}")
    case 0x202D: result.append(contentsOf: "⟨U+202D⟩".unicodeScalars)
    case 0x202E: result.append(contentsOf: "⟨U+202E⟩".unicodeScalars)
    case let value where value & 0xFFFE == 0xFFFE: result.append("\u{FFFD}")
    default: result.append(scalar)
    }
    afterReturn = scalar == "\r"
  }
  return String(result)
}

/// Whether text has nothing in it that a reader could see.
func isBlank(_ text: String) -> Bool {
  var text = text
  return text.withUTF8 { $0.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } }
}
