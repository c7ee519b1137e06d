import Diagnostics
import Formats
import Testing

@Suite("Document") struct DocumentTests {
  @Test(
    "tells JSON from YAML",
    arguments: [
      ("a.json", " {\"a\":1}", "nothing"), ("a.yaml", "{a: 1}", "nothing"),
      ("a.json", "{a: 1}", "json-syntax 1:2"), ("a.txt", "a: 1", "nothing"),
      ("a", "\u{FEFF}[1,2,]", "json-syntax 1:6"), ("a.YML", "[1,2,]", "nothing"),
      ("a.json", "<!DOCTYPE html><p>", "not-data 1:1"),
      ("a.yaml", "\n<?xml version='1.0'?>", "not-data 1:1"), ("a.json", "%PDF-1.7\n", "not-data 1:1"),
      ("a.json", "", "empty-file 1:1"),
    ])
  func kinds(file: String, text: String, expected: String) {
    #expect(fault { _ = try Document.parse(Array(text.utf8), file: file) } == expected)
  }
}
