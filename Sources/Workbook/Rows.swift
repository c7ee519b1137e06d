import Catalogue
import Database
public import Diagnostics

/// Rows of the matrix and of crosswalks, found by what they connect.
extension Capture {
  /// The row of the reconciliation matrix with exactly these ends, if there is one.
  public func mapping(from sources: [Fact], to target: Fact?) throws(Diagnostic) -> Fact? {
    do {
      let wanted = sources.map(\.id)
      let candidates: [Fact]
      if let target {
        candidates = try rows(
          "SELECT f.id, f.ref FROM fact_mapping t JOIN fact f ON f.id = t.id WHERE t.target_id = ?", target.id,
          "mapping")
      } else {
        candidates = try rows(
          """
          SELECT f.id, f.ref FROM fact_link l JOIN fact_mapping t ON t.id = l.fact_id JOIN fact f ON f.id = t.id
          WHERE l.target_id = ? AND l.attribute = 'sources' AND t.target_id IS NULL
          """, wanted.first ?? 0, "mapping")
      }
      return try candidates.first { row in
        let present = try connection.all(
          "SELECT target_id FROM fact_link WHERE fact_id = ? AND attribute = 'sources' ORDER BY position",
          [.integer(row.id)]
        ) { row throws(DatabaseError) in try row.integer(0) }
        return present == wanted
      }
    } catch {
      throw WorkbookError.diagnostic(error, "")
    }
  }

  /// The crosswalk row from one value to another, or to none, if there is one.
  public func valueMapping(from source: Fact, to target: Fact?) throws(Diagnostic) -> Fact? {
    do {
      return try connection.first(
        """
        SELECT f.id, f.ref FROM fact_value_mapping t JOIN fact f ON f.id = t.id
        WHERE t.source_id = ? AND t.target_id IS ?
        """, [.integer(source.id), .optional(target?.id)]
      ) { row throws(DatabaseError) in Fact(id: try row.integer(0), kind: "value-mapping", ref: try row.text(1))
      }
    } catch {
      throw WorkbookError.diagnostic(error, "")
    }
  }

  private func rows(_ sql: String, _ id: Int64, _ kind: String) throws(DatabaseError) -> [Fact] {
    try connection.all(sql, [.integer(id)]) { row throws(DatabaseError) in
      Fact(id: try row.integer(0), kind: kind, ref: try row.text(1))
    }
  }
}
