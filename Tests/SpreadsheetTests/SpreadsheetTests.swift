import Testing

@testable import Spreadsheet

@Suite("A spreadsheet")
struct SpreadsheetTests {
  @Test(
    "names sheets so that every reader accepts them",
    arguments: [
      ("Flows", "Flows"), ("a[b]:c*d?e/f\\g", "a b  c d e f g"), ("'quoted'", "quoted"), ("", "Sheet"),
      ("History", "History 2"), (String(repeating: "x", count: 40), String(repeating: "x", count: 31)),
      (String(repeating: "😀", count: 20), String(repeating: "😀", count: 15)), ("a\nb", "a b"),
    ])
  func names(wanted: String, name: String) {
    var names = SheetNames()
    #expect(names.name(wanted) == name)
  }

  @Test("gives no two sheets a name that differs only in case")
  func unique() {
    var names = SheetNames()
    let long = String(repeating: "y", count: 31)
    #expect(["Tests", "tests", "TESTS"].map { names.name($0) } == ["Tests", "tests 2", "TESTS 3"])
    #expect(names.name(long) == long)
    #expect(names.name(long) == String(repeating: "y", count: 29) + " 2")
  }

  @Test(
    "writes text so that it is read as it is",
    arguments: [
      ("plain", "plain"), ("_x0041_", "_x005F_x0041_"), ("_x004", "_x004"), ("_xZZZZ_", "_xZZZZ_"),
      ("a\0b", "a\u{FFFD}b"), ("\u{FFFE}", "\u{FFFD}"),
    ])
  func text(given: String, written: String) {
    #expect(Spreadsheet.writable(given) == written)
  }

  @Test("cuts what a cell does not take, between characters, and says so")
  func long() {
    let cut = Spreadsheet.writable(String(repeating: "😀", count: 20_000))
    #expect(cut.utf16.count <= 32_767)
    #expect(cut.hasSuffix("😀 … (cut here: a cell takes no more)"))
    let whole = String(repeating: "x", count: 32_767)
    #expect(Spreadsheet.writable(whole) == whole)
  }
}
