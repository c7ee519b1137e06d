private import CXLSXWriter
public import Diagnostics

/// An XLSX workbook (ECMA-376) written row by row through libxlsxwriter, in memory that does not grow with the
/// rows: each sheet's rows wait in a temporary file.
///
/// Every sheet has a frozen header row with filters, repeated on paper, landscape and as wide as the page. The
/// same calls give the same bytes.
public final class Spreadsheet {
  /// The most rows that a sheet takes, the header among them.
  public static let maximumRows = 1_048_576

  private let path: String
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let looks: Looks
  private let footer: String
  private var names: [String] = []
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private var columns: [SheetColumn] = []
  private var row: UInt32 = 0
  private var isClosed = false

  /// Begins a workbook in a file that only this writes.
  ///
  /// - Parameters:
  ///   - created: seconds since 1970, for the file's properties.
  ///   - sheets: the names of all sheets in order, as `SheetNames` gives them: links may lead ahead.
  ///   - footer: what stands at the foot of every printed page.
  public init(
    path: String, title: String, created: Int, sheets: [String], footer: String = ""
  ) throws(Diagnostic) {
    self.path = path
    self.footer = footer
    names = sheets
    var options = lxw_workbook_options(constant_memory: 1, tmpdir: nil, use_zip64: 0)
    guard let workbook = workbook_new_opt(path, &options) else {
      throw Diagnostic("file-error", "\(path) cannot be written.", at: Place(file: path))
    }
    self.workbook = workbook
    looks = Looks(workbook)
    Self.withCopy(title) { title in
      var properties = lxw_doc_properties()
      properties.title = title
      properties.created = created
      workbook_set_properties(workbook, &properties)
    }
  }

  deinit {
    // A workbook that is given up is closed all the same: that is what frees it.
    if !isClosed { workbook_close(workbook) }
  }

  /// Begins the next sheet.
  public func beginSheet(_ columns: [SheetColumn]) throws(Diagnostic) {
    let index = self.index + 1
    guard index < names.count, let sheet = workbook_add_worksheet(workbook, names[index]) else {
      throw Diagnostic("internal", "There is no sheet number \(index + 1).", at: Place(file: path))
    }
    self.index = index
    self.sheet = sheet
    self.columns = columns
    row = 0
    for (place, column) in columns.enumerated() {
      worksheet_set_column(sheet, UInt16(place), UInt16(place), column.width, nil)
    }
    worksheet_freeze_panes(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)  // A4
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_set_footer(sheet, "&L" + Self.inFooter(footer) + "&C&A&RPage &P of &N")
    for (place, column) in columns.enumerated() {
      worksheet_write_string(sheet, 0, UInt16(place), Self.writable(column.title), looks.header)
    }
  }
  private var index = -1

  /// Writes the next row, a cell a column.
  public func append(_ cells: [Cell]) throws(Diagnostic) {
    guard let sheet else { return }
    row += 1
    guard row < Self.maximumRows else {
      throw Diagnostic(
        "too-many-rows", "The sheet `\(names[index])` would have more rows than a spreadsheet takes.",
        at: Place(file: path), notes: ["a sheet takes \(Self.maximumRows) rows"])
    }
    for (place, cell) in cells.enumerated() { try write(cell, UInt16(place), sheet) }
  }

  private func write(
    _ cell: Cell, _ column: UInt16, _ sheet: UnsafeMutablePointer<lxw_worksheet>
  ) throws(Diagnostic) {
    switch cell {
    case .empty: break
    case .open: worksheet_write_string(sheet, row, column, "○ open", looks.open)
    case .text(let text): worksheet_write_string(sheet, row, column, Self.writable(text), looks.text)
    case .number(let number): worksheet_write_number(sheet, row, column, number, looks.number)
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
  public func endSheet() {
    guard let sheet, !columns.isEmpty else { return }
    worksheet_autofilter(sheet, 0, 0, max(row, 1), UInt16(columns.count - 1))
    for (place, column) in columns.enumerated() where row > 0 && Self.fits(column.choices) {
      Self.offer(column.choices, in: sheet, UInt16(place), rows: row)
    }
    self.sheet = nil
  }

  /// Writes the file out.
  public func close() throws(Diagnostic) {
    isClosed = true
    let error = workbook_close(workbook)
    guard error == LXW_NO_ERROR else {
      let reason = lxw_strerror(error).map { String(cString: $0) }
      throw Diagnostic(
        "file-error", "\(path) cannot be written.", at: Place(file: path), reason: reason)
    }
  }

  // MARK: Text

  /// Text that Excel reads as it is: at most 32,767 UTF-16 units, and nothing that looks like the escape of a
  /// character, `_x0041_` (ECMA-376 part 1, 22.9.2.19).
  static func writable(_ text: String) -> String {
    var safe = ""
    let scalars = Array(text.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      let isEscape =
        scalar == "_" && place + 6 < scalars.count && scalars[place + 1] == "x" && scalars[place + 6] == "_"
        && scalars[(place + 2)...(place + 5)].allSatisfy(\.properties.isASCIIHexDigit)
      if isEscape { safe += "_x005F" }
      // NUL would end the text; the two that XML cannot hold are shown as what they are: not characters.
      safe.unicodeScalars.append(["\0", "\u{FFFE}", "\u{FFFF}"].contains(scalar) ? "\u{FFFD}" : scalar)
    }
    guard safe.utf16.count > 32_767 else { return safe }
    let ending = " … (cut here: a cell takes no more)"
    var kept = String(decoding: Array(safe.utf16.prefix(32_767 - ending.utf16.count)), as: UTF16.self)
    if kept.hasSuffix("\u{FFFD}") { kept.removeLast() }
    return kept + ending
  }

  private static func quoted(_ name: String) -> String {
    "'" + name.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
  }

  /// Text for a footer, where `&` begins a code; at most 200 of the 255 units that it takes.
  private static func inFooter(_ text: String) -> String {
    var cut = ""
    for character in text {
      let more = character == "&" ? "&&" : character.isNewline ? " " : String(character)
      guard cut.utf16.count + more.utf16.count <= 200 else { break }
      cut += more
    }
    return cut
  }

  // MARK: Choices

  /// A list of choices is a formula of at most 255 units, in which a comma divides.
  private static func fits(_ choices: [String]) -> Bool {
    !choices.isEmpty && choices.joined(separator: ",").utf16.count <= 255
      && !choices.contains { $0.contains(",") || $0.contains("\"") }
  }

  private static func offer(
    _ choices: [String], in sheet: UnsafeMutablePointer<lxw_worksheet>, _ column: UInt16, rows: UInt32
  ) {
    withCopies(choices) { list in
      var validation = lxw_data_validation()
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      validation.value_list = list
      // What is there may be undecided or a word of the person's own: choosing is offered, not forced.
      validation.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
      worksheet_data_validation_range(sheet, 1, column, rows, column, &validation)
    }
  }

  private static func withCopy(_ text: String, _ body: (UnsafeMutablePointer<CChar>?) -> Void) {
    var bytes = Array(text.utf8CString)
    bytes.withUnsafeMutableBufferPointer { body($0.baseAddress) }
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
    number = format { format_set_num_format($0, "General") }
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
