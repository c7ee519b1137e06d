/// Text made fit to stand in a drawing: one line, no longer than `most` characters, and nothing in it that
/// turns or hides what stands beside it.
///
/// Line ends, tabs and runs of spaces become one space; controls are shown by their pictures, directional
/// overrides by their names; what is cut off is shown by an ellipsis.
func words(_ text: String, atMost most: Int = 160) -> String {
  var result = String.UnicodeScalarView()
  var count = 0
  var pendingSpace = false
  for scalar in text.unicodeScalars {
    if isSpace(scalar) {
      pendingSpace = count > 0
      continue
    }
    if pendingSpace {
      result.append(" ")
      count += 1
      pendingSpace = false
    }
    if count >= most {
      result.append("…")
      break
    }
    count += append(scalar, to: &result)
  }
  return String(result)
}

private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  scalar == " " || (0x09...0x0D).contains(scalar.value) || scalar.value == 0xA0
    || (0x2028...0x2029).contains(scalar.value)
}

/// Appends a scalar as it can be shown; answers how many characters that took.
private func append(_ scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView) -> Int {
  switch scalar.value {
  case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value)!)
  case 0x7F: result.append("\u{2421}")
  case 0x80...0x9F, 0xFDD0...0xFDEF, 0xFFFE, 0xFFFF: result.append("\u{FFFD}")
  case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
    let name = "⟨U+\(String(scalar.value, radix: 16, uppercase: true))⟩"
    result.append(contentsOf: name.unicodeScalars)
    return name.unicodeScalars.count
  case let value where value & 0xFFFE == 0xFFFE: result.append("\u{FFFD}")
  default: result.append(scalar)
  }
  return 1
}
