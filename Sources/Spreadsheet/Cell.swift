/// One cell of a sheet. What is text stays text: nothing that begins with `=` is ever a formula.
public enum Cell: Sendable, Equatable {
  /// Nothing, and that is a proper answer.
  case empty
  /// Nothing, and somebody has still to decide: shown as such, never as a blank.
  case open
  /// Words.
  case text(String)
  /// A number, whole in the file however it is shown.
  case number(Double, as: NumberLook = .plain)
  /// A day of the Gregorian calendar, as `yyyy-mm-dd`.
  case day(year: Int, month: Int, day: Int)
  /// Words that lead to a row of a sheet, counted from 1, the header being the first.
  case link(String, sheet: Int, row: Int)
}

/// How a number is shown.
public enum NumberLook: Sendable, Equatable {
  /// With the digits that it has.
  case plain
  /// Without decimals, thousands apart.
  case whole
  /// A share of one as so many in a hundred.
  case percent
}

/// A column of a sheet.
public struct SheetColumn: Sendable, Equatable {
  /// What stands in the header row.
  public var title: String
  /// How wide it may become, in characters; it is as narrow as its first rows and its title allow.
  public var widest: Double
  /// What may be chosen in its cells; empty for anything.
  public var choices: [String]

  /// A column.
  public init(_ title: String, widest: Double, choices: [String] = []) {
    self.title = title
    self.widest = widest
    self.choices = choices
  }
}

/// What a workbook says of itself, where programs list files.
public struct SpreadsheetProperties: Sendable, Equatable {
  /// What it is called.
  public var title: String
  /// What sort of thing it is.
  public var subject: String
  /// Whom it is for.
  public var company: String
  /// How far it is.
  public var status: String
  /// How it came about.
  public var comments: String
  /// When it was made, in seconds since 1970.
  public var created: Int

  /// Says what a workbook is.
  public init(
    title: String, subject: String = "", company: String = "", status: String = "", comments: String = "",
    created: Int
  ) {
    self.title = title
    self.subject = subject
    self.company = company
    self.status = status
    self.comments = comments
    self.created = created
  }
}
