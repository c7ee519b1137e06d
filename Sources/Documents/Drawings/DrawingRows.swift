import Diagnostics

/// The rows of a query that is drawn, read by the names of their columns.
struct DrawingRows {
  /// What a drawing can hold; a picture of more than this many rows says nothing.
  static let most = 5_000

  let statement: Statement
  private(set) var rows: [[QueryValue]] = []
  private var places: [String: Int] = [:]

  init(_ statement: Statement) { self.statement = statement }

  /// Takes the names of the columns: those a drawing needs, and those it may have.
  mutating func take(
    _ columns: [Column], of kind: String, needed: [String], possible: [String]
  ) throws(Diagnostic) {
    let known = needed + possible
    for (index, column) in columns.enumerated() {
      guard known.contains(column.name) else {
        throw Diagnostic(
          "unknown-drawing-column", "A \(kind) has no column `\(column.name)`.",
          at: statement.place(of: column.name),
          notes: didYouMean(column.name, known) + ["Its columns are \(known.joined(separator: ", "))."])
      }
      places[column.name] = index
    }
    for name in needed where places[name] == nil {
      throw Diagnostic(
        "missing-drawing-column", "The query of this \(kind) yields no column `\(name)`.", at: statement.place,
        notes: ["It needs \(needed.joined(separator: ", ")), and may have \(possible.joined(separator: ", "))."]
      )
    }
  }

  /// Whether there were more rows than can be drawn. That depends on what was captured, so it is no error.
  private(set) var isTooMany = false

  mutating func add(_ row: [QueryValue]) {
    if rows.count < DrawingRows.most { rows.append(row) } else { isTooMany = true }
  }

  /// A value as text fit to be shown; nil when there is none, or nothing but spaces.
  func text(_ row: Int, _ name: String) -> String? {
    guard let place = places[name] else { return nil }
    switch rows[row][place] {
    case .null: return nil
    case .integer(let number): return String(number)
    case .real(let number): return numeralText(number)
    case .text(let text): return isBlank(text) ? nil : readable(text)
    }
  }

  /// A value as a number; nil when there is none.
  func number(_ row: Int, _ name: String) throws(Diagnostic) -> Double? {
    guard let place = places[name] else { return nil }
    let number: Double?
    switch rows[row][place] {
    case .null: return nil
    case .integer(let value): number = Double(value)
    case .real(let value): number = value
    case .text(let text): number = Double(text)
    }
    guard let number, number.isFinite, abs(number) < 1e12 else {
      throw wrong(row, "`\(name)` is \(text(row, name) ?? "nothing"), which is not a number that can be drawn.")
    }
    return number
  }

  /// A number that must be there.
  func neededNumber(_ row: Int, _ name: String) throws(Diagnostic) -> Double {
    guard let number = try number(row, name) else { throw wrong(row, "`\(name)` is nothing.") }
    return number
  }

  /// One of the words of a list; nil when there is none.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ row: Int, _ name: String, _: Choice.Type
  ) throws(Diagnostic) -> Choice? where Choice.RawValue == String {
    guard let word = text(row, name) else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    throw wrong(
      row, "No \(name) is called `\(word)`.",
      didYouMean(word, known) + ["They are \(known.joined(separator: ", "))."])
  }

  /// An error about one row.
  func wrong(_ row: Int, _ what: String, _ notes: [String] = []) -> Diagnostic {
    Diagnostic("bad-drawing-row", "Row \(row + 1) of this query: \(what)", at: statement.place, notes: notes)
  }

  private func numeralText(_ number: Double) -> String {
    let digits = number.description
    return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }
}
