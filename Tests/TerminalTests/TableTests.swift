import Terminal
import Testing

@Suite("Tables")
struct TableTests {
  private var fields: Table {
    var table = Table([
      .init("ref"), .init("meaning"), .init("rows", alignment: .right), .init("owner", overflow: .truncate),
    ])
    table.add([
      "stripe.invoice", "What the customer owes, after every discount and credit note.", "12", "Dana Kowalski",
    ])
    table.add(["erp.bill", "漢字", "3456", ""])
    return table
  }

  @Test("Without a terminal each row is a line and nothing is cut")
  func noTerminal() {
    #expect(
      fields.text(width: nil) == """
        ref             meaning                                                        rows  owner
        stripe.invoice  What the customer owes, after every discount and credit note.    12  Dana Kowalski
        erp.bill        漢字                                                           3456

        """)
  }

  @Test("On a terminal the widest column gives way")
  func fits() {
    #expect(
      fields.text(width: 60) == """
        ref             meaning                  rows  owner
        stripe.invoice  What the customer owes,    12  Dana Kowalski
                        after every discount
                        and credit note.
        erp.bill        漢字                     3456

        """)
  }

  @Test("Columns that may not wrap are cut")
  func truncates() {
    var table = Table([.init("a", overflow: .truncate, minimum: 4), .init("b", minimum: 4)])
    table.add(["abcdefghij\nklm", "x"])
    #expect(
      table.text(width: 12) == "a         b\nabcdefgh…  x\n".replacing("a         b", with: "a          b"))
  }

  @Test("No line is wider than the terminal", arguments: 26...120)
  func neverWider(width: Int) {
    for line in fields.text(width: width).split(separator: "\n") where !line.contains(":") {
      #expect(DisplayWidth.of(line) <= width)
      #expect(!line.hasSuffix(" "))
    }
  }

  @Test("What cannot fit becomes records")
  func records() {
    let expected = """
      ref: stripe.invoice
      meaning: What the customer owes, after every discount and credit note.
      rows: 12
      owner: Dana Kowalski

      ref: erp.bill
      meaning: 漢字
      rows: 3456

      """
    #expect(fields.records() == expected)
    let narrow =
      "ref: stripe.invoice\nmeaning: What the\n  customer owes,\n  after every\n  discount and\n  credit note."
    #expect(
      fields.text(width: 20).hasPrefix(narrow.replacing("ref: stripe.invoice", with: "ref:\n  stripe.invoice")))
  }

  @Test(
    "No word is broken, of a cell or of a title, however narrow the window", arguments: [24, 38, 45, 60, 80])
  func wholeWords(width: Int) {
    var table = Table([
      .init("Reference"), .init("Likelihood × impact", maximum: 12), .init("Exception"), .init("Owner"),
    ])
    table.add(["EX-12", "2 × 3 × ?", "Connection refused during maintenance", "operations-department"])
    table.add(["EX-3", "1 × 1 × 1", "unbelievably", "xero.Contact.Addresses[].AddressLine1"])
    let text = table.text(width: width)
    let wanted = [
      "Reference", "Likelihood", "impact", "Exception", "Owner", "Connection", "maintenance", "unbelievably",
      "operations-", "department", "Addresses[]", "AddressLine1",
    ]
    for word in wanted { #expect(text.contains(word), "\(word) is broken:\n\(text)") }
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(line) <= width) }
  }

  @Test(
    "A word that is too long is broken at its joints, a number is not",
    arguments: [
      ("stripe.invoice.status", 16, ["stripe.invoice.", "status"]),
      ("2026-03-13T09:00", 12, ["2026-03-13T0", "9:00"]),
      ("status=uncollectible", 14, ["status=", "uncollectible"]),
      ("https://a.example/b", 18, ["https://a.example/", "b"]),
      ("aaaaaaaaaa", 4, ["aaaa", "aaaa", "aa"]),
    ])
  func joints(word: String, width: Int, lines: [String]) {
    #expect(Fitting.wrap(word, to: width) == lines)
  }

  @Test("A column keeps to its maximum on a terminal only")
  func maximum() {
    var table = Table([.init("a", overflow: .truncate, maximum: 8)])
    table.add(["0123456789"])
    #expect(table.text(width: 80) == "a\n0123456…\n")
    #expect(table.text(width: nil) == "a\n0123456789\n")
  }

  @Test("Captured text cannot command the terminal or forge a row", arguments: [nil, 80, 20] as [Int?])
  func hostile(width: Int?) {
    var table = Table([.init("a"), .init("b")])
    table.add(["\u{1B}]0;owned\u{7}", "x\u{202E}\nforged row  yes"])
    table.add([Table.Cell("\u{9B}2J", .red)])
    let text = table.text(width: width)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
    #expect(!text.contains("\u{202E}"))
    #expect(!text.split(separator: "\n").contains { $0.hasPrefix("forged") })
  }

  @Test("Rows are filled up or cut to the columns, and there may be none")
  func ragged() {
    var table = Table([.init("a"), .init("b")])
    #expect(table.text(width: 80) == "a  b\n")
    #expect(table.records() == "")
    table.add(["1"])
    table.add(["1", "2", "3"])
    #expect(table.text(width: 80) == "a  b\n1\n1  2\n")
    #expect(Table([]).text(width: 80) == "")
  }

  @Test("Looks do not change what is where")
  func styled() {
    var table = Table([.init("severity"), .init("gap")])
    table.add([Table.Cell("major", .yellow), "x"])
    let text = table.text(width: 80, style: Style(isOn: true))
    #expect(text.contains("\u{1B}[33mmajor\u{1B}[0m     x\n"))
    #expect(text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == table.text(width: 80))
  }
}
