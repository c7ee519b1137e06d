import Database
public import Diagnostics
public import Workbook

extension Reader {
  /// Puts findings beside the views as `open_gap`, for templates, rate cards and `query`.
  public func provide(_ findings: [Finding]) throws(Diagnostic) {
    let rows = findings.enumerated().map { index, finding -> [SQLValue] in
      [
        .integer(Int64(index + 1)), .text(finding.gap), .text(finding.severity.rawValue),
        .integer(finding.severity == .blocker ? 3 : finding.severity == .major ? 2 : 1),
        .text(finding.dimension.rawValue), .text(finding.about), .text(finding.message),
        .text(finding.question),
        .optional(finding.ask), .optional(finding.fills), .text(finding.remedy), .optional(finding.waiver),
      ]
    }
    try provide("open_gap_or_waived", columns: Self.gapColumns, rows: rows)
    try provide("open_gap", columns: Self.gapColumns, rows: rows.filter { $0[11] == .null })
  }

  private static let gapColumns = """
    position INTEGER PRIMARY KEY, gap, severity, weight, dimension, about, message, question, ask, fills,
    remedy, waiver
    """
}

extension Reader {
  /// Puts what people owe beside the views as `follow_up`, for the handout.
  public func provide(_ list: [FollowUp]) throws(Diagnostic) {
    let rows = list.enumerated().map { index, one -> [SQLValue] in
      [
        .integer(Int64(index + 1)), .optional(one.person), .text(one.severity.rawValue), .optional(one.gap),
        .text(one.about), .optional(one.attribute), .text(one.question), .optional(one.expects),
        .optional(one.present), .optional(one.due), .text(one.remedy),
      ]
    }
    try provide(
      "follow_up",
      columns: """
        position INTEGER PRIMARY KEY, person, severity, gap, about, attribute, question, expects, present, due,
        remedy
        """, rows: rows)
  }
}
