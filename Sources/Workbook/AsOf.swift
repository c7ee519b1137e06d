internal import Database
public import Diagnostics

extension Workbook {
  /// This workbook as it was after an entry of its journal, in memory: every change up to that one, done again.
  public func asOf(entry seq: Int) throws(Diagnostic) -> Workbook {
    let past = try Workbook.inMemory()
    do {
      for entry in try journal() where entry.seq <= seq {
        let stored = try changeset(of: entry.seq)
        guard stored.version == WorkbookSchema.version else {
          throw Diagnostic(
            "older-schema", "Entry \(entry.seq) was made with schema version \(stored.version).",
            remedies: ["plumbline history"])
        }
        try past.connection.apply(stored.changeset) {}
      }
      return past
    } catch {
      throw WorkbookError.diagnostic(error, path)
    }
  }
}
