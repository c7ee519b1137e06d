private import CXLSXWriter
public import Diagnostics

/// An XLSX workbook (ECMA-376) written row by row through libxlsxwriter, in memory that does not grow with the
/// rows: each sheet's rows wait in a temporary file.
///
/// Every sheet has a frozen header row with filters, repeated on paper, landscape and as few pages wide as can
/// still be read. The same calls give the same bytes.
public final class Spreadsheet {
  /// The most rows that a sheet takes, the header among them.
  public static let maximumRows = 1_048_576
  /// The first rows, which tell how wide the columns are.
  private static let leadingRows = 100
  /// What a landscape A4 page holds at the smallest print that can be read, some 60 %, in characters.
  private static let pageWidth = 220.0

  private let path: String
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let looks: Looks
  private let footer: String
  private let choicesSheet: String
  private var names: [String]
  private var index = -1
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private var columns: [SheetColumn] = []
  private var frozenColumns: UInt16 = 0
  private var widths: [Double] = []
  private var leading: [[Cell]] = []
  private var row: UInt32 = 0
  private var lists: [ChoiceList] = []
  private var isClosed = false

  /// Words to choose from that are too long to stand in the rule of a column.
  private struct ChoiceList {
    var title: String
    var words: [String]
  }

  /// Begins a workbook in a file that only this writes.
  ///
  /// - Parameters:
  ///   - sheets: the names of all sheets in order, as `SheetNames` gives them: links may lead ahead.
  ///   - choicesSheet: the name, of the same names, of a last sheet for long lists of choices. It is made only
  ///     when there is one.
  ///   - footer: what stands at the foot of every printed page.
  public init(
    path: String, _ properties: SpreadsheetProperties, sheets: [String], choicesSheet: String = "Choices",
    footer: String = ""
  ) throws(Diagnostic) {
    self.path = path
    self.footer = footer
    self.choicesSheet = choicesSheet
    names = sheets
    var options = lxw_workbook_options(constant_memory: 1, tmpdir: nil, use_zip64: 0)
    guard let workbook = workbook_new_opt(path, &options) else {
      throw Diagnostic("file-error", "\(path) cannot be written.", at: Place(file: path))
    }
    self.workbook = workbook
    looks = Looks(workbook)
    set(properties)
  }

  deinit {
    // A workbook that is given up is closed all the same: that is what frees it.
    if !isClosed { workbook_close(workbook) }
  }

  private func set(_ properties: SpreadsheetProperties) {
    let texts = [
      properties.title, properties.subject, properties.company, properties.status, properties.comments,
    ]
    Self.withCopies(texts.map { Self.cut(Self.writable($0), to: 255) }) { copies in
      guard let copies else { return }
      var properties_ = lxw_doc_properties()
      properties_.title = copies[0]
      properties_.subject = copies[1]
      properties_.company = copies[2]
      properties_.status = copies[3]
      properties_.comments = copies[4]
      properties_.created = properties.created
      workbook_set_properties(workbook, &properties_)
    }
  }

