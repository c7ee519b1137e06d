/// A word as it can be pasted into a POSIX shell (or Plumbline's own): as it is when it is harmless,
/// else in single quotes.
///
/// It lives here because remedies are commands that can be pasted.
public func shellQuoted(_ word: String) -> String {
  // zsh expands a leading `=`; everything else here is inert in sh, bash, zsh and fish.
  if !word.isEmpty, !word.hasPrefix("="), word.utf8.allSatisfy(isInert) { return word }
  var quoted = "'"
  for scalar in word.unicodeScalars {
    if scalar == "'" { quoted += "'\\''" } else { quoted.unicodeScalars.append(scalar) }
  }
  return quoted + "'"
}

private func isInert(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  case UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "="),
    UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "-"):
    true
  default: false
  }
}
