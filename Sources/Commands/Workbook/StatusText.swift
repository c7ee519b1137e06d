import CommandLineKit
import Diagnostics
import Gaps
import Terminal

extension Scene {
  /// The status for a person.
  func tell(_ report: StatusReport, _ arguments: Arguments) {
    print(report.head.map(Visible.line).joined(separator: " · "))
    print(indented(report.captured.joined(separator: ", "), by: 0) + "\n")
    print(table("Dimension", report.dimensions), arguments)
    for (title, rows) in report.parts where !rows.isEmpty {
      let behind = rows.enumerated().sorted {
        ($0.element.readiness.share ?? 0, $1.element.readiness.open, $0.offset)
          < ($1.element.readiness.share ?? 0, $0.element.readiness.open, $1.offset)
      }.map(\.element)
      let shown = arguments.flag("all") ? rows : Array(behind.prefix(10))
      print("")
      print(table(title, shown), arguments)
      if shown.count < rows.count { print("and \(rows.count - shown.count) more: plumbline status --all") }
    }
    print("")
    tell(report.trend)
    if report.waived > 0 { print("\(report.waived) waived.") }
    for waiver in report.expired { print(indented("Expired: \(waiver)", by: 0)) }
    tellAdjusted(report.adjusted)
    tell(report.questions)
  }

  /// On a narrow terminal only what matters most has a column.
  private func table(_ title: String, _ rows: [StatusReport.Row]) -> Table {
    let isNarrow = (out.width ?? 100) < 80
    let titles =
      isNarrow
      ? ["Ready", "Open", "Blockers"]
      : ["Ready", "Decided", "Open", "Waived", "Blockers", "Major", "Minor"]
    var table = Table(
      [Table.Column(title, minimum: 16)]
        + titles.map { Table.Column($0, alignment: .right, minimum: $0.count) })
    for row in rows {
      let (readiness, findings) = (row.readiness, row.readiness.findings)
      let blockers = findings[.blocker] ?? 0
      let counts =
        isNarrow
        ? [readiness.open, blockers]
        : [
          readiness.decided, readiness.open, readiness.waived, blockers, findings[.major] ?? 0,
          findings[.minor] ?? 0,
        ]
      table.add(
        [Table.Cell(row.words), Table.Cell(readiness.share.map(\.wholePercent) ?? "–")]
          + counts.map { Table.Cell($0 == 0 ? "–" : "\($0)") })
    }
    return table
  }

  private func tell(_ trend: StatusReport.Trend?) {
    guard let trend else {
      return print("No trend yet: nothing was captured in a sitting (--workshop).")
    }
    let gaps = trend.gaps
    print(
      indented(
        "Since before \(trend.sitting), begun \(trend.at): \(gaps.closed) \(gaps.closed == 1 ? "gap" : "gaps") closed, \(gaps.opened) opened; "
          + "\(gaps.before) were open, now \(gaps.now).", by: 0))
  }

  private func tell(_ questions: [ScopeReadiness.Question]) {
    guard !questions.isEmpty else { return print("\nNothing is open.") }
    let style = environment.streams.outStyle
    print("\nWhat would move it most:")
    for (index, question) in questions.enumerated() {
      guard let first = question.findings.first else { continue }
      let others = question.findings.count - 1
      let more = others == 0 ? "" : " And \(others) more like it in \(question.whole)."
      print(indented("\(index + 1). \(first.question)\(more)", by: 0))
      let decides = question.decides == 0 ? "" : ", decides \(counted(question.decides, "fact"))"
      print(
        indented(
          "\(first.gap) · ask \(first.ask ?? "whoever knows") · closes \(question.findings.count)\(decides)",
          by: 3))
      print("   \(style.paint(Visible.line(first.remedy), .green))")
    }
  }
}

extension StatusReport.Row {
  /// The reference, and the name where that says more.
  fileprivate var words: String {
    // A reference made of its name is the name.
    guard let name, ref.contains(where: \.isNumber) else { return ref }
    return "\(ref) \(name)"
  }
}

extension Double {
  /// A share as a whole percentage that says 100% only when nothing is left, and 0% only when nothing is done.
  fileprivate var wholePercent: String {
    if self <= 0 { return "0%" }
    if self >= 1 { return "100%" }
    return "\(min(99, max(1, Int((self * 100).rounded()))))%"
  }
}
