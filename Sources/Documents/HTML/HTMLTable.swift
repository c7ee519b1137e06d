/// What a query's table is made of while its rows come: short ones are written as they are; of long ones the
/// first rows decide how wide each column is, and pieces of a fixed layout follow one another, of which a
/// browser lays out only those in sight.
struct HTMLTable {
  /// From this many rows on, or this many cells, a table is long.
  private static let (manyRows, manyCells) = (200, 4000)
  /// As many rows as have this many cells are a piece: a browser lays out some pieces for one screen.
  private static let pieceCells = 1200
  /// The widths that a column of a long table may have, in letters.
  static let widths = 7...40

  var head: TableHead
  /// Rows that wait for the decision, as cells.
  var waiting: [[[Inline<Never>]]] = []
  /// What each column needs, by the rows that waited.
  var sizes: [ColumnSize] = []
  /// The widths of the columns of a long table, once they are decided.
  var columns: [Int]?
  /// How many rows are in the piece being written.
  var written = 0
  /// How it is set on paper, once its first rows are known.
  var fit: PaperFit?
  /// Where it is written for paper in parts: the columns of each, and its rows so far.
  var parts: [(columns: [Int], widths: [Int]?, rows: Output)] = []

  init(head: TableHead) { self.head = head }

  /// From how many rows on this table is long.
  var longFrom: Int { rows(of: HTMLTable.manyCells) }
  /// How many of its rows are a piece, when it is long.
  var pieceRows: Int { rows(of: HTMLTable.pieceCells) }

  private func rows(of cells: Int) -> Int {
    min(max(cells / max(head.columns.count, 1), 40), HTMLTable.manyRows)
  }

  /// Decides the fit and the widths by the rows that wait: what fits nine in ten of a column's values on one line, within
  /// bounds, and never less than the longest word of its title.
  mutating func measure() {
    sizes = head.columns.indices.map { ColumnSize($0, of: waiting) }
    fit = PaperFit(head.columns, sizes)
    columns = zip(head.columns, sizes).map { column, size in
      // The padding of a cell takes some four letters.
      let wanted = max(min(size.common, 30), ColumnSize.longestWord(of: column.title) + 3) + 4
      return min(max(wanted, HTMLTable.widths.lowerBound), HTMLTable.widths.upperBound)
    }
  }
}
