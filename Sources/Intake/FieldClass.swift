/// What sort of value a field holds; it decides what has to be asked about it.
public enum FieldClass: String, Sendable, CaseIterable {
  /// Tells one record from another, or points at one.
  case identifier
  /// A day or a moment.
  case date
  /// An amount of money.
  case money
  /// A telephone or fax number.
  case phone
  /// An e-mail address.
  case email
  /// What somebody may do or is.
  case role
  /// The state of something.
  case status
  /// Words.
  case text
  /// A count or measure.
  case number
  /// Yes or no.
  case flag

  /// Tells the class of a scalar from its type, format and name; nil for objects and arrays.
  ///
  /// The format decides before the name, the name before the type.
  static func of(type: String, format: String?, name: String, hasCodeList: Bool) -> FieldClass? {
    if type == "boolean" { return .flag }
    let isNumeric = type == "integer" || type == "number"
    guard isNumeric || type == "string" else { return nil }
    if let decided = byFormat(format) { return decided }
    let words = nameWords(name)
    guard let last = words.last else { return isNumeric ? .number : .text }
    if identifierWords.contains(last) { return .identifier }
    if isStatusName(words), hasCodeList || last != "state" { return .status }
    if last == "role" || last == "roles" { return .role }
    if !isNumeric, !hasCodeList {
      if words.contains("email"), ["email", "address", "mail"].contains(last) { return .email }
      if !phoneWords.isDisjoint(with: words), phoneWords.contains(last) || last == "number" { return .phone }
    }
    if !hasCodeList, words.contains("date") || dateWords.contains(last) { return .date }
    if isNumeric || format == "decimal", !moneyWords.isDisjoint(with: words),
      measureWords.isDisjoint(with: words)
    {
      return .money
    }
    return isNumeric ? .number : .text
  }

  private static func byFormat(_ format: String?) -> FieldClass? {
    switch format {
    case "date", "date-time", "unix-time", "timestamp": .date
    case "email", "idn-email": .email
    case "phone", "tel", "e164": .phone
    case "uuid", "guid": .identifier
    case "money": .money
    case let format? where format.hasPrefix("ref:"): .identifier
    default: nil
    }
  }

  private static let identifierWords: Set = ["id", "uuid", "guid", "identifier"]
  private static let phoneWords: Set = ["phone", "telephone", "mobile", "fax", "msisdn"]
  private static let dateWords: Set = ["datetime", "timestamp", "at", "birthday", "dob"]
  private static let moneyWords: Set = [
    "amount", "price", "total", "subtotal", "balance", "cost", "fee", "fees", "money", "refunded", "salary",
    "paid", "due", "tax", "taxes",
  ]
  private static let measureWords: Set = [
    "count", "quantity", "percent", "percentage", "rate", "ratio", "number", "days", "months", "seconds",
    "size", "times",
  ]
}

/// Whether a name, in words, says that it holds states: its last word is `status` or `state`, a
/// following `code`, `type`, `value` or `enum` not counted.
func isStatusName(_ words: [String]) -> Bool {
  var rest = words[...]
  while let last = rest.last, ["code", "codes", "type", "value", "enum"].contains(last) { rest.removeLast() }
  return ["status", "statuses", "state", "states"].contains(rest.last)
}

/// The words of a name in lower case: `InvoiceID` and `invoice_id` are both `invoice`, `id`. Of a dotted
/// name only the last part counts.
func nameWords(_ name: String) -> [String] {
  var words: [String] = []
  var word = String.UnicodeScalarView()
  func close() {
    if !word.isEmpty { words.append(String(word).lowercased()) }
    word = String.UnicodeScalarView()
  }
  let scalars = Array(name.unicodeScalars)
  let start = scalars.lastIndex(of: ".").map { $0 + 1 } ?? 0
  for index in start..<scalars.count {
    let scalar = scalars[index]
    guard isWordScalar(scalar) else {
      close()
      continue
    }
    if index > start, isUpper(scalar) {
      // In `unitPrice` a word begins at P, in `IDNumber` at N.
      let followsLower = !isUpper(scalars[index - 1])
      let precedesLower =
        index + 1 < scalars.count && isWordScalar(scalars[index + 1]) && isLower(scalars[index + 1])
      if followsLower || precedesLower { close() }
    }
    word.append(scalar)
  }
  close()
  return words
}

// Nearly all names are ASCII, for which the Unicode tables need not be asked.
private func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
  guard scalar.isASCII else { return scalar.properties.isAlphabetic || scalar.properties.numericType != nil }
  return isUpper(scalar) || isLower(scalar) || ("0"..."9").contains(scalar)
}

private func isUpper(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII ? ("A"..."Z").contains(scalar) : scalar.properties.isUppercase
}

private func isLower(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII ? ("a"..."z").contains(scalar) : scalar.properties.isLowercase
}
