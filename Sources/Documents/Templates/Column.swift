import Diagnostics
import Drawings

/// A column of a query's result: its title and how its values are shown.
///
/// Both come from the column's name in SQL: `"Owner"`, `"Reference:anchor"`, `"Length:number:optional"`.
/// A name in plain identifier form is put into words: `owner_ref` is titled "Owner" and shows references.
struct Column: Equatable, Sendable {
  /// The name without its annotations: what a partial calls the value.
  var name: String
  var title: String
  /// The name as one word: `source-field`.
  var word: String
  var style: Style

  /// How a value is shown.
  struct Style: Equatable, Sendable {
    var kind = Kind.text
    /// Whether nothing is a proper answer, shown as a dash; if not, nothing is an open point.
    var optional = false
    /// The attribute of the fact that is shown, where it is not what the column is called; further ones are other
    /// names under which a question about it may be known, as that of a gap.
    var attributes: [String] = []
    /// The column that names that fact, where it is not the one that the row is about.
    var of: String?
  }

  enum Kind: String, CaseIterable, Sendable {
    case text, number, code, state
    /// A number shown without decimals, and a share of one shown in per cent; a sheet and a file keep all digits.
    case whole, percent
    /// A day as YYYY-MM-DD.
    case date
    /// A yes or no of the workbook, which keeps them as 1 and 0.
    case flag
    /// A reference to another fact, or several after one another with a comma and a space. Words in round
    /// brackets, which no reference begins with, are shown as words, without the brackets: `(none needed)`.
    case ref, refs
    /// The reference of the fact that is described here: links to it lead to this place.
    case anchor
  }

  /// Reads a column's name; `nil` place leaves it to the caller to say where.
  init(_ alias: String, at place: Place?) throws(Diagnostic) { try self.init(alias) { place } }

  /// Reads a column's name; `place` is asked for only when it is wrong.
  init(_ alias: String, at place: () -> Place?) throws(Diagnostic) {
    let (name, annotations) = Column.split(alias)
    self.name = name
    word = Column.word(name)
    do throws(Diagnostic) {
      style = try Column.style(annotations, at: nil) ?? Column.inferredStyle(name)
    } catch {
      var error = error
      error.place = place()
      throw error
    }
    if annotations.allSatisfy({ $0.hasPrefix("=") }) { style.kind = Column.inferredStyle(name).kind }
    title = Column.title(name)
  }

  /// Splits `Title:kind:optional:=attribute` into the title and its annotations. A colon that no lower-case
  /// word follows belongs to the title.
  static func split(_ alias: String) -> (name: String, annotations: [String]) {
    var name = Substring(alias)
    var annotations: [String] = []
    while let colon = name.lastIndex(of: ":") {
      let word = name[name.index(after: colon)...]
      guard isAnnotation(word) else { break }
      annotations.insert(String(word), at: 0)
      name = name[..<colon]
    }
    return (String(name), annotations)
  }

  /// Whether this is `optional`, `=due-date`, or `=source.owner`.
  private static func isAnnotation(_ word: Substring) -> Bool {
    let names = word.hasPrefix("=")
    let letters = names ? word.dropFirst() : word
    return !letters.isEmpty
      && letters.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || names && ($0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "."))
      }
  }

  /// What the attribute that an empty cell leaves open may be called.
  var attributes: [String] { style.attributes.isEmpty ? [word] : style.attributes }

  /// The name of a column as one word.
  static func word(_ name: String) -> String {
    String(name.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
  }

  /// The style that annotations ask for, nil when there are none.
  static func style(_ annotations: [String], at place: Place?) throws(Diagnostic) -> Style? {
    if annotations.isEmpty { return nil }
    var style = Style()
    for word in annotations {
      if word == "optional" {
        style.optional = true
      } else if word.hasPrefix("=") {
        let parts = word.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        if parts.count > 1 { style.of = parts.dropLast().joined(separator: ".") }
        style.attributes.append(String(parts[parts.count - 1]))
      } else if let kind = Kind(rawValue: word) {
        style.kind = kind
      } else {
        let known = Kind.allCases.map(\.rawValue) + ["optional"]
        throw Diagnostic(
          "unknown-column-kind", "No column kind is called `\(word)`.", at: place,
          notes: didYouMean(word, known) + ["The kinds are \(known.joined(separator: ", "))."])
      }
    }
    return style
  }

  private static func inferredStyle(_ name: String) -> Style {
    if name == "ref" || name.hasSuffix("_ref") { return Style(kind: .ref) }
    return Style(kind: name == "state" || name == "severity" ? .state : .text)
  }

  private static func title(_ name: String) -> String {
    guard name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x5F || (0x30...0x39).contains($0) })
    else { return name }
    let stem = name == "ref" ? "Reference" : name.hasSuffix("_ref") ? String(name.dropLast(4)) : name
    let words = String(stem.map { $0 == "_" ? " " : $0 })
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

