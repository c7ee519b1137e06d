public import Diagnostics
import Files
import Spreadsheet

extension DataTables {
  /// What stands in a spreadsheet besides its tables.
  public struct Cover: Sendable {
    /// The project.
    public var title: String
    /// The moment its properties name, in seconds since 1970.
    public var created: Int
    /// What stands at the foot of every printed page.
    public var footer: String
    /// Facts about the whole, name and value, on the first sheet.
    public var facts: [(String, String)]

    /// Says what a spreadsheet is of.
    public init(title: String, created: Int, footer: String, facts: [(String, String)]) {
      self.title = title
      self.created = created
      self.footer = footer
      self.facts = facts
    }
  }

  /// Writes an XLSX workbook, whole or not at all: a sheet of contents, then one a table.
  ///
  /// `choices` says what may be chosen in a column, by the table's name and the column's. References lead to the
  /// row of the fact that they name.
  public func writeSpreadsheet(
    to path: String, _ cover: Cover, choices: (_ table: String, _ column: String) -> [String]
  ) throws(Diagnostic) {
    let (places, counts) = try places()
    var names = SheetNames()
    let sheets = [names.name("Contents")] + tables.map { names.name($0.title) }
    try Files.replace(path) { (temporary) throws(Diagnostic) in
      let book = try Spreadsheet(
        path: temporary, title: readable(cover.title), created: cover.created, sheets: sheets,
        footer: readable(cover.footer))
      try writeContents(cover, counts, book)
      for table in tables {
        var columns: [Column] = []
        try fill(table) { (found) throws(Diagnostic) in
          columns = found
          try book.beginSheet(
            found.map { column in
              SheetColumn(column.title, width: column.width, choices: choices(table.name, column.name))
            })
        } row: { (values) throws(Diagnostic) in
          try book.append(zip(columns, values).map { cell($1, $0, places) })
        }
        book.endSheet()
      }
      try book.close()
    }
  }

  private func writeContents(
    _ cover: Cover, _ counts: [Int], _ book: Spreadsheet
  ) throws(Diagnostic) {
    try book.beginSheet([
      SheetColumn(readable(cover.title), width: 44), SheetColumn("Rows", width: 30),
    ])
    for (index, table) in tables.enumerated() {
      try book.append([.link(table.title, sheet: index + 1, row: 1), .number(Double(counts[index]))])
    }
    for (name, value) in cover.facts { try book.append([.text(readable(name)), .text(readable(value))]) }
    book.endSheet()
  }

  private func cell(
    _ value: QueryValue, _ column: Column, _ places: [String: (table: Int, row: Int)]
  ) -> Cell {
    switch value {
    case .null: return column.style.optional ? .empty : .open
    case .integer(let number) where column.style.kind == .flag: return .text(flagWord(number))
    case .integer(let number):
      // Beyond this a double, which is all that a spreadsheet has, no longer tells neighbours apart.
      return abs(number) <= 1 << 53 ? .number(Double(number)) : .text(String(number))
    case .real(let number): return number.isFinite ? .number(number) : .text("\(number)")
    case .text(let text):
      let text = readable(text)
      if isBlank(text) { return column.style.optional ? .empty : .open }
      if column.style.kind == .ref || column.style.kind == .refs, let place = places[text] {
        return .link(text, sheet: place.table + 1, row: place.row + 2)
      }
      if column.style.kind == .text, let (year, month, day) = calendarDay(text) {
        return .day(year: year, month: month, day: day)
      }
      return .text(text)
    }
  }
}

extension Column {
  /// How wide its sheet column is, in characters.
  fileprivate var width: Double {
    switch style.kind {
    case .number, .flag: 12
    case .state: 16
    case .ref, .refs, .anchor, .code: 28
    case .text: 36
    }
  }
}

/// A day written as 2026-03-31, from 1900 on, where Excel's days begin; nil for anything else.
private func calendarDay(_ text: String) -> (Int, Int, Int)? {
  let bytes = Array(text.utf8)
  guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
  let digits = bytes.enumerated().filter { $0.offset != 4 && $0.offset != 7 }.map { Int($0.element) - 0x30 }
  guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
  let year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
  let (month, day) = (digits[4] * 10 + digits[5], digits[6] * 10 + digits[7])
  let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  guard year >= 1901, (1...12).contains(month), (1...days[month - 1]).contains(day) else { return nil }
  return (year, month, day)
}