  /// Begins the next sheet. With a key column the first stays in sight, and comes again on every page across.
  public func beginSheet(_ columns: [SheetColumn], keyColumn: Bool = false) throws(Diagnostic) {
    let index = self.index + 1
    guard index < names.count, let sheet = workbook_add_worksheet(workbook, names[index]) else {
      throw Diagnostic("internal", "There is no sheet number \(index + 1).", at: Place(file: path))
    }
    self.index = index
    self.sheet = sheet
    self.columns = columns
    frozenColumns = keyColumn && columns.count > 1 ? 1 : 0
    row = 0
    leading = []
    widths = columns.map { column in
      // The arrow of the filter takes two; a title may go over two lines.
      let word = column.title.split(separator: " ").map { Self.columns(of: $0) }.max() ?? 0
      return max(Double(word) + 3, Double(Self.columns(of: column.title)) / 2 + 3, 6)
    }
    worksheet_freeze_panes(sheet, 1, frozenColumns)
    worksheet_repeat_rows(sheet, 0, 0)
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)  // A4
    // The foot is one line, and what stands in its parts is written over one another: it has the whole of it.
    worksheet_set_header(sheet, "&L&A&RPage &P of &N")
    worksheet_set_footer(sheet, "&L" + Self.inFooter(footer))
  }

  /// Writes the next row, a cell a column.
  public func append(_ cells: [Cell]) throws(Diagnostic) {
    guard sheet != nil else { return }
    if row == 0, leading.count < Self.leadingRows {
      leading.append(cells)
      return
    }
    if row == 0 { try writeLeading() }
    try write(cells)
  }

  /// Writes the header and the rows that waited for the widths.
  private func writeLeading() throws(Diagnostic) {
    guard let sheet else { return }
    for cells in leading {
      for (place, cell) in cells.enumerated() where place < columns.count {
        let longest = cell.words.split(whereSeparator: \.isNewline).map { Self.columns(of: $0) }.max() ?? 0
        widths[place] = max(widths[place], min(Double(longest) + 2, columns[place].widest))
      }
    }
    let heading = zip(columns, widths).map { Self.lines(of: $0.title, in: $1 - 2) }.max() ?? 1
    if heading > 1 { worksheet_set_row(sheet, 0, Self.lineHeight * Double(heading), nil) }
    for (place, column) in columns.enumerated() {
      worksheet_set_column(sheet, UInt16(place), UInt16(place), widths[place], nil)
      worksheet_write_string(sheet, 0, UInt16(place), Self.writable(column.title), looks.header)
    }
    let rows = leading
    leading = []
    for cells in rows { try write(cells) }
  }

  private func write(_ cells: [Cell]) throws(Diagnostic) {
    guard let sheet else { return }
    row += 1
    guard row < Self.maximumRows else {
      throw Diagnostic(
        "too-many-rows", "The sheet `\(names[index])` would have more rows than a spreadsheet takes.",
        at: Place(file: path), notes: ["a sheet takes \(Self.maximumRows) rows"])
    }
    // Excel finds out how high a row must be; others take it from the file.
    var lines = 1
    for (place, cell) in cells.enumerated() where place < widths.count {
      lines = max(lines, Self.lines(of: cell.words, in: widths[place]))
    }
    if lines > 1 { worksheet_set_row(sheet, row, min(Self.lineHeight * Double(lines), 409), nil) }
    for (place, cell) in cells.enumerated() { try write(cell, UInt16(place), sheet) }
  }

  private func write(
    _ cell: Cell, _ column: UInt16, _ sheet: UnsafeMutablePointer<lxw_worksheet>
  ) throws(Diagnostic) {
    switch cell {
    case .empty: break
    case .open: worksheet_write_string(sheet, row, column, "○ open", looks.open)
    case .text(let text): worksheet_write_string(sheet, row, column, Self.writable(text), looks.text)
    case .number(let number, let look):
      let format =
        switch look {
        case .plain: looks.number
        case .whole: looks.whole
        case .percent: looks.percent
        }
      worksheet_write_number(sheet, row, column, number, format)
    case .day(let year, let month, let day):
      var moment = lxw_datetime(
        year: Int32(year), month: Int32(month), day: Int32(day), hour: 0, min: 0, sec: 0)
      worksheet_write_datetime(sheet, row, column, &moment, looks.day)
    case .link(let text, let target, let targetRow):
      let address = "internal:\(Self.quoted(names[target]))!A\(targetRow)"
      let shown = Self.writable(text)
      // A sheet takes 65,530 links; what comes after is plain text.
      if worksheet_write_url_opt(sheet, row, column, address, looks.link, shown, nil) != LXW_NO_ERROR {
        worksheet_write_string(sheet, row, column, shown, looks.text)
      }
    }
  }

  /// Ends the sheet: filters over all its rows, and the choices of its columns.
  public func endSheet() throws(Diagnostic) {
    guard let sheet, !columns.isEmpty else { return }
    if row == 0 { try writeLeading() }
    worksheet_autofilter(sheet, 0, 0, max(row, 1), UInt16(columns.count - 1))
    let pages = max(1, (widths.reduce(0, +) / Self.pageWidth).rounded(.up))
    if pages > 1 {
      worksheet_print_across(sheet)
      if frozenColumns > 0 { worksheet_repeat_columns(sheet, 0, 0) }
    }
    worksheet_fit_to_pages(sheet, UInt16(min(pages, 1000)), 0)
    for (place, column) in columns.enumerated() where row > 0 && !column.choices.isEmpty {
      offer(column, in: sheet, UInt16(place))
    }
    self.sheet = nil
  }

  /// Writes the file out.
  public func close() throws(Diagnostic) {
    if !lists.isEmpty { try writeLists() }
    isClosed = true
    let error = workbook_close(workbook)
    guard error == LXW_NO_ERROR else {
      let reason = lxw_strerror(error).map { String(cString: $0) }
      throw Diagnostic(
        "file-error", "\(path) cannot be written.", at: Place(file: path), reason: reason)
    }
  }

  // MARK: Choices

  /// What may be chosen is offered, not forced: what is there may be undecided, or a word of the person's own.
  private func offer(
    _ column: SheetColumn, in sheet: UnsafeMutablePointer<lxw_worksheet>, _ place: UInt16
  ) {
    var validation = lxw_data_validation()
    validation.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
    if Self.fits(column.choices) {
      Self.withCopies(column.choices) { list in
        validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
        validation.value_list = list
        worksheet_data_validation_range(sheet, 1, place, row, place, &validation)
      }
    } else {
      Self.withCopies([range(of: column)]) { formula in
        validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
        validation.value_formula = formula?[0]
        worksheet_data_validation_range(sheet, 1, place, row, place, &validation)
      }
    }
  }

  /// A list of choices is a formula of at most 255 units, in which a comma divides.
  private static func fits(_ choices: [String]) -> Bool {
    choices.joined(separator: ",").utf16.count <= 255
      && !choices.contains { $0.contains(",") || $0.contains("\"") }
  }

  /// The cells that hold the choices of a column, on a sheet of their own.
  private func range(of column: SheetColumn) -> String {
    var place = lists.firstIndex { $0.words == column.choices }
    if place == nil {
      lists.append(ChoiceList(title: "\(names[index]): \(column.title)", words: column.choices))
      place = lists.count - 1
    }
    let letter = Self.letters(place ?? 0)
    return "=\(Self.quoted(choicesSheet))!$\(letter)$2:$\(letter)$\(column.choices.count + 1)"
  }

  private func writeLists() throws(Diagnostic) {
    names.append(choicesSheet)
    // What was ended before is all there is: this is the last.
    index = names.count - 2
    try beginSheet(lists.map { SheetColumn($0.title, widest: 40) })
    for line in 0..<(lists.map(\.words.count).max() ?? 0) {
      try append(lists.map { line < $0.words.count ? .text($0.words[line]) : .empty })
    }
    try endSheet()
  }

  /// What a column is called, counted from 0: A to Z, then AA.
  private static func letters(_ place: Int) -> String {
    var (letters, rest) = ("", place + 1)
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  /// Lends an array of C strings, ended by a null pointer.
  private static func withCopies(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Void
  ) {
    var bytes: [CChar] = []
    var starts: [Int] = []
    for text in texts {
      starts.append(bytes.count)
      bytes += text.utf8CString
    }
    bytes.withUnsafeMutableBufferPointer { buffer in
      var list: [UnsafeMutablePointer<CChar>?] = starts.map { buffer.baseAddress?.advanced(by: $0) }
      list.append(nil)
      list.withUnsafeMutableBufferPointer { body($0.baseAddress) }
    }
  }
}

