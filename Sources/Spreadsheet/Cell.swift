/// One cell of a sheet. What is text stays text: nothing that begins with `=` is ever a formula.
public enum Cell: Sendable, Equatable {
  /// Nothing, and that is a proper answer.
  case empty
  /// Nothing, and somebody has still to decide: shown as such, never as a blank.
  case open
  /// Words.
  case text(String)
  /// A number.
  case number(Double)
  /// A day of the Gregorian calendar, as `yyyy-mm-dd`.
  case day(year: Int, month: Int, day: Int)
  /// Words that lead to a row of a sheet, counted from 1, the header being the first.
  case link(String, sheet: Int, row: Int)
}

/// A column of a sheet.
public struct SheetColumn: Sendable, Equatable {
  /// What stands in the header row.
  public var title: String
  /// How wide it is, in characters.
  public var width: Double
  /// What may be chosen in its cells; empty for anything.
  public var choices: [String]

  /// A column.
  public init(_ title: String, width: Double, choices: [String] = []) {
    self.title = title
    self.width = width
    self.choices = choices
  }
}
