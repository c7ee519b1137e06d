public import Diagnostics
import Files
import Spreadsheet

extension DataTables {
  /// What stands in a spreadsheet besides its tables.
  public struct Cover: Sendable {
    /// The project.
    public var title: String
    /// Whom it is for.
    public var client: String?
    /// How far it is.
    public var status: String
    /// The moment its properties name, in seconds since 1970.
    public var created: Int
    /// What stands at the foot of every printed page.
    public var footer: String
    /// Facts about the whole, name and value, on a sheet of their own.
    public var facts: [(String, String)]

    /// Says what a spreadsheet is of.
    public init(
      title: String, client: String? = nil, status: String = "", created: Int, footer: String,
      facts: [(String, String)]
    ) {
      self.title = title
      self.client = client
      self.status = status
      self.created = created
      self.footer = footer
      self.facts = facts
    }
  }

  /// Writes an XLSX workbook, whole or not at all: a sheet of contents, one about the whole, then one a table.
  ///
  /// `choices` says what may be chosen in a column, by the table's name and the column's. References lead to the
  /// row of the fact that they name.
  public func writeSpreadsheet(
    to path: String, _ cover: Cover, choices: (_ table: String, _ column: String) -> [String]
  ) throws(Diagnostic) {
    let (places, counts) = try places()
    var names = SheetNames()
    let own = ["Contents", "About"].map { names.name($0) }
    let choicesSheet = names.name("Choices")
    let sheets = own + tables.map { names.name($0.title) }
    let properties = SpreadsheetProperties(
      title: readable(cover.title), subject: "Specification pack", company: readable(cover.client ?? ""),
      status: readable(cover.status), comments: "Written by \(Pack.mark)", created: cover.created)
    try Files.replace(path) { (temporary) throws(Diagnostic) in
      let book = try Spreadsheet(
        path: temporary, properties, sheets: sheets, choicesSheet: choicesSheet,
        footer: readable(cover.footer))
      try writeContents(counts, book)
      try writeAbout(cover, book)
      for table in tables {
        var columns: [Column] = []
        try fill(table) { (found) throws(Diagnostic) in
          columns = found
          try book.beginSheet(
            found.map { column in
              SheetColumn(column.title, widest: column.widest, choices: choices(table.name, column.name))
            }, keyColumn: found.first?.style.kind == .anchor)
        } row: { (values) throws(Diagnostic) in
          try book.append(zip(columns, values).map { cell($1, $0, places) })
        }
        try book.endSheet()
      }
      try book.close()
    }
  }

  /// The number of sheets before those of the tables.
  private static let ownSheets = 2

  private func writeContents(_ counts: [Int], _ book: Spreadsheet) throws(Diagnostic) {
    try book.beginSheet([
      SheetColumn("Sheet", widest: 44), SheetColumn("Rows", widest: 12),
      SheetColumn("What it holds", widest: 90),
    ])
    try book.append([.link("About", sheet: 1, row: 1), .empty, .text("What this is of, and how far it is.")])
    for (index, table) in tables.enumerated() {
      try book.append([
        .link(table.title, sheet: index + Self.ownSheets, row: 1), .number(Double(counts[index])),
        table.summary.isEmpty ? .empty : .text(table.summary),
      ])
    }
    try book.endSheet()
  }

  private func writeAbout(_ cover: Cover, _ book: Spreadsheet) throws(Diagnostic) {
    try book.beginSheet([SheetColumn("What", widest: 40), SheetColumn("Is", widest: 90)])
    for (name, value) in cover.facts {
      try book.append([.text(readable(name)), isBlank(value) ? .open : .text(readable(value))])
    }
    try book.endSheet()
  }

  private func cell(
    _ value: QueryValue, _ column: Column, _ places: [String: (table: Int, row: Int)]
  ) -> Cell {
    switch value {
    case .null: return column.style.optional ? .empty : .open
    case .integer(let number) where column.style.kind == .flag: return .text(flagWord(number))
    case .integer(let number):
      // Beyond this a double, which is all that a spreadsheet has, no longer tells neighbours apart.
      return abs(number) <= 1 << 53
        ? .number(Double(number), as: column.numberLook) : .text(String(number))
    case .real(let number):
      return number.isFinite ? .number(number, as: column.numberLook) : .text("\(number)")
    case .text(let text):
      let text = readable(text)
      if isBlank(text) { return column.style.optional ? .empty : .open }
      if column.style.kind == .ref || column.style.kind == .refs, let place = places[text] {
        return .link(text, sheet: place.table + Self.ownSheets, row: place.row + 2)
      }
      if column.style.kind == .date, let (year, month, day) = calendarDay(text) {
        return .day(year: year, month: month, day: day)
      }
      return .text(text)
    }
  }
}

extension DataTables.Cover {
  /// What a pack's cover says, for its spreadsheet.
  public init(_ cover: Cover, created: Int) {
    let facts = [
      ("Project", cover.title), ("Client", cover.client), ("Status", cover.standing),
      ("Version", cover.version),
      ("Date", cover.date), ("Digest", cover.digest), ("Confidentiality", cover.confidentiality),
    ]
    let foot = [cover.title, cover.client, cover.version, cover.date, cover.confidentiality]
    self.init(
      title: cover.title, client: cover.client, status: cover.standing, created: created,
      footer: foot.compactMap { $0 }.joined(separator: ", "),
      facts: facts.compactMap { name, value in value.map { (name, $0) } }
        + cover.facts.map { ($0.title, $0.value) })
  }
}

extension Column {
  /// How wide its sheet column may become, in characters.
  fileprivate var widest: Double {
    switch style.kind {
    case .number, .whole, .percent, .flag, .date: 14
    case .state: 24
    case .ref, .refs, .anchor: 40
    case .text, .code: 48
    }
  }

  fileprivate var numberLook: NumberLook {
    switch style.kind {
    case .whole: .whole
    case .percent: .percent
    case .text, .number, .code, .state, .date, .flag, .ref, .refs, .anchor: .plain
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
