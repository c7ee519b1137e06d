import Diagnostics
import Foundation
import Formats
import Testing

@Suite("CSV") struct CSVTests {
  @Test(
    "reads rows",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
      ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
      ("a,b\n\n1,2\n\n", [["a", "b"], ["1", "2"]]), ("a\n\n1\n", [["a"], [""], ["1"]]),
      ("\n\na,b\n", [["a", "b"]]), ("a,b\n,\n", [["a", "b"], ["", ""]]),
      ("\"a\"\"x\",\"b,c\"\n\"1\n2\",\"\"\n", [["a\"x", "b,c"], ["1\n2", ""]]), ("\"a\"", [["a"]]),
      ("\"\"", [[""]]),
    ])
  func rows(text: String, expected: [[String]]) throws { #expect(try csv(text) == expected) }

  @Test("skips a byte order mark and takes other separators") func separators() throws {
    #expect(try csv("\u{FEFF}a;b\n1,5;2", separator: .semicolon) == [["a", "b"], ["1,5", "2"]])
    #expect(try csv("a\tb\n", separator: .tab) == [["a", "b"]])
  }

  @Test("positions count lines inside quotes and characters, not bytes") func positions() throws {
    let rows = try CSV.parse(Array("é,b\r\n\"x\r\ny\",\"z\"\n".utf8), file: "f")
    #expect(rows[0][1].position == Position(line: 1, column: 3))
    #expect(rows[1][0].position == Position(line: 2, column: 1))
    #expect(rows[1][1].position == Position(line: 3, column: 4))
    #expect(rows[1][1].isQuoted)
  }

  @Test(
    "names what is wrong and where",
    arguments: [
      ("", "empty-file 1:1"), ("\n\n", "empty-file 1:1"), ("a,\"b\nc", "truncated 1:3"),
      ("a,b\"c", "csv-syntax 1:4"), ("\"a\"b", "csv-syntax 1:4"),
      ("a,b\n1\n2,3\n4,5,6", "ragged-row 2:1"),
    ])
  func errors(text: String, expected: String) { #expect(fault { _ = try csv(text) } == expected) }

  @Test("names every ragged row") func ragged() throws {
    let error = try #require(throws: Diagnostic.self) { _ = try csv("a,b\n1\n2,3\n4,5,6") }
    #expect(error.notes.first == "line 4: 3 cells")
  }

  @Test("quotes only what needs it") func write() {
    #expect(
      CSV.write([["a", "b,c", "d\"e", "f\ng", " h", ""], [""]])
        == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\" h\",\r\n\"\"\r\n")
  }

  @Test("leaves formulas alone unless asked to guard a spreadsheet") func formulas() {
    let cells = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "a=b"]
    #expect(CSV.write([cells]) == "=1+1,+1,-1,@x,\"\tx\",\"\rx\",a=b\r\n")
    #expect(CSV.write([cells], forSpreadsheet: true) == "'=1+1,'+1,'-1,'@x,'\tx,\"'\rx\",a=b\r\n")
  }

  @Test(
    "what is guarded is given again",
    arguments: ["=1", "'=1", "''=1", "\nx", "\r\nx", "＝1", "'", "''", "'tis", "", "a=b", "- x"])
  func unguarded(text: String) {
    let cell = CSV.guarded(text)
    #expect(CSV.unguarded(cell) == text)
    #expect(!"=+-@\t\r\n\r\n＝".contains(cell.first ?? "x"))
  }

  @Test("what is written reads back the same") func roundTrip() throws {
    var generator = SplitMix(state: 11)
    let alphabet = Array("ab,\"\r\n ;\té\u{FEFF}😀".unicodeScalars)
    for width in 1...4 {
      for _ in 0..<200 {
        let rows = (0...generator.next() % 4).map { _ in
          (0..<width).map { _ in
            String(
              String.UnicodeScalarView(
                (0..<generator.next() % 5).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] }
              ))
          }
        }
        #expect(try csv(CSV.write(rows)) == rows)
      }
    }
  }

  @Test(
    "reads the real dictionaries whole", .enabled(if: FileManager.default.fileExists(atPath: sharedData)),
    arguments: [
      ("dataact_appropFields", 20, 16), ("dataact_awardFields", 75, 6), ("dataact_awardFinancialFields", 56, 6),
      ("dataact_awardProcurementFields", 267, 0), ("dataact_programActivityFields", 50, 40),
    ])
  func dictionaries(name: String, rows: Int, required: Int) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(sharedData)/csv/\(name).csv")))
    let table = try CSV.parse(bytes, file: name)
    #expect(table.count - 1 == rows)
    let column = try #require(table[0].firstIndex { $0.text == "required" })
    #expect(table.dropFirst().filter { $0[column].text.lowercased() == "true" }.count == required)
  }
}
