public import Catalogue
public import Database
public import Workbook

/// A row of a gap's query: the finding, and every column as text.
public struct GapRow: Sendable {
  /// What is missing, in words.
  public var finding: Finding
  /// The columns that are known.
  public var columns: [String: String]
}

extension Gap {
  /// The rows of this gap that no waiver accepts, in the order of its query.
  ///
  /// `condition` is SQL over the columns of the query, of the program's own making; with it a gap can be looked
  /// at for one fact without looking for all of them.
  public func rows(
    _ reader: Reader, today: CalendarDay, where condition: String? = nil, named: [String: SQLValue] = [:]
  ) throws -> [GapRow] {
    let waivers = try Waivers(reader, today)
    var rows: [GapRow] = []
    try search(reader, today, waivers, where: condition, named: named) { finding, columns in
      if finding.waiver == nil { rows.append(GapRow(finding: finding, columns: columns())) }
    }
    return rows
  }
}
