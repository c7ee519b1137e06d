/// Text with every byte but letters, digits and `keeping` as `%XX`: safe in an address and in a quoted
/// attribute, and the same wherever it is used.
func percentEncoded(_ text: String, keeping: String = "-._~=") -> String {
  func isKept(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: keeping.utf8.contains(byte)
    }
  }
  if text.utf8.allSatisfy(isKept) { return text }
  var result = ""
  for byte in text.utf8 {
    if isKept(byte) {
      result.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      let digits = String(byte, radix: 16, uppercase: true)
      result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
    }
  }
  return result
}
