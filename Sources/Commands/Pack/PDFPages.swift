/// On which pages of a PDF the documents of a pack begin, and the pack's page with these numbers in its contents.
///
/// Chromium cannot say the number of a page in a text (CSS Generated Content 3, `target-counter`), so it prints
/// twice: once to learn the numbers. Its PDFs name the places of a page's ids in plain text (ISO 32000-1, 7.7.3 and
/// 12.3.2.3); one that does not has no numbers, and the contents are as they were.
enum PDFPages {
  /// The number of the page on which each of these places stands, counted from 1.
  static func numbers(of places: [String], in pdf: [UInt8]) -> [String: Int] {
    var kids: [Int: [Int]] = [:]
    var from = pdf.startIndex
    while let found = first("<</Type /Pages\n", in: pdf, from: from) {
      from = found.upperBound
      guard let object = objectNumber(before: found.lowerBound, in: pdf),
        let list = first("/Kids [", in: pdf, from: from),
        let end = pdf[list.upperBound...].firstIndex(of: UInt8(ascii: "]"))
      else { continue }
      // "2 0 R 33 0 R": every third word is the number of an object.
      let words = pdf[list.upperBound..<end].split { $0 == 0x20 || $0 == 0x0A }
      kids[object] = stride(from: 0, to: words.count, by: 3).compactMap {
        Int(String(decoding: words[$0], as: UTF8.self))
      }
    }
    let children = Set(kids.values.joined())
    var waiting = Array(kids.keys.filter { !children.contains($0) }.sorted().prefix(1))
    var pages: [Int: Int] = [:]
    while let node = waiting.popLast() {
      if let below = kids.removeValue(forKey: node) {
        waiting += below.reversed()
      } else {
        pages[node] = pages.count + 1
      }
    }
    var numbers: [String: Int] = [:]
    for place in places {
      let mark = "/\(place.replacing("/", with: "#2F")) ["
      guard let found = first(mark, in: pdf) else { continue }
      let digits = pdf[found.upperBound...].prefix { (0x30...0x39).contains($0) }
      numbers[place] = Int(String(decoding: digits, as: UTF8.self)).flatMap { pages[$0] }
    }
    return numbers
  }

  /// The page with the number of its page at the end of each line of the contents.
  static func page(_ html: [UInt8], with numbers: [String: Int]) -> [UInt8] {
    guard let begin = first("<div class=inside>", in: html)?.upperBound,
      let end = first("</ol>", in: html, from: begin)?.lowerBound
    else { return html }
    var contents = String(decoding: html[begin..<end], as: UTF8.self)
    for (place, number) in numbers {
      guard let link = contents.firstRange(of: "href=\"#\(place)\">"),
        let line = contents[link.upperBound...].firstRange(of: "</li>")
      else { continue }
      contents.insert(contentsOf: "<i>\(number)</i>", at: line.lowerBound)
    }
    return html[..<begin] + Array(contents.utf8) + html[end...]
  }

  /// The number of the object whose dictionary begins here: "4446 0 obj" stands before it.
  private static func objectNumber(before index: Int, in pdf: [UInt8]) -> Int? {
    let line = pdf[..<index].suffix(24)
    let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    guard words.count >= 3, words.last == "obj" else { return nil }
    return Int(words[words.count - 3])
  }

  private static func first(_ text: String, in bytes: [UInt8], from start: Int = 0) -> Range<Int>? {
    let needle = Array(text.utf8)
    var index = start
    while index + needle.count <= bytes.count {
      if bytes[index] == needle[0], needle.indices.allSatisfy({ bytes[index + $0] == needle[$0] }) {
        return index..<index + needle.count
      }
      index += 1
    }
    return nil
  }
}