/// The few looks that cells have.
private struct Looks {
  let header: UnsafeMutablePointer<lxw_format>?
  let text: UnsafeMutablePointer<lxw_format>?
  let number: UnsafeMutablePointer<lxw_format>?
  let whole: UnsafeMutablePointer<lxw_format>?
  let percent: UnsafeMutablePointer<lxw_format>?
  let day: UnsafeMutablePointer<lxw_format>?
  let open: UnsafeMutablePointer<lxw_format>?
  let link: UnsafeMutablePointer<lxw_format>?

  init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
    func format(_ dress: (UnsafeMutablePointer<lxw_format>) -> Void) -> UnsafeMutablePointer<lxw_format>? {
      guard let format = workbook_add_format(workbook) else { return nil }
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      dress(format)
      return format
    }
    header = format {
      format_set_bold($0)
      format_set_text_wrap($0)
      format_set_font_color($0, 0xFFFFFF)
      format_set_bg_color($0, 0x1F3A5F)
    }
    text = format { format_set_text_wrap($0) }
    func digits(_ shown: String) -> UnsafeMutablePointer<lxw_format>? {
      format {
        format_set_num_format($0, shown)
        format_set_align($0, UInt8(LXW_ALIGN_RIGHT.rawValue))
        format_set_indent($0, 1)
      }
    }
    number = digits("General")
    whole = digits("#,##0")
    percent = digits("0%")
    day = format {
      format_set_num_format($0, "yyyy-mm-dd")
      format_set_align($0, UInt8(LXW_ALIGN_LEFT.rawValue))
    }
    open = format {
      format_set_italic($0)
      format_set_font_color($0, 0x8A4B00)
      format_set_bg_color($0, 0xFFF4E0)
    }
    link = format {
      format_set_font_color($0, 0x0B5394)
      format_set_underline($0, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
      format_set_text_wrap($0)
    }
  }
}
