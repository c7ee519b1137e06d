import Database
import Diagnostics

/// What can be wrong with a workbook as a file, in words for a person.
enum WorkbookError {
  static func missing(_ path: String) -> Diagnostic {
    Diagnostic(
      "no-workbook", "There is no workbook at \(path).", at: Place(file: path),
      remedies: ["plumbline init \(path) --name \"…\""])
  }

  static func exists(_ path: String) -> Diagnostic {
    Diagnostic(
      "workbook-exists", "\(path) is already there; nothing was changed.", at: Place(file: path),
      remedies: ["plumbline status --workbook \(shellQuoted(path))"])
  }

  static func notOurs(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      "not-a-workbook", "\(path) is not a Plumbline workbook; it was not touched.", at: Place(file: path),
      reason: reason, remedies: ["plumbline init NEW.plumb --name \"…\""])
  }

  static func newer(_ path: String, _ version: Int) -> Diagnostic {
    Diagnostic(
      "workbook-too-new",
      "\(path) has schema version \(version); this program knows up to \(WorkbookSchema.version). "
        + "It was not touched.", at: Place(file: path),
      reason: "a newer Plumbline wrote it",
      notes: ["open it with a Plumbline whose `--version` says schema \(version) or later"],
      remedies: ["plumbline --version"])
  }

  /// Any error of the layers below, as a message to a person.
  static func diagnostic(_ error: any Error, _ path: String) -> Diagnostic {
    switch error {
    case let diagnostic as Diagnostic: diagnostic
    case let problems as Problems: problems.all[0]
    case let error as DatabaseError: diagnostic(error, path)
    default: Diagnostic("internal", "Something unforeseen happened: \(error).", at: Place(file: path))
    }
  }

  private static func diagnostic(_ error: DatabaseError, _ path: String) -> Diagnostic {
    let place = Place(file: path)
    switch error.kind {
    case .busy:
      return Diagnostic(
        "workbook-busy", "Another program is writing to \(path).", at: place,
        reason: "it was waited for five seconds; nothing was changed")
    case .full:
      return Diagnostic(
        "disk-full", "The disk is full: the command was not recorded, and nothing was lost.", at: place,
        remedies: ["df -h ."])
    case .readOnly, .cannotOpen:
      return Diagnostic(
        "workbook-not-writable", "\(path) cannot be opened for writing.", at: place, reason: error.message,
        remedies: ["ls -l \(path)"])
    case .corrupt, .notADatabase:
      return Diagnostic(
        "workbook-damaged", "\(path) is damaged.", at: place, reason: error.message,
        remedies: ["sqlite3 \(path) .recover | sqlite3 recovered.plumb"])
    case .inputOutput:
      return Diagnostic(
        "disk-error", "The disk failed while \(path) was used; the command was not recorded.", at: place,
        reason: error.message, remedies: ["plumbline doctor --workbook \(path)"])
    case .conflict:
      return Diagnostic("cannot-apply", "The change cannot be applied: \(error.message).", at: place)
    case .constraint, .interrupted, .denied, .syntax, .wrongType, .other:
      return Diagnostic("database-error", "SQLite says: \(error.message).", at: place)
    }
  }
}
