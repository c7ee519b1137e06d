/// Our own HTML with the end tags of its tables, which HTML lets one leave out and pandoc's reader does not: without
/// them it takes each cell for a paragraph.
///
/// Text never holds a bare `<`, so whatever begins with one of these tags is a tag.
func withEndTagsOfTables(_ html: [UInt8]) -> [UInt8] {
  var closed: [UInt8] = []
  closed.reserveCapacity(html.count + html.count / 8)
  var cell: String?
  var isInRow = false
  var written = html.startIndex
  var at = html.startIndex
  while let found = html[at...].firstIndex(of: UInt8(ascii: "<")) {
    at = found + 1
    guard let tag = TableTag(html[found...]) else { continue }
    closed += html[written..<found]
    written = found
    if let open = cell {
      closed += open.utf8
      cell = nil
    }
    switch tag {
    case .data: cell = "</td>"
    case .heading: cell = "</th>"
    case .row: isInRow = true
    case .rowEnd: isInRow = false
    case .headEnd:
      if isInRow { closed += "</tr>".utf8 }
      isInRow = false
    case .tableEnd: closed += "</tbody>".utf8
    }
  }
  return closed + html[written...]
}

/// A tag that ends the cell before it.
private enum TableTag: String, CaseIterable {
  case data = "<td"
  case heading = "<th"
  case row = "<tr>"
  case rowEnd = "</tr>"
  case headEnd = "</thead>"
  case tableEnd = "</table>"

  init?(_ html: ArraySlice<UInt8>) {
    guard let tag = Self.allCases.first(where: { html.starts(with: $0.rawValue.utf8) }) else { return nil }
    if tag == .data || tag == .heading {
      let next = html.dropFirst(3).first
      guard next == UInt8(ascii: ">") || next == UInt8(ascii: " ") else { return nil }
    }
    self = tag
  }
}