extension Column.Style {
  /// Whether its values are set to the right.
  var isNumeric: Bool { kind == .number || kind == .whole || kind == .percent }

  /// Whether a value leaves its cell open.
  func isOpen(_ value: QueryValue) -> Bool {
    if optional { return false }
    switch value {
    case .null: return true
    case .integer, .real: return false
    case .text(let text): return isBlank(text)
    }
  }

  /// A value as it is shown. Nothing, and text of nothing but spaces, is never shown as a blank.
  func inlines(_ value: QueryValue) -> [Inline<Never>] {
    switch value {
    case .null: return [missing]
    case .integer(let number):
      if kind == .percent { return show(percentage(Double(number))) }
      return show(kind == .flag ? flagWord(number) : String(number))
    case .real(let number):
      if kind == .percent { return show(percentage(number)) }
      let digits = (kind == .whole ? number.rounded() : number).description
      return show(digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
    case .text(let text):
      return isBlank(text) ? [missing] : show(readable(text))
    }
  }

  private func percentage(_ share: Double) -> String {
    let percent = (share * 100).rounded()
    return abs(percent) < 1e15 ? "\(Int64(percent))%" : "\(percent)%"
  }

  private var missing: Inline<Never> { optional ? .text("—") : .state(.open) }

  private func show(_ text: String) -> [Inline<Never>] {
    if let words = words(text) { return [.text(words)] }
    switch kind {
    case .text, .percent, .date, .flag: return [.text(text)]
    case .number, .whole: return [.text(grouped(text))]
    case .code: return [.code(text)]
    // A dash in a column of states is no state.
    case .state: return text == "—" ? [.text(text)] : [.state(State(text))]
    case .ref: return [.reference(text)]
    case .anchor: return [.anchor(text)]
    case .refs:
      return Array(separated(text).map { [.reference($0)] }.joined(separator: [.text(", ")]))
    }
  }

  /// What stands in place of a reference: `(none needed)` without its brackets.
  private func words(_ text: String) -> String? {
    guard kind == .ref || kind == .refs, text.hasPrefix("("), text.hasSuffix(")") else { return nil }
    return String(text.dropFirst().dropLast())
  }

  /// The parts of a list written with a comma and a space between them.
  private func separated(_ list: String) -> [String] {
    var parts = [""]
    for piece in list.split(separator: ",", omittingEmptySubsequences: false) {
      if parts == [""] {
        parts = [String(piece)]
      } else if piece.hasPrefix(" ") {
        parts.append(String(piece.dropFirst()))
      } else {
        parts[parts.count - 1] += "," + piece
      }
    }
    return parts
  }
}

/// A number with its thousands apart, as `numeral` of the drawings sets them, and with whatever follows it: `1 704 h`.
/// Any other text is left as it is.
func grouped(_ text: String) -> String {
  let isNegative = text.hasPrefix("-") || text.hasPrefix("−")
  let digits = text.dropFirst(isNegative ? 1 : 0).prefix { $0.isASCII && $0.isNumber }
  let rest = text[digits.endIndex...]
  let fraction = rest.hasPrefix(".") ? rest.dropFirst().prefix { $0.isASCII && $0.isNumber } : ""
  let unit = rest.dropFirst(fraction.isEmpty ? 0 : fraction.count + 1)
  guard !digits.isEmpty, unit.isEmpty || unit.first == " " || unit.first == "%" else { return text }
  guard digits.count > 3, digits.first != "0" else { return isNegative ? "−" + text.dropFirst() : text }
  return (isNegative ? "−" : "") + thousandsApart(digits) + rest
}

/// A yes or no of the workbook as a word.
func flagWord(_ stored: Int64) -> String { stored == 0 ? "no" : "yes" }

/// A note with the nearest right name, when one is near.
func didYouMean(_ word: String, _ names: some Sequence<String>) -> [String] {
  nearest(to: word, in: names).map { ["Did you mean `\($0)`?"] } ?? []
}
