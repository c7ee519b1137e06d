/// How a table is set on paper: as it is, on turned paper, or in parts, one under the other, each of which begins
/// with the columns that tell a row from others.
///
/// Decided by the rows seen first.
enum PaperFit: Equatable, Sendable {
  case upright
  case turned
  /// `keys` columns begin each part; the parts end before the columns of these indices.
  case parts(keys: Int, ends: [Int])

  /// How many letters stand beside one another on A4 in the sizes of `print.css`, upright and turned.
  private static let (uprightWidth, turnedWidth) = (118, 188)
  /// A value needs no more letters beside one another than this, and a column no fewer than that.
  private static let (longest, shortest) = (19, 5)
  /// Where a common text would take so many lines, the paper is turned.
  private static let mostLines = 5
  /// A longer word is broken.
  private static let longestWord = 16
  /// What the space around a cell takes.
  private static let padding = 3

  /// Decides by what the columns of a table need.
  init(_ columns: [Column], _ sizes: [ColumnSize]) {
    let widths = zip(columns, sizes).map { PaperFit.width($1, title: $0.title) }
    let total = widths.reduce(0, +)
    if total <= PaperFit.uprightWidth {
      let shares = PaperFit.shares(sizes, widths, of: PaperFit.uprightWidth)
      let isCramped = zip(sizes, shares).contains { size, share in
        size.common >= PaperFit.mostLines * (share - PaperFit.padding)
      }
      self = isCramped ? .turned : .upright
    } else if total <= PaperFit.turnedWidth {
      self = .turned
    } else {
      let anchors = columns.prefix { $0.style.kind == .anchor }.count
      self = .parts(keys: max(anchors, 1), ends: PaperFit.ends(widths, keys: max(anchors, 1)))
    }
  }

  /// The parts, as columns: the keys, then those that no part before had.
  var parts: [[Int]] {
    guard case .parts(let keys, let ends) = self else { return [] }
    return zip([keys] + ends, ends).map { Array(0..<keys) + Array($0..<$1) }
  }

  /// How wide each column of a table, or of one of its parts, is to be, in per cent of the paper: as wide as it
  /// needs, and what room is left goes to those with long texts.
  func widths(_ columns: [Int], titles: [String], _ sizes: [ColumnSize]) -> [Int] {
    let needs = columns.map { PaperFit.width(sizes[$0], title: titles[$0]) }
    let room = self == .upright ? PaperFit.uprightWidth : PaperFit.turnedWidth
    let widths = PaperFit.shares(columns.map { sizes[$0] }, needs, of: room)
    let total = max(1, widths.reduce(0, +))
    return widths.map { max(1, $0 * 100 / total) }
  }

  /// What columns need, and what room is left shared out among those with long texts.
  private static func shares(_ sizes: [ColumnSize], _ needs: [Int], of room: Int) -> [Int] {
    let left = max(0, room - needs.reduce(0, +))
    let long = sizes.map { max(0, min($0.common, 90) - longest) }
    let all = max(1, long.reduce(0, +))
    return zip(needs, long).map { need, long in need + min(long, left * long / all) }
  }

  private static func width(_ size: ColumnSize, title: String) -> Int {
    // A title takes three lines at most.
    let head = max(ColumnSize.longestWord(of: title), (title.utf8.count + 2) / 3)
    return max(min(size.common, longest), min(size.unbroken, longestWord), head, shortest) + padding
  }

  /// Where parts end: as few as fit, and of these as even as can be, so that no last column stands alone.
  private static func ends(_ widths: [Int], keys: Int) -> [Int] {
    let room = turnedWidth - widths[..<keys].reduce(0, +)
    let fewest = ends(widths, keys, within: room).count
    var (low, high) = (widths[keys...].max() ?? 1, max(room, widths[keys...].max() ?? 1))
    while low < high {
      let middle = (low + high) / 2
      if ends(widths, keys, within: middle).count <= fewest { high = middle } else { low = middle + 1 }
    }
    return ends(widths, keys, within: high)
  }

  private static func ends(_ widths: [Int], _ keys: Int, within room: Int) -> [Int] {
    var ends: [Int] = []
    var used = 0
    for column in keys..<widths.count {
      if used > 0, used + widths[column] > room {
        ends.append(column)
        used = 0
      }
      used += widths[column]
    }
    return ends + [widths.count]
  }
}
