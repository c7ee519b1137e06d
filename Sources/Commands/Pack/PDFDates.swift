import Catalogue
import Diagnostics
import Files

/// The dates that a PDF says of itself (ISO 32000-1, 7.9.4), made those of the facts in it: the same workbook
/// gives the same bytes.
enum PDFDates {
  /// Puts a moment in place of the dates in a file; one that is no PDF is left as it is.
  static func still(_ path: String, at moment: Moment) throws(Diagnostic) {
    var bytes = try Files.read(path)
    guard bytes.starts(with: "%PDF-".utf8) else { return }
    let digits = Array("\(moment)".utf8.filter { (0x30...0x39).contains($0) })
    guard digits.count == 14 else { return }
    for mark in ["/CreationDate (D:", "/ModDate (D:"] {
      var start = bytes.startIndex
      while let found = bytes[start...].firstRange(of: Array(mark.utf8)) {
        start = found.upperBound
        guard start + 14 <= bytes.count else { break }
        bytes.replaceSubrange(start..<start + 14, with: digits)
      }
    }
    try Files.write(bytes, to: path)
  }
}
