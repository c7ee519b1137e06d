internal import Formats

extension CheckReport {
  /// One row a finding, under a header; what is waived comes last and names its waiver.
  ///
  /// Made for a spreadsheet: a cell that it would run as a formula gets a `'` before it.
  var csv: String {
    let header = [
      "severity", "dimension", "gap", "about", "detail", "message", "question", "ask", "fills", "remedy",
      "waiver",
    ]
    let rows = (open + waived).map { finding in
      [
        finding.severity.rawValue, finding.dimension.rawValue, finding.gap, finding.about, finding.detail ?? "",
        finding.message, finding.question, finding.ask ?? "", finding.fills ?? "", finding.remedy,
        finding.waiver ?? "",
      ]
    }
    return CSV.write([header] + rows, forSpreadsheet: true)
  }
}
